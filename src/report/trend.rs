use serde::Serialize;

use crate::history::{Moving, Trend};
use crate::model::Model;
use crate::score::{DECIMALS, Figure, written_value};
use crate::value::{Date, Rational};

/// How a measure at the root has moved, by the history of the repository.
#[derive(Debug, Clone, Serialize)]
pub struct TrendReport {
    /// The measure's id.
    pub measure: String,
    /// The value in the history on that day; nothing where there is none.
    pub last: Option<TrendValue>,
    /// The changes over 30, 90 and 365 days.
    pub changes: Vec<TrendChange>,
    /// What it is wanted to be next, where the assessment says so.
    pub target: Option<TrendTarget>,
}

/// A value and since when it holds.
#[derive(Debug, Clone, Serialize)]
pub struct TrendValue {
    /// The exact value: a fraction, a whole number or a level's id.
    pub value: String,
    /// The value rounded to six decimals; a level's number is its position.
    pub number: f64,
    /// The same as it is shown to people.
    #[serde(skip)]
    pub shown: String,
    /// The day on which it came into the history.
    pub since: String,
}

/// A change over some days.
#[derive(Debug, Clone, Serialize)]
pub struct TrendChange {
    /// The days.
    pub days: u32,
    /// The value before them.
    pub from: Option<String>,
    /// The exact change, levels by their positions; nothing without a value before.
    pub change: Option<String>,
    /// The change rounded to six decimals.
    pub number: Option<f64>,
    /// The same as it is shown to people, `–` where there is none.
    #[serde(skip)]
    pub shown: String,
}

/// How far a measure is from what it is wanted to be.
#[derive(Debug, Clone, Serialize)]
pub struct TrendTarget {
    /// What is wanted at least: a number or a level's id.
    pub at_least: String,
    /// The same as it is shown to people.
    #[serde(skip)]
    pub shown: String,
    /// By when.
    pub by: Option<String>,
    /// The exact number that is missing, 0 or less when it is reached; nothing where
    /// there is no value.
    pub distance: Option<String>,
    /// The distance rounded to six decimals.
    pub number: Option<f64>,
    /// The distance as it is shown to people.
    #[serde(skip)]
    pub distance_shown: String,
    /// Whether it is reached.
    pub reached: bool,
    /// When the present pace would reach it; nothing where it is reached, or nothing
    /// went up. An extrapolation, no plan.
    pub at_pace: Option<AtPace>,
}

/// A pace that is carried on.
#[derive(Debug, Clone, Serialize)]
pub struct AtPace {
    /// Over how many of the last days it is measured.
    pub days: u32,
    /// The day on which the target would be reached.
    pub reached: String,
}

/// A target as an assessment states it.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The least it shall be: a number or a level.
    pub at_least: String,
    /// By when.
    pub by: Option<String>,
}

/// How a measure has moved up to a day.
pub fn trend_report(
    model: &Model,
    measure: usize,
    trend: Option<&Trend>,
    targets: &[Wanted],
    today: Date,
) -> Option<TrendReport> {
    let found = model.measures.get(measure)?;
    let unit = match (
        found.is_share(),
        matches!(found.rule, crate::model::Rule::Attain(_)),
    ) {
        (true, _) => Shape::Share,
        (false, true) => Shape::Level,
        (false, false) => Shape::Number,
    };
    let last = trend.and_then(|trend| {
        let figure = trend.last.figure.as_ref()?;
        Some(TrendValue {
            value: figure.value.clone(),
            number: figure.number,
            shown: figure.shown.clone(),
            since: trend.last.day.to_string(),
        })
    });
    let changes = match trend {
        Some(trend) => trend
            .changes
            .iter()
            .map(|moving| change(moving, unit))
            .collect(),
        None => Vec::new(),
    };
    let mut targets: Vec<TrendTarget> = targets
        .iter()
        .filter_map(|wanted| target(model, measure, trend, (wanted, unit), today))
        .collect();
    targets.sort_by_key(|target| (target.reached, target.by.is_none(), target.by.clone()));
    Some(TrendReport {
        measure: found.id.clone(),
        last,
        changes,
        target: targets.into_iter().next(),
    })
}

/// What a difference of two values is.
#[derive(Debug, Clone, Copy)]
enum Shape {
    Share,
    Level,
    Number,
}

impl Shape {
    fn said(self, number: &Rational) -> String {
        let hundred = Rational::from_int(100);
        let one = |text: &str| text == "1" || text == "-1";
        match self {
            Self::Share => format!("{} points", (number * &hundred).rounded(1)),
            Self::Number => number.rounded(2),
            Self::Level => {
                let count = number.rounded(0);
                let noun = if one(&count) { "level" } else { "levels" };
                format!("{count} {noun}")
            }
        }
    }
}

fn rounded(number: &Rational) -> Option<f64> {
    number.rounded(DECIMALS).parse().ok()
}

fn change(moving: &Moving, shape: Shape) -> TrendChange {
    let shown = moving.by.as_ref().map(|by| match by {
        by if by.is_zero() => "±0".to_owned(),
        by if *by > Rational::ZERO => format!("+{}", shape.said(by)),
        by => shape.said(by),
    });
    TrendChange {
        days: moving.days,
        from: moving.from.as_ref().map(|from| from.value.clone()),
        change: moving.by.as_ref().map(ToString::to_string),
        number: moving.by.as_ref().and_then(rounded),
        shown: shown.unwrap_or_else(|| "–".to_owned()),
    }
}

fn target(
    model: &Model,
    measure: usize,
    trend: Option<&Trend>,
    (wanted, shape): (&Wanted, Shape),
    today: Date,
) -> Option<TrendTarget> {
    let outcome = written_value(model, measure, &wanted.at_least)?;
    let distance = trend.and_then(|trend| trend.distance(&outcome.number, today));
    let left = distance.as_ref().map(|distance| &distance.left);
    let reached = left.is_some_and(|left| *left <= Rational::ZERO);
    // A level is reached at once and has no pace.
    let pace = distance.as_ref().and_then(|distance| distance.reached);
    let pace = pace.filter(|_| !matches!(shape, Shape::Level));
    Some(TrendTarget {
        at_least: wanted.at_least.clone(),
        shown: Figure::new(model, model.measures.get(measure)?, &outcome).shown,
        by: wanted.by.clone(),
        distance: left.map(ToString::to_string),
        number: left.and_then(rounded),
        distance_shown: left.map_or_else(|| "–".to_owned(), |left| shape.said(left)),
        reached,
        at_pace: pace.map(|(days, day)| AtPace {
            days,
            reached: day.to_string(),
        }),
    })
}
