use serde_json::{Value, json};

use super::{checking, escape};
use crate::report::{CheckFinding, CheckReport, RuleReport};

/// The schema that the file says it keeps.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// A static analysis results file, version 2.1.0, as code scanning takes it: texts
/// for every rule, one place for every result, and identities that last.
pub(super) fn check(report: &CheckReport) -> String {
    let results = report.findings.iter().map(|one| result(report, one));
    let value = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": report.tool.name,
                "version": report.tool.version,
                "semanticVersion": report.tool.version,
                "rules": report.rules.iter().map(rule).collect::<Vec<_>>(),
            }},
            "automationDetails": {"id": "rungs/check/"},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    super::json(&value)
}

fn rule(rule: &RuleReport) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": {"text": rule.id},
        "fullDescription": {"text": rule.what},
        "help": {"text": format!("{}\n\n{}", rule.why, rule.instead)},
        "defaultConfiguration": {"level": level(rule.level)},
    })
}

fn level(level: &str) -> &'static str {
    match level {
        "deny" => "error",
        "warn" => "warning",
        _ => "note",
    }
}

fn result(report: &CheckReport, finding: &CheckFinding) -> Value {
    let rule = report
        .rules
        .iter()
        .position(|rule| rule.id == finding.finding.rule);
    let excepted = checking::excepted(finding);
    let excepted = excepted.map(|why| escape::terminal(&why).into_owned());
    // Code scanning reads no suppressions, so what is excepted has to be no alarm.
    let level = match excepted {
        Some(_) => "note",
        None => level(finding.finding.level),
    };
    let mut result = json!({
        "ruleId": finding.finding.rule,
        "ruleIndex": rule,
        "level": level,
        "message": {"text": message(finding, excepted.as_deref())},
        "locations": [location(report, finding)],
        "partialFingerprints": {
            "primaryLocationLineHash": format!("{}:1", finding.fingerprint),
        },
        "properties": {"blocking": finding.blocking},
    });
    if let (Some(why), Some(members)) = (excepted, result.as_object_mut()) {
        let suppressed = json!([{"kind": "external", "justification": why}]);
        members.insert("suppressions".to_owned(), suppressed);
    }
    result
}

/// What was found, what it had to be or why it does not count, and how to mend or
/// waive it, on one line each.
fn message(finding: &CheckFinding, excepted: Option<&str>) -> String {
    let one = &finding.finding;
    let condition = match excepted {
        Some(_) => None,
        None => checking::condition(finding),
    };
    let help = one.help.as_ref().map(|help| format!("help: {help}"));
    let lines = [
        Some(one.message.clone()),
        excepted.map(str::to_owned),
        condition,
        help,
        checking::waive(finding),
    ];
    let lines: Vec<String> = lines
        .iter()
        .flatten()
        .map(|line| escape::terminal(line).into_owned())
        .collect();
    lines.join("\n")
}

/// The one place of a result; the configuration's first line where it has none.
fn location(report: &CheckReport, finding: &CheckFinding) -> Value {
    let one = &finding.finding;
    let path = one.path.as_deref().unwrap_or("rungs.yaml");
    let region = match (one.line, one.column, one.end_line, one.end_column) {
        (Some(line), Some(column), Some(end_line), Some(end_column)) => json!({
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
        }),
        _ => json!({"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}),
    };
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(&format!("{}{path}", report.place_in_repository))},
        "region": region,
    }})
}

/// A relative path as a reference, percent-encoded.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
