use std::collections::{BTreeSet, HashSet};

use super::Names;
use crate::model::{Combine, Function, ItemIndex, Model, Over, Rule, rules};
use crate::text::Span;
use crate::yaml::Entry;
use crate::yaml::Node;

/// Items of a model; more is no model of practice.
pub(super) const MOST_ITEMS: usize = 20_000;
/// Measures of a model.
pub(super) const MOST_MEASURES: usize = 200;
/// Measures that are computed out of each other in a chain.
const LONGEST_CHAIN: usize = 32;
/// Answers of a scale that is given in steps.
pub(super) const MOST_STEPS: usize = 1_001;

/// What a model says that cannot be meant, beyond names that it does not define.
pub(super) fn check(root: &Node<'_>, model: &Model, names: &mut Names<'_>) {
    let mut checker = Checker { root, model, names };
    checker.levels_and_answers();
    checker.bands();
    checker.links();
    for position in 0..model.measures.len() {
        checker.measure(position);
    }
}

struct Checker<'c, 'a, 'f> {
    root: &'c Node<'a>,
    model: &'c Model,
    names: &'c mut Names<'f>,
}

impl Checker<'_, '_, '_> {
    fn wrong(&mut self, span: Span, message: String, help: &str) {
        self.names.report(
            &rules::MODEL_REFERENCE,
            span,
            message,
            Some(help.to_owned()),
        );
    }

    fn twice(&mut self, span: Span, message: String) {
        let help = "give the second a name of its own".to_owned();
        self.names
            .report(&rules::MODEL_DUPLICATE, span, message, Some(help));
    }

    fn levels_and_answers(&mut self) {
        let mut levels = HashSet::new();
        for node in self.root.get("levels").map(Node::items).unwrap_or_default() {
            let Some(id) = node.get("id") else { continue };
            let Some(name) = id.as_str() else { continue };
            if !levels.insert(name.to_owned()) {
                self.twice(id.span, format!("two levels are called `{name}`"));
            }
        }
        let scales = self
            .root
            .get("scales")
            .map(Node::entries)
            .unwrap_or_default();
        for scale in scales {
            self.answers_or_steps(scale);
            let mut spellings = HashSet::new();
            let choices = scale
                .value
                .get("answers")
                .map(Node::items)
                .unwrap_or_default();
            for choice in choices {
                let others = choice.get("also").map(Node::items).unwrap_or_default();
                for node in choice.get("key").into_iter().chain(others) {
                    let Some(name) = node.as_str() else { continue };
                    if !spellings.insert(name.to_owned()) {
                        self.twice(
                            node.span,
                            format!(
                                "two answers of the scale `{}` are called `{name}`",
                                scale.key
                            ),
                        );
                    }
                }
            }
        }
    }

    /// A scale lists its answers or gives steps that lead somewhere.
    fn answers_or_steps(&mut self, scale: &Entry<'_>) {
        let steps = scale.value.get("steps");
        let message = match (scale.value.get("answers"), steps) {
            (Some(_), None) => return,
            (None, Some(steps)) if super::model::steps(steps).is_some() => return,
            (None, None) => format!("the scale `{}` has no answers", scale.key),
            (Some(_), Some(_)) => format!(
                "the scale `{}` lists answers and gives steps too",
                scale.key
            ),
            (None, Some(_)) => format!(
                "the steps of the scale `{}` do not rise, or are more than {MOST_STEPS}",
                scale.key
            ),
        };
        let help = "list `answers`, or give `steps: {from: 0, to: 100, by: 1}`";
        self.wrong(scale.key_span, message, help);
    }

    /// Edges rise, and only the last has no end.
    fn bands(&mut self) {
        let bands = self
            .root
            .get("bands")
            .map(Node::entries)
            .unwrap_or_default();
        for (band, entry) in self.model.bands.iter().zip(bands) {
            let ends: Vec<_> = band.edges.iter().map(|edge| edge.to.as_ref()).collect();
            let (last, before) = match ends.split_last() {
                Some((last, before)) => (last, before),
                None => continue,
            };
            let open = before.iter().any(Option::is_none) || last.is_some();
            let rising = before
                .windows(2)
                .all(|pair| matches!(pair, [Some(low), Some(high)] if low < high));
            if open || !rising {
                let message = format!(
                    "the edges of the band `{}` do not rise to a last one without `to`",
                    band.id
                );
                self.wrong(
                    entry.key_span,
                    message,
                    "write `to` rising, and none for the last edge",
                );
            }
        }
    }

    /// What items refer to is there.
    fn links(&mut self) {
        for item in &self.model.items {
            for id in item.see.iter().chain(&item.resolved_by) {
                if self.model.find(id).is_none() {
                    let message = format!(
                        "`{}` refers to `{id}`, which is no item of the model",
                        item.id
                    );
                    self.wrong(item.span, message, "name an item, or drop the reference");
                }
            }
        }
    }

    fn measure(&mut self, position: usize) {
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
            Rule::Combine(rule) => self.combine(span, rule),
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

    fn combine(&mut self, span: Span, rule: &Combine) {
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

    fn chain_is_too_long(&self, start: usize) -> bool {
        let of = |position: usize| match &self.model.measures.get(position)?.rule {
            Rule::Combine(rule) => rule.of,
            Rule::Attain(rule) => rule.of,
            Rule::Band { of } => Some(*of),
            Rule::Pick(_) => None,
        };
        let own = |position: usize| {
            matches!(
                self.model
                    .measures
                    .get(position)
                    .map(|measure| &measure.rule),
                Some(Rule::Combine(_))
            )
        };
        let mut next = of(start).filter(|next| !(own(start) && *next == start));
        for _ in 0..LONGEST_CHAIN {
            match next {
                None => return false,
                Some(at) if at == start => return true,
                Some(at) => next = of(at).filter(|further| !(own(at) && *further == at)),
            }
        }
        true
    }
}
