use std::collections::BTreeSet;

use super::{Checker, LONGEST_CHAIN};
use crate::model::{Combine, Function, ItemIndex, Over, Rule};
use crate::text::Span;

impl Checker<'_, '_, '_> {
    /// Each measure can be computed out of what it names.
    pub(super) fn measure(&mut self, position: usize) {
        let Some(measure) = self.model.measures.get(position) else {
            return;
        };
        let measures = self.root.get("measures");
        let entry = measures.and_then(|node| node.entry(&measure.id));
        let span = entry.map_or(self.root.span, |entry| entry.key_span);
        if self.chain_is_too_long(position) {
            let message = format!(
                "the measure `{}` is computed out of itself, or through more than {LONGEST_CHAIN} others",
                measure.id
            );
            self.wrong(
                span,
                message,
                "let `of` name a measure that stands on its own",
            );
        }
        match &measure.rule {
            Rule::Combine(rule) => self.combine(span, &measure.id, rule),
            Rule::Attain(rule) => {
                if !rule.levels.is_sorted() {
                    self.wrong(
                        span,
                        "the levels are not in the model's order".to_owned(),
                        "list them from low to high",
                    );
                }
                if rule.thresholds.is_empty() {
                    self.required(span, rule);
                }
            }
            Rule::Pick(_) | Rule::Band { .. } => {}
        }
    }

    fn combine(&mut self, span: Span, id: &str, rule: &Combine) {
        let items = &self.model.items;
        if let Over::Descendants(kind) = &rule.over
            && !items.iter().any(|item| item.kind == *kind)
        {
            self.wrong(
                span,
                format!("no item is of kind `{kind}`"),
                "name one of the model's `kinds`",
            );
        }
        let facets: BTreeSet<&String> = items.iter().flat_map(|item| item.facets.keys()).collect();
        for facet in rule
            .filter
            .facets
            .keys()
            .filter(|facet| !facets.contains(facet))
        {
            self.wrong(
                span,
                format!("no item has the facet `{facet}`"),
                "name a facet that items have",
            );
        }
        let needs_of = rule.over == Over::Units || rule.function == Function::Progress;
        if needs_of && rule.of.is_none() {
            self.wrong(
                span,
                "the measure does not say `of` which other measure".to_owned(),
                "name the measure whose values are taken: `of: …`",
            );
        }
        let own = |of: usize| self.model.measures.get(of).is_some_and(|of| of.id == id);
        if rule.over == Over::Units && rule.of.is_some_and(own) {
            self.wrong(
                span,
                "the measure combines its own values over units, so it never has one".to_owned(),
                "name another measure under `of`",
            );
        }
        let practices = rule.over == Over::Leaves && rule.of.is_none();
        if rule.function == Function::ToTarget && !practices {
            self.wrong(
                span,
                "`to-target` looks at practices, whose answers have targets".to_owned(),
                "leave out `of` and `over`",
            );
        }
        if rule.range.as_ref().is_some_and(|(low, high)| low >= high) {
            self.wrong(
                span,
                "the range does not rise".to_owned(),
                "write the lower end first",
            );
        }
    }

    /// Every practice that carries a level can have the answer wanted.
    fn required(&mut self, span: Span, rule: &crate::model::Attain) {
        if rule.of.is_some() {
            if rule.at.number.is_none() || rule.below.number.is_none() {
                self.wrong(
                    span,
                    "`at` must be a number where `of` names a measure".to_owned(),
                    "write the number wanted",
                );
            }
            return;
        }
        let in_reach = |index: ItemIndex| {
            self.model
                .item(index)
                .level
                .is_some_and(|level| rule.levels.contains(&level))
        };
        let leaves = self
            .model
            .leaves(ItemIndex::ROOT)
            .filter(|leaf| in_reach(*leaf));
        let scales: BTreeSet<usize> = leaves
            .filter_map(|leaf| self.model.item(leaf).scale)
            .collect();
        for scale in scales {
            let known = |required: &crate::model::Required| {
                required.scores.get(scale).is_some_and(Option::is_some)
            };
            if !known(&rule.at) || !known(&rule.below) {
                let name = self.model.scales.get(scale).map_or("", |scale| &scale.id);
                let message = format!(
                    "`at` or `below` names no answer of the scale `{name}`, which practices of these levels have"
                );
                self.wrong(span, message, "give it by scale: `at: {scale: key}`");
            }
        }
    }
}
