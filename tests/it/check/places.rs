use serde_json::Value;

use crate::git::Repo;
use crate::support::{Ran, run};

const CONFIG: &str = "rungs: config/1
models: [models/*.yaml]
levels: {model-digest-absent: allow}
gates:
  - {rule: no-regression}
  - {rule: minimum, node: DOOR, measure: share, at_least: 0.25}
";
const MODEL: &str = "rungs: model/1
id: house
version: '1'
title: House
scales: {two: {answers: [{key: no, score: 0}, {key: yes, score: 1}]}}
measures: {share: {rule: combine, fn: ratio}}
items: [{id: DOOR, title: Doors, items: [{id: DOOR-1, title: Doors close}, {id: DOOR-2, title: Doors lock}]}]
";
const ACME: &str = "assessments/acme.yaml";

fn paper(one: &str, two: &str) -> String {
    format!(
        "rungs: assessment/1\nmodel: house@1\nunit: acme\nanswers: {{DOOR-1: {one}, DOOR-2: {two}}}\n"
    )
}

fn files(repo: &Repo) {
    repo.write("rungs.yaml", CONFIG);
    repo.write("models/house.yaml", MODEL);
    repo.write(ACME, &paper("yes", "no"));
}

/// A project on `main`, and the branch `change` on it.
fn started() -> Repo {
    let repo = Repo::new();
    files(&repo);
    repo.commit("Begin");
    repo.git(&["switch", "--quiet", "--create", "change"]);
    repo.write("README.md", "What we are good at");
    repo.commit("Say what this is");
    repo
}

fn check(repo: &Repo, words: &[&str]) -> Ran {
    run(repo.folder(), &[&["check"], words].concat())
}

fn told(repo: &Repo, words: &[&str]) -> Value {
    let ran = check(repo, &[&["--format", "json"], words].concat());
    serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{ran:?}"))
}

fn rules(told: &Value) -> Vec<&str> {
    let findings = told["findings"].as_array().unwrap().iter();
    findings
        .map(|found| found["rule"].as_str().unwrap())
        .collect()
}

#[test]
fn outside_of_git_the_policy_of_the_folder_counts_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [("rungs.yaml", CONFIG), ("models/house.yaml", MODEL)] {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    std::fs::create_dir(folder.path().join("assessments")).unwrap();
    std::fs::write(folder.path().join(ACME), paper("no", "no")).unwrap();
    let ran = run(folder.path(), &["check"]);
    assert_eq!(ran.exit, 1, "{ran:?}");
    assert!(ran.stdout.contains("error[minimum]"), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("there is no git repository"),
        "{}",
        ran.stdout
    );
    assert!(!ran.stdout.contains("policy-changed"), "{}", ran.stdout);
    assert_ne!(run(folder.path(), &["check", "--base", "main"]).exit, 0);
}

#[test]
fn before_the_first_commit_the_policy_of_the_head_counts_and_that_is_said() {
    let repo = Repo::new();
    files(&repo);
    let told = told(&repo, &[]);
    assert_eq!(told["policy_from"], "head");
    assert_eq!(told["verdict"], "passed", "{told:#}");
    let notes = told["notes"].to_string();
    assert!(notes.contains("no rungs.yaml at the base"), "{notes}");
    assert_eq!(check(&repo, &["--base", "main"]).exit, 3);
}

#[test]
fn work_that_is_not_committed_is_looked_at_or_said_not_to_be() {
    let repo = started();
    let notes = |words: &[&str]| told(&repo, words)["notes"].to_string();
    assert_eq!(notes(&[]), "[]");
    assert_eq!(notes(&["--at", "HEAD"]), "[]");
    repo.write(ACME, &paper("no", "no"));
    assert!(notes(&[]).contains("they are looked at"));
    assert!(notes(&["--at", "HEAD"]).contains("they were not looked at"));
    assert_eq!(check(&repo, &[]).exit, 1);
    assert_eq!(check(&repo, &["--at", "HEAD"]).exit, 0);
    // What git does not know yet counts, too; what rungs does not read does not.
    repo.write(ACME, &paper("yes", "no"));
    repo.write(
        "assessments/beta.yaml",
        &paper("yes", "no").replace("acme", "beta"),
    );
    assert!(notes(&["--at", "HEAD"]).contains("they were not looked at"));
    repo.git(&["clean", "--quiet", "--force", "assessments"]);
    repo.write("notes.txt", "nothing");
    assert_eq!(notes(&["--at", "HEAD"]), "[]");
}

#[cfg(unix)]
#[test]
fn a_configuration_behind_a_link_is_none_that_can_be_read() {
    let repo = started();
    repo.write("other.yml", CONFIG);
    std::fs::remove_file(repo.folder().join("rungs.yaml")).unwrap();
    std::os::unix::fs::symlink("other.yml", repo.folder().join("rungs.yaml")).unwrap();
    repo.commit("Link");
    for words in [&[][..], &["--at", "HEAD"]] {
        let told = told(&repo, words);
        assert_eq!(told["policy_from"], "base");
        assert_eq!(
            rules(&told),
            ["file-unreadable", "gate-weakened"],
            "{told:#}"
        );
    }
    // The next change cannot make use of it either.
    repo.git(&["switch", "--quiet", "--create", "next"]);
    std::fs::remove_file(repo.folder().join("rungs.yaml")).unwrap();
    repo.write(
        "rungs.yaml",
        "rungs: config/1\nmodels: [models/*.yaml]\nlevels: {policy-changed: allow}\n",
    );
    repo.commit("No gates");
    let told = told(&repo, &["--base", "change", "--base-mode", "exact"]);
    assert!(rules(&told).contains(&"policy-changed"), "{told:#}");
    assert_eq!(told["verdict"], "failed");
}

#[test]
fn what_is_let_through_is_not_let_through_again_once_less_is_asked() {
    let repo = started();
    let lower = |least: &str| CONFIG.replace("0.25", least);
    repo.write("rungs.yaml", &lower("0.2"));
    repo.commit("Lower it");
    let first = told(&repo, &[]);
    assert_eq!(rules(&first), ["gate-weakened"]);
    let fingerprint = first["findings"][0]["fingerprint"]
        .as_str()
        .unwrap()
        .to_owned();
    let accepted = told(&repo, &["--accept", &fingerprint]);
    assert_eq!(accepted["verdict"], "passed");
    assert_eq!(accepted["findings"][0]["accepted"], true);
    assert!(
        check(&repo, &["--accept", &fingerprint])
            .stdout
            .contains(&fingerprint)
    );
    repo.write("rungs.yaml", &lower("0.1"));
    assert_eq!(
        told(&repo, &["--accept", &fingerprint])["verdict"],
        "failed"
    );
    // What was accepted stays so when lines move.
    repo.write(
        "rungs.yaml",
        &lower("0.2").replace("gates:", "\n# agreed on\ngates:"),
    );
    assert_eq!(
        told(&repo, &["--accept", &fingerprint])["verdict"],
        "passed"
    );
}

#[test]
fn the_same_is_found_in_the_work_tree_in_the_index_and_in_a_commit() {
    let repo = started();
    repo.write("rungs.yaml", &CONFIG.replace("0.25", "0.1"));
    repo.write(ACME, &paper("no", "no"));
    let of = |words: &[&str]| told(&repo, words)["findings"].to_string();
    let work_tree = of(&[]);
    repo.git(&["add", "--all"]);
    assert_eq!(of(&["--staged"]), work_tree);
    repo.commit("Cheat");
    assert_eq!(of(&["--at", "HEAD"]), work_tree);
    assert_eq!(of(&[]), work_tree);
}

#[test]
fn neither_side_can_be_read() {
    let repo = started();
    repo.git(&["switch", "--quiet", "main"]);
    repo.write("rungs.yaml", "rungs: config/1\ngatez: []\n");
    repo.commit("Break it");
    repo.git(&["switch", "--quiet", "--create", "more"]);
    repo.write("rungs.yaml", "rungs: config/1\ngatez: [1]\n");
    repo.commit("Break it more");
    let ran = check(&repo, &["--base", "main"]);
    assert_eq!(ran.exit, 2, "{ran:?}");
    assert!(ran.stderr.contains("help:"), "{ran:?}");
}
