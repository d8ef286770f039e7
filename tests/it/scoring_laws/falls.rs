//! Where measures do fall although nothing got worse, one example each.

use super::sketch::{Practice, Said, Written, of, values, values_as};
use super::{FromAnswer, MEASURES, Not};

fn practice(said: Said) -> Practice {
    Practice {
        weight: "1",
        negative: false,
        level: 1,
        five: false,
        said,
        target: None,
    }
}

/// The list of measures says where measures do not rise; these are the reasons.
#[test]
fn what_does_not_rise_does_fall_somewhere() {
    let pair = |first, second| vec![vec![practice(first), practice(Said::Value(second))]];
    let (before, after) = (
        values(&pair(Said::Unanswered, 3)),
        values(&pair(Said::Value(0), 3)),
    );
    let falls = |measure: &str| of(&after, measure)["m"] < of(&before, measure)["m"];
    let listed = MEASURES
        .iter()
        .filter(|(.., rises, _)| *rises == FromAnswer);
    for (measure, ..) in listed {
        assert!(falls(measure), "{measure}");
    }
    let (before, after) = (
        values(&pair(Said::Value(0), 3)),
        values(&pair(Said::Value(3), 3)),
    );
    for (measure, _, rises, _) in MEASURES {
        if let Not(why) = rises {
            assert!(
                of(&after, measure)["m"] < of(&before, measure)["m"],
                "{measure}: {why}"
            );
        }
    }
}

/// A practice that was not applicable and now has a poor answer pulls down: that
/// is no raise, and no rule forbids it.
#[test]
fn an_answer_in_place_of_not_applicable_may_lower() {
    let pair = |first| vec![vec![practice(first), practice(Said::Value(3))]];
    let (before, after) = (
        values(&pair(Said::NotApplicable)),
        values(&pair(Said::Value(0))),
    );
    for measure in ["ratio", "ratio-na-full", "mean", "min", "level"] {
        assert!(
            of(&after, measure)["m"] < of(&before, measure)["m"],
            "{measure}"
        );
    }
}

/// Progress falls when less is wanted than there was: the way leads down.
#[test]
fn progress_towards_less_falls_with_the_value() {
    let head = "baselines: [{node: m, measure: ratio, value: 1}]\n\
                targets: [{node: m, measure: ratio, at_least: 0, by: '2027-01-01'}]\n";
    let measures = "  way: {rule: combine, fn: progress, of: ratio}\n";
    let way = |good| {
        let written = Written {
            measures,
            head,
            ..Written::default()
        };
        of(
            &values_as(&vec![vec![practice(Said::Value(good))]], &written),
            "way",
        )["m"]
            .cloned()
    };
    assert!(way(2) < way(1));
}
