use super::gate::differences;
use super::order::Orders;
use crate::diagnostic::Levels;
use crate::model::{GateDeclaration, Spanned};

/// Parts that a gate is taken apart into; one of more is taken to be weaker where
/// its words are.
const MOST_PARTS: usize = 256;

/// Whether other gates together ask at least what one asked: each of its places, in
/// each of its units.
pub(super) fn covered(
    base: &GateDeclaration,
    head: &[GateDeclaration],
    levels: (&Levels, &Levels),
    orders: &Orders<'_>,
) -> bool {
    let as_much = |part: &GateDeclaration| {
        let mut alike = head.iter().filter(|one| one.rule.value == base.rule.value);
        alike.any(|one| differences(part, one, levels, orders).weaker.is_empty())
    };
    parts(base).is_some_and(|parts| parts.iter().all(as_much))
}

fn parts(gate: &GateDeclaration) -> Option<Vec<GateDeclaration>> {
    let places = gate.nodes.len() + gate.items.len();
    let units = gate.units.len().max(1);
    if places.max(1) * units > MOST_PARTS {
        return None;
    }
    let of_units: Vec<GateDeclaration> = each(&gate.units)
        .map(|units| GateDeclaration {
            units,
            ..gate.clone()
        })
        .collect();
    // A gate that wants a measure and an answer looks at its places in two ways.
    if places == 0 || (gate.measure.is_some() && gate.answer.is_some()) {
        return Some(of_units);
    }
    let parts = of_units.iter().flat_map(|gate| {
        let place = |nodes, items| GateDeclaration {
            nodes,
            items,
            ..gate.clone()
        };
        let nodes = gate
            .nodes
            .iter()
            .map(move |node| place(vec![node.clone()], Vec::new()));
        let place = |nodes, items| GateDeclaration {
            nodes,
            items,
            ..gate.clone()
        };
        let items = gate
            .items
            .iter()
            .map(move |item| place(Vec::new(), vec![item.clone()]));
        nodes.chain(items)
    });
    Some(parts.collect())
}

/// Each id of a list for itself; an empty list once.
fn each(ids: &[Spanned<String>]) -> impl Iterator<Item = Vec<Spanned<String>>> {
    let empty = ids.is_empty().then(Vec::new);
    empty
        .into_iter()
        .chain(ids.iter().map(|id| vec![id.clone()]))
}
