use std::sync::Arc;

use super::text;
use crate::model::{Mapping, MappingRow, ModelRef, Relation};
use crate::text::{SourceFile, Span};
use crate::yaml::Node;

/// Reads a `mapping/1` file; nothing when it does not name both versions.
pub fn mapping(file: &Arc<SourceFile>, root: &Node<'_>) -> Option<Mapping> {
    let model = |key| {
        let node: &Node<'_> = root.get(key)?;
        Some((ModelRef::parse(node.as_str()?)?, node.span))
    };
    let digest = |key| {
        let node: &Node<'_> = root.get(key)?;
        Some((node.as_str()?.to_owned(), node.span))
    };
    let rows = root.get("rows").map(Node::items).unwrap_or_default();
    Some(Mapping {
        file: Arc::clone(file),
        from: model("from")?,
        to: model("to")?,
        from_digest: digest("from_digest"),
        to_digest: digest("to_digest"),
        rows: rows.iter().filter_map(row).collect(),
    })
}

fn row(node: &Node<'_>) -> Option<MappingRow> {
    let relation = node.get("relation")?;
    let ids = |key| {
        let ids = node.get(key).map(Node::items).unwrap_or_default();
        let ids = ids
            .iter()
            .filter_map(|id| Some((id.as_str()?.to_owned(), id.span)));
        ids.collect::<Vec<(String, Span)>>()
    };
    Some(MappingRow {
        span: relation.span,
        relation: Relation::from_word(relation.as_str()?)?,
        from: ids("from"),
        to: ids("to"),
        because: text(node.get("because")),
    })
}
