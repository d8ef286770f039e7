use super::escape;
use crate::report::{CheckFinding, CheckReport};

/// The suite of what is about no single assessment.
const PROJECT: &str = "project";

/// Test results as build servers read them: a suite for each assessment, a passed
/// case for each gate that it keeps, and a case for each finding, which fails only
/// where it blocks.
pub(super) fn check(report: &CheckReport) -> String {
    let mut suites: Vec<Suite<'_>> = Vec::new();
    suites.push(Suite::new(PROJECT));
    let assessments = report.assessments.iter();
    suites.extend(assessments.map(|one| Suite::new(&one.path)));
    for finding in &report.findings {
        let name = finding.assessment.as_deref().unwrap_or(PROJECT);
        match suites.iter().position(|suite| suite.name == name) {
            Some(at) => suites.get_mut(at),
            None => {
                suites.push(Suite::new(name));
                suites.last_mut()
            }
        }
        .into_iter()
        .for_each(|suite| suite.findings.push(finding));
    }
    for pass in &report.passes {
        let suite = suites.iter_mut().find(|suite| suite.name == pass.path);
        if let (Some(suite), Some(gate)) = (suite, report.gates.get(pass.gate)) {
            suite
                .kept
                .push(format!("{}: {}", gate.rule, gate.condition));
        }
    }
    suites.retain(|suite| suite.tests() > 0);
    let tests: usize = suites.iter().map(Suite::tests).sum();
    let failures: usize = suites.iter().map(Suite::failures).sum();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!(
        "<testsuites name=\"rungs check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n"
    ));
    out.extend(suites.iter().map(Suite::written));
    out.push_str("</testsuites>\n");
    out
}

struct Suite<'r> {
    name: &'r str,
    kept: Vec<String>,
    findings: Vec<&'r CheckFinding>,
}

impl<'r> Suite<'r> {
    fn new(name: &'r str) -> Self {
        Self {
            name,
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
                format!("      <skipped message=\"{}\"/>\n", escape::xml(&why))
            }
            (None, true, _) => {
                "      <skipped message=\"let through by its fingerprint\"/>\n".to_owned()
            }
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
    lines.extend(
        finding
            .condition
            .iter()
            .map(|said| format!("the gate asks that {said}")),
    );
    lines.extend(one.help.iter().map(|help| format!("help: {help}")));
    lines.push(format!("fingerprint: {}", finding.fingerprint));
    lines.join("\n")
}
