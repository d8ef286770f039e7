use crate::model::{GateDeclaration, Spanned};

/// The practices that a gate applies to, in words: "every practice of THREAT".
pub(super) fn practices(gate: &GateDeclaration) -> String {
    format!("every practice{}", within(gate))
}

/// Where a gate applies, to follow what it applies to: " of THREAT", and nothing
/// where it applies everywhere.
pub(super) fn within(gate: &GateDeclaration) -> String {
    let mut said = String::new();
    let places = [&gate.nodes[..], &gate.items[..]].concat();
    if !places.is_empty() {
        said.push_str(&format!(" of {}", list(&places)));
    }
    if !gate.levels.is_empty() {
        said.push_str(&format!(" at level {}", list(&gate.levels)));
    }
    for (facet, values) in &gate.facets {
        said.push_str(&format!(" with {} {}", facet.value, list(values)));
    }
    said
}

/// Ids as a message lists them.
pub(super) fn list(ids: &[Spanned<String>]) -> String {
    let ids: Vec<&str> = ids.iter().map(|id| id.value.as_str()).collect();
    ids.join(", ")
}

/// "1 day", "2 days".
pub(super) fn days(count: i64) -> String {
    match count {
        1 => "1 day".to_owned(),
        count => format!("{count} days"),
    }
}
