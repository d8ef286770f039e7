use super::{checking, escape, wording};
use crate::report::{CheckFinding, CheckReport, Finding, ValidateReport};

/// Annotations of one kind that GitHub shows for a step; more are dropped there
/// without a word, so the rest is counted here.
const MOST_OF_A_KIND: usize = 10;

/// Workflow commands, the gravest findings first, then one line that counts all.
pub(super) fn validate(report: &ValidateReport) -> String {
    let findings = report.findings.iter().map(|finding| Said {
        finding,
        excepted: false,
        notes: Vec::new(),
    });
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
    let findings = report.findings.iter().map(|finding| Said {
        finding: &finding.finding,
        excepted: finding.waived.is_some() || finding.accepted,
        notes: notes(finding),
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

/// What stands under the words of a finding: why it does not count, or what it had to
/// be and how to waive it.
fn notes(finding: &CheckFinding) -> Vec<String> {
    if let Some(why) = checking::excepted(finding) {
        return vec![why];
    }
    let blocking = finding.blocking.then_some(finding);
    let condition = blocking.and_then(checking::condition);
    condition
        .into_iter()
        .chain(checking::waive(finding))
        .collect()
}

/// What ends the line that counts.
fn rest(hidden: usize, command: &str) -> String {
    match hidden {
        0 => "\n".to_owned(),
        _ => format!("; {hidden} not shown as annotations, run `{command}` to read them\n"),
    }
}

/// A finding with what is said under it.
struct Said<'r> {
    finding: &'r Finding,
    /// Whether something excepts it.
    excepted: bool,
    notes: Vec<String>,
}

/// The annotations, and how many findings are not among them.
fn annotations(findings: Vec<Said<'_>>, place: &str) -> (String, usize) {
    let kind = |said: &Said<'_>| match said.finding.level {
        _ if said.excepted => "notice",
        "deny" => "error",
        "warn" => "warning",
        _ => "notice",
    };
    let mut out = String::new();
    let mut hidden = 0;
    for command in ["error", "warning", "notice"] {
        let of_kind = findings.iter().filter(|said| kind(said) == command);
        for (at, said) in of_kind.enumerate() {
            if at < MOST_OF_A_KIND {
                out.push_str(&annotation(command, said, place));
            } else {
                hidden += 1;
            }
        }
    }
    (out, hidden)
}

fn annotation(command: &str, said: &Said<'_>, place: &str) -> String {
    let finding = said.finding;
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
    for note in &said.notes {
        message.push_str(&format!("\n{note}"));
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
