use super::stage::Stages;
use super::{Alignment, Direction, Ingredient, Movement, Obstructed, Parts, Side};
use crate::model::{ItemIndex, State};
use crate::score::{
    Completeness, Engine, Outcome, Share, next_level, obstacles, same_points, shares,
};
use crate::value::Rational;

/// The measures that are not what they were, node by node in the order of the
/// head's model, nodes that are gone last; practices have none of their own.
pub fn movements(base: &Side<'_>, head: &Side<'_>, alignment: &Alignment) -> Vec<Movement> {
    let stages = Stages::new(base, head, alignment);
    let engines = stages.states.iter();
    let engines =
        engines.map(|state| Engine::new(&state.model, &state.assessment, &state.resolved));
    let walk = Walk {
        engines: engines.collect(),
        // The judgements of the head are its own.
        head: Engine::new(head.model, head.assessment, head.resolved),
        after: stages.after,
        rule_runs: stages.rule_runs,
        alignment,
    };
    let mut found = Vec::new();
    for (at, item) in head.model.items.iter().enumerate() {
        if !item.leaf {
            let node = ItemIndex(at);
            walk.node(alignment.base_of(node), Some(node), &mut found);
        }
    }
    for (at, item) in base.model.items.iter().enumerate() {
        let node = ItemIndex(at);
        if !item.leaf && alignment.head_of(node).is_none() {
            walk.node(Some(node), None, &mut found);
        }
    }
    found
}

/// The way from base to head, with every state on it ready to compute.
struct Walk<'w> {
    engines: Vec<Engine<'w>>,
    head: Engine<'w>,
    after: [usize; 7],
    rule_runs: bool,
    alignment: &'w Alignment,
}

impl<'w> Walk<'w> {
    fn node(
        &self,
        earlier: Option<ItemIndex>,
        later: Option<ItemIndex>,
        found: &mut Vec<Movement>,
    ) {
        let (Some(base), head) = (self.engines.first(), &self.head) else {
            return;
        };
        let mut ids: Vec<&str> = head
            .model
            .measures
            .iter()
            .map(|one| one.id.as_str())
            .collect();
        let gone = base.model.measures.iter().map(|one| one.id.as_str());
        let gone: Vec<&str> = gone.filter(|id| !ids.contains(id)).collect();
        ids.extend(gone);
        found.extend(
            ids.into_iter()
                .filter_map(|id| self.movement(id, earlier, later)),
        );
    }

