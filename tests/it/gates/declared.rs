//! What is wrong with how gates are declared.

use std::collections::BTreeSet;
use std::sync::Arc;

use rungs::gate::{Reach, check_declarations};
use rungs::{model, yaml};

use super::{HOUSE, file, house};

/// Rule, what it stands at, message and help of each finding.
fn wrong(gate: &str) -> Vec<String> {
    of(&format!("rungs: config/1\ngates:\n  - {{{gate}}}\n"), true)
}

fn of(text: &str, known: bool) -> Vec<String> {
    let file = file("rungs.yaml", text);
    let parsed = yaml::parse(&file);
    let config = model::config(parsed.root.as_ref().unwrap());
    let models = [Arc::new(house(HOUSE))];
    let reach = Reach {
        models: &models,
        units: BTreeSet::from(["acme"]),
    };
    let found = check_declarations(&config, &file, known.then_some(&reach));
    let word = |found: &rungs::diagnostic::Diagnostic| {
        let rungs::diagnostic::Place::Text(file, span) = &found.place else {
            panic!("{found:?} stands at a line");
        };
        let help = found.help.as_deref().unwrap_or("–");
        let at = file.slice(*span);
        format!("{} at {at}: {}; {help}", found.rule.id, found.message)
    };
    found.iter().map(word).collect()
}

#[test]
fn a_sound_gate_has_no_findings() {
    for gate in [
        "rule: no-regression, node: DOOR, lost_evidence: true, name: doors, level: warn",
        "rule: minimum, node: DOOR, measure: share, at_least: 1, from: 2027-01-01",
        "rule: minimum, measure: level, at_least: L2, without_value: pass",
        "rule: minimum, items: [DOOR-1], answer: '2'",
        "rule: minimum, measure: sum, at_least: 8",
        "rule: minimum, measure: least, at_least: 2",
        "rule: complete, units: [acme], levels: [L1], facets: {side: [outer]}",
        "rule: review-age, days: 365",
    ] {
        assert_eq!(wrong(gate), [""; 0], "{gate}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn each_slip_is_found_where_it_stands() {
    for (gate, expected) in [
        (
            "rule: complet",
            "gate-unknown at complet: there is no gate `complet`; did you mean `complete`?",
        ),
        (
            "rule: complete, days: 3",
            "gate-option at days: the gate `complete` takes no `days`; `complete` has no options of its own; leave it out",
        ),
        (
            "rule: review-age",
            "gate-option at review-age: the gate `review-age` needs `days`; `rungs explain review-age` shows an example",
        ),
        (
            "rule: minimum",
            "gate-option at minimum: the gate `minimum` needs `measure` and `at_least`, or `answer`; `rungs explain minimum` shows an example",
        ),
        (
            "rule: minimum, measure: share",
            "gate-option at minimum: the gate `minimum` lacks `at_least`; it needs `measure` and `at_least`, or `answer`",
        ),
        (
            "rule: minimum, answer: yes, at_least: 1",
            "gate-option at minimum: the gate `minimum` lacks `measure`; it needs `measure` and `at_least`, or `answer`",
        ),
        (
            "rule: minimum, measure: share, at_least: 0.5, levels: [L1]",
            "gate-option at levels: `levels` has no effect here; a measure is compared at nodes as a whole: name a node, or ask for an `answer` of each practice",
        ),
        (
            "rule: complete, node: DOORS",
            "gate-name at DOORS: house@1 has no item `DOORS`; did you mean `DOOR`?",
        ),
        (
            "rule: complete, levels: [L7]",
            "gate-name at L7: house@1 has no level `L7`; did you mean `L0`?",
        ),
        (
            "rule: complete, facets: {sides: outer}",
            "gate-name at sides: house@1 has no facet `sides`; did you mean `side`?",
        ),
        (
            "rule: complete, facets: {side: upper}",
            "gate-name at upper: the facet `side` has no `upper`; the values are inner, outer",
        ),
        (
            "rule: complete, units: [acne]",
            "gate-name at acne: the unit `acne` is neither declared nor assessed; did you mean `acme`?",
        ),
        (
            "rule: complete, node: CELLAR, levels: [L2]",
            "gate-name at complete: no practice of any model in use is what the gate applies to; its places, levels and facets have to be those of one practice",
        ),
        (
            "rule: evidence-required, answer: maybe",
            "gate-name at maybe: `maybe` is not an answer of any practice that the gate applies to; the answers are no, partly, yes",
        ),
        (
            "rule: minimum, measure: shares, at_least: 1",
            "gate-name at shares: house@1 has no measure `shares`; did you mean `share`?",
        ),
        (
            "rule: minimum, measure: share, at_least: L1",
            "gate-name at L1: `L1` is not a number, which is what `share` yields; write a number such as 0.6",
        ),
        (
            "rule: minimum, measure: level, at_least: 2",
            "gate-name at 2: `2` is not a level, which is what `level` yields; did you mean `L2`?",
        ),
        (
            "rule: minimum, measure: share, at_least: 60",
            "gate-impossible at 60: `share` can be 1 at most, so it is never at least 60; write a share as a number from 0 to 1, such as 0.6 for 60 %",
        ),
        (
            "rule: minimum, measure: mean, at_least: 2.1",
            "gate-impossible at 2.1: `mean` can be 2 at most, so it is never at least 2.1; want 2 at most",
        ),
        (
            "rule: minimum, measure: least, at_least: 3",
            "gate-impossible at 3: `least` can be 2 at most, so it is never at least 3; want 2 at most",
        ),
        (
            "rule: minimum, node: DOOR, measure: sum, at_least: 5",
            "gate-impossible at 5: `sum` can be 4 at most, so it is never at least 5; want 4 at most",
        ),
        (
            "rule: complete, from: 2027-02-30",
            "gate-date at 2027-02-30: `2027-02-30` is not a date; write a day of the calendar as YYYY-MM-DD",
        ),
    ] {
        assert_eq!(wrong(gate), [expected], "{gate}");
    }
}

#[test]
fn names_are_looked_up_only_where_all_assessments_are_known() {
    let text = "rungs: config/1\ngates:\n  - {rule: complete, node: DOORS, days: 1}\n";
    assert_eq!(of(text, true).len(), 2);
    assert_eq!(of(text, false).len(), 1);
}

#[test]
fn gates_of_profiles_are_looked_at_too() {
    let text = "rungs: config/1\nprofiles: {release: {gates: [{rule: complet}]}}\n";
    assert_eq!(of(text, true).len(), 1);
}
