//! Every folder `tests/cases/<command>/<case>/` is a test: `cmd` holds command
//! lines, `tree/` the files they run on; `stdout.txt`, `stderr.txt` and `exit`
//! hold what is expected of the last of them, `after/` the files it leaves that
//! were not there or changed. With `base/` instead of `tree/` they run in a
//! repository of git: `base/` is committed on `main`, and on the branch `change`,
//! which is checked out, `head/` over it, without the paths that `gone` lists.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::git::Repo;
use crate::support::{copy_into, copy_of, expect_file, files_below, root, run, updating};

const FILES: [&str; 6] = ["cmd", "stdout.txt", "stderr.txt", "exit", "why.md", "gone"];
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
    let place = Place::of(case);
    let before = contents(place.path());
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
        last = Some(run(place.path(), &words));
    }
    let ran = last.ok_or_else(|| format!("{}: `cmd` is empty", case.display()))?;
    let here = place.path().to_string_lossy().into_owned();
    let seal = |text: &str| text.replace(&here, "[HERE]");
    expect_file(&case.join("stdout.txt"), &seal(&ran.stdout))?;
    expect_file(&case.join("stderr.txt"), &seal(&ran.stderr))?;
    let exit = if ran.exit == 0 {
        String::new()
    } else {
        format!("{}\n", ran.exit)
    };
    expect_file(&case.join("exit"), &exit)?;
    check_after(case, place.path(), &before)
}

/// Where the commands of a case run.
pub(crate) enum Place {
    Folder(tempfile::TempDir),
    Repository(Repo),
}

impl Place {
    pub(crate) fn of(case: &Path) -> Self {
        let base = case.join("base");
        if !base.is_dir() {
            return Self::Folder(copy_of(&case.join("tree")));
        }
        let repo = Repo::new();
        copy_into(&base, repo.folder());
        repo.commit("The base");
        repo.git(&["switch", "--quiet", "--create", "change"]);
        let gone = fs::read_to_string(case.join("gone")).unwrap_or_default();
        for path in gone.lines() {
            fs::remove_file(repo.folder().join(path)).expect("what is gone was there");
        }
        if case.join("head").is_dir() {
            copy_into(&case.join("head"), repo.folder());
        }
        repo.commit("The change");
        Self::Repository(repo)
    }

    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Folder(folder) => folder.path(),
            Self::Repository(repo) => repo.folder(),
        }
    }
}

/// The files of a place, without what git keeps for itself.
fn contents(place: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = files_below(place).into_iter();
    let files = files.filter(|path| !path.starts_with(".git/"));
    let read = |path: String| {
        let bytes = fs::read(place.join(&path)).unwrap_or_default();
        (path, bytes)
    };
    files.map(read).collect()
}

/// The files that are new or changed are those of `after/`.
fn check_after(
    case: &Path,
    place: &Path,
    before: &BTreeMap<String, Vec<u8>>,
) -> Result<(), String> {
    let after = case.join("after");
    let now = contents(place).into_iter();
    let changed = now.filter(|(path, bytes)| before.get(path) != Some(bytes));
    let changed: Vec<String> = changed.map(|(path, _)| path).collect();
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
pub(crate) fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}
