//! How changes came into the first-parent line.

use super::{
    ANN, BOB, By, GITHUB, by, commit_by, commits, git_by, items, merge_by, of, say, started, told,
};
use crate::git::Repo;

const OWN: &str = "merged-by-author";

fn branch(repo: &Repo) {
    git_by(
        repo,
        by(ANN, 0),
        &["switch", "--quiet", "--create", "change"],
    );
}

fn back(repo: &Repo) {
    git_by(repo, by(ANN, 0), &["switch", "--quiet", "main"]);
}

#[test]
fn a_merge_by_the_author_of_the_answers_is_told() {
    for (merger, found) in [(ANN, 1), (BOB, 0), (("Ann", "ann@home.example"), 1)] {
        let repo = started();
        branch(&repo);
        let own = say(&repo, by(ANN, 1), "Raise", ["yes", "no", "no"]);
        // Somebody who touched the file and no answer wrote none of it.
        repo.write(
            "assessments/acme.yaml",
            &format!("# hello\n{}", super::answers("yes", "no", "no")),
        );
        commit_by(&repo, by(BOB, 2), "Say hello");
        back(&repo);
        let merge = merge_by(&repo, by(merger, 3), "change", "Merge branch 'change'");
        let told = told(&repo, &[]);
        assert_eq!(commits(&told, OWN), vec![merge; found], "{merger:?}");
        assert!(of(&told, "change-outside-merge").is_empty());
        if found == 1 {
            assert_eq!(
                of(&told, OWN)[0]["related"][0]["commit"]["id"],
                own.as_str()
            );
        }
    }
}

#[test]
fn what_an_earlier_merge_brought_is_not_brought_again() {
    let repo = started();
    branch(&repo);
    say(&repo, by(ANN, 1), "Raise", ["yes", "no", "no"]);
    back(&repo);
    merge_by(&repo, by(BOB, 2), "change", "Merge one");
    git_by(&repo, by(BOB, 2), &["switch", "--quiet", "change"]);
    say(&repo, by(BOB, 3), "Raise the roof", ["yes", "no", "yes"]);
    back(&repo);
    let second = merge_by(&repo, by(ANN, 4), "change", "Merge two");
    let told = told(&repo, &[]);
    // Ann merged what Bob wrote, after Bob had merged what Ann wrote.
    assert!(of(&told, OWN).is_empty(), "{told:#}");
    assert_eq!(told["looked_at"]["brought_in"], 2);
    assert!(commits(&told, "answer-without-rationale").contains(&second));
}

#[test]
fn behind_a_forge_nobody_is_known() {
    let repo = started();
    let forge = By {
        committer: GITHUB,
        ..by(ANN, 1)
    };
    let squash = say(&repo, forge, "Raise (#12)", ["yes", "no", "no"]);
    let told = told(&repo, &[]);
    assert_eq!(commits(&told, OWN), [squash]);
    let found = of(&told, OWN)[0];
    assert_eq!(found["level"], "note");
    assert_eq!(
        found["message"],
        "who merged is unknown: GitHub <noreply@github.com> committed"
    );
    assert_eq!(found["commit"]["pull_request"], "#12");
}

#[test]
fn a_squash_names_its_request_and_a_push_does_not() {
    let repo = started();
    let own = say(&repo, by(ANN, 1), "Raise (#12)", ["yes", "no", "no"]);
    let two = By {
        author: ANN,
        committer: BOB,
        ..by(ANN, 2)
    };
    say(&repo, two, "Raise more (#13)", ["yes", "yes", "no"]);
    let pushed = say(&repo, by(ANN, 3), "Raise the roof", ["yes", "yes", "yes"]);
    repo.write("README.md", "x\n");
    commit_by(&repo, by(ANN, 4), "No answer");
    let told = told(&repo, &[]);
    assert_eq!(commits(&told, OWN), [own]);
    // Neither the first commit nor one without answers is meant.
    assert_eq!(commits(&told, "change-outside-merge"), [pushed]);
}

