//! The history as a whole: anchors, levels, where it is cut off.

use super::{ANN, by, commits, git_by, of, say, started, told};
use crate::git::Repo;
use crate::support::run;

const KIND: &str = "history-rewritten";

#[test]
fn a_recorded_commit_has_to_stay() {
    let repo = started();
    let recorded = say(&repo, by(ANN, 1), "Raise (#1)", ["yes", "no", "no"]);
    say(&repo, by(ANN, 2), "More (#2)", ["yes", "yes", "no"]);
    let held = told(&repo, &["--anchor", &recorded]);
    assert!(of(&held, KIND).is_empty());
    assert_eq!(held["anchors"][0]["standing"], "held");
    git_by(&repo, by(ANN, 3), &["reset", "--quiet", "--hard", "HEAD~2"]);
    say(&repo, by(ANN, 3), "Another past (#3)", ["no", "yes", "no"]);
    let left = told(
        &repo,
        &["--anchor", &recorded[..10], "--since", "2027-01-01"],
    );
    assert_eq!(commits(&left, KIND), [recorded.as_str()]);
    assert_eq!(of(&left, KIND)[0]["level"], "deny");
    let gone = "0123456789abcdef0123456789abcdef01234567";
    let words = ["audit", "--anchor", gone, "--since", "2027-01-01"];
    let ran = run(repo.folder(), &words);
    assert_eq!(ran.exit, 1, "{}{}", ran.stdout, ran.stderr);
    assert!(
        ran.stdout.contains("it is not in this repository any more"),
        "{}",
        ran.stdout
    );
    // A branch goes where somebody moves it.
    assert_eq!(run(repo.folder(), &["audit", "--anchor", "main"]).exit, 2);
}

#[test]
fn the_level_is_the_callers() {
    let repo = started();
    say(&repo, by(ANN, 1), "Raise (#1)", ["yes", "no", "no"]);
    let exit = |words: &[&str]| run(repo.folder(), &[&["audit"], words].concat()).exit;
    assert_eq!(exit(&[]), 0);
    assert_eq!(exit(&["--fail-on", "warn"]), 1);
    assert_eq!(exit(&["--level", "merged-by-author=deny"]), 1);
    assert_eq!(exit(&["--level", "signature-missing=deny"]), 1);
    assert_eq!(exit(&["--level", "merged-by-autor=deny"]), 2);
    assert_eq!(exit(&["--since", "2026-01-05", "--until", "2026-01-04"]), 2);
    // Who is audited does not say what counts.
    repo.write(
        "rungs.yaml",
        &format!(
            "{}levels: {{merged-by-author: allow}}\n",
            crate::diff_git::CONFIG
        ),
    );
    super::commit_by(&repo, by(ANN, 2), "Hush (#2)");
    assert_eq!(of(&told(&repo, &[]), "merged-by-author").len(), 1);
    let allowed = told(&repo, &["--level", "merged-by-author=allow"]);
    assert!(of(&allowed, "merged-by-author").is_empty());
}

#[test]
fn a_shallow_clone_says_so() {
    let repo = started();
    let first = say(&repo, by(ANN, 1), "Raise (#1)", ["yes", "no", "no"]);
    say(&repo, by(ANN, 2), "More (#2)", ["yes", "yes", "no"]);
    let clone = Repo::clone_of(&repo, &["--depth", "1"]);
    let ran = run(clone.folder(), &["audit"]);
    assert_eq!(ran.exit, 3, "{}", ran.stdout);
    assert!(ran.stdout.contains("cut off at"), "{}", ran.stdout);
    assert!(ran.stderr.contains("--allow-shallow"));
    let told = told(&clone, &["--allow-shallow", "--anchor", &first]);
    assert_eq!(told["truncated"], true);
    assert_eq!(of(&told, KIND)[0]["level"], "warn");
    // What the last commit did cannot be told.
    assert_eq!(told["findings"].as_array().unwrap().len(), 1, "{told:#}");
    assert_eq!(run(clone.folder(), &["audit", "--allow-shallow"]).exit, 0);
}

#[test]
fn a_misspelt_unit_is_no_clean_result() {
    let repo = started();
    for words in [
        &["--unit", "acmee"][..],
        &["--unit", "acmee", "--since", "2030-01-01"],
    ] {
        let ran = run(repo.folder(), &[&["audit"], words].concat());
        assert_eq!(ran.exit, 2, "{}", ran.stdout);
        assert!(
            ran.stderr.contains("did you mean `acme`?"),
            "{}",
            ran.stderr
        );
    }
    let words = ["audit", "--unit", "acme", "--since", "2030-01-01"];
    assert_eq!(run(repo.folder(), &words).exit, 0);
}
