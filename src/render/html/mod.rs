//! Text as one piece of a page, which needs nothing from elsewhere.

use crate::report::DiffReport;

pub(super) fn diff(report: &DiffReport) -> String {
    report.reproduce.clone()
}
