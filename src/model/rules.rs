use crate::diagnostic::{Level, Rule, RuleDocs};

/// Every rule of this layer.
pub static RULES: &[&Rule] = &[&MODEL_DUPLICATE, &MODEL_REFERENCE];

pub(super) static MODEL_DUPLICATE: Rule = Rule {
    id: "model-duplicate-id",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "An id or an alias that two things of a model have.",
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
