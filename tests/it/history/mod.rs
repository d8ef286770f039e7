//! `rungs log` and `rungs blame` on histories that git made, held against what git says,
//! against checking each commit out, and against a replay of what was done.

mod blamed;
mod edges;
mod gaps;
mod kept;
mod laws;
mod life;

use serde_json::Value;

use crate::git::Repo;
use crate::support::{Ran, run};

fn log(repo: &Repo, words: &[&str]) -> Ran {
    run(repo.folder(), &[&["log"], words].concat())
}

/// What is told as JSON.
fn told(repo: &Repo, words: &[&str]) -> Value {
    let ran = log(repo, &[words, &["--format", "json"]].concat());
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

fn commits(told: &Value) -> Vec<String> {
    let entries = told["entries"].as_array().unwrap().iter();
    let id = |entry: &Value| entry["commit"].as_str().unwrap().to_owned();
    entries.map(id).collect()
}
