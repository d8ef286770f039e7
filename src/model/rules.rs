use crate::diagnostic::{Level, Rule, RuleDocs};

/// Every rule of this layer.
pub static RULES: &[&Rule] = &[
    &MAPPING_DIGEST,
    &MAPPING_REFERENCE,
    &MAPPING_ROW,
    &MODEL_DUPLICATE,
    &MODEL_REFERENCE,
];

pub(super) static MAPPING_DIGEST: Rule = Rule {
    id: "mapping-digest",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A mapping whose `from_digest` or `to_digest` is not that of the model.",
        why: "It was made for another content of that version, so its rows may attach answers to other practices.",
        example: "from: house@1\nfrom_digest: sha256:… of an older house@1",
        instead: "look at the rows again, then write the digest of the model as it is",
    },
};

pub(super) static MAPPING_REFERENCE: Rule = Rule {
    id: "mapping-reference",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A mapping that names a model or an item that is not there, or that leads from a version to itself.",
        why: "Answers would be carried to nowhere, or lost.",
        example: "- {from: [A-1], to: [A-11], relation: renamed}  # there is no A-11",
        instead: "- {from: [A-1], to: [A-1.a], relation: renamed}",
    },
};

pub(super) static MAPPING_ROW: Rule = Rule {
    id: "mapping-row",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A row of a mapping whose items do not fit its relation, or an item that stands in two rows.",
        why: "Nobody could say what becomes of the answer.",
        example: "- {from: [A-1], to: [A-1, A-2], relation: renamed}",
        instead: "- {from: [A-1], to: [A-1, A-2], relation: split}",
    },
};

pub(super) static MODEL_DUPLICATE: Rule = Rule {
    id: "model-duplicate-id",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "An id or an alias that two things of a model have, be they items or metrics.",
        why: "An answer under that id could mean either of them.",
        example: "items:\n  - {id: A-1, title: First}\n  - {id: A-1, title: Second}",
        instead: "give the second an id of its own; ids are never reused for another meaning",
    },
};

pub(super) static MODEL_REFERENCE: Rule = Rule {
    id: "model-reference",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A model that names a level, scale, measure, band or item that it does not define.",
        why: "The rule that uses it could not be computed, or would silently leave items out.",
        example: "items:\n  - {id: A-1, title: First, scale: implementaton}",
        instead: "define the scale under `scales:`, or correct the name",
    },
};
