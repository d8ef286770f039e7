//! Waivers: dated, reasoned exceptions, and what is to be said about them.
//!
//! They are read at the head, so that one change can carry a regression and its
//! reviewed, expiring reason; what is new in them against the base is a finding of
//! its own, which no waiver excepts.

mod added;
mod apply;
mod examine;
mod known;
mod rules;
mod same;

pub use apply::{CheckedWaiver, WaiverState};
pub use examine::{MOST_WAIVERS, WaiverExam, longest_for, refusal_of_rule};
pub use known::KnownNames;
pub use rules::RULES;

pub(super) use added::added;
pub(super) use apply::Application;

use super::Finding;
use crate::diagnostic::Diagnostic;
use crate::model::Spanned;
use crate::project::PlacedWaiver;

/// A finding about a waiver, known by what the waiver is for.
fn about(placed: &PlacedWaiver, diagnostic: Diagnostic, aspect: &str) -> Finding {
    let waiver = &placed.waiver;
    let text = |part: &Option<Spanned<String>>| part.as_ref().map(|part| part.value.clone());
    let pinned = text(&waiver.fingerprint).unwrap_or_default();
    Finding {
        unit: text(&waiver.unit),
        node: text(&waiver.node),
        item: text(&waiver.item),
        aspect: [waiver.rule.value.as_str(), &pinned, aspect]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
        ..Finding::new(diagnostic)
    }
}
