//! Results that are kept are those that would be computed, whatever history was looked at
//! before, and however it was rewritten since.

use super::edges::started;
use super::life::Life;
use super::told;
use crate::diff_git::{ACME, CONFIG, MODEL, paper};
use crate::git::Repo;
use crate::support::run;

/// Commands of which each keeps walks of another mode.
const ASKED: [&[&str]; 4] = [
    &["log", "-p", "--format", "json"],
    &["log", "--full", "--all-touching", "--format", "json"],
    &["blame", "acme", "--format", "json"],
    &["audit", "--format", "json"],
];

/// Each command says the same with and without what was kept, about a commit.
fn holds(repo: &Repo, tip: &str, what: &str) {
    for words in ASKED {
        let words = [words, &["--at", tip]].concat();
        let bare = run(repo.folder(), &[&words[..], &["--no-cache"]].concat());
        assert!(
            bare.exit == 0 || words[0] != "log",
            "{what}: {}",
            bare.stderr
        );
        for _ in 0..2 {
            let kept = run(repo.folder(), &words);
            assert_eq!(
                (kept.exit, &kept.stdout, &kept.stderr),
                (bare.exit, &bare.stdout, &bare.stderr),
                "{what}: {words:?}"
            );
        }
    }
}

#[test]
fn branches_can_be_looked_at_in_any_order() {
    let life = Life::new(5, 20);
    let tips = [
        "HEAD~9", "side-5", "HEAD~2", "side-12", "HEAD~5", "side-19", "HEAD",
    ];
    for tip in tips {
        holds(&life.repo, tip, "a walk after another one");
    }
    for tip in tips.iter().rev() {
        holds(&life.repo, tip, "back again");
    }
}

#[test]
fn history_that_is_rewritten_is_other_history() {
    let repo = started();
    for answers in [
        ["no", "no", "yes"],
        ["yes", "no", "yes"],
        ["yes", "partly", "yes"],
        ["yes", "yes", "yes"],
    ] {
        repo.commit_file(ACME, &paper("acme", answers));
    }
    holds(&repo, "HEAD", "at first");
    repo.git(&["commit", "--quiet", "--amend", "-m", "Other words"]);
    holds(&repo, "HEAD", "other words");
    repo.write(ACME, &paper("acme", ["yes", "yes", "partly"]));
    repo.git(&[
        "commit",
        "--quiet",
        "--all",
        "--amend",
        "-m",
        "Another answer",
    ]);
    holds(&repo, "HEAD", "another answer");
    // Of all commits but the first a copy, as a rebase makes them; then without the last two.
    repo.git(&["rebase", "--quiet", "--force-rebase", "HEAD~3"]);
    holds(&repo, "HEAD", "rebased");
    repo.git(&["reset", "--quiet", "--hard", "HEAD~2"]);
    holds(&repo, "HEAD", "shorter");
    repo.git(&["merge", "--quiet", "--no-ff", "-m", "Back", "ORIG_HEAD"]);
    holds(&repo, "HEAD", "merged");
    repo.git(&["switch", "--quiet", "--orphan", "other"]);
    repo.write("rungs.yaml", CONFIG);
    repo.write("models/house.yaml", crate::diff_git::MODEL);
    repo.commit_file(ACME, &paper("acme", ["partly", "no", "yes"]));
    holds(&repo, "HEAD", "another beginning");
    let words = [
        "merge",
        "--quiet",
        "--allow-unrelated-histories",
        "-X",
        "ours",
        "-m",
        "Both",
        "main",
    ];
    repo.git(&words);
    holds(&repo, "HEAD", "two beginnings");
    holds(&repo, "main", "the first again");
}

#[test]
fn folders_that_only_old_or_only_new_commits_name_are_looked_at_as_without() {
    let repo = started();
    let move_to = |folder: &str, from: &str| {
        repo.git(&["mv", from, folder]);
        let pattern = format!("{folder}/**");
        repo.write("rungs.yaml", &CONFIG.replace("assessments/**", &pattern));
        repo.commit("Rename the folder");
        let path = format!("{folder}/acme.yaml");
        repo.commit_file(&path, &paper("acme", ["yes", "no", "yes"]));
        repo.commit_file(&path, &paper("acme", ["no", "no", "yes"]));
    };
    move_to("papers", "assessments");
    holds(&repo, "HEAD", "named by old ones");
    repo.commit_file("papers/acme.yaml", &paper("acme", ["no", "no", "no"]));
    holds(&repo, "HEAD", "one more");
    move_to("sheets", "papers");
    move_to("papers", "sheets");
    holds(&repo, "HEAD", "named in between");
    holds(&repo, "HEAD~4", "named then");
    holds(&repo, "HEAD", "named in between again");
}

#[test]
fn what_is_kept_is_of_no_use_when_the_models_of_today_are_others() {
    let repo = started();
    let text = paper("acme", ["yes", "no", "yes"]).replace("DOOR-2", "LOCK");
    repo.commit_file(ACME, &text);
    let now = ["--scored-with", "now"];
    let before = told(&repo, &now);
    let alias = MODEL.replace("{id: DOOR-2,", "{id: DOOR-2, aliases: [LOCK],");
    repo.commit_file("models/house.yaml", &alias);
    let after = told(&repo, &now);
    assert_ne!(after["entries"], before["entries"]);
    assert_eq!(after, told(&repo, &["--scored-with", "now", "--no-cache"]));
}

#[test]
fn what_the_newest_configuration_stood_in_for_is_not_kept() {
    let repo = started();
    repo.commit_file("rungs.yaml", "rungs: [\n");
    repo.commit_file(ACME, &paper("acme", ["yes", "no", "yes"]));
    repo.commit_file("rungs.yaml", CONFIG);
    let before = told(&repo, &[]);
    repo.commit_file("rungs.yaml", &CONFIG.replace("**/*.yaml", "**/b*.yaml"));
    let after = told(&repo, &[]);
    assert_ne!(after["entries"], before["entries"]);
    assert_eq!(after, told(&repo, &["--no-cache"]));
}
