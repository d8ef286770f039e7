use std::fmt::Write;

use crate::git::Repo;

/// What a commit lets stand at a path.
#[derive(Debug, Clone, Copy)]
pub(super) enum To<'t> {
    File(&'t str),
    Executable(&'t str),
    Link(&'t str),
    Submodule,
    Nothing,
}

/// A history to be made by `git fast-import`.
#[derive(Debug, Default)]
pub(super) struct Script {
    text: String,
    commits: usize,
}

/// The commit of every submodule, which is nowhere.
pub(super) const SUBMODULE: &str = "1234567890123456789012345678901234567890";

/// The second of the first commit of a script.
const FIRST_SECOND: i64 = 1_700_000_000;

impl Script {
    /// Adds a commit, an hour after the one before, and gives its number. Its
    /// files are those of its first parent with some changes.
    pub(super) fn commit(&mut self, parents: &[usize], changes: &[(&str, To<'_>)]) -> usize {
        let seconds = FIRST_SECOND + 3600 * i64::try_from(self.commits).unwrap();
        self.commit_at(seconds, parents, changes)
    }

    /// Adds a commit of a second.
    pub(super) fn commit_at(
        &mut self,
        seconds: i64,
        parents: &[usize],
        changes: &[(&str, To<'_>)],
    ) -> usize {
        self.commits += 1;
        let mark = self.commits;
        let text = &mut self.text;
        write!(
            text,
            "reset refs/heads/main\n\ncommit refs/heads/main\nmark :{mark}\ncommitter A Tester <tester@example.org> {seconds} +0200\n"
        )
        .unwrap();
        let message = format!("Commit {mark}");
        write!(text, "data {}\n{message}\n", message.len()).unwrap();
        for (at, parent) in parents.iter().enumerate() {
            let word = if at == 0 { "from" } else { "merge" };
            writeln!(text, "{word} :{parent}").unwrap();
        }
        for (path, to) in changes {
            change(text, path, *to);
        }
        text.push('\n');
        mark
    }

    /// Makes the history that the last commit ends, with HEAD on it.
    pub(super) fn import(&self, repo: &Repo) {
        let words = [
            "fast-import",
            "--quiet",
            "--force",
            "--date-format=raw-permissive",
        ];
        repo.git_reading(&words, self.text.as_bytes());
    }

    /// The same in a new repository.
    pub(super) fn made(&self) -> Repo {
        let repo = Repo::new();
        self.import(&repo);
        repo
    }
}

fn change(text: &mut String, path: &str, to: To<'_>) {
    let (mode, content) = match to {
        To::File(content) => ("100644", content),
        To::Executable(content) => ("100755", content),
        To::Link(content) => ("120000", content),
        To::Submodule => {
            writeln!(text, "M 160000 {SUBMODULE} \"{path}\"").unwrap();
            return;
        }
        To::Nothing => {
            writeln!(text, "D \"{path}\"").unwrap();
            return;
        }
    };
    let long = content.len();
    write!(text, "M {mode} inline \"{path}\"\ndata {long}\n{content}\n").unwrap();
}
