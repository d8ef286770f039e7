use std::collections::BTreeMap;

use super::Review;
use crate::model::{Combine, Function, ItemIndex, Over, Rule, rules};
use crate::yaml::{Entry, Node};

impl Review<'_, '_> {
    /// No node's parts all weigh nothing, and something can be earned.
    pub(super) fn weights(&mut self) {
        let mut weightless: BTreeMap<ItemIndex, Vec<String>> = BTreeMap::new();
        for measure in &self.model.measures {
            if let Rule::Combine(rule) = &measure.rule {
                for node in self.weightless(rule) {
                    weightless
                        .entry(node)
                        .or_default()
                        .push(format!("`{}`", measure.id));
                }
            }
        }
        for (node, measures) in weightless {
            let item = self.model.item(node);
            let message = format!(
                "everything in `{}` weighs nothing in {}, so there is never a value",
                item.id,
                measures.join(", ")
            );
            let help = "give something in it a weight above 0, or answers of different score";
            self.report(&rules::MODEL_WEIGHT_ZERO, item.span, message, help);
        }
    }

    /// Every weight that a measure gives is that of something it combines.
    pub(super) fn idle_weights(&mut self) {
        for position in 0..self.model.measures.len() {
            let (Some(entry), Some(measure)) =
                (self.entry_of(position), self.model.measures.get(position))
            else {
                continue;
            };
            let Rule::Combine(rule) = &measure.rule else {
                continue;
            };
            for key in ["weight", "multipliers"] {
                let given = entry.value.get(key).map(Node::entries);
                for given in given.unwrap_or_default() {
                    self.idle_weight(rule, &measure.id, given);
                }
            }
        }
    }

    fn idle_weight(&mut self, rule: &Combine, measure: &str, given: &Entry<'_>) {
        let Some(index) = self.model.find(&given.key) else {
            return;
        };
        let item = self.model.item(index);
        let (combined, what) = match &rule.over {
            Over::Leaves => (
                item.leaf && (rule.of.is_some() || rule.filter.admits(item)),
                "practices that `where` lets through".to_owned(),
            ),
            Over::Children => (index != ItemIndex::ROOT, "nodes one below".to_owned()),
            Over::Descendants(kind) => (item.kind == *kind, format!("items of kind `{kind}`")),
            Over::Units => (false, "units, which have weights of their own".to_owned()),
        };
        if !combined {
            let message = format!("the weight of `{}` counts nowhere in `{measure}`", item.id);
            let help = format!("the measure combines {what}; name those");
            self.report(&rules::MODEL_WEIGHT_IDLE, given.key_span, message, help);
        }
    }

    /// The topmost nodes of which every part weighs nothing.
    fn weightless(&self, rule: &Combine) -> Vec<ItemIndex> {
        let mut found: Vec<ItemIndex> = Vec::new();
        for node in (0..self.model.items.len()).map(ItemIndex) {
            let covered = found
                .last()
                .is_some_and(|last| self.model.within(node, *last));
            if !self.model.item(node).leaf && !covered && self.is_weightless(rule, node) {
                found.push(node);
            }
        }
        found
    }

    fn is_weightless(&self, rule: &Combine, node: ItemIndex) -> bool {
        let model = self.model;
        let parts: Vec<ItemIndex> = match &rule.over {
            Over::Units => return false,
            Over::Leaves => {
                let leaves = model.leaves(node);
                leaves
                    .filter(|leaf| rule.filter.admits(model.item(*leaf)))
                    .collect()
            }
            Over::Children => model.children(node).collect(),
            Over::Descendants(kind) => {
                let below = model.below(node);
                below
                    .filter(|item| model.item(*item).kind == *kind)
                    .collect()
            }
        };
        let flat = |item: ItemIndex| {
            let scale = model
                .scale_of(item)
                .filter(|_| rule.over == Over::Leaves && rule.of.is_none());
            rule.function == Function::Ratio
                && scale.is_some_and(|scale| scale.lowest() == scale.highest())
        };
        let nothing = |item: &ItemIndex| rule.weight_of(model, *item).is_zero() || flat(*item);
        !parts.is_empty() && parts.iter().all(nothing)
    }
}
