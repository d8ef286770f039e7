use std::collections::BTreeSet;

use crate::model::{GateDeclaration, Spanned};

/// What a gate no longer looks at, in words; empty where it looks at as much as
/// before.
pub(super) fn narrowed(base: &GateDeclaration, head: &GateDeclaration) -> Vec<String> {
    let places = |gate: &GateDeclaration| [&gate.nodes[..], &gate.items[..]].concat();
    let mut narrowed = Vec::new();
    narrowed.extend(lost("units", &base.units, &head.units));
    narrowed.extend(lost("places", &places(base), &places(head)));
    narrowed.extend(lost("levels", &base.levels, &head.levels));
    for (facet, values) in &head.facets {
        let mut earlier = base.facets.iter();
        let earlier = earlier.find(|(name, _)| name.value == facet.value);
        let earlier = earlier.map_or(&[][..], |(_, values)| values);
        narrowed.extend(lost(&format!("values of {}", facet.value), earlier, values));
    }
    narrowed
}

/// Whether two gates look at the same.
pub(super) fn same(base: &GateDeclaration, head: &GateDeclaration) -> bool {
    narrowed(base, head).is_empty() && narrowed(head, base).is_empty()
}

/// What of a list is looked at no longer; an empty list is everything.
fn lost(what: &str, base: &[Spanned<String>], head: &[Spanned<String>]) -> Option<String> {
    let set = |ids: &[Spanned<String>]| -> BTreeSet<String> {
        ids.iter().map(|id| id.value.clone()).collect()
    };
    let (base, head) = (set(base), set(head));
    if head.is_empty() || (!base.is_empty() && base.is_subset(&head)) {
        return None;
    }
    let names = |ids: &mut dyn Iterator<Item = &String>| {
        let ids: Vec<&str> = ids.map(String::as_str).collect();
        ids.join(", ")
    };
    Some(match base.is_empty() {
        true => format!("only the {what} {}", names(&mut head.iter())),
        false => format!("not the {what} {}", names(&mut base.difference(&head))),
    })
}
