use std::fs;

use rayon::prelude::*;
use rungs::project::Project;
use rungs::source::git::{BaseRequest, GitTree, Repository, Surroundings};
use rungs::source::{Folder, ReadError, Tree};
use rungs::text::RepoPath;

use super::Repo;
use crate::support::{run, rungs as binary};

const MOST: usize = 1 << 20;

fn path(text: &str) -> RepoPath {
    RepoPath::given(text)
}

fn tree(repository: &Repository, revision: &str) -> GitTree {
    let commit = repository.commit(revision).unwrap();
    repository.tree_of(&commit).unwrap()
}

/// Lines `id path` of the regular files in a tree, as they are read here.
fn listed(tree: &GitTree) -> Vec<String> {
    let files = tree.files("", &|_| true).into_iter();
    let lines = files.filter_map(|(path, id)| Some(format!("{} {path}", id?)));
    lines.collect()
}

/// The same as git lists them.
fn listed_by_git(repo: &Repo, revision: &str) -> Vec<String> {
    let words = [
        "-c",
        "core.quotePath=false",
        "ls-tree",
        "-r",
        "--full-tree",
        revision,
    ];
    let text = repo.git(&words);
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| line.starts_with("100")) {
        let (head, path) = line.split_once('\t').unwrap();
        lines.push(format!("{} {path}", head.split(' ').nth(2).unwrap()));
    }
    lines.sort_by(|a, b| {
        a.split_once(' ')
            .unwrap()
            .1
            .cmp(b.split_once(' ').unwrap().1)
    });
    lines
}

fn small_project(repo: &Repo) {
    repo.write("rungs.yaml", "rungs: config/1\n");
    repo.write(
        "assessments/acme.yaml",
        "rungs: assessment/1\nmodel: cti-cmm@1.3\nunit: acme\nas_of: 2026-10-01\nstatus: final\nanswers:\n  ASSET-1.a: fully\n",
    );
    repo.write("docs/a b.md", "text\n");
    repo.write("a/b/c/d.txt", "deep\n");
}

#[test]
fn files_and_ids_are_those_that_git_lists() {
    for options in [&[][..], &["--object-format=sha256"]] {
        let repo = Repo::with(options);
        small_project(&repo);
        repo.write("A.yaml", "upper\n");
        repo.write("a.yaml", "lower\n");
        repo.write("é.yaml", "accent\n");
        let id = repo.commit("Begin");
        let repository = repo.open();
        let commit = repository.commit("HEAD").unwrap();
        assert_eq!(commit.id.to_string(), id);
        assert_eq!(commit.short, repo.git(&["rev-parse", "--short", "HEAD"]));
        assert_eq!(commit.name.as_deref(), Some("HEAD"));
        assert_eq!(commit.subject, "Begin");
        let again = repository.commit(&format!("{}~0", commit.short)).unwrap();
        assert_eq!(again.id, commit.id);
        let day = repo.git(&["log", "-1", "--format=%as"]);
        assert_eq!(commit.author_date.unwrap().to_string(), day);
        let tree = tree(&repository, "main");
        assert_eq!(listed(&tree), listed_by_git(&repo, "main"));
        assert_eq!(repository.blobs_read(), 0);
        // On disk the same bytes have the same ids.
        let folder = Tree::Folder(Folder::new(repo.folder()).with_ids_of(&repository));
        let on_disk = folder.files("docs", &|_| true);
        assert_eq!(on_disk, tree.files("docs", &|_| true));
        assert_eq!(on_disk.len(), 1);
        assert!(
            folder
                .differing(&Tree::Git(tree), "docs", &|_| true)
                .is_empty()
        );
    }
}

#[test]
fn many_threads_read_what_git_shows() {
    let repo = Repo::new();
    for number in 0..60 {
        repo.write(
            &format!("files/{number}.txt"),
            &format!("{number}\n").repeat(number),
        );
    }
    repo.commit("Write files");
    repo.git(&["gc", "--quiet"]);
    let repository = repo.open();
    let tree = tree(&repository, "HEAD");
    let files = tree.files("files", &|path| path.ends_with(".txt"));
    assert_eq!(files.len(), 60);
    files.par_iter().for_each(|(path, id)| {
        let bytes = tree.read(path, MOST).unwrap();
        let file = fs::read(repo.folder().join(path.as_str())).unwrap();
        assert_eq!(bytes, file);
        assert_eq!(tree.content_id(path), *id);
    });
    assert_eq!(repository.blobs_read(), 60);
    let big = tree.read(&path("files/59.txt"), 3);
    assert!(matches!(
        big,
        Err(ReadError::TooLarge {
            bytes: 177,
            most: 3
        })
    ));
}

