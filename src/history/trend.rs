use super::Step;
use crate::model::ModelRef;
use crate::score::Figure;
use crate::value::{Date, Rational};

/// The days over which changes are told.
pub const TREND_DAYS: [u32; 3] = [30, 90, 365];

/// The days whose pace is carried on, the first of them that has one.
const PACES: [u32; 2] = [90, 365];

/// Days that a pace is carried on at most: a hundred years.
const FARTHEST: i64 = 36_525;

/// A value from a day on.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The day.
    pub day: Date,
    /// The value; nothing where there is none from here on.
    pub figure: Option<Figure>,
}

/// How a measure has moved up to a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// The value on that day, and since when it has been that.
    pub last: Held,
    /// How much it moved over each of the [`TREND_DAYS`].
    pub changes: Vec<Moving>,
}

/// A change over so many days.
#[derive(Debug, Clone, PartialEq)]
pub struct Moving {
    /// The days.
    pub days: u32,
    /// The value before them; nothing without one.
    pub from: Option<Figure>,
    /// The value now less the one before, levels by their positions; nothing where
    /// either is missing.
    pub by: Option<Rational>,
}

/// How far a goal is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distance {
    /// What is missing, 0 or less when it is reached.
    pub left: Rational,
    /// The days whose pace is carried on, and the day on which the goal would be
    /// reached by it; nothing when it is reached, or nothing went up.
    pub reached: Option<(u32, Date)>,
}

/// What a measure at the root of an assessment was, oldest first, from what the
/// commits did, also oldest first. Days that go back are held.
pub fn held<'s>(
    steps: impl Iterator<Item = (Date, &'s Step)>,
    (unit, model): (&str, &str),
    measure: &str,
) -> Vec<Held> {
    let mut found: Vec<Held> = Vec::new();
    for (day, step) in steps {
        let of_model = |reference: &String| ModelRef::id_of(reference) == model;
        let ours = step.moved.iter().filter(|one| {
            one.unit.as_deref() == Some(unit) && one.model.as_ref().is_some_and(of_model)
        });
        let figures = ours.flat_map(|one| &one.values);
        let ours = figures.filter(|figures| figures.depth == 0 && figures.measure == measure);
        for figures in ours {
            let last = found.last();
            let day = last.map_or(day, |last| last.day.max(day));
            let same = last.is_some_and(|last| match (&last.figure, &figures.to) {
                (Some(last), Some(to)) => last.same_as(to),
                (last, to) => last.is_none() && to.is_none(),
            });
            if !same {
                let figure = figures.to.clone();
                found.push(Held { day, figure });
            }
        }
    }
    found
}

/// How a measure has moved up to the end of a day; nothing without a value on it.
pub fn trend(held: &[Held], today: Date) -> Option<Trend> {
    let last = at(held, |day| today.days_since(day) >= 0)?;
    let now = exact(last.figure.as_ref()?);
    let changes = TREND_DAYS.map(|days| {
        let before = at(held, |day| today.days_since(day) >= i64::from(days));
        let from = before.and_then(|before| before.figure.clone());
        Moving {
            days,
            by: from
                .as_ref()
                .and_then(exact)
                .zip(now.as_ref())
                .map(|(from, now)| now - &from),
            from,
        }
    });
    Some(Trend {
        last: last.clone(),
        changes: changes.to_vec(),
    })
}

impl Trend {
    /// How far it is to a value, and when the present pace would reach it; nothing
    /// where the value is no number.
    pub fn distance(&self, wanted: &Rational, today: Date) -> Option<Distance> {
        let now = self.last.figure.as_ref().and_then(exact)?;
        let left = wanted - &now;
        let open = left > Rational::ZERO;
        let reached = PACES.iter().filter(|_| open).find_map(|days| {
            let moving = self.changes.iter().find(|moving| moving.days == *days)?;
            let by = moving.by.as_ref().filter(|by| **by > Rational::ZERO)?;
            let needed = (&left * &Rational::from_int(i64::from(*days))).checked_div(by)?;
            let whole = ceiling(&needed).filter(|needed| *needed <= FARTHEST)?;
            Some((*days, today.days_after(u32::try_from(whole).ok()?)?))
        });
        Some(Distance { left, reached })
    }
}

/// The last value that began on a day that is early enough.
fn at(held: &[Held], early: impl Fn(Date) -> bool) -> Option<&Held> {
    held.iter().rev().find(|held| early(held.day))
}

/// The number behind a figure: a fraction as it is, a level by its position.
fn exact(figure: &Figure) -> Option<Rational> {
    let (over, under) = figure.value.split_once('/').unwrap_or((&figure.value, "1"));
    let fraction = Rational::parse(over).zip(Rational::parse(under));
    let exact = fraction.and_then(|(over, under)| over.checked_div(&under));
    exact.or_else(|| Rational::parse(&figure.number.to_string()))
}

/// The least whole number that is not less.
fn ceiling(number: &Rational) -> Option<i64> {
    let near: i64 = number.rounded(0).parse().ok()?;
    let less = Rational::from_int(near) < *number;
    near.checked_add(i64::from(less))
}

#[cfg(test)]
mod tests {
    use super::{Held, held, trend};
    use crate::history::{Fate, Figures, Moved, Step};
    use crate::score::Figure;
    use crate::value::{Date, Rational};

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn figure(value: &str, number: f64) -> Figure {
        Figure {
            value: value.to_owned(),
            number,
            points: None,
            max: None,
            band: None,
            shown: value.to_owned(),
            judged: false,
        }
    }

