//! The rules of the dialect. None of them can be switched off: a file that
//! breaks one has no agreed meaning.

use crate::diagnostic::{Level, Rule, RuleDocs};

/// Every rule of this layer.
pub static RULES: &[&Rule] = &[
    &SYNTAX,
    &DUPLICATE_KEY,
    &ANCHOR,
    &ALIAS,
    &MERGE_KEY,
    &TAG,
    &KEY,
    &DOCUMENTS,
    &DIRECTIVE,
    &DEPTH,
    &SIZE,
    &NUMBER,
    &CONTROL,
    &HIDDEN,
    &CONFLICT,
    &LFS,
];

pub(super) static SYNTAX: Rule = Rule {
    id: "yaml-syntax",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "Text that is not YAML: a wrong indentation, a missing colon or quote, a tab where spaces belong.",
        why: "Nothing after the place can be read, so the file has no meaning.",
        example: "answers:\n  ASSET-1.a: \"fully",
        instead: "close the quote: `ASSET-1.a: fully`",
    },
};

pub(super) static DUPLICATE_KEY: Rule = Rule {
    id: "yaml-duplicate-key",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A key that stands twice in one mapping, also when one of the two is quoted.",
        why: "Readers keep the first or the last of them without saying so; two people answering the same practice in one file is what reviews must see.",
        example: "ASSET-1.a: fully\nASSET-1.a: not",
        instead: "keep one of the two",
    },
};

pub(super) static ANCHOR: Rule = Rule {
    id: "yaml-anchor",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "An anchor (`&name`).",
        why: "A change at an anchor moves every place that refers to it, which a diff does not show.",
        example: "answer: &same fully",
        instead: "write the value itself at each place",
    },
};

pub(super) static ALIAS: Rule = Rule {
    id: "yaml-alias",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "An alias (`*name`).",
        why: "What it stands for is elsewhere, so a reviewer cannot see what changed here.",
        example: "answer: *same",
        instead: "write the value itself",
    },
};

pub(super) static MERGE_KEY: Rule = Rule {
    id: "yaml-merge-key",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A merge key (`<<`).",
        why: "It brings in answers from elsewhere that no line here names.",
        example: "ASSET-1.a: {<<: *defaults}",
        instead: "write the keys themselves",
    },
};

pub(super) static TAG: Rule = Rule {
    id: "yaml-tag",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A tag (`!name`, `!!type`).",
        why: "Tags make readers build other things than what is written; in some they run code.",
        example: "answer: !!str 3",
        instead: "leave the tag out; quote the value when it is text",
    },
};

pub(super) static KEY: Rule = Rule {
    id: "yaml-key",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A key that is not a text: a number, `true`, `null`, a list or a mapping.",
        why: "Readers turn such keys into different texts, so `1` and `\"1\"` may or may not be the same item.",
        example: "1: fully",
        instead: "quote it: `\"1\": fully`",
    },
};

pub(super) static DOCUMENTS: Rule = Rule {
    id: "yaml-documents",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A second document in a file, or text after the end mark `...`.",
        why: "Everything after the first document would be ignored.",
        example: "---\nunit: a\n---\nunit: b",
        instead: "use one file for each",
    },
};

pub(super) static DIRECTIVE: Rule = Rule {
    id: "yaml-directive",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A directive such as `%YAML 1.1` or `%TAG`.",
        why: "It asks readers to follow other rules than those of this format.",
        example: "%YAML 1.1\n---\nrungs: assessment/1",
        instead: "delete the line",
    },
};

pub(super) static DEPTH: Rule = Rule {
    id: "yaml-depth",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "Lists and mappings nested deeper than 64.",
        why: "No assessment needs it, and such files are made to break readers.",
        example: "[[[[[…]]]]]",
        instead: "flatten it",
    },
};

pub(super) static SIZE: Rule = Rule {
    id: "yaml-size",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A value, a key or a number of values beyond the limits: 1 MiB a value, 1,024 bytes a key, 250,000 values a file.",
        why: "Limits keep a hostile file from using up a machine.",
        example: "because: \"…two million letters…\"",
        instead: "keep long material in a file of its own and name it as evidence",
    },
};

pub(super) static NUMBER: Rule = Rule {
    id: "yaml-number",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A number in a spelling that readers disagree about or that is no finite decimal: `010`, `0x1F`, `1e3`, `.5`, `+1`, `.inf`.",
        why: "One reader takes `010` as ten, another as eight, a third as text.",
        example: "weight: 010",
        instead: "write a plain decimal such as `10` or `0.5`, or quote it when it is text",
    },
};

pub(super) static CONTROL: Rule = Rule {
    id: "yaml-control-character",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A control character in the text, such as NUL or ESC.",
        why: "Terminals and logs act on such characters; YAML forbids them.",
        example: "because: (an invisible ESC)",
        instead: "delete it; in double quotes `\\t` and the like are fine",
    },
};

pub(super) static HIDDEN: Rule = Rule {
    id: "yaml-hidden-character",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "Characters that change the direction of text or are invisible.",
        why: "They make a line read differently from what it says, in a review too.",
        example: "owner: (a right-to-left override)",
        instead: "delete it",
    },
};

pub(super) static CONFLICT: Rule = Rule {
    id: "merge-conflict",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "Marks of an unresolved merge.",
        why: "Both sides stand in the file; nobody has decided.",
        example: "<<<<<<< HEAD\nASSET-1.a: fully\n=======",
        instead: "resolve the conflict and delete the marks",
    },
};

pub(super) static LFS: Rule = Rule {
    id: "lfs-pointer",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A Git LFS pointer instead of the file it stands for.",
        why: "It is valid YAML, but not the assessment.",
        example: "version https://git-lfs.github.com/spec/v1",
        instead: "run `git lfs pull`",
    },
};
