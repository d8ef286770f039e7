use super::{
    ACME, DENIES, MODEL, WARNS, check, config, counts, found, paper, regressed, told, waiver,
};
use crate::support::run;

const DOOR: &str = "unit: acme, item: DOOR-1, expires: 2026-11-30";

#[test]
fn a_new_waiver_lets_a_regression_through_where_the_base_lets_it() {
    let repo = regressed(WARNS, &[]);
    let (before, exit) = told(&repo, &[]);
    assert_eq!(exit, 1);
    assert!(
        before["findings"][0]["waive"]
            .as_str()
            .unwrap()
            .starts_with("rungs waiver add no-regression --unit acme --item DOOR-1 --reason")
    );
    repo.write("waivers/door.yaml", &waiver("no-regression", DOOR));
    let (told, exit) = told(&repo, &[]);
    assert_eq!(exit, 0, "{told:#}");
    assert_eq!(told["verdict"], "passed");
    assert_eq!(told["without_waivers"], "failed");
    assert_eq!(counts(&told), [1, 0, 0, 0]);
    assert_eq!(
        found(&told, "waiver-"),
        [(
            "a new waiver for `no-regression`, until 2026-11-30".to_owned(),
            false
        )]
    );
    let regression = &told["findings"][0];
    assert_eq!(regression["waived"]["reason"], "tool replaced");
    assert_eq!(regression["waived"]["path"], "waivers/door.yaml");
    assert_eq!(regression["waived"]["line"], 2);
    assert_eq!(regression["waive"], serde_json::Value::Null);
    assert_eq!(told["waivers"][0]["findings"], 1);
    for format in ["text", "markdown"] {
        let shown = check(&repo, &["--format", format]).stdout;
        assert!(
            shown.contains("waived until 2026-11-30 by lead: tool replaced"),
            "{shown}"
        );
        assert!(
            shown.contains("1 active; without them the check would have"),
            "{shown}"
        );
    }
}

#[test]
fn the_level_of_a_new_waiver_is_that_of_the_base() {
    let repo = regressed(DENIES, &[]);
    repo.write("waivers/door.yaml", &waiver("no-regression", DOOR));
    repo.write("rungs.yaml", &config(WARNS));
    let (told, exit) = told(&repo, &[]);
    assert_eq!(exit, 1);
    let added = found(&told, "waiver-added");
    assert_eq!(added.len(), 1);
    assert!(added[0].1, "it blocks");
    assert!(
        !found(&told, "no-regression")[0].1,
        "the regression is excepted"
    );
}

#[test]
fn a_waiver_holds_until_its_last_day_and_says_when_that_is_over() {
    let repo = regressed(
        WARNS,
        &[("waivers/door.yaml", &waiver("no-regression", DOOR))],
    );
    for (day, exit, state) in [
        ("2026-11-15", 0, "active"),
        ("2026-11-16", 0, "expiring"),
        ("2026-11-30", 0, "expiring"),
        ("2026-12-01", 1, "expired"),
    ] {
        let (told, code) = told(&repo, &["--today", day]);
        assert_eq!(
            (code, &told["waivers"][0]["state"]),
            (exit, &state.into()),
            "{day}"
        );
        assert_eq!(told["waivers"][0]["findings"], 1, "{day}");
    }
    let (told, _) = told(&repo, &["--today", "2026-12-01"]);
    let back = &told["findings"][0];
    assert_eq!(
        back["message"],
        "`DOOR-1` went from fully to partly; a waiver for it expired on 2026-11-30"
    );
    let related = back["related"].as_array().unwrap().iter();
    let mut related = related.map(|one| (one["path"].as_str(), one["line"].as_u64()));
    assert!(related.any(|place| place == (Some("waivers/door.yaml"), Some(7))));
    assert_eq!(found(&told, "waiver-expired").len(), 1);
}

