use std::collections::{HashMap, HashSet};

use super::pairing::Pairing;
use super::row::Row;
use crate::model::{Combine, Function, ItemIndex, Measure, Model, Over, Rule};
use crate::value::Rational;

/// What a share is taken of, at the root and at each node below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denominator {
    /// The measure's id.
    pub measure: String,
    /// The root, then the nodes in order, those that are gone before those that
    /// are new.
    pub nodes: Vec<DenominatorNode>,
}

/// What a share is taken of at one node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DenominatorNode {
    /// The node of the earlier model.
    pub from: Option<ItemIndex>,
    /// The node of the later model.
    pub to: Option<ItemIndex>,
    /// What it was.
    pub was: Option<PointCount>,
    /// What it is.
    pub is: Option<PointCount>,
}

/// Practices that count, and the points there could be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointCount {
    /// How many practices count.
    pub practices: usize,
    /// The points there could be when all are applicable.
    pub points: Rational,
}

/// How many practices stand at a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelCount {
    /// The level's id; nothing for practices without one.
    pub level: Option<String>,
    /// Of the earlier model.
    pub was: usize,
    /// Of the later model.
    pub is: usize,
}

/// The nodes directly below the roots, side by side: those of the earlier model
/// with what each became, then those that are new.
#[derive(Debug)]
pub struct Domains {
    /// The node of the earlier model, that of the later.
    pub nodes: Vec<(Option<ItemIndex>, Option<ItemIndex>)>,
    from: HashMap<ItemIndex, usize>,
    to: HashMap<ItemIndex, usize>,
}

impl Domains {
    pub(super) fn new(pairing: &Pairing<'_>) -> Self {
        let (from, to) = (pairing.from.model, pairing.to.model);
        let top = |item: &ItemIndex| {
            let item = to.item(*item);
            item.parent == Some(ItemIndex::ROOT) && !item.leaf
        };
        let below = from.children(ItemIndex::ROOT);
        let below = below.filter(|node| !from.item(*node).leaf);
        let mut nodes: Vec<_> = below
            .map(|node| (Some(node), pairing.later_of(node).filter(top)))
            .collect();
        let there: HashSet<_> = nodes.iter().filter_map(|(_, to)| *to).collect();
        let new = to.children(ItemIndex::ROOT);
        let new = new.filter(|node| top(node) && !there.contains(node));
        nodes.extend(new.map(|node| (None, Some(node))));
        let at = |(at, node): (usize, Option<ItemIndex>)| Some((node?, at));
        let earlier = nodes.iter().map(|(from, _)| *from).enumerate();
        let later = nodes.iter().map(|(_, to)| *to).enumerate();
        Self {
            from: earlier.filter_map(at).collect(),
            to: later.filter_map(at).collect(),
            nodes,
        }
    }

    /// The position of the domain that a row is or stands in, by the earlier
    /// model where it has one; nothing for what stands right below the root.
    pub(super) fn of(&self, from: &Model, to: &Model, row: &Row) -> Option<usize> {
        let (model, places, item) = match row.from.first() {
            Some(item) => (from, &self.from, item),
            None => (to, &self.to, row.to.first()?),
        };
        let below = |item: &ItemIndex| *item != ItemIndex::ROOT;
        let top = model.upwards(*item).filter(below).last()?;
        places.get(&top).copied()
    }
}

/// The denominators of every measure that is a share of points of practices.
pub(super) fn denominators(pairing: &Pairing<'_>, domains: &Domains) -> Vec<Denominator> {
    let (from, to) = (pairing.from.model, pairing.to.model);
    let mut ids: Vec<&String> = ratios(from).map(|(measure, _)| &measure.id).collect();
    let later = ratios(to).map(|(measure, _)| &measure.id);
    let later: Vec<&String> = later.filter(|id| !ids.contains(id)).collect();
    ids.extend(later);
    let roots = (Some(ItemIndex::ROOT), Some(ItemIndex::ROOT));
    let of = |id: &String| {
        let rule = |model| ratios(model).find(|(one, _)| one.id == *id);
        let (was, is) = (rule(from), rule(to));
        let nodes = std::iter::once(&roots).chain(&domains.nodes);
        let nodes = nodes.map(|(earlier, later)| DenominatorNode {
            from: *earlier,
            to: *later,
            was: earlier
                .zip(was)
                .map(|(node, (_, rule))| points(from, rule, node)),
            is: later
                .zip(is)
                .map(|(node, (_, rule))| points(to, rule, node)),
        });
        Denominator {
            measure: id.clone(),
            nodes: nodes.collect(),
        }
    };
    ids.into_iter().map(of).collect()
}

/// Measures whose denominator is fixed by the model alone.
fn ratios(model: &Model) -> impl Iterator<Item = (&Measure, &Combine)> {
    model
        .measures
        .iter()
        .filter_map(|measure| match &measure.rule {
            Rule::Combine(rule)
                if rule.function == Function::Ratio
                    && rule.over == Over::Leaves
                    && rule.of.is_none() =>
            {
                Some((measure, rule))
            }
            _ => None,
        })
}

fn points(model: &Model, rule: &Combine, node: ItemIndex) -> PointCount {
    let mut count = PointCount {
        practices: 0,
        points: Rational::ZERO,
    };
    for leaf in model.leaves(node).filter(|leaf| counts(model, rule, *leaf)) {
        let Some(scale) = model.scale_of(leaf) else {
            continue;
        };
        let weight = rule.weight_of(model, leaf);
        if !weight.is_zero() {
            count.practices += 1;
            count.points = &count.points + &(&weight * &(scale.highest() - scale.lowest()));
        }
    }
    count
}

fn counts(model: &Model, rule: &Combine, leaf: ItemIndex) -> bool {
    let item = model.item(leaf);
    let wanted = &rule.filter;
    let facets = wanted.facets.iter().all(|(facet, allowed)| {
        let value = item.facets.get(facet);
        value.is_some_and(|value| allowed.contains(value))
    });
    let scale = wanted.scale.is_none_or(|scale| item.scale == Some(scale));
    let level = |level: usize| wanted.levels.contains(&level);
    facets && scale && (wanted.levels.is_empty() || item.level.is_some_and(level))
}

/// How many practices stand at each level, from the lowest.
pub(super) fn level_counts(from: &Model, to: &Model) -> Vec<LevelCount> {
    let mut levels: Vec<Option<&str>> = to
        .levels
        .iter()
        .map(|level| Some(level.id.as_str()))
        .collect();
    let gone = from.levels.iter().map(|level| Some(level.id.as_str()));
    levels.extend(
        gone.filter(|level| !levels.contains(level))
            .collect::<Vec<_>>(),
    );
    levels.push(None);
    let count = |model: &Model, level: Option<&str>| {
        let at = |leaf: &ItemIndex| {
            let own = model.item(*leaf).level.and_then(|at| model.levels.get(at));
            own.map(|own| own.id.as_str()) == level
        };
        model.leaves(ItemIndex::ROOT).filter(at).count()
    };
    let counts = levels.into_iter().map(|level| LevelCount {
        level: level.map(str::to_owned),
        was: count(from, level),
        is: count(to, level),
    });
    counts.filter(|one| one.was + one.is > 0).collect()
}
