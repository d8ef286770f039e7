use crate::report::{LoggedValue, TrendSeries};

/// Marks of an axis of levels at most.
const MOST_MARKS: usize = 6;

/// The axis of what a measure says.
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
    /// The marks, from the lowest on.
    pub(super) marks: Vec<(f64, String)>,
}

impl Scale {
    /// A share from nothing to all of it, every level that there is, or another number
    /// between round ones.
    pub(super) fn of(series: &TrendSeries) -> Self {
        let values: Vec<&LoggedValue> = series
            .points
            .iter()
            .filter_map(|point| point.value.as_ref())
            .collect();
        let targets = series.targets.iter().map(|target| target.number);
        let numbers: Vec<f64> = values
            .iter()
            .map(|value| value.number)
            .chain(targets)
            .collect();
        let low = numbers.iter().copied().fold(0.0, f64::min);
        let high = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if let Some(levels) = levels(series, &values) {
            return Self::levels(&levels, high);
        }
        if values.iter().any(|value| value.shown.ends_with('%')) {
            return Self::round(low, high.max(1.0), 0.25, |mark| {
                format!("{:.0} %", mark * 100.0)
            });
        }
        let step = step(high - low);
        let decimals = usize::from(step < 1.0) + usize::from(step < 0.1);
        Self::round(low, high.max(low + step), step, |mark| {
            format!("{mark:.decimals$}")
        })
    }

    fn round(low: f64, high: f64, step: f64, label: impl Fn(f64) -> String) -> Self {
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        let count = (last - first).clamp(1.0, 12.0) as usize;
        let marks = (0..=count).map(|at| (first + at as f64) * step);
        Self {
            low: first * step,
            high: (first + count as f64) * step,
            marks: marks.map(|mark| (mark, label(mark))).collect(),
        }
    }

    fn levels(levels: &[(f64, String)], highest: f64) -> Self {
        let top = levels
            .last()
            .map_or(1.0, |(at, _)| *at)
            .max(highest)
            .max(1.0);
        let every = levels.len().div_ceil(MOST_MARKS).max(1);
        Self {
            low: 0.0,
            high: top,
            marks: levels.iter().step_by(every).cloned().collect(),
        }
    }

    /// Where a value stands, from 0 at the bottom to 1 at the top.
    pub(super) fn at(&self, number: f64) -> f64 {
        let span = self.high - self.low;
        if span > 0.0 {
            ((number - self.low) / span).clamp(0.0, 1.0)
        } else {
            0.5
        }
    }
}

/// The levels of the model, or those that were reached where it is not known.
fn levels(series: &TrendSeries, values: &[&LoggedValue]) -> Option<Vec<(f64, String)>> {
    if !series.levels.is_empty() {
        let levels = series.levels.iter().enumerate();
        return Some(
            levels
                .map(|(at, level)| (at as f64, level.clone()))
                .collect(),
        );
    }
    let number = |value: &&LoggedValue| {
        value
            .value
            .split('/')
            .all(|part| part.parse::<i128>().is_ok())
    };
    if values.is_empty() || values.iter().any(number) {
        return None;
    }
    let mut found: Vec<(f64, String)> = values
        .iter()
        .map(|value| (value.number, value.value.clone()))
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.dedup_by(|a, b| a.0 == b.0);
    Some(found)
}

/// A round step with about four in a span.
fn step(span: f64) -> f64 {
    if !span.is_finite() || span <= 0.0 {
        return 1.0;
    }
    let rough = span / 4.0;
    let ten = 10_f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0];
    steps
        .map(|step| step * ten)
        .into_iter()
        .find(|step| *step >= rough)
        .unwrap_or(10.0 * ten)
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn steps_are_round() {
        assert_eq!(
            [step(4.0), step(3.0), step(0.7), step(0.0), step(90.0)],
            [1.0, 1.0, 0.2, 1.0, 25.0]
        );
    }
}
