use crate::diagnostic::{Level, Rule, RuleDocs};

/// Every rule of this layer.
pub static RULES: &[&Rule] = &[&FILE_KIND, &SCHEMA];

pub(super) static FILE_KIND: Rule = Rule {
    id: "file-kind",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A file that does not say what it is in its key `rungs`, or says a kind or a format version that this rungs does not read.",
        why: "Without it a file could be taken for another kind, or a newer format read by the rules of an older one.",
        example: "unit: acme-cti",
        instead: "rungs: assessment/1\nunit: acme-cti",
    },
};

pub(super) static SCHEMA: Rule = Rule {
    id: "schema",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A key or a value that the schema of the file's kind does not know: a misspelt key, a missing one, a value of the wrong type.",
        why: "What is not understood would be silently left out of the score.",
        example: "ASSET-1.a: {answr: fully}",
        instead: "ASSET-1.a: {answer: fully}",
    },
};
