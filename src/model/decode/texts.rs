use super::text;
use crate::model::{ModelRef, Texts};
use crate::yaml::Node;

/// Reads a `texts/1` file; nothing when it names no model.
pub fn texts(root: &Node<'_>) -> Option<Texts> {
    let items = root.get("items").map(Node::entries).unwrap_or_default();
    let items = items
        .iter()
        .filter_map(|entry| Some((entry.key.to_string(), entry.value.as_str()?.to_owned())));
    Some(Texts {
        model: ModelRef::parse(root.get("model")?.as_str()?)?,
        licence: text(root.get("licence")),
        attribution: text(root.get("attribution")),
        digest: text(root.get("digest")),
        items: items.collect(),
    })
}
