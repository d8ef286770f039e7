//! What holds of every rendering of a comparison.

use html5gum::{Token, Tokenizer};
use proptest::prelude::*;
use rungs::render::{Format, Look, Report, formats, render};
use rungs::report::DiffReport;

use super::house::{Turn, Two, two};
use super::sides::Read;
use crate::git::Repo;
use crate::support::run;

const MOST_CHARACTERS: usize = 60_000;
const MOST_BYTES: usize = 240_000;

fn rendered(report: &DiffReport, format: Format) -> String {
    let look = Look {
        colour: false,
        width: 100,
        quiet: false,
    };
    render(&Report::Diff(report), format, &look).unwrap()
}

/// Whether every element that is opened is closed, in the order of a tree.
fn balanced(html: &str) -> Result<(), String> {
    let empty = ["br", "hr", "img", "input", "meta", "link"];
    let mut open: Vec<String> = Vec::new();
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if !empty.contains(&name.as_str()) && !tag.self_closing {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if open.pop() != Some(name.clone()) {
                    return Err(format!("</{name}> closes nothing"));
                }
            }
            _ => {}
        }
    }
    match open.pop() {
        Some(name) => Err(format!("<{name}> stays open")),
        None => Ok(()),
    }
}

fn in_order(report: &DiffReport) -> Result<(), TestCaseError> {
    for format in formats::DIFF {
        let text = rendered(report, *format);
        prop_assert_eq!(&text, &rendered(report, *format));
        let bare = |found: char| found.is_control() && found != '\n';
        prop_assert!(
            !text.contains(bare),
            "a control character in {}",
            format.word()
        );
    }
    let markdown = rendered(report, Format::Markdown);
    prop_assert!(markdown.encode_utf16().count() <= MOST_CHARACTERS);
    prop_assert!(markdown.len() <= MOST_BYTES);
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.render.r#unsafe = true;
    for html in [
        comrak::markdown_to_html(&markdown, &options),
        rendered(report, Format::Html),
    ] {
        prop_assert_eq!(balanced(&html), Ok(()), "{}", html);
    }
    let json: serde_json::Value = serde_json::from_str(&rendered(report, Format::Json)).unwrap();
    prop_assert_eq!(
        json["assessments"].as_array().map(Vec::len),
        Some(report.assessments.len())
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_rendering_keeps_to_its_limits_and_is_whole(two in two(super::ALL), often in 1..12usize) {
        let mut report = Read::of(&two).report();
        in_order(&report)?;
        let one = report.assessments.clone();
        report.assessments = one.iter().cycle().take(often * one.len()).cloned().collect();
        in_order(&report)?;
        report.only_regressions();
        in_order(&report)?;
    }

    #[test]
    fn the_same_sides_give_the_same_bytes_elsewhere(two in two(super::ALL)) {
        let (here, there) = (Read::of(&two).report(), Read::of(&two).report());
        for format in formats::DIFF {
            prop_assert_eq!(rendered(&here, *format), rendered(&there, *format));
        }
    }
}

/// Everything in the work tree but what git keeps there, gone.
fn emptied(repo: &Repo) {
    for entry in std::fs::read_dir(repo.folder()).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with(".git") {
            std::fs::remove_dir_all(path).unwrap();
        }
    }
}

fn told(repo: &Repo, words: &[&str]) -> serde_json::Value {
    let ran = run(
        repo.folder(),
        &[&["diff", "--format", "json"], words].concat(),
    );
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// Both sides as commits.
fn committed(two: &Two) -> (Repo, [String; 2]) {
    let repo = Repo::new();
    let commits = [0, 1].map(|side| {
        emptied(&repo);
        two.write(side, repo.folder());
        repo.commit("A side")
    });
    (repo, commits)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn git_and_folders_say_the_same(two in two(super::ALL)) {
        let (repo, [base, head]) = committed(&two);
        let words = ["--base", &base, "--base-mode", "exact", "--at", &head, "--all"];
        let of_git = told(&repo, &words);
        let library = serde_json::to_value(Read::of(&two).report()).unwrap();
        prop_assert_eq!(&of_git["assessments"], &library["assessments"]);
        // The work tree is the head, and the index too.
        let words = ["--base", &base, "--base-mode", "exact", "--all"];
        prop_assert_eq!(&told(&repo, &words)["assessments"], &of_git["assessments"]);
        let staged = [&words[..], &["--staged"]].concat();
        prop_assert_eq!(&told(&repo, &staged)["assessments"], &of_git["assessments"]);
    }

    #[test]
    fn what_fmt_does_is_no_change(two in two(&[Turn::Same])) {
        let repo = Repo::new();
        two.write(0, repo.folder());
        repo.commit("Before");
        let ran = run(repo.folder(), &["fmt"]);
        prop_assert!(ran.exit < 2, "{}", ran.stderr);
        let report = told(&repo, &["--all"]);
        for one in report["assessments"].as_array().unwrap() {
            prop_assert_eq!(&one["status"], "unchanged", "{:#}", one);
        }
    }
}
