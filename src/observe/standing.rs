use super::{Point, Series};
use crate::model::{Claim, Model};
use crate::value::Date;

/// How the claim that a metric supports an answer stands.
#[derive(Debug, Clone, Copy)]
pub enum Standing<'s> {
    /// The latest value keeps to the threshold.
    Holds(&'s Point),
    /// The latest value does not.
    Contradicted(&'s Point),
    /// No value was observed yet.
    Unobserved,
    /// It names no metric of the model, or no threshold, so it says nothing.
    Empty,
}

/// How a claim stands today.
pub fn standing<'s>(
    claim: &Claim,
    model: &'s Model,
    series: &'s Series,
    today: Date,
) -> Standing<'s> {
    let Some(metric) = model.metric(&claim.metric.value) else {
        return Standing::Empty;
    };
    let Some(latest) = series.until(metric, today).next_back() else {
        return Standing::Unobserved;
    };
    let (least, most) = (claim.least(), claim.most());
    if least.is_none() && most.is_none() {
        return Standing::Empty;
    }
    let enough = least.is_none_or(|least| latest.value >= least);
    let little = most.is_none_or(|most| latest.value <= most);
    if enough && little {
        Standing::Holds(latest)
    } else {
        Standing::Contradicted(latest)
    }
}
