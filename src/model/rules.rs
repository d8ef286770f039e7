use crate::diagnostic::{Level, Rule, RuleDocs};

/// Every rule of this layer.
pub static RULES: &[&Rule] = &[
    &MAPPING_DIGEST,
    &MAPPING_REFERENCE,
    &MAPPING_ROW,
    &MODEL_BAND,
    &MODEL_DUPLICATE,
    &MODEL_FACET,
    &MODEL_LEVEL_ABSENT,
    &MODEL_LEVEL_GAP,
    &MODEL_MEASURE_EMPTY,
    &MODEL_REFERENCE,
    &MODEL_RESOLUTION,
    &MODEL_SUPERSEDES,
    &MODEL_UNUSED,
    &MODEL_WEIGHT_IDLE,
    &MODEL_WEIGHT_ZERO,
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

pub(super) static MODEL_BAND: Rule = Rule {
    id: "model-band-unreachable",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A band of a model that no number of the measures using it can fall into. Told by `rungs model validate`.",
        why: "Readers look for a label that never comes, and the labels there are mean something else than the author thought.",
        example: "bands: {traffic: {closed: lower, edges: [{to: 50, label: red}, {label: green}]}}   # for a share, which ends at 1",
        instead: "edges within what the measure can be: `{to: 0.5, label: red}`",
    },
};

pub(super) static MODEL_FACET: Rule = Rule {
    id: "model-facet-undeclared",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A facet, or a value of one, that the model uses and does not declare under `facets:`. Told by `rungs model validate`.",
        why: "A misspelt value takes a practice out of every measure that asks for the right one, and nothing says so.",
        example: "facets: {track: [producer, consumer]}\nitems:\n  - {id: A-1, title: First, facets: {track: produser}}",
        instead: "declare the value, or correct it",
    },
};

pub(super) static MODEL_LEVEL_ABSENT: Rule = Rule {
    id: "model-level-absent",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A practice without a level in a model that has a measure over the levels of practices. Told by `rungs model validate`.",
        why: "It counts for no level: the highest level is held whatever its answer is.",
        example: "items:\n  - {id: A-1, title: First, level: L1}\n  - {id: A-2, title: Second}",
        instead: "give it a `level:`",
    },
};

pub(super) static MODEL_LEVEL_GAP: Rule = Rule {
    id: "model-level-gap",
    level: Level::Note,
    breaks: false,
    docs: RuleDocs {
        what: "A level that no practice of a domain carries, though others do, or that none carries at all. The lowest level may be the ground, which nothing has to carry, and nothing is said where the measure says `empty`. Told by `rungs model validate`.",
        why: "The measure has to decide without an answer: by `empty` the level is held, is not, or ends the climb.",
        example: "a domain with practices at L1 and L3 and none at L2",
        instead: "add a practice, or say what is meant with `empty: stop` or `empty: fail`",
    },
};

pub(super) static MODEL_MEASURE_EMPTY: Rule = Rule {
    id: "model-measure-empty",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A measure that looks at nothing: no practice passes its `where`, or carries a level that it climbs. Told by `rungs model validate`.",
        why: "It has no value anywhere, in any assessment.",
        example: "measures:\n  share: {rule: combine, fn: ratio, where: {level: L3}}   # and no practice has L3",
        instead: "ask for what practices have",
    },
};

pub(super) static MODEL_RESOLUTION: Rule = Rule {
    id: "model-resolution",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A `resolved_by` on a practice that is no deficiency (`polarity: negative`), that names a deficiency, or that leads in a circle. Told by `rungs model validate`.",
        why: "It says which control removes a deficiency. Two deficiencies that wait for each other are never removed.",
        example: "- {id: A-1, title: Nobody reads reports, polarity: negative, resolved_by: [A-2]}\n- {id: A-2, title: Reports come late, polarity: negative, resolved_by: [A-1]}",
        instead: "name practices that are good news; put related items under `see`",
    },
};

/// That models replace each other, or one itself.
pub static MODEL_SUPERSEDES: Rule = Rule {
    id: "model-supersedes-itself",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A model whose `supersedes` names its own id and version, or leads back to it by way of other models.",
        why: "Nobody could tell which version comes after which.",
        example: "id: backup\nversion: \"2\"\nsupersedes: backup@2",
        instead: "supersedes: backup@1",
    },
};

pub(super) static MODEL_UNUSED: Rule = Rule {
    id: "model-unused",
    level: Level::Note,
    breaks: false,
    docs: RuleDocs {
        what: "A scale that no practice has, or a band that no measure uses. Told by `rungs model validate`.",
        why: "It is left over, or something that was meant to use it does not.",
        example: "scales: {done: {…}, quality: {…}}   # and every practice has `scale: done`",
        instead: "use it, or drop it",
    },
};

pub(super) static MODEL_WEIGHT_IDLE: Rule = Rule {
    id: "model-weight-idle",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A weight or a multiplier that a measure gives to something it does not combine. Told by `rungs model validate`.",
        why: "It changes no number: weights of nodes do not reach the practices in them.",
        example: "share: {rule: combine, fn: ratio, multipliers: {ASK: 2}}   # combines practices, and ASK is a domain",
        instead: "name what is combined, such as `{ASK-1: 2, ASK-2: 2}`, or combine nodes with `over: children`",
    },
};

pub(super) static MODEL_WEIGHT_ZERO: Rule = Rule {
    id: "model-weight-zero",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A node of which every part weighs nothing in a measure, or where nothing can be earned because all answers are worth the same. Told by `rungs model validate`.",
        why: "The measure never has a value there, and the parts count nowhere.",
        example: "- {id: A, title: Area, items: [{id: A-1, title: First, weight: 0}]}",
        instead: "give a part a weight above 0",
    },
};
