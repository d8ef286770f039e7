use std::borrow::Cow;

use super::{Node, Value};
use crate::text::Span;

/// Keys that tell the entries of a list apart, tried in this order.
const NAMING: &[&str] = &["id", "ref", "name", "rule", "node", "unit", "item", "note"];

/// The keys that lead from a node to a byte of the file, such as `answers`,
/// `ASSET-1.b`, `evidence`. An entry of a list is named by what tells it apart, and
/// by its position only where nothing does, so that the way lasts when lines move
/// or other entries come.
pub fn keys_to(root: &Node<'_>, byte: u32) -> Vec<String> {
    let mut keys = Vec::new();
    let mut node = root;
    while let Some((key, next)) = step(node, byte) {
        keys.push(key.into_owned());
        node = next;
    }
    keys
}

fn step<'n, 'a>(node: &'n Node<'a>, byte: u32) -> Option<(Cow<'n, str>, &'n Node<'a>)> {
    match &node.value {
        Value::Mapping(entries) => {
            // Nothing is at a value that is not written; its key is.
            let holds = |from: Span, to: Span| from.start <= byte && byte < to.end.max(from.end);
            let entry = entries
                .iter()
                .find(|entry| holds(entry.key_span, entry.value.span))?;
            Some((Cow::Borrowed(entry.key.as_ref()), &entry.value))
        }
        Value::Sequence(items) => {
            let holds = |item: &Node<'_>| item.span.start <= byte && byte < item.span.end;
            let at = items.iter().position(holds)?;
            let item = items.get(at)?;
            let name = name(item).map_or_else(|| Cow::Owned(at.to_string()), Cow::Borrowed);
            Some((name, item))
        }
        _ => None,
    }
}

fn name<'n>(item: &'n Node<'_>) -> Option<&'n str> {
    let named = |key: &&str| item.get(key).and_then(Node::as_written);
    NAMING.iter().find_map(named).or_else(|| item.as_written())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::keys_to;
    use crate::text::{RepoPath, SourceFile};
    use crate::yaml::parse;

    fn keys(text: &str, at: &str) -> String {
        let file = Arc::new(SourceFile::new(RepoPath::given("a.yaml"), text.to_owned()));
        let root = parse(&file).root.unwrap();
        let byte = u32::try_from(text.find(at).unwrap()).unwrap();
        keys_to(&root, byte).join(" / ")
    }

    const TEXT: &str = "answers:\n  A-1:\n    evidence:\n      - {ref: docs/a.md, expires: 2026-01-01}\n      - 7\n  B:\nafter: x\n";

    #[test]
    fn the_way_to_a_place_is_its_keys() {
        assert_eq!(
            keys(TEXT, "2026"),
            "answers / A-1 / evidence / docs/a.md / expires"
        );
        assert_eq!(keys(TEXT, "A-1"), "answers / A-1");
        assert_eq!(keys(TEXT, "7"), "answers / A-1 / evidence / 7");
        assert_eq!(keys(TEXT, "B:"), "answers / B");
        assert_eq!(keys(TEXT, "x\n"), "after");
    }
}
