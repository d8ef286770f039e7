//! Three years of two units, made by git with fixed days and people, and what rungs
//! tells of them to somebody who was not there.

mod life;

use std::path::PathBuf;

use crate::git::Repo;
use crate::reports::holds;
use crate::support::{Ran, expect_file, root, run};
use life::{life, lines_of_picture};

fn kept(name: &str) -> PathBuf {
    root().join("tests/it/history_story").join(name)
}

fn log(repo: &Repo, words: &[&str]) -> Ran {
    let words = [&["log"], words].concat();
    let ran = run(repo.folder(), &words);
    assert_eq!((ran.exit, ran.stderr.as_str()), (0, ""), "{words:?}");
    ran
}

#[test]
fn the_log_tells_the_story() {
    let repo = life();
    let told = [
        ("log.txt", vec![]),
        ("all.txt", vec!["--all-touching"]),
        ("graph.txt", vec!["--graph", "-n", "40", "--unit", "north"]),
        ("patch.txt", vec!["-p", "-n", "3"]),
        ("log.md", vec!["--format", "markdown", "-p"]),
        (
            "log.prom",
            vec!["--format", "openmetrics", "--unit", "south"],
        ),
        ("log.csv", vec!["--format", "csv", "--since", "2026-01-01"]),
        (
            "../../../docs/guide/images/history.svg",
            vec!["--format", "svg"],
        ),
    ];
    let held = told
        .iter()
        .map(|(name, words)| expect_file(&kept(name), &log(&repo, words).stdout));
    let failures: Vec<String> = held.filter_map(Result::err).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn blame_and_audit_tell_who_said_what() {
    let repo = life();
    let told = [
        ("blame.txt", vec!["blame", "north"]),
        ("life.txt", vec!["blame", "north", "--item", "THINK-1"]),
        ("audit.txt", vec!["audit"]),
        ("audit.md", vec!["audit", "--format", "markdown"]),
    ];
    let held = told.iter().map(|(name, words)| {
        let ran = run(repo.folder(), words);
        expect_file(&kept(name), &ran.stdout)
    });
    let failures: Vec<String> = held.filter_map(Result::err).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    let words = ["blame", "--format", "json", "--item", "THINK"];
    holds("report-blame", &run(repo.folder(), &words).stdout);
    let words = ["blame", "--format", "json"];
    holds("report-blame", &run(repo.folder(), &words).stdout);
}

#[test]
fn the_log_as_json_is_valid_against_its_schema() {
    let repo = life();
    for words in [
        vec!["--format", "json"],
        vec!["--format", "json", "-p", "--all-touching"],
        vec![
            "--format",
            "json",
            "--full",
            "--scored-with",
            "now",
            "--node",
            "THINK",
        ],
    ] {
        holds("report-log", &log(&repo, &words).stdout);
    }
}

#[test]
fn the_score_tells_the_trend() {
    let repo = life();
    let mut failures = Vec::new();
    for (name, words) in [
        ("trend.txt", vec!["score", "--trend"]),
        (
            "trend.md",
            vec![
                "score", "--trend", "--format", "markdown", "--unit", "north",
            ],
        ),
    ] {
        let ran = run(repo.folder(), &words);
        assert_eq!((ran.exit, ran.stderr.as_str()), (0, ""), "{words:?}");
        failures.extend(expect_file(&kept(name), &ran.stdout).err());
    }
    let json = run(repo.folder(), &["score", "--trend", "--format", "json"]);
    holds("report-score", &json.stdout);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_picture_has_a_line_for_each_unit_and_measure() {
    let repo = life();
    let picture = log(&repo, &["--format", "svg"]).stdout;
    assert_eq!(lines_of_picture(&picture), 4);
    assert!(
        !picture.contains("<script") && !picture.contains("href"),
        "{picture}"
    );
    let nothing = log(&repo, &["--format", "svg", "--until", "2020-01-01"]).stdout;
    assert_eq!(lines_of_picture(&nothing), 0);
    assert!(nothing.contains("no value in this history"), "{nothing}");
}
