use indexmap::IndexMap;

use super::{checking, escape};
use crate::report::{CheckFinding, CheckReport};

/// The suite of what is about no single assessment.
const PROJECT: &str = "project";

/// Test results as build servers read them: a suite for each assessment, a passed
/// case for each gate that it keeps, and a case for each finding, which fails only
/// where it blocks.
pub(super) fn check(report: &CheckReport) -> String {
    let mut suites = suites(report);
    for finding in &report.findings {
        let name = finding.assessment.as_deref().unwrap_or(PROJECT);
        let suite = suites.entry(name).or_insert_with(|| Suite::new(name));
        suite.findings.push(finding);
    }
    for pass in &report.passes {
        let suite = suites.get_mut(pass.path.as_str());
        if let (Some(suite), Some(gate)) = (suite, report.gates.get(pass.gate)) {
            suite
                .kept
                .push(format!("{}: {}", gate.rule, gate.condition));
        }
    }
    let tests: usize = suites.values().map(Suite::tests).sum();
    if tests == 0
        && let Some(project) = suites.get_mut(PROJECT)
    {
        // Build servers take results without any case for a mistake.
        project.kept.push("nothing to report".to_owned());
    }
    suites.retain(|_, suite| suite.tests() > 0);
    let tests: usize = suites.values().map(Suite::tests).sum();
    let failures: usize = suites.values().map(Suite::failures).sum();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!(
        "<testsuites name=\"rungs check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n"
    ));
    out.extend(suites.values().map(Suite::written));
    out.push_str("</testsuites>\n");
    out
}

/// The suites by name: that of the project, then those of assessments.
fn suites(report: &CheckReport) -> IndexMap<&str, Suite<'_>> {
    let mut project = Suite::new(PROJECT);
    project.properties = vec![
        ("rungs", report.tool.version),
        ("today", &report.as_of),
        ("verdict", report.verdict.word()),
        ("reproduce", &report.reproduce),
    ];
    let assessments = report.assessments.iter().map(|one| {
        let mut suite = Suite::new(&one.path);
        let said = [("unit", &one.unit), ("model", &one.model)];
        let said = said.into_iter();
        suite.properties = said
            .filter_map(|(name, value)| Some((name, value.as_deref()?)))
            .collect();
        (one.path.as_str(), suite)
    });
    [(PROJECT, project)]
        .into_iter()
        .chain(assessments)
        .collect()
}

struct Suite<'r> {
    name: &'r str,
    properties: Vec<(&'static str, &'r str)>,
    kept: Vec<String>,
    findings: Vec<&'r CheckFinding>,
}

impl<'r> Suite<'r> {
    fn new(name: &'r str) -> Self {
        Self {
            name,
            properties: Vec::new(),
            kept: Vec::new(),
            findings: Vec::new(),
        }
    }

    fn tests(&self) -> usize {
        self.kept.len() + self.findings.len()
    }

    fn failures(&self) -> usize {
        let blocking = self.findings.iter().filter(|finding| finding.blocking);
        blocking.count()
    }

    fn skipped(&self) -> usize {
        let skipped = self.findings.iter().filter(|finding| skipped(finding));
        skipped.count()
    }

    fn written(&self) -> String {
        let name = escape::xml(self.name);
        let mut out = format!(
            "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">\n",
            self.tests(),
            self.failures(),
            self.skipped()
        );
        out.push_str(&self.properties());
        for kept in &self.kept {
            let kept = escape::xml(kept);
            out.push_str(&format!(
                "    <testcase name=\"{kept}\" classname=\"{name}\" time=\"0\"/>\n"
            ));
        }
        out.extend(self.findings.iter().map(|finding| case(finding, &name)));
        out.push_str("  </testsuite>\n");
        out
    }

    fn properties(&self) -> String {
        if self.properties.is_empty() {
            return String::new();
        }
        let properties = self.properties.iter().map(|(name, value)| {
            let value = escape::xml(value);
            format!("      <property name=\"{name}\" value=\"{value}\"/>\n")
        });
        let properties: String = properties.collect();
        format!("    <properties>\n{properties}    </properties>\n")
    }
}

/// Whether a finding was excepted, by a waiver or by the one who runs the check.
fn skipped(finding: &CheckFinding) -> bool {
    finding.waived.is_some() || finding.accepted
}

fn case(finding: &CheckFinding, suite: &str) -> String {
    let one = &finding.finding;
    let name = escape::xml(&format!("{}: {}", one.rule, one.message));
    let mut out = format!("    <testcase name=\"{name}\" classname=\"{suite}\" time=\"0\">\n");
    let text = escape::xml(&text(finding));
    out.push_str(
        &match (&finding.waived, finding.accepted, finding.blocking) {
            (Some(waived), _, _) => {
                let why = format!("waived until {}: {}", waived.expires, waived.reason);
                format!(
                    "      <skipped message=\"{}\">{text}</skipped>\n",
                    escape::xml(&why)
                )
            }
            (None, true, _) => format!(
                "      <skipped message=\"let through by its fingerprint\">{text}</skipped>\n"
            ),
            (None, false, true) => format!(
                "      <failure message=\"{}\" type=\"{}\">{text}</failure>\n",
                escape::xml(&one.message),
                one.rule
            ),
            (None, false, false) => format!("      <system-out>{text}</system-out>\n"),
        },
    );
    out.push_str("    </testcase>\n");
    out
}

/// All that is said of a finding, place and remedy included.
fn text(finding: &CheckFinding) -> String {
    let one = &finding.finding;
    let mut lines = vec![format!("{}: {}", one.level, one.message)];
    match (&one.path, one.line) {
        (Some(path), Some(line)) => lines.push(format!("at {path}:{line}")),
        (Some(path), None) => lines.push(format!("at {path}")),
        (None, _) => {}
    }
    lines.extend(checking::condition(finding));
    lines.extend(one.help.iter().map(|help| format!("help: {help}")));
    lines.extend(checking::waive(finding));
    lines.push(format!("fingerprint: {}", finding.fingerprint));
    lines.join("\n")
}
