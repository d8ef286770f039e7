//! What an audit says, in words that more than one medium uses. Nothing here is
//! escaped.

use super::wording;
use crate::report::{AuditFinding, AuditKind, AuditReport, AuditedChange, AuditedCommit};

/// Changes of one finding that are shown where people read; programs get all.
pub(super) const MOST_CHANGES: usize = 8;

/// What was audited, and from when to when.
pub(super) fn title(report: &AuditReport) -> String {
    let of = match report.units.as_slice() {
        [] => report.name.clone(),
        units => format!("{} in {}", units.join(", "), report.name),
    };
    let period = match (&report.since, &report.until) {
        (None, None) => "all of its history".to_owned(),
        (Some(since), None) => format!("from {since} on"),
        (None, Some(until)) => format!("until {until}"),
        (Some(since), Some(until)) => format!("{since} to {until}"),
    };
    format!("Audit of {of}, {period}")
}

/// What was looked at, each a sentence without its full stop.
pub(super) fn looked_at(report: &AuditReport) -> Vec<String> {
    let counts = &report.looked_at;
    let short = report.tip.get(..10).unwrap_or(&report.tip);
    let mut out = vec![format!(
        "{} of the first-parent line up to {short} touched {} in the period; {} changed answers ({}), and {} came in with merges",
        wording::count(counts.in_period, "commit"),
        report.paths.join(", "),
        counts.changed_answers,
        wording::count(counts.changes, "change"),
        wording::count(counts.brought_in, "commit"),
    )];
    if report.mode == "full" {
        out.push("what each commit of a branch said was looked at".to_owned());
    }
    let signed = report.signatures.iter().filter(|(_, count)| **count > 0);
    let signed: Vec<String> = signed
        .map(|(word, count)| format!("{count} {word}"))
        .collect();
    if !signed.is_empty() {
        out.push(format!("signatures: {}", signed.join(", ")));
    }
    for anchor in report
        .anchors
        .iter()
        .filter(|anchor| anchor.standing == "held")
    {
        out.push(format!("{} is still part of the history", anchor.given));
    }
    out
}

/// What cannot be known.
pub(super) fn limits(report: &AuditReport) -> Vec<String> {
    let mut out = Vec::new();
    if report.truncated {
        let at: Vec<&str> = report.cut_at.iter().filter_map(|id| id.get(..10)).collect();
        out.push(format!(
            "the history is cut off at {} by a shallow clone",
            at.join(", ")
        ));
    }
    out.push(
        "names, addresses and dates are what commits say; who approved a pull request is not in git"
            .to_owned(),
    );
    out
}

/// How many findings there are of which level.
pub(super) fn counted(report: &AuditReport) -> String {
    let counts = report.counts;
    let said = [
        (counts.deny, "deny"),
        (counts.warn, "warn"),
        (counts.note, "note"),
    ];
    let said = said.into_iter().filter(|(count, _)| *count > 0);
    let said: Vec<String> = said
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    match said.is_empty() {
        true => "nothing was found".to_owned(),
        false => said.join(", "),
    }
}

/// The kinds of which something was found, each with its findings.
pub(super) fn found(report: &AuditReport) -> Vec<(&AuditKind, Vec<&AuditFinding>)> {
    let of = |kind: &AuditKind| -> Vec<&AuditFinding> {
        let findings = report.findings.iter();
        findings.filter(|one| one.rule == kind.rule).collect()
    };
    let kinds = report.kinds.iter().map(|kind| (kind, of(kind)));
    kinds.filter(|(_, found)| !found.is_empty()).collect()
}

/// The kinds of which nothing was found, and those that were not looked for.
pub(super) fn nothing(report: &AuditReport) -> Vec<String> {
    let of = |wanted: &dyn Fn(&AuditKind) -> bool| -> Vec<&str> {
        let kinds = report.kinds.iter().filter(|kind| wanted(kind));
        kinds.map(|kind| kind.rule).collect()
    };
    let unanchored = |kind: &AuditKind| {
        kind.rule == "history-rewritten" && report.anchors.is_empty() && kind.level != "allow"
    };
    let mut out = Vec::new();
    let none = of(&|kind| kind.findings == 0 && kind.level != "allow" && !unanchored(kind));
    if !none.is_empty() {
        out.push(format!("not found: {}", none.join(", ")));
    }
    if report.kinds.iter().any(unanchored) {
        out.push("not looked for, as no `--anchor` was given: history-rewritten".to_owned());
    }
    let allowed = of(&|kind| kind.level == "allow");
    if !allowed.is_empty() {
        out.push(format!("allowed, and not shown: {}", allowed.join(", ")));
    }
    out
}

/// Who committed, where that is somebody else than the author.
pub(super) fn committer(commit: &AuditedCommit) -> Option<String> {
    let (author, committer) = (&commit.author, &commit.committer);
    let alike = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    let other = author.name != committer.name || !alike(&author.email, &committer.email);
    other.then(|| format!("committed by {} <{}>", committer.name, committer.email))
}

/// What became of an answer.
pub(super) fn change(one: &AuditedChange) -> String {
    let said = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    let item = one.item.as_deref().unwrap_or("the assessment");
    match (&one.from, &one.to) {
        (None, None) => item.to_owned(),
        (from, to) => format!("{item} {} → {}", said(from), said(to)),
    }
}

/// Where it stands.
pub(super) fn place(one: &AuditedChange) -> String {
    let path = one.path.as_deref().unwrap_or_default();
    let line = one.line.map(|line| format!(":{line}"));
    format!("{path}{}", line.unwrap_or_default())
}
