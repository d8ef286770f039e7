use crate::diagnostic::{Level, Rule, RuleDocs};

/// Every rule of this layer.
pub static RULES: &[&Rule] = &[
    &WORKBOOK_DATE,
    &WORKBOOK_FLAG,
    &WORKBOOK_PRACTICE,
    &WORKBOOK_ROW,
    &WORKBOOK_SCORE,
    &WORKBOOK_SHEET,
    &WORKBOOK_TEXT_NUMBER,
];

pub(super) static WORKBOOK_SCORE: Rule = Rule {
    id: "workbook-score",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "A score cell of a workbook that holds neither 0, 1, 2, 3 nor N/A.",
        why: "It has no meaning in the model; the practice is left unanswered rather than guessed.",
        example: "D14 holds `yes`",
        instead: "enter 0, 1, 2, 3 or N/A and import again, or answer the practice in the assessment",
    },
};

pub(super) static WORKBOOK_TEXT_NUMBER: Rule = Rule {
    id: "workbook-text-number",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A score that the workbook holds as text, such as \"2\".",
        why: "It looks like a number, but the sheet's own sums pass it over. It is imported as the number.",
        example: "D14 holds the text `2`",
        instead: "nothing: the assessment has the right score",
    },
};

pub(super) static WORKBOOK_PRACTICE: Rule = Rule {
    id: "workbook-practice",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A practice row whose text is not that of the edition, so that it was taken for a practice by its position.",
        why: "The letters in the workbooks are unreliable; when a text was edited, only the position is left to go by.",
        example: "C14 holds a practice that somebody reworded",
        instead: "check that the answer stands at the practice that is meant",
    },
};

pub(super) static WORKBOOK_ROW: Rule = Rule {
    id: "workbook-row",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "A row of a workbook that cannot be placed: two rows with the text of one practice, or more rows than an objective has practices.",
        why: "Its answer cannot be given to any practice without guessing, so it was left out.",
        example: "two rows with the text of ASSET-1.a",
        instead: "look at the row and answer the practice in the assessment",
    },
};

pub(super) static WORKBOOK_SHEET: Rule = Rule {
    id: "workbook-sheet",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "A domain of the model without its sheet in the workbook, or a sheet whose header row was not found.",
        why: "The domain's practices stay unanswered.",
        example: "a workbook without the sheet `Domain 8 - FRAUD`",
        instead: "restore the sheet, or put the domain out of scope if it was removed on purpose",
    },
};

pub(super) static WORKBOOK_DATE: Rule = Rule {
    id: "workbook-date",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A date cell of a workbook that holds no date.",
        why: "The domain's day of assessment is unknown.",
        example: "G2 holds `last spring`",
        instead: "add the day under `assessed:` of the assessment",
    },
};

pub(super) static WORKBOOK_FLAG: Rule = Rule {
    id: "workbook-flag",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A cell \"Domain is Relevant?\" that holds neither Yes nor No.",
        why: "The domain was taken as relevant.",
        example: "G3 holds `partly`",
        instead: "put the domain under `scope.out` with a reason if it is not relevant",
    },
};
