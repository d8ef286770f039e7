use super::{Phrase, Tone, toned};
use crate::render::wording;
use crate::report::MovementReport;

/// What a value is counted of, where that moved, beside a number in a line: points
/// where the measure has them, else practices.
pub(in crate::render) fn counted_of(moved: &MovementReport) -> Option<Phrase> {
    let (from, to, noun) = match (&moved.denominator, &moved.practices) {
        (Some(points), _) => (
            wording::amount(&points.from),
            wording::amount(&points.to),
            "points",
        ),
        (None, Some(practices)) => (
            practices.from.counting.to_string(),
            practices.to.counting.to_string(),
            "practices",
        ),
        (None, None) => return None,
    };
    Some(toned(Tone::Care, format!("of {from} → {to} {noun}")))
}

/// The same under a number that has its points beside it, such as `60 fewer points
/// possible` or `9 of 11 practices count, 12 before`.
pub(in crate::render) fn counted_beside(moved: &MovementReport) -> Option<String> {
    if let Some(points) = &moved.denominator {
        let whole = points.from.parse::<i64>().ok();
        let whole = whole.zip(points.to.parse::<i64>().ok());
        let more = whole.and_then(|(from, to)| to.checked_sub(from));
        return Some(match more {
            Some(more) => {
                let word = if more > 0 {
                    "more point"
                } else {
                    "fewer point"
                };
                let size = usize::try_from(more.unsigned_abs()).unwrap_or(usize::MAX);
                format!("{} possible", wording::count(size, word))
            }
            None => format!("points possible {} → {}", points.from, points.to),
        });
    }
    let practices = moved.practices.as_ref()?;
    let (counting, total) = (practices.to.counting, practices.to.total);
    let verb = if counting == 1 { "counts" } else { "count" };
    Some(format!(
        "{counting} of {} {verb}, {} before",
        wording::count(total, "practice"),
        practices.from.counting
    ))
}

#[cfg(test)]
mod tests {
    use super::{counted_beside, counted_of};
    use crate::report::{CountedPractices, MovedDenominator, MovedPractices, sample};

    #[test]
    fn a_number_says_what_it_is_counted_of_where_that_moved() {
        let mut report = sample::one();
        let moved = &mut report.assessments[0].measures[0];
        let mut said = |points: Option<(&str, &str)>, practices: Option<[usize; 3]>| {
            moved.denominator = points.map(|(from, to)| MovedDenominator {
                from: from.to_owned(),
                to: to.to_owned(),
            });
            moved.practices = practices.map(|[from, to, total]| MovedPractices {
                from: CountedPractices {
                    counting: from,
                    total: 12,
                },
                to: CountedPractices {
                    counting: to,
                    total,
                },
            });
            let line = counted_of(moved).map(|phrase| phrase.text);
            line.zip(counted_beside(moved))
        };
        let both = |line: &str, beside: &str| Some((line.to_owned(), beside.to_owned()));
        assert_eq!(said(None, None), None);
        assert_eq!(
            said(None, Some([12, 9, 11])),
            both("of 12 → 9 practices", "9 of 11 practices count, 12 before")
        );
        assert_eq!(
            said(None, Some([2, 1, 12])),
            both("of 2 → 1 practices", "1 of 12 practices counts, 2 before")
        );
        assert_eq!(
            said(Some(("492", "432")), Some([12, 9, 12])),
            both("of 492 → 432 points", "60 fewer points possible")
        );
        assert_eq!(
            said(Some(("2", "3")), None),
            both("of 2 → 3 points", "1 more point possible")
        );
        assert_eq!(
            said(Some(("1/2", "3")), None),
            both("of 0.5 → 3 points", "points possible 1/2 → 3")
        );
    }
}
