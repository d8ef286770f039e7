use super::{ACME, WARNS, check, paper, regressed, waiver};
use crate::git::Repo;
use crate::support::{Ran, files_below, run};

fn words(repo: &Repo, words: &str) -> Ran {
    let words: Vec<&str> = words.split(' ').collect();
    run(repo.folder(), &words)
}

#[test]
fn the_list_counts_what_is_excepted_against_the_base() {
    let used = waiver("no-regression", "unit: acme, expires: 2026-12-31");
    let unused = waiver("no-regression", "unit: bolt, expires: 2026-12-31");
    let repo = regressed(
        WARNS,
        &[("waivers/a.yaml", &used), ("waivers/b.yaml", &unused)],
    );
    let ran = words(&repo, "waiver list --base main --format json");
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (
            &told["waivers"][0]["state"],
            &told["waivers"][0]["findings"]
        ),
        (&"active".into(), &1.into())
    );
    assert_eq!(
        (
            &told["waivers"][1]["state"],
            &told["waivers"][1]["findings"]
        ),
        (&"unused".into(), &0.into())
    );
    assert_eq!(told["base"]["name"], "main");
    let shown = words(&repo, "waiver list --base main").stdout;
    assert!(
        shown.contains("2 waivers: 1 active, 1 unused\nfindings are those against main\n"),
        "{shown}"
    );
    assert_eq!(words(&repo, "waiver list --base nowhere").exit, 3);
}

#[test]
fn pruning_removes_what_excepts_nothing_and_what_is_over() {
    let files = [
        (
            "waivers/used.yaml",
            waiver("no-regression", "unit: acme, expires: 2026-12-31"),
        ),
        (
            "waivers/unused.yaml",
            waiver("no-regression", "unit: bolt, expires: 2026-12-31"),
        ),
        (
            "waivers/over.yaml",
            waiver("no-regression", "unit: acme, expires: 2026-10-14"),
        ),
        (
            "waivers/no-day.yaml",
            waiver("no-regression", "unit: acme, expires: soon"),
        ),
        (
            "waivers/typo.yaml",
            waiver("no-regression", "unit: acne, expires: 2026-12-31"),
        ),
    ];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    let repo = regressed(WARNS, &files);
    let left = |repo: &Repo| files_below(&repo.folder().join("waivers"));
    let dry = words(&repo, "waiver prune --base main --dry-run");
    assert_eq!((dry.exit, left(&repo).len()), (0, 5));
    assert!(dry.stdout.contains(
        "would remove waivers/unused.yaml:2, a waiver for no-regression: it excepts nothing\n"
    ));
    let ran = words(&repo, "waiver prune --base main");
    assert_eq!(ran.stdout, dry.stdout.replace("would remove", "removed"));
    assert_eq!(left(&repo), ["no-day.yaml", "typo.yaml", "used.yaml"]);
    assert_eq!(
        words(&repo, "waiver prune --base main").stdout,
        "nothing to remove\n"
    );
}

#[test]
fn what_check_proposes_can_be_run() {
    let repo = regressed(WARNS, &[]);
    let ran = check(&repo, &["--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let proposed = told["findings"][0]["waive"].as_str().unwrap();
    let proposed = proposed
        .strip_prefix("rungs ")
        .unwrap()
        .replace("\"…\"", "why");
    assert_eq!(words(&repo, &proposed).exit, 0, "{proposed}");
    assert_eq!(check(&repo, &[]).exit, 0);
}

#[test]
fn a_waiver_is_bound_to_one_finding() {
    let repo = regressed(WARNS, &[]);
    repo.write(ACME, &paper("acme", ["partly", "none", "none"]));
    let add =
        "waiver add no-regression --unit acme --reason x --owner lead --days 3 --pin --base main";
    let ran = words(&repo, add);
    assert_eq!(ran.exit, 2);
    assert!(ran.stderr.contains("2 findings are such"), "{}", ran.stderr);
    assert_eq!(words(&repo, &format!("{add} --node ROOF")).exit, 0);
    assert_eq!(words(&repo, &format!("{add} --item DOOR-2")).exit, 2);
}

#[cfg(unix)]
#[test]
fn a_waiver_that_is_a_link_is_not_removed() {
    let over = waiver("no-regression", "unit: acme, expires: 2026-10-14");
    let repo = regressed(WARNS, &[("kept/over.yaml", &over)]);
    std::fs::create_dir(repo.folder().join("waivers")).unwrap();
    std::os::unix::fs::symlink("../kept/over.yaml", repo.folder().join("waivers/over.yaml"))
        .unwrap();
    let ran = words(&repo, "waiver prune --base main");
    assert!(files_below(repo.folder()).contains(&"kept/over.yaml".to_owned()));
    assert!(ran.exit == 0 || ran.exit == 2, "{}", ran.stderr);
}

#[test]
fn a_project_starts_with_waivers_that_owners_approve() {
    for (owners, warns) in [
        (None, true),
        (Some("* @us\n"), false),
        (Some("/rungs.yaml @us\n# /waivers/ @us\n"), false),
        (Some("/rungs.yaml @us\n/waivers/\n"), false),
        (Some("/rungs.yaml @us\n/waivers/ @us\n"), true),
    ] {
        let place = tempfile::tempdir().unwrap();
        if let Some(owners) = owners {
            std::fs::create_dir(place.path().join(".github")).unwrap();
            std::fs::write(place.path().join(".github/CODEOWNERS"), owners).unwrap();
        }
        assert_eq!(run(place.path(), &["init", "--unit", "acme"]).exit, 0);
        let config = std::fs::read_to_string(place.path().join("rungs.yaml")).unwrap();
        assert_eq!(
            config.contains("\n  waiver-added: warn\n"),
            warns,
            "{owners:?}"
        );
        assert!(!config.contains("{waivers}"));
        assert_eq!(run(place.path(), &["validate"]).exit, 0, "{config}");
    }
}
