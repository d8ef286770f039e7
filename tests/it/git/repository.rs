use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

use rungs::source::git::Repository;

/// The second of the first commit; each later one is a minute after.
const FIRST_SECOND: u64 = 1_780_000_000;

/// A repository in a temporary folder, made by git, sealed from the
/// configuration of whoever runs the test.
pub(crate) struct Repo {
    home: tempfile::TempDir,
    folder: PathBuf,
    minute: AtomicU64,
}

impl Repo {
    /// An empty one on the branch `main`.
    pub(crate) fn new() -> Self {
        Self::with(&[])
    }

    /// The same with options of `git init`.
    pub(crate) fn with(options: &[&str]) -> Self {
        let repo = Self::nothing();
        fs::create_dir(&repo.folder).unwrap();
        let words = [&["init", "--quiet", "--initial-branch=main"], options].concat();
        repo.git(&words);
        repo
    }

    /// A clone of another one with options of `git clone`.
    pub(crate) fn clone_of(other: &Self, options: &[&str]) -> Self {
        let repo = Self::nothing();
        let url = format!("file://{}", other.folder.display());
        let folder = repo.folder.to_str().unwrap().to_owned();
        let words = [&["clone", "--quiet"], options, &[&url, &folder]].concat();
        repo.git_in(repo.home.path(), &words, b"");
        repo
    }

    fn nothing() -> Self {
        let home = tempfile::tempdir().unwrap();
        // What git prints has no symbolic links in it, as temporary folders may.
        let folder = fs::canonicalize(home.path()).unwrap().join("work");
        Self {
            home,
            folder,
            minute: AtomicU64::new(0),
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A folder beside the repository.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.with_file_name(name)
    }

    /// It as rungs reads it.
    pub(crate) fn open(&self) -> Repository {
        Repository::discover(&self.folder).unwrap()
    }

    /// What git prints, without the line's end.
    pub(crate) fn git(&self, words: &[&str]) -> String {
        self.git_in(&self.folder, words, b"")
    }

    /// The same with bytes to read.
    pub(crate) fn git_reading(&self, words: &[&str], input: &[u8]) -> String {
        self.git_in(&self.folder, words, input)
    }

    /// The same with people and times of its own.
    pub(crate) fn git_as(&self, people: &[(&str, String)], words: &[&str]) -> String {
        let output = self.run_as(people, &self.folder, words, b"");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {words:?}: {said}");
        String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned()
    }

    pub(crate) fn git_in(&self, folder: &Path, words: &[&str], input: &[u8]) -> String {
        let output = self.run(folder, words, input);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {words:?}: {said}");
        String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned()
    }

    /// Runs git, which may fail.
    pub(crate) fn run(&self, folder: &Path, words: &[&str], input: &[u8]) -> std::process::Output {
        self.run_as(&[], folder, words, input)
    }

    fn run_as(
        &self,
        people: &[(&str, String)],
        folder: &Path,
        words: &[&str],
        input: &[u8],
    ) -> std::process::Output {
        let minute = self.minute.fetch_add(1, Ordering::Relaxed);
        let date = format!("{} +0200", FIRST_SECOND + 60 * minute);
        let mut command = Command::new("git");
        command.current_dir(folder).env_clear();
        for name in ["PATH", "SystemRoot"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command.env("HOME", self.home.path());
        command.env("GIT_CONFIG_NOSYSTEM", "1");
        command.env("GIT_CONFIG_GLOBAL", self.home.path().join("no-config"));
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "A Tester");
            command.env(format!("GIT_{who}_EMAIL"), "tester@example.org");
            command.env(format!("GIT_{who}_DATE"), &date);
        }
        for (name, value) in people {
            command.env(name, value);
        }
        command.args([
            "-c",
            "protocol.file.allow=always",
            "-c",
            "core.autocrlf=false",
        ]);
        command.args(words).stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("git is installed");
        child.stdin.take().unwrap().write_all(input).unwrap();
        child.wait_with_output().unwrap()
    }

    /// Writes a file of the work tree, folders included.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A commit of these bytes, sound or not, on no branch; gives its id.
    pub(crate) fn literal_commit(&self, bytes: &[u8]) -> String {
        let kind = ["hash-object", "-t", "commit", "-w"];
        self.git_reading(&[&kind[..], &["--literally", "--stdin"]].concat(), bytes)
    }

    /// Commits everything and gives the commit's id.
    pub(crate) fn commit(&self, subject: &str) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "-m", subject]);
        self.git(&["rev-parse", "HEAD"])
    }

    /// Writes a file, commits it and gives the commit's id.
    pub(crate) fn commit_file(&self, path: &str, text: &str) -> String {
        self.write(path, text);
        self.commit(&format!("Write {path}"))
    }

    /// Commits a tree of raw entries, which may be ones that git would refuse.
    pub(crate) fn commit_tree(&self, entries: &[(&str, &[u8], &str)]) -> String {
        let tree = self.tree(entries);
        let words = ["commit-tree", "-m", "A strange tree", &tree];
        self.git(&words)
    }

    /// The id of a tree of raw entries: mode, name, id.
    pub(crate) fn tree(&self, entries: &[(&str, &[u8], &str)]) -> String {
        let mut bytes = Vec::new();
        for (mode, name, id) in entries {
            bytes.extend_from_slice(mode.as_bytes());
            bytes.push(b' ');
            bytes.extend_from_slice(name);
            bytes.push(0);
            for at in (0..id.len()).step_by(2) {
                bytes.push(u8::from_str_radix(&id[at..at + 2], 16).unwrap());
            }
        }
        let words = ["hash-object", "-t", "tree", "-w", "--literally", "--stdin"];
        self.git_reading(&words, &bytes)
    }

    /// The id of a blob.
    pub(crate) fn blob(&self, text: &str) -> String {
        self.git_reading(&["hash-object", "-w", "--stdin"], text.as_bytes())
    }
}