    fn movement(
        &self,
        measure: &str,
        earlier: Option<ItemIndex>,
        later: Option<ItemIndex>,
    ) -> Option<Movement> {
        let base = self.engines.first()?;
        let from = value(base, measure, earlier);
        let to = value(&self.head, measure, later);
        let number = |outcome: &Option<Outcome>| outcome.as_ref().map(|one| one.number.clone());
        let judged = |outcome: &Option<Outcome>| {
            outcome.as_ref().is_some_and(|one| one.overridden.is_some())
        };
        // A level that other levels came before or after is the same one.
        let held = |engine: &Engine<'_>, outcome: &Option<Outcome>| {
            let level = engine.model.levels.get(outcome.as_ref()?.level?)?;
            Some(level.id.clone())
        };
        let level = held(base, &from);
        let same = (number(&from) == number(&to)
            || level.is_some() && level == held(&self.head, &to))
            && same_points(from.as_ref(), to.as_ref())
            && judged(&from) == judged(&to);
        if same {
            return None;
        }
        let parts = from.as_ref().zip(later).and_then(|(from, later)| {
            let mut steps = self.steps(measure, later);
            if let Some(last) = steps.last_mut() {
                *last = number(&to);
            }
            Parts::of(&from.number, steps, self.rule_runs)
        });
        let items = parts
            .as_ref()
            .and_then(|parts| self.items(measure, later?, parts));
        let direction = Direction::of(number(&from).zip(number(&to)).map(|(a, b)| a.cmp(&b)));
        Some(Movement {
            base_node: earlier,
            head_node: later,
            measure: measure.to_owned(),
            by: self.movers(
                measure,
                (earlier, from.as_ref()),
                (later, to.as_ref()),
                direction,
            ),
            next: self.next(measure, later, to.as_ref()),
            practices: self.recounted(measure, earlier, later),
            from,
            to,
            parts,
            items: items.unwrap_or_default(),
        })
    }

    /// The practices that the measure looks at on each side, where scope or model
    /// made more or fewer of them count.
    fn recounted(
        &self,
        measure: &str,
        earlier: Option<ItemIndex>,
        later: Option<ItemIndex>,
    ) -> Option<(Completeness, Completeness)> {
        let practices = |engine: &Engine<'_>, node: Option<ItemIndex>| {
            let model = engine.model;
            let rule = &model.measures.get(model.measure(measure)?)?.rule;
            Some(Completeness::looked_at(
                model,
                &engine.resolved,
                node?,
                rule,
            ))
        };
        let from = practices(self.engines.first()?, earlier)?;
        let to = practices(&self.head, later)?;
        (from.applicable() != to.applicable()).then_some((from, to))
    }

    /// The number of a measure at a node of the head's model after each ingredient.
    fn steps(&self, measure: &str, node: ItemIndex) -> [Option<Rational>; 7] {
        self.after.map(|state| {
            // Nothing was replaced yet: the node is the base's.
            let node = match state {
                0 => self.alignment.base_of(node)?,
                _ => node,
            };
            Some(value(self.engines.get(state)?, measure, Some(node))?.number)
        })
    }

    /// The part of the answers by practice, largest first, when they add up to it.
    fn items(
        &self,
        measure: &str,
        node: ItemIndex,
        parts: &Parts,
    ) -> Option<Vec<(ItemIndex, Rational)>> {
        let answers = Ingredient::Answers as usize;
        let whole = parts.each.get(answers)?.as_ref()?;
        let state = |at: usize| self.shares(measure, node, *self.after.get(at)?);
        let (before, after) = (state(answers - 1)?, state(answers)?);
        if before.len() != after.len() {
            return None;
        }
        let mut items = Vec::new();
        for (was, is) in before.iter().zip(&after) {
            if was.item != is.item || was.worth != is.worth {
                return None;
            }
            let part = &is.worth * &(&is.score - &was.score);
            if !part.is_zero() {
                items.push((is.item, part));
            }
        }
        let sum: Rational = items.iter().map(|(_, part)| part.clone()).sum();
        items.sort_by(|(a, one), (b, other)| size(other).cmp(&size(one)).then(a.cmp(b)));
        (sum == *whole).then_some(items)
    }

    /// What a value is a sum of in one of the states, by items of the head's model.
    fn shares(&self, measure: &str, node: ItemIndex, state: usize) -> Option<Vec<Share>> {
        let engine = self.engines.get(state)?;
        let position = engine.model.measure(measure)?;
        if state > 0 {
            return shares(engine, position, node);
        }
        let found = shares(engine, position, self.alignment.base_of(node)?)?;
        let there = found.into_iter().map(|share| {
            Some(Share {
                item: self.alignment.head_of(share.item)?,
                ..share
            })
        });
        let mut there = there.collect::<Option<Vec<Share>>>()?;
        there.sort_by_key(|share| share.item);
        Some(there)
    }

    /// The items that made a level rise, or that now stand in the way of the one
    /// it had, as items of the head's model.
    fn movers(
        &self,
        measure: &str,
        (earlier, from): (Option<ItemIndex>, Option<&Outcome>),
        (later, to): (Option<ItemIndex>, Option<&Outcome>),
        direction: Direction,
    ) -> Vec<ItemIndex> {
        let judged =
            |outcome: Option<&Outcome>| outcome.is_some_and(|one| one.overridden.is_some());
        let movers = || {
            let (base, head) = (self.engines.first()?, &self.head);
            let (was, is) = (from?.level?, to?.level?);
            let level = |engine: &Engine<'_>, other: &Engine<'_>, level: usize| {
                engine.model.level(&other.model.levels.get(level)?.id)
            };
            Some(match direction {
                Direction::Up => {
                    let level = level(base, head, is)?;
                    let blocked = obstacles(base, base.model.measure(measure)?, earlier?, level);
                    let there = blocked.into_iter();
                    let there = there.filter_map(|item| self.alignment.head_of(item));
                    there.filter(|item| self.answered_anew(*item)).collect()
                }
                Direction::Down => {
                    let level = level(head, base, was)?;
                    let mut there = obstacles(head, head.model.measure(measure)?, later?, level);
                    there.retain(|item| self.answered_anew(*item));
                    there
                }
                Direction::Neither => Vec::new(),
            })
        };
        movers()
            .filter(|_| !judged(from) && !judged(to))
            .unwrap_or_default()
    }

    /// Whether an item, or anything below it, is answered otherwise than at base
    /// and still asked.
    fn answered_anew(&self, item: ItemIndex) -> bool {
        let Some(base) = self.engines.first() else {
            return false;
        };
        let mut leaves = self.head.model.leaves(item);
        leaves.any(|leaf| {
            let asked = matches!(
                self.head.resolved.state(leaf),
                State::Value(_) | State::Unanswered
            );
            let was = self.alignment.base_of(leaf);
            let was = was.and_then(|leaf| base.leaf_score(leaf));
            asked && was != self.head.leaf_score(leaf)
        })
    }

    /// What stands in the way of the level above the one that is held.
    fn next(
        &self,
        measure: &str,
        node: Option<ItemIndex>,
        to: Option<&Outcome>,
    ) -> Option<Obstructed> {
        let head = &self.head;
        let position = head.model.measure(measure)?;
        let level = next_level(head, position, to?.level?)?;
        let by = obstacles(head, position, node?, level);
        (!by.is_empty()).then_some(Obstructed { level, by })
    }
}

fn value(engine: &Engine<'_>, measure: &str, node: Option<ItemIndex>) -> Option<Outcome> {
    engine.value(engine.model.measure(measure)?, node?)
}

fn size(number: &Rational) -> Rational {
    match *number < Rational::ZERO {
        true => -number,
        false => number.clone(),
    }
}
