//! Every folder `tests/cases/<command>/<case>/` is a test: `cmd` holds command
//! lines, `tree/` the files they run on; `stdout.txt`, `stderr.txt` and `exit`
//! hold what is expected of the last of them, `after/` the files it leaves that
//! were not there or changed. Instead of `tree/` a case may have `base/` and
//! `head/`, each a whole tree: a repository in which the first was committed on
//! `main` and the second on the branch `change`, on which the lines run.

use std::fs;
use std::path::{Path, PathBuf};

use crate::git::Repo;
use crate::support::{copy_into, copy_of, expect_file, files_below, root, run, updating};

const FILES: [&str; 5] = ["cmd", "stdout.txt", "stderr.txt", "exit", "why.md"];
const FOLDERS: [&str; 4] = ["tree", "base", "head", "after"];

#[test]
fn every_case_does_as_expected() {
    let mut failures = Vec::new();
    let mut ran = 0;
    for command in folders_in(&root().join("tests/cases")) {
        for case in folders_in(&command).into_iter().filter(|case| wanted(case)) {
            ran += 1;
            if let Err(failure) = check(&case) {
                failures.push(failure);
            }
        }
    }
    assert!(ran > 0, "there are cases");
    assert!(
        failures.is_empty(),
        "{} of {ran} cases failed:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// With `CASES=text`, only the cases whose path holds that text are run.
fn wanted(case: &Path) -> bool {
    let only = std::env::var("CASES").unwrap_or_default();
    case.to_string_lossy().contains(&only)
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is readable");
    let mut folders: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn check(case: &Path) -> Result<(), String> {
    for entry in fs::read_dir(case).expect("the case is readable").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let known = if entry.path().is_dir() {
            FOLDERS.contains(&name.as_str())
        } else {
            FILES.contains(&name.as_str())
        };
        if !known {
            return Err(format!("{}: nobody reads `{name}`", case.display()));
        }
    }
    let commands = fs::read_to_string(case.join("cmd"))
        .map_err(|_| format!("{}: `cmd` is missing", case.display()))?;
    let place = Place::of(case)?;
    let mut last = None;
    for line in commands.lines().filter(|line| !line.trim().is_empty()) {
        let words = words(line);
        let (program, words) = words.split_first().expect("a line has words");
        assert_eq!(
            program,
            "rungs",
            "{}: a line starts with `rungs`",
            case.display()
        );
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        last = Some(run(place.folder(), &words));
    }
    let ran = last.ok_or_else(|| format!("{}: `cmd` is empty", case.display()))?;
    let here = place.folder().to_string_lossy().into_owned();
    let seal = |text: &str| text.replace(&here, "[HERE]");
    expect_file(&case.join("stdout.txt"), &seal(&ran.stdout))?;
    expect_file(&case.join("stderr.txt"), &seal(&ran.stderr))?;
    let exit = if ran.exit == 0 {
        String::new()
    } else {
        format!("{}\n", ran.exit)
    };
    expect_file(&case.join("exit"), &exit)?;
    check_after(case, place.folder())
}

/// Where the lines of a case run.
enum Place {
    Folder(tempfile::TempDir),
    Repository(Repo),
}

impl Place {
    fn of(case: &Path) -> Result<Self, String> {
        let (tree, base, head) = (case.join("tree"), case.join("base"), case.join("head"));
        match (tree.is_dir(), base.is_dir() || head.is_dir()) {
            (true, true) => Err(format!(
                "{}: `tree/` does not go with `base/` and `head/`",
                case.display()
            )),
            (_, false) => Ok(Self::Folder(copy_of(&tree))),
            (false, true) => Ok(Self::Repository(change(&base, &head))),
        }
    }

    fn folder(&self) -> &Path {
        match self {
            Self::Folder(folder) => folder.path(),
            Self::Repository(repo) => repo.folder(),
        }
    }
}

/// A repository with a commit on `main` and one on `change`, which is checked out.
/// A side that is not there is a commit without files.
fn change(base: &Path, head: &Path) -> Repo {
    let repo = Repo::new();
    commit_tree(&repo, base, "Base");
    repo.git(&["switch", "--quiet", "--create", "change"]);
    repo.git(&["rm", "-r", "--quiet", "--ignore-unmatch", "."]);
    commit_tree(&repo, head, "Change");
    repo
}

fn commit_tree(repo: &Repo, tree: &Path, subject: &str) {
    if tree.is_dir() {
        copy_into(tree, repo.folder());
    }
    repo.git(&["add", "--all", "--force"]);
    repo.git(&["commit", "--quiet", "--allow-empty", "-m", subject]);
}

/// The files that are new or changed are those of `after/`.
fn check_after(case: &Path, place: &Path) -> Result<(), String> {
    let tree = ["tree", "head"].map(|side| case.join(side));
    let tree = tree.iter().find(|side| side.is_dir());
    let tree = tree.cloned().unwrap_or_else(|| case.join("tree"));
    let after = case.join("after");
    let read = |path: PathBuf| fs::read(path).ok();
    let changed: Vec<String> = files_below(place)
        .into_iter()
        .filter(|path| !path.starts_with(".git/"))
        .filter(|path| read(tree.join(path)) != read(place.join(path)))
        .collect();
    if updating() {
        let _ = fs::remove_dir_all(&after);
    } else {
        let expected = files_below(&after);
        if expected != changed {
            return Err(format!(
                "{}: after/ holds {expected:?}, changed were {changed:?}",
                case.display()
            ));
        }
    }
    for path in changed {
        let text =
            fs::read_to_string(place.join(&path)).map_err(|_| format!("{path} is no text"))?;
        expect_file(&after.join(&path), &text)?;
    }
    Ok(())
}

/// The words of a line; double quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}
