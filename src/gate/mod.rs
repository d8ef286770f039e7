//! Conditions that a team wants every change to keep: one gate a file, each with
//! its documentation.
//!
//! A gate sees one assessment, typed and scored, what changed in it, and its own
//! declaration. It reads no files, no clock and no configuration beside that, and
//! it decides nothing about levels, waivers or exit codes.

mod breach;
mod declared;
mod expression;
mod lost;
mod reasons;
mod rules;
mod scene;
mod shown;
mod words;

pub use breach::{Breach, Subject};
pub use declared::{RULES, Reach, check_declarations};
pub use lost::{Lost, lost};
pub use reasons::reasons;
pub use scene::{Earlier, Scene};

use crate::diagnostic::Rule;
use crate::model::GateDeclaration;

/// Whether two expressions are the same but for spaces, line ends and comments
/// between their words.
pub fn same_expression(one: &str, other: &str) -> bool {
    expression::same_expression(one, other)
}

/// A kind of condition.
#[derive(Debug)]
pub struct Gate {
    /// Its identity and documentation; that of a lint where the gate asks the same
    /// with options.
    pub rule: &'static Rule,
    /// The keys it takes beside those that every gate takes.
    pub options: &'static [&'static str],
    /// Those of them that it cannot do without: one of these sets.
    pub needs: &'static [&'static [&'static str]],
    /// The condition of one declaration, in words: a fragment such as "`level` of
    /// THREAT is at least CTI2".
    pub condition: fn(&GateDeclaration) -> String,
    /// Adds what breaks it.
    pub run: fn(&Scene<'_>, &mut Vec<Breach>),
}

/// The keys that every gate takes.
pub const COMMON_OPTIONS: &[&str] = &[
    "rule", "name", "level", "from", "units", "node", "nodes", "item", "items", "levels", "facets",
];

/// Every gate, in the order of its id.
pub static GATES: &[&Gate] = &[
    &rules::complete::GATE,
    &rules::evidence_expired::GATE,
    &rules::evidence_required::GATE,
    &rules::expression::GATE,
    &rules::minimum::GATE,
    &rules::no_regression::GATE,
    &rules::rationale_required::GATE,
    &rules::review_age::GATE,
    &rules::reviewed_migration::GATE,
    &rules::target_overdue::GATE,
];

/// The gate of a rule.
pub fn find(rule: &str) -> Option<&'static Gate> {
    GATES.iter().copied().find(|gate| gate.rule.id == rule)
}
