use super::Checker;
use crate::text::Span;
use crate::yaml::Node;

impl Checker<'_, '_, '_> {
    /// What items refer to is there.
    pub(super) fn links(&mut self) {
        for item in &self.model.items {
            for (key, ids) in [("see", &item.see), ("resolved_by", &item.resolved_by)] {
                for id in ids.iter().filter(|id| self.model.find(id).is_none()) {
                    let message = format!(
                        "`{}` refers to `{id}`, which is no item of the model",
                        item.id
                    );
                    let place = named(self.root, item.span, key, id).unwrap_or(item.span);
                    self.wrong(place, message, "name an item, or drop the reference");
                }
            }
        }
    }
}

/// Where an item, found by the place of its id, names another one under a key.
fn named(node: &Node<'_>, item: Span, key: &str, id: &str) -> Option<Span> {
    if node.get("id").is_some_and(|found| found.span == item) {
        let mut names = node.get(key).map(Node::items).unwrap_or_default().iter();
        return names
            .find(|name| name.as_str() == Some(id))
            .map(|name| name.span);
    }
    let below = node.get("items").map(Node::items).unwrap_or_default();
    let near = below.iter().filter(|below| below.span.start <= item.start);
    near.rev().find_map(|below| named(below, item, key, id))
}
