use super::list;
use crate::render::{escape, wording};
use crate::report::{MigrateReport, MigratedAssessment, NodeReport};

/// A section for each assessment: how many answers have which fate, the numbers
/// before and after, and every answer that a person has to look at.
pub(in crate::render) fn migrate(report: &MigrateReport) -> String {
    let sections: Vec<String> = report.assessments.iter().map(one).collect();
    let findings = report.findings.iter().map(|finding| {
        let path = finding.path.as_deref().unwrap_or_default();
        let line = finding
            .line
            .map_or(String::new(), |line| format!(":{line}"));
        (format!("{path}{line}"), finding.message.as_str())
    });
    let findings: Vec<(String, &str)> = findings.collect();
    let findings = findings
        .iter()
        .map(|(place, message)| (place.as_str(), *message));
    format!("{}{}", list("Findings", findings), sections.join("\n"))
}

fn one(one: &MigratedAssessment) -> String {
    let counts = &one.counts;
    let mut out = format!(
        "## {}: {} → {}\n\n{} carried over, {} to confirm, {} retired, {} empty; {} new, unanswered.\n\n",
        escape::markdown(&one.unit),
        escape::markdown(&one.from),
        escape::markdown(&one.to),
        wording::count(counts.carried, "answer"),
        counts.to_confirm,
        counts.retired,
        counts.empty,
        wording::count(counts.new, "practice"),
    );
    out.push_str("| | measure | before | after |\n|---|---|---:|---:|\n");
    for node in &one.restated {
        let names = node.after.as_ref().or(node.before.as_ref());
        for name in names.iter().flat_map(|node| node.measures.keys()) {
            out.push_str(&format!(
                "| {} | {} | {} | {} |\n",
                escape::markdown(&node.id),
                escape::markdown(name),
                value(node.before.as_ref(), name),
                value(node.after.as_ref(), name),
            ));
        }
    }
    out.push_str(&elsewhere(one));
    for fate in ["to confirm", "retired"] {
        out.push_str(&answers(one, fate));
    }
    if !one.commented.is_empty() {
        out.push_str("\n### Turned into comments\n\n");
        for what in &one.commented {
            out.push_str(&format!("- {}\n", escape::markdown(what)));
        }
    }
    out
}

fn value(node: Option<&NodeReport>, name: &str) -> String {
    let measure = node.and_then(|node| node.measures.get(name)?.as_ref());
    measure.map_or("–".to_owned(), |measure| {
        let points = measure.points_shown.as_ref();
        let points = points.map_or(String::new(), |points| format!(" ({points})"));
        format!("{}{points}", escape::markdown(&measure.shown))
    })
}

/// The answers that stand as they were under another id, folded.
fn elsewhere(one: &MigratedAssessment) -> String {
    let count = one.elsewhere().count();
    if count == 0 {
        return String::new();
    }
    let mut out = format!(
        "\n<details><summary>{} carried over under another id</summary>\n\n| was | is | answer | why |\n|---|---|---|---|\n",
        wording::count(count, "answer")
    );
    for answer in one.elsewhere() {
        out.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            escape::markdown(&answer.from),
            escape::markdown(&answer.to.join(", ")),
            escape::markdown(answer.answer.as_deref().unwrap_or("–")),
            answer.relation,
        ));
    }
    out.push_str("\n</details>\n");
    out
}

fn answers(one: &MigratedAssessment, fate: &str) -> String {
    let of_fate: Vec<_> = one
        .answers
        .iter()
        .filter(|answer| answer.fate == fate)
        .collect();
    if of_fate.is_empty() {
        return String::new();
    }
    let title = match fate {
        "retired" => "Retired",
        _ => "To confirm",
    };
    let mut out = format!("\n### {title}\n\n| was | is | answer | why |\n|---|---|---|---|\n");
    for answer in of_fate {
        let because = answer.because.as_deref().map_or(String::new(), |because| {
            format!(": {}", escape::markdown(because.trim()))
        });
        out.push_str(&format!(
            "| {} | {} | {} | {}{because} |\n",
            escape::markdown(&answer.from),
            escape::markdown(&answer.to.join(", ")),
            escape::markdown(answer.answer.as_deref().unwrap_or("–")),
            answer.relation,
        ));
    }
    out
}
