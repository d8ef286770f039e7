use super::{DENIES, found, regressed, told, waiver};

const AT_BASE: &str = "unit: acme, item: DOOR-1, expires: 2026-11-30, fingerprint: aaaa";

/// The messages about new waivers, where a waiver of the base is replaced.
fn added(at_base: &str, rule: &str, rest: &str) -> Vec<(String, bool)> {
    let repo = regressed(
        DENIES,
        &[("waivers/one.yaml", &waiver("no-regression", at_base))],
    );
    repo.write("waivers/one.yaml", &waiver(rule, rest));
    found(&told(&repo, &[]).0, "waiver-added")
}

#[test]
fn every_way_to_except_more_is_said_and_blocks() {
    for (rest, says) in [
        (
            "unit: acme, item: DOOR-1, expires: 2026-12-01, fingerprint: aaaa",
            "2026-12-01 instead of 2026-11-30",
        ),
        (
            "unit: acme, item: DOOR-1, expires: 2026-11-30",
            "not bound to the same answer",
        ),
        (
            "unit: acme, item: DOOR-1, expires: 2026-11-30, fingerprint: bbbb",
            "not bound to the same answer",
        ),
        (
            "unit: acme, expires: 2026-11-30, fingerprint: aaaa",
            "more than at the base",
        ),
        (
            "item: DOOR-1, expires: 2026-11-30, fingerprint: aaaa",
            "more than at the base",
        ),
        (
            "unit: acme, node: DOOR, expires: 2026-11-30, fingerprint: aaaa",
            "more than at the base",
        ),
        (
            "unit: acme, item: DOOR-2, expires: 2026-11-30, fingerprint: aaaa",
            "a new waiver",
        ),
        (
            "unit: bolt, item: DOOR-1, expires: 2026-11-30, fingerprint: aaaa",
            "a new waiver",
        ),
    ] {
        let added = added(AT_BASE, "no-regression", rest);
        let [(message, blocks)] = added.as_slice() else {
            panic!("{rest}: {added:?}")
        };
        assert!(*blocks && message.contains(says), "{rest}: {message}");
    }
    let other = added(AT_BASE, "minimum", AT_BASE);
    assert!(
        other[0].0.contains("a new waiver for `minimum`"),
        "{other:?}"
    );
}

#[test]
fn what_excepts_no_more_is_not_new() {
    let wide = "unit: acme, node: DOOR, expires: 2026-11-30";
    for rest in [
        wide,
        "unit: acme, node: DOOR, expires: 2026-11-01",
        "unit: acme, item: DOOR-1, expires: 2026-11-30",
        "unit: acme, node: DOOR, item: DOOR-2, expires: 2026-11-30",
        "unit: acme, node: DOOR, expires: 2026-11-30, fingerprint: aaaa",
        "unit: acme, node: DOOR-1, expires: 2026-11-30",
        // What is over, or no day, excepts nothing and never will.
        "unit: acme, expires: 2026-10-14",
        "unit: acme, expires: soon",
    ] {
        assert_eq!(added(wide, "no-regression", rest), [], "{rest}");
    }
    assert_eq!(
        added(
            wide,
            "no-regression",
            "unit: acme, node: house, expires: 2026-11-30"
        )
        .len(),
        1
    );
}

#[test]
fn a_waiver_that_moves_to_another_file_is_not_new() {
    let text = waiver("no-regression", "unit: acme, expires: 2026-11-30");
    let repo = regressed(DENIES, &[("waivers/one.yaml", &text)]);
    repo.git(&["mv", "waivers/one.yaml", "waivers/two.yaml"]);
    let (first, exit) = told(&repo, &[]);
    assert_eq!((found(&first, "waiver-added").len(), exit), (0, 0));
    repo.git(&["rm", "--quiet", "--force", "waivers/two.yaml"]);
    let listed = "waivers:\n  - {rule: no-regression, unit: acme, reason: other words, owner: else, expires: 2026-11-30}\n";
    repo.write("rungs.yaml", &super::config(&format!("{DENIES}{listed}")));
    let (second, _) = told(&repo, &[]);
    assert_eq!(found(&second, "waiver-added"), []);
    assert_eq!(super::counts(&second), [1, 0, 0, 0]);
}

