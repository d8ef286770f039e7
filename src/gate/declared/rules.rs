use crate::diagnostic::{Level, Rule, RuleDocs};

/// Every rule about how gates are declared.
pub static RULES: &[&Rule] = &[
    &GATE_EXPRESSION,
    &GATE_IMPOSSIBLE,
    &GATE_NAME,
    &GATE_OPTION,
    &GATE_UNKNOWN,
];

pub(super) static GATE_UNKNOWN: Rule = Rule {
    id: "gate-unknown",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "A gate of a rule that rungs does not have.",
        why: "It would hold nothing, and nobody would notice.",
        example: "gates:\n  - {rule: no-regresion}",
        instead: "gates:\n  - {rule: no-regression}",
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

pub(super) static GATE_OPTION: Rule = Rule {
    id: "gate-option",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "A gate with an option that its rule does not take, or without one that it needs.",
        why: "What the option was to say is not held.",
        example: "- {rule: minimum, node: THREAT, measure: level}",
        instead: "- {rule: minimum, node: THREAT, measure: level, at_least: CTI2}",
    },
};

pub(super) static GATE_NAME: Rule = Rule {
    id: "gate-name",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "A gate that names a node, an item, a measure, a level, a facet or an answer that no model of an assessment here has, or a unit that is neither declared nor assessed.",
        why: "It would look at nothing, and pass.",
        example: "- {rule: minimum, node: THREATS, measure: level, at_least: CTI2}",
        instead: "- {rule: minimum, node: THREAT, measure: level, at_least: CTI2}",
    },
};

pub(super) static GATE_IMPOSSIBLE: Rule = Rule {
    id: "gate-impossible",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "A gate that nothing can keep, or that cannot be understood: a minimum above what the measure can reach, one that is neither a number nor a level, a day that is none.",
        why: "It would always fail, or never begin.",
        example: "- {rule: minimum, measure: share, at_least: 60}",
        instead: "- {rule: minimum, measure: share, at_least: 0.6}",
    },
};
