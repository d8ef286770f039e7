use super::{count, key, text, written};
use crate::diagnostic::Level;
use crate::model::{At, GateDeclaration, Spanned, Waiver};
use crate::yaml::{Entry, Node};

/// The gates under the key `gates` of a node.
pub(super) fn declarations(node: &Node<'_>) -> Vec<GateDeclaration> {
    let gates = node.get("gates").map(Node::items).unwrap_or_default();
    gates.iter().filter_map(declaration).collect()
}

fn declaration(node: &Node<'_>) -> Option<GateDeclaration> {
    let said = |key| written(0, node.get(key));
    let level = node.get("level").and_then(|level| {
        Some(Spanned {
            value: Level::from_word(level.as_str()?)?,
            at: at(level),
        })
    });
    let facets = node.get("facets").map(Node::entries).unwrap_or_default();
    let is = |key, word| node.get(key).and_then(Node::as_str) == Some(word);
    Some(GateDeclaration {
        at: at(node),
        keys: node.entries().iter().map(key).collect(),
        rule: said("rule")?,
        name: said("name"),
        nodes: one_or_many(node, "node", "nodes"),
        items: one_or_many(node, "item", "items"),
        units: many(node.get("units")),
        levels: many(node.get("levels")),
        facets: facets.iter().map(facet).collect(),
        measure: said("measure"),
        answer: said("answer"),
        at_least: said("at_least"),
        from: said("from"),
        days: count(node.get("days")),
        require: said("require"),
        lost_evidence: node.get("lost_evidence").and_then(Node::as_bool) == Some(true),
        passes_without_value: is("without_value", "pass"),
        level,
    })
}

/// Reads a waiver: a map of its own file, or one in a list.
pub fn waiver(node: &Node<'_>) -> Option<Waiver> {
    let said = |key| written(0, node.get(key));
    Some(Waiver {
        at: at(node),
        rule: said("rule")?,
        unit: said("unit"),
        node: said("node"),
        item: said("item"),
        reason: text(node.get("reason")).unwrap_or_default(),
        owner: text(node.get("owner")).unwrap_or_default(),
        expires: said("expires"),
        fingerprint: said("fingerprint"),
    })
}

fn at(node: &Node<'_>) -> At {
    At {
        file: 0,
        span: node.span,
    }
}

fn facet(entry: &Entry<'_>) -> (Spanned<String>, Vec<Spanned<String>>) {
    (key(entry), many(Some(&entry.value)))
}

/// What a key for one holds, then what a key for many does.
fn one_or_many(node: &Node<'_>, one: &str, several: &str) -> Vec<Spanned<String>> {
    let mut found = many(node.get(one));
    found.extend(many(node.get(several)));
    found
}

/// The texts of a list, or a single text.
fn many(node: Option<&Node<'_>>) -> Vec<Spanned<String>> {
    let Some(node) = node else {
        return Vec::new();
    };
    let items = match node.items() {
        [] => std::slice::from_ref(node),
        items => items,
    };
    let texts = items.iter().filter(|item| item.as_written().is_some());
    texts.filter_map(|item| written(0, Some(item))).collect()
}
