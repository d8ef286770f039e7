use super::Review;
use crate::model::{Attain, Combine, Item, Over, Rule, rules};
use crate::text::Span;

impl Review<'_, '_> {
    /// Every measure has something to look at.
    pub(super) fn measures(&mut self) {
        for position in 0..self.model.measures.len() {
            let (Some(entry), Some(measure)) =
                (self.entry_of(position), self.model.measures.get(position))
            else {
                continue;
            };
            let place = |key: &str| {
                entry
                    .value
                    .get(key)
                    .map_or(entry.key_span, |node| node.span)
            };
            match &measure.rule {
                Rule::Combine(rule) => self.combines(rule, &measure.id, place("where")),
                Rule::Attain(rule) => {
                    let key = if rule.children { "items" } else { "levels" };
                    self.attains(rule, &measure.id, place(key));
                }
                Rule::Pick(Some(item)) if !self.model.item(*item).leaf => {
                    let id = &self.model.item(*item).id;
                    let message = format!(
                        "`{}` takes the answer of `{id}`, which is no practice",
                        measure.id
                    );
                    self.empty(place("item"), message, "name a practice");
                }
                Rule::Pick(_) | Rule::Band { .. } => {}
            }
        }
    }

    fn combines(&mut self, rule: &Combine, id: &str, span: Span) {
        let looks = rule.of.is_none() && rule.over == Over::Leaves;
        if looks && !self.leaves().any(|leaf| rule.filter.admits(leaf)) {
            let message = format!("no practice is what `where` of `{id}` asks for");
            let help = "it would have no value anywhere; loosen `where`, or mend the practices";
            self.empty(span, message, help);
        }
    }

    fn attains(&mut self, rule: &Attain, id: &str, span: Span) {
        if !rule.thresholds.is_empty() {
            return;
        }
        let climbs = |item: &Item| item.level.is_some_and(|level| rule.levels.contains(&level));
        let (carried, what, help) = if rule.children {
            let mut nodes = self.model.items.iter().skip(1);
            let help = "give the nodes one below a `level:`, or leave `items: children` out";
            (nodes.any(climbs), "item", help)
        } else {
            let help = "give practices a `level:`";
            (self.leaves().any(climbs), "practice", help)
        };
        if !carried {
            let message = format!("no {what} carries a level that `{id}` climbs");
            self.empty(span, message, help);
        }
    }

    fn empty(&mut self, span: Span, message: String, help: &str) {
        self.report(&rules::MODEL_MEASURE_EMPTY, span, message, help);
    }
}
