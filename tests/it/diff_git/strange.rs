//! Sides that are broken, missing or odd.

use super::{ACME, CONFIG, MODEL, changes, diff, paper, started, statuses, told};
use serde_json::Value;

use crate::git::Repo;

const BLUE: &str = "assessments/blue.yaml";
const BROKEN: &str = "rungs: assessment/1\nmodel: [house@1\nunit: acme\n";

#[test]
fn unrelated_histories_cannot_be_compared() {
    let repo = started();
    repo.git(&["switch", "--quiet", "--orphan", "other"]);
    repo.commit_file("a", "1\n");
    let ran = diff(&repo, &["--base", "main"]);
    assert_eq!((ran.exit, ran.stdout.as_str()), (3, ""));
    // Exactly it can.
    let report = told(&repo, &["--base", "main", "--base-mode", "exact"]);
    assert_eq!(statuses(&report), [("acme", "removed")]);
    assert!(
        report["notes"]
            .to_string()
            .contains("rungs.yaml is not there at head")
    );
}

#[test]
fn several_merge_bases_are_noted() {
    let repo = started();
    repo.commit_file("side", "1\n");
    let side = repo.git(&["rev-parse", "HEAD"]);
    repo.git(&["switch", "--quiet", "main"]);
    repo.commit_file("main", "1\n");
    let main = repo.git(&["rev-parse", "HEAD"]);
    repo.git(&["merge", "--quiet", "-m", "Criss", &side]);
    repo.git(&["switch", "--quiet", "change"]);
    repo.git(&["merge", "--quiet", "-m", "Cross", &main]);
    repo.write(ACME, &paper("acme", ["yes", "no", "yes"]));
    let report = told(&repo, &["--base", "main"]);
    assert_eq!(
        report["notes"].as_array().unwrap().len(),
        1,
        "{}",
        report["notes"]
    );
    assert_eq!(changes(&report).len(), 1);
}

#[test]
fn a_broken_base_is_said_and_the_rest_is_compared() {
    let repo = started();
    repo.write(BLUE, &paper("blue", ["no", "no", "no"]));
    repo.write(ACME, BROKEN);
    repo.commit("Break");
    repo.git(&["branch", "--force", "main"]);
    repo.write(ACME, &paper("acme", ["yes", "no", "yes"]));
    repo.write(BLUE, &paper("blue", ["no", "no", "yes"]));
    let report = told(&repo, &[]);
    assert_eq!(
        statuses(&report),
        [("acme", "changed"), ("blue", "changed")]
    );
    let [acme, blue] = [0, 1].map(|at| &report["assessments"][at]);
    assert_eq!(
        (&acme["base_broken"], &acme["broken"]),
        (&true.into(), &false.into())
    );
    assert_eq!(acme["comparable"], false);
    assert_eq!(acme["base_path"], ACME);
    assert_eq!(blue["changes"].as_array().unwrap().len(), 1);
    let findings = report["findings"].to_string();
    assert!(findings.contains("at base: "), "{findings}");
    for format in ["text", "markdown", "html"] {
        let ran = diff(&repo, &["--format", format]);
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        assert!(
            ran.stdout.contains("acme") && ran.stdout.contains("blue"),
            "{}",
            ran.stdout
        );
    }
}

#[test]
fn a_broken_head_has_no_numbers_and_cannot_do_when_it_says_nothing() {
    let repo = started();
    repo.write(ACME, &paper("acme", ["perhaps", "yes", "yes"]));
    let report = told(&repo, &[]);
    assert_eq!(statuses(&report), [("acme", "changed")]);
    let one = &report["assessments"][0];
    assert_eq!(
        (&one["broken"], &one["comparable"]),
        (&true.into(), &false.into())
    );
    assert_eq!(one["measures"].as_array().unwrap().len(), 0);
    // What it says is compared all the same.
    assert!(changes(&report).contains(&["DOOR-2", "answer", "no", "yes"].map(str::to_owned)));
    repo.write(ACME, BROKEN);
    for format in ["text", "json", "markdown", "html"] {
        let ran = diff(&repo, &["--format", format]);
        assert_eq!(ran.exit, 2);
        assert!(ran.stdout.contains("acme"), "{}", ran.stdout);
        assert!(ran.stderr.contains("rungs validate"), "{}", ran.stderr);
    }
}

