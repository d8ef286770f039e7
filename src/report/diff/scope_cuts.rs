use indexmap::IndexMap;

use crate::diff::{Change, Field, Subject};
use crate::model::{ItemIndex, Model};

/// Nodes that went out of scope or came back, with the answers that this took
/// along.
pub(super) struct ScopeCuts<'c> {
    models: [&'c Model; 2],
    nodes: Vec<&'c Change>,
    answers: Vec<&'c Change>,
}

impl<'c> ScopeCuts<'c> {
    /// Of changes between two sides.
    pub(super) fn new(models: [&'c Model; 2], changes: &'c [Change]) -> Self {
        let of = |field: Field| changes.iter().filter(move |change| change.field == field);
        // A reason in other words takes nothing along.
        let flips = |change: &&Change| change.from.is_none() || change.to.is_none();
        Self {
            models,
            nodes: of(Field::Scope).filter(flips).collect(),
            answers: of(Field::Counts).collect(),
        }
    }

    /// The change of the node that took an answer along.
    pub(super) fn above(&self, change: &Change) -> Option<&'c Change> {
        let answer = change.field == Field::Counts;
        let mut nodes = self.nodes.iter().filter(|_| answer);
        nodes.find(|node| self.holds(node, change)).copied()
    }

    /// The id of a node.
    pub(super) fn name(&self, node: &Change) -> String {
        let Subject::Item { base, head } = &node.subject else {
            return String::new();
        };
        let [from, to] = self.models;
        match (base, head) {
            (_, Some(item)) => to.item(*item).id.clone(),
            (Some(item), None) => from.item(*item).id.clone(),
            (None, None) => String::new(),
        }
    }

    /// How many answers a node took along, and which they are.
    pub(super) fn taken(&self, node: &Change) -> Option<String> {
        let (verb, cut) = match (&node.from, &node.to) {
            (None, Some(_)) => ("no longer", true),
            (Some(_), None) => ("again", false),
            _ => return None,
        };
        let taken = self
            .answers
            .iter()
            .filter(|answer| self.holds(node, answer));
        let said = taken.filter_map(|answer| {
            if cut {
                answer.from.as_ref()
            } else {
                answer.to.as_ref()
            }
        });
        let mut counts: IndexMap<&str, usize> = IndexMap::new();
        for said in said {
            // Why something is not applicable is said where it is listed.
            let said = said.split(':').next().unwrap_or_default();
            *counts.entry(said).or_default() += 1;
        }
        let all: usize = counts.values().sum();
        let each: Vec<String> = counts
            .iter()
            .map(|(said, count)| format!("{count} {said}"))
            .collect();
        let noun = if all == 1 {
            "answer counts"
        } else {
            "answers count"
        };
        (all > 0).then(|| format!("{all} {noun} {verb}: {}", each.join(", ")))
    }

    fn holds(&self, node: &Change, answer: &Change) -> bool {
        let (
            Subject::Item { base, head },
            Subject::Item {
                base: was,
                head: is,
            },
        ) = (&node.subject, &answer.subject)
        else {
            return false;
        };
        let [from, to] = self.models;
        let within = |model: &Model, node: &Option<ItemIndex>, item: &Option<ItemIndex>| {
            let pair = node.zip(*item);
            pair.is_some_and(|(node, item)| model.within(item, node))
        };
        within(from, base, was) || within(to, head, is)
    }
}
