use serde::Serialize;

use crate::model::{Measure, Model, Override};
use crate::score::{Figure, Outcome};
use crate::value::Rational;

pub(super) use crate::score::DECIMALS;

/// What a measure says about a node.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureReport {
    /// The exact value: a fraction, a whole number or a level's id.
    pub value: String,
    /// The value rounded to six decimals; a level's number is its position.
    pub number: f64,
    /// Points earned, for a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<String>,
    /// Points there could be, for a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
    /// The label of the band it lies in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band: Option<String>,
    /// Whether it is rungs' reading and not the publisher's rule.
    pub derived: bool,
    /// The judgement that replaced the computed value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overridden: Option<OverriddenReport>,
    /// The exact value with every target of an answer reached, where the node has
    /// such targets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_target: Option<String>,
    /// The same as it is shown to people.
    #[serde(skip)]
    pub at_target_shown: Option<String>,
    /// How the value is shown to people.
    #[serde(skip)]
    pub shown: String,
    /// How the points are shown to people, such as `17/33`.
    #[serde(skip)]
    pub points_shown: Option<String>,
    /// Where it lies between the lowest and the highest it could be, for bars.
    #[serde(skip)]
    pub fill: Option<f64>,
    /// The position of the band's label among its labels, and how many there are.
    #[serde(skip)]
    pub rank: Option<(usize, usize)>,
}

/// A judgement in place of a computed value.
#[derive(Debug, Clone, Serialize)]
pub struct OverriddenReport {
    /// Why.
    pub because: Option<String>,
    /// Who judged.
    pub by: Option<String>,
}

/// One measure's value, exact, rounded and as it is shown.
pub(super) fn measure_report(
    model: &Model,
    judgements: &[Override],
    measure: &Measure,
    outcome: &Outcome,
) -> MeasureReport {
    let figure = Figure::new(model, measure, outcome);
    let band = measure.band.and_then(|band| model.bands.get(band));
    let highest = model.levels.len().saturating_sub(1);
    let judged = outcome
        .overridden
        .as_ref()
        .and_then(|judged| judgements.get(judged.position));
    MeasureReport {
        value: figure.value,
        number: figure.number,
        points: figure.points,
        max: figure.max,
        band: figure.band,
        derived: measure.derived,
        overridden: judged.map(|judged| OverriddenReport {
            because: judged.because.as_ref().map(|because| because.value.clone()),
            by: judged.by.clone(),
        }),
        at_target: None,
        at_target_shown: None,
        shown: figure.shown,
        points_shown: outcome
            .points
            .as_ref()
            .map(|points| format!("{}/{}", short(&points.earned), short(&points.possible))),
        fill: match outcome.level {
            Some(_) if highest > 0 => Some(outcome.number.to_f64() / highest as f64),
            Some(_) => None,
            None => measure.filled(&outcome.number),
        },
        rank: band
            .zip(outcome.band)
            .map(|(band, position)| (position, band.edges.len())),
    }
}

/// A number for people: whole, or with at most two decimals.
fn short(number: &Rational) -> String {
    let decimals = number.rounded(2);
    decimals
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}
