use serde::{Deserialize, Serialize};

use super::Outcome;
use crate::model::{Measure, Model, Rule};
use crate::value::Rational;

/// Decimals of the rounded number.
pub const DECIMALS: u32 = 6;

/// What a measure says about a node, in the texts that stand in reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The exact value: a fraction, a whole number or a level's id.
    pub value: String,
    /// The value rounded to six decimals; a level's number is its position.
    pub number: f64,
    /// Points earned, for a share.
    pub points: Option<String>,
    /// Points there could be, for a share.
    pub max: Option<String>,
    /// The label of the band it lies in.
    pub band: Option<String>,
    /// How people read it: a level's id, a label, a percentage or two decimals.
    pub shown: String,
    /// Whether a recorded judgement replaced the computed value.
    pub judged: bool,
}

impl Figure {
    /// The texts of what a measure of a model says.
    pub fn new(model: &Model, measure: &Measure, outcome: &Outcome) -> Self {
        let level = outcome.level.and_then(|level| model.levels.get(level));
        let band = measure.band.and_then(|band| model.bands.get(band));
        let edge = band
            .zip(outcome.band)
            .and_then(|(band, position)| band.edges.get(position));
        let points = outcome.points.as_ref();
        let percent = &outcome.number * &Rational::from_int(100);
        Self {
            value: level.map_or_else(|| outcome.number.to_string(), |level| level.id.clone()),
            number: outcome.number.rounded(DECIMALS).parse().unwrap_or_default(),
            points: points.map(|points| points.earned.to_string()),
            max: points.map(|points| points.possible.to_string()),
            band: edge.map(|edge| edge.label.clone()),
            shown: match (level, edge) {
                (Some(level), _) => level.id.clone(),
                (None, Some(edge)) if matches!(measure.rule, Rule::Band { .. }) => {
                    edge.label.clone()
                }
                _ if measure.is_share() => format!("{} %", percent.rounded(1)),
                _ => outcome.number.rounded(2),
            },
            judged: outcome.overridden.is_some(),
        }
    }

    /// Whether it says the same as another, a judgement being something else than
    /// the same value computed.
    pub fn same_as(&self, other: &Self) -> bool {
        self.value == other.value && self.max == other.max && self.judged == other.judged
    }
}
