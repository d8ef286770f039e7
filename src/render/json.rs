use serde::Serialize;

/// A report as indented JSON with a line end. Keys stand in the order of the
/// structures, so the same report gives the same bytes.
pub fn json(report: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(report).unwrap_or_default();
    text.push('\n');
    text
}
