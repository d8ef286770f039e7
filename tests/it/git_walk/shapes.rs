//! Histories of every shape.

use super::script::{Script, To};
use super::{check, ids, walk};
use crate::git::Repo;
use rungs::source::git::WalkMode;

/// Without a commit-graph, with one, and with Bloom filters of both versions.
fn check_all(repo: &Repo, paths: &[&str]) {
    check(repo, paths);
    for version in ["1", "2"] {
        super::graphs::write(repo, &["--changed-paths"], version);
        check(repo, paths);
    }
}

#[test]
fn a_straight_line_with_changes_elsewhere() {
    let mut script = Script::default();
    let mut last = script.commit(&[], &[("other", To::File("0"))]);
    for round in 0..30 {
        let text = format!("{}", round / 4);
        let path = match round % 3 {
            0 => "a/one.yaml",
            1 => "a/deep/two.yaml",
            _ => "b/three.yaml",
        };
        last = script.commit(
            &[last],
            &[(path, To::File(&text)), ("other", To::File(&text))],
        );
    }
    script.commit(&[last], &[("a", To::Nothing)]);
    let repo = script.made();
    for paths in [
        &["a"][..],
        &["a/deep", "b"],
        &["b/three.yaml", "none", "a/one.yaml"],
        &["none/at/all"],
        &["other/below/a/file"],
        &[""],
        &["a", ""],
    ] {
        check_all(&repo, paths);
    }
}

#[test]
fn merges_that_take_a_side_or_none_or_invent() {
    let mut script = Script::default();
    let root = script.commit(&[], &[("a", To::File("0"))]);
    let left = script.commit(&[root], &[("a", To::File("left"))]);
    let right = script.commit(&[root], &[("b", To::File("right"))]);
    // What the side did is dropped, then kept, then neither stays.
    let ours = script.commit(&[left, right], &[]);
    let both = script.commit(&[ours, right], &[("b", To::File("right"))]);
    let side = script.commit(&[left], &[("a", To::File("side"))]);
    let evil = script.commit(&[both, side], &[("a", To::File("evil"))]);
    let next = script.commit(&[evil], &[("c", To::File("0"))]);
    // A revert, which makes it equal to long ago, and a merge with that time.
    let revert = script.commit(&[next], &[("a", To::File("0")), ("b", To::Nothing)]);
    let old = script.commit(&[root], &[("c", To::File("1"))]);
    script.commit(&[revert, old], &[]);
    let repo = script.made();
    for paths in [&["a"][..], &["b"], &["a", "b"], &["c"], &[""]] {
        check_all(&repo, paths);
    }
}

#[test]
fn octopus_criss_cross_and_roots_without_relation() {
    let mut script = Script::default();
    let root = script.commit(&[], &[("a/1", To::File("0"))]);
    let arms: Vec<usize> = ["1", "2", "3", "4"]
        .iter()
        .map(|arm| script.commit(&[root], &[(&*format!("a/{arm}"), To::File(arm))]))
        .collect();
    let octopus = script.commit(
        &arms,
        &[
            ("a/2", To::File("2")),
            ("a/3", To::File("3")),
            ("a/4", To::File("4")),
        ],
    );
    let one = script.commit(&[octopus], &[("a/1", To::File("one"))]);
    let two = script.commit(&[octopus], &[("a/2", To::File("two"))]);
    let cross = script.commit(&[one, two], &[("a/2", To::File("two"))]);
    let other_way = script.commit(&[two, one], &[("a/1", To::File("one"))]);
    let met = script.commit(&[cross, other_way], &[]);
    let stranger = script.commit(&[], &[("a/1", To::File("one"))]);
    let empty = script.commit(&[], &[]);
    script.commit(&[met, stranger, empty], &[("b", To::File("0"))]);
    let repo = script.made();
    for paths in [&["a"][..], &["a/1"], &["a/2", "a/3"], &["b"], &[""]] {
        check_all(&repo, paths);
    }
}

#[test]
fn what_stands_at_a_path_changes_its_kind() {
    let mut script = Script::default();
    let mut last = script.commit(&[], &[("a", To::File("text"))]);
    for (path, to) in [
        ("a", To::Executable("text")),
        ("a", To::Link("text")),
        ("a", To::Nothing),
        ("a/b/c", To::File("text")),
        ("a", To::Submodule),
        ("a", To::Nothing),
        ("a/b", To::File("text")),
        ("a/b/c", To::File("text")),
        ("moved/b/c", To::File("text")),
        ("a", To::File("text")),
        ("moved/b/c", To::Executable("text")),
        ("a b", To::File("not the folder")),
        ("a.b", To::File("not the folder")),
        ("a-", To::File("not the folder")),
    ] {
        last = script.commit(&[last], &[(path, to)]);
    }
    let repo = script.made();
    for paths in [
        &["a"][..],
        &["a/b"],
        &["a/b/c", "moved/b"],
        &["moved", "a.b"],
    ] {
        check_all(&repo, paths);
    }
}

#[test]
fn clocks_that_lie_put_no_parent_before_its_child() {
    let mut script = Script::default();
    let at = |text| ("a", To::File(text));
    let root = script.commit_at(4_000_000_000, &[], &[at("0")]);
    let early = script.commit_at(5, &[root], &[at("1")]);
    let late = script.commit_at(3_000_000_000, &[root], &[at("2")]);
    let same = script.commit_at(5, &[late], &[at("3")]);
    let merge = script.commit_at(0, &[early, same], &[at("4")]);
    let far = script.commit_at(20_000_000_000, &[merge], &[at("5")]);
    script.commit_at(1_700_000_000, &[far, root], &[at("6")]);
    let repo = script.made();
    check_all(&repo, &["a"]);
    let order = ids(&walk(&repo, &["a"], WalkMode::Full, (true, true)));
    let subjects: Vec<String> = order
        .iter()
        .map(|id| repo.git(&["log", "-1", "--format=%s", id]))
        .collect();
    let expected = ["7", "6", "5", "2", "4", "3", "1"].map(|number| format!("Commit {number}"));
    assert_eq!(subjects, expected);
}

#[test]
fn names_that_are_not_ascii() {
    let mut script = Script::default();
    let mut last = script.commit(&[], &[("caf\u{e9}/a", To::File("0"))]);
    for round in 0..12 {
        let text = format!("{round}");
        let path = ["caf\u{e9}/a", "caf\u{e8}/a", "\u{1f600}", "plain/\u{fc}"][round % 4];
        last = script.commit(&[last], &[(path, To::File(&text))]);
    }
    let repo = script.made();
    for paths in [
        &["caf\u{e9}"][..],
        &["caf\u{e9}/a", "plain"],
        &["\u{1f600}"],
        &["plain/\u{fc}"],
    ] {
        check_all(&repo, paths);
    }
}

#[test]
fn an_empty_folder_is_nothing_to_git() {
    let repo = Repo::new();
    let empty = repo.tree(&[]);
    let blob = repo.blob("text\n");
    let full = repo.tree(&[("100644", b"f", &blob)]);
    let mut tip = String::new();
    for tree in [&empty, &full, &empty, &empty] {
        let root = repo.tree(&[("40000", b"a", tree), ("100644", b"b", &blob)]);
        let mut words = vec!["commit-tree", "-m", "x", &root];
        if !tip.is_empty() {
            words.extend(["-p", &tip]);
        }
        tip = repo.git(&words);
    }
    repo.git(&["update-ref", "refs/heads/main", &tip]);
    check_all(&repo, &["a"]);
    check_all(&repo, &["a", "b"]);
}
