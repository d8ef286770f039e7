//! The forms of the result, also with names and subjects that want to act.

use super::{ANN, By, by, say, started};
use crate::reports::holds;
use crate::support::{Ran, run};

const HOSTILE: (&str, &str) = (
    "=cmd|'/c calc'!A1 <b>@org</b> | \u{202e}x \u{1b}[31m",
    "x@example.org",
);

fn story() -> crate::git::Repo {
    let repo = started();
    let hostile = By {
        author: HOSTILE,
        ..by(ANN, 1)
    };
    say(
        &repo,
        hostile,
        "| a <script> ##[error] #1 \u{1b}[2J",
        ["yes", "yes", "no"],
    );
    say(&repo, by(ANN, 20), "Lower (#4)", ["no", "yes", "no"]);
    repo
}

fn audit(repo: &crate::git::Repo, format: &str) -> Ran {
    let anchor = "0123456789abcdef0123456789abcdef01234567";
    let words = ["audit", "--anchor", anchor, "--format", format];
    run(repo.folder(), &words)
}

#[test]
fn no_form_lets_foreign_words_act() {
    let repo = story();
    for format in ["text", "json", "markdown", "csv"] {
        let ran = audit(&repo, format);
        assert_eq!(ran.exit, 1, "{format}: {}", ran.stderr);
        assert_eq!(ran.stderr, "");
        for acts in ["\u{1b}", "\u{202e}", "##[error]"] {
            assert!(!ran.stdout.contains(acts), "{format}: {}", ran.stdout);
        }
    }
    let markdown = audit(&repo, "markdown").stdout;
    assert!(
        !markdown.contains("<script>") && !markdown.contains("<b>"),
        "{markdown}"
    );
    for row in markdown.lines().filter(|line| line.starts_with("| ")) {
        let bars = row.replace("\\|", "").matches('|').count();
        assert!(bars == 4 || bars == 6, "{row}");
    }
    let csv = audit(&repo, "csv").stdout;
    assert!(!csv.contains(",=cmd") && !csv.contains(",\"=cmd"), "{csv}");
}

#[test]
fn the_json_is_what_the_schema_says() {
    let repo = story();
    holds("report-audit", &audit(&repo, "json").stdout);
    let words = [
        "audit",
        "--since",
        "2026-01-02",
        "--full",
        "--unit",
        "acme",
        "--format",
        "json",
    ];
    holds("report-audit", &run(repo.folder(), &words).stdout);
    let nothing = ["audit", "--until", "2020-01-01", "--format", "json"];
    holds("report-audit", &run(repo.folder(), &nothing).stdout);
}

#[test]
fn every_form_has_every_finding() {
    let repo = story();
    let told = super::told(&repo, &[]);
    let findings = told["findings"].as_array().unwrap();
    let mut rows = 0;
    for one in findings {
        rows += one["changes"].as_array().unwrap().len().max(1);
    }
    let words = ["audit", "--format", "csv"];
    let csv = run(repo.folder(), &words).stdout;
    assert_eq!(csv.lines().count(), rows + 1);
    let text = run(repo.folder(), &["audit"]).stdout;
    for one in findings {
        let message = one["message"].as_str().unwrap();
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(message), "{message}\n{text}");
    }
    let again = run(repo.folder(), &words).stdout;
    assert_eq!(csv, again, "kept results say the same");
}
