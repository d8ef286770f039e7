use super::rules::TWICE;
use crate::diagnostic::Diagnostic;
use crate::project::PlacedWaiver;

/// That two waivers hold for one finding.
pub(super) fn twice(first: &PlacedWaiver, second: &PlacedWaiver) -> Diagnostic {
    let message = "another waiver holds for the same finding";
    Diagnostic::new(&TWICE, second.start(), message)
        .related(first.start(), "the other waiver")
        .help("keep one of them")
}
