use serde_json::{Value, json};

use super::escape;
use crate::report::{CheckFinding, CheckReport};

/// A list of issues as GitLab's code quality report has them.
pub(super) fn check(report: &CheckReport) -> String {
    let issues = report.findings.iter().map(|finding| issue(report, finding));
    super::json(&Value::Array(issues.collect()))
}

fn issue(report: &CheckReport, finding: &CheckFinding) -> Value {
    let one = &finding.finding;
    let path = one.path.as_deref().unwrap_or("rungs.yaml");
    let mut description = escape::terminal(&one.message).into_owned();
    if let Some(waived) = &finding.waived {
        let said = format!(" (waived until {}: {})", waived.expires, waived.reason);
        description.push_str(&escape::terminal(&said));
    }
    json!({
        "description": description,
        "check_name": one.rule,
        "fingerprint": finding.fingerprint,
        "severity": severity(finding),
        "location": {
            "path": format!("{}{path}", report.place_in_repository),
            "lines": {"begin": one.line.unwrap_or(1)},
        },
    })
}

fn severity(finding: &CheckFinding) -> &'static str {
    match (finding.blocking, finding.finding.level) {
        (true, _) => "critical",
        (false, "note") => "info",
        (false, "warn") => "minor",
        // Excepted, and worth being seen.
        (false, _) => "info",
    }
}
