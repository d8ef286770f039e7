//! What holds of every format of a check, on a report that has everything, with
//! every string of the corpus in every place that a file can fill.

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use super::markdown::corpus;
use super::{Format, Look, Report, formats, render};
use crate::report::check_sample::everything;
use crate::report::{CheckFinding, CheckReport, rules};

const PLAIN: Look = Look {
    colour: false,
    width: 100,
    quiet: false,
};

fn shown(report: &CheckReport, format: Format) -> String {
    render(&Report::Check(report), format, &PLAIN).expect("a check has the format")
}

#[test]
fn nothing_from_a_file_acts_in_any_format() {
    for text in corpus::strings() {
        let mut report = everything(&text);
        let kind = |one: &CheckFinding| {
            let placed = (one.finding.path.is_some(), one.finding.line.is_some());
            (placed, one.finding.level, one.blocking, one.accepted)
        };
        report.findings.dedup_by_key(|one| kind(one));
        assert_eq!(report.findings.len(), 6);
        for format in formats::CHECK {
            let shown = shown(&report, *format);
            judge(*format, &shown);
            for mark in ["##[", "##vso[", "##teamcity["] {
                assert!(!shown.contains(mark), "{format:?} {text:?}\n{shown}");
            }
            let control = |found: char| found.is_control() && found != '\n';
            assert!(!shown.contains(control), "{format:?} {text:?}\n{shown}");
            let turns = ['\u{202e}', '\u{feff}', '\u{2028}'];
            assert!(!shown.contains(turns), "{format:?} {text:?}\n{shown}");
        }
    }
}

/// Each format by what reads it.
fn judge(format: Format, shown: &str) {
    let commands = shown.lines().filter(|line| {
        let rest = line.trim_start().strip_prefix("::");
        rest.is_some_and(|rest| rest.starts_with(|found: char| found.is_ascii_alphabetic()))
    });
    let commands: Vec<&str> = commands.collect();
    match format {
        Format::Github => {
            assert_eq!(commands.len(), 6, "{shown}");
            assert_eq!(shown.lines().count(), 7, "{shown}");
            let ours = |line: &&str| {
                let kinds = ["::error file=", "::warning file=", "::notice file="];
                kinds.iter().any(|kind| line.starts_with(kind)) || line.starts_with("::error title")
            };
            assert!(commands.iter().all(ours), "{shown}");
        }
        _ => assert!(commands.is_empty(), "{format:?}\n{shown}"),
    }
    match format {
        Format::Json | Format::Sarif | Format::GitlabCodequality | Format::Shields => {
            let value: Result<Value, _> = serde_json::from_str(shown);
            assert!(value.is_ok(), "{format:?}: {value:?}\n{shown}");
        }
        Format::Junit | Format::Svg => {
            xml(shown);
        }
        Format::Openmetrics => {
            assert!(shown.ends_with("\n# EOF\n") && shown.matches("# EOF").count() == 1);
            let series = shown.lines().filter(|line| !line.starts_with('#'));
            for line in series {
                assert!(line.starts_with("rungs_"), "{line}");
                let (_, number) = line.rsplit_once(' ').expect("a number at the end");
                assert!(number.parse::<f64>().is_ok_and(f64::is_finite), "{line}");
            }
        }
        _ => {}
    }
}

/// The names of elements in their order, of a text that is well-formed.
pub(super) fn xml(text: &str) -> Vec<String> {
    let mut reader = Reader::from_str(text);
    let mut names = Vec::new();
    loop {
        match reader
            .read_event()
            .unwrap_or_else(|error| panic!("{error}\n{text}"))
        {
            Event::Start(start) | Event::Empty(start) => {
                for attribute in start.attributes() {
                    attribute.unwrap_or_else(|error| panic!("{error}\n{text}"));
                }
                names.push(start.name().as_ref().to_owned());
            }
            Event::Eof => return names,
            Event::Comment(_) | Event::CData(_) | Event::PI(_) | Event::DocType(_) => {
                panic!("mark-up that nobody wrote: {text}")
            }
            _ => {}
        }
    }
}

