use std::collections::BTreeMap;

use super::{LogEntry, LoggedAssessment, LoggedMeasure, LoggedValue};

/// What a measure at a node of an assessment was over time.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendSeries {
    /// The unit.
    pub unit: String,
    /// The model's id, whichever its version.
    pub model: String,
    /// The node's id.
    pub node: String,
    /// How far below the root, which is 0.
    pub depth: usize,
    /// The measure's id.
    pub measure: String,
    /// Its values, oldest first; each holds until the next.
    pub points: Vec<SeriesPoint>,
}

/// A value from a moment on.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesPoint {
    /// Seconds since 1970, when it came into the history.
    pub seconds: i64,
    /// The day, where the committer was.
    pub date: Option<String>,
    /// The value; nothing where it has none from here on.
    pub value: Option<LoggedValue>,
}

/// What the measures shown first were over time, at the root and one below, from the
/// entries of a log, newest first. Clocks that go back are held.
pub fn trend_series(entries: &[LogEntry]) -> Vec<TrendSeries> {
    let mut found: BTreeMap<(String, String, usize, String, String), TrendSeries> = BTreeMap::new();
    let mut order: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    for entry in entries.iter().rev() {
        for one in &entry.assessments {
            let (Some(unit), Some(model)) = (&one.unit, &one.model) else {
                continue;
            };
            let model = model.split('@').next().unwrap_or(model);
            for measure in shown(one) {
                let next = order.len();
                let name = (unit.clone(), model.to_owned(), measure.node.clone());
                let place = *order.entry(name).or_insert(next);
                let key = (
                    unit.clone(),
                    model.to_owned(),
                    place,
                    measure.node.clone(),
                    measure.measure.clone(),
                );
                let series = found.entry(key).or_insert_with(|| TrendSeries {
                    unit: unit.clone(),
                    model: model.to_owned(),
                    node: measure.node.clone(),
                    depth: measure.depth,
                    measure: measure.measure.clone(),
                    points: Vec::new(),
                });
                let before = series.points.last().map_or(i64::MIN, |point| point.seconds);
                series.points.push(SeriesPoint {
                    seconds: entry.committer.seconds.max(before),
                    date: entry.date.clone(),
                    value: measure.to.clone(),
                });
            }
        }
    }
    found.into_values().collect()
}

fn shown(one: &LoggedAssessment) -> impl Iterator<Item = &LoggedMeasure> {
    let first =
        |measure: &&LoggedMeasure| measure.depth < 2 && one.headline.contains(&measure.measure);
    one.measures.iter().filter(first)
}
