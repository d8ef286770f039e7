//! Signatures, as git itself verifies them with keys of ssh.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::{ANN, By, answers, by, git_by, of, started};
use crate::diff_git::ACME;
use crate::git::Repo;
use crate::support::rungs;

/// A key pair; nothing where there is no `ssh-keygen`, which is said.
fn key(repo: &Repo, name: &str) -> Option<PathBuf> {
    let path = repo.beside(name);
    let words = ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f"];
    let made = Command::new("ssh-keygen").args(words).arg(&path).status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("skipped: there is no ssh-keygen");
        return None;
    }
    Some(path)
}

/// A commit that is signed by a key.
fn signed(repo: &Repo, by: By, key: &Path, answer: &str) -> String {
    repo.write(ACME, &answers(answer, "no", "no"));
    git_by(repo, by, &["add", "--all"]);
    let key = format!("user.signingkey={}", key.display());
    let words = [
        "-c",
        "gpg.format=ssh",
        "-c",
        &key,
        "commit",
        "--quiet",
        "-S",
        "-m",
        "Say (#1)",
    ];
    git_by(repo, by, &words);
    git_by(repo, by, &["rev-parse", "HEAD"])
}

/// The audit of somebody whose own configuration is this text.
fn told_to(repo: &Repo, config: &str) -> Value {
    let global = repo.beside("global-config");
    fs::write(&global, config).unwrap();
    let mut command = rungs(repo.folder());
    command
        .env("GIT_CONFIG_GLOBAL", &global)
        .env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command
        .args(["audit", "--no-cache", "--format", "json"])
        .output();
    serde_json::from_slice(&output.unwrap().stdout).unwrap()
}

/// A configuration that trusts a key.
fn trusting(repo: &Repo, key: &Path) -> String {
    let public = fs::read_to_string(key.with_extension("pub")).unwrap();
    let allowed = repo.beside("allowed");
    fs::write(&allowed, format!("ann@example.org {public}")).unwrap();
    format!(
        "[gpg \"ssh\"]\n\tallowedSignersFile = {}\n",
        allowed.display()
    )
}

fn state(told: &Value, id: &str) -> String {
    let findings = told["findings"].as_array().unwrap().iter();
    let mut of = findings.filter(|one| one["commit"]["id"] == id);
    of.next().unwrap()["commit"]["signature"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn each_state_is_a_state_of_its_own() {
    let repo = started();
    let (Some(ann), Some(eve)) = (key(&repo, "ann"), key(&repo, "eve")) else {
        return;
    };
    let good = signed(&repo, by(ANN, 1), &ann, "partly");
    let other = signed(&repo, by(ANN, 2), &eve, "yes");
    // The same commit with another word in it is not what was signed.
    let raw = repo.git(&["cat-file", "commit", &good]);
    let parent = format!("parent {other}");
    repo.write(ACME, &answers("no", "yes", "no"));
    git_by(&repo, by(ANN, 3), &["add", "--all"]);
    let tree = repo.git(&["write-tree"]);
    let lines = raw.lines().map(|line| match line.split(' ').next() {
        Some("tree") => format!("tree {tree}"),
        Some("parent") => parent.clone(),
        _ => line.to_owned(),
    });
    let forged = lines.collect::<Vec<_>>().join("\n") + "\n";
    let bad = repo.git_reading(
        &["hash-object", "-t", "commit", "-w", "--stdin"],
        forged.as_bytes(),
    );
    git_by(&repo, by(ANN, 3), &["reset", "--quiet", "--hard", &bad]);

    let told = told_to(&repo, &trusting(&repo, &ann));
    assert_eq!(state(&told, &good), "good");
    assert_eq!(state(&told, &other), "untrusted");
    assert_eq!(state(&told, &bad), "bad");
    assert_eq!(of(&told, "signature-bad")[0]["level"], "deny");
    assert_eq!(of(&told, "signature-unproven").len(), 1);
    assert_eq!(of(&told, "signature-missing").len(), 1, "the first commit");
    for (word, count) in [("good", 1), ("untrusted", 1), ("bad", 1), ("none", 1)] {
        assert_eq!(told["signatures"][word], count, "{word}");
    }

    // Nobody said who may sign.
    let told = told_to(&repo, "");
    assert_eq!(state(&told, &good), "could not check");
    assert!(of(&told, "signature-bad").is_empty());
}

#[test]
fn a_repository_names_no_program() {
    let repo = started();
    let Some(ann) = key(&repo, "ann") else { return };
    let id = signed(&repo, by(ANN, 1), &ann, "partly");
    let mark = repo.beside("mark");
    let program = repo.beside("program");
    fs::write(&program, format!("#!/bin/sh\ntouch {}\n", mark.display())).unwrap();
    repo.git_in(repo.folder(), &["update-index", "--refresh"], b"");
    let make = Command::new("chmod").arg("+x").arg(&program).status();
    assert!(make.unwrap().success());
    let program = program.to_str().unwrap();
    let included = repo.beside("included");
    fs::write(&included, format!("[gpg \"ssh\"]\n\tprogram = {program}\n")).unwrap();
    let trusting = trusting(&repo, &ann);
    for (name, value) in [
        ("gpg.ssh.program", program),
        ("include.path", included.to_str().unwrap()),
    ] {
        repo.git(&["config", name, value]);
        let told = told_to(&repo, &trusting);
        assert_eq!(state(&told, &id), "could not check", "{name}");
        assert!(!mark.exists(), "{name}");
        repo.git(&["config", "--unset", name]);
    }
    assert_eq!(state(&told_to(&repo, &trusting), &id), "good");
}

#[test]
fn without_git_nothing_is_checked_and_all_else_is_told() {
    let repo = started();
    let Some(ann) = key(&repo, "ann") else { return };
    let id = signed(&repo, by(ANN, 1), &ann, "partly");
    let mut command = rungs(repo.folder());
    command.env("PATH", repo.beside("nowhere"));
    let output = command
        .args(["audit", "--format", "json"])
        .output()
        .unwrap();
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(state(&told, &id), "could not check");
}