#[test]
fn each_format_has_every_finding_of_each_kind() {
    let report = everything("a text");
    let all = report.findings.len();
    assert_eq!(report.counts.all(), all);
    let blocking = report.findings.iter().filter(|one| one.blocking).count();
    assert_eq!(report.counts.blocking, blocking);

    let sarif: Value = serde_json::from_str(&shown(&report, Format::Sarif)).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let at = |key: &str, value: &str| results.iter().filter(|one| one[key] == value).count();
    assert_eq!(results.len(), all);
    // What is excepted is a note, as code scanning reads no suppressions.
    assert_eq!(
        [at("level", "error"), at("level", "warning")],
        [blocking, 13]
    );
    assert_eq!(at("level", "note"), 12 + 4);
    let suppressed = results.iter().filter(|one| one["suppressions"].is_array());
    assert_eq!(suppressed.count(), 4);

    let issues: Value =
        serde_json::from_str(&shown(&report, Format::GitlabCodequality)).expect("JSON");
    let issues = issues.as_array().expect("an array");
    assert_eq!(issues.len(), all);
    let grave = issues.iter().filter(|one| one["severity"] == "critical");
    assert_eq!(grave.count(), blocking);

    let junit = shown(&report, Format::Junit);
    let names = xml(&junit);
    let count = |name: &str| names.iter().filter(|found| *found == name).count();
    assert_eq!(count("failure"), blocking);
    assert_eq!(count("skipped"), 4);
    assert_eq!(count("system-out"), 13 + 12);
    assert_eq!(count("testcase"), all + report.passes.len());

    let github = shown(&report, Format::Github);
    assert!(
        github.ends_with("; 23 not shown as annotations, run `rungs check` to read them\n"),
        "{github}"
    );
    let metrics = shown(&report, Format::Openmetrics);
    for line in [
        "rungs_check_findings{rule=\"minimum\",level=\"deny\"} 28",
        "rungs_check_findings{rule=\"minimum\",level=\"warn\"} 13",
        "rungs_check_findings{rule=\"minimum\",level=\"note\"} 12",
        "rungs_check_blocking 24",
        "rungs_waivers{state=\"unused\"} 4",
    ] {
        assert!(metrics.contains(&format!("{line}\n")), "{metrics}");
    }
}

#[test]
fn what_blocks_says_its_condition_and_how_to_waive_it_in_every_medium() {
    let mut report = everything("a text");
    for finding in &mut report.findings {
        finding.condition = Some("all is well".to_owned());
        finding.waive = finding.blocking.then(|| "rungs waiver add x".to_owned());
    }
    let media = [
        Format::Text,
        Format::Markdown,
        Format::Github,
        Format::Sarif,
        Format::Junit,
    ];
    for format in media {
        let shown = shown(&report, format);
        for said in [
            "the gate asks that all is well",
            "to waive it: `rungs waiver add x`",
        ] {
            assert!(shown.contains(said), "{format:?} {said}\n{shown}");
        }
    }
}

#[test]
fn a_comment_stays_within_what_a_forge_takes() {
    for length in [100, 1_000, 20_000] {
        let mut report = everything(&"|".repeat(length));
        report.notes.clear();
        "rungs check".clone_into(&mut report.reproduce);
        let gate = report.gates.first().cloned().expect("a gate");
        report.gates.extend(vec![gate; 500]);
        let shown = shown(&report, Format::Markdown);
        assert!(shown.encode_utf16().count() <= 60_000, "{length}");
        assert!(shown.contains(" more finding"), "{shown}");
    }
}

#[test]
fn results_without_a_single_case_are_not_written() {
    let mut report = everything("a text");
    report.findings.clear();
    report.passes.clear();
    let junit = shown(&report, Format::Junit);
    assert!(
        junit.contains("<testcase name=\"nothing to report\""),
        "{junit}"
    );
    assert!(junit.contains("tests=\"1\" failures=\"0\""), "{junit}");
}

#[test]
fn every_rule_has_the_texts_that_code_scanning_asks_for() {
    for rule in rules() {
        let docs = [rule.docs.what, rule.docs.why, rule.docs.instead];
        assert!(
            docs.iter().all(|text| !text.trim().is_empty()),
            "{}",
            rule.id
        );
    }
}
