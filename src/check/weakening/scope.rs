use std::collections::BTreeSet;

use crate::model::{GateDeclaration, Spanned};

/// What a gate no longer looks at, in words; empty where it looks at as much as
/// before.
pub(super) fn narrowed(base: &GateDeclaration, head: &GateDeclaration) -> Vec<String> {
    let mut narrowed = Vec::new();
    narrowed.extend(lost("units", &base.units, &head.units));
    // A measure is looked at where the gate says, and not everywhere below; of what
    // an expression makes of a place nobody can tell.
    if base.measure.is_some() || base.require.is_some() {
        narrowed.extend(lost_points(&base.nodes, &head.nodes));
    }
    if base.require.is_some() && lost_points(&head.nodes, &base.nodes).is_some() {
        narrowed.push("other places".to_owned());
    }
    if base.measure.is_none() || base.answer.is_some() {
        let places = |gate: &GateDeclaration| [&gate.nodes[..], &gate.items[..]].concat();
        narrowed.extend(lost("places", &places(base), &places(head)));
    }
    narrowed.extend(lost("levels", &base.levels, &head.levels));
    for (facet, values) in &head.facets {
        let mut earlier = base.facets.iter();
        let earlier = earlier.find(|(name, _)| name.value == facet.value);
        // None of its values is no practice.
        if values.is_empty() && earlier.is_none_or(|(_, values)| !values.is_empty()) {
            narrowed.push(format!("no value of {}", facet.value));
        }
        let earlier = earlier.map_or(&[][..], |(_, values)| values);
        narrowed.extend(lost(&format!("values of {}", facet.value), earlier, values));
    }
    narrowed.dedup();
    narrowed
}

/// Whether two gates look at the same.
pub(super) fn same(base: &GateDeclaration, head: &GateDeclaration) -> bool {
    narrowed(base, head).is_empty() && narrowed(head, base).is_empty()
}

fn set(ids: &[Spanned<String>]) -> BTreeSet<&str> {
    ids.iter().map(|id| id.value.as_str()).collect()
}

/// What of a list is looked at no longer; an empty list is everything.
fn lost(what: &str, base: &[Spanned<String>], head: &[Spanned<String>]) -> Option<String> {
    let (base, head) = (set(base), set(head));
    if head.is_empty() || (!base.is_empty() && base.is_subset(&head)) {
        return None;
    }
    Some(match base.is_empty() {
        true => format!("only the {what} {}", names(&mut head.into_iter())),
        false => {
            let lost = &mut base.difference(&head).copied();
            format!("the {what} {} no longer", names(lost))
        }
    })
}

/// The same of single places, where an empty list is the whole.
fn lost_points(base: &[Spanned<String>], head: &[Spanned<String>]) -> Option<String> {
    let points = |ids| match set(ids) {
        ids if ids.is_empty() => BTreeSet::from(["the whole"]),
        ids => ids,
    };
    let (base, head) = (points(base), points(head));
    let lost = &mut base.difference(&head).copied();
    let lost = names(lost);
    (!lost.is_empty()).then(|| format!("{lost} no longer"))
}

fn names(ids: &mut dyn Iterator<Item = &str>) -> String {
    ids.collect::<Vec<_>>().join(", ")
}
