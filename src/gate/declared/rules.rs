use crate::diagnostic::{Level, Rule, RuleDocs};

/// Every rule about how gates are declared.
pub static RULES: &[&Rule] = &[
    &GATE_DATE,
    &GATE_EXPRESSION,
    &GATE_IMPOSSIBLE,
    &GATE_NAME,
    &GATE_OPTION,
    &GATE_UNKNOWN,
];

pub(super) static GATE_DATE: Rule = Rule {
    id: "gate-date",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "The first day of a gate (`from`) is not a day in the form YYYY-MM-DD. The gate counts at once.",
        why: "Nobody could say from when on it blocks.",
        example: "gates:\n  - {rule: complete, from: 2027-02-30}",
        instead: "gates:\n  - {rule: complete, from: 2027-02-28}",
    },
};

pub(super) static GATE_IMPOSSIBLE: Rule = Rule {
    id: "gate-impossible",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "A gate wants more than a measure can be: a share above 1, a number above the scale, a level above the highest that the measure yields.",
        why: "It would block every change, whatever the answers are.",
        example: "gates:\n  - {rule: minimum, node: ASSET, measure: share, at_least: 60}",
        instead: "gates:\n  - {rule: minimum, node: ASSET, measure: share, at_least: 0.6}",
    },
};

pub(super) static GATE_NAME: Rule = Rule {
    id: "gate-name",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "A gate names a node, item, measure, level, facet or answer that no model of an assessment has, a unit that is neither declared nor assessed, a value that is none of its measure, or a place, level and facet that no practice has together.",
        why: "The gate would look at nothing, so everything would pass it.",
        example: "gates:\n  - {rule: minimum, node: THRAET, measure: level, at_least: CTI2}",
        instead: "gates:\n  - {rule: minimum, node: THREAT, measure: level, at_least: CTI2}",
    },
};

pub(super) static GATE_OPTION: Rule = Rule {
    id: "gate-option",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "A gate has an option that its rule does not take or that has no effect, or lacks one that it needs.",
        why: "It would ask something else than what is written.",
        example: "gates:\n  - {rule: review-age, at_least: 365}",
        instead: "gates:\n  - {rule: review-age, days: 365}",
    },
};

pub(super) static GATE_UNKNOWN: Rule = Rule {
    id: "gate-unknown",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "The rule of a gate is not the name of a gate.",
        why: "The gate would ask nothing, and nobody would notice.",
        example: "gates:\n  - {rule: minimun, node: THREAT, measure: level, at_least: CTI2}",
        instead: "gates:\n  - {rule: minimum, node: THREAT, measure: level, at_least: CTI2}",
    },
};

pub(super) static GATE_EXPRESSION: Rule = Rule {
    id: "gate-expression",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "A gate with an expression that cannot be read, that names what is not there, or that may take more steps than are allowed on the models of the assessments here.",
        why: "It would judge nothing. What could run for long is refused before it runs.",
        example: "- {rule: expression, require: 'practices.all(p, p.owne != null)'}",
        instead: "- {rule: expression, require: 'practices.all(p, p.owner != null)'}",
    },
};
