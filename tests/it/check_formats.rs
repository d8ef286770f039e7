//! Whatever a check finds, it finds in every format: on each case of
//! `tests/cases/check` that has two sides, in one run that feeds them all.

use std::fs;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::cases::{Place, words};
use crate::reports::holds;
use crate::support::{root, run};

const FORMATS: [&str; 9] = [
    "text",
    "markdown",
    "github",
    "sarif",
    "junit",
    "gitlab-codequality",
    "openmetrics",
    "svg",
    "shields",
];

#[test]
fn every_format_has_every_finding_and_none_changes_the_verdict() {
    let mut compared = 0;
    let mut excepted = 0;
    for case in fs::read_dir(root().join("tests/cases/check"))
        .unwrap()
        .flatten()
    {
        let case = case.path();
        let text = fs::read_to_string(case.join("cmd")).unwrap();
        let words = words(text.lines().last().unwrap());
        if !case.join("base").is_dir() || words.get(1).is_none_or(|word| word != "check") {
            continue;
        }
        let expected = fs::read_to_string(case.join("exit")).unwrap_or_default();
        if expected.trim() == "2" || expected.trim() == "3" {
            continue;
        }
        let place = Place::of(&case);
        let out = tempfile::tempdir().unwrap();
        let outputs = FORMATS.map(|name| format!("--output={name}={}", file(out.path(), name)));
        let chosen: Vec<&str> = without_format(&words)
            .chain(["--format", "json"])
            .chain(outputs.iter().map(String::as_str))
            .collect();
        let ran = run(place.path(), &chosen);
        assert_eq!(
            ran.exit,
            expected.trim().parse().unwrap_or(0),
            "{}: {}",
            case.display(),
            ran.stderr
        );
        holds("report-check", &ran.stdout);
        let report: Value = serde_json::from_str(&ran.stdout).unwrap();
        let all = report["findings"].as_array().unwrap().len();
        for name in FORMATS {
            let text = fs::read_to_string(file(out.path(), name)).unwrap();
            if let Some(found) = findings(name, &text, &report) {
                assert_eq!(found, all, "{} in {name}:\n{text}", case.display());
            }
        }
        compared += 1;
        excepted += usize::from(report["counts"]["waived"] != 0);
    }
    assert!(compared > 30, "{compared}");
    assert!(excepted > 0, "some findings are waived");
}

fn file(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

/// The words after `rungs`, without the choice of a format.
fn without_format(words: &[String]) -> impl Iterator<Item = &str> {
    let chosen = words.iter().position(|word| word == "--format");
    let taken = chosen.map_or(0..0, |at| at..at + 2);
    words
        .iter()
        .enumerate()
        .skip(1)
        .filter(move |(at, _)| !taken.contains(at))
        .map(|(_, word)| word.as_str())
}

/// How many findings a text has; nothing for a format that only has the verdict.
fn findings(format: &str, text: &str, report: &Value) -> Option<usize> {
    let json = || serde_json::from_str::<Value>(text).unwrap();
    match format {
        "sarif" => json()["runs"][0]["results"].as_array().map(Vec::len),
        "gitlab-codequality" => json().as_array().map(Vec::len),
        "junit" => Some(cases_with_a_result(text)),
        "openmetrics" => {
            let lines = text.lines();
            let counts = lines.filter_map(|line| line.strip_prefix("rungs_check_findings{"));
            let number = |line: &str| -> usize {
                let (_, number) = line.rsplit_once(' ').unwrap();
                number.parse().unwrap()
            };
            Some(counts.map(number).sum())
        }
        "github" => {
            let shown = text.lines().filter(|line| line.starts_with("::")).count();
            let last = text.lines().last().unwrap();
            let hidden = last
                .split_once("; ")
                .and_then(|(_, rest)| rest.split(' ').next()?.parse::<usize>().ok());
            Some(shown + hidden.unwrap_or(0))
        }
        _ => {
            let verdict = report["verdict"].as_str().unwrap();
            assert!(text.contains(verdict), "{format}: {text}");
            None
        }
    }
}

/// Cases of test results that failed, were skipped or say something.
fn cases_with_a_result(text: &str) -> usize {
    let mut reader = Reader::from_str(text);
    let mut found = 0;
    loop {
        match reader.read_event().expect("it is XML") {
            Event::Start(start)
                if matches!(start.name().as_ref(), "failure" | "skipped" | "system-out") =>
            {
                found += 1;
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn a_file_that_cannot_be_meant_is_refused_before_anything_is_written() {
    let case = root().join("tests/cases/check/regression-kinds");
    let place = Place::of(&case);
    let there = place.path().join("there");
    for (words, said) in [
        (vec!["--output", "sarif"], "expected FORMAT=PATH"),
        (vec!["--output", "csv=there"], "`csv` is no format"),
        (vec!["--output", "sarif=-"], "expected a file after `=`"),
        (
            vec!["--output", "json=there", "--output", "sarif=no/where"],
            "there is no folder for `no/where`",
        ),
        (
            vec!["--output", "json=there", "--output", "sarif=./there"],
            "`./there` is named twice",
        ),
        (
            vec!["--step-summary"],
            "`GITHUB_STEP_SUMMARY` names no file",
        ),
    ] {
        let ran = run(
            place.path(),
            &[vec!["check", "--base", "main"], words].concat(),
        );
        assert_eq!(ran.exit, 2, "{}", ran.stderr);
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
        assert!(ran.stdout.is_empty() && !there.exists());
    }
}

#[test]
fn a_summary_is_added_to_what_other_steps_wrote() {
    let case = root().join("tests/cases/check/regression-kinds");
    let place = Place::of(&case);
    let summary = place.path().join("summary.md");
    fs::write(&summary, "before\n").unwrap();
    let mut command = crate::support::rungs(place.path());
    command.args(["check", "--base", "main", "--at", "HEAD", "--step-summary"]);
    let ran = command
        .env("GITHUB_STEP_SUMMARY", &summary)
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(1));
    let text = fs::read_to_string(&summary).unwrap();
    assert!(text.starts_with("before\n### "), "{text}");
}
