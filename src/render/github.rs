use super::{escape, wording};
use crate::report::{Finding, ValidateReport};

/// Annotations of one kind that GitHub shows for a step; more are dropped there
/// without a word, so the rest is counted here.
const MOST_OF_A_KIND: usize = 10;

/// Workflow commands, the gravest findings first, then one line that counts all.
pub(super) fn validate(report: &ValidateReport) -> String {
    let mut out = String::new();
    let mut hidden = 0;
    for (level, command) in [("deny", "error"), ("warn", "warning"), ("note", "notice")] {
        let of_level = report
            .findings
            .iter()
            .filter(|finding| finding.level == level);
        for (at, finding) in of_level.enumerate() {
            if at < MOST_OF_A_KIND {
                out.push_str(&annotation(command, finding, &report.place_in_repository));
            } else {
                hidden += 1;
            }
        }
    }
    let counts = report.counts;
    let all = [
        wording::count(counts.deny, "error"),
        wording::count(counts.warn, "warning"),
        wording::count(counts.note, "note"),
    ];
    out.push_str(&format!("rungs validate: {}", all.join(", ")));
    if hidden > 0 {
        out.push_str(&format!(
            "; {hidden} not shown as annotations, run `rungs validate` to read them"
        ));
    }
    out.push('\n');
    out
}

fn annotation(command: &str, finding: &Finding, place: &str) -> String {
    let mut properties = Vec::new();
    if let Some(path) = &finding.path {
        let path = format!("{place}{path}");
        properties.push(format!("file={}", escape::workflow_property(&path)));
    }
    let numbers = [
        ("line", finding.line),
        ("col", finding.column),
        ("endLine", finding.end_line),
    ];
    for (name, number) in numbers {
        properties.extend(number.map(|number| format!("{name}={number}")));
    }
    properties.push(format!(
        "title={}",
        escape::workflow_property(&format!("rungs: {}", finding.rule))
    ));
    let mut message = finding.message.clone();
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
