mod outcomes;
mod sample;

use super::diff;

/// Prints each sample, to be looked at with `--nocapture`.
#[test]
#[expect(
    clippy::disallowed_macros,
    reason = "a comment is judged by looking at it"
)]
fn samples_are_within_the_limits() {
    for (name, report) in outcomes::all() {
        let text = diff(&report);
        println!("=== {name} ===\n{text}");
        assert!(text.encode_utf16().count() <= 60_000, "{name}");
        assert_eq!(text, diff(&report), "{name}");
    }
}
