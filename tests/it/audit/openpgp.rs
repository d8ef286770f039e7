//! Signatures of OpenPGP, as git itself verifies them with keys of gpg.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::{ANN, answers, by, git_by, of, started};
use crate::diff_git::ACME;
use crate::git::Repo;
use crate::support::rungs;

/// Runs gpg in a home of its own.
fn gpg(home: &Path, words: &[&str]) -> Option<String> {
    let mut command = Command::new("gpg");
    command.env("GNUPGHOME", home).args(["--batch", "--yes"]);
    let output = command.args(words).output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(said)
}

/// A home with a key of Ann's, and the key's id; nothing where gpg makes none, which is
/// said.
fn home(repo: &Repo) -> Option<(PathBuf, String)> {
    let home = repo.beside("g");
    fs::create_dir(&home).unwrap();
    let restrict = Command::new("chmod").arg("700").arg(&home).status();
    restrict.ok()?;
    let who = "Ann <ann@example.org>";
    let make = [
        "--passphrase",
        "",
        "--quick-gen-key",
        who,
        "ed25519",
        "sign",
        "never",
    ];
    let listed = gpg(&home, &make).and_then(|_| gpg(&home, &["--with-colons", "--list-keys"]));
    let Some(listed) = listed else {
        eprintln!("skipped: gpg makes no keys here");
        return None;
    };
    let print = listed.lines().find(|line| line.starts_with("fpr:"))?;
    let id = print.split(':').nth(9)?.to_owned();
    Some((home, id))
}

/// A commit that Ann's key signed, by a git that is told where the key is.
fn signed(repo: &Repo, home: &Path, id: &str) -> String {
    let wrapper = repo.beside("sign");
    let text = format!(
        "#!/bin/sh\nGNUPGHOME='{}' exec gpg \"$@\"\n",
        home.display()
    );
    fs::write(&wrapper, text).unwrap();
    let may_run = Command::new("chmod").arg("+x").arg(&wrapper).status();
    assert!(may_run.unwrap().success());
    repo.write(ACME, &answers("yes", "no", "no"));
    git_by(repo, by(ANN, 1), &["add", "--all"]);
    let (program, key) = (
        format!("gpg.program={}", wrapper.display()),
        format!("user.signingkey={id}"),
    );
    let words = [
        "-c", &program, "-c", &key, "commit", "--quiet", "-S", "-m", "Say (#1)",
    ];
    git_by(repo, by(ANN, 1), &words);
    git_by(repo, by(ANN, 1), &["rev-parse", "HEAD"])
}

/// What is said where gpg has a home.
fn told_in(repo: &Repo, home: &Path) -> Value {
    let mut command = rungs(repo.folder());
    command
        .env("GNUPGHOME", home)
        .env("GIT_CONFIG_NOSYSTEM", "1");
    let words = ["audit", "--no-cache", "--format", "json"];
    serde_json::from_slice(&command.args(words).output().unwrap().stdout).unwrap()
}

fn counted(told: &Value) -> Vec<(&str, u64)> {
    let states = told["signatures"].as_object().unwrap().iter();
    let counts = states.map(|(state, count)| (state.as_str(), count.as_u64().unwrap()));
    counts.filter(|(_, count)| *count > 0).collect()
}

#[test]
fn the_states_of_a_key_are_kept_apart() {
    let repo = started();
    let Some((home, id)) = home(&repo) else {
        return;
    };
    signed(&repo, &home, &id);
    let told = told_in(&repo, &home);
    assert_eq!(counted(&told), [("good", 1), ("none", 1)]);

    let stranger = repo.beside("s");
    fs::create_dir(&stranger).unwrap();
    let told = told_in(&repo, &stranger);
    assert_eq!(counted(&told), [("none", 1), ("unknown key", 1)]);

    // The certificate that gpg keeps at hand is switched off by a colon.
    let revocation = home.join(format!("openpgp-revocs.d/{id}.rev"));
    let text = fs::read_to_string(&revocation).unwrap();
    fs::write(&revocation, text.replace(":-----", "-----")).unwrap();
    gpg(&home, &["--import", revocation.to_str().unwrap()]).unwrap();
    let told = told_in(&repo, &home);
    assert_eq!(counted(&told), [("none", 1), ("revoked", 1)]);
    assert_eq!(of(&told, "signature-bad").len(), 1);
}
