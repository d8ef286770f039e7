use std::collections::HashMap;

use super::metrics::metrics;
use super::{Names, number, text, texts_of};
use crate::model::{Facets, Guidance, Item, ItemIndex, Resources, rules};
use crate::text::Span;
use crate::value::Rational;
use crate::yaml::{Entry, Node};

/// Names that items refer to.
pub(super) struct Known<'n> {
    pub(super) kinds: &'n [String],
    pub(super) levels: &'n [&'n str],
    pub(super) scales: &'n [&'n str],
}

/// The tree of items as a list, with its ids.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) items: Vec<Item>,
    pub(super) ids: HashMap<String, ItemIndex>,
    pub(super) aliases: HashMap<String, ItemIndex>,
    /// Practices that name no scale though there is not only one.
    without_scale: Vec<ItemIndex>,
}

impl Tree {
    /// Reads all items below the root, which has the model's id and title.
    pub(super) fn read(root: &Node<'_>, known: &Known<'_>, names: &mut Names<'_>) -> Self {
        let mut tree = Self::default();
        let id = root.get("id");
        tree.items.push(Item {
            id: text(id).unwrap_or_default(),
            title: text(root.get("title")).unwrap_or_default(),
            kind: "model".to_owned(),
            span: id.map_or(root.span, |id| id.span),
            ..empty()
        });
        tree.register(ItemIndex::ROOT, names);
        tree.read_below(ItemIndex::ROOT, root, known, names);
        tree.read_aliases(root, names);
        tree.report_without_scale(known, names);
        tree
    }

    fn read_below(
        &mut self,
        parent: ItemIndex,
        node: &Node<'_>,
        known: &Known<'_>,
        names: &mut Names<'_>,
    ) {
        let children = node.get("items").map(Node::items).unwrap_or_default();
        for child in children {
            let Some(id) = child.get("id").filter(|id| id.as_str().is_some()) else {
                continue;
            };
            let index = ItemIndex(self.items.len());
            let depth = self.items.get(parent.0).map_or(0, |parent| parent.depth) + 1;
            let leaf = child
                .get("items")
                .is_none_or(|items| items.items().is_empty());
            let mut item = read_item(child, known, names);
            item.parent = Some(parent);
            item.depth = depth;
            item.leaf = leaf;
            item.span = id.span;
            if item.kind.is_empty() {
                item.kind = known.kinds.get(depth - 1).cloned().unwrap_or_default();
            }
            if leaf && item.scale.is_none() && child.get("scale").is_none() {
                match known.scales {
                    [_] => item.scale = Some(0),
                    _ => self.without_scale.push(index),
                }
            }
            self.items.push(item);
            self.register(index, names);
            self.read_below(index, child, known, names);
        }
        let end = self.items.len();
        if let Some(parent) = self.items.get_mut(parent.0) {
            parent.end = end;
        }
    }

    fn register(&mut self, index: ItemIndex, names: &mut Names<'_>) {
        let Some(item) = self.items.get(index.0) else {
            return;
        };
        if let Some(first) = self.ids.get(&item.id) {
            let first = self.items.get(first.0).map(|first| first.span);
            let first = first.unwrap_or_default();
            let message = duplicate(first, names, &item.id);
            let help = "give it an id of its own; ids are never used for two things";
            names.twice(item.span, first, message, help);
            return;
        }
        self.ids.insert(item.id.clone(), index);
    }

    /// Aliases come last: an id always goes before another item's alias.
    fn read_aliases(&mut self, root: &Node<'_>, names: &mut Names<'_>) {
        let mut taken = Vec::new();
        for (at, item) in self.items.iter().enumerate() {
            for alias in &item.aliases {
                let named = self.ids.get(alias);
                let other = named.or_else(|| self.aliases.get(alias)).copied();
                match other.filter(|other| other.0 != at) {
                    Some(other) => taken.push((item, alias, other, named.is_some())),
                    None => {
                        self.aliases.insert(alias.clone(), ItemIndex(at));
                    }
                }
            }
        }
        if taken.is_empty() {
            return;
        }
        let mut nodes = HashMap::new();
        by_place(root, &mut nodes);
        for (item, alias, other, named) in taken {
            let Some(other) = self.items.get(other.0) else {
                continue;
            };
            let first = if named {
                other.span
            } else {
                place_of_alias(&nodes, other, alias)
            };
            let message = duplicate(first, names, alias);
            let help = "drop one of the two: a spelling leads to one item";
            names.twice(place_of_alias(&nodes, item, alias), first, message, help);
        }
    }

