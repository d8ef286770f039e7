//! Who said what, of practices whose lives are known.

use super::edges::started;
use crate::diff_git::{ACME, CONFIG, MODEL, paper};
use crate::git::Repo;
use crate::support::run;

/// What `blame --item` tells of one facet of the first practice: the commits with what they
/// changed and what there was after them.
fn life_of(repo: &Repo, item: &str, field: &str) -> Vec<(String, Vec<String>, Vec<String>)> {
    let words = ["blame", "acme", "--item", item, "--format", "json"];
    let ran = run(repo.folder(), &words);
    crate::reports::holds("report-blame", &ran.stdout);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let items = told["items"].as_array().unwrap().iter();
    let texts = |list: &serde_json::Value| -> Vec<String> {
        let list = list.as_array().into_iter().flatten();
        list.map(|one| one.as_str().unwrap_or("–").to_owned())
            .collect()
    };
    let of_field = items.filter(|one| one["field"] == field);
    of_field
        .map(|one| {
            let changes = one["changes"].as_array().unwrap().iter();
            let changes = changes.map(|change| {
                let text = |key: &str| change[key].as_str().unwrap_or("–").to_owned();
                format!("{} → {}", text("from"), text("to"))
            });
            let commit = one["commit"].as_str().unwrap().to_owned();
            (commit, changes.collect(), texts(&one["pieces"]))
        })
        .collect()
}

#[test]
fn each_piece_of_evidence_came_when_it_did() {
    let repo = started();
    let first = repo.git(&["rev-parse", "HEAD"]);
    let text = |door: &str, roof: &str| {
        paper("acme", ["partly", "no", "yes"])
            .replace("DOOR-1: partly", &format!("DOOR-1: {door}"))
            .replace("ROOF-1: yes", &format!("ROOF-1: {roof}"))
    };
    let with = |answer: &str, notes: &str| format!("{{answer: {answer}, evidence: [{notes}]}}");
    let roof = with("yes", "{note: Photo}");
    let one = repo.commit_file(ACME, &text(&with("partly", "{note: Test of May}"), &roof));
    let both = "{note: Test of May}, {note: List of keys}";
    let two = repo.commit_file(ACME, &text(&with("partly", both), &roof));
    let three = repo.commit_file(ACME, &text(&with("partly", "{note: List of keys}"), &roof));
    let none = repo.commit_file(ACME, &text("partly", &roof));
    let said = |texts: &[&str]| {
        texts
            .iter()
            .map(|text| (*text).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        life_of(&repo, "DOOR-1", "evidence"),
        [
            (none, said(&["List of keys → –"]), said(&[])),
            (three, said(&["Test of May → –"]), said(&["List of keys"])),
            (
                two,
                said(&["– → List of keys"]),
                said(&["List of keys", "Test of May"])
            ),
            (
                one.clone(),
                said(&["– → Test of May"]),
                said(&["Test of May"])
            ),
        ]
    );
    let photo = (one, said(&["– → Photo"]), said(&["Photo"]));
    assert_eq!(life_of(&repo, "ROOF-1", "evidence"), [photo]);
    assert_eq!(
        life_of(&repo, "DOOR-2", "answer"),
        [(first, vec![], vec![])]
    );
}

#[test]
fn evidence_from_the_beginning_is_told_without_what_came_later() {
    let repo = Repo::new();
    repo.write("rungs.yaml", CONFIG);
    repo.write("models/house.yaml", MODEL);
    let text = |notes: &str| {
        let said = format!("DOOR-1: {{answer: partly, evidence: [{notes}]}}");
        paper("acme", ["partly", "no", "yes"]).replace("DOOR-1: partly", &said)
    };
    repo.commit_file(ACME, &text("{note: Test of May}"));
    repo.commit_file(ACME, &text("{note: Test of May}, {note: List of keys}"));
    let ran = run(repo.folder(), &["blame", "acme", "--item", "DOOR-1"]);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert!(lines[1].contains("List of keys"), "{}", ran.stdout);
    let beginning = "there from the beginning: Test of May  ";
    assert!(
        lines.iter().any(|line| line.contains(beginning)),
        "{}",
        ran.stdout
    );
}

#[test]
fn what_a_model_did_not_ask_before_was_not_said_before() {
    let repo = started();
    let second = MODEL.replace("version: '1'", "version: '2'").replace(
        "id: DOOR-2,",
        "id: DOOR-3, title: Doors ring, level: L1, scale: three}\n      - {id: DOOR-2,",
    );
    repo.write("models/second.yaml", &second);
    let rows = ["DOOR", "ROOF", "DOOR-1", "DOOR-2", "ROOF-1"];
    let rows = rows.map(|id| format!("  - {{from: [{id}], to: [{id}], relation: same}}\n"));
    let map = format!(
        "rungs: mapping/1\nfrom: house@1\nto: house@2\nrows:\n{}  - {{from: [], to: [DOOR-3], relation: new}}\n",
        rows.concat()
    );
    repo.write("models/map.yaml", &map);
    let text = paper("acme", ["partly", "no", "yes"]).replace("house@1", "house@2");
    let said = "  DOOR-3: {answer: yes, because: They do.}\n";
    let moved = repo.commit_file(ACME, &format!("{text}{said}"));
    for words in [
        &["blame", "acme"][..],
        &["blame", "acme", "--item", "DOOR-3"],
    ] {
        let words = [words, &["--format", "json"]].concat();
        let ran = run(repo.folder(), &words);
        let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        let items = told["items"].as_array().unwrap().iter();
        let ours: Vec<_> = items.filter(|one| one["item"] == "DOOR-3").collect();
        assert_eq!(ours.len(), 2, "{told:#}");
        assert!(ours.iter().all(|one| one["commit"] == *moved), "{told:#}");
    }
}

#[test]
fn what_came_later_was_not_there_from_the_beginning() {
    let repo = started();
    let text = paper("acme", ["partly", "no", "yes"]);
    let said = "DOOR-1: {answer: partly, because: They stick.}";
    repo.commit_file(ACME, &text.replace("DOOR-1: partly", said));
    let words = ["blame", "acme", "--item", "DOOR-1", "--format", "json"];
    let ran = run(repo.folder(), &words);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let items = told["items"].as_array().unwrap().iter();
    let fields: Vec<&str> = items.map(|item| item["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["because", "answer"]);
}
