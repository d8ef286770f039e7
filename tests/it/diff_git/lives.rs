//! What becomes of assessments: new, gone, moved, split, joined, a draft, twice.

use super::{ACME, CONFIG, MODEL, changes, diff, paper, started, statuses, told};
use crate::git::Repo;

#[test]
fn an_assessment_comes_and_goes() {
    let repo = started();
    repo.write("assessments/blue.yaml", &paper("blue", ["yes", "no", "no"]));
    assert_eq!(statuses(&told(&repo, &[])), [("blue", "added")]);
    repo.git(&["rm", "--quiet", ACME]);
    let report = told(&repo, &[]);
    assert_eq!(statuses(&report), [("acme", "removed"), ("blue", "added")]);
    assert_eq!(report["assessments"][0]["path"], serde_json::Value::Null);
    assert_eq!(diff(&repo, &["--exit-code"]).exit, 1);
    let worse = told(&repo, &["--only-regressions"]);
    assert_eq!(statuses(&worse), [("acme", "removed")]);
}

/// The assessment in three files.
fn split(repo: &Repo) {
    let folder = "assessments/acme";
    repo.write(
        &format!("{folder}/assessment.yaml"),
        "rungs: assessment/1\nmodel: house@1\nunit: acme\n",
    );
    repo.write(
        &format!("{folder}/door.yaml"),
        "rungs: answers/1\nnode: DOOR\nanswers:\n  DOOR-2: no\n  DOOR-1: partly\n",
    );
    repo.write(
        &format!("{folder}/roof.yaml"),
        "rungs: answers/1\nnode: ROOF\nanswers: {ROOF-1: '2'}\n",
    );
    std::fs::remove_file(repo.folder().join(ACME)).unwrap();
}

#[test]
fn moving_splitting_and_joining_change_nothing() {
    let repo = started();
    let says = |words: &str| {
        let report = told(&repo, &[]);
        assert_eq!(statuses(&report), [("acme", "moved")]);
        let one = &report["assessments"][0];
        assert_eq!(one["files"], words);
        assert_eq!(one["changes"].as_array().unwrap().len(), 0);
        assert_eq!(one["measures"].as_array().unwrap().len(), 0);
    };
    std::fs::rename(
        repo.folder().join(ACME),
        repo.folder().join("assessments/here.yaml"),
    )
    .unwrap();
    says("moved from assessments/acme.yaml");
    std::fs::rename(
        repo.folder().join("assessments/here.yaml"),
        repo.folder().join(ACME),
    )
    .unwrap();
    split(&repo);
    says("split from assessments/acme.yaml into 3 files");
    repo.commit("Split");
    repo.git(&["branch", "--force", "main"]);
    repo.git(&["rm", "--quiet", "-r", "assessments"]);
    repo.write(ACME, &paper("acme", ["partly", "no", "yes"]));
    says("joined from 3 files into assessments/acme.yaml");
}

#[test]
fn a_draft_becomes_final_and_back() {
    let repo = started();
    let last = paper("acme", ["yes", "no", "yes"]);
    let draft = last.replace("unit:", "status: draft\nunit:");
    repo.write(ACME, &draft);
    let report = told(&repo, &[]);
    assert_eq!(statuses(&report), [("acme", "removed")]);
    assert_eq!(report["assessments"][0]["draft"], true);
    repo.commit("Draft");
    repo.git(&["branch", "--force", "main"]);
    // A draft that changes is nobody's business.
    repo.write(ACME, &draft.replace("yes", "no"));
    assert_eq!(statuses(&told(&repo, &[])), []);
    repo.write(ACME, &last);
    let report = told(&repo, &[]);
    assert_eq!(statuses(&report), [("acme", "added")]);
    assert_eq!(report["assessments"][0]["base_draft"], true);
}

#[test]
fn an_assessment_that_exists_twice_is_a_finding_with_both_paths() {
    let repo = started();
    // The twin comes first by path, and the file that was there stays the same.
    repo.write("assessments/aaa.yaml", &paper("acme", ["yes", "no", "yes"]));
    let report = told(&repo, &[]);
    let findings = report["findings"].to_string();
    assert!(
        findings.contains("assessments/aaa.yaml") && findings.contains(ACME),
        "{findings}"
    );
    let shown = report["assessments"].as_array().unwrap();
    let paths: Vec<_> = shown
        .iter()
        .map(|one| {
            (
                one["base_path"].as_str(),
                one["path"].as_str(),
                one["broken"].as_bool(),
            )
        })
        .collect();
    assert_eq!(
        paths,
        [
            (None, Some("assessments/aaa.yaml"), Some(true)),
            (Some(ACME), Some(ACME), Some(true)),
        ]
    );
    for one in shown {
        assert_eq!(one["measures"].as_array().unwrap().len(), 0);
    }
}

