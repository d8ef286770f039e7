use super::written;
use crate::report::{BlameReport, BlamedItem};

const HEADER: [&str; 17] = [
    "unit",
    "model",
    "item",
    "was",
    "field",
    "value",
    "from",
    "to",
    "commit",
    "date",
    "time",
    "author",
    "author_email",
    "subject",
    "pull_request",
    "path",
    "line",
];

/// One row for each facet of each practice, or for each change of its life.
pub(in crate::render) fn blame(report: &BlameReport) -> String {
    written(
        HEADER.map(str::to_owned).to_vec(),
        report.items.iter().map(row),
    )
}

fn row(one: &BlamedItem) -> Vec<String> {
    let joined = |of: &dyn Fn(&crate::report::ChangeReport) -> Option<String>| {
        one.changes
            .iter()
            .filter_map(of)
            .collect::<Vec<_>>()
            .join("; ")
    };
    vec![
        one.unit.clone(),
        one.model.clone(),
        one.item.clone(),
        one.was.clone().unwrap_or_default(),
        one.field.to_owned(),
        one.value.clone().unwrap_or_default(),
        joined(&|change| change.from.clone()),
        joined(&|change| change.to.clone()),
        one.commit.clone(),
        one.date.clone().unwrap_or_default(),
        one.author.time.clone().unwrap_or_default(),
        one.author.name.clone(),
        one.author.email.clone(),
        one.subject.clone(),
        one.pull_request.clone().unwrap_or_default(),
        one.path.clone().unwrap_or_default(),
        one.line.map_or_else(String::new, |line| line.to_string()),
    ]
}
