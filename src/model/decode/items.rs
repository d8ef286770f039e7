use std::collections::HashMap;

use super::metrics::metrics;
use super::{Names, number, text, texts_of};
use crate::model::{Guidance, Item, ItemIndex, rules};
use crate::text::Span;
use crate::value::Rational;
use crate::yaml::Node;

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
        tree.read_aliases(names);
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
                only_scale(&mut item, known, names);
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
            let message = duplicate(self.items.get(first.0), names, &item.id);
            names.report(
                &rules::MODEL_DUPLICATE,
                item.span,
                message,
                Some("give it an id of its own".to_owned()),
            );
            return;
        }
        self.ids.insert(item.id.clone(), index);
    }

    /// Aliases come last: an id always goes before another item's alias.
    fn read_aliases(&mut self, names: &mut Names<'_>) {
        for (at, item) in self.items.iter().enumerate() {
            for alias in &item.aliases {
                let other = self
                    .ids
                    .get(alias)
                    .or_else(|| self.aliases.get(alias))
                    .copied();
                match other {
                    Some(other) if other.0 != at => {
                        let message = duplicate(self.items.get(other.0), names, alias);
                        names.report(
                            &rules::MODEL_DUPLICATE,
                            item.span,
                            message,
                            Some("drop one of the aliases".to_owned()),
                        );
                    }
                    _ => {
                        self.aliases.insert(alias.clone(), ItemIndex(at));
                    }
                }
            }
        }
    }
}

fn duplicate(first: Option<&Item>, names: &Names<'_>, id: &str) -> String {
    let line = first.map_or(1, |first| names.file.position(first.span.start).line);
    format!("`{id}` already names the item on line {line}")
}

/// A leaf that names no scale has the model's only one.
fn only_scale(item: &mut Item, known: &Known<'_>, names: &mut Names<'_>) {
    if known.scales.len() == 1 {
        item.scale = Some(0);
        return;
    }
    let message = format!(
        "`{}` names no scale, and the model has {}",
        item.id,
        known.scales.len()
    );
    names.report(
        &rules::MODEL_REFERENCE,
        item.span,
        message,
        Some("add `scale:` to it".to_owned()),
    );
}

fn read_item(node: &Node<'_>, known: &Known<'_>, names: &mut Names<'_>) -> Item {
    let facets = node.get("facets").map(Node::entries).unwrap_or_default();
    let guidance = node.get("guidance");
    Item {
        id: text(node.get("id")).unwrap_or_default(),
        title: text(node.get("title")).unwrap_or_default(),
        kind: text(node.get("kind")).unwrap_or_default(),
        aliases: texts_of(node.get("aliases")),
        level: names.position(node.get("level"), known.levels, "level"),
        scale: names.position(node.get("scale"), known.scales, "scale"),
        weight: number(node.get("weight")).unwrap_or(Rational::ONE),
        negative: node.get("polarity").and_then(Node::as_str) == Some("negative"),
        facets: facets
            .iter()
            .filter_map(|entry| Some((entry.key.to_string(), entry.value.as_str()?.to_owned())))
            .collect(),
        guidance: Guidance {
            text: text(guidance),
            producer: text(guidance.and_then(|node| node.get("producer"))),
            consumer: text(guidance.and_then(|node| node.get("consumer"))),
        },
        see: texts_of(node.get("see")),
        resolved_by: texts_of(node.get("resolved_by")),
        metrics: metrics(node.get("metrics"), known, names),
        ..empty()
    }
}

fn empty() -> Item {
    Item {
        id: String::new(),
        title: String::new(),
        kind: String::new(),
        aliases: Vec::new(),
        parent: None,
        depth: 0,
        end: 0,
        leaf: false,
        level: None,
        scale: None,
        weight: Rational::ONE,
        negative: false,
        facets: std::collections::BTreeMap::new(),
        guidance: Guidance::default(),
        see: Vec::new(),
        resolved_by: Vec::new(),
        metrics: Vec::new(),
        span: Span::default(),
    }
}
