use std::collections::HashMap;

use super::{Band, Item, ItemIndex, Measure, Metric, ModelRef, Scale};
use crate::value::{Digest, Rational};

/// The yardstick: levels, scales, a tree of items, measures.
#[derive(Debug, Clone)]
pub struct Model {
    /// Id and version.
    pub reference: ModelRef,
    /// The model's title.
    pub title: String,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Which edition of that version this is.
    pub edition: Option<String>,
    /// The licence of the model's content.
    pub licence: Option<String>,
    /// The notice that its licence asks for.
    pub attribution: Option<String>,
    /// Where it can be had.
    pub source: Option<String>,
    /// The language of its wording.
    pub language: Option<String>,
    /// The version that it replaces, as `id@version`.
    pub supersedes: Option<String>,
    /// Levels from low to high.
    pub levels: Vec<Level>,
    /// Answer scales.
    pub scales: Vec<Scale>,
    /// The values that each facet may have, in the order of the file.
    pub facets: Vec<(String, Vec<String>)>,
    /// Bands.
    pub bands: Vec<Band>,
    /// Measures in the order of the file.
    pub measures: Vec<Measure>,
    /// Positions of the measures shown first.
    pub headline: Vec<usize>,
    /// The tree, parents before children; the first is the root.
    pub items: Vec<Item>,
    /// The practices among them.
    pub leaves: Leaves,
    /// Ids to items.
    pub ids: HashMap<String, ItemIndex>,
    /// Other spellings to items.
    pub aliases: HashMap<String, ItemIndex>,
    /// Ids of metrics to the item that has each, and its position there.
    pub metrics: HashMap<String, (ItemIndex, usize)>,
    /// The digest over what scoring and meaning use.
    pub digest: Digest,
}

/// The practices of a model in one row, so that those of a node are a stretch.
#[derive(Debug, Clone, Default)]
pub struct Leaves {
    order: Vec<ItemIndex>,
    /// How many practices stand before each item, and before the end.
    before: Vec<usize>,
}

impl Leaves {
    /// The practices among items.
    pub fn of(items: &[Item]) -> Self {
        let mut leaves = Self::default();
        for (at, item) in items.iter().enumerate() {
            leaves.before.push(leaves.order.len());
            if item.leaf {
                leaves.order.push(ItemIndex(at));
            }
        }
        leaves.before.push(leaves.order.len());
        leaves
    }
}

/// A level of a model.
#[derive(Debug, Clone)]
pub struct Level {
    /// The level's id.
    pub id: String,
    /// Its name; the id when the model gives none.
    pub name: String,
    /// What holds at it.
    pub description: Option<String>,
}

impl Model {
    /// The item of an id or of another spelling of one.
    pub fn find(&self, id: &str) -> Option<ItemIndex> {
        self.ids.get(id).or_else(|| self.aliases.get(id)).copied()
    }

    /// Other spellings that mean another item in a model of the same items, or none:
    /// each with the item it means here and there.
    pub fn respelled(&self, other: &Self) -> Vec<(String, String, Option<String>)> {
        let spellings = self.aliases.iter();
        let moved = spellings.filter_map(|(spelling, item)| {
            let here = &self.item(*item).id;
            let there = other.find(spelling).map(|item| &other.item(item).id);
            let moved = there != Some(here);
            moved.then(|| (spelling.clone(), here.clone(), there.cloned()))
        });
        let mut moved: Vec<_> = moved.collect();
        moved.sort();
        moved
    }

    /// An item. Indices come from this model, so they are always there; a
    /// foreign one yields the root.
    pub fn item(&self, index: ItemIndex) -> &Item {
        let root = || self.items.first();
        match self.items.get(index.0).or_else(root) {
            Some(item) => item,
            None => unreachable!("a model has a root"),
        }
    }

    /// The scale of an item.
    pub fn scale_of(&self, index: ItemIndex) -> Option<&Scale> {
        self.scales.get(self.item(index).scale?)
    }

    /// What an answer of an item is worth after polarity: on a negative item the
    /// highest score counts as the lowest and the other way round.
    pub fn score_of_choice(&self, index: ItemIndex, choice: usize) -> Option<Rational> {
        let scale = self.scale_of(index)?;
        let score = &scale.choices.get(choice)?.score;
        Some(if self.item(index).negative {
            &(scale.highest() + scale.lowest()) - score
        } else {
            score.clone()
        })
    }

    /// The nodes one below a node, in order.
    pub fn children(&self, index: ItemIndex) -> impl Iterator<Item = ItemIndex> {
        let end = self.item(index).end;
        let mut next = index.0 + 1;
        std::iter::from_fn(move || {
            let child = (next < end).then_some(ItemIndex(next))?;
            next = self.item(child).end;
            Some(child)
        })
    }

    /// All items below a node, without itself.
    pub fn below(&self, index: ItemIndex) -> impl Iterator<Item = ItemIndex> {
        (index.0 + 1..self.item(index).end).map(ItemIndex)
    }

    /// All practices of a node; itself when it is one.
    pub fn leaves(&self, index: ItemIndex) -> impl Iterator<Item = ItemIndex> {
        let range = self.practices_of(index);
        let leaves = self.leaves.order.get(range).unwrap_or_default();
        leaves.iter().copied()
    }

    /// All practices, in their order.
    pub fn practices(&self) -> &[ItemIndex] {
        &self.leaves.order
    }

    /// Where the practices of a node stand among all practices.
    pub fn practices_of(&self, index: ItemIndex) -> std::ops::Range<usize> {
        let before = |at: usize| self.leaves.before.get(at).copied().unwrap_or_default();
        before(index.0)..before(self.item(index).end)
    }

    /// Whether an item is a node or stands below it.
    pub fn within(&self, index: ItemIndex, node: ItemIndex) -> bool {
        (node.0..self.item(node).end).contains(&index.0)
    }

    /// The nodes from an item up to the root, itself first.
    pub fn upwards(&self, index: ItemIndex) -> impl Iterator<Item = ItemIndex> {
        std::iter::successors(Some(index), |index| self.item(*index).parent)
    }

    /// The ids of the measures shown first, in the order they are shown in.
    pub fn headline_ids(&self) -> impl Iterator<Item = &str> {
        let measures = self.headline.iter();
        let measures = measures.filter_map(|at| self.measures.get(*at));
        measures.map(|measure| measure.id.as_str())
    }

    /// The position of a level.
    pub fn level(&self, id: &str) -> Option<usize> {
        self.levels.iter().position(|level| level.id == id)
    }

    /// Whether a measure yields levels and not numbers.
    pub fn yields_levels(&self, measure: usize) -> bool {
        let measure = self.measures.get(measure);
        measure.is_some_and(|measure| matches!(measure.rule, super::Rule::Attain(_)))
    }

    /// The position of a measure.
    pub fn measure(&self, id: &str) -> Option<usize> {
        self.measures.iter().position(|measure| measure.id == id)
    }

    /// A metric, whichever item has it.
    pub fn metric(&self, id: &str) -> Option<&Metric> {
        let (item, position) = self.metrics.get(id)?;
        self.item(*item).metrics.get(*position)
    }
}