#[test]
fn a_base_without_a_sound_configuration_is_looked_at_by_that_of_head() {
    let repo = Repo::new();
    repo.write("models/house.yaml", MODEL);
    repo.write(ACME, &paper("acme", ["partly", "no", "yes"]));
    repo.commit("No configuration");
    repo.git(&["switch", "--quiet", "--create", "change"]);
    repo.write("rungs.yaml", CONFIG);
    repo.write(ACME, &paper("acme", ["yes", "no", "yes"]));
    let report = told(&repo, &[]);
    assert_eq!(statuses(&report), [("acme", "changed")]);
    assert!(
        report["notes"]
            .to_string()
            .contains("no rungs.yaml at base")
    );
    repo.git(&["switch", "--quiet", "main"]);
    repo.write("rungs.yaml", "rungs: config/1\nassessments: [\n");
    repo.write(ACME, &paper("acme", ["partly", "no", "yes"]));
    repo.commit("Broken");
    repo.git(&["switch", "--quiet", "--create", "mend"]);
    repo.write("rungs.yaml", CONFIG);
    repo.write(ACME, &paper("acme", ["yes", "no", "yes"]));
    let report = told(&repo, &[]);
    assert_eq!(statuses(&report), [("acme", "changed")]);
    assert!(
        report["notes"]
            .to_string()
            .contains("rungs.yaml is broken at base")
    );
    // The head's own is needed.
    repo.write("rungs.yaml", "rungs: config/1\nassessments: [\n");
    assert_eq!(diff(&repo, &[]).exit, 2);
}

#[test]
fn before_the_first_commit_everything_is_new() {
    let repo = Repo::new();
    repo.write("rungs.yaml", CONFIG);
    repo.write("models/house.yaml", MODEL);
    repo.write(ACME, &paper("acme", ["partly", "no", "yes"]));
    assert_eq!(statuses(&told(&repo, &[])), [("acme", "added")]);
    repo.git(&["add", "--all"]);
    assert_eq!(statuses(&told(&repo, &["--staged"])), [("acme", "added")]);
    repo.commit("First");
    assert_eq!(
        statuses(&told(&repo, &["--at", "HEAD"])),
        [("acme", "added")]
    );
    assert_eq!(statuses(&told(&repo, &[])), []);
}

#[test]
fn a_folder_stands_where_a_file_was() {
    let repo = started();
    std::fs::remove_file(repo.folder().join(ACME)).unwrap();
    repo.write(
        &format!("{ACME}/inside.yaml"),
        &paper("acme", ["yes", "no", "yes"]),
    );
    let there = told(&repo, &[]);
    assert_eq!(statuses(&there), [("acme", "changed")]);
    let commit = repo.commit("Folder");
    let back = told(
        &repo,
        &["--base", &commit, "--base-mode", "exact", "--at", "main"],
    );
    assert_eq!(statuses(&back), [("acme", "changed")]);
}

/// The trees of the base with other entries among its assessments.
fn with(repo: &Repo, entries: &[(&str, &[u8], &str)]) -> String {
    let id = |name: &str| repo.git(&["rev-parse", &format!("main:{name}")]);
    let assessments = repo.tree(entries);
    let (models, config) = (id("models"), id("rungs.yaml"));
    repo.commit_tree(&[
        ("40000", b"assessments", &assessments),
        ("40000", b"models", &models),
        ("100644", b"rungs.yaml", &config),
    ])
}

/// The changes of one unit.
fn only(mut report: Value, unit: &str) -> Vec<[String; 4]> {
    let assessments = report["assessments"].as_array_mut().unwrap();
    assessments.retain(|one| one["unit"] == unit);
    assert_eq!(assessments.len(), 1);
    changes(&report)
}

