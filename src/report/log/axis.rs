use super::TrendSeries;
use crate::value::Date;

/// Days beside a single moment.
const BESIDE: u32 = 15;
/// Marks that an axis has at most.
const MOST_TICKS: usize = 5;
/// Months from mark to mark.
const STEPS: [i64; 9] = [1, 2, 3, 6, 12, 24, 60, 120, 600];
const DAY: i64 = 86_400;

/// An axis of time for a picture.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TimeAxis {
    /// Seconds since 1970, where it starts.
    pub from: i64,
    /// Where it ends.
    pub to: i64,
    /// Up to when values are known to hold.
    pub now: i64,
    /// The day of the start, in UTC.
    pub first_day: String,
    /// The day up to which values are known to hold.
    pub last_day: String,
    /// The marks, by their seconds since 1970, oldest first.
    pub ticks: Vec<(i64, String)>,
}

impl TimeAxis {
    /// From the first value to the day up to which the last ones hold, and to the
    /// last target at the root.
    pub fn of(series: &[TrendSeries], until: Date) -> Self {
        let points = || {
            series
                .iter()
                .flat_map(|one| &one.points)
                .map(|point| point.seconds)
        };
        let now = points().max().unwrap_or(i64::MIN).max(until.unix_seconds());
        let first = points().min().unwrap_or(now);
        let roots = series.iter().filter(|one| one.depth == 0);
        let targets = roots
            .flat_map(|one| &one.targets)
            .map(|target| target.seconds);
        let last = targets.max().unwrap_or(now).max(now);
        let beside = if last - first < 2 * DAY {
            i64::from(BESIDE) * DAY
        } else {
            0
        };
        let (from, to) = (first - beside, last + beside);
        Self {
            from,
            to,
            now,
            first_day: day(from),
            last_day: day(now),
            ticks: ticks(from, to),
        }
    }
}

/// The first days of months, or the two ends of a time that is too short for that.
fn ticks(from: i64, to: i64) -> Vec<(i64, String)> {
    for step in STEPS {
        let found = firsts(from, to, step);
        if found.len() < 2 && step == 1 {
            break;
        }
        if found.len() <= MOST_TICKS {
            return found;
        }
    }
    [from, to].map(|at| (at, day(at))).to_vec()
}

fn day(seconds: i64) -> String {
    Date::from_unix_seconds(seconds).map_or_else(String::new, |day| day.to_string())
}

/// The first days of every so many months.
fn firsts(from: i64, to: i64, step: i64) -> Vec<(i64, String)> {
    let months = |at: i64| Date::from_unix_seconds(at).map_or(0, Date::months);
    let mut month = months(from).div_euclid(step) * step;
    let mut found = Vec::new();
    while month <= months(to) {
        let at = Date::of_months(month).map(Date::unix_seconds);
        if let Some(at) = at.filter(|at| (from..=to).contains(at)) {
            let (year, within) = (month.div_euclid(12), month.rem_euclid(12) + 1);
            let label = match step % 12 {
                0 => year.to_string(),
                _ => format!("{year}-{within:02}"),
            };
            found.push((at, label));
        }
        if found.len() > MOST_TICKS {
            break;
        }
        month += step;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::ticks;
    use crate::value::Date;

    fn labels(from: &str, to: &str) -> Vec<String> {
        let at = |text| Date::parse(text).unwrap().unix_seconds();
        ticks(at(from), at(to))
            .into_iter()
            .map(|(_, label)| label)
            .collect()
    }

    #[test]
    fn marks_are_few_and_round() {
        assert_eq!(
            labels("2024-01-15", "2024-04-02"),
            ["2024-02", "2024-03", "2024-04"]
        );
        assert_eq!(labels("2023-02-01", "2026-11-29"), ["2024", "2025", "2026"]);
        assert_eq!(
            labels("2024-01-02", "2024-01-20"),
            ["2024-01-02", "2024-01-20"]
        );
        assert_eq!(
            labels("2024-11-10", "2025-08-20"),
            ["2025-01", "2025-03", "2025-05", "2025-07"]
        );
        assert!(labels("1971-01-01", "2026-01-01").len() > 2);
    }
}
