use std::collections::BTreeSet;

use super::Review;
use crate::model::{Empty, Item, ItemIndex, rules};
use crate::yaml::Node;

/// Practices without a level that are told one by one.
const MOST_TOLD: usize = 3;

impl Review<'_, '_> {
    /// Practices carry the levels that a measure climbs.
    pub(super) fn levels(&mut self) {
        let Some(rule) = self.climbs() else { return };
        let without: Vec<&Item> = self.leaves().filter(|leaf| leaf.level.is_none()).collect();
        let all = self.leaves().count();
        // Where no practice has one, the measure is over nothing, which it is told for.
        if without.len() < all {
            self.without_level(&without, all);
        }
        if !self.leaves_empty_open() {
            return;
        }
        let carried = self.carried(ItemIndex::ROOT);
        for level in rule
            .levels
            .iter()
            .filter(|level| rule.ground != Some(**level))
        {
            if !carried.contains(level) && !carried.is_empty() {
                self.carried_by_none(*level, rule.empty);
            }
        }
        for (index, domain) in self.domains() {
            let here = self.carried(index);
            let lacking = carried.iter().filter(|level| rule.levels.contains(level));
            let lacking: Vec<String> = lacking
                .filter(|level| !here.contains(level))
                .filter_map(|level| self.model.levels.get(*level))
                .map(|level| format!("`{}`", level.id))
                .collect();
            if !lacking.is_empty() && !here.is_empty() {
                let message = format!(
                    "no practice of `{}` carries {}",
                    domain.id,
                    lacking.join(", ")
                );
                self.report(
                    &rules::MODEL_LEVEL_GAP,
                    domain.span,
                    message,
                    held(rule.empty),
                );
            }
        }
    }

    /// Whether a measure that climbs does not say what becomes of an empty level;
    /// an author who says it has thought of it.
    fn leaves_empty_open(&self) -> bool {
        let rules = self.entries("measures").iter().map(|entry| &entry.value);
        let mut open = rules.filter(|rule| {
            let says = |key| rule.get(key).and_then(Node::as_str);
            let climbs = says("rule") == Some("attain") && says("items") != Some("children");
            climbs && rule.get("empty").is_none() && rule.get("thresholds").is_none()
        });
        open.next().is_some()
    }

    fn without_level(&mut self, without: &[&Item], all: usize) {
        let help = "add `level:`; until then it counts for no level";
        if let (Some(first), true) = (without.first(), without.len() > MOST_TOLD) {
            let message = format!(
                "{} of {all} practices carry no level; the first is `{}`",
                without.len(),
                first.id
            );
            return self.report(&rules::MODEL_LEVEL_ABSENT, first.span, message, help);
        }
        for item in without {
            let message = format!("`{}` carries no level", item.id);
            self.report(&rules::MODEL_LEVEL_ABSENT, item.span, message, help);
        }
    }

    fn carried_by_none(&mut self, level: usize, empty: Empty) {
        let nodes = self.root.get("levels").map(|levels| levels.items());
        let id = nodes.and_then(|nodes| nodes.get(level)?.get("id"));
        if let (Some(id), Some(level)) = (id, self.model.levels.get(level)) {
            let message = format!("no practice carries `{}`", level.id);
            self.report(&rules::MODEL_LEVEL_GAP, id.span, message, held(empty));
        }
    }

    fn carried(&self, node: ItemIndex) -> BTreeSet<usize> {
        let leaves = self.model.leaves(node);
        leaves
            .filter_map(|leaf| self.model.item(leaf).level)
            .collect()
    }
}

/// What the rule makes of a level without practices.
fn held(empty: Empty) -> &'static str {
    match empty {
        Empty::Pass => "the level counts as held there; `empty: stop` ends the climb instead",
        Empty::Fail => "it is not held there, higher ones may be; `empty` says what is meant",
        Empty::Stop => "the climb ends there; `empty` says what is meant",
    }
}