#[test]
fn a_folder_on_disk_and_in_a_commit_answer_alike() {
    let repo = Repo::new();
    small_project(&repo);
    repo.commit("Begin");
    let repository = repo.open();
    for place in ["", "assessments", "a/b"] {
        let folder = Tree::Folder(Folder::new(repository.on_disk(place)));
        let git = Tree::Git(tree(&repository, "HEAD").below(place));
        let all = |tree: &Tree| tree.list("", &|_| true);
        assert_eq!(all(&folder), all(&git), "{place}");
        assert_eq!(folder.place_in_repository(), git.place_in_repository());
        for name in [
            "",
            "a",
            "a/b",
            "a/b/c/d.txt",
            "acme.yaml",
            "c",
            "./c",
            "a//b",
            "x",
            "a/x",
        ] {
            let name = path(name);
            assert_eq!(folder.exists(&name), git.exists(&name), "{place} {name}");
            assert_eq!(folder.is_folder(&name), git.is_folder(&name), "{name}");
            let read = |tree: &Tree| {
                tree.read_text(&name, MOST)
                    .map_err(|error| error.to_string())
            };
            assert_eq!(read(&folder), read(&git), "{place} {name}");
        }
    }
}

#[test]
fn unchanged_files_are_told_by_their_ids_and_never_read() {
    let repo = Repo::new();
    small_project(&repo);
    repo.commit("Begin");
    repo.write("docs/a b.md", "other\n");
    repo.write("docs/new.md", "new\n");
    fs::remove_file(repo.folder().join("rungs.yaml")).unwrap();
    repo.commit("Change");
    let repository = repo.open();
    let base = Tree::Git(tree(&repository, "HEAD~1"));
    let head = Tree::Git(tree(&repository, "HEAD"));
    let differing = base.differing(&head, "", &|_| true);
    let lines: Vec<String> = differing
        .iter()
        .map(|one| format!("{} {} {}", one.path, one.before, one.after))
        .collect();
    let expected = [
        "docs/a b.md true true",
        "docs/new.md false true",
        "rungs.yaml true false",
    ];
    assert_eq!(lines, expected);
    assert!(base.differing(&head, "assessments", &|_| true).is_empty());
    let (Tree::Git(one), Tree::Git(two)) = (&base, &head) else {
        unreachable!("both are of git");
    };
    let unlike = one.files_unlike(two, "", &|_| true);
    let unlike: Vec<&str> = unlike.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(unlike, ["docs/a b.md", "rungs.yaml"]);
    assert_eq!(repository.blobs_read(), 0);
}

#[test]
fn the_index_is_what_would_be_committed() {
    let repo = Repo::new();
    small_project(&repo);
    let repository = repo.open();
    assert!(repository.head().unwrap().is_none());
    assert!(listed(&repository.staged().unwrap()).is_empty());
    assert!(listed(&repository.empty_tree()).is_empty());
    repo.git(&["add", "--all"]);
    repo.write("docs/a b.md", "not staged\n");
    repo.write("docs/later.md", "only meant to be added\n");
    repo.git(&["add", "--intent-to-add", "docs/later.md"]);
    let staged = repo.open().staged().unwrap();
    assert_eq!(staged.read(&path("docs/a b.md"), MOST).unwrap(), b"text\n");
    let written = repo.git(&["write-tree"]);
    assert_eq!(listed(&staged), listed_by_git(&repo, &written));
}

#[test]
fn a_conflict_in_the_index_is_no_file() {
    let repo = Repo::new();
    repo.commit_file("a.txt", "base\n");
    repo.git(&["switch", "--quiet", "--create", "side"]);
    repo.commit_file("a.txt", "side\n");
    repo.git(&["switch", "--quiet", "main"]);
    repo.commit_file("a.txt", "main\n");
    repo.run(repo.folder(), &["merge", "--quiet", "side"], b"");
    let staged = repo.open().staged().unwrap();
    let read = staged.read(&path("a.txt"), MOST);
    assert!(matches!(read, Err(ReadError::Conflicted)), "{read:?}");
    assert_eq!(staged.files("", &|_| true), [(path("a.txt"), None)]);
}

#[test]
#[cfg(unix)]
fn a_repository_of_another_user_is_read_all_the_same() {
    let repo = Repo::new();
    small_project(&repo);
    repo.commit("Begin");
    let url = "https://user:token@h.example/o/r.git";
    repo.git(&["remote", "add", "origin", url]);
    repo.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    repo.git(&["config", "branch.main.remote", "origin"]);
    repo.git(&["config", "branch.main.merge", "refs/heads/main"]);
    let root = repo.folder().join(".git");
    if std::os::unix::fs::lchown(repo.folder(), Some(4321), None).is_err() {
        return println!("skipped: this user may not give files away");
    }
    std::os::unix::fs::lchown(root, Some(4321), None).unwrap();
    assert!(!repo.run(repo.folder(), &["status"], b"").status.success());
    let repository = repo.open();
    assert_eq!(listed(&tree(&repository, "HEAD")).len(), 4);
    assert_eq!(repository.origin().unwrap(), "https://h.example/o/r.git");
    let base = repository.base(&BaseRequest::default(), &Surroundings::default());
    assert_eq!(
        base.unwrap().why,
        "the last commit, which is part of origin/main"
    );
    assert_eq!(run(repo.folder(), &["score", "--at", "HEAD"]).exit, 0);
}

