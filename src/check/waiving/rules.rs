use crate::diagnostic::{Level, Rule, RuleDocs};

/// Every rule about waivers.
pub static RULES: &[&Rule] = &[
    &ADDED, &EXPIRED, &EXPIRING, &INVALID, &TOO_LONG, &TWICE, &UNUSED,
];

pub(super) static ADDED: Rule = Rule {
    id: "waiver-added",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "A waiver that is new against the base, holds for longer than there, or excepts more: another rule, no unit, item, node or fingerprint where the base names one.",
        why: "Waivers are read from the change itself, so a change could except its own regression. Where somebody who answers for the bar has to approve every waiver, `levels: {waiver-added: warn}` is safe; the level is read at the base.",
        example: "rungs: waiver/1\nrule: no-regression\nunit: acme-cti\nitem: ASSET-1.a\nreason: tool replaced\nowner: cti-lead\nexpires: 2026-12-31",
        instead: "bring the waiver in a change of its own, or let code owners approve `rungs.yaml` and `waivers/` and warn only",
    },
};

pub(super) static EXPIRED: Rule = Rule {
    id: "waiver-expired",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A waiver whose last day is over. What it excepted counts again.",
        why: "An exception that nobody renews has come to its end, and what comes back looks new unless it is said.",
        example: "expires: 2026-09-30",
        instead: "mend what it excepted and remove it with `rungs waiver prune`, or agree on a new last day",
    },
};

pub(super) static EXPIRING: Rule = Rule {
    id: "waiver-expiring",
    level: Level::Note,
    breaks: false,
    docs: RuleDocs {
        what: "A waiver that ends soon: within `waiving.warn_days` days, 14 unless the configuration says otherwise.",
        why: "What it excepts will block from the day after, also changes that have nothing to do with it.",
        example: "expires: 2026-10-20",
        instead: "mend what it excepts before that day",
    },
};

pub(super) static INVALID: Rule = Rule {
    id: "waiver-invalid",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "A waiver that can except nothing: its last day is no day, its reason or owner is blank, its rule does not exist or cannot be waived, or its unit, node or item is not known. Rules about the policy and about waivers cannot be waived, and neither can those that a file's meaning hangs on.",
        why: "People believe that it holds. A waiver for a rule about waivers would let a change except its own exception.",
        example: "rule: no-regresion\nexpires: 2026-02-30",
        instead: "rule: no-regression\nexpires: 2026-02-28",
    },
};

pub(super) static TOO_LONG: Rule = Rule {
    id: "waiver-too-long",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "A waiver whose last day is further away than `waiving.longest_days` of the policy that counts allows.",
        why: "An exception without an end in sight is a lower bar.",
        example: "waiving: {longest_days: 90}\nwaivers:\n  - {rule: minimum, …, expires: 2099-12-31}",
        instead: "take a day within the allowed time, and agree again when it comes",
    },
};

pub(super) static TWICE: Rule = Rule {
    id: "waiver-twice",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "Two waivers that hold for one finding.",
        why: "Removing one of them would change nothing, and nobody could say which reason counts.",
        example: "two files below `waivers/` with the same rule, unit and item",
        instead: "keep one of them",
    },
};

pub(super) static UNUSED: Rule = Rule {
    id: "waiver-unused",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A waiver that holds and excepts nothing: what it was for is mended, or has become part of the base, or its fingerprint is that of another answer.",
        why: "It would except the next finding of its kind without anybody deciding so.",
        example: "a waiver for a regression that has been merged since",
        instead: "remove it; `rungs waiver prune` does",
    },
};
