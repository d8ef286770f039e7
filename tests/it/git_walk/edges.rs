//! Where history is not what its commits say, or not there.

use std::fs;

use rungs::source::git::{GitErrorKind, WalkMode, WalkRequest};

use super::script::{Script, To};
use super::{FAST, MODES, check, graphs, ids, shown, walk};
use crate::git::Repo;

/// Ten commits in a line, each of which changes `a`, and every other one `b`.
fn line(repo: &Repo) {
    let mut script = Script::default();
    let mut last = script.commit(&[], &[("a", To::File("0")), ("b", To::File("0"))]);
    for round in 1..10 {
        let text = format!("{round}");
        let changes = [("a", To::File(&text)), ("b", To::File(&text))];
        last = script.commit(&[last], &changes[..1 + round % 2]);
    }
    script.import(repo);
}

fn started() -> Repo {
    let repo = Repo::new();
    line(&repo);
    repo
}

/// Compares only the sets, as git shows other parents than it walks.
fn check_sets(repo: &Repo, paths: &[&str]) {
    for (mode, words) in MODES {
        for fast in FAST {
            let ours = ids(&walk(repo, paths, mode, fast)).into_iter().collect();
            assert_eq!(shown(repo, words, paths), ours, "{mode:?} {fast:?}");
        }
    }
}

#[test]
fn a_shallow_clone_says_where_it_ends() {
    let origin = started();
    let repo = Repo::clone_of(&origin, &["--depth=4"]);
    check(&repo, &["a"]);
    check(&repo, &["b"]);
    let boundary = repo.git(&["rev-parse", "HEAD~3"]);
    for (mode, _) in MODES {
        let walked = walk(&repo, &["b"], mode, FAST[2]);
        let cut: Vec<String> = walked.cut_at.iter().map(ToString::to_string).collect();
        assert_eq!(cut.join(" "), boundary);
        assert_eq!(walked.walked, 4);
        assert!(walked.touches.last().unwrap().parents.is_empty());
    }
    // A graph from before it became shallow says more than there is.
    let full = started();
    graphs::write(&full, &["--changed-paths"], "1");
    let boundary = full.git(&["rev-parse", "HEAD~5"]);
    fs::write(full.folder().join(".git/shallow"), format!("{boundary}\n")).unwrap();
    check(&full, &["a"]);
    assert_eq!(walk(&full, &["a"], WalkMode::Full, FAST[2]).walked, 6);
}

#[test]
fn a_boundary_on_a_branch_that_is_not_walked_is_not_reached() {
    let mut script = Script::default();
    let root = script.commit(&[], &[("a", To::File("0"))]);
    let one = script.commit(&[root], &[("a", To::File("1"))]);
    let side = script.commit(&[root], &[("b", To::File("2"))]);
    script.commit(&[one, side], &[]);
    let repo = script.made();
    let side = repo.git(&["rev-parse", "HEAD^2"]);
    fs::write(repo.folder().join(".git/shallow"), format!("{side}\n")).unwrap();
    for (mode, cut) in [
        (WalkMode::FirstParent, 0),
        (WalkMode::Simplified, 0),
        (WalkMode::Full, 1),
    ] {
        assert_eq!(walk(&repo, &["a"], mode, FAST[2]).cut_at.len(), cut);
    }
    check(&repo, &["a"]);
}

#[test]
fn replaced_objects_are_seen_as_git_sees_them() {
    let repo = started();
    graphs::write(&repo, &["--changed-paths"], "1");
    let old = repo.git(&["rev-parse", "HEAD~3"]);
    let tree = repo.git(&["rev-parse", "HEAD~7^{tree}"]);
    let parent = repo.git(&["rev-parse", "HEAD~6"]);
    let new = repo.git(&["commit-tree", "-m", "Instead", &tree, "-p", &parent]);
    let second = repo.git(&["rev-parse", "HEAD~1^{tree}"]);
    let other = repo.git(&["rev-parse", "HEAD~8^{tree}"]);
    repo.git(&["replace", &old, &new]);
    repo.git(&["replace", &second, &other]);
    check_sets(&repo, &["a"]);
    check_sets(&repo, &["b"]);
    assert_eq!(walk(&repo, &["a"], WalkMode::Full, FAST[2]).walked, 8);
    repo.git(&["config", "core.useReplaceRefs", "false"]);
    check(&repo, &["a"]);
    assert_eq!(walk(&repo, &["a"], WalkMode::Full, FAST[2]).walked, 10);
}

#[test]
fn a_commit_that_replaced_objects_make_its_own_ancestor_ends_the_walk() {
    let repo = started();
    let (tip, root) = (
        repo.git(&["rev-parse", "HEAD"]),
        repo.git(&["rev-parse", "HEAD~9"]),
    );
    let tree = repo.git(&["rev-parse", "HEAD~9^{tree}"]);
    let looped = repo.git(&["commit-tree", "-m", "Round", &tree, "-p", &tip]);
    repo.git(&["replace", &root, &looped]);
    for (mode, _) in MODES {
        let walked = walk(&repo, &["a"], mode, FAST[2]);
        assert_eq!((walked.walked, walked.touches.len()), (10, 10), "{mode:?}");
    }
}

