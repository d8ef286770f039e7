use super::{
    Followed, LogCounts, LogEntry, LogReport, LoggedAssessment, LoggedCause, LoggedMeasure,
    LoggedValue, PersonReport, SeriesTarget, TimeAxis, TrendSeries, trend_series,
};
use crate::report::sample::{answer, hostile_change};
use crate::report::{ChangeCounts, ChangeReport, Tool};
use crate::value::Date;

/// The second of the first commit, an hour of 2023.
const FIRST: i64 = 1_700_000_000;

/// A log with one text wherever a file, a branch, a commit or a path can put one.
pub(crate) fn log(text: &str) -> LogReport {
    let mut kinds = vec![
        LoggedAssessment {
            status: "added",
            ..assessment(text)
        },
        assessment(text),
        LoggedAssessment {
            incomparable: Some(text.to_owned()),
            base_model: Some(format!("m@{text}")),
            ..assessment(text)
        },
        LoggedAssessment {
            broken: true,
            because: Some(text.to_owned()),
            answered: None,
            measures: Vec::new(),
            ..assessment(text)
        },
        LoggedAssessment {
            base_broken: true,
            ..assessment(text)
        },
    ];
    kinds.reverse();
    let entries = kinds.into_iter().zip((0..).map(|at| FIRST - at * 86_400));
    let entries: Vec<LogEntry> = entries
        .map(|(one, seconds)| entry(text, seconds, one))
        .collect();
    let mut series = trend_series(&entries, Followed::Everything);
    series.iter_mut().for_each(|one| aim(one, text));
    let until = Date::from_unix_seconds(FIRST).expect("a day");
    LogReport {
        schema: LogReport::SCHEMA,
        tool: Tool::SELF,
        tip: "0123456789".repeat(4),
        name: text.to_owned(),
        mode: "first-parent",
        scored_with: "then",
        paths: vec![text.to_owned(), "assessments".to_owned()],
        truncated: false,
        cut_at: Vec::new(),
        narrowed: vec![text.to_owned()],
        counts: LogCounts {
            walked: 9,
            touched: 5,
            shown: entries.len(),
        },
        axis: TimeAxis::of(&series, until),
        series,
        entries,
        patch: true,
        graph: true,
    }
}

fn aim(one: &mut TrendSeries, text: &str) {
    one.levels = vec![text.to_owned(), format!("{text}2")];
    one.targets = vec![SeriesTarget {
        seconds: FIRST + 9_000_000,
        by: text.to_owned(),
        number: 0.9,
        shown: text.to_owned(),
    }];
}

fn entry(text: &str, seconds: i64, one: LoggedAssessment) -> LogEntry {
    let person = |name: &str| PersonReport {
        name: name.to_owned(),
        email: text.to_owned(),
        time: None,
        seconds,
    };
    LogEntry {
        commit: "0123456789".repeat(4),
        short: "0123456".to_owned(),
        parents: Vec::new(),
        author: person(text),
        committer: person(&format!("{text}!")),
        date: Some("2023-11-14".to_owned()),
        subject: text.to_owned(),
        pull_request: Some("!9812734".to_owned()),
        notes: vec![text.to_owned()],
        assessments: vec![one],
    }
}

fn assessment(text: &str) -> LoggedAssessment {
    let said = || text.to_owned();
    let measure = |depth: usize, from: f64, to: f64| LoggedMeasure {
        node: said(),
        depth,
        measure: said(),
        from: Some(value(text, from)),
        to: Some(value(&format!("{text}2"), to)),
    };
    LoggedAssessment {
        unit: Some(said()),
        path: Some(said()),
        base_path: Some(said()),
        model: Some(format!("{text}@1")),
        base_model: None,
        status: "changed",
        broken: false,
        because: None,
        base_broken: false,
        since: None,
        incomparable: None,
        files: Some(said()),
        answered: Some(3),
        counts: ChangeCounts {
            all: 2,
            up: 1,
            regressions: 1,
            ..ChangeCounts::default()
        },
        moves: vec![change(text)],
        headline: vec![said()],
        causes: vec![LoggedCause {
            measure: said(),
            ingredient: said(),
            part: said(),
            shown: said(),
        }],
        measures: vec![measure(0, 0.25, 0.5), measure(1, 0.5, 0.75)],
        changes: Some(vec![change(text)]),
    }
}

fn change(text: &str) -> ChangeReport {
    let mut change = answer("A-1", "no", "yes");
    hostile_change(&mut change, text);
    change
}

fn value(text: &str, number: f64) -> LoggedValue {
    LoggedValue {
        value: text.to_owned(),
        number,
        points: None,
        max: None,
        band: Some(text.to_owned()),
        judged: false,
        shown: text.to_owned(),
    }
}
