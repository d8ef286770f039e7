use super::tally::Tally;
use super::{Engine, Outcome};
use crate::model::{Attain, Empty, ItemIndex, Required, State};
use crate::value::Rational;

/// Whether one item lets a level be held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// It meets what is wanted.
    Meets,
    /// It does not.
    Fails,
    /// Not applicable, and the rule lets that pass.
    Passed,
}

/// How a level was judged at a node.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    /// The position of the level.
    pub(super) level: usize,
    /// Whether it is held, lower levels aside.
    pub(super) own: bool,
    /// Whether its items meet what a lower level must have.
    pub(super) below: bool,
    /// The items that stand in its way.
    pub(super) blocking: Vec<ItemIndex>,
    /// The items that stand in the way of every higher level, where that wants
    /// more of them than this level does.
    pub(super) blocking_above: Vec<ItemIndex>,
    /// Whether any item carries it at this node.
    pub(super) empty: bool,
    /// Whether it is the ground, which is always held.
    pub(super) ground: bool,
}

/// Why a node has no level at all, not even the ground or the floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoLevel {
    /// No level wants anything of what is there.
    NothingWanted,
    /// What levels want something of is not applicable or out of scope.
    NothingApplicable,
}

/// How a level comes out with the levels below it looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is held.
    Held,
    /// Nothing carries it, and the rule does not let that pass.
    Empty,
    /// Its own items do not meet it.
    Fails,
    /// Its own items meet it; what is below it does not have what it wants.
    LowerFails,
    /// Its own items meet it; a level below that nothing carries ended the climb.
    Ended,
}

/// The highest level whose conditions hold at a node.
pub(super) fn value(
    engine: &Engine<'_>,
    rule: &Attain,
    measure: usize,
    node: ItemIndex,
) -> Option<Outcome> {
    let judged = match engine.tally(measure) {
        Tally::Ladder(ladder) => ladder.between(rule, &engine.model.practices_of(node)),
        _ => judge(engine, rule, node),
    };
    held(rule, &judged.ok()?).map(Outcome::level)
}

/// The highest level held out of those judged, or the floor.
pub(super) fn held(rule: &Attain, judged: &[Judged]) -> Option<usize> {
    let verdicts = verdicts(rule, judged).zip(judged);
    let held = verdicts.filter(|(verdict, _)| *verdict == Verdict::Held);
    let best = held.map(|(_, step)| step.level).max();
    best.max(rule.floor)
}

/// How each level comes out, from the lowest up.
pub(super) fn verdicts(rule: &Attain, judged: &[Judged]) -> impl Iterator<Item = Verdict> {
    let mut lower_hold = true;
    let mut ended = false;
    judged.iter().map(move |step| {
        ended |= step.empty && rule.empty == Empty::Stop;
        let lower_held = lower_hold || !rule.cumulative;
        lower_hold &= step.below;
        if step.empty && rule.empty != Empty::Pass {
            Verdict::Empty
        } else if !step.own {
            Verdict::Fails
        } else if ended {
            Verdict::Ended
        } else if lower_held {
            Verdict::Held
        } else {
            Verdict::LowerFails
        }
    })
}

/// Judges every level at a node.
pub(super) fn judge(
    engine: &Engine<'_>,
    rule: &Attain,
    node: ItemIndex,
) -> Result<Vec<Judged>, NoLevel> {
    if !rule.thresholds.is_empty() {
        return by_thresholds(engine, rule, node);
    }
    let model = engine.model;
    let mut judged = unjudged(rule);
    let same = rule.at == rule.below;
    let (mut wanted, mut applicable) = (false, false);
    let mut look_at = |item: ItemIndex| {
        let level = model.item(item).level;
        let step = judged.iter_mut().find(|step| Some(step.level) == level);
        wanted |= step.is_some();
        let Some(step) = step.filter(|_| !out_of_scope(engine, item)) else {
            return;
        };
        applicable |= applies(engine, item);
        step.empty = false;
        let (own, below) = stands(engine, rule, item, same);
        if !own {
            step.own = false;
            step.blocking.push(item);
        }
        if !below {
            step.below = false;
            if !same {
                step.blocking_above.push(item);
            }
        }
    };
    if rule.children {
        model.children(node).for_each(&mut look_at);
    } else {
        model.leaves(node).for_each(&mut look_at);
    }
    found(judged, wanted, applicable)
}

/// Whether an item lets its own level be held, and the levels above it; `same`
/// says that both want the same of it.
pub(super) fn stands(
    engine: &Engine<'_>,
    rule: &Attain,
    item: ItemIndex,
    same: bool,
) -> (bool, bool) {
    let own = stand(engine, rule, &rule.at, item) != Stand::Fails;
    let below = if same {
        own
    } else {
        stand(engine, rule, &rule.below, item) != Stand::Fails
    };
    (own, below)
}

