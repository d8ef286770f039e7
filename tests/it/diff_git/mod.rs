//! `rungs diff` on repositories that git made: what is ordinary, and what is
//! strange or broken on one side.

mod calls;
mod lives;
mod strange;

use serde_json::Value;

use crate::git::Repo;
use crate::support::{Ran, run};

pub(crate) const CONFIG: &str =
    "rungs: config/1\nmodels: [models/*.yaml]\nassessments: [assessments/**/*.yaml]\n";
pub(crate) const MODEL: &str = "rungs: model/1
id: house
version: '1'
title: House
levels: [{id: L0}, {id: L1}]
scales:
  three: {answers: [{key: no, score: 0}, {key: partly, score: 1}, {key: yes, score: 2}], not_applicable: true}
measures: {share: {rule: combine, fn: ratio}, level: {rule: attain, at: yes}}
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
pub(crate) const ACME: &str = "assessments/acme.yaml";

/// An assessment of a unit: the answers of the three practices.
pub(crate) fn paper(unit: &str, answers: [&str; 3]) -> String {
    let [one, two, three] = answers;
    format!(
        "rungs: assessment/1\nmodel: house@1\nunit: {unit}\nanswers:\n  DOOR-1: {one}\n  DOOR-2: {two}\n  ROOF-1: {three}\n"
    )
}

/// A project on `main` with one assessment, and the branch `change` on it.
fn started() -> Repo {
    let repo = Repo::new();
    repo.write("rungs.yaml", CONFIG);
    repo.write("models/house.yaml", MODEL);
    repo.write(ACME, &paper("acme", ["partly", "no", "yes"]));
    repo.commit("Begin");
    repo.git(&["switch", "--quiet", "--create", "change"]);
    repo
}

fn diff(repo: &Repo, words: &[&str]) -> Ran {
    run(repo.folder(), &[&["diff"], words].concat())
}

/// What is said as JSON by a run that does what it is asked to.
fn told(repo: &Repo, words: &[&str]) -> Value {
    let ran = diff(repo, &[words, &["--format", "json"]].concat());
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// Unit and status of each assessment that is shown.
fn statuses(told: &Value) -> Vec<(&str, &str)> {
    let assessments = told["assessments"].as_array().unwrap().iter();
    let each = assessments.map(|one| {
        let unit = one["unit"].as_str().unwrap_or("?");
        (unit, one["status"].as_str().unwrap())
    });
    each.collect()
}

/// Item, field, from and to of each change of the first assessment.
fn changes(told: &Value) -> Vec<[String; 4]> {
    let changes = told["assessments"][0]["changes"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let each = changes.map(|one| ["item", "field", "from", "to"].map(|key| text(&one[key])));
    each.collect()
}
