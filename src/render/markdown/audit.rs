use crate::render::auditing::{self, MOST_CHANGES};
use crate::render::{escape, wording};
use crate::report::{AuditFinding, AuditKind, AuditReport, AuditedCommit};

/// A page for the auditor's file: what was looked at, a table of the kinds, then a
/// table for each kind of which something was found, oldest first.
pub(in crate::render) fn audit(report: &AuditReport) -> String {
    let mut out = format!("# {}\n\n", shown(&auditing::title(report)));
    for line in auditing::looked_at(report) {
        out.push_str(&format!("- {}\n", shown(&line)));
    }
    out.push_str("\n| kind | level | findings |\n|---|---|---:|\n");
    for kind in &report.kinds {
        out.push_str(&format!(
            "| {} | {} | {} |\n",
            kind.rule, kind.level, kind.findings
        ));
    }
    out.push_str(&format!("\nIn all: {}.\n", auditing::counted(report)));
    for (kind, findings) in auditing::found(report) {
        out.push_str(&section(kind, &findings));
    }
    out.push_str("\n## What this cannot say\n\n");
    let unsaid = auditing::nothing(report)
        .into_iter()
        .skip_while(|line| line.starts_with("not found"));
    for line in unsaid.chain(auditing::limits(report)) {
        out.push_str(&format!("- {}\n", shown(&line)));
    }
    out
}

fn shown(text: &str) -> String {
    escape::markdown(escape::terminal(text).trim())
}

fn section(kind: &AuditKind, findings: &[&AuditFinding]) -> String {
    let mut out = format!(
        "\n## {} ({})\n\n{}\n\n| commit | date | author | what | answers |\n|---|---|---|---|---|\n",
        kind.rule,
        findings.len(),
        kind.what
    );
    for one in findings {
        out.push_str(&row(one, kind));
    }
    out
}

fn row(one: &AuditFinding, kind: &AuditKind) -> String {
    let mut what = Vec::new();
    let level = match one.level == kind.level {
        true => String::new(),
        false => format!("{}: ", one.level),
    };
    what.push(format!("{level}{}", shown(&one.message)));
    what.extend(
        one.merge
            .as_ref()
            .map(|merge| format!("brought in by {}", named(merge))),
    );
    for related in &one.related {
        what.push(format!(
            "{}: {}",
            shown(&related.message),
            named(&related.commit)
        ));
    }
    let mut answers: Vec<String> = Vec::new();
    for change in one.changes.iter().take(MOST_CHANGES) {
        let unit = change.unit.as_deref().unwrap_or("(unknown unit)");
        answers.push(format!(
            "**{}** {}<br>{}",
            shown(unit),
            shown(&auditing::change(change)),
            shown(&auditing::place(change))
        ));
    }
    let more = one.changes.len().saturating_sub(MOST_CHANGES);
    if more > 0 {
        answers.push(format!("and {}", wording::count(more, "more change")));
    }
    let (commit, date, author) = match &one.commit {
        Some(commit) => (
            format!("{}<br>{}", shown(&commit.id), shown(&commit.subject)),
            shown(commit.date.as_deref().unwrap_or("–")),
            people(commit),
        ),
        None => (
            shown(one.anchor.as_deref().unwrap_or("–")),
            "–".to_owned(),
            "–".to_owned(),
        ),
    };
    format!(
        "| {commit} | {date} | {author} | {} | {} |\n",
        what.join("<br>"),
        answers.join("<br>")
    )
}

fn people(commit: &AuditedCommit) -> String {
    let author = format!("{} <{}>", commit.author.name, commit.author.email);
    match auditing::committer(commit) {
        Some(committer) => format!("{}<br>{}", shown(&author), shown(&committer)),
        None => shown(&author),
    }
}

/// A commit in a sentence.
fn named(commit: &AuditedCommit) -> String {
    let date = commit.date.as_deref().unwrap_or("no day");
    shown(&format!(
        "{} {date} {}: {}",
        commit.short, commit.author.name, commit.subject
    ))
}