#[test]
fn forged_dates_behind_a_merge_are_found() {
    let repo = started();
    branch(&repo);
    let forged = By {
        authored: super::noon(-200),
        ..by(ANN, 1)
    };
    let forged = say(&repo, forged, "Raise", ["yes", "no", "no"]);
    back(&repo);
    let merge = merge_by(&repo, by(BOB, 2), "change", "Merge branch 'change'");
    let told = told(&repo, &[]);
    assert_eq!(commits(&told, "commit-backdated"), [forged]);
    assert_eq!(
        of(&told, "commit-backdated")[0]["merge"]["id"],
        merge.as_str()
    );
}

#[test]
fn every_parent_shows_what_a_branch_said_on_its_way() {
    let repo = started();
    branch(&repo);
    let bare = say(&repo, by(ANN, 1), "Raise", ["partly", "no", "no"]);
    let reasoned = "{answer: yes, because: all of them}";
    say(&repo, by(ANN, 2), "Raise more", [reasoned, "no", "no"]);
    back(&repo);
    merge_by(&repo, by(BOB, 3), "change", "Merge branch 'change'");
    let kind = "answer-without-rationale";
    assert!(of(&told(&repo, &[]), kind).is_empty());
    let full = told(&repo, &["--full"]);
    assert_eq!(commits(&full, kind), [bare]);
    assert_eq!(items(&full, kind), ["DOOR-1"]);
}

#[test]
fn a_merge_of_several_branches_names_each_that_it_brought() {
    let repo = started();
    let mut own = Vec::new();
    for (at, name) in [(1, "one"), (2, "two")] {
        git_by(
            &repo,
            by(ANN, 0),
            &["switch", "--quiet", "--create", name, "main"],
        );
        let file = format!("assessments/{name}.yaml");
        let text = super::answers("yes", "no", "no").replace("acme", name);
        repo.write(&file, &text);
        own.push(commit_by(&repo, by(ANN, at), name));
    }
    back(&repo);
    let words = [
        "merge",
        "--quiet",
        "--no-ff",
        "-m",
        "Merge both",
        "one",
        "two",
    ];
    git_by(&repo, by(ANN, 3), &words);
    let merge = git_by(&repo, by(ANN, 3), &["rev-parse", "HEAD"]);
    assert_eq!(
        repo.git(&["rev-list", "--parents", "-1", "HEAD"])
            .split(' ')
            .count(),
        4
    );
    let told = told(&repo, &[]);
    assert_eq!(commits(&told, OWN), [merge]);
    let related = of(&told, OWN)[0]["related"].as_array().unwrap();
    let mut brought: Vec<&str> = related
        .iter()
        .map(|one| one["commit"]["id"].as_str().unwrap())
        .collect();
    brought.sort_unstable();
    own.sort_unstable();
    assert_eq!(brought, own);
}

#[test]
fn ids_may_be_of_either_length() {
    let repo = Repo::with(&["--object-format=sha256"]);
    repo.write("rungs.yaml", crate::diff_git::CONFIG);
    repo.write("models/house.yaml", crate::diff_git::MODEL);
    let first = say(&repo, by(ANN, 0), "Begin", ["no", "no", "no"]);
    branch(&repo);
    say(&repo, by(ANN, 1), "Raise", ["yes", "no", "no"]);
    back(&repo);
    let merge = merge_by(&repo, by(ANN, 3), "change", "Merge branch 'change'");
    assert_eq!(merge.len(), 64);
    let told = told(&repo, &["--anchor", &first]);
    assert_eq!(commits(&told, OWN), [merge.as_str()]);
    assert_eq!(told["anchors"][0]["standing"], "held");
    let ran = crate::support::run(repo.folder(), &["blame", "acme", "--format", "json"]);
    let blame: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(blame["items"][1]["commit"], first.as_str());
    for words in [
        &["log", "--format", "json"][..],
        &["log", "--format", "json", "--no-cache"],
    ] {
        let ran = crate::support::run(repo.folder(), words);
        let log: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(log["entries"][0]["commit"], merge.as_str());
    }
}
