use super::edges::started;
use super::{log, told};
use crate::diff_git::{ACME, MODEL, paper};
use crate::git::Repo;
use crate::support::run;

#[test]
fn a_file_that_was_broken_for_a_while_hides_no_change() {
    let repo = started();
    for at in 0..10 {
        repo.commit_file(ACME, &format!("rungs: assessment/1\nanswers: [ # {at}\n"));
    }
    let mended = repo.commit_file(ACME, &paper("acme", ["yes", "no", "yes"]));
    let told = told(&repo, &["-p"]);
    let entries = told["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 12, "{told:#}");
    assert!(
        entries[1..11]
            .iter()
            .all(|entry| entry["assessments"][0]["broken"] == true)
    );
    let one = &entries[0]["assessments"][0];
    assert_eq!(
        one["since"].as_str(),
        Some(repo.git(&["rev-parse", "HEAD~11"]).as_str())
    );
    assert_eq!(one["changes"][0]["item"], "DOOR-1");
    assert_eq!(
        (&one["changes"][0]["from"], &one["changes"][0]["to"]),
        (&"partly".into(), &"yes".into())
    );
    let ran = run(repo.folder(), &["blame", "acme", "--format", "json"]);
    let blame: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let door = &blame["items"][0];
    assert_eq!(
        (&door["item"], &door["commit"]),
        (&"DOOR-1".into(), &mended.into())
    );
}

#[test]
fn an_assessment_that_comes_back_is_held_against_what_it_said_before() {
    let repo = started();
    let first = repo.git(&["rev-parse", "HEAD"]);
    repo.git(&["rm", "--quiet", ACME]);
    repo.commit("Away");
    repo.commit_file("notes.md", "nothing\n");
    repo.commit_file(ACME, &paper("acme", ["yes", "no", "yes"]));
    let told = told(&repo, &["-p"]);
    let one = &told["entries"][0]["assessments"][0];
    assert_eq!(
        (&one["status"], &one["since"]),
        (&"returned".into(), &first.into())
    );
    let changes = one["changes"].as_array().unwrap();
    assert_eq!((changes.len(), &changes[0]["item"]), (1, &"DOOR-1".into()));
    // Every number is listed, so that no reader is left with the gap before.
    assert_eq!(one["measures"].as_array().unwrap().len(), 6);
    let csv = log(&repo, &["--format", "csv", "-n", "1"]).stdout;
    assert_eq!(csv.lines().count(), 7, "{csv}");
    let ran = log(&repo, &["-n", "1"]);
    assert!(ran.stdout.contains("back, held against"), "{}", ran.stdout);
}

/// The status of what the newest commit did to an assessment, the commit that it is held
/// against, and which items it changed.
fn newest(repo: &Repo) -> (String, Option<String>, Vec<String>) {
    let told = told(repo, &["-p"]);
    let one = &told["entries"][0]["assessments"][0];
    let changes = one["changes"].as_array().unwrap().iter();
    let items = changes.map(|change| change["item"].as_str().unwrap().to_owned());
    let since = one["since"].as_str().map(str::to_owned);
    (
        one["status"].as_str().unwrap().to_owned(),
        since,
        items.collect(),
    )
}

#[test]
fn no_change_hides_behind_several_gaps() {
    const BROKEN: &str = "rungs: assessment/1\nanswers: [\n";
    let draft = paper("acme", ["no", "no", "no"]).replace("answers", "status: draft\nanswers");
    let other = paper("beta", ["no", "no", "no"]);
    for gaps in [
        vec![Some(BROKEN), None],
        vec![None, Some(BROKEN)],
        vec![Some(BROKEN), None, Some(BROKEN)],
        vec![Some(&*draft), Some(BROKEN)],
        vec![Some(&*other), Some(BROKEN)],
        vec![Some(BROKEN), Some(&*draft)],
    ] {
        let repo = started();
        let first = repo.git(&["rev-parse", "HEAD"]);
        for gap in &gaps {
            match gap {
                Some(text) => drop(repo.commit_file(ACME, text)),
                None => {
                    repo.git(&["rm", "--quiet", ACME]);
                    repo.commit("Away");
                }
            }
        }
        repo.commit_file(ACME, &paper("acme", ["yes", "no", "yes"]));
        let (_, since, items) = newest(&repo);
        assert_eq!(
            (since, items),
            (Some(first), vec!["DOOR-1".to_owned()]),
            "{gaps:?}"
        );
    }
}

#[test]
fn what_comes_back_is_held_against_its_last_state_and_not_an_older_one() {
    let repo = started();
    repo.write("models/shed.yaml", &MODEL.replace("id: house", "id: shed"));
    repo.git(&["rm", "--quiet", ACME]);
    repo.commit("Away");
    repo.commit_file(ACME, &paper("acme", ["partly", "no", "yes"]));
    let last = repo.commit_file(ACME, &paper("acme", ["partly", "no", "no"]));
    let shed = paper("acme", ["partly", "no", "no"]).replace("house@1", "shed@1");
    repo.commit_file(ACME, &shed);
    repo.commit_file(
        "assessments/again.yaml",
        &paper("acme", ["partly", "no", "yes"]),
    );
    let expected = ("returned".to_owned(), Some(last), vec!["ROOF-1".to_owned()]);
    assert_eq!(newest(&repo), expected);
}

#[test]
fn what_was_broken_and_is_gone_is_not_taken_for_another_that_is_gone() {
    let repo = started();
    repo.commit_file("assessments/a.yaml", &paper("a", ["no", "no", "no"]));
    repo.commit_file(ACME, "rungs: assessment/1\nanswers: [\n");
    for path in ["assessments/a.yaml", ACME] {
        repo.git(&["rm", "--quiet", path]);
        repo.commit("Away");
    }
    let told = told(&repo, &["-n", "1"]);
    assert_eq!(told["entries"][0]["assessments"][0]["unit"], "acme");
}