#[test]
fn odd_entries_are_neither_read_nor_followed() {
    let repo = started();
    let file = repo.blob(&paper("acme", ["yes", "no", "yes"]));
    let link = repo.blob("acme.yaml");
    let outside = repo.blob("/etc/hostname");
    let commit = repo.git(&["rev-parse", "main"]);
    let head = with(
        &repo,
        &[
            ("100644", b"acme.yaml", &file),
            ("120000", b"link.yaml", &link),
            ("120000", b"out.yaml", &outside),
            ("160000", b"module.yaml", &commit),
        ],
    );
    // They are named, and what can be compared is.
    let words = ["--base", "main", "--base-mode", "exact", "--at", &head];
    let ran = diff(&repo, &[&words[..], &["--format", "json"]].concat());
    assert_eq!(ran.exit, 2);
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        only(report.clone(), "acme"),
        [["DOOR-1", "answer", "partly", "yes"].map(str::to_owned)]
    );
    let findings = report["findings"].to_string();
    for name in ["link.yaml", "out.yaml", "module.yaml"] {
        assert!(findings.contains(name), "{findings}");
    }
    // At base they are said and nothing else.
    let words = ["--base", &head, "--base-mode", "exact", "--at", "main"];
    let back = told(&repo, &words);
    assert_eq!(
        only(back.clone(), "acme"),
        [["DOOR-1", "answer", "yes", "partly"].map(str::to_owned)]
    );
    assert!(back["findings"].to_string().contains("at base: "));
}

#[test]
fn paths_that_only_case_tells_apart_are_two_files() {
    let repo = started();
    let one = repo.blob(&paper("acme", ["yes", "no", "yes"]));
    let other = repo.blob(&paper("blue", ["yes", "no", "yes"]));
    let head = with(
        &repo,
        &[
            ("100644", b"ACME.yaml", &other),
            ("100644", b"acme.yaml", &one),
        ],
    );
    let report = told(
        &repo,
        &["--base", "main", "--base-mode", "exact", "--at", &head],
    );
    assert_eq!(statuses(&report), [("acme", "changed"), ("blue", "added")]);
}

#[test]
fn a_path_that_is_no_text_is_no_stumbling_block() {
    let repo = started();
    let one = repo.blob(&paper("acme", ["yes", "no", "yes"]));
    let other = repo.blob(&paper("blue", ["yes", "no", "yes"]));
    let head = with(
        &repo,
        &[
            ("100644", b"acme.yaml", &one),
            ("100644", b"bl\xffue.yaml", &other),
        ],
    );
    for format in ["text", "json", "markdown", "html"] {
        let words = [
            "--base",
            "main",
            "--base-mode",
            "exact",
            "--at",
            &head,
            "--format",
            format,
        ];
        let ran = diff(&repo, &words);
        // It is named as what cannot be read; the rest is compared.
        assert_eq!(ran.exit, 2, "{}", ran.stderr);
        assert!(ran.stdout.contains("DOOR-1"), "{}", ran.stdout);
    }
}

#[test]
fn a_pointer_of_large_file_storage_is_named_as_what_it_is() {
    let repo = started();
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";
    repo.write(ACME, pointer);
    let ran = diff(&repo, &[]);
    assert_eq!(ran.exit, 2);
    assert!(ran.stdout.contains("LFS"), "{}", ran.stdout);
    let commit = repo.commit("Pointer");
    let report = told(
        &repo,
        &["--base", &commit, "--base-mode", "exact", "--at", "main"],
    );
    assert_eq!(report["assessments"][0]["base_broken"], true);
    assert!(
        report["findings"].to_string().contains("LFS"),
        "{}",
        report["findings"]
    );
}

#[test]
fn what_is_broken_on_both_sides_and_the_same_is_no_difference() {
    let repo = started();
    repo.write(ACME, BROKEN);
    repo.write(BLUE, &paper("blue", ["perhaps", "no", "no"]));
    repo.commit("Break");
    repo.git(&["branch", "--force", "main"]);
    assert_eq!(diff(&repo, &["--exit-code"]).exit, 0);
    let report = told(&repo, &["--at", "HEAD", "--base", "main"]);
    assert_eq!(statuses(&report), []);
    // Both change and stay broken.
    repo.write(ACME, &format!("{BROKEN}# more\n"));
    repo.write(BLUE, &paper("blue", ["surely", "no", "no"]));
    let ran = diff(&repo, &["--format", "json"]);
    assert_eq!(ran.exit, 2);
    let report = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(statuses(&report), [("?", "changed"), ("blue", "changed")]);
}