#[test]
fn a_day_that_is_none_has_passed() {
    for day in ["2026-02-30", "soon", "2026-11-30T00:00:00Z", "99999-01-01"] {
        let text = waiver(
            "no-regression",
            &DOOR.replace("2026-11-30", &format!("\"{day}\"")),
        );
        let repo = regressed(WARNS, &[("waivers/door.yaml", &text)]);
        let (told, exit) = told(&repo, &[]);
        assert_eq!(exit, 1, "{day}");
        assert_eq!(counts(&told), [0, 0, 1, 0], "{day}");
        assert!(found(&told, "waiver-invalid")[0].1, "{day}");
        let back = &found(&told, "no-regression")[0];
        assert!(back.1 && back.0.ends_with("does not say a day until which it holds"));
    }
    let repo = regressed(
        WARNS,
        &[("waivers/door.yaml", &waiver("no-regression", "unit: acme"))],
    );
    let (told, exit) = told(&repo, &[]);
    assert_eq!((exit, found(&told, "schema").len()), (1, 1));
    assert!(found(&told, "no-regression")[0].1);
    let last = DOOR.replace("2026-11-30", "9999-12-31");
    let repo = regressed(
        WARNS,
        &[("waivers/door.yaml", &waiver("no-regression", &last))],
    );
    assert_eq!(
        check(&repo, &[]).exit,
        0,
        "the last day of the calendar is one"
    );
}

#[test]
fn a_waiver_is_for_its_rule_unit_and_place_only() {
    for (rest, excepted) in [
        ("item: DOOR-1", true),
        ("unit: acme", true),
        ("unit: acme, node: DOOR", true),
        ("unit: acme, node: house", true),
        ("unit: acme, node: DOOR-1", true),
        ("unit: acme, node: DOOR, item: DOOR-1", true),
        ("unit: acme, node: ROOF", false),
        ("unit: acme, node: ROOF, item: DOOR-1", false),
        ("unit: acme, item: DOOR-2", false),
        ("unit: bolt", false),
        ("unit: bolt, item: DOOR-1", false),
    ] {
        let text = waiver("no-regression", &format!("{rest}, expires: 2026-11-30"));
        let repo = regressed(WARNS, &[("waivers/one.yaml", &text)]);
        let (told, exit) = told(&repo, &[]);
        assert_eq!(exit == 0, excepted, "{rest}");
        let unused = if excepted { 0 } else { 1 };
        assert_eq!(counts(&told), [1 - unused, 0, 0, unused], "{rest}");
        assert_eq!(found(&told, "waiver-unused").len() as u64, unused, "{rest}");
    }
    let other = waiver("minimum", "unit: acme, expires: 2026-11-30");
    let repo = regressed(WARNS, &[("waivers/one.yaml", &other)]);
    assert_eq!(check(&repo, &[]).exit, 1, "another rule");
}

#[test]
fn a_bound_waiver_lapses_when_the_answer_moves_again() {
    let repo = regressed(WARNS, &[]);
    let words = [
        "waiver",
        "add",
        "no-regression",
        "--unit",
        "acme",
        "--item",
        "DOOR-1",
        "--reason",
        "x",
        "--owner",
        "lead",
        "--days",
        "30",
        "--pin",
        "--base",
        "main",
    ];
    let ran = run(repo.folder(), &words);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert_eq!(check(&repo, &[]).exit, 0);
    let (before, _) = told(&repo, &[]);
    repo.write(ACME, &paper("acme", ["none", "fully", "fully"]));
    let (after, exit) = told(&repo, &[]);
    assert_eq!(exit, 1);
    let (one, other) = (&before["findings"][0], &after["findings"][0]);
    assert_eq!(one["fingerprint"], other["fingerprint"], "structure alone");
    assert_ne!(one["waiver_fingerprint"], other["waiver_fingerprint"]);
    assert!(
        other["message"]
            .as_str()
            .unwrap()
            .ends_with("has lapsed, as it is for another answer")
    );
    assert_eq!(counts(&after), [0, 0, 0, 1]);
    assert!(
        found(&after, "waiver-unused")[0]
            .0
            .contains("another answer")
    );
    // Other lines, other words.
    repo.write(
        ACME,
        &format!("# A word.\n{}", paper("acme", ["partly", "none", "fully"])),
    );
    assert_eq!(check(&repo, &[]).exit, 0);
}

#[test]
fn two_waivers_for_one_finding_are_both_named() {
    let narrow = waiver("no-regression", DOOR);
    let wide = waiver(
        "no-regression",
        "unit: acme, node: DOOR, expires: 2026-12-31",
    );
    let repo = regressed(
        WARNS,
        &[("waivers/a.yaml", &narrow), ("waivers/b.yaml", &wide)],
    );
    let (told, exit) = told(&repo, &[]);
    assert_eq!(exit, 0);
    let findings = told["findings"].as_array().unwrap();
    let twice: Vec<_> = findings
        .iter()
        .filter(|one| one["rule"] == "waiver-twice")
        .collect();
    let [twice] = twice.as_slice() else {
        panic!("{findings:#?}")
    };
    assert_eq!(
        (&twice["level"], &twice["path"]),
        (&"warn".into(), &"waivers/b.yaml".into())
    );
    assert_eq!(twice["related"][0]["path"], "waivers/a.yaml");
}

