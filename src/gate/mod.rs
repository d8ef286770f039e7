//! Conditions that a team wants every change to keep: one gate a file, each with
//! its documentation.
//!
//! A gate sees one assessment, typed and scored, what changed in it, and its own
//! declaration. It reads no files, no clock and no configuration beside that, and
//! it decides nothing about levels, waivers or exit codes.

mod breach;
mod rules;
mod scene;

pub use breach::{Breach, Subject};
pub use scene::{Earlier, Scene};

use crate::diagnostic::Rule;
use crate::model::GateDeclaration;

/// A kind of condition.
#[derive(Debug)]
pub struct Gate {
    /// Its identity and documentation; that of a lint where the gate asks the same
    /// with options.
    pub rule: &'static Rule,
    /// The keys it takes beside those that every gate takes.
    pub options: &'static [&'static str],
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
pub static GATES: &[&Gate] = &[&rules::minimum::GATE, &rules::no_regression::GATE];

/// The gate of a rule.
pub fn find(rule: &str) -> Option<&'static Gate> {
    GATES.iter().copied().find(|gate| gate.rule.id == rule)
}
