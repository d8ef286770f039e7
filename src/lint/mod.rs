//! Checks on what files mean: one lint a file, each with its documentation.
//!
//! A lint sees typed values and what it is handed in its scene; it reads no
//! files, no clock and no configuration. Levels are applied elsewhere.

mod rules;
mod scene;

pub(crate) use rules::evidence_expired::{
    LINT as EVIDENCE_EXPIRED, REMEDY as RECORD_ANEW, expired,
};
pub(crate) use rules::review_pending::{LINT as REVIEW_PENDING, pending};
pub(crate) use rules::target_overdue::{Due, LINT as TARGET_OVERDUE, Overdue};
pub use scene::{Head, ObservationScene, Scene};

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Rule};

/// A check.
#[derive(Debug)]
pub struct Lint {
    /// Its identity and documentation.
    pub rule: Rule,
    /// What it does.
    pub run: Run,
}

/// What a lint looks at.
#[derive(Debug, Clone, Copy)]
pub enum Run {
    /// One assessment.
    Assessment(fn(&Scene<'_>, &mut Vec<Diagnostic>)),
    /// The heads of all assessments of a run.
    Heads(fn(&[Head], &mut Vec<Diagnostic>)),
    /// One file of observations.
    Observations(fn(&ObservationScene<'_>, &mut Vec<Diagnostic>)),
    /// One assessment, and one file of observations.
    Both(
        fn(&Scene<'_>, &mut Vec<Diagnostic>),
        fn(&ObservationScene<'_>, &mut Vec<Diagnostic>),
    ),
}

/// Every lint, in the order of its id.
pub static LINTS: &[&Lint] = &[
    &rules::answer_off_scale::LINT,
    &rules::answer_out_of_scope::LINT,
    &rules::claim_contradicted::LINT,
    &rules::claim_impossible::LINT,
    &rules::claim_metric_unknown::LINT,
    &rules::claim_off_scale::LINT,
    &rules::claim_unobserved::LINT,
    &rules::claim_without_threshold::LINT,
    &rules::date_in_future::LINT,
    &rules::duplicate_item::LINT,
    &rules::evidence_expired::LINT,
    &rules::evidence_missing::LINT,
    &rules::invalid_date::LINT,
    &rules::item_outside_part::LINT,
    &rules::model_digest_absent::LINT,
    &rules::model_digest_mismatch::LINT,
    &rules::na_not_allowed::LINT,
    &rules::na_unexplained::LINT,
    &rules::na_without_reason::LINT,
    &rules::observation_metric_unknown::LINT,
    &rules::observation_twice::LINT,
    &rules::observation_unit_unknown::LINT,
    &rules::override_twice::LINT,
    &rules::override_unknown::LINT,
    &rules::override_without_because::LINT,
    &rules::review_pending::LINT,
    &rules::second_final::LINT,
    &rules::target_below_answer::LINT,
    &rules::target_overdue::LINT,
    &rules::target_unknown::LINT,
    &rules::unknown_item::LINT,
    &rules::unknown_node::LINT,
    &rules::value_and_na::LINT,
];

/// Runs every lint that looks at one assessment.
pub fn check(scene: &Scene<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for lint in LINTS {
        if let Run::Assessment(run) | Run::Both(run, _) = lint.run {
            run(scene, &mut findings);
        }
    }
    findings
}

/// Runs every lint that looks at one file of observations.
pub fn check_observations(scene: &ObservationScene<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for lint in LINTS {
        if let Run::Observations(run) | Run::Both(_, run) = lint.run {
            run(scene, &mut findings);
        }
    }
    findings
}

/// Runs every lint that looks across assessments.
pub fn check_heads(heads: &[Head]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for lint in LINTS {
        if let Run::Heads(run) = lint.run {
            run(heads, &mut findings);
        }
    }
    findings
}

/// The paths of the assessments whose meaning is broken by one another.
pub fn broken_across(heads: &[Head]) -> BTreeSet<String> {
    let breaking = check_heads(heads)
        .into_iter()
        .filter(|finding| finding.rule.breaks);
    let places = breaking.flat_map(|finding| {
        let related = finding.related.into_iter().map(|(place, _)| place);
        related.chain([finding.place]).collect::<Vec<_>>()
    });
    places
        .filter_map(|place| place.path().map(ToString::to_string))
        .collect()
}
