use super::scope;
use crate::check::policy::Policy;
use crate::model::{GateDeclaration, Spanned};

/// How alike two gates of one rule are, from the same to the same rule.
pub(super) const ALIKE: [fn(&GateDeclaration, &GateDeclaration) -> bool; 6] = [
    |one, other| the_same(one, other) && name(one) == name(other),
    the_same,
    |one, other| same_rule(one, other) && one.name.is_some() && name(one) == name(other),
    |one, other| same_rule(one, other) && same_measure(one, other) && scope::same(one, other),
    |one, other| same_rule(one, other) && same_measure(one, other),
    same_rule,
];

fn name(gate: &GateDeclaration) -> Option<&str> {
    gate.name.as_ref().map(|name| name.value.as_str())
}

fn same_rule(one: &GateDeclaration, other: &GateDeclaration) -> bool {
    one.rule.value == other.rule.value
}

fn the_same(one: &GateDeclaration, other: &GateDeclaration) -> bool {
    let level = |gate: &GateDeclaration| gate.level.as_ref().map(|level| level.value);
    let days = |gate: &GateDeclaration| gate.days.as_ref().map(|days| days.value);
    same_words(one, other)
        && scope::same(one, other)
        && level(one) == level(other)
        && days(one) == days(other)
        && one.lost_evidence == other.lost_evidence
        && one.passes_without_value == other.passes_without_value
}

fn same_measure(one: &GateDeclaration, other: &GateDeclaration) -> bool {
    value(&one.measure) == value(&other.measure)
}

fn value(said: &Option<Spanned<String>>) -> Option<&str> {
    said.as_ref().map(|said| said.value.as_str())
}

fn same_words(one: &GateDeclaration, other: &GateDeclaration) -> bool {
    type Read = fn(&GateDeclaration) -> &Option<Spanned<String>>;
    let texts: [Read; 4] = [
        |gate| &gate.at_least,
        |gate| &gate.answer,
        |gate| &gate.from,
        |gate| &gate.require,
    ];
    let mut texts = texts.into_iter();
    same_rule(one, other)
        && same_measure(one, other)
        && texts.all(|read| value(read(one)) == value(read(other)))
}

/// What a gate is called in messages.
pub(super) fn named(gate: &GateDeclaration) -> String {
    match name(gate) {
        Some(name) => format!("`{name}` (`{}`)", gate.rule.value),
        None => match Policy::condition_of(gate) {
            Some(condition) => format!("`{}` ({condition})", gate.rule.value),
            None => format!("`{}`", gate.rule.value),
        },
    }
}

/// What tells a gate apart, whatever it wants.
pub(super) fn identity(gate: &GateDeclaration) -> String {
    let places = gate.nodes.iter().chain(&gate.items);
    let places: Vec<&str> = places.map(|place| place.value.as_str()).collect();
    let parts = [
        Some(gate.rule.value.as_str()),
        name(gate),
        value(&gate.measure),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().chain(places).collect();
    parts.join(" ")
}
