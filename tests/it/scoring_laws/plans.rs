//! What holds of every plan: what the steps lead to, what they are worth, and that
//! no smaller set of practices reaches a goal.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use rungs::diff::Side;
use rungs::model::{Assessment, ItemIndex, Model, Resolved};
use rungs::plan::{Claim, Found, Goal, Raise, Road, Supposed, reach, towards_targets};
use rungs::project::Material;
use rungs::report::{Planned, plan_assessment};
use rungs::score::Engine;
use rungs::value::{Date, Rational};

use super::MEASURES;
use super::sketch::{
    BEST, Practice, Said, Sketch, Values, Written, assessment, practice, sketch, values, values_of,
    yardstick,
};

/// Few enough practices to try every subset of them.
fn small() -> impl Strategy<Value = Sketch> {
    proptest::collection::vec(proptest::collection::vec(practice(), 1..4), 1..3)
}

/// A model and an assessment that live as long as what is computed of them.
struct Made {
    model: Model,
    assessment: Assessment,
    resolved: Resolved,
}

impl Made {
    fn of(sketch: &Sketch) -> Self {
        let model = yardstick(sketch, &Written::default());
        let assessment = assessment(sketch, "");
        let resolved = Resolved::new(&model, &assessment);
        Self {
            model,
            assessment,
            resolved,
        }
    }

    fn side(&self) -> Side<'_> {
        Side {
            model: &self.model,
            assessment: &self.assessment,
            resolved: &self.resolved,
        }
    }
}

/// The practice of an item's id, such as `A0-1`.
fn place(id: &str) -> (usize, usize) {
    let (area, at) = id[1..].split_once('-').unwrap();
    (area.parse().unwrap(), at.parse().unwrap())
}

fn last(practice: &Practice) -> usize {
    if practice.five { 4 } else { 3 }
}

/// The sketch with answers raised, as a person would write it.
fn raised(sketch: &Sketch, model: &Model, raises: &[Raise]) -> Sketch {
    let mut higher = sketch.clone();
    for raise in raises {
        let (area, at) = place(&model.item(raise.item).id);
        let practice = &mut higher[area][at];
        let good = match practice.negative {
            true => last(practice) - raise.to,
            false => raise.to,
        };
        let rises = match practice.said {
            Said::Value(had) => had.min(last(practice)) < good,
            Said::Unanswered => true,
            Said::NotApplicable | Said::OutOfScope => false,
        };
        assert!(
            rises,
            "no answer is lowered, and none is given where none counts"
        );
        practice.said = Said::Value(good);
    }
    higher
}

/// The most that each number of practices at their best comes to, by measure and
/// node: every subset is tried.
fn by_force(sketch: &Sketch) -> BTreeMap<(String, String), Vec<Option<Rational>>> {
    let mut open = Vec::new();
    for (area, practices) in sketch.iter().enumerate() {
        for (at, practice) in practices.iter().enumerate() {
            let rises = match practice.said {
                Said::Value(good) => good < last(practice),
                Said::Unanswered => true,
                Said::NotApplicable | Said::OutOfScope => false,
            };
            open.extend(rises.then_some((area, at)));
        }
    }
    let mut most: BTreeMap<(String, String), Vec<Option<Rational>>> = BTreeMap::new();
    for subset in 0..1_usize << open.len() {
        let mut higher = sketch.clone();
        for (bit, (area, at)) in open.iter().enumerate() {
            if subset >> bit & 1 == 1 {
                higher[*area][*at].said = Said::Value(BEST);
            }
        }
        let count = subset.count_ones() as usize;
        for (key, value) in values(&higher) {
            let of_key = most
                .entry(key)
                .or_insert_with(|| vec![None; open.len() + 1]);
            let best = of_key[count].take().max(value);
            of_key[count] = best;
        }
    }
    most
}

