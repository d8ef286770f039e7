use std::sync::Arc;

use super::check::MOST_STEPS;
use super::items::{Known, Tree};
use super::measures::{Yard, measures};
use super::{Names, check, metrics, number, text, texts_of};
use crate::diagnostic::Diagnostic;
use crate::model::{
    Band, Choice, Closed, Edge, Leaves, Level, Measure, Model, ModelRef, Scale, model_digest, rules,
};
use crate::text::SourceFile;
use crate::value::{Digest, Rational};
use crate::yaml::Node;

/// Reads a `model/1` file, and what it names without defining it; no model when
/// it has no id or version.
pub fn model(file: &Arc<SourceFile>, root: &Node<'_>) -> (Option<Model>, Vec<Diagnostic>) {
    let mut names = Names::new(file);
    let reference = (text(root.get("id")), text(root.get("version")));
    let (Some(id), Some(version)) = reference else {
        return (None, names.findings);
    };
    let levels = levels(root.get("levels"));
    let scales = scales(root.get("scales"));
    let bands = bands(root.get("bands"));
    let kinds = texts_of(root.get("kinds"));
    let level_ids: Vec<&str> = levels.iter().map(|level| level.id.as_str()).collect();
    let scale_ids: Vec<&str> = scales.iter().map(|scale| scale.id.as_str()).collect();
    let known = Known {
        kinds: &kinds,
        levels: &level_ids,
        scales: &scale_ids,
    };
    let tree = Tree::read(root, &known, &mut names);
    if too_large(root, &tree, &mut names) {
        return (None, names.findings);
    }
    let yard = Yard {
        levels: &level_ids,
        scales: &scales,
        bands: &bands,
        tree: &tree,
    };
    let measures = measures(root.get("measures"), &yard, &mut names);
    let headline = headline(root, &measures, &mut names);
    let metrics = metrics::places(&tree, &mut names);
    let mut model = Model {
        reference: ModelRef { id, version },
        title: text(root.get("title")).unwrap_or_default(),
        publisher: text(root.get("publisher")),
        edition: text(root.get("edition")),
        licence: text(root.get("licence")),
        attribution: text(root.get("attribution")),
        source: text(root.get("source")),
        language: text(root.get("language")),
        supersedes: text(root.get("supersedes")),
        headline,
        levels,
        scales,
        facets: facets(root.get("facets")),
        bands,
        measures,
        leaves: Leaves::of(&tree.items),
        items: tree.items,
        ids: tree.ids,
        aliases: tree.aliases,
        metrics,
        digest: Digest::of(b""),
    };
    model.digest = model_digest(&model);
    check::check(root, &model, &mut names);
    (Some(model), names.findings)
}

/// Whether a model has more items or measures than any model of practice.
fn too_large(root: &Node<'_>, tree: &Tree, names: &mut Names<'_>) -> bool {
    let measures = root.get("measures").map_or(0, |node| node.entries().len());
    let too_large = tree.items.len() > check::MOST_ITEMS || measures > check::MOST_MEASURES;
    if too_large {
        let message = format!(
            "a model has at most {} items and {} measures",
            check::MOST_ITEMS,
            check::MOST_MEASURES
        );
        names.report(&rules::MODEL_REFERENCE, root.span, message, None);
    }
    too_large
}

/// The measures shown first; all of them where the model names none.
fn headline(root: &Node<'_>, measures: &[Measure], names: &mut Names<'_>) -> Vec<usize> {
    let ids: Vec<&str> = measures.iter().map(|measure| measure.id.as_str()).collect();
    let named = root.get("headline").map(Node::items).unwrap_or_default();
    let named = named
        .iter()
        .filter_map(|node| names.position(Some(node), &ids, "measure"));
    let named: Vec<usize> = named.collect();
    if named.is_empty() {
        (0..ids.len()).collect()
    } else {
        named
    }
}

fn levels(node: Option<&Node<'_>>) -> Vec<Level> {
    let items = node.map(Node::items).unwrap_or_default();
    let level = |node: &Node<'_>| {
        let id = text(node.get("id"))?;
        let name = text(node.get("name")).unwrap_or_else(|| id.clone());
        Some(Level {
            id,
            name,
            description: text(node.get("description")),
        })
    };
    items.iter().filter_map(level).collect()
}

fn scales(node: Option<&Node<'_>>) -> Vec<Scale> {
    let entries = node.map(Node::entries).unwrap_or_default();
    let scale = |entry: &crate::yaml::Entry<'_>| {
        let choices = entry
            .value
            .get("answers")
            .map(Node::items)
            .unwrap_or_default();
        let not_applicable = entry.value.get("not_applicable").and_then(Node::as_bool);
        let listed = choices.iter().filter_map(choice);
        let steps = entry.value.get("steps").and_then(steps);
        let mut scale = Scale::new(
            entry.key.to_string(),
            listed.chain(steps.into_iter().flatten()).collect(),
            not_applicable.unwrap_or(false),
        );
        scale.title = text(entry.value.get("title"));
        scale
    };
    entries.iter().map(scale).collect()
}

/// The values of each facet.
fn facets(node: Option<&Node<'_>>) -> Vec<(String, Vec<String>)> {
    let entries = node.map(Node::entries).unwrap_or_default();
    let facet =
        |entry: &crate::yaml::Entry<'_>| (entry.key.to_string(), texts_of(Some(&entry.value)));
    entries.iter().map(facet).collect()
}

/// The answers of a scale in equal steps; nothing where the steps lead nowhere
/// or are too many, which the check of the model reports.
pub(super) fn steps(node: &Node<'_>) -> Option<Vec<Choice>> {
    let (low, high) = number(node.get("from")).zip(number(node.get("to")))?;
    let by = node
        .get("by")
        .map_or(Some(Rational::ONE), |by| number(Some(by)))?;
    if by <= Rational::ZERO || low >= high {
        return None;
    }
    let mut choices = Vec::new();
    let mut next = low;
    while next <= high {
        if choices.len() == MOST_STEPS {
            return None;
        }
        let key = next.to_decimal()?;
        choices.push(Choice {
            title: key.clone(),
            key,
            score: next.clone(),
            description: None,
            also: Vec::new(),
        });
        next = &next + &by;
    }
    Some(choices)
}

fn choice(node: &Node<'_>) -> Option<Choice> {
    let key = text(node.get("key"))?;
    Some(Choice {
        score: number(node.get("score"))?,
        title: text(node.get("title")).unwrap_or_else(|| key.clone()),
        description: text(node.get("description")),
        also: texts_of(node.get("also")),
        key,
    })
}

fn bands(node: Option<&Node<'_>>) -> Vec<Band> {
    let entries = node.map(Node::entries).unwrap_or_default();
    let band = |entry: &crate::yaml::Entry<'_>| {
        let edges = entry
            .value
            .get("edges")
            .map(Node::items)
            .unwrap_or_default();
        let edge = |node: &Node<'_>| {
            Some(Edge {
                to: number(node.get("to")),
                label: text(node.get("label"))?,
            })
        };
        Band {
            id: entry.key.to_string(),
            closed: match entry.value.get("closed").and_then(Node::as_str) {
                Some("upper") => Closed::Upper,
                _ => Closed::Lower,
            },
            round: entry
                .value
                .get("round")
                .and_then(Node::as_written)
                .and_then(|digits| digits.parse().ok()),
            edges: edges.iter().filter_map(edge).collect(),
        }
    };
    entries.iter().map(band).collect()
}