    fn from(text: &str, value: &str, number: f64) -> Held {
        Held {
            day: day(text),
            figure: Some(figure(value, number)),
        }
    }

    fn changes(held: &[Held], today: &str) -> Vec<Option<String>> {
        let trend = trend(held, day(today)).unwrap();
        let by = trend.changes.iter().map(|moving| moving.by.as_ref());
        by.map(|by| by.map(ToString::to_string)).collect()
    }

    fn words(changes: [Option<&str>; 3]) -> Vec<Option<String>> {
        changes.map(|change| change.map(str::to_owned)).to_vec()
    }

    #[test]
    fn changes_are_exact_and_days_are_counted() {
        let held = [
            from("2025-01-01", "1/3", 0.333_333),
            from("2025-10-02", "5/12", 0.416_667),
            from("2025-12-01", "1/2", 0.5),
        ];
        // Thirty days before the 31st of December is the 1st: the value of that day.
        assert_eq!(
            changes(&held, "2025-12-31"),
            words([Some("0"), Some("1/12"), None])
        );
        assert_eq!(
            changes(&held, "2025-12-30"),
            words([Some("1/12"), Some("1/6"), None])
        );
        assert_eq!(
            changes(&held, "2026-01-01"),
            words([Some("0"), Some("1/12"), Some("1/6")])
        );
        assert_eq!(trend(&held, day("2024-12-31")), None);
    }

    #[test]
    fn a_pace_is_carried_on_to_a_goal() {
        let held = [
            from("2025-01-01", "1/2", 0.5),
            from("2025-06-01", "3/5", 0.6),
        ];
        let today = day("2025-06-30");
        let trend = trend(&held, today).unwrap();
        // A tenth in 90 days, two tenths to go: 180 days.
        let found = trend
            .distance(&Rational::parse("0.8").unwrap(), today)
            .unwrap();
        assert_eq!(found.left.to_string(), "1/5");
        assert_eq!(found.reached, Some((90, day("2025-12-27"))));
        // A day begun counts: 0.605 is 4.5 days away.
        let near = trend
            .distance(&Rational::parse("0.605").unwrap(), today)
            .unwrap();
        assert_eq!(near.reached, Some((90, day("2025-07-05"))));
        let done = trend
            .distance(&Rational::parse("0.6").unwrap(), today)
            .unwrap();
        assert_eq!((done.left, done.reached), (Rational::ZERO, None));
    }

    #[test]
    fn without_a_move_in_90_days_the_year_counts_and_a_fall_reaches_nothing() {
        let today = day("2025-12-31");
        let rose = [
            from("2024-01-01", "2/5", 0.4),
            from("2025-03-01", "1/2", 0.5),
        ];
        let found = trend(&rose, today)
            .unwrap()
            .distance(&Rational::parse("0.6").unwrap(), today);
        assert_eq!(found.unwrap().reached, Some((365, day("2026-12-31"))));
        let fell = [
            from("2024-01-01", "1/2", 0.5),
            from("2025-12-01", "2/5", 0.4),
        ];
        let found = trend(&fell, today).unwrap().distance(&Rational::ONE, today);
        assert_eq!(found.unwrap().reached, None);
    }

    #[test]
    fn levels_count_by_their_positions_and_gaps_have_no_value() {
        let mut held = vec![
            from("2025-01-01", "CTI0", 0.0),
            from("2025-06-01", "CTI2", 2.0),
        ];
        assert_eq!(
            changes(&held, "2025-06-20"),
            words([Some("2"), Some("2"), None])
        );
        let gap = Held {
            day: day("2025-07-01"),
            figure: None,
        };
        held.push(gap);
        assert_eq!(trend(&held, day("2025-07-02")), None);
        held.push(from("2025-07-10", "CTI1", 1.0));
        assert_eq!(changes(&held, "2025-08-05"), words([None, Some("1"), None]));
    }

    #[test]
    fn values_come_from_what_commits_did_to_the_unit_at_the_root() {
        let moved = |unit: &str, depth: usize, value: &str| Step {
            moved: vec![Moved {
                unit: Some(unit.to_owned()),
                path: None,
                base_path: None,
                model: Some("m@1".to_owned()),
                base_model: None,
                renamed: Default::default(),
                came: Vec::new(),
                fate: Fate::Changed,
                broken: None,
                base_broken: false,
                since: None,
                incomparable: None,
                files: None,
                causes: Vec::new(),
                headline: Vec::new(),
                values: vec![Figures {
                    node: "m".to_owned(),
                    depth,
                    measure: "share".to_owned(),
                    from: None,
                    to: Some(figure(value, 0.5)),
                }],
                changes: Vec::new(),
                answered: 0,
            }],
            notes: Vec::new(),
        };
        let steps = [
            (day("2025-02-01"), moved("a", 0, "1/2")),
            (day("2025-02-02"), moved("b", 0, "1/9")),
            (day("2025-02-03"), moved("a", 1, "1/8")),
            (day("2025-02-04"), moved("a", 0, "1/2")),
            // A clock that went back.
            (day("2025-01-05"), moved("a", 0, "2/3")),
        ];
        let steps = steps.iter().map(|(day, step)| (*day, step));
        let found = held(steps, ("a", "m"), "share");
        let said: Vec<(String, String)> = found
            .iter()
            .map(|one| {
                (
                    one.day.to_string(),
                    one.figure.as_ref().unwrap().value.clone(),
                )
            })
            .collect();
        let words = [("2025-02-01", "1/2"), ("2025-02-01", "2/3")];
        assert_eq!(
            said,
            words.map(|(day, value)| (day.to_owned(), value.to_owned()))
        );
    }
}
