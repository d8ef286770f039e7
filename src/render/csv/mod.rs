mod blame;
mod log;
mod plan;

pub(super) use blame::blame;
pub(super) use log::log;
pub(super) use plan::plan;

use super::escape;
use crate::report::{
    NodeReport, ReconcileReport, RollUp, ScoreReport, ScoredAssessment, VoteReport,
};

const HEADER: [&str; 18] = [
    "path",
    "unit",
    "model",
    "as_of",
    "broken",
    "node",
    "kind",
    "title",
    "answered",
    "unanswered",
    "not_applicable",
    "out_of_scope",
    "total",
    "measure",
    "value",
    "number",
    "band",
    "overridden",
];

/// One row for each node and measure; a measure without a value has empty cells.
pub(super) fn score(report: &ScoreReport) -> String {
    let rows = report.assessments.iter().flat_map(assessment_rows);
    let units = report.units.iter().flat_map(unit_rows);
    written(HEADER.map(str::to_owned).to_vec(), rows.chain(units))
}

/// A header and rows that are as long.
fn written(header: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let columns = header.len();
    for mut row in std::iter::once(header).chain(rows) {
        row.resize(columns, String::new());
        let cells = row.iter().map(|cell| escape::csv(cell));
        // Writing to memory cannot fail.
        let _ = writer.write_record(cells);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn assessment_rows(assessment: &ScoredAssessment) -> Vec<Vec<String>> {
    let model = assessment.model.as_ref();
    let head = vec![
        assessment.path.clone(),
        assessment.unit.clone().unwrap_or_default(),
        model.map_or_else(String::new, |model| {
            format!("{}@{}", model.id, model.version)
        }),
        assessment.as_of.clone().unwrap_or_default(),
        assessment.broken.to_string(),
    ];
    if assessment.nodes.is_empty() {
        return vec![head];
    }
    let nodes = assessment.nodes.iter();
    nodes.flat_map(|node| node_rows(&head, node)).collect()
}

/// A unit that others count in has no path.
fn unit_rows(unit: &RollUp) -> Vec<Vec<String>> {
    let head = vec![
        String::new(),
        unit.unit.clone(),
        format!("{}@{}", unit.model.id, unit.model.version),
        String::new(),
        unit.broken.to_string(),
    ];
    if unit.nodes.is_empty() {
        return vec![head];
    }
    let nodes = unit.nodes.iter();
    nodes.flat_map(|node| node_rows(&head, node)).collect()
}

fn node_rows(head: &[String], node: &NodeReport) -> Vec<Vec<String>> {
    let mut about = head.to_vec();
    about.extend([
        node.id.clone(),
        node.kind.clone().unwrap_or_default(),
        node.title.clone(),
    ]);
    let counts = [
        node.answered,
        node.unanswered,
        node.not_applicable,
        node.out_of_scope,
        node.total,
    ];
    about.extend(counts.map(|count| count.to_string()));
    let with = |cells: Vec<String>| about.iter().cloned().chain(cells).collect::<Vec<String>>();
    let measures = node.measures.iter().map(|(name, value)| {
        let mut cells = vec![name.clone()];
        if let Some(value) = value {
            cells.extend([
                value.value.clone(),
                value.number.to_string(),
                value.band.clone().unwrap_or_default(),
                value.overridden.is_some().to_string(),
            ]);
        }
        with(cells)
    });
    let answer = node.answer.iter().map(|answer| {
        with(vec![
            "answer".to_owned(),
            answer.clone().unwrap_or_default(),
        ])
    });
    measures.chain(answer).collect()
}

/// One row for each practice, those to discuss first; four columns for each
/// assessor.
pub(super) fn reconcile(report: &ReconcileReport) -> String {
    let about = ["item", "title", "verdict", "discuss", "steps", "score"];
    let mut header = about.map(str::to_owned).to_vec();
    for one in &report.assessors {
        let columns = ["answer", "reason", "because", "place"];
        header.extend(columns.map(|column| format!("{column}: {}", one.name)));
    }
    let rows = report.practices.iter().map(|practice| {
        let spread = practice.spread.as_ref();
        let mut row = vec![
            practice.item.clone(),
            practice.title.clone(),
            practice.verdict.to_owned(),
            practice.discuss.to_string(),
            spread.map_or_else(String::new, |spread| spread.steps.to_string()),
            spread.map_or_else(String::new, |spread| spread.score.clone()),
        ];
        row.extend(practice.votes.iter().flat_map(vote_cells));
        row
    });
    written(header, rows)
}

/// A state that is no answer stands in the answer's cell in its own word.
fn vote_cells(vote: &VoteReport) -> [String; 4] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let place = vote.path.as_ref().zip(vote.line);
    [
        vote.answer.clone().unwrap_or_else(|| vote.state.to_owned()),
        text(&vote.reason),
        text(&vote.because),
        place.map_or_else(String::new, |(path, line)| format!("{path}:{line}")),
    ]
}
