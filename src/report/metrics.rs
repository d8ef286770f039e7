use serde::Serialize;

use super::measure::DECIMALS;
use super::{Explanation, NodeReport, Subject};
use crate::model::{Answer, Direction, Metric, Model};
use crate::observe::{Reading, Series, Standing, Trend, read, standing};
use crate::value::{Date, Rational};

/// How a metric of a node stands.
#[derive(Debug, Clone, Serialize)]
pub struct MetricReport {
    /// Its id.
    pub id: String,
    /// What is measured.
    pub title: String,
    /// The unit of its values, when the model gives one.
    pub unit: Option<String>,
    /// The way its values should go, when the model says so.
    pub direction: Option<&'static str>,
    /// How often it is measured, when the model says so.
    pub cadence: Option<String>,
    /// The latest value, exact.
    pub value: String,
    /// The latest value rounded to six decimals.
    pub number: f64,
    /// The day it was observed.
    pub date: String,
    /// The days since then.
    pub age_days: i64,
    /// The value before it.
    pub previous: Option<PreviousReport>,
    /// What the change from it means.
    pub trend: Option<&'static str>,
    /// Whether it is older than the cadence allows, when that can be told.
    pub overdue: Option<bool>,
    /// How the value is shown to people.
    #[serde(skip)]
    pub shown: String,
    /// How its unit is shown to people.
    #[serde(skip)]
    pub shown_unit: String,
    /// The change as it is shown, with its sign, and whether it is upwards.
    #[serde(skip)]
    pub change: Option<(String, bool)>,
}

/// The value before the latest.
#[derive(Debug, Clone, Serialize)]
pub struct PreviousReport {
    /// The value, exact.
    pub value: String,
    /// The value rounded to six decimals.
    pub number: f64,
    /// The day it was observed.
    pub date: String,
}

/// Puts what was observed beside the nodes that the metrics belong to.
pub fn observe_nodes(nodes: &mut [NodeReport], model: &Model, series: &Series, today: Date) {
    for node in nodes {
        let Some(item) = model.find(&node.id) else {
            continue;
        };
        let metrics = model.item(item).metrics.iter();
        let metrics = metrics.filter_map(|metric| {
            let reading = read(series, metric, today)?;
            Some(MetricReport::new(metric, &reading))
        });
        node.metrics = metrics.collect();
    }
}

impl MetricReport {
    fn new(metric: &Metric, reading: &Reading<'_>) -> Self {
        let latest = &reading.latest.value;
        Self {
            id: metric.id.clone(),
            title: metric.title.clone(),
            unit: metric.unit.clone(),
            direction: metric.direction.map(Direction::word),
            cadence: metric.cadence.clone(),
            value: latest.to_string(),
            number: rounded(latest),
            date: reading.latest.date.to_string(),
            age_days: reading.age,
            previous: reading.previous.map(|previous| PreviousReport {
                value: previous.value.to_string(),
                number: rounded(&previous.value),
                date: previous.date.to_string(),
            }),
            trend: reading.trend.map(Trend::word),
            overdue: reading.overdue,
            shown: latest.decimal(),
            shown_unit: metric.shown_unit().to_owned(),
            change: reading.change.as_ref().and_then(|change| {
                let up = *change > Rational::ZERO;
                let sign = if up { "+" } else { "" };
                let changed = *change != Rational::ZERO;
                changed.then(|| (format!("{sign}{}", change.decimal()), up))
            }),
        }
    }
}

fn rounded(value: &Rational) -> f64 {
    value.rounded(DECIMALS).parse().unwrap_or_default()
}

/// Adds to an explained practice how the metric stands that its answer rests on.
pub fn observe_claim(
    explanation: &mut Explanation,
    answer: &Answer,
    model: &Model,
    series: &Series,
    today: Date,
) {
    let Some(claim) = &answer.supported_by else {
        return;
    };
    let said = |verdict: &str, point: &crate::observe::Point| {
        let metric = model.metric(&claim.metric.value);
        let value = metric.map_or_else(String::new, |metric| metric.in_unit(&point.value));
        format!(": {verdict}, {value} on {}", point.date)
    };
    let text = match standing(claim, model, series, today) {
        Standing::Holds(point) => said("holds", point),
        Standing::Contradicted(point) => said("contradicted", point),
        Standing::Unobserved => ": not observed yet".to_owned(),
        Standing::Empty => return,
    };
    if let Subject::Measure { node, .. } = &mut explanation.subject {
        let claims = node.said.iter_mut();
        for claim in claims.filter(|said| said.what == "supported_by") {
            claim.text.push_str(&text);
        }
    }
}
