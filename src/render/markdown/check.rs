use crate::render::{escape, wording};
use crate::report::{CheckFinding, CheckReport, Verdict};

/// Findings that are shown whole; the rest is counted.
const MOST_SHOWN: usize = 30;

/// One verdict line, a table of what blocks, then the rest folded away.
pub(in crate::render) fn check(report: &CheckReport) -> String {
    let counts = report.counts;
    let mut out = match report.verdict {
        Verdict::Passed => "### ✔ The check passed\n\n".to_owned(),
        Verdict::Failed => format!(
            "### ✖ The check failed: {} to mend\n\n",
            wording::count(counts.blocking, "finding")
        ),
    };
    let blocking: Vec<&CheckFinding> = report.findings.iter().filter(|one| one.blocking).collect();
    let others: Vec<&CheckFinding> = report.findings.iter().filter(|one| !one.blocking).collect();
    out.push_str(&table(&blocking));
    if !others.is_empty() {
        out.push_str(&format!(
            "<details><summary>{} that {} not block</summary>\n\n{}</details>\n\n",
            wording::count(others.len(), "finding"),
            if others.len() == 1 { "does" } else { "do" },
            table(&others)
        ));
    }
    out.push_str(&waivers(report));
    out.push_str(&gates(report));
    out.push_str(&footer(report));
    out
}

fn table(findings: &[&CheckFinding]) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let mut out = "| rule | about | what | where |\n|:---|:---|:---|:---|\n".to_owned();
    for finding in findings.iter().take(MOST_SHOWN) {
        let about = [&finding.unit, &finding.node, &finding.item];
        let about: Vec<String> = about
            .into_iter()
            .flatten()
            .map(|word| escape::markdown(word))
            .collect();
        let mut what = escape::markdown(&finding.finding.message);
        if let Some(waived) = &finding.waived {
            what.push_str(&format!(
                "<br><sub>waived until {} by {}: {}</sub>",
                escape::markdown(&waived.expires),
                escape::markdown(&waived.owner),
                escape::markdown(&waived.reason)
            ));
        } else if finding.accepted {
            what.push_str("<br><sub>let through by its fingerprint</sub>");
        } else if let Some(help) = &finding.finding.help {
            what.push_str(&format!("<br><sub>help: {}</sub>", escape::markdown(help)));
        }
        let place = match (&finding.finding.path, finding.finding.line) {
            (Some(path), Some(line)) => escape::code_span(&format!("{path}:{line}")),
            (Some(path), None) => escape::code_span(path),
            (None, _) => String::new(),
        };
        out.push_str(&format!(
            "| {} | {} | {what} | {place} |\n",
            escape::code_span(finding.finding.rule),
            about.join(" · ")
        ));
    }
    if let Some(more @ 1..) = findings.len().checked_sub(MOST_SHOWN) {
        out.push_str(&format!(
            "\n… and {}\n",
            wording::count(more, "more finding")
        ));
    }
    out.push('\n');
    out
}

/// How many waivers there are, and the verdict without them.
fn waivers(report: &CheckReport) -> String {
    let counts = report.waiver_counts;
    let said = [
        (counts.active, "active"),
        (counts.expiring, "expiring soon"),
        (counts.expired, "expired"),
        (counts.unused, "unused"),
    ];
    let said = said.into_iter().filter(|(count, _)| *count > 0);
    let said: Vec<String> = said
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    if said.is_empty() {
        return String::new();
    }
    let without = report.without_waivers.word();
    let too = match report.verdict == report.without_waivers {
        true => ", too",
        false => "",
    };
    format!(
        "Waivers: {}; without them the check would have **{without}**{too}.\n\n",
        said.join(", ")
    )
}

fn gates(report: &CheckReport) -> String {
    if report.gates.is_empty() {
        return String::new();
    }
    let mut out = format!(
        "<details><summary>{}, policy of the {}</summary>\n\n",
        wording::count(report.gates.len(), "gate"),
        report.policy.from
    );
    for (at, gate) in report.gates.iter().enumerate() {
        let mut of_gate = report.findings.iter().filter(|one| one.gate == Some(at));
        let blocks = of_gate.any(|finding| finding.blocking);
        let mark = match (gate.findings, blocks) {
            (0, _) if gate.passed == 0 => "–",
            (0, _) => "✔",
            (_, true) => "✖",
            (_, false) => "▲",
        };
        out.push_str(&format!(
            "- {mark} {}: {}\n",
            escape::code_span(&gate.rule),
            escape::markdown(&gate.condition)
        ));
    }
    out.push_str("\n</details>\n\n");
    out
}

fn footer(report: &CheckReport) -> String {
    let mut out = String::new();
    for note in &report.notes {
        out.push_str(&format!("<sub>{}</sub>  \n", escape::markdown(note)));
    }
    out.push_str(&format!(
        "<sub>{}, today {}; again with {}</sub>\n",
        wording::count(report.assessments.len(), "assessment"),
        escape::markdown(&report.as_of),
        escape::code_span(&report.reproduce)
    ));
    out
}
