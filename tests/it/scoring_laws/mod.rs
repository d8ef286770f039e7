//! What holds of every score, whatever the model and the answers are.

mod falls;
mod plans;
mod sketch;

use std::rc::Rc;

use proptest::prelude::*;
use rungs::model::{Assessment, Resolved};
use rungs::score::{Engine, Member};
use rungs::value::Rational;

use sketch::{
    BEST, Practice, Said, Written, assessment, each, of, practice, sketch, values, values_as,
    values_of, with, yardstick,
};

/// When raising one answer never lowers a measure at any node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rises {
    /// Also when the answer takes the place of none at all.
    Always,
    /// Only when there was an answer before: an unanswered practice that is left
    /// out or let pass counts for nothing, so a low answer in its place pulls
    /// down.
    FromAnswer,
    /// Not even then, because of what is said here.
    Not(&'static str),
}
use Rises::{Always, FromAnswer, Not};

/// Measures of every rule: name, definition, when it rises, and what its numbers
/// lie between.
#[rustfmt::skip]
pub(crate) const MEASURES: &[(&str, &str, Rises, [i64; 2])] = &[
    ("ratio", "rule: combine, fn: ratio", Always, [0, 1]),
    ("ratio-na-zero", "rule: combine, fn: ratio, na: zero", Always, [0, 1]),
    ("ratio-na-full", "rule: combine, fn: ratio, na: full", Always, [0, 1]),
    ("ratio-out", "rule: combine, fn: ratio, unanswered: exclude", FromAnswer, [0, 1]),
    ("ratio-fail", "rule: combine, fn: ratio, unanswered: fail", Always, [0, 1]),
    ("ranged", "rule: combine, fn: ratio, range: [1, 5]", Always, [1, 5]),
    ("sum", "rule: combine, fn: sum", Always, [0, 250]),
    ("mean", "rule: combine, fn: mean", Always, [0, 5]),
    ("mean-even", "rule: combine, fn: mean, weight: false", Always, [0, 5]),
    ("mean-out", "rule: combine, fn: mean, unanswered: exclude", FromAnswer, [0, 5]),
    ("min", "rule: combine, fn: min", Always, [0, 5]),
    ("max", "rule: combine, fn: max", Always, [0, 5]),
    ("first", "rule: combine, fn: ratio, where: {level: [L1, L2]}", Always, [0, 1]),
    ("of-areas", "rule: combine, fn: mean, over: children, of: ratio", Always, [0, 1]),
    ("of-kind", "rule: combine, fn: min, over: {descendants: area}, of: ratio", Always, [0, 1]),
    ("of-out", "rule: combine, fn: mean, over: children, of: ratio-out", FromAnswer, [0, 1]),
    ("of-leaves", "rule: combine, fn: mean, over: leaves, of: ratio", Always, [0, 1]),
    ("to-target", "rule: combine, fn: to-target", Always, [0, 1]),
    ("worst-shown-high", "rule: combine, fn: ratio, range: [1, 0]",
        Not("a range from high to low turns the share around"), [0, 1]),
    ("level", "rule: attain, at: {four: most, five: '3'}", Always, [0, 3]),
    ("level-below", "rule: attain, at: {four: some, five: '2'}, below: {four: all, five: '5'}", Always, [0, 3]),
    ("level-alone", "rule: attain, at: {four: most, five: '3'}, cumulative: false", Always, [0, 3]),
    ("level-stop", "rule: attain, at: {four: most, five: '3'}, empty: stop", Always, [0, 3]),
    ("level-fail", "rule: attain, at: {four: most, five: '3'}, empty: fail, na: block", Always, [0, 3]),
    ("level-pass", "rule: attain, at: {four: most, five: '3'}, unanswered: pass", FromAnswer, [0, 3]),
    ("level-of", "rule: attain, of: ratio, thresholds: [{id: L1, require: {A0: 0.3}}, {id: L2, require: {A0: 0.7}}]", Always, [0, 3]),
    ("picked", "rule: pick, item: A0-0", Always, [0, 5]),
    ("banded", "rule: band, of: ratio, band: halves", Always, [0, 1]),
    ("units", "rule: combine, fn: mean, over: units, of: ratio", Always, [0, 1]),
    ("units-low", "rule: combine, fn: min, over: units, of: ratio", Always, [0, 1]),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_value_lies_within_its_range(sketch in sketch()) {
        for ((measure, node), value) in values(&sketch) {
            let (.., [low, high]) = MEASURES.iter().find(|(id, ..)| *id == measure).unwrap();
            let within = |value: &Rational| *value >= Rational::from_int(*low) && *value <= Rational::from_int(*high);
            prop_assert!(value.as_ref().is_none_or(within), "{measure} at {node} is {value:?}");
        }
    }

    #[test]
    fn raising_an_answer_lowers_nothing_that_rises(sketch in sketch(), area in 0..4usize, at in 0..5usize, better in 0..=BEST) {
        let area = area % sketch.len();
        let at = at % sketch[area].len();
        let said = sketch[area][at].said;
        let had_answer = matches!(said, Said::Value(good) if good < better);
        prop_assume!(had_answer || said == Said::Unanswered);
        let mut higher = sketch.clone();
        higher[area][at].said = Said::Value(better);
        let (before, after) = (values(&sketch), values(&higher));
        for (measure, _, rises, _) in MEASURES {
            if matches!(rises, Not(_)) || (*rises == FromAnswer && !had_answer) {
                continue;
            }
            let after = of(&after, measure);
            for (node, low) in of(&before, measure) {
                prop_assert!(low <= after[node], "{measure} at {node}: {low:?}, then {:?}", after[node]);
            }
        }
    }

    #[test]
    fn the_order_of_items_changes_nothing(sketch in sketch()) {
        let backwards = Written { backwards: true, ..Written::default() };
        prop_assert_eq!(values(&sketch), values_as(&sketch, &backwards));
    }

    #[test]
    fn what_nothing_counts_in_has_no_value(sketch in sketch(), out in any::<bool>()) {
        let absent = if out { Said::OutOfScope } else { Said::NotApplicable };
        let nothing = each(&sketch, |practice| practice.saying(absent));
        for ((measure, node), value) in values(&nothing) {
            let substitutes = !out && ["ratio-na-zero", "ratio-na-full"].contains(&measure.as_str());
            prop_assert!(value.is_none() || substitutes, "{measure} at {node} is {value:?}");
        }
        let unanswered = values(&each(&sketch, |practice| practice.saying(Said::Unanswered)));
        for measure in ["ratio-out", "ratio-fail", "mean-out"] {
            for (node, value) in of(&unanswered, measure) {
                prop_assert!(value.is_none(), "{measure} at {node} is {value:?}");
            }
        }
    }

    #[test]
    fn an_item_of_weight_0_is_not_there(sketch in sketch(), extra in practice()) {
        let mut more = sketch.clone();
        for area in &mut more {
            area.push(Practice { weight: "0", ..extra.clone() });
        }
        let (less, more) = (values(&sketch), values(&more));
        // Weights do not enter levels, and the even mean says that it has none.
        for (measure, definition, ..) in MEASURES.iter().filter(|(_, definition, ..)| definition.contains("combine")) {
            if definition.contains("weight: false") {
                continue;
            }
            let more = of(&more, measure);
            for (node, value) in of(&less, measure) {
                prop_assert_eq!(value, more[node], "{} at {}", measure, node);
            }
        }
    }

    #[test]
    fn a_negative_model_with_mirrored_answers_says_the_same(sketch in sketch()) {
        // A goodness is written as the mirrored answer where the polarity is.
        let mirrored = each(&sketch, |practice| Practice { negative: !practice.negative, ..practice.clone() });
        prop_assert_eq!(values(&sketch), values(&mirrored));
    }

    #[test]
    fn not_applicable_counts_as_its_policy_says(sketch in sketch()) {
        let now = values(&sketch);
        let (zero, full) = (values(&with(&sketch, Said::NotApplicable, Said::Value(0))), values(&with(&sketch, Said::NotApplicable, Said::Value(BEST))));
        let out = values(&with(&sketch, Said::NotApplicable, Said::OutOfScope));
        prop_assert_eq!(of(&now, "ratio-na-zero"), of(&zero, "ratio"));
        prop_assert_eq!(of(&now, "ratio-na-full"), of(&full, "ratio"));
        prop_assert_eq!(of(&now, "ratio"), of(&out, "ratio"));
        prop_assert_eq!(of(&now, "mean"), of(&out, "mean"));
        let blocked = values(&with(&sketch, Said::NotApplicable, Said::Value(0)));
        for (node, level) in of(&now, "level-fail") {
            prop_assert!(level.is_none() || level == of(&blocked, "level-fail")[node], "{node}: {level:?}");
        }
    }

    #[test]
    fn unanswered_counts_as_its_policy_says(sketch in sketch()) {
        let now = values(&sketch);
        let zero = values(&with(&sketch, Said::Unanswered, Said::Value(0)));
        let out = values(&with(&sketch, Said::Unanswered, Said::OutOfScope));
        for measure in ["ratio", "mean", "sum", "min", "max", "level"] {
            prop_assert_eq!(of(&now, measure), of(&zero, measure), "{}", measure);
        }
        prop_assert_eq!(of(&now, "ratio-out"), of(&out, "ratio"));
        prop_assert_eq!(of(&now, "mean-out"), of(&out, "mean"));
        let passed = values(&with(&sketch, Said::Unanswered, Said::Value(BEST)));
        prop_assert_eq!(of(&now, "level-pass"), of(&passed, "level"));
        for (area, practices) in sketch.iter().enumerate() {
            let missing = practices.iter().any(|practice| practice.said == Said::Unanswered && practice.weight != "0");
            let node = format!("A{area}");
            let expected = if missing { None } else { of(&now, "ratio")[node.as_str()] };
            prop_assert_eq!(of(&now, "ratio-fail")[node.as_str()], expected);
        }
    }

    #[test]
    fn multipliers_are_weights_multiplied(sketch in sketch(), factor in prop_oneof![Just("0"), Just("1"), Just("1.5"), Just("4")]) {
        let weight = |text: &str| Rational::parse(text).unwrap();
        let by_hand = (&weight(sketch[0][0].weight) * &weight(factor)).to_decimal().unwrap();
        let measures = format!(
            "  times-one: {{rule: combine, fn: mean, multipliers: {{A0-0: 1, A0: 1}}}}\n  \
             times: {{rule: combine, fn: mean, multipliers: {{A0-0: {factor}}}}}\n  \
             times-share: {{rule: combine, fn: ratio, multipliers: {{A0-0: {factor}}}}}\n  \
             by-hand: {{rule: combine, fn: mean, weight: {{A0-0: {by_hand}}}}}\n  \
             by-hand-share: {{rule: combine, fn: ratio, weight: {{A0-0: {by_hand}}}}}\n"
        );
        let values = values_as(&sketch, &Written { measures: &measures, ..Written::default() });
        prop_assert_eq!(of(&values, "times-one"), of(&values, "mean"));
        prop_assert_eq!(of(&values, "times"), of(&values, "by-hand"));
        prop_assert_eq!(of(&values, "times-share"), of(&values, "by-hand-share"));
    }

    #[test]
    fn steps_are_the_answers_listed(sketch in sketch()) {
        let listed = Written { listed: true, ..Written::default() };
        prop_assert_eq!(values(&sketch), values_as(&sketch, &listed));
    }

    #[test]
    fn a_unit_of_one_member_says_what_the_member_says(sketch in sketch(), weight in 1..5i64) {
        let model = yardstick(&sketch, &Written::default());
        let assessment = assessment(&sketch, "");
        let resolved = Resolved::new(&model, &assessment);
        let member = Rc::new(Engine::new(&model, &assessment, &resolved));
        let own = values_of(&member);
        let rolled = values_of(&Engine::roll_up(&model, vec![counted(&member, weight)]));
        for measure in ["units", "units-low"] {
            prop_assert_eq!(of(&own, measure), of(&rolled, measure));
            prop_assert_eq!(of(&own, "ratio"), of(&rolled, measure));
        }
    }

    #[test]
    fn the_order_of_units_changes_nothing(sketch in sketch(), others in proptest::collection::vec((0..=BEST, 1..5i64), 1..4)) {
        let model = yardstick(&sketch, &Written::default());
        // The same model with other answers.
        let answered = others.iter().map(|(good, weight)| {
            let other = each(&sketch, |practice| match practice.said {
                Said::Value(_) => practice.saying(Said::Value(*good)),
                _ => practice.clone(),
            });
            let assessment = assessment(&other, "");
            let resolved = Resolved::new(&model, &assessment);
            (assessment, resolved, *weight)
        });
        let answered: Vec<(Assessment, Resolved, i64)> = answered.collect();
        let engines: Vec<(Rc<Engine<'_>>, i64)> = answered.iter().map(|(assessment, resolved, weight)| {
            (Rc::new(Engine::new(&model, assessment, resolved)), *weight)
        }).collect();
        let members = || engines.iter().map(|(engine, weight)| counted(engine, *weight));
        let forwards = values_of(&Engine::roll_up(&model, members().collect()));
        let backwards = values_of(&Engine::roll_up(&model, members().rev().collect()));
        prop_assert_eq!(&forwards, &backwards);
        // One more that is not assessed is left out.
        let absent = Member { unit: "absent".to_owned(), weight: Rational::ONE, engine: None };
        let with_absent = values_of(&Engine::roll_up(&model, members().chain([absent]).collect()));
        prop_assert_eq!(forwards, with_absent);
    }

    #[test]
    fn reaching_every_target_lowers_nothing_that_rises(sketch in sketch()) {
        let model = yardstick(&sketch, &Written::default());
        let assessment = assessment(&sketch, "");
        let resolved = Resolved::new(&model, &assessment);
        let engine = Engine::new(&model, &assessment, &resolved);
        let Some(reached) = engine.at_targets().map(values_of) else {
            return Ok(());
        };
        let now = values_of(&engine);
        let all_answered = !sketch.iter().flatten().any(|practice| practice.said == Said::Unanswered);
        for (measure, _, rises, _) in MEASURES {
            // The engine with targets reached knows no targets of its own.
            if *measure == "to-target" || matches!(rises, Not(_)) || (*rises == FromAnswer && !all_answered) {
                continue;
            }
            for (node, value) in of(&now, measure) {
                prop_assert!(value <= of(&reached, measure)[node], "{measure} at {node}");
            }
        }
    }

    #[test]
    fn met_targets_are_all_of_the_way(sketch in sketch()) {
        let met = each(&sketch, |practice| match (practice.said, practice.target) {
            (Said::Value(good), Some(target)) if good < target => practice.saying(Said::Value(target)),
            (Said::Unanswered, Some(target)) => practice.saying(Said::Value(target)),
            _ => practice.clone(),
        });
        for (node, value) in of(&values(&met), "to-target") {
            prop_assert!(value.is_none_or(|value| *value == Rational::ONE), "{node} is {value:?}");
        }
        let none = each(&sketch, |practice| Practice { target: None, ..practice.clone() });
        for (node, value) in of(&values(&none), "to-target") {
            prop_assert!(value.is_none(), "{node} is {value:?}");
        }
    }

    #[test]
    fn progress_runs_from_the_baseline_to_the_target(sketch in sketch(), other in 0..=20i64) {
        let now = values(&sketch);
        let share = of(&now, "ratio")["m"].map(ToString::to_string);
        // Written numbers are decimals.
        let share = share.filter(|share| !share.contains('/'));
        prop_assume!(share.is_some());
        let share = share.unwrap();
        let other = (&Rational::from_int(other) + &Rational::from_int(2)).to_string();
        let measures = "  way: {rule: combine, fn: progress, of: ratio}\n";
        let way = |baseline: &str, target: &str| {
            let head = format!(
                "baselines: [{{node: m, measure: ratio, value: {baseline}}}]\n\
                 targets: [{{node: m, measure: ratio, at_least: {target}, by: '2027-01-01'}}]\n"
            );
            let values = values_as(&sketch, &Written { measures, head: &head, ..Written::default() });
            of(&values, "way")["m"].cloned()
        };
        prop_assert_eq!(way(&share, &other), Some(Rational::ZERO));
        prop_assert_eq!(way(&other, &share), Some(Rational::ONE));
        prop_assert_eq!(way(&share, &share), None, "there is no way to go");
    }
}

fn counted<'e>(engine: &Rc<Engine<'e>>, weight: i64) -> Member<'e> {
    Member {
        unit: "member".to_owned(),
        weight: Rational::from_int(weight),
        engine: Some(Rc::clone(engine)),
    }
}