#[test]
fn grafts_give_commits_other_parents() {
    let repo = started();
    graphs::write(&repo, &["--changed-paths"], "1");
    let id = |revision: &str| repo.git(&["rev-parse", revision]);
    let grafts = format!(
        "# a comment\n\nnot an id\n{} {} {}\n{}\n",
        id("HEAD~2"),
        id("HEAD~5"),
        id("HEAD~4"),
        id("HEAD~7"),
    );
    fs::create_dir_all(repo.folder().join(".git/info")).unwrap();
    fs::write(repo.folder().join(".git/info/grafts"), grafts).unwrap();
    check(&repo, &["a"]);
    check(&repo, &["b"]);
    assert_eq!(walk(&repo, &["a"], WalkMode::Full, FAST[2]).walked, 7);
}

#[test]
fn what_is_missing_is_named_with_the_command_that_brings_it() {
    let origin = started();
    origin.git(&["config", "uploadpack.allowFilter", "true"]);
    let repo = Repo::clone_of(&origin, &["--filter=tree:0", "--no-checkout"]);
    let repository = repo.open();
    let tip = repository.commit("HEAD").unwrap().id;
    let paths = ["a".to_owned()];
    let request = WalkRequest {
        tip,
        paths: &paths,
        mode: WalkMode::FirstParent,
        commit_graph: true,
        bloom: true,
        before: None,
    };
    let error = repository.walk(&request, &|_| {}).unwrap_err();
    let tree = origin.git(&["rev-parse", "HEAD^{tree}"]);
    assert_eq!(error.kind(), GitErrorKind::CannotCompare);
    assert_eq!(
        error.to_string(),
        format!("the object {tree} is not in this clone")
    );
    assert_eq!(error.help().unwrap(), format!("git fetch origin {tree}"));

    // A commit that is gone, though nothing says that the clone is shallow.
    let shallow = Repo::clone_of(&origin, &["--depth=3"]);
    fs::remove_file(shallow.folder().join(".git/shallow")).unwrap();
    let gone = origin.git(&["rev-parse", "HEAD~3"]);
    let repository = shallow.open();
    for mode in MODES.map(|(mode, _)| mode) {
        let request = WalkRequest { mode, ..request };
        let error = repository.walk(&request, &|_| {}).unwrap_err();
        assert_eq!(error.kind(), GitErrorKind::CannotCompare);
        assert_eq!(
            error.to_string(),
            format!("the commit {gone} is not in this clone")
        );
    }
}

#[test]
fn folders_that_are_missing_beside_the_way_do_not_matter() {
    let mut script = Script::default();
    let root = script.commit(&[], &[("a/x", To::File("0"))]);
    let one = script.commit(&[root], &[("a/x", To::File("1"))]);
    let side = script.commit(&[root], &[("a/x", To::File("2"))]);
    script.commit(&[one, side], &[]);
    let repo = script.made();
    let tree = repo.git(&["rev-parse", "HEAD^2^{tree}"]);
    let loose = repo
        .folder()
        .join(".git/objects")
        .join(&tree[..2])
        .join(&tree[2..]);
    fs::remove_file(loose).unwrap();
    for mode in [WalkMode::Simplified, WalkMode::FirstParent] {
        assert_eq!(walk(&repo, &["a"], mode, FAST[0]).touches.len(), 2);
    }
}

#[test]
fn repositories_of_sha_256_are_walked() {
    let repo = Repo::with(&["--object-format=sha256"]);
    line(&repo);
    check(&repo, &["a"]);
    graphs::write(&repo, &["--changed-paths"], "1");
    check(&repo, &["b", "none"]);
    check(&repo, &[""]);
}

#[test]
fn a_walk_of_no_paths_touches_nothing() {
    let walked = walk(&started(), &[], WalkMode::Full, FAST[2]);
    assert_eq!((walked.touches.len(), walked.walked), (0, 10));
}

#[test]
fn trees_that_are_damaged_are_named() {
    let repo = Repo::new();
    let bytes = b"100644 a\0short";
    let tree = repo.git_reading(
        &["hash-object", "-t", "tree", "-w", "--literally", "--stdin"],
        bytes,
    );
    let tip = repo.git(&["commit-tree", "-m", "x", &tree]);
    repo.git(&["update-ref", "refs/heads/main", &tip]);
    let repository = repo.open();
    let request = WalkRequest {
        tip: repository.commit(&tip).unwrap().id,
        paths: &["a".to_owned()],
        mode: WalkMode::Full,
        commit_graph: true,
        bloom: true,
        before: None,
    };
    let error = repository.walk(&request, &|_| {}).unwrap_err();
    assert_eq!(error.kind(), GitErrorKind::CannotDo);
    assert!(error.to_string().contains(&tree), "{error}");
}
