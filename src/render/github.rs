use super::{escape, wording};
use crate::report::{CheckReport, Finding, ValidateReport};

/// Annotations of one kind that GitHub shows for a step; more are dropped there
/// without a word, so the rest is counted here.
const MOST_OF_A_KIND: usize = 10;

/// Workflow commands, the gravest findings first, then one line that counts all.
pub(super) fn validate(report: &ValidateReport) -> String {
    let findings = report
        .findings
        .iter()
        .map(|finding| (finding, String::new()));
    let (mut out, hidden) = annotations(findings.collect(), &report.place_in_repository);
    let counts = report.counts;
    let all = [
        wording::count(counts.deny, "error"),
        wording::count(counts.warn, "warning"),
        wording::count(counts.note, "note"),
    ];
    out.push_str(&format!("rungs validate: {}", all.join(", ")));
    out.push_str(&rest(hidden, "rungs validate"));
    out
}

/// The same of a check: what blocks is an error, what does not is none.
pub(super) fn check(report: &CheckReport) -> String {
    let findings = report.findings.iter().map(|finding| {
        let said = match (&finding.waived, finding.accepted) {
            (Some(waived), _) => {
                format!("waived until {} by {}", waived.expires, waived.owner)
            }
            (None, true) => "let through by its fingerprint".to_owned(),
            (None, false) => String::new(),
        };
        (&finding.finding, said)
    });
    let (mut out, hidden) = annotations(findings.collect(), &report.place_in_repository);
    let counts = report.counts;
    out.push_str(&format!(
        "rungs check: {}, {} blocking, {} waived",
        report.verdict.word(),
        counts.blocking,
        counts.waived
    ));
    out.push_str(&rest(hidden, "rungs check"));
    out
}

/// What ends the line that counts.
fn rest(hidden: usize, command: &str) -> String {
    match hidden {
        0 => "\n".to_owned(),
        _ => format!("; {hidden} not shown as annotations, run `{command}` to read them\n"),
    }
}

/// A finding, and why it does not count where it does not.
type Said<'r> = (&'r Finding, String);

/// The annotations, and how many findings are not among them.
fn annotations(findings: Vec<Said<'_>>, place: &str) -> (String, usize) {
    let kind = |(finding, excepted): &Said<'_>| match finding.level {
        _ if !excepted.is_empty() => "notice",
        "deny" => "error",
        "warn" => "warning",
        _ => "notice",
    };
    let mut out = String::new();
    let mut hidden = 0;
    for command in ["error", "warning", "notice"] {
        let of_kind = findings.iter().filter(|said| kind(said) == command);
        for (at, (finding, excepted)) in of_kind.enumerate() {
            if at < MOST_OF_A_KIND {
                out.push_str(&annotation(command, finding, excepted, place));
            } else {
                hidden += 1;
            }
        }
    }
    (out, hidden)
}

fn annotation(command: &str, finding: &Finding, excepted: &str, place: &str) -> String {
    let mut properties = Vec::new();
    if let Some(path) = &finding.path {
        let path = format!("{place}{path}");
        let path = escape::terminal(&path);
        properties.push(format!("file={}", escape::workflow_property(&path)));
    }
    let numbers = [
        ("line", finding.line),
        ("col", finding.column),
        ("endLine", finding.end_line),
    ];
    let placed = numbers.into_iter().filter(|_| finding.path.is_some());
    for (name, number) in placed {
        properties.extend(number.map(|number| format!("{name}={number}")));
    }
    properties.push(format!(
        "title={}",
        escape::workflow_property(&format!("rungs: {}", finding.rule))
    ));
    let mut message = finding.message.clone();
    if !excepted.is_empty() {
        message.push_str(&format!("\n{excepted}"));
    }
    if let Some(help) = &finding.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    let message = escape::workflow_data(
        &message
            .lines()
            .map(escape::terminal)
            .collect::<Vec<_>>()
            .join("\n"),
    );
    format!("::{command} {}::{message}\n", properties.join(","))
}