#[test]
fn what_excepted_nothing_at_the_base_is_no_precedent() {
    let rest = "unit: acme, expires: 2026-11-30";
    let blank = waiver("no-regression", rest).replace("owner: lead", "owner: \" \"");
    let repo = regressed(DENIES, &[("waivers/one.yaml", &blank)]);
    repo.write("waivers/one.yaml", &waiver("no-regression", rest));
    assert_eq!(found(&told(&repo, &[]).0, "waiver-added").len(), 1);
    let misspelt = waiver("no-regression", &format!("{rest}, itm: DOOR-1"));
    let repo = regressed(DENIES, &[("waivers/one.yaml", &misspelt)]);
    assert_eq!(told(&repo, &[]).1, 1, "a misspelt waiver excepts nothing");
    repo.write("waivers/one.yaml", &waiver("no-regression", rest));
    assert_eq!(found(&told(&repo, &[]).0, "waiver-added").len(), 1);
}

#[test]
fn what_is_let_through_for_one_day_is_not_for_a_later_one() {
    let repo = regressed(DENIES, &[]);
    let fingerprint = |day: &str| {
        let rest = format!("unit: acme, item: DOOR-1, expires: {day}");
        repo.write("waivers/one.yaml", &waiver("no-regression", &rest));
        let (told, _) = told(&repo, &[]);
        let findings = told["findings"].as_array().unwrap().iter();
        let mut added = findings.filter(|one| one["rule"] == "waiver-added");
        added.next().unwrap()["fingerprint"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let (one, later) = (fingerprint("2026-11-30"), fingerprint("2026-12-31"));
    assert_ne!(one, later);
    let (refused, exit) = told(&repo, &["--accept", &one]);
    assert_eq!((exit, found(&refused, "waiver-added")[0].1), (1, true));
    let (accepted, exit) = told(&repo, &["--accept", &later]);
    assert_eq!((exit, &accepted["counts"]["accepted"]), (0, &1.into()));
}

#[test]
fn all_waivers_are_new_where_the_base_has_no_configuration() {
    let text = waiver("no-regression", "unit: acme, expires: 2026-11-30");
    let repo = regressed(DENIES, &[]);
    repo.commit("Change");
    repo.git(&["switch", "--quiet", "--orphan", "bare"]);
    repo.write("README.md", "Nothing yet.\n");
    repo.commit("Begin again");
    repo.git(&["switch", "--quiet", "--create", "first"]);
    repo.git(&["checkout", "--quiet", "main", "--", "."]);
    repo.write("waivers/one.yaml", &text);
    let ran = crate::support::run(
        repo.folder(),
        &["check", "--base", "bare", "--format", "json"],
    );
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(told["policy_from"], "head");
    assert_eq!(found(&told, "waiver-added").len(), 1);
}

#[test]
fn a_waiver_cannot_be_turned_to_another_item_by_another_spelling() {
    let model = |of: &str| {
        let written = format!("id: {of}, title");
        super::MODEL.replace(&written, &format!("id: {of}, aliases: [D1], title"))
    };
    let text = waiver("no-regression", "unit: acme, item: D1, expires: 2026-11-30");
    let base = model("DOOR-2");
    let repo = regressed(
        DENIES,
        &[("waivers/one.yaml", &text), ("models/house.yaml", &base)],
    );
    repo.write("models/house.yaml", &model("DOOR-1"));
    let (told, exit) = told(&repo, &[]);
    assert_eq!(exit, 1);
    assert!(found(&told, "no-regression")[0].1);
    assert!(found(&told, "waiver-invalid")[0].1);
}
