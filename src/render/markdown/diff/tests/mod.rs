pub(in crate::render) mod corpus;
mod hostile;
pub(in crate::render::markdown) mod judge;
mod laws;
mod outcomes;

use super::diff;
use crate::report::sample;

/// Prints each sample, to be looked at with `--nocapture`.
#[test]
#[expect(
    clippy::disallowed_macros,
    reason = "a comment is judged by looking at it"
)]
fn samples_are_sound() {
    for (name, report) in outcomes::all() {
        let text = diff(&report);
        println!("=== {name} ===\n{text}");
        judge::judge(&text);
        assert_eq!(text, diff(&report), "{name}");
    }
}

fn first_line(name: &str) -> String {
    let all = outcomes::all();
    let found = all.iter().find(|(found, _)| *found == name);
    let text = found.map(|(_, report)| diff(report)).unwrap_or_default();
    let first = text.lines().next().unwrap_or_default();
    first.replace('\u{a0}', " ")
}

#[test]
fn the_first_line_is_the_verdict() {
    for (name, expected) in [
        (
            "rise",
            "### ▲ blue rose: share 48.5 % → 54.5 % (▲ +6.1 pp), level L1 → L2 (▲ +1 level)",
        ),
        (
            "fall",
            "### ▼ blue fell: share 54.5 % → 48.5 % (▼ −6.1 pp), level L2 → L1 (▼ −1 level); \
             **1 regression**; **1 piece of evidence lost**",
        ),
        (
            "scope",
            "### ◇ blue moved, but mainly not by its answers: share 51.5 % → 56.7 % (△ +5.2 pp by \
             scope, 3 fewer points possible); **2 scope cuts**",
        ),
        (
            "incomparable",
            "### ≠ blue cannot be compared: nothing is subtracted",
        ),
        ("added", "### ● blue is new: share 51.5 %"),
        ("removed", "### ✖ blue is removed: share 48.5 %"),
        ("draft", "### ✎ blue became a draft, which is not scored"),
        (
            "prose",
            "### = blue changed, and no score moved: share 51.5 %",
        ),
        (
            "broken",
            "### ⚠ 2 assessments changed: ▲ 1 rose, ⚠ 1 broken on one side",
        ),
        (
            "many",
            "### ▲▼ 40 assessments changed: ▲ 24 rose, ▼ 8 fell, ● 8 new; **8 regressions**; **8 pieces of evidence lost**",
        ),
        (
            "nothing",
            "= No change in maturity: 12 assessments are the same; only files: blue split into 3 \
             files (base origin/main, head HEAD).",
        ),
    ] {
        assert_eq!(first_line(name), expected, "{name}");
    }
}

#[test]
fn a_change_that_moves_nothing_is_one_line() {
    let all = outcomes::all();
    let nothing = all.iter().find(|(name, _)| *name == "nothing");
    let text = nothing.map(|(_, report)| diff(report)).unwrap_or_default();
    assert_eq!(text.lines().count(), 1);
}

#[test]
fn what_is_left_out_is_said() {
    let small = diff(&outcomes::many(5));
    assert!(!small.contains("Left out"));
    let text = diff(&outcomes::many(400));
    assert!(text.contains("> Left out, to stay within what a comment may hold: tables of all"));
    assert!(text.contains("regression: team-0000: **ASSET-1.b**"));
    assert!(text.contains("- … and 68 more: regression\n"));
    assert!(text.contains("| … and 340 more | | | |\n"));
}

#[test]
fn a_link_leads_to_the_lines_at_head() {
    let mut one = outcomes::risen("blue");
    one.changes
        .iter_mut()
        .for_each(|it| it.path = Some("a b/(ü)_#?%.yaml".to_owned()));
    let text = diff(&sample::report(vec![one]));
    let address = "/a%20b/%28%C3%BC%29%5F%23%3F%25.yaml#L12-L18)";
    assert!(text.contains(address), "{text}");
    let mut one = outcomes::risen("blue");
    one.changes.iter_mut().for_each(|it| it.end_line = it.line);
    let text = diff(&sample::report(vec![one]));
    assert!(text.contains("/assessments/blue.yaml#L12)"), "{text}");
    // An address is one of the web, or there is none.
    let mut report = sample::one();
    if let Some(links) = &mut report.head.links {
        links.before = "javascript:alert(1)//".to_owned();
    }
    assert!(!diff(&report).contains("](javascript"));
}

#[test]
fn what_a_value_is_counted_of_stands_beside_it() {
    let text = diff(&sample::one());
    for said in [
        "▼\u{a0}−1\u{a0}level**<br><sub>20 of 24 practices count, 24 before</sub>",
        "<br><sub>15 fewer points possible</sub>",
        " · 3 unanswered practices are no longer in the model\n",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
}
