//! A sealed run of the binary: nothing of the surrounding environment reaches
//! it, and its clock stands still.

pub(crate) mod workbook;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The second in which every test takes place: noon of 2026-10-15 in UTC.
const NOW: &str = "1792065600";

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The binary, sealed, in a folder.
pub(crate) fn rungs(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rungs"));
    command.current_dir(folder).env_clear();
    command.env("SOURCE_DATE_EPOCH", NOW).env("COLUMNS", "120");
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    if let Some(folder) = std::env::var_os("SystemRoot") {
        command.env("SystemRoot", folder);
    }
    command
}

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) exit: i32,
}

/// Runs words in a folder.
pub(crate) fn run(folder: &Path, words: &[&str]) -> Ran {
    ran(rungs(folder)
        .args(words)
        .output()
        .expect("the binary starts"))
}

fn ran(output: Output) -> Ran {
    Ran {
        stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        exit: output.status.code().expect("no signal ended it"),
    }
}

/// A temporary folder with a copy of another one in it.
pub(crate) fn copy_of(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a temporary folder");
    if folder.is_dir() {
        copy_into(folder, copy.path());
    }
    copy
}

/// Copies what is in a folder into another one.
pub(crate) fn copy_into(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("the folder is readable") {
        let entry = entry.expect("the entry is readable");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).expect("the folder can be made");
            copy_into(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).expect("the file can be copied");
        }
    }
}

/// Every file below a folder as relative paths with `/`, sorted.
pub(crate) fn files_below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        let Ok(entries) = fs::read_dir(&next) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let inside = path.strip_prefix(folder).expect("it is below");
                found.push(inside.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

/// Whether expected files are to be written anew.
pub(crate) fn updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// Compares a text with a file, or writes the file when asked to.
pub(crate) fn expect_file(path: &Path, actual: &str) -> Result<(), String> {
    if updating() {
        if actual.is_empty() {
            let _ = fs::remove_file(path);
        } else {
            fs::create_dir_all(path.parent().expect("a file is in a folder"))
                .expect("the folder can be made");
            fs::write(path, actual).expect("the file can be written");
        }
        return Ok(());
    }
    let mut expected = fs::read_to_string(path).unwrap_or_default();
    // A checkout may have turned line ends that are not the point of a case.
    if !actual.contains('\r') {
        expected = expected.replace("\r\n", "\n");
    }
    if expected == actual {
        return Ok(());
    }
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (expected, actual) = (lines(&expected), lines(actual));
    let same = expected
        .iter()
        .zip(&actual)
        .take_while(|(a, b)| a == b)
        .count();
    let rest = |lines: &[String]| {
        lines
            .iter()
            .skip(same)
            .take(12)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
    };
    Err(format!(
        "{} differs from line {}\n--- expected\n{}\n--- actual\n{}\n",
        path.display(),
        same + 1,
        rest(&expected),
        rest(&actual)
    ))
}