    /// Says once what all practices have in common.
    fn report_without_scale(&self, known: &Known<'_>, names: &mut Names<'_>) {
        let leaves = self.items.iter().filter(|item| item.leaf).count();
        let there = match known.scales.len() {
            0 => "the model has none".to_owned(),
            count => format!("the model has {count}"),
        };
        let all = self.without_scale.len() == leaves && leaves > 1;
        let told = if all { 1 } else { self.without_scale.len() };
        for index in self.without_scale.iter().take(told) {
            let Some(item) = self.items.get(index.0) else {
                continue;
            };
            let message = if all {
                format!("none of the {leaves} practices names a scale, and {there}")
            } else {
                format!("`{}` names no scale, and {there}", item.id)
            };
            let help = match known.scales {
                [] => "define a scale under `scales:`; where there is only one, it serves all",
                _ if all => "add `scale:` to each; where there is only one scale, it serves all",
                _ => "add `scale:` to it",
            };
            let help = Some(help.to_owned());
            names.report(&rules::MODEL_REFERENCE, item.span, message, help);
        }
    }
}

/// The nodes of items by where their ids start.
fn by_place<'n, 'a>(node: &'n Node<'a>, found: &mut HashMap<u32, &'n Node<'a>>) {
    if let Some(id) = node.get("id") {
        found.insert(id.span.start, node);
    }
    for child in node.get("items").map(Node::items).unwrap_or_default() {
        by_place(child, found);
    }
}

/// Where an item spells an alias; its id when that cannot be found.
fn place_of_alias(nodes: &HashMap<u32, &Node<'_>>, item: &Item, alias: &str) -> Span {
    let aliases = nodes
        .get(&item.span.start)
        .and_then(|node| node.get("aliases"));
    let mut aliases = aliases.map(Node::items).unwrap_or_default().iter();
    let found = aliases.find(|found| found.as_str() == Some(alias));
    found.map_or(item.span, |found| found.span)
}

fn duplicate(first: Span, names: &Names<'_>, id: &str) -> String {
    let line = names.file.position(first.start).line;
    format!("`{id}` already names the item on line {line}")
}

/// One pass over the keys, since a model has many items and an item many keys.
fn read_item(node: &Node<'_>, known: &Known<'_>, names: &mut Names<'_>) -> Item {
    let mut item = empty();
    for entry in node.entries() {
        let value = Some(&entry.value);
        match entry.key.as_ref() {
            "id" => item.id = text(value).unwrap_or_default(),
            "title" => item.title = text(value).unwrap_or_default(),
            "kind" => item.kind = text(value).unwrap_or_default(),
            "code" => item.code = text(value),
            "text" => item.text = text(value),
            "aliases" => item.aliases = texts_of(value),
            "level" => item.level = names.position(value, known.levels, "level"),
            "scale" => item.scale = names.position(value, known.scales, "scale"),
            "weight" => item.weight = number(value).unwrap_or(Rational::ONE),
            "polarity" => item.negative = entry.value.as_str() == Some("negative"),
            "facets" => item.facets = facets(&entry.value),
            "guidance" => item.guidance = guidance(&entry.value),
            "resources" => item.resources = resources(&entry.value),
            "see" => item.see = texts_of(value),
            "resolved_by" => item.resolved_by = texts_of(value),
            "metrics" => item.metrics = metrics(value, known, names),
            _ => {}
        }
    }
    item
}

fn facets(node: &Node<'_>) -> Facets {
    let pair = |entry: &Entry<'_>| Some((entry.key.to_string(), text(Some(&entry.value))?));
    node.entries().iter().filter_map(pair).collect()
}

fn guidance(node: &Node<'_>) -> Guidance {
    Guidance {
        text: text(Some(node)),
        producer: text(node.get("producer")),
        consumer: text(node.get("consumer")),
    }
}

fn resources(node: &Node<'_>) -> Resources {
    Resources {
        process: text(node.get("process")),
        people: text(node.get("people")),
        technology: text(node.get("technology")),
    }
}

fn empty() -> Item {
    Item {
        id: String::new(),
        title: String::new(),
        kind: String::new(),
        code: None,
        text: None,
        aliases: Vec::new(),
        parent: None,
        depth: 0,
        end: 0,
        leaf: false,
        level: None,
        scale: None,
        weight: Rational::ONE,
        negative: false,
        facets: Facets::new(),
        guidance: Guidance::default(),
        resources: Resources::default(),
        see: Vec::new(),
        resolved_by: Vec::new(),
        metrics: Vec::new(),
        span: Span::default(),
    }
}
