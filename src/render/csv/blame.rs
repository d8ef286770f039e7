use super::written;
use crate::report::{BlameReport, BlamedItem, BrokenAssessment};

const HEADER: [&str; 18] = [
    "unit",
    "model",
    "item",
    "was",
    "field",
    "value",
    "from",
    "to",
    "pieces",
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

/// One row for each facet of each practice, or for each change of its life; one of the
/// field `broken` for each assessment of which nothing can be told.
pub(in crate::render) fn blame(report: &BlameReport) -> String {
    let rows = report.items.iter().map(row);
    let broken = report.broken.iter().map(broken);
    written(HEADER.map(str::to_owned).to_vec(), rows.chain(broken))
}

fn broken(one: &BrokenAssessment) -> Vec<String> {
    let unit = one.unit.clone().unwrap_or_default();
    let cells = HEADER.map(|column| match column {
        "unit" => unit.clone(),
        "field" => "broken".to_owned(),
        "value" => one.because.clone(),
        "path" => one.path.clone(),
        _ => String::new(),
    });
    cells.to_vec()
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
        one.pieces.join("; "),
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
