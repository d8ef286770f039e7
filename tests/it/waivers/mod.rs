//! Waivers in `rungs check`, on repositories that git made: what they except, what
//! is said of them, and that none of them can bring itself.

mod added;
mod commands;
mod holding;
mod law;

use serde_json::Value;

use crate::git::Repo;
use crate::support::{Ran, run};

const MODEL: &str = "rungs: model/1
id: house
version: '1'
title: House
levels: [{id: L0}, {id: L1}]
scales:
  three: {answers: [{key: none, score: 0}, {key: partly, score: 1}, {key: fully, score: 2}], not_applicable: true}
measures: {share: {rule: combine, fn: ratio}, level: {rule: attain, at: fully}}
items:
  - id: DOOR
    title: Doors
    items:
      - {id: DOOR-1, title: Doors close, level: L1, scale: three}
      - {id: DOOR-2, title: Doors lock, level: L1, scale: three}
  - id: ROOF
    title: Roof
    items:
      - {id: ROOF-1, title: The roof is tight, level: L1, scale: three}
";
/// The level that new waivers have at the base, and the rest of a configuration.
const WARNS: &str = "levels: {model-digest-absent: allow, waiver-added: warn}\n";
const DENIES: &str = "levels: {model-digest-absent: allow}\n";
const GATES: &str = "gates:\n  - {rule: no-regression}\n  - {rule: minimum, node: DOOR, measure: share, at_least: 0.25}\n";
const ACME: &str = "assessments/acme.yaml";

fn config(levels: &str) -> String {
    format!(
        "rungs: config/1\nmodels: [models/*.yaml]\nassessments: [assessments/**/*.yaml]\n{levels}{GATES}"
    )
}

fn paper(unit: &str, answers: [&str; 3]) -> String {
    let [one, two, three] = answers;
    format!(
        "rungs: assessment/1\nmodel: house@1\nunit: {unit}\nanswers:\n  DOOR-1: {one}\n  DOOR-2: {two}\n  ROOF-1: {three}\n"
    )
}

/// A waiver's file: lines of keys after the rule.
fn waiver(rule: &str, rest: &str) -> String {
    let rest: String = rest.split(", ").map(|line| format!("{line}\n")).collect();
    format!("rungs: waiver/1\nrule: {rule}\nreason: tool replaced\nowner: lead\n{rest}")
}

/// Two units on `main`, with what their base holds beside, and the branch `change`
/// on which `acme` has a worse first answer.
fn regressed(levels: &str, beside: &[(&str, &str)]) -> Repo {
    let repo = Repo::new();
    repo.write("rungs.yaml", &config(levels));
    repo.write("models/house.yaml", MODEL);
    repo.write(ACME, &paper("acme", ["fully", "none", "fully"]));
    repo.write(
        "assessments/bolt.yaml",
        &paper("bolt", ["fully", "none", "fully"]),
    );
    for (path, text) in beside {
        repo.write(path, text);
    }
    repo.commit("Begin");
    repo.git(&["switch", "--quiet", "--create", "change"]);
    repo.write(ACME, &paper("acme", ["partly", "none", "fully"]));
    repo
}

fn check(repo: &Repo, words: &[&str]) -> Ran {
    run(
        repo.folder(),
        &[&["check", "--base", "main"], words].concat(),
    )
}

/// What a check says as JSON, and its exit code.
fn told(repo: &Repo, words: &[&str]) -> (Value, i32) {
    let ran = check(repo, &[words, &["--format", "json"]].concat());
    let value = serde_json::from_str(&ran.stdout);
    (value.unwrap_or_else(|_| panic!("{}", ran.stderr)), ran.exit)
}

/// Rule, message and whether it blocks, of the findings whose rule starts so.
fn found(told: &Value, rule: &str) -> Vec<(String, bool)> {
    let findings = told["findings"].as_array().unwrap().iter();
    let of = findings.filter(|one| one["rule"].as_str().unwrap().starts_with(rule));
    of.map(|one| {
        let message = one["message"].as_str().unwrap().to_owned();
        (message, one["blocking"] == true)
    })
    .collect()
}

fn counts(told: &Value) -> [u64; 4] {
    let counts = &told["waiver_counts"];
    ["active", "expiring", "expired", "unused"].map(|state| counts[state].as_u64().unwrap())
}
