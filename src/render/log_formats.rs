//! What holds of every format of a log, on a report that has everything, with every
//! string of the corpus in every place that a file or a commit can fill.

use super::check_formats::xml;
use super::markdown::corpus;
use super::{Format, Look, Report, formats, render};
use crate::report::{LogReport, log_sample};

/// A text that is short, and one that is far longer than any place for it.
const PLAIN: [&str; 2] = [
    "Standing",
    "A name of very many words, longer than anybody would call it",
];

fn shown(report: &LogReport, format: Format) -> String {
    let look = Look {
        colour: false,
        width: 100,
        quiet: false,
    };
    render(&Report::Log(report), format, &look).expect("a log has the format")
}

fn texts() -> Vec<String> {
    let mut texts = corpus::strings();
    texts.extend(PLAIN.map(str::to_owned));
    texts.push(format!("<&|`\u{202e}\n{}", "w<\u{1b}".repeat(400)));
    texts
}

#[test]
fn nothing_from_a_file_or_a_commit_acts_in_any_format() {
    let usual = formats::LOG
        .iter()
        .map(|format| shown(&log_sample(PLAIN[0]), *format));
    let usual: Vec<String> = usual.collect();
    let drawn = xml(&shown(&log_sample(PLAIN[0]), Format::Svg));
    assert!(drawn.iter().any(|name| name == "circle"), "{drawn:?}");
    for text in texts() {
        let report = log_sample(&text);
        for (format, usual) in formats::LOG.iter().zip(&usual) {
            let shown = shown(&report, *format);
            judge(*format, &shown, usual);
            for mark in ["##[", "##vso[", "##teamcity["] {
                assert!(!shown.contains(mark), "{format:?} {text:?}\n{shown}");
            }
            let control = |found: char| found.is_control() && found != '\n';
            assert!(!shown.contains(control), "{format:?} {text:?}\n{shown}");
            let turns = ['\u{202e}', '\u{2066}', '\u{feff}', '\u{2028}'];
            assert!(!shown.contains(turns), "{format:?} {text:?}\n{shown}");
        }
    }
}

/// Each format by what reads it, held against the usual one.
fn judge(format: Format, shown: &str, usual: &str) {
    let samples = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let behind = lines.map(|line| {
            let (labels, behind) = line.rsplit_once("} ").expect("labels at the front");
            assert!(labels.starts_with("rungs_measure{unit=\""), "{line}");
            behind.to_owned()
        });
        let mut behind: Vec<String> = behind.collect();
        behind.sort();
        behind
    };
    match format {
        Format::Json => {
            let value: Result<serde_json::Value, _> = serde_json::from_str(shown);
            assert!(value.is_ok(), "{value:?}\n{shown}");
        }
        Format::Svg => assert_eq!(xml(shown), xml(usual), "{shown}"),
        Format::Openmetrics => {
            assert_eq!(samples(shown), samples(usual), "{shown}");
            assert!(samples(shown).len() > 3, "{shown}");
            assert!(shown.ends_with("\n# EOF\n") && shown.matches("# EOF").count() == 1);
        }
        Format::Csv => {
            let rows = |text: &str| {
                let mut reader = csv::Reader::from_reader(text.as_bytes());
                let rows = reader
                    .records()
                    .map(|row| row.expect("as long as the header").len());
                rows.collect::<Vec<usize>>()
            };
            assert_eq!(rows(shown), rows(usual), "{shown}");
        }
        _ => {}
    }
}
