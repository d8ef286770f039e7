use serde::Serialize;

use super::escape;

/// A report as indented JSON with a line end. Keys stand in the order of the
/// structures, so the same report gives the same bytes. Characters that a
/// terminal or a log would act on are written as escapes.
pub fn json(report: &impl Serialize) -> String {
    let mut text = escape::json(serde_json::to_string_pretty(report).unwrap_or_default());
    text.push('\n');
    text
}