#[test]
fn what_is_not_looked_for_any_more_says_so() {
    let repo = started();
    repo.write(
        "rungs.yaml",
        &CONFIG.replace("assessments/**", "elsewhere/**"),
    );
    let report = told(&repo, &[]);
    assert_eq!(statuses(&report), [("acme", "removed")]);
    let files = report["assessments"][0]["files"].as_str().unwrap();
    assert!(files.contains(ACME), "{files}");
}

#[test]
fn another_unit_in_the_same_file_is_another_assessment() {
    let repo = started();
    repo.write(ACME, &paper("blue", ["yes", "no", "yes"]));
    assert_eq!(
        statuses(&told(&repo, &[])),
        [("acme", "removed"), ("blue", "added")]
    );
    repo.write("assessments/old.yaml", &paper("acme", ["yes", "no", "yes"]));
    let report = told(&repo, &[]);
    assert_eq!(statuses(&report), [("acme", "changed"), ("blue", "added")]);
    assert_eq!(changes(&report)[0][0], "DOOR-1");
}

#[test]
fn a_model_that_changes_moves_what_did_not() {
    let repo = started();
    let heavy = "The roof is tight, level: L1, scale: three, weight: 3";
    let model = MODEL.replace("The roof is tight, level: L1, scale: three", heavy);
    repo.write("models/house.yaml", &model);
    let report = told(&repo, &[]);
    assert_eq!(statuses(&report), [("acme", "changed")]);
    assert_eq!(changes(&report)[0][1], "model");
    // 3 of 6, then 7 of 10.
    let share = &report["assessments"][0]["measures"][0];
    assert_eq!(share["explained"]["model"], "1/5");
    // Without it there are no numbers.
    std::fs::remove_file(repo.folder().join("models/house.yaml")).unwrap();
    let report = told(&repo, &[]);
    assert_eq!(statuses(&report), [("acme", "changed")]);
    assert_eq!(report["assessments"][0]["broken"], true);
    let findings = report["findings"].to_string();
    assert!(findings.contains("house@1"), "{findings}");
}

#[test]
fn an_assessment_against_another_model_in_its_file_is_restated_not_subtracted() {
    let repo = started();
    let other = super::MODEL.replace("id: house", "id: barn");
    repo.write("models/barn.yaml", &other);
    let there = paper("acme", ["yes", "yes", "yes"]);
    repo.write(ACME, &there.replace("house@1", "barn@1"));
    let report = told(&repo, &[]);
    assert_eq!(statuses(&report), [("acme", "changed")]);
    let one = &report["assessments"][0];
    assert_eq!(one["comparable"], false);
    assert_eq!(
        one["incomparable"],
        "there is no mapping from house@1 to barn@1"
    );
    assert_eq!(one["measures"].as_array().unwrap().len(), 0);
    let share = &one["restated"][0];
    assert_eq!(
        (&share["from"]["value"], &share["to"]["value"]),
        (&"1/2".into(), &"1".into())
    );
}

#[test]
fn a_note_that_was_worded_anew_is_no_lost_evidence() {
    let repo = started();
    let resting = |note: &str| {
        let answers = paper("acme", ["partly", "no", "yes"]);
        let said = format!("DOOR-1: {{answer: partly, evidence: [{{note: {note}}}]}}");
        answers.replace("DOOR-1: partly", &said)
    };
    repo.write(ACME, &resting("walkthrough with the asset team"));
    repo.commit("Rest on a walkthrough");
    repo.git(&["branch", "--force", "main"]);
    repo.write(ACME, &resting("walkthrough with the whole asset team"));
    let report = told(&repo, &[]);
    let said = |note: &str| note.to_owned();
    assert_eq!(
        changes(&report),
        [[
            said("DOOR-1"),
            said("evidence"),
            said("walkthrough with the asset team"),
            said("walkthrough with the whole asset team"),
        ]]
    );
    assert_eq!(
        report["assessments"][0]["changes"][0]["direction"],
        "neither"
    );
    // Another note is another piece of evidence.
    repo.write(ACME, &resting("minutes of the board"));
    assert_eq!(changes(&told(&repo, &[])).len(), 2);
}
