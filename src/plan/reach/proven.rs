use super::sum::{self, Sum};
use crate::model::{Combine, Function, ItemIndex, Over, Rule, State};
use crate::plan::{Goal, Raise, Supposed};
use crate::score::{Engine, levels, needed};
use crate::value::Rational;

/// Nodes and measures that a goal may lead to below one another.
const DEEPEST: usize = 64;

/// What is known of the ways to a goal.
enum Way {
    /// No way takes fewer practices.
    By(Vec<Raise>),
    /// There is no way.
    Closed,
    /// It cannot be told from the rule.
    Unknown,
}

/// The fewest practices that reach a goal, where the rule tells which they are.
pub(super) fn raises(now: &Supposed<'_>, goal: &Goal) -> Option<Vec<Raise>> {
    let engine = now.engine();
    match way(now, &engine, goal, 0) {
        Way::By(raises) => Some(raises),
        Way::Closed | Way::Unknown => None,
    }
}

fn way(now: &Supposed<'_>, engine: &Engine<'_>, goal: &Goal, depth: usize) -> Way {
    let value = engine.value(goal.measure, goal.node);
    if value.is_some_and(|value| value.number >= goal.at_least) {
        return Way::By(Vec::new());
    }
    let Some(measure) = now.model.measures.get(goal.measure) else {
        return Way::Closed;
    };
    if depth > DEEPEST {
        return Way::Unknown;
    }
    match &measure.rule {
        Rule::Attain(_) => to_level(now, engine, goal, depth),
        Rule::Pick(item) => one(now, item.unwrap_or(goal.node), &goal.at_least),
        Rule::Band { of } => {
            let goal = Goal {
                measure: *of,
                ..goal.clone()
            };
            way(now, engine, &goal, depth + 1)
        }
        Rule::Combine(rule) => combined(now, engine, rule, goal, depth),
    }
}

/// A single practice.
fn one(now: &Supposed<'_>, item: ItemIndex, score: &Rational) -> Way {
    match now.least(item, score) {
        Some(raise) => Way::By(vec![raise]),
        None => Way::Closed,
    }
}

/// The shortest list of any level that is as high as wanted: without `cumulative`,
/// or where a lower level counts less than its own, one above can be easier.
fn to_level(now: &Supposed<'_>, engine: &Engine<'_>, goal: &Goal, depth: usize) -> Way {
    let levels = levels(engine, goal.measure).into_iter();
    let high = levels.filter(|level| Rational::from_count(*level) >= goal.at_least);
    let ways = high.map(|level| {
        let Some(needed) = needed(engine, goal.measure, goal.node, level) else {
            return Way::Closed;
        };
        let of_nodes = needed.iter().filter(|one| one.of.is_some());
        if overlap(now, of_nodes.map(|one| one.item).collect()) {
            return Way::Unknown;
        }
        let ways = needed.into_iter().map(|needed| match needed.of {
            None => one(now, needed.item, &needed.least),
            Some(measure) => {
                let goal = Goal {
                    measure,
                    node: needed.item,
                    at_least: needed.least,
                };
                way(now, engine, &goal, depth + 1)
            }
        });
        all(ways)
    });
    any(ways)
}

fn combined(
    now: &Supposed<'_>,
    engine: &Engine<'_>,
    rule: &Combine,
    goal: &Goal,
    depth: usize,
) -> Way {
    if matches!(rule.function, Function::Min | Function::Max) {
        let Some(nodes) = nodes(now, engine, rule, goal) else {
            return Way::Unknown;
        };
        let ways = nodes.into_iter().map(|node| {
            let goal = Goal {
                measure: rule.of.unwrap_or(goal.measure),
                node,
                at_least: goal.at_least.clone(),
            };
            way(now, engine, &goal, depth + 1)
        });
        return match rule.function {
            Function::Min => all(ways),
            _ => any(ways),
        };
    }
    match sum::raises(now, engine, goal) {
        Sum::Reached(raises) => Way::By(raises),
        Sum::OutOfReach => Way::Closed,
        Sum::Other => Way::Unknown,
    }
}

/// The nodes whose values are looked at, where they share no practice and none
/// begins to count once it is answered.
fn nodes(
    now: &Supposed<'_>,
    engine: &Engine<'_>,
    rule: &Combine,
    goal: &Goal,
) -> Option<Vec<ItemIndex>> {
    let model = now.model;
    let of = rule.of.unwrap_or(goal.measure);
    if model.item(goal.node).leaf {
        return None;
    }
    let nodes: Vec<ItemIndex> = match &rule.over {
        Over::Children => model.children(goal.node).collect(),
        Over::Descendants(kind) => model
            .below(goal.node)
            .filter(|item| model.item(*item).kind == *kind)
            .collect(),
        Over::Leaves | Over::Units => return None,
    };
    let counts = |node: &ItemIndex| {
        let item = model.item(*node);
        let looked_at = !item.leaf || rule.filter.admits(item);
        looked_at && !rule.weight_of(model, *node).is_zero()
    };
    let nodes: Vec<ItemIndex> = nodes.into_iter().filter(counts).collect();
    let silent = |node: &ItemIndex| engine.value(of, *node).is_none();
    let open = |node: &ItemIndex| {
        let mut leaves = model.leaves(*node);
        leaves.any(|leaf| now.state(leaf) == State::Unanswered)
    };
    if nodes.iter().any(|node| silent(node) && open(node)) || overlap(now, nodes.clone()) {
        return None;
    }
    Some(nodes.into_iter().filter(|node| !silent(node)).collect())
}

/// Whether any of some nodes stands below another.
fn overlap(now: &Supposed<'_>, mut nodes: Vec<ItemIndex>) -> bool {
    nodes.sort_unstable();
    let mut pairs = nodes.iter().zip(nodes.iter().skip(1));
    pairs.any(|(one, next)| now.model.within(*next, *one))
}

/// Every one of several goals that share no practice.
fn all(ways: impl Iterator<Item = Way>) -> Way {
    let mut raises = Vec::new();
    let mut unknown = false;
    for way in ways {
        match way {
            Way::By(more) => raises.extend(more),
            Way::Closed => return Way::Closed,
            Way::Unknown => unknown = true,
        }
    }
    if unknown {
        Way::Unknown
    } else {
        Way::By(raises)
    }
}

/// Any one of several goals, the first of the smallest.
fn any(ways: impl Iterator<Item = Way>) -> Way {
    let mut best: Option<Vec<Raise>> = None;
    for way in ways {
        match way {
            Way::By(raises) => {
                if best.as_ref().is_none_or(|best| raises.len() < best.len()) {
                    best = Some(raises);
                }
            }
            Way::Closed => {}
            Way::Unknown => return Way::Unknown,
        }
    }
    best.map_or(Way::Closed, Way::By)
}
