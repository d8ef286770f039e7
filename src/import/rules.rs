use crate::diagnostic::{Level, Rule, RuleDocs};

/// Every rule of this layer.
pub static RULES: &[&Rule] = &[
    &WORKBOOK_ANSWER,
    &WORKBOOK_BOX,
    &WORKBOOK_DATE,
    &WORKBOOK_EDITION,
    &WORKBOOK_FLAG,
    &WORKBOOK_ID,
    &WORKBOOK_ID_TWICE,
    &WORKBOOK_LEVEL,
    &WORKBOOK_LINK,
    &WORKBOOK_PLACE,
    &WORKBOOK_PLANNING,
    &WORKBOOK_PRACTICE,
    &WORKBOOK_REWORDED,
    &WORKBOOK_ROW,
    &WORKBOOK_SAMPLE,
    &WORKBOOK_SCORE,
    &WORKBOOK_SHEET,
    &WORKBOOK_STRAY,
    &WORKBOOK_SUMMARY,
    &WORKBOOK_TEXT_NUMBER,
    &WORKBOOK_TEXT_TWICE,
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
        what: "A row of a workbook that cannot be placed: two rows with the text of one practice, more rows than an objective has practices, a row without an id, or an answer to what the edition that is read has not.",
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
        what: "A domain or level of the model without its sheet in the workbook, or a sheet whose header row was not found.",
        why: "The practices of a domain stay unanswered; the controls of a level are not in the model that is written.",
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

pub(super) static WORKBOOK_ANSWER: Rule = Rule {
    id: "workbook-answer",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "An answer cell of a workbook that holds neither Yes nor No, a formula without a stored result among them, or two cells that answer one control differently.",
        why: "Which answer is meant would be a guess; the control is left unanswered.",
        example: "F24 holds `partly`",
        instead: "enter Yes or No and import again, or answer the control in the assessment",
    },
};

pub(super) static WORKBOOK_BOX: Rule = Rule {
    id: "workbook-box",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "Check boxes of a workbook that are not ticked, beside indicators without another answer.",
        why: "A box has two states and an answer three: not ticked may be a no, or nobody looked. Taken as a no, an untouched workbook would claim that every deficiency is absent.",
        example: "K5 to K20 hold FALSE",
        instead: "answer `no` in the assessment where the deficiency is not there",
    },
};

pub(super) static WORKBOOK_EDITION: Rule = Rule {
    id: "workbook-edition",
    level: Level::Note,
    breaks: false,
    docs: RuleDocs {
        what: "A workbook that holds two editions of a model, and how they differ.",
        why: "Only one becomes the model. Controls of the two are the same where their words are, not where their ids are, because an id may name another control in the other edition.",
        example: "a sheet with all levels and one sheet for each level, with other texts",
        instead: "nothing, or name the other edition with `--edition`",
    },
};

pub(super) static WORKBOOK_ID: Rule = Rule {
    id: "workbook-id",
    level: Level::Note,
    breaks: false,
    docs: RuleDocs {
        what: "An id in a workbook that is spelt unlike the others and was read as one of their form.",
        why: "Ids have to be the same wherever they are written. The spelling of the workbook is kept as an alias.",
        example: "1.B.3a, read as 1.B.3.a",
        instead: "nothing: the model has the regular id",
    },
};

pub(super) static WORKBOOK_ID_TWICE: Rule = Rule {
    id: "workbook-id-twice",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "An id that two rows of one edition have. They are taken for one control when they have one text or link to the same control; else the second gets an id of its own.",
        why: "An id names one control. Answers to two of them would be answers to neither.",
        example: "D8 and D28 both begin with 1.C.1.d",
        instead: "look at both rows, and at the control's answer",
    },
};

pub(super) static WORKBOOK_LINK: Rule = Rule {
    id: "workbook-link",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A link of a workbook that names no control, or none that the edition that is read has.",
        why: "The indicator then does not say what removes it.",
        example: "E4 holds `see above`",
        instead: "add `resolved_by` to the item in the model's file, if there is such a control",
    },
};

pub(super) static WORKBOOK_PLACE: Rule = Rule {
    id: "workbook-place",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A row of a workbook that stands elsewhere than its id or its counterpart says: under another level, phase or intelligence level, or an indicator among the actions.",
        why: "Its place decides what it counts for, and for an indicator whether a yes is good or bad news.",
        example: "`Feedback` beside 1.A.1.a; a deficiency in the block of actions",
        instead: "check the item in the model's file",
    },
};

pub(super) static WORKBOOK_REWORDED: Rule = Rule {
    id: "workbook-reworded",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "An answer that stands in the other edition of a workbook, beside a control with other words than the one it was given to.",
        why: "The words are close enough to be taken for one control, but the answer was given to those of the other edition.",
        example: "an answer on the sheet with all levels, imported for a control of a level's own sheet",
        instead: "check that the answer holds for the words of the model",
    },
};

pub(super) static WORKBOOK_SAMPLE: Rule = Rule {
    id: "workbook-sample",
    level: Level::Note,
    breaks: false,
    docs: RuleDocs {
        what: "The answers that the author's workbook comes with, found unchanged.",
        why: "They show how to fill it in; nobody gave them for the unit.",
        example: "a workbook that was imported as it was downloaded",
        instead: "look at each, or clear them in the workbook and import again",
    },
};

pub(super) static WORKBOOK_STRAY: Rule = Rule {
    id: "workbook-stray",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A text in a column of a workbook where only check boxes write.",
        why: "It is neither ticked nor an answer, and was left out.",
        example: "K24 holds `see above`",
        instead: "put it under `because` of the answer if it matters",
    },
};

pub(super) static WORKBOOK_TEXT_TWICE: Rule = Rule {
    id: "workbook-text-twice",
    level: Level::Note,
    breaks: false,
    docs: RuleDocs {
        what: "Two controls of a workbook with one text and two ids.",
        why: "They are asked about two places of the grid, so both are imported; an answer to one is none to the other.",
        example: "1.A.5.a and 1.B.5.a say the same",
        instead: "nothing, if the two are meant",
    },
};

pub(super) static WORKBOOK_LEVEL: Rule = Rule {
    id: "workbook-level",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A row of a workbook with two columns of levels that disagree with each other, or with the model.",
        why: "Levels are those of the model, which follow the column that is shown. The other one is hidden in the workbook v1.0 and wrong in 15 rows.",
        example: "column B shows CTI1 for THREAT-1.b, and the hidden column C holds CTI2",
        instead: "nothing, unless the level was changed on purpose: then give the model a version of its own",
    },
};

pub(super) static WORKBOOK_PLANNING: Rule = Rule {
    id: "workbook-planning",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A target score, impact, effort, priority or target date of a workbook that cannot be read, has no place in an assessment, or lies below the score.",
        why: "What cannot be read is left out rather than guessed. Scores and figures do not depend on it.",
        example: "L12 holds 4, and an effort is 1, 2 or 3",
        instead: "add `target`, `impact` or `effort` to the practice in the assessment",
    },
};

pub(super) static WORKBOOK_SUMMARY: Rule = Rule {
    id: "workbook-summary",
    level: Level::Note,
    breaks: false,
    docs: RuleDocs {
        what: "A sheet of a workbook that repeats the practices by formulas, and lacks some of them.",
        why: "Plans that are made from that sheet miss practices. Nothing is imported from it, so the assessment lacks nothing.",
        example: "`Priorities Summary` of the workbook v1.0 has 234 rows for 246 practices, and 2 of them are `#REF!`",
        instead: "plan with the assessment, which has every practice",
    },
};
