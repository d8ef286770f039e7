//! `rungs audit` on repositories that git made: each kind with what it finds and what
//! it leaves alone.

mod forms;
mod kinds;
mod merges;
mod openpgp;
mod signatures;
mod whole;

use std::process::Command;

use serde_json::Value;

use crate::diff_git::{ACME, CONFIG, MODEL};
use crate::git::Repo;
use crate::support::run;

/// Who a commit is by, and when: seconds since 1970.
#[derive(Debug, Clone, Copy)]
pub(super) struct By {
    pub(super) author: (&'static str, &'static str),
    pub(super) authored: i64,
    pub(super) committer: (&'static str, &'static str),
    pub(super) committed: i64,
}

pub(super) const ANN: (&str, &str) = ("Ann", "ann@example.org");
pub(super) const BOB: (&str, &str) = ("Bob", "bob@example.org");
pub(super) const GITHUB: (&str, &str) = ("GitHub", "noreply@github.com");

/// Noon of a day in January 2026 and after it, in UTC.
pub(super) fn noon(days: i64) -> i64 {
    1_767_268_800 + days * 86_400
}

/// Somebody on a day.
pub(super) fn by(who: (&'static str, &'static str), day: i64) -> By {
    By {
        author: who,
        authored: noon(day),
        committer: who,
        committed: noon(day),
    }
}

/// Git with an identity and a date of its own.
pub(super) fn git_by(repo: &Repo, by: By, words: &[&str]) -> String {
    let home = repo.beside("");
    let mut command = Command::new("git");
    command.current_dir(repo.folder()).env_clear();
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    command.env("HOME", &home).env("GIT_CONFIG_NOSYSTEM", "1");
    for (role, who, date) in [
        ("AUTHOR", by.author, by.authored),
        ("COMMITTER", by.committer, by.committed),
    ] {
        command.env(format!("GIT_{role}_NAME"), who.0);
        command.env(format!("GIT_{role}_EMAIL"), who.1);
        command.env(format!("GIT_{role}_DATE"), format!("{date} +0000"));
    }
    let output = command.args(words).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {words:?}: {said}");
    String::from_utf8_lossy(&output.stdout)
        .trim_end()
        .to_owned()
}

/// Commits everything and gives the commit's id.
pub(super) fn commit_by(repo: &Repo, by: By, message: &str) -> String {
    git_by(repo, by, &["add", "--all"]);
    git_by(repo, by, &["commit", "--quiet", "-m", message]);
    git_by(repo, by, &["rev-parse", "HEAD"])
}

/// Merges a branch into the one that is checked out.
pub(super) fn merge_by(repo: &Repo, by: By, branch: &str, message: &str) -> String {
    let words = ["merge", "--quiet", "--no-ff", "-m", message, branch];
    git_by(repo, by, &words);
    git_by(repo, by, &["rev-parse", "HEAD"])
}

/// An assessment of `acme` whose answers are given as YAML.
pub(super) fn answers(one: &str, two: &str, three: &str) -> String {
    format!(
        "rungs: assessment/1\nmodel: house@1\nunit: acme\nanswers:\n  DOOR-1: {one}\n  DOOR-2: {two}\n  ROOF-1: {three}\n"
    )
}

/// A project on `main` with one assessment, by Ann on the first day of 2026.
pub(super) fn started() -> Repo {
    let repo = Repo::new();
    repo.write("rungs.yaml", CONFIG);
    repo.write("models/house.yaml", MODEL);
    repo.write(ACME, &answers("no", "no", "no"));
    commit_by(&repo, by(ANN, 0), "Begin");
    repo
}

/// Writes the assessment and commits it.
pub(super) fn say(repo: &Repo, by: By, message: &str, of: [&str; 3]) -> String {
    repo.write(ACME, &answers(of[0], of[1], of[2]));
    commit_by(repo, by, message)
}

/// What is said as JSON.
pub(super) fn told(repo: &Repo, words: &[&str]) -> Value {
    let all = [&["audit", "--no-cache"], words, &["--format", "json"]].concat();
    let ran = run(repo.folder(), &all);
    let said = serde_json::from_str(&ran.stdout);
    said.unwrap_or_else(|error| panic!("{error}\n{}{}", ran.stdout, ran.stderr))
}

/// The findings of a kind.
pub(super) fn of<'t>(told: &'t Value, kind: &str) -> Vec<&'t Value> {
    let findings = told["findings"].as_array().unwrap().iter();
    findings.filter(|one| one["rule"] == kind).collect()
}

/// The commits of the findings of a kind.
pub(super) fn commits(told: &Value, kind: &str) -> Vec<String> {
    let ids = of(told, kind).into_iter().map(|one| &one["commit"]["id"]);
    ids.map(|id| id.as_str().unwrap().to_owned()).collect()
}

/// The practices of the findings of a kind.
pub(super) fn items(told: &Value, kind: &str) -> Vec<String> {
    let changes = of(told, kind).into_iter();
    let changes = changes.flat_map(|one| one["changes"].as_array().unwrap());
    changes
        .map(|one| one["item"].as_str().unwrap_or("-").to_owned())
        .collect()
}
