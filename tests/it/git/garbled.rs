//! Commits whose people or times are no such: git reads on, and so does rungs.

use rungs::source::git::BaseMode;

use super::Repo;
use super::bases::{forked, id, named};
use crate::diff_git::{ACME, CONFIG, MODEL, paper};
use crate::support::run;

/// Lines in the place of those of author and committer.
const GARBLED: [&str; 6] = [
    "author Nobody\ncommitter C <c@x> 1780000000 +0000\n",
    "author <\ncommitter C <c@x> 1780000000 +0000\n",
    "author A <a@x> soon\ncommitter C <c@x> soon\n",
    "author A <a@x> 1 +0000\ncommitter\n",
    "strange\n",
    "",
];

/// A commit over another one, with the same files, on the branch that is checked out.
fn garble(repo: &Repo, lines: &str) -> String {
    let (tree, parent) = (
        repo.git(&["rev-parse", "HEAD^{tree}"]),
        repo.git(&["rev-parse", "HEAD"]),
    );
    let text = format!("tree {tree}\nparent {parent}\n{lines}\nThe subject\n\nBody\n");
    let made = repo.literal_commit(text.as_bytes());
    repo.git(&["update-ref", "HEAD", &made]);
    made
}

#[test]
fn a_tip_with_garbled_people_is_read_as_far_as_it_goes() {
    for lines in GARBLED {
        let repo = Repo::new();
        repo.commit_file("a", "1\n");
        garble(&repo, lines);
        let commit = repo.open().commit("HEAD").unwrap();
        let told = repo.git(&["log", "-1", "--format=%H%n%P%n%s"]);
        let parents: Vec<String> = commit.parents.iter().map(ToString::to_string).collect();
        let ours = format!("{}\n{}\n{}", commit.id, parents.join(" "), commit.subject);
        assert_eq!(ours, told, "{lines}");
    }
}

#[test]
fn every_command_goes_on_where_the_tip_is_garbled() {
    for lines in GARBLED {
        let repo = Repo::new();
        repo.write("rungs.yaml", CONFIG);
        repo.write("models/house.yaml", MODEL);
        let first = repo.commit_file(ACME, &paper("acme", ["partly", "no", "yes"]));
        repo.git(&["switch", "--quiet", "--create", "change"]);
        repo.commit_file(ACME, &paper("acme", ["yes", "no", "yes"]));
        garble(&repo, lines);
        let door = ["blame", "acme", "--item", "DOOR-1"];
        for (words, says) in [
            (&["log"][..], "partly → yes"),
            (&["log", "--full", "--all-touching"], "partly → yes"),
            (&door, "partly → yes"),
            (&["audit", "--anchor", &first], ""),
            (&["score", "--at", "HEAD"], "acme"),
            (&["score", "--trend"], "trend"),
            (&["diff", "--base", "main"], "partly → yes"),
            (&["check", "--base", "main"], ""),
            (&["validate", "--at", "HEAD"], ""),
        ] {
            let ran = run(repo.folder(), words);
            assert_eq!(ran.exit, 0, "{words:?} {lines}: {}", ran.stderr);
            assert!(
                ran.stdout.contains(says),
                "{words:?} {lines}: {}",
                ran.stdout
            );
        }
    }
}

#[test]
fn histories_parted_where_git_says_though_a_commit_is_garbled() {
    let (repo, _) = forked();
    let held = |repo: &Repo| {
        let base = named(&repo.open(), "main", BaseMode::MergeBase).unwrap();
        assert_eq!(id(&base), repo.git(&["merge-base", "HEAD", "main"]));
        let all = repo.git(&["merge-base", "--all", "HEAD", "main"]);
        assert_eq!(all.lines().count() > 1, !base.notes.is_empty());
    };
    garble(&repo, GARBLED[0]);
    held(&repo);
    let (main, side) = (
        repo.git(&["rev-parse", "main"]),
        repo.git(&["rev-parse", "side"]),
    );
    repo.git(&["merge", "--quiet", "-m", "Cross", &main]);
    repo.git(&["switch", "--quiet", "main"]);
    repo.git(&["merge", "--quiet", "-m", "Criss", &side]);
    garble(&repo, GARBLED[2]);
    repo.git(&["switch", "--quiet", "side"]);
    held(&repo);
    repo.git(&["commit-graph", "write", "--reachable"]);
    held(&repo);
}
