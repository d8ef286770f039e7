use super::written;
use crate::report::{AuditFinding, AuditReport, AuditedChange, AuditedCommit};

const HEADER: [&str; 24] = [
    "kind",
    "level",
    "message",
    "commit",
    "short",
    "date",
    "author",
    "author_email",
    "author_time",
    "committer",
    "committer_email",
    "committer_time",
    "subject",
    "pull_request",
    "signature",
    "merged_in",
    "related",
    "unit",
    "item",
    "field",
    "from",
    "to",
    "path",
    "line",
];

/// One row for each finding and answer; a finding without answers has one row with
/// empty cells.
pub(in crate::render) fn audit(report: &AuditReport) -> String {
    let rows = report.findings.iter().flat_map(rows);
    written(HEADER.map(str::to_owned).to_vec(), rows)
}

fn rows(one: &AuditFinding) -> Vec<Vec<String>> {
    let mut head = vec![
        one.rule.to_owned(),
        one.level.to_owned(),
        one.message.clone(),
    ];
    head.extend(match &one.commit {
        Some(commit) => cells(commit),
        None => {
            let anchor = one.anchor.clone().unwrap_or_default();
            let mut cells = vec![anchor];
            cells.resize(12, String::new());
            cells
        }
    });
    let related = one.related.iter().map(|related| related.commit.id.clone());
    head.push(
        one.merge
            .as_ref()
            .map_or_else(String::new, |merge| merge.id.clone()),
    );
    head.push(related.collect::<Vec<_>>().join(" "));
    if one.changes.is_empty() {
        return vec![head];
    }
    let changes = one.changes.iter();
    changes
        .map(|change| [&head[..], &answer(change)[..]].concat())
        .collect()
}

fn cells(commit: &AuditedCommit) -> Vec<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    vec![
        commit.id.clone(),
        commit.short.clone(),
        text(&commit.date),
        commit.author.name.clone(),
        commit.author.email.clone(),
        text(&commit.author.time),
        commit.committer.name.clone(),
        commit.committer.email.clone(),
        text(&commit.committer.time),
        commit.subject.clone(),
        text(&commit.pull_request),
        commit.signature.unwrap_or_default().to_owned(),
    ]
}

fn answer(change: &AuditedChange) -> [String; 7] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        text(&change.unit),
        text(&change.item),
        change.field.to_owned(),
        text(&change.from),
        text(&change.to),
        text(&change.path),
        change
            .line
            .map_or_else(String::new, |line| line.to_string()),
    ]
}
