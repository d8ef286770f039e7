use crate::render::{checking, escape, wording};
use crate::report::{CheckFinding, CheckReport, Verdict};

/// Findings that are shown whole; the rest is counted.
const MOST_SHOWN: usize = 30;
/// Characters of the rows of what blocks. With the others, the gates and what stands
/// around them, a comment stays below the 60,000 that a forge takes.
const MOST_BLOCKING: usize = 30_000;
/// Characters of the rows of what does not block.
const MOST_OTHERS: usize = 15_000;
/// Characters of the list of gates.
const MOST_GATES: usize = 10_000;

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
    out.push_str(&table(&blocking, MOST_BLOCKING));
    if !others.is_empty() {
        out.push_str(&format!(
            "<details><summary>{} that {} not block</summary>\n\n{}</details>\n\n",
            wording::count(others.len(), "finding"),
            if others.len() == 1 { "does" } else { "do" },
            table(&others, MOST_OTHERS)
        ));
    }
    out.push_str(&waivers(report));
    out.push_str(&gates(report));
    out.push_str(&footer(report));
    out
}

/// Findings as rows, as many as fit in so many characters.
fn table(findings: &[&CheckFinding], most: usize) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let mut out = "| rule | about | what | where |\n|:---|:---|:---|:---|\n".to_owned();
    let rows = findings.iter().take(MOST_SHOWN).map(|finding| row(finding));
    let shown = fill(&mut out, rows, most);
    if let Some(more @ 1..) = findings.len().checked_sub(shown) {
        out.push_str(&format!(
            "\n… and {}\n",
            wording::count(more, "more finding")
        ));
    }
    out.push('\n');
    out
}

/// Adds texts while all of them have no more than so many characters, and says how
/// many it added.
fn fill(out: &mut String, texts: impl Iterator<Item = String>, most: usize) -> usize {
    let mut left = most;
    let mut added = 0;
    for text in texts {
        let Some(rest) = left.checked_sub(text.encode_utf16().count()) else {
            break;
        };
        out.push_str(&text);
        left = rest;
        added += 1;
    }
    added
}

fn row(finding: &CheckFinding) -> String {
    let about = [&finding.unit, &finding.node, &finding.item];
    let about: Vec<String> = about
        .into_iter()
        .flatten()
        .map(|word| escape::markdown(word))
        .collect();
    let mut what = escape::markdown(&finding.finding.message);
    for note in notes(finding) {
        what.push_str(&format!("<br><sub>{note}</sub>"));
    }
    let place = match (&finding.finding.path, finding.finding.line) {
        (Some(path), Some(line)) => escape::code_cell(&format!("{path}:{line}")),
        (Some(path), None) => escape::code_cell(path),
        (None, _) => String::new(),
    };
    format!(
        "| {} | {} | {what} | {place} |\n",
        escape::code_cell(finding.finding.rule),
        about.join(" · ")
    )
}

/// What stands under the words of a finding: why it does not count, or what it had to
/// be and how to mend or waive it.
fn notes(finding: &CheckFinding) -> Vec<String> {
    if let Some(why) = checking::excepted(finding) {
        return vec![escape::markdown(&why)];
    }
    let help = finding.finding.help.as_ref();
    let plain = checking::condition(finding)
        .into_iter()
        .chain(help.map(|help| format!("help: {help}")));
    let mut notes: Vec<String> = plain.map(|note| escape::markdown(&note)).collect();
    let waive = finding.waive.as_ref();
    notes.extend(
        waive.map(|command| format!("{}: {}", checking::TO_WAIVE, escape::code_cell(command))),
    );
    notes
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
    let lines = report.gates.iter().enumerate().map(|(at, gate)| {
        let mut of_gate = report.findings.iter().filter(|one| one.gate == Some(at));
        let blocks = of_gate.any(|finding| finding.blocking);
        let mark = match (gate.findings, blocks) {
            (0, _) if gate.passed == 0 => "–",
            (0, _) => "✔",
            (_, true) => "✖",
            (_, false) => "▲",
        };
        format!(
            "- {mark} {}: {}\n",
            escape::code_span(&gate.rule),
            escape::markdown(&gate.condition)
        )
    });
    let shown = fill(&mut out, lines, MOST_GATES);
    if let Some(more @ 1..) = report.gates.len().checked_sub(shown) {
        out.push_str(&format!("- … and {}\n", wording::count(more, "more gate")));
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
