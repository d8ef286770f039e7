use std::cmp::Ordering;

use super::{Point, Series};
use crate::model::{Direction, Metric};
use crate::value::{Date, Rational};

/// How a metric stands on a day.
#[derive(Debug, Clone)]
pub struct Reading<'s> {
    /// The latest value.
    pub latest: &'s Point,
    /// The one before it.
    pub previous: Option<&'s Point>,
    /// The latest value less the one before.
    pub change: Option<Rational>,
    /// What that change means; nothing for a first value.
    pub trend: Option<Trend>,
    /// The days since the latest value was observed.
    pub age: i64,
    /// Whether that is longer than the metric's cadence allows; nothing where
    /// the model names no cadence that is known here.
    pub overdue: Option<bool>,
}

/// What a change of a metric means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// It went the way it should.
    Better,
    /// It went the other way.
    Worse,
    /// It did not change.
    Steady,
    /// It went up, and the model does not say whether it should.
    Up,
    /// It went down, and the model does not say whether it should.
    Down,
}

impl Trend {
    /// The word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Steady => "steady",
            Self::Up => "up",
            Self::Down => "down",
        }
    }

    fn of(change: &Rational, wanted: Option<Direction>) -> Self {
        match (change.cmp(&Rational::ZERO), wanted) {
            (Ordering::Equal, _) => Self::Steady,
            (Ordering::Greater, Some(Direction::Up)) | (Ordering::Less, Some(Direction::Down)) => {
                Self::Better
            }
            (_, Some(_)) => Self::Worse,
            (Ordering::Greater, None) => Self::Up,
            (Ordering::Less, None) => Self::Down,
        }
    }
}

/// How a metric stands today; nothing when it was not observed yet.
pub fn read<'s>(series: &'s Series, metric: &'s Metric, today: Date) -> Option<Reading<'s>> {
    let mut points = series.until(metric, today).rev();
    let latest = points.next()?;
    let previous = points.next();
    let change = previous.map(|previous| &latest.value - &previous.value);
    let age = today.days_since(latest.date);
    Some(Reading {
        latest,
        previous,
        trend: change
            .as_ref()
            .map(|change| Trend::of(change, metric.direction)),
        change,
        age,
        overdue: metric.days().map(|days| age > days),
    })
}
