//! The commit-graph and its Bloom filters: they change nothing but the time it
//! takes, whatever state they are in.

use std::fs;
use std::path::PathBuf;

use super::script::{Script, To};
use super::{FAST, MODES, check, walk};
use crate::git::Repo;

/// Lets git write a commit-graph.
pub(super) fn write(repo: &Repo, words: &[&str], version: &str) {
    let version = format!("commitGraph.changedPathsVersion={version}");
    let begin = ["-c", &version, "commit-graph", "write", "--reachable"];
    repo.git(&[&begin, words].concat());
}

/// A history of some commits with two merges, one of them an octopus.
fn script() -> Script {
    let mut script = Script::default();
    let mut last = script.commit(&[], &[("a/x", To::File("0")), ("b", To::File("0"))]);
    for round in 0..40 {
        let text = format!("{}", round / 6);
        let path = ["a/x", "b", "c/d", "a/y"][round % 4];
        last = script.commit(&[last], &[(path, To::File(&text))]);
    }
    let arms = [0, 1, 2].map(|arm| {
        let path = format!("arm/{arm}");
        script.commit(&[last], &[(&*path, To::File("0"))])
    });
    last = script.commit(&arms, &[("arm/1", To::File("0"))]);
    let side = script.commit(&[last], &[("a/x", To::File("side"))]);
    script.commit(&[last, side], &[("a/x", To::File("side"))]);
    script
}

fn info(repo: &Repo) -> PathBuf {
    repo.folder().join(".git/objects/info")
}

#[test]
fn a_chain_of_graphs_with_commits_on_top() {
    let repo = script().made();
    let mut tip = repo.git(&["rev-parse", "HEAD~20"]);
    let all = repo.git(&["rev-parse", "HEAD"]);
    for step in ["20", "11", "4"] {
        repo.git(&["update-ref", "refs/heads/main", &tip]);
        let words = ["--split=no-merge", "--changed-paths"];
        write(&repo, &words, if step == "11" { "2" } else { "1" });
        tip = repo.git(&[
            "rev-parse",
            &format!("{all}~{}", step.parse::<u32>().unwrap() / 2),
        ]);
    }
    repo.git(&["update-ref", "refs/heads/main", &all]);
    let chain = fs::read_to_string(info(&repo).join("commit-graphs/commit-graph-chain")).unwrap();
    assert_eq!(chain.lines().count(), 3);
    for paths in [&["a"][..], &["b", "c"], &["arm"], &[""]] {
        check(&repo, paths);
    }
    // Of a chain that lost a file, those below are used.
    let second = chain.lines().nth(1).unwrap();
    let file = info(&repo).join(format!("commit-graphs/graph-{second}.graph"));
    fs::remove_file(file).unwrap();
    for (mode, _) in MODES {
        let plain = walk(&repo, &["a", "arm"], mode, FAST[0]);
        assert_eq!(walk(&repo, &["a", "arm"], mode, FAST[2]), plain);
    }
}

#[test]
fn the_graph_of_a_repository_that_objects_are_borrowed_from() {
    let origin = script().made();
    write(&origin, &["--changed-paths"], "1");
    let repo = Repo::clone_of(&origin, &["--shared", "--no-checkout"]);
    repo.git(&["commit-tree", "-m", "x", "HEAD^{tree}", "-p", "HEAD"]);
    assert!(!info(&repo).join("commit-graph").exists());
    check(&repo, &["a", "arm"]);
    check(&repo, &["b"]);
}

#[test]
fn filters_that_are_full_or_missing_rule_nothing_out() {
    let mut script = Script::default();
    let many: Vec<String> = (0..600).map(|number| format!("many/{number}")).collect();
    let each: Vec<_> = many.iter().map(|path| (&**path, To::File("0"))).collect();
    let root = script.commit(&[], &each);
    let mut last = root;
    for round in 0..10 {
        let text = format!("{round}");
        let mut some = each.clone();
        for one in &mut some[..if round % 2 == 0 { 600 } else { 3 }] {
            one.1 = To::File(&text);
        }
        last = script.commit(&[last], &some);
        last = script.commit(&[last], &[]);
    }
    let repo = script.made();
    write(&repo, &["--changed-paths", "--max-new-filters=12"], "1");
    for paths in [&["many/1"][..], &["many/599"], &["many"], &["none"]] {
        check(&repo, paths);
    }
}

#[test]
fn a_damaged_graph_never_ends_the_program() {
    let repo = script().made();
    write(&repo, &["--changed-paths"], "1");
    let file = info(&repo).join("commit-graph");
    let sound = fs::read(&file).unwrap();
    fs::remove_file(&file).unwrap();
    let (mode, paths) = (MODES[1].0, ["a", "arm"]);
    let plain = walk(&repo, &paths, mode, FAST[0]);
    let repository = repo.open();
    let tip = repository.commit("HEAD").unwrap().id;
    let texts = paths.map(str::to_owned);
    let request = rungs::source::git::WalkRequest {
        tip,
        paths: &texts,
        mode,
        commit_graph: true,
        bloom: true,
        before: None,
    };
    // Cut short it has no end where its table says so, and is of no use.
    for long in [0, 3, 8, 20, 100, 1200, sound.len() / 2, sound.len() - 60] {
        fs::write(&file, &sound[..long]).unwrap();
        assert_eq!(repository.walk(&request, &|_| {}).unwrap(), plain, "{long}");
    }
    // Other bytes may name other commits, as they would to git; nothing worse.
    let mut seed = 1_u32;
    for _ in 0..400 {
        let mut bytes = sound.clone();
        for _ in 0..3 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = seed as usize % bytes.len();
            bytes[at] = (seed >> 13) as u8;
        }
        fs::write(&file, &bytes).unwrap();
        let _ = repository.walk(&request, &|_| {});
    }
}

#[test]
fn a_graph_with_impossible_parents_is_not_used() {
    let repo = script().made();
    write(&repo, &["--changed-paths"], "1");
    let file = info(&repo).join("commit-graph");
    let sound = fs::read(&file).unwrap();
    let plain = walk(&repo, &["a"], MODES[0].0, FAST[0]);
    let table = sound[8..]
        .chunks(12)
        .find(|entry| entry.starts_with(b"CDAT"));
    let offset = u64::from_be_bytes(table.unwrap()[4..].try_into().unwrap());
    let commits = usize::try_from(offset).unwrap();
    // Every commit is its own parent, or that of one which does not exist.
    let count = u32::try_from(repo.git(&["rev-list", "HEAD"]).lines().count()).unwrap();
    for parent in [|index: u32| index, |_| 0x6fff_ffff, |_| 0xffff_ffff] {
        let mut bytes = sound.clone();
        for index in 0..count {
            let at = commits + index as usize * 36 + 20;
            bytes[at..at + 4].copy_from_slice(&parent(index).to_be_bytes());
        }
        fs::write(&file, &bytes).unwrap();
        assert_eq!(walk(&repo, &["a"], MODES[0].0, FAST[2]), plain);
    }
}

#[test]
fn a_graph_that_is_switched_off_is_not_read() {
    let repo = script().made();
    fs::create_dir_all(info(&repo)).unwrap();
    fs::write(info(&repo).join("commit-graph"), b"CGPH").unwrap();
    check(&repo, &["a"]);
    repo.git(&["config", "core.commitGraph", "false"]);
    check(&repo, &["a"]);
}
