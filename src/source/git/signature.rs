//! What git itself says of the signatures of commits.
//!
//! This is the one place that runs a program, and the program is `git`: whether a
//! signature is good hangs on keys, trust and formats that git, gpg and ssh know and
//! that nobody should write a second time. It is run only where a commit is signed and
//! somebody asks. Git in turn runs the program that checks signatures. A user's own
//! configuration may name it; a repository's may not, as a repository can come from
//! anywhere: where it does, nothing is run and the answer is that nothing could be
//! checked. Nothing is fetched, nobody is asked, and git has a minute.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use super::{GitId, Repository};

/// How long git has.
const LIMIT: Duration = Duration::from_secs(60);

/// Settings that name a program which checking a signature would run.
const PROGRAMS: [&str; 5] = [
    "gpg.program",
    "gpg.openpgp.program",
    "gpg.ssh.program",
    "gpg.x509.program",
    "gpg.ssh.defaultkeycommand",
];

/// What git says of the signature of a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signature {
    /// Good, by a key that is trusted.
    Good,
    /// Good, by a key that nobody vouches for.
    Untrusted,
    /// Good, but it has expired, or its key has.
    Expired,
    /// Good, by a key that was revoked.
    Revoked,
    /// By a key that is not there to check it with.
    UnknownKey,
    /// Not that of this commit.
    Bad,
    /// There is one, and whether it is good could not be checked here.
    Unchecked,
    /// There is none.
    None,
}

impl Signature {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Good,
        Self::Untrusted,
        Self::Expired,
        Self::Revoked,
        Self::UnknownKey,
        Self::Bad,
        Self::Unchecked,
        Self::None,
    ];

    /// The word for it in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Untrusted => "untrusted",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::UnknownKey => "unknown key",
            Self::Bad => "bad",
            Self::Unchecked => "could not check",
            Self::None => "none",
        }
    }

    /// Of the letter that git prints for `%G?`, for a commit that has a signature.
    fn of_letter(letter: &str) -> Self {
        match letter {
            "G" => Self::Good,
            "U" => Self::Untrusted,
            "X" | "Y" => Self::Expired,
            "R" => Self::Revoked,
            "E" => Self::UnknownKey,
            "B" => Self::Bad,
            _ => Self::Unchecked,
        }
    }
}

impl Repository {
    /// What git says of the signatures of some commits that have one, in one run of git.
    /// What it says nothing of could not be checked; that git is not there, refuses the
    /// repository or takes too long is no error but that.
    pub fn signatures(&self, signed: &[GitId]) -> BTreeMap<GitId, Signature> {
        let mut found: BTreeMap<GitId, Signature> = signed
            .iter()
            .map(|id| (*id, Signature::Unchecked))
            .collect();
        if signed.is_empty() || !self.names_no_programs() {
            return found;
        }
        let ids: String = signed.iter().map(|id| format!("{id}\n")).collect();
        let words = [
            "log",
            "--no-walk=unsorted",
            "--no-show-signature",
            "--no-color",
            "--no-notes",
            "--no-patch",
            "--encoding=UTF-8",
            "--format=tformat:%H %G?",
            "--stdin",
        ];
        let said = self.run_git(&words, ids).unwrap_or_default();
        let letters: BTreeMap<&str, &str> = said
            .lines()
            .filter_map(|line| line.trim_end().split_once(' '))
            .collect();
        for (id, state) in &mut found {
            if let Some(letter) = letters.get(id.to_string().as_str()) {
                *state = Signature::of_letter(letter);
            }
        }
        found
    }

    /// Whether what the repository is configured with, included files and those of its
    /// work trees too, names no program for signatures. Reading settings runs none.
    fn names_no_programs(&self) -> bool {
        let words = ["config", "--null", "--show-scope", "--includes", "--list"];
        let Some(said) = self.run_git(&words, String::new()) else {
            return false;
        };
        // A scope, then a name with its value after a line's end.
        let mut parts = said.split('\0');
        while let (Some(scope), Some(setting)) = (parts.next(), parts.next()) {
            let name = setting.split('\n').next().unwrap_or(setting);
            let own = matches!(scope, "local" | "worktree");
            if own && PROGRAMS.contains(&name.to_ascii_lowercase().as_str()) {
                return false;
            }
        }
        true
    }

    /// What git prints when it is run in this repository; nothing where it fails.
    fn run_git(&self, words: &[&str], input: String) -> Option<String> {
        let place = self.work_tree().unwrap_or_else(|| self.git_folder());
        let mut command = Command::new("git");
        command.arg("--no-pager").arg("-C").arg(place);
        for setting in [
            "core.fsmonitor=false",
            "core.pager=cat",
            "log.showSignature=false",
            "protocol.allow=never",
        ] {
            command.arg("-c").arg(setting);
        }
        for (name, value) in [
            ("GIT_OPTIONAL_LOCKS", "0"),
            ("GIT_TERMINAL_PROMPT", "0"),
            ("GIT_NO_LAZY_FETCH", "1"),
            ("GIT_NO_REPLACE_OBJECTS", "1"),
            ("LC_ALL", "C"),
        ] {
            command.env(name, value);
        }
        command.args(words).stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().ok()?;
        let mut to = child.stdin.take()?;
        let mut from = child.stdout.take()?;
        // It may answer before it has read everything, and neither may wait for the other.
        std::thread::spawn(move || {
            let _ = to.write_all(input.as_bytes());
        });
        let (send, receive) = mpsc::channel();
        std::thread::spawn(move || {
            let mut said = Vec::new();
            let read = from.read_to_end(&mut said);
            let _ = send.send(read.ok().map(|_| said));
        });
        let Ok(said) = receive.recv_timeout(LIMIT) else {
            let _ = child.kill();
            let _ = child.wait();
            return None;
        };
        let fine = child.wait().is_ok_and(|status| status.success());
        String::from_utf8(said?).ok().filter(|_| fine)
    }
}

#[cfg(test)]
mod tests {
    use super::Signature;

    #[test]
    fn what_git_cannot_say_is_not_checked() {
        for (letter, state) in [
            ("G", Signature::Good),
            ("U", Signature::Untrusted),
            ("X", Signature::Expired),
            ("Y", Signature::Expired),
            ("R", Signature::Revoked),
            ("E", Signature::UnknownKey),
            ("B", Signature::Bad),
            ("N", Signature::Unchecked),
            ("", Signature::Unchecked),
        ] {
            assert_eq!(Signature::of_letter(letter), state, "{letter}");
        }
    }
}