#[test]
fn what_a_waiver_is_for_may_be_out_of_sight() {
    // In a broken assessment nothing can be said, and the waiver does not except
    // that it is broken.
    let wide = waiver("no-regression", "unit: acme, expires: 2026-11-30");
    let repo = regressed(WARNS, &[("waivers/a.yaml", &wide)]);
    repo.write(ACME, &paper("acme", ["splendidly", "none", "fully"]));
    let (broken, exit) = told(&repo, &[]);
    assert_eq!((exit, counts(&broken)), (1, [1, 0, 0, 0]));
    assert!(found(&broken, "no-regression")[0].1, "{broken:#}");
    // A gate of a profile that was not chosen.
    let profiles = "profiles: {release: {gates: [{rule: minimum, measure: share, at_least: 1, level: warn}]}}\n";
    let minimum = waiver("minimum", "unit: acme, node: house, expires: 2026-11-30");
    let levels = format!("{WARNS}{profiles}");
    let repo = regressed(&levels, &[("waivers/a.yaml", &minimum)]);
    let (told, _) = told(&repo, &[]);
    assert_eq!(counts(&told), [1, 0, 0, 0]);
}

#[test]
fn no_waiver_excepts_what_a_change_does_to_waivers() {
    for rule in [
        "waiver-added",
        "waiver-invalid",
        "gate-weakened",
        "policy-changed",
        "model-changed",
    ] {
        let repo = regressed(DENIES, &[]);
        repo.write("waivers/door.yaml", &waiver("no-regression", DOOR));
        repo.write("waivers/self.yaml", &waiver(rule, "expires: 2026-11-30"));
        let (told, exit) = told(&repo, &[]);
        assert_eq!(exit, 1, "{rule}");
        assert!(
            found(&told, "waiver-added")
                .iter()
                .all(|(_, blocks)| *blocks),
            "{rule}"
        );
        assert!(found(&told, "waiver-invalid")[0].1, "{rule}");
    }
}

#[test]
fn the_policy_of_the_base_says_how_long_a_waiver_may_hold() {
    let warns = WARNS.replace(
        "waiver-added: warn",
        "waiver-added: warn, gate-weakened: warn",
    );
    let levels = format!("{warns}waiving: {{longest_days: 30, warn_days: 3}}\n");
    for (day, long) in [("2026-11-14", 0), ("2026-11-15", 1)] {
        let repo = regressed(&levels, &[]);
        let rest = DOOR.replace("2026-11-30", day);
        repo.write("waivers/door.yaml", &waiver("no-regression", &rest));
        repo.write("rungs.yaml", &config(&warns));
        let (told, exit) = told(&repo, &[]);
        let found = found(&told, "waiver-too-long");
        assert_eq!((found.len(), exit), (long, long as i32), "{day}");
        assert!(!told["findings"][0]["waive"].is_string());
    }
}

#[test]
fn what_is_gone_can_be_waived_by_where_it_was() {
    for rest in ["unit: acme, item: DOOR-1", "unit: acme, node: DOOR"] {
        let text = waiver("no-regression", &format!("{rest}, expires: 2026-11-30"));
        let repo = regressed(WARNS, &[("waivers/one.yaml", &text)]);
        let line = "      - {id: DOOR-1, title: Doors close, level: L1, scale: three}\n";
        repo.write("models/house.yaml", &MODEL.replace(line, ""));
        let papers = ["acme", "bolt"].map(|unit| paper(unit, ["fully", "none", "fully"]));
        for (unit, paper) in ["acme", "bolt"].iter().zip(papers) {
            let path = format!("assessments/{unit}.yaml");
            repo.write(&path, &paper.replace("  DOOR-1: fully\n", ""));
        }
        let (told, _) = told(&repo, &[]);
        let gone = found(&told, "no-regression");
        let [first, second] = gone.as_slice() else {
            panic!("{told:#}")
        };
        assert!(
            first.0.ends_with("is gone") && second.0.ends_with("is gone"),
            "{rest}"
        );
        assert_ne!(first.1, second.1, "{rest}: that of acme is excepted");
        assert_eq!(found(&told, "waiver-invalid"), [], "{rest}");
    }
}
