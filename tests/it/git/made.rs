//! Repositories that rungs makes are ones to git.

use std::collections::BTreeMap;
use std::path::Path;

use rungs::source::git::{GitId, NewCommit, NewRepository, Repository};

use super::Repo;
use crate::support::run;

fn commit(made: &NewRepository, files: &[(&str, &str)], parent: Option<GitId>) -> GitId {
    let files: BTreeMap<&str, &str> = files.iter().copied().collect();
    let new = NewCommit {
        files: &files,
        parent,
        author: "A Tester <tester@example.org>",
        seconds: 1_790_845_200,
        message: "Write files",
    };
    made.commit(&new).unwrap()
}

#[test]
fn git_reads_what_was_made_and_finds_nothing_wrong() {
    let repo = Repo::new();
    let folder = repo.beside("made");
    let made = NewRepository::create(&folder).unwrap();
    // Git orders `a.b` before the folder `a`, and `a-b` too.
    let first = [
        ("a/b/c", "1\n"),
        ("a/d", "2\n"),
        ("a-b", "3\n"),
        ("a.b", "4\n"),
    ];
    let base = commit(&made, &first, None);
    made.branch("main", base).unwrap();
    let second = [&first[1..], &[("e", "5\n")]].concat();
    let head = commit(&made, &second, Some(base));
    made.branch("side", head).unwrap();
    made.stand_on("side", head).unwrap();
    for (path, text) in &second {
        std::fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
        std::fs::write(folder.join(path), text).unwrap();
    }

    let git = |words: &[&str]| repo.git_in(&folder, words, b"");
    assert_eq!(git(&["fsck", "--strict", "--no-progress"]), "");
    assert_eq!(git(&["status", "--porcelain"]), "");
    assert_eq!(git(&["branch", "--show-current"]), "side");
    assert_eq!(
        git(&["rev-parse", "main", "side"]),
        format!("{base}\n{head}")
    );
    assert_eq!(git(&["log", "--format=%an %ae %at %s"]).lines().count(), 2);
    let names = git(&["diff", "--name-status", "main...side"]);
    assert_eq!(names, "D\ta/b/c\nA\te");
    assert_eq!(
        git(&["ls-tree", "-r", "--name-only", "main"]),
        "a-b\na.b\na/b/c\na/d"
    );
    assert!(Repository::discover(&folder).is_ok());

    let again = NewRepository::create(&folder);
    assert!(
        again
            .err()
            .unwrap()
            .to_string()
            .contains("a git repository already")
    );
}

#[test]
fn git_reads_the_repository_of_the_tour() {
    let repo = Repo::new();
    let home = repo.beside("");
    let ran = run(Path::new(&home), &["demo", "--keep", "tour"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let git = |words: &[&str]| repo.git_in(&home.join("tour"), words, b"");
    assert_eq!(git(&["fsck", "--strict", "--no-progress"]), "");
    assert_eq!(git(&["status", "--porcelain"]), "");
    for id in git(&["log", "--all", "--format=%H"]).lines() {
        assert!(ran.stdout.contains(&id[..10]), "{id} is shown");
    }
    assert!(git(&["diff", "--stat", "main...HEAD"]).contains("assessments/acme-cti.yaml"));
}
