//! `rungs plan --branch` on repositories that git made.

use serde_json::Value;

use crate::diff_git::{ACME, CONFIG, MODEL, paper};
use crate::git::Repo;
use crate::reports::holds;
use crate::support::{Ran, run};

/// A project on `main`, and the branch `plan/2027` on it.
fn planned(here: &str, there: &str) -> Repo {
    let repo = Repo::new();
    repo.write("rungs.yaml", CONFIG);
    repo.write("models/house.yaml", MODEL);
    repo.write(ACME, here);
    repo.commit("Begin");
    repo.git(&["switch", "--quiet", "--create", "plan/2027"]);
    repo.write(ACME, there);
    repo.commit("Plan");
    repo.git(&["switch", "--quiet", "main"]);
    repo
}

fn plan(repo: &Repo, words: &[&str]) -> Ran {
    run(
        repo.folder(),
        &[&["plan", "--branch", "plan/2027"], words].concat(),
    )
}

fn told(repo: &Repo) -> Value {
    let ran = plan(repo, &["--format", "json"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    holds("report-plan", &ran.stdout);
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn the_distance_is_what_is_better_there() {
    let repo = planned(
        &paper("acme", ["partly", "no", "yes"]),
        &paper(
            "acme",
            [
                "yes",
                "{answer: partly, owner: smith, impact: 3, effort: 1}",
                "partly",
            ],
        ),
    );
    let told = told(&repo);
    let one = &told["assessments"][0];
    let steps = one["steps"].as_array().unwrap();
    let of = |key: &str| {
        steps
            .iter()
            .map(|step| step[key].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("item"), ["DOOR-2", "DOOR-1"]);
    assert_eq!(of("owner"), [Value::from("smith"), Value::Null]);
    assert_eq!(of("priority"), [Value::from(6), Value::Null]);
    // 3 of 6 points here, one more by each step, and one fewer there for the roof.
    let share = &one["nodes"][0]["measures"]["share"];
    assert_eq!(share["now"]["value"], "1/2");
    assert_eq!(steps[0]["worth"][0]["after"]["value"], "2/3");
    assert_eq!(share["after"]["value"], "5/6");
    assert_eq!(share["there"]["value"], "2/3");
    assert_eq!(one["worse"][0]["item"], "ROOF-1");
    assert_eq!(told["branch"]["name"], "plan/2027");
    assert_eq!(one["due"], Value::Null);
}

#[test]
fn a_smaller_scope_there_is_no_step() {
    let here = paper("acme", ["partly", "no", "yes"]);
    let there = here.replace("answers:", "scope: {out: {DOOR: rented}}\nanswers:");
    let told = told(&planned(&here, &there));
    let one = &told["assessments"][0];
    assert_eq!(one["steps"], Value::Array(Vec::new()));
    assert_eq!(
        one["worse"].as_array().unwrap().len(),
        2,
        "two answers are lost"
    );
    assert_eq!(one["other"][0]["field"], "scope");
    let share = &one["nodes"][0]["measures"]["share"];
    assert_eq!(
        (&share["after"]["value"], &share["there"]["value"]),
        (&"1/2".into(), &"1".into())
    );
}

#[test]
fn an_answer_to_what_did_not_apply_is_a_step() {
    let here = paper("acme", ["{na: no doors}", "yes", "yes"]);
    let told = told(&planned(&here, &paper("acme", ["yes", "yes", "yes"])));
    let step = &told["assessments"][0]["steps"][0];
    assert_eq!(
        (&step["item"], &step["from_state"]),
        (&"DOOR-1".into(), &"not_applicable".into())
    );
}

#[test]
fn what_is_on_one_side_only_is_said() {
    let repo = planned(
        &paper("acme", ["no", "no", "no"]),
        &paper("other", ["yes", "yes", "yes"]),
    );
    let ran = plan(&repo, &[]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert_eq!(
        ran.stdout,
        "acme (house) is not on the branch\nother (house) is only on the branch\n"
    );
    let ran = plan(&repo, &["--unit", "akme"]);
    assert_eq!(ran.exit, 2);
    assert!(
        ran.stderr.contains("did you mean `acme`?"),
        "{}",
        ran.stderr
    );
}

#[test]
fn another_model_or_a_broken_file_there_leaves_no_way() {
    let here = paper("acme", ["partly", "no", "yes"]);
    let repo = planned(&here, &here);
    repo.git(&["switch", "--quiet", "plan/2027"]);
    repo.write("models/house.yaml", &MODEL.replace("at: yes", "at: partly"));
    repo.commit("Change the rule");
    repo.git(&["switch", "--quiet", "main"]);
    let ran = plan(&repo, &[]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert!(
        ran.stdout
            .contains("there is no way from here: house@1 is another model there"),
        "{}",
        ran.stdout
    );
    let repo = planned(&here, &paper("acme", ["mostly", "no", "yes"]));
    let ran = plan(&repo, &[]);
    assert_eq!(ran.exit, 1, "{}", ran.stderr);
    assert!(
        ran.stdout
            .contains("assessments/acme.yaml has no numbers there"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_branch_that_is_not_there_cannot_be_compared_with() {
    let here = paper("acme", ["partly", "no", "yes"]);
    let repo = planned(&here, &here);
    let ran = run(repo.folder(), &["plan", "--branch", "plan/2028"]);
    assert_eq!(ran.exit, 3, "{}", ran.stderr);
    let same = plan(&repo, &[]);
    assert!(
        same.stdout.contains("no answer there is better than here"),
        "{}",
        same.stdout
    );
    let both = plan(&repo, &["--reach", "share=1"]);
    assert_eq!(both.exit, 2);
}

#[test]
fn a_plan_of_a_commit_is_that_of_its_files() {
    let here = paper("acme", ["partly", "no", "yes"]);
    let there = paper(
        "acme",
        ["{answer: partly, target: {answer: yes}}", "no", "yes"],
    );
    let repo = planned(&here, &there);
    let ran = run(
        repo.folder(),
        &["plan", "--at", "plan/2027", "--format", "json"],
    );
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(told["revision"].as_str().unwrap().len(), 40);
    assert_eq!(told["assessments"][0]["steps"][0]["item"], "DOOR-1");
    let ran = run(repo.folder(), &["plan"]);
    assert!(ran.stdout.contains("no targets here"), "{}", ran.stdout);
}
