use super::validate::finding_lines;
use crate::render::paint::{Look, Paint};
use crate::render::{checking, escape, wording};
use crate::report::{CheckFinding, CheckReport, Verdict};

/// Findings of one rule in one assessment that are shown whole; the rest is
/// counted.
const MOST_OF_A_KIND: usize = 5;

/// Every finding with its lines, what it had to be and how to go on, then the
/// gates, the waivers and the verdict.
pub(in crate::render) fn check(report: &CheckReport, look: &Look) -> String {
    let mut out = String::new();
    let mut shown: Vec<(&CheckFinding, usize)> = Vec::new();
    let mut left = 0;
    for finding in &report.findings {
        let alike = |(other, _): &&mut (&CheckFinding, usize)| {
            other.finding.rule == finding.finding.rule
                && other.assessment == finding.assessment
                && other.blocking == finding.blocking
        };
        match shown.iter_mut().find(alike) {
            Some((_, count)) if *count >= MOST_OF_A_KIND => {
                left += 1;
                continue;
            }
            Some((_, count)) => *count += 1,
            None => shown.push((finding, 1)),
        }
        out.push_str(&one(finding, look));
    }
    if left > 0 {
        let more = wording::count(left, "more finding");
        out.push_str(&format!(
            "… and {more} like these; `--format json` has them all\n\n"
        ));
    }
    if !look.quiet {
        out.push_str(&gates(report, look));
        out.push_str(&waivers(report, look));
    }
    out.push_str(&verdict(report, look));
    out
}

fn one(finding: &CheckFinding, look: &Look) -> String {
    let mut shown = finding.finding.clone();
    if finding.waived.is_some() || finding.accepted {
        shown.level = "note";
    }
    let mut out = finding_lines(&shown, &notes(finding), look);
    out.push_str("\n\n");
    out
}

/// What stands under a finding: the condition, whether it blocks, and how to waive
/// it.
fn notes(finding: &CheckFinding) -> Vec<String> {
    let blocks = match checking::waive(finding) {
        Some(waive) => format!("{}; {waive}", checking::blocking(finding)),
        None => checking::blocking(finding),
    };
    checking::condition(finding)
        .into_iter()
        .chain([blocks])
        .collect()
}

fn gates(report: &CheckReport, look: &Look) -> String {
    let mut out = String::new();
    let policy = match (&report.policy.path, report.policy.from) {
        (None, _) => "no policy: neither side has a rungs.yaml".to_owned(),
        (Some(path), from) => format!("policy: {} at {from}", escape::terminal(path)),
    };
    let profile = report.policy.profile.as_ref();
    let profile = profile.map_or_else(String::new, |name| {
        format!(", profile {}", escape::terminal(name))
    });
    out.push_str(&format!("{policy}{profile}\n"));
    for (at, gate) in report.gates.iter().enumerate() {
        let mut of_gate = report.findings.iter().filter(|one| one.gate == Some(at));
        let blocks = of_gate.any(|finding| finding.blocking);
        let (mark, paint) = match (gate.findings, blocks) {
            (0, _) if gate.passed == 0 => ("–", Paint::Faint),
            (0, _) => ("✓", Paint::Good),
            (_, true) => ("✗", Paint::Bad),
            (_, false) => ("!", Paint::Middling),
        };
        let name = gate.name.as_ref();
        let name = name.map_or_else(String::new, |name| format!(" ({})", escape::terminal(name)));
        let found = match gate.findings {
            0 if gate.passed == 0 => "  nothing to look at".to_owned(),
            0 => String::new(),
            found => format!("  {}", wording::count(found, "finding")),
        };
        out.push_str(&format!(
            "  {} {}{name}: {}{found}\n",
            look.paint(paint, mark),
            gate.rule,
            escape::terminal(&gate.condition)
        ));
    }
    out.push('\n');
    out
}

fn waivers(report: &CheckReport, look: &Look) -> String {
    let counts = report.waiver_counts;
    let said = [
        (counts.active, "active"),
        (counts.expiring, "expiring soon"),
        (counts.expired, "expired"),
        (counts.unused, "unused"),
    ];
    let said: Vec<String> = said
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    if said.is_empty() {
        return String::new();
    }
    let word = match report.without_waivers {
        Verdict::Passed => look.paint(Paint::Good, "passed"),
        Verdict::Failed => look.paint(Paint::Bad, "failed"),
    };
    let too = match report.verdict == report.without_waivers {
        true => ", too",
        false => "",
    };
    let without = format!("; without them the check would have {word}{too}");
    format!("waivers: {}{without}\n\n", said.join(", "))
}

fn verdict(report: &CheckReport, look: &Look) -> String {
    let counts = report.counts;
    let mut said = Vec::new();
    for (count, word) in [
        (counts.blocking, "blocking finding"),
        (counts.warn, "warning"),
        (counts.note, "note"),
    ] {
        if count > 0 {
            said.push(wording::count(count, word));
        }
    }
    for (count, word) in [(counts.waived, "waived"), (counts.accepted, "let through")] {
        if count > 0 {
            said.push(format!("{count} {word}"));
        }
    }
    let word = match report.verdict {
        Verdict::Passed => look.paint(Paint::Good, "passed"),
        Verdict::Failed => look.paint(Paint::Bad, "failed"),
    };
    let looked_at = wording::count(report.assessments.len(), "assessment");
    let said = match said.is_empty() {
        true => "nothing to report".to_owned(),
        false => said.join(", "),
    };
    let base = &report.base;
    let name = escape::terminal(&base.name);
    let revision = base.revision.as_deref().unwrap_or_default();
    let short = revision.get(..10).unwrap_or(revision);
    let why = escape::terminal(base.why.as_deref().unwrap_or_default());
    let base = format!("base {name} {short} ({why})\n").replace("  ", " ");
    let notes: Vec<String> = report
        .notes
        .iter()
        .map(|note| format!("note: {}\n", escape::terminal(note)))
        .collect();
    format!("{word}: {looked_at}, {said}\n{base}{}", notes.concat())
}