/// Started by the next test with an index of its own.
#[test]
#[ignore = "run by another test"]
fn prints_the_index_it_is_given() {
    let folder = std::env::var_os("RUNGS_TEST_REPOSITORY").unwrap();
    let repository = Repository::discover(folder.as_ref()).unwrap();
    assert_eq!(listed(&repository.staged().unwrap()).len(), 1);
}

#[test]
fn the_index_that_a_hook_is_given_is_the_one_that_is_read() {
    let repo = Repo::new();
    repo.commit_file("a.txt", "a\n");
    repo.write("b.txt", "b\n");
    repo.git(&["add", "--all"]);
    let index = repo.beside("index");
    let output = format!("--index-output={}", index.display());
    repo.git(&["read-tree", "HEAD", &output]);
    repo.git(&["add", "--all"]);
    let child = std::process::Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "--ignored",
            "git::snapshots::prints_the_index_it_is_given",
        ])
        .env("RUNGS_TEST_REPOSITORY", repo.folder())
        .env("GIT_INDEX_FILE", &index)
        .output()
        .unwrap();
    assert!(
        child.status.success(),
        "{}",
        String::from_utf8_lossy(&child.stdout)
    );
    assert_eq!(listed(&repo.open().staged().unwrap()).len(), 2);
}

#[test]
fn every_kind_of_repository_gives_the_same_numbers() {
    let repo = Repo::new();
    small_project(&repo);
    let id = repo.commit("Begin");
    let score = |folder: &std::path::Path, words: &[&str]| {
        let all = [&["score", "--format", "json"], words].concat();
        let ran = run(folder, &all);
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        ran.stdout
    };
    let here = score(repo.folder(), &["--at", "HEAD"]);
    assert!(here.contains(&format!("\"revision\": \"{id}\"")), "{here}");
    let work_tree =
        score(repo.folder(), &[]).replace("\"revision\": null", &format!("\"revision\": \"{id}\""));
    assert_eq!(here, work_tree);
    assert_eq!(here, score(&repo.folder().join("docs"), &["--at", "main"]));

    let bare = Repo::clone_of(&repo, &["--bare"]);
    assert!(bare.open().is_bare());
    assert_eq!(here, score(bare.folder(), &["--at", "main"]));
    assert_eq!(
        here,
        score(bare.folder(), &["--at", &id[..9], "assessments/acme.yaml"])
    );

    let linked = repo.beside("linked");
    repo.git(&[
        "worktree",
        "add",
        "--quiet",
        "--detach",
        linked.to_str().unwrap(),
    ]);
    let of_linked = Repository::discover(&linked).unwrap();
    assert_eq!(of_linked.work_tree().unwrap(), linked);
    assert_eq!(of_linked.branch(), None);
    assert_eq!(here, score(&linked, &["--at", "HEAD"]));

    // Outside of it, by the environment alone.
    let outside = repo.beside("outside");
    fs::create_dir(&outside).unwrap();
    let output = binary(&outside)
        .args(["score", "--at", "HEAD", "--format", "json"])
        .env("GIT_DIR", bare.folder())
        .output()
        .unwrap();
    assert_eq!(here, String::from_utf8(output.stdout).unwrap());
}

#[test]
fn a_project_is_found_in_the_snapshot_and_not_on_disk() {
    let repo = Repo::new();
    repo.write(
        "sub/rungs.yaml",
        "rungs: config/1\nassessments: [old/*.yaml]\n",
    );
    repo.write(
        "sub/old/a.yaml",
        "rungs: assessment/1\nmodel: cti-cmm@1.3\nunit: acme\n",
    );
    repo.commit("Begin");
    repo.write(
        "sub/rungs.yaml",
        "rungs: config/1\nassessments: [new/*.yaml]\n",
    );
    repo.write("rungs.yaml", "rungs: config/1\n");
    fs::rename(repo.folder().join("sub/old"), repo.folder().join("sub/new")).unwrap();
    repo.commit("Move");
    fs::remove_dir_all(repo.folder().join("sub")).unwrap();
    let repository = repo.open();
    let paths = |revision: &str, start: &str| {
        let project = Project::open_in(&tree(&repository, revision), start).unwrap();
        let groups = project.groups().unwrap();
        let files = groups.into_iter().flat_map(|group| group.files);
        let files: Vec<String> = files.map(|file| file.to_string()).collect();
        (project.files.place_in_repository(), files)
    };
    assert_eq!(
        paths("HEAD~1", "sub/new"),
        ("sub/".into(), vec!["old/a.yaml".into()])
    );
    assert_eq!(
        paths("HEAD", "sub/new"),
        ("sub/".into(), vec!["new/a.yaml".into()])
    );
    assert_eq!(paths("HEAD", "gone/away"), (String::new(), vec![]));
    let none = Project::open_in(&tree(&repository, "HEAD~1"), "");
    assert_eq!(
        none.unwrap_err().to_string(),
        "no rungs.yaml in that revision"
    );
    // Where the working folder is gone, it still says which folder is meant.
    assert_eq!(
        repository.path_of(&repo.folder().join("sub/new")).unwrap(),
        "sub/new"
    );
    assert_eq!(repository.path_of(&repo.beside("else")), None);
}
