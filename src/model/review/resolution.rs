use std::collections::BTreeSet;

use super::Review;
use crate::model::{Item, ItemIndex, Model, rules};

impl Review<'_, '_> {
    /// What resolves a deficiency is a strength, and only deficiencies are
    /// resolved: then no two can wait for each other.
    pub(super) fn resolution(&mut self) {
        let model = self.model;
        let circles = circles(model);
        let inside: BTreeSet<ItemIndex> = circles.iter().flatten().copied().collect();
        for circle in &circles {
            self.circle(circle);
        }
        for (at, item) in model.items.iter().enumerate() {
            if !item.resolved_by.is_empty() {
                self.resolved(ItemIndex(at), item, &inside);
            }
        }
    }

    fn circle(&mut self, circle: &[ItemIndex]) {
        let model = self.model;
        let ids = circle.iter().chain(circle.first());
        let ids: Vec<String> = ids
            .map(|item| format!("`{}`", model.item(*item).id))
            .collect();
        let (Some(first), [_, way @ ..]) = (circle.first(), ids.as_slice()) else {
            return;
        };
        let item = model.item(*first);
        let message = format!(
            "`{}` is resolved by {}: a circle",
            item.id,
            way.join(", that by ")
        );
        let help = "drop the one that is no remedy";
        if let Some(node) = self.said(item, "resolved_by") {
            self.report(&rules::MODEL_RESOLUTION, node.span, message, help);
        }
    }

    fn resolved(&mut self, at: ItemIndex, item: &Item, inside: &BTreeSet<ItemIndex>) {
        let Some(node) = self.said(item, "resolved_by") else {
            return;
        };
        if !item.negative {
            let message = format!("`{}` has `resolved_by` and is no deficiency", item.id);
            let help =
                "add `polarity: negative` where a yes is bad news; a related item goes under `see`";
            self.report(&rules::MODEL_RESOLUTION, node.span, message, help);
        }
        for (node, id) in node.items().iter().zip(&item.resolved_by) {
            let Some(other) = self.model.find(id) else {
                continue;
            };
            let told = inside.contains(&at) && inside.contains(&other);
            if self.model.item(other).negative && !told {
                let message = format!("`{}` is resolved by `{id}`, a deficiency itself", item.id);
                let help = "name the practice that removes it";
                self.report(&rules::MODEL_RESOLUTION, node.span, message, help);
            }
        }
    }
}

/// Circles that are told.
const MOST_CIRCLES: usize = 100;

/// The circles of `resolved_by`, each from its first item on: one walk in which
/// every item is entered once.
fn circles(model: &Model) -> Vec<Vec<ItemIndex>> {
    let next = |item: ItemIndex| -> Vec<ItemIndex> {
        let ids = model.item(item).resolved_by.iter();
        ids.filter_map(|id| model.find(id)).collect()
    };
    let mut circles = Vec::new();
    let mut entered = vec![false; model.items.len()];
    let mut on_way: Vec<Option<usize>> = vec![None; model.items.len()];
    for start in (0..model.items.len()).map(ItemIndex) {
        let mut way: Vec<ItemIndex> = Vec::new();
        let mut open: Vec<Vec<ItemIndex>> = vec![vec![start]];
        while let Some(choices) = open.last_mut() {
            let Some(item) = choices.pop() else {
                open.pop();
                if let Some(left) = way.pop().and_then(|left| on_way.get_mut(left.0)) {
                    *left = None;
                }
                continue;
            };
            match entered.get_mut(item.0) {
                Some(entered) if !*entered => *entered = true,
                _ => {
                    let back = on_way.get(item.0).copied().flatten();
                    let circle = back.filter(|_| circles.len() < MOST_CIRCLES);
                    circles.extend(circle.and_then(|back| way.get(back..)).map(<[_]>::to_vec));
                    continue;
                }
            }
            if let Some(place) = on_way.get_mut(item.0) {
                *place = Some(way.len());
            }
            way.push(item);
            open.push(next(item));
        }
    }
    for circle in &mut circles {
        let first = circle.iter().enumerate().min_by_key(|(_, item)| **item);
        let first = first.map_or(0, |(at, _)| at);
        circle.rotate_left(first);
    }
    circles
}
