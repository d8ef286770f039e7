use serde::Serialize;

use crate::model::Model;
use crate::report::measure::{DECIMALS, measure_report};
use crate::score::{DifferenceUnit, Outcome};
use crate::value::Rational;

/// What a measure is, at one moment.
#[derive(Debug, Clone, Serialize)]
pub struct PlanValue {
    /// The exact value: a fraction, a whole number or a level's id.
    pub value: String,
    /// The value rounded to six decimals; a level's number is its position.
    pub number: f64,
    /// How the value is shown to people.
    #[serde(skip)]
    pub shown: String,
    /// Where it lies between the lowest and the highest it could be, for bars.
    #[serde(skip)]
    pub fill: Option<f64>,
}

/// How a measure moved.
#[derive(Debug, Clone, Serialize)]
pub struct Change {
    /// The exact difference; levels subtract as positions.
    pub value: String,
    /// The difference rounded to six decimals.
    pub number: f64,
    /// How it is shown to people, with its sign, such as `+3.1 pp`.
    #[serde(skip)]
    pub shown: String,
}

/// A value of a measure; nothing without one.
pub(super) fn plan_value(
    model: &Model,
    measure: usize,
    outcome: Option<&Outcome>,
) -> Option<PlanValue> {
    let report = measure_report(model, &[], model.measures.get(measure)?, outcome?);
    Some(PlanValue {
        value: report.value,
        number: report.number,
        shown: report.shown,
        fill: report.fill,
    })
}

/// A number of a measure as the value that it stands for: the level at its
/// position where the measure yields levels.
pub(super) fn number_value(model: &Model, measure: usize, number: &Rational) -> Option<PlanValue> {
    let mut levels = 0..model.levels.len();
    let level = levels.find(|at| Rational::from_count(*at) == *number);
    let outcome = match level.filter(|_| model.yields_levels(measure)) {
        Some(level) => Outcome::level(level),
        None => Outcome::number(number.clone()),
    };
    plan_value(model, measure, Some(&outcome))
}

/// The difference of two values; nothing where one is missing.
pub(super) fn change(
    model: &Model,
    measure: usize,
    from: Option<&Outcome>,
    to: Option<&Outcome>,
) -> Option<Change> {
    let difference = &to?.number - &from?.number;
    let id = &model.measures.get(measure)?.id;
    let unit = DifferenceUnit::of(model, id).unwrap_or(DifferenceUnit::Numbers);
    Some(Change {
        value: difference.to_string(),
        number: difference.rounded(DECIMALS).parse().unwrap_or_default(),
        shown: unit.difference(&difference),
    })
}

impl Change {
    /// Whether nothing moved.
    pub fn is_zero(&self) -> bool {
        self.value == "0"
    }
}
