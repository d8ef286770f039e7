use super::written;
use crate::report::{LogEntry, LogReport, LoggedAssessment, LoggedMeasure, LoggedValue};

const HEADER: [&str; 23] = [
    "commit",
    "date",
    "time",
    "author",
    "author_email",
    "subject",
    "pull_request",
    "unit",
    "path",
    "model",
    "status",
    "broken",
    "node",
    "depth",
    "measure",
    "from",
    "to",
    "from_number",
    "to_number",
    "from_shown",
    "to_shown",
    "band",
    "judged",
];

/// One row for each commit, unit, node and measure that is not what it was, oldest
/// first, so that the last row of a node holds until the next. An assessment without
/// numbers has one row with empty cells.
pub(in crate::render) fn log(report: &LogReport) -> String {
    let rows = report.entries.iter().rev().flat_map(rows);
    written(HEADER.map(str::to_owned).to_vec(), rows)
}

fn rows(entry: &LogEntry) -> Vec<Vec<String>> {
    let head = [
        entry.commit.clone(),
        entry.date.clone().unwrap_or_default(),
        entry.committer.time.clone().unwrap_or_default(),
        entry.author.name.clone(),
        entry.author.email.clone(),
        entry.subject.clone(),
        entry.pull_request.clone().unwrap_or_default(),
    ];
    let mut rows = Vec::new();
    for one in &entry.assessments {
        let mut start = head.to_vec();
        start.extend(assessment(one));
        // What has a number again holds until the next row, moved or not.
        let told = |measure: &&LoggedMeasure| measure.moved() || one.since.is_some();
        let moved = one.measures.iter().filter(told);
        let before = rows.len();
        rows.extend(moved.map(|moved| [&start[..], &measure(moved)[..]].concat()));
        if rows.len() == before {
            rows.push(start);
        }
    }
    rows
}

fn assessment(one: &LoggedAssessment) -> [String; 5] {
    let path = one.path.as_ref().or(one.base_path.as_ref());
    [
        one.unit.clone().unwrap_or_default(),
        path.cloned().unwrap_or_default(),
        one.model.clone().unwrap_or_default(),
        one.status.to_owned(),
        one.broken.to_string(),
    ]
}

fn measure(moved: &LoggedMeasure) -> [String; 11] {
    let of = |value: &Option<LoggedValue>, take: &dyn Fn(&LoggedValue) -> String| {
        value.as_ref().map(take).unwrap_or_default()
    };
    let number = |value: &LoggedValue| value.number.to_string();
    [
        moved.node.clone(),
        moved.depth.to_string(),
        moved.measure.clone(),
        of(&moved.from, &|value| value.value.clone()),
        of(&moved.to, &|value| value.value.clone()),
        of(&moved.from, &number),
        of(&moved.to, &number),
        of(&moved.from, &|value| value.shown.clone()),
        of(&moved.to, &|value| value.shown.clone()),
        of(&moved.to, &|value| value.band.clone().unwrap_or_default()),
        of(&moved.to, &|value| value.judged.to_string()),
    ]
}
