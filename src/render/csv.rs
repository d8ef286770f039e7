use super::escape;
use crate::report::{NodeReport, RollUp, ScoreReport, ScoredAssessment};

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
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = std::iter::once(HEADER.map(str::to_owned).to_vec());
    let rows = report.assessments.iter().flat_map(assessment_rows);
    let units = report.units.iter().flat_map(unit_rows);
    for mut row in header.chain(rows).chain(units) {
        row.resize(HEADER.len(), String::new());
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
