use crate::render::{escape, wording};
use crate::report::ScoredAssessment;

/// How measures have moved, as a table.
pub(super) fn trends(assessment: &ScoredAssessment) -> String {
    let trends = assessment.trend.as_deref().unwrap_or_default();
    let Some(first) = trends.first() else {
        return String::new();
    };
    let days = first
        .changes
        .iter()
        .map(|change| format!(" {} days |", change.days));
    let days: String = days.collect();
    let columns = "---:|".repeat(first.changes.len());
    let mut out =
        format!("\n| trend | value | since |{days} target |\n|---|---:|---|{columns}---|\n");
    for one in trends {
        let (value, since) = one
            .last
            .as_ref()
            .map_or(("–", "–"), |last| (&last.shown, &last.since));
        let changes = one
            .changes
            .iter()
            .map(|change| format!(" {} |", escape::markdown(&change.shown)));
        let changes: String = changes.collect();
        let target = one
            .target
            .as_ref()
            .map_or(String::new(), wording::trend_target);
        out.push_str(&format!(
            "| {} | {} | {since} |{changes} {} |\n",
            escape::markdown(&one.measure),
            escape::markdown(value),
            escape::markdown(&target)
        ));
    }
    out
}