pub(super) fn found(
    judged: Vec<Judged>,
    wanted: bool,
    applicable: bool,
) -> Result<Vec<Judged>, NoLevel> {
    match (wanted, applicable) {
        (_, true) => Ok(judged),
        (true, false) => Err(NoLevel::NothingApplicable),
        (false, false) => Err(NoLevel::NothingWanted),
    }
}

/// Every level before any item was looked at.
pub(super) fn unjudged(rule: &Attain) -> Vec<Judged> {
    let step = |level: &usize| {
        let ground = rule.ground == Some(*level);
        Judged {
            level: *level,
            own: true,
            below: true,
            blocking: Vec::new(),
            blocking_above: Vec::new(),
            empty: !ground,
            ground,
        }
    };
    rule.levels.iter().map(step).collect()
}

fn out_of_scope(engine: &Engine<'_>, item: ItemIndex) -> bool {
    engine.resolved.out.get(item.0).copied().unwrap_or(false)
}

/// Whether anything of an item can have an answer.
fn applies(engine: &Engine<'_>, item: ItemIndex) -> bool {
    let mut leaves = engine.model.leaves(item);
    leaves.any(|leaf| {
        let state = engine.resolved.state(leaf);
        matches!(state, State::Value(_) | State::Unanswered)
    })
}

/// Levels that name the least that certain nodes must have. A node out of scope
/// wants nothing.
fn by_thresholds(
    engine: &Engine<'_>,
    rule: &Attain,
    node: ItemIndex,
) -> Result<Vec<Judged>, NoLevel> {
    let model = engine.model;
    let (mut asked, mut applicable) = (false, false);
    let judged = rule.thresholds.iter().map(|(level, wanted)| {
        let here = wanted.iter().filter(|(item, _)| model.within(*item, node));
        let stands: Vec<(ItemIndex, Stand)> = here
            .inspect(|_| asked = true)
            .filter(|(item, _)| !out_of_scope(engine, *item))
            .map(|(item, least)| (*item, reaches(engine, rule, *item, least)))
            .collect();
        applicable |= stands.iter().any(|(_, stand)| *stand != Stand::Passed);
        let blocking: Vec<ItemIndex> = stands
            .iter()
            .filter(|(_, stand)| *stand == Stand::Fails)
            .map(|(item, _)| *item)
            .collect();
        Judged {
            level: *level,
            own: blocking.is_empty(),
            below: blocking.is_empty(),
            blocking,
            blocking_above: Vec::new(),
            empty: stands.is_empty() && !wanted.is_empty(),
            ground: wanted.is_empty(),
        }
    });
    let judged: Vec<Judged> = judged.collect();
    found(judged, asked, applicable)
}

/// What an item must at least have: a score, or a number of the measure that it
/// is looked at by.
pub(super) fn least<'r>(
    engine: &Engine<'_>,
    rule: &Attain,
    required: &'r Required,
    item: ItemIndex,
) -> Option<&'r Rational> {
    match rule.of {
        Some(_) => required.number.as_ref(),
        None => {
            let scale = engine.model.item(item).scale?;
            required.scores.get(scale)?.as_ref()
        }
    }
}

fn stand(engine: &Engine<'_>, rule: &Attain, required: &Required, item: ItemIndex) -> Stand {
    let least = least(engine, rule, required, item);
    let absent = matches!(
        engine.resolved.state(item),
        State::NotApplicable | State::OutOfScope
    );
    match least {
        Some(least) => reaches(engine, rule, item, least),
        None if absent && engine.model.item(item).leaf && !rule.na_blocks => Stand::Passed,
        None => Stand::Fails,
    }
}

/// Whether an item's score, or the value of the measure it is looked at by,
/// reaches what is wanted.
fn reaches(engine: &Engine<'_>, rule: &Attain, item: ItemIndex, least: &Rational) -> Stand {
    let judged = |meets: bool| if meets { Stand::Meets } else { Stand::Fails };
    if let Some(of) = rule.of {
        return match engine.value(of, item) {
            Some(outcome) => judged(outcome.number >= *least),
            None => without_value(engine, rule, item),
        };
    }
    match engine.resolved.state(item) {
        State::Value(_) => judged(engine.leaf_score(item).is_some_and(|score| score >= least)),
        State::Unanswered => judged(!rule.unanswered_blocks),
        State::NotApplicable if rule.na_blocks => Stand::Fails,
        State::NotApplicable | State::OutOfScope => Stand::Passed,
    }
}

/// A node that its measure says nothing about: unanswered where something in it
/// is, else not applicable.
fn without_value(engine: &Engine<'_>, rule: &Attain, node: ItemIndex) -> Stand {
    let mut leaves = engine.model.leaves(node);
    let unanswered = leaves.any(|leaf| engine.resolved.state(leaf) == State::Unanswered);
    match (unanswered, rule.unanswered_blocks, rule.na_blocks) {
        (true, true, _) | (false, _, true) => Stand::Fails,
        (true, false, _) => Stand::Meets,
        (false, _, false) => Stand::Passed,
    }
}
