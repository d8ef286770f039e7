//! What a model says that only its author can have meant or not: one check a
//! file. None of it breaks a model, so an assessment of it has numbers all the
//! same, and users of a model never see these findings.

mod bands;
mod facets;
mod levels;
mod measures;
mod resolution;
mod unused;
mod weights;

use std::collections::HashMap;
use std::sync::Arc;

use super::{Attain, Item, ItemIndex, Model, Rule};
use crate::diagnostic::{self, Diagnostic, Place};
use crate::text::{SourceFile, Span};
use crate::yaml::{Entry, Node};

/// What an author may want to know about a model that can be used.
pub fn review(file: &Arc<SourceFile>, root: &Node<'_>, model: &Model) -> Vec<Diagnostic> {
    let mut nodes = HashMap::new();
    by_place(root, &mut nodes);
    let mut review = Review {
        file,
        root,
        model,
        nodes,
        findings: Vec::new(),
    };
    review.facets();
    review.levels();
    review.resolution();
    review.measures();
    review.weights();
    review.idle_weights();
    review.bands();
    review.unused();
    review.findings
}

struct Review<'r, 'a> {
    file: &'r Arc<SourceFile>,
    root: &'r Node<'a>,
    model: &'r Model,
    /// The nodes of items by where their ids start.
    nodes: HashMap<u32, &'r Node<'a>>,
    findings: Vec<Diagnostic>,
}

fn by_place<'n, 'a>(node: &'n Node<'a>, found: &mut HashMap<u32, &'n Node<'a>>) {
    if let Some(id) = node.get("id") {
        found.insert(id.span.start, node);
    }
    for child in node.get("items").map(Node::items).unwrap_or_default() {
        by_place(child, found);
    }
}

impl<'r, 'a> Review<'r, 'a> {
    fn report(
        &mut self,
        rule: &'static diagnostic::Rule,
        span: Span,
        message: String,
        help: impl Into<String>,
    ) {
        let finding = Diagnostic::new(rule, self.place(span), message);
        self.findings.push(finding.help(help));
    }

    fn place(&self, span: Span) -> Place {
        Place::Text(Arc::clone(self.file), span)
    }

    /// The entries of one of the model's mappings.
    fn entries(&self, key: &str) -> &'r [Entry<'a>] {
        self.root.get(key).map(Node::entries).unwrap_or_default()
    }

    /// A measure where it stands.
    fn entry_of(&self, measure: usize) -> Option<&'r Entry<'a>> {
        let id = &self.model.measures.get(measure)?.id;
        self.entries("measures")
            .iter()
            .find(|entry| entry.key == *id)
    }

    /// What an item says under a key.
    fn said(&self, item: &Item, key: &str) -> Option<&'r Node<'a>> {
        self.nodes.get(&item.span.start)?.get(key)
    }

    fn leaves(&self) -> impl Iterator<Item = &'r Item> {
        self.model.items.iter().filter(|item| item.leaf)
    }

    /// Whether a measure climbs the levels that practices carry.
    fn climbs(&self) -> Option<&'r Attain> {
        let rules = self.model.measures.iter().map(|measure| &measure.rule);
        let mut climbing = rules.filter_map(|rule| match rule {
            Rule::Attain(rule) if rule.thresholds.is_empty() && !rule.children => Some(rule),
            _ => None,
        });
        climbing.next()
    }

    fn domains(&self) -> impl Iterator<Item = (ItemIndex, &'r Item)> + use<'r, 'a> {
        let model = self.model;
        let children = model.children(ItemIndex::ROOT);
        let children = children.map(move |index| (index, model.item(index)));
        children.filter(|(_, item)| !item.leaf)
    }
}
