use super::Rater;
use crate::model::{ItemIndex, Model};

/// A node that is out of scope for some assessors and in scope for others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeDifference {
    /// The node.
    pub node: ItemIndex,
    /// Whether it is out of scope, by assessor.
    pub out: Vec<bool>,
}

/// For each item and assessor, whether everything in it is out of scope.
pub(super) fn out(model: &Model, raters: &[Rater<'_>]) -> Vec<Vec<bool>> {
    let of = |item: usize| {
        let out = |rater: &Rater<'_>| {
            let mut leaves = model.leaves(ItemIndex(item));
            leaves.all(|leaf| rater.resolved.out.get(leaf.0).copied().unwrap_or(false))
        };
        raters.iter().map(out).collect()
    };
    (0..model.items.len()).map(of).collect()
}

/// The highest nodes about whose scope assessors differ.
pub(super) fn differences(model: &Model, raters: &[Rater<'_>]) -> Vec<ScopeDifference> {
    let out = out(model, raters);
    let mut found = Vec::new();
    for (item, flags) in out.iter().enumerate() {
        let parent = model.item(ItemIndex(item)).parent;
        let above = parent.and_then(|parent| out.get(parent.0));
        let differ = flags.contains(&true) && flags.contains(&false);
        if differ && above != Some(flags) {
            found.push(ScopeDifference {
                node: ItemIndex(item),
                out: flags.clone(),
            });
        }
    }
    found
}

/// The highest nodes that are out of scope for every assessor.
pub(super) fn agreed(model: &Model, raters: &[Rater<'_>]) -> Vec<ItemIndex> {
    let out = out(model, raters);
    let all = |item: ItemIndex| {
        out.get(item.0)
            .is_some_and(|flags| flags.iter().all(|out| *out))
    };
    let items = (0..model.items.len()).map(ItemIndex);
    let highest = |item: &ItemIndex| !model.item(*item).parent.is_some_and(all);
    items.filter(|item| all(*item)).filter(highest).collect()
}

impl Rater<'_> {
    /// The entries of the scope that take a node out: those at or above it, else
    /// those below it, as positions.
    pub fn scope_entries(&self, model: &Model, node: ItemIndex) -> Vec<usize> {
        let entries = self.assessment.out_of_scope.iter().enumerate();
        let entries: Vec<(usize, ItemIndex)> = entries
            .filter_map(|(at, entry)| Some((at, model.find(&entry.id.value)?)))
            .collect();
        let fits = |fits: &dyn Fn(ItemIndex) -> bool| -> Vec<usize> {
            let entries = entries.iter().filter(|(_, entry)| fits(*entry));
            entries.map(|(at, _)| *at).collect()
        };
        let above = fits(&|entry| model.within(node, entry));
        if above.is_empty() {
            fits(&|entry| model.within(entry, node))
        } else {
            above
        }
    }
}
