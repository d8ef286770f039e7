use super::diff::finished;
use super::diff::flow::flow;
use crate::render::auditing::{self, MOST_CHANGES};
use crate::render::comparison::{Phrase, Tone, plain, toned};
use crate::render::paint::Look;
use crate::render::wording;
use crate::report::{AuditFinding, AuditKind, AuditReport, AuditedChange, AuditedCommit};

/// Narrower than this nothing can be laid out.
const LEAST_WIDTH: usize = 40;

/// What was looked at, then each kind with its findings, oldest first.
pub(in crate::render) fn audit(report: &AuditReport, look: &Look) -> String {
    let look = &Look {
        width: look.width.max(LEAST_WIDTH),
        ..*look
    };
    let mut out = said(&[toned(Tone::Strong, auditing::title(report))], "", look);
    if !look.quiet {
        for line in auditing::looked_at(report) {
            out.push_str(&said(&[toned(Tone::Faint, line)], "", look));
        }
    }
    for (kind, findings) in auditing::found(report) {
        out.push('\n');
        out.push_str(&heading(kind, findings.len(), look));
        let mut before = None;
        for one in findings {
            // What one commit did stands below it once.
            let id = one.commit.as_ref().map(|commit| &commit.id);
            let named = id.is_some() && before == id;
            before = id;
            out.push_str(&finding(one, kind, named, look));
        }
    }
    out.push('\n');
    if !look.quiet {
        for line in auditing::nothing(report) {
            out.push_str(&said(&[toned(Tone::Faint, line)], "", look));
        }
        for line in auditing::limits(report) {
            out.push_str(&said(&[toned(Tone::Faint, line)], "", look));
        }
    }
    out.push_str(&said(&[plain(auditing::counted(report))], "", look));
    finished(out)
}

fn said(phrases: &[Phrase], indent: &str, look: &Look) -> String {
    let deeper = format!("{indent}  ");
    format!("{}\n", flow(phrases, look.width, indent, &deeper, look))
}

fn tone(level: &str) -> Tone {
    match level {
        "deny" => Tone::Bad,
        "warn" => Tone::Care,
        _ => Tone::Faint,
    }
}

fn heading(kind: &AuditKind, count: usize, look: &Look) -> String {
    let counted = wording::count(count, "finding");
    said(
        &[
            toned(Tone::Strong, kind.rule),
            plain(", "),
            toned(tone(kind.level), kind.level),
            plain(format!(": {counted}")),
        ],
        "",
        look,
    )
}

fn finding(one: &AuditFinding, kind: &AuditKind, named: bool, look: &Look) -> String {
    let mut out = match (&one.commit, &one.anchor) {
        _ if named => String::new(),
        (Some(commit), _) => said(&commit_line(commit), "  ", look),
        (None, Some(anchor)) => said(&[toned(Tone::Care, anchor.clone())], "  ", look),
        (None, None) => String::new(),
    };
    let mut message = Vec::new();
    if one.level != kind.level {
        message.extend([toned(tone(one.level), one.level), plain(": ")]);
    }
    message.push(plain(one.message.clone()));
    out.push_str(&said(&message, "    ", look));
    // Of what is only worth knowing, the commits are.
    let shown = if kind.level == "note" {
        0
    } else {
        MOST_CHANGES
    };
    for change in one.changes.iter().take(shown) {
        out.push_str(&said(&changed(change), "    ", look));
    }
    let more = one.changes.len().saturating_sub(shown);
    if more > 0 && shown > 0 {
        let more = format!("and {}", wording::count(more, "more change"));
        out.push_str(&said(&[toned(Tone::Faint, more)], "    ", look));
    }
    if let Some(merge) = &one.merge {
        let mut line = vec![plain("brought in by ")];
        line.extend(commit_line(merge));
        out.push_str(&said(&line, "    ", look));
    }
    for related in &one.related {
        let mut line = vec![plain(format!("{}: ", related.message))];
        line.extend(commit_line(&related.commit));
        out.push_str(&said(&line, "    ", look));
    }
    out
}

/// The id, the day, who, and the subject.
fn commit_line(commit: &AuditedCommit) -> Vec<Phrase> {
    let date = commit.date.as_deref().unwrap_or("no day");
    let author = &commit.author;
    let mut out = vec![
        toned(Tone::Care, commit.short.clone()),
        plain(format!("  {date}  {} <{}>  ", author.name, author.email)),
        toned(Tone::Strong, commit.subject.clone()),
    ];
    let committer = auditing::committer(commit);
    out.extend(committer.map(|said| toned(Tone::Faint, format!("  ({said})"))));
    out
}

fn changed(change: &AuditedChange) -> Vec<Phrase> {
    let unit = change.unit.as_deref().unwrap_or("(unknown unit)");
    vec![
        toned(Tone::Strong, unit),
        plain(format!("  {}  ", auditing::change(change))),
        toned(Tone::Faint, auditing::place(change)),
    ]
}
