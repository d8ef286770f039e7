//! What an auditor asks of a period: one check a file, each with its documentation.
//!
//! A check sees the commits of a period with what they did, and says what is out of
//! the ordinary about them. Whether that is wrong is for a person to say: git does not
//! know who agreed to what.

mod brought;
mod gather;
mod irregularity;
mod person;
mod rules;
mod scene;

pub use gather::{Auditing, Gathered};
pub use irregularity::{ChangedAnswer, Irregularity};
pub use scene::{Anchor, Audited, Scene, Standing};

use crate::diagnostic::Rule;

/// A check.
#[derive(Debug)]
pub struct Check {
    /// Its identity and documentation. A finding may be less grave than its level.
    pub rule: Rule,
    /// What it does.
    pub run: for<'s> fn(&Scene<'s>, &mut Vec<Irregularity<'s>>),
}

/// Every check, in the order of its id.
pub static CHECKS: &[&Check] = &[
    &rules::answer_raised_and_lowered::CHECK,
    &rules::answer_without_evidence::CHECK,
    &rules::answer_without_rationale::CHECK,
    &rules::assessment_removed::CHECK,
    &rules::assessment_unreadable::CHECK,
    &rules::change_incomparable::CHECK,
    &rules::change_outside_merge::CHECK,
    &rules::commit_backdated::CHECK,
    &rules::grounds_removed::CHECK,
    &rules::history_rewritten::CHECK,
    &rules::merged_by_author::CHECK,
    &rules::signature_bad::CHECK,
    &rules::signature_missing::CHECK,
    &rules::signature_unproven::CHECK,
];

/// What all checks find, check by check, oldest first.
pub fn audit<'s>(scene: &Scene<'s>) -> Vec<Irregularity<'s>> {
    let mut found = Vec::new();
    for check in CHECKS {
        (check.run)(scene, &mut found);
    }
    found
}