/// Whether a measure is one of those whose smallest set is always proven.
fn always_proven(definition: &str) -> bool {
    let adds_up = ["fn: ratio", "fn: sum", "fn: mean"];
    let plain = !definition.contains("unanswered")
        && !definition.contains("-out")
        && !definition.contains("over: units");
    plain && (definition.contains("attain") || adds_up.iter().any(|it| definition.contains(it)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_all_steps_every_target_is_reached(sketch in sketch()) {
        let made = Made::of(&sketch);
        let now = Supposed::now(&made.side());
        let course = towards_targets(&now, &[]);
        let nodes: Vec<ItemIndex> = (0..made.model.items.len()).map(ItemIndex).collect();
        let road = Road::walk(&now, &nodes, course.steps);
        let met: Sketch = sketch.iter().map(|area| area.iter().map(|practice| {
            let said = match (practice.said, practice.target) {
                (Said::Value(good), Some(target)) if good < target => Said::Value(target),
                (Said::Unanswered, Some(target)) => Said::Value(target),
                (said, _) => said,
            };
            practice.saying(said)
        }).collect()).collect();
        let mut end = Values::new();
        for (node, stage) in nodes.iter().zip(&road.end) {
            for (measure, outcome) in made.model.measures.iter().zip(stage) {
                let key = (measure.id.clone(), made.model.item(*node).id.clone());
                end.insert(key, outcome.as_ref().map(|outcome| outcome.number.clone()));
            }
        }
        prop_assert_eq!(end, values(&met));
        // The engine that `score` shows targets by says the same.
        let engine = Engine::new(&made.model, &made.assessment, &made.resolved);
        let reached = engine.at_targets().map(values_of).unwrap_or_else(|| values_of(&engine));
        for (key, value) in values(&met).iter().filter(|((measure, _), _)| measure != "to-target") {
            prop_assert_eq!(value, &reached[key], "{:?}", key);
        }
    }

    #[test]
    fn what_steps_are_worth_adds_up(sketch in sketch()) {
        let Made { model, assessment, resolved } = Made::of(&sketch);
        let material = Material { assessment, model: Arc::new(model), resolved };
        let asked = Planned { nodes: vec![ItemIndex(1)], goals: Vec::new(), today: Date::parse("2026-10-15").unwrap() };
        let plan = plan_assessment("t.yaml", &material, &asked);
        prop_assert_eq!(format!("{plan:?}"), format!("{:?}", plan_assessment("t.yaml", &material, &asked)));
        let priorities: Vec<_> = plan.steps.iter().map(|step| step.priority).collect();
        prop_assert!(priorities.is_sorted_by(|one, other| one >= other));
        for node in &plan.nodes {
            for (measure, standing) in &node.measures {
                let worth = plan.steps.iter().flat_map(|step| step.worth.as_ref().unwrap());
                let worth: Vec<_> = worth.filter(|worth| worth.node == node.id && worth.measure == *measure).collect();
                prop_assert_eq!(worth.len(), plan.steps.len());
                let text = |value: &Option<rungs::report::PlanValue>| value.as_ref().map(|value| value.value.clone());
                let mut here = text(&standing.now);
                for step in &worth {
                    prop_assert_eq!(&text(&step.before), &here);
                    here = text(&step.after);
                }
                prop_assert_eq!(here, text(&standing.after));
                let sum: Option<Rational> = worth.iter().try_fold(Rational::ZERO, |sum, step| Some(&sum + &fraction(&step.delta.as_ref()?.value)));
                if let (Some(sum), false) = (sum, worth.is_empty()) {
                    prop_assert_eq!(Some(sum), standing.delta.as_ref().map(|delta| fraction(&delta.value)));
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_smaller_set_reaches_a_goal(sketch in small(), pick in any::<prop::sample::Index>()) {
        let made = Made::of(&sketch);
        let now = Supposed::now(&made.side());
        let most = by_force(&sketch);
        for ((measure, node), by_count) in &most {
            let node = made.model.find(node).unwrap();
            if made.model.item(node).leaf {
                continue;
            }
            let (_, definition, ..) = MEASURES.iter().find(|(id, ..)| id == measure).unwrap();
            let possible: Vec<&Rational> = by_count.iter().flatten().collect();
            let Some(highest) = possible.iter().max() else { continue };
            let above = *highest + &Rational::ONE;
            for at_least in [possible[pick.index(possible.len())], highest, &above] {
                let goal = Goal { measure: made.model.measure(measure).unwrap(), node, at_least: at_least.clone() };
                let fits = |value: &Option<Rational>| value.as_ref().is_some_and(|value| value >= at_least);
                let fewest = by_count.iter().position(fits);
                let said = format!("{measure} at {} ≥ {at_least}", made.model.item(node).id);
                match reach(&now, &goal) {
                    Found::Reached => prop_assert_eq!(fewest, Some(0), "{}", said),
                    Found::By { raises, claim } => {
                        let smallest = claim == Claim::Smallest;
                        prop_assert!(claim != Claim::Enough, "{said}");
                        let there = values(&raised(&sketch, &made.model, &raises));
                        let value = &there[&(measure.clone(), made.model.item(node).id.clone())];
                        prop_assert!(fits(value), "{said}: {value:?} by {raises:?}");
                        prop_assert!(Some(raises.len()) >= fewest, "{said}");
                        prop_assert!(!smallest || Some(raises.len()) == fewest, "{said}: {raises:?}, not {fewest:?}");
                        prop_assert!(smallest || !always_proven(definition), "{said}: {raises:?}");
                        for left_out in 0..raises.len() {
                            let mut fewer = raises.clone();
                            fewer.remove(left_out);
                            let there = values(&raised(&sketch, &made.model, &fewer));
                            prop_assert!(!fits(&there[&(measure.clone(), made.model.item(node).id.clone())]), "{said}: one could be left out");
                        }
                    }
                    Found::Never { best, proven } => {
                        prop_assert_eq!(fewest, None, "{}", &said);
                        let best = best.map(|best| best.number);
                        prop_assert!(!proven || best.as_ref() == Some(highest), "{said}: {best:?}");
                    }
                }
            }
        }
    }
}

/// A fraction as reports write it.
fn fraction(text: &str) -> Rational {
    let (over, under) = text.split_once('/').unwrap_or((text, "1"));
    let number = |text: &str| Rational::parse(text).unwrap();
    number(over).checked_div(&number(under)).unwrap()
}
