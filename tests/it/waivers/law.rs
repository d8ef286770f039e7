use std::collections::BTreeSet;

use serde_json::Value;

use super::{DENIES, WARNS, check, regressed, told, waiver};

const DAYS: [&str; 4] = ["2026-10-14", "2026-10-15", "2026-12-31", "never"];
const PLACES: [&str; 6] = [
    "unit: acme, item: DOOR-1",
    "unit: acme, node: DOOR",
    "unit: acme",
    "item: DOOR-1",
    "unit: bolt, item: DOOR-1",
    "unit: acme, item: DOOR-1, fingerprint: \"0000000000000000\"",
];

/// Fingerprints of what blocks and is not about waivers themselves.
fn blocking(told: &Value) -> BTreeSet<String> {
    let findings = told["findings"].as_array().unwrap().iter();
    let about = |one: &&Value| !one["rule"].as_str().unwrap().starts_with("waiver-");
    let blocking = findings.filter(|one| one["blocking"] == true).filter(about);
    blocking
        .map(|one| one["fingerprint"].as_str().unwrap().to_owned())
        .collect()
}

/// A waiver for each place, with days that go around.
fn all(turn: usize) -> Vec<(String, String)> {
    let places = PLACES.iter().enumerate();
    let file = |(at, place): (usize, &&str)| {
        let day = DAYS[(at + turn) % DAYS.len()];
        let text = waiver("no-regression", &format!("{place}, expires: {day}"));
        (format!("waivers/{at}.yaml"), text)
    };
    places.map(file).collect()
}

#[test]
fn removing_a_waiver_never_makes_a_run_pass() {
    for turn in 0..DAYS.len() {
        let waivers = all(turn);
        let repo = regressed(WARNS, &[]);
        for (path, text) in &waivers {
            repo.write(path, text);
        }
        let (with, _) = told(&repo, &[]);
        for (path, text) in &waivers {
            repo.git(&["clean", "--quiet", "--force", path]);
            let (without, _) = told(&repo, &[]);
            assert!(
                blocking(&with).is_subset(&blocking(&without)),
                "{turn} {path}"
            );
            repo.write(path, text);
        }
        repo.git(&["clean", "--quiet", "--force", "-d"]);
        let (none, _) = told(&repo, &[]);
        assert_eq!(with["without_waivers"], none["verdict"], "{turn}");
    }
}

#[test]
fn a_waived_finding_comes_back_with_a_word_when_the_day_is_over() {
    for place in PLACES.iter().take(4) {
        let text = waiver("no-regression", &format!("{place}, expires: 2026-11-30"));
        let repo = regressed(DENIES, &[("waivers/one.yaml", &text)]);
        let (before, exit) = told(&repo, &["--today", "2026-11-30"]);
        assert_eq!(
            (exit, before["counts"]["waived"].as_u64()),
            (0, Some(1)),
            "{place}"
        );
        let (after, exit) = told(&repo, &["--today", "2026-12-01"]);
        assert_eq!(exit, 1, "{place}");
        let (one, other) = (&before["findings"][0], &after["findings"][0]);
        assert_eq!(one["fingerprint"], other["fingerprint"]);
        let message = other["message"].as_str().unwrap();
        assert!(
            message.contains("a waiver for it expired on 2026-11-30"),
            "{place}: {message}"
        );
    }
}

#[test]
fn the_same_waivers_give_the_same_bytes() {
    let waivers = all(0);
    let repo = regressed(WARNS, &[]);
    for (path, text) in &waivers {
        repo.write(path, text);
    }
    repo.commit("Except");
    for format in ["text", "markdown", "json"] {
        let words = ["--at", "HEAD", "--format", format];
        let (one, other) = (check(&repo, &words), check(&repo, &words));
        assert_eq!(
            (one.stdout, one.exit),
            (other.stdout, other.exit),
            "{format}"
        );
    }
    let (told, _) = told(&repo, &["--at", "HEAD"]);
    let findings = told["findings"].as_array().unwrap().iter();
    let prints: Vec<&str> = findings
        .map(|one| one["fingerprint"].as_str().unwrap())
        .collect();
    let unique: BTreeSet<&str> = prints.iter().copied().collect();
    assert_eq!(unique.len(), prints.len(), "{prints:?}");
}
