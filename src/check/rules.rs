use crate::diagnostic::{Level, Rule, RuleDocs};

/// Every rule of this layer.
pub static RULES: &[&Rule] = &[&GATE_WEAKENED, &MODEL_CHANGED, &POLICY_CHANGED];

pub(super) static GATE_WEAKENED: Rule = Rule {
    id: "gate-weakened",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "A change asks less than its base does: a gate is gone, warns only, wants less, begins later or looks at less; a rule has a lower level; an assessment is gone, a draft, of another unit, held against another model or no longer looked at; something is out of scope; a judgement replaces a number; a target that counts is lowered, put off or gone. It cannot be waived.",
        why: "The gates of the base count for the change, but from the merge on its own do: lowering the bar has to be seen and agreed on.",
        example: "- {rule: minimum, node: ASSET, measure: share, at_least: 0.4}   # 0.6 at the base",
        instead: "let it be agreed on: `--accept` with its fingerprint in a trusted job, or `levels: {gate-weakened: warn}` merged before",
    },
};

pub(super) static POLICY_CHANGED: Rule = Rule {
    id: "policy-changed",
    level: Level::Note,
    breaks: false,
    docs: RuleDocs {
        what: "A change of gates, levels of rules, profiles, the length of waivers, or what is looked at. It counts from the merge on.",
        why: "A reviewer sees what will be asked of later changes.",
        example: "- {rule: minimum, node: ASSET, measure: share, at_least: 0.7}   # 0.6 at the base",
        instead: "nothing, where it is meant",
    },
};

pub(super) static MODEL_CHANGED: Rule = Rule {
    id: "model-changed",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "The model that an assessment is scored by has other contents, or other spellings of its items, under the same id and version, so gates have to be kept by both; or, as a warning, the assessment moved to another version of its model. It cannot be waived.",
        why: "A yardstick that is changed together with what it measures can make anything look better.",
        example: "levels, weights or scales of models/house.yaml edited, `version` left as it was",
        instead: "give the changed model a version of its own, and move assessments with `rungs migrate`",
    },
};
