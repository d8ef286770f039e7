use std::collections::BTreeMap;

use super::{
    CheckCounts, CheckFinding, CheckReport, CheckedReport, GateReport, PassReport, PolicyReport,
    RuleReport, Verdict, WaivedReport, WaiverCounts, waive, waiver,
};
use crate::check::{Check, Checked, CheckedWaiver, Finding as Found, Numbers, Standing};
use crate::diagnostic::Rule;
use crate::report::measure::measure_report;
use crate::report::score::bare_node;
use crate::report::{Finding, NodeReport, SideReport, Tool};
use crate::score::ScoredNode;

/// What a report needs beside what came of the check.
#[derive(Debug)]
pub struct Asked {
    /// What was compared with.
    pub base: SideReport,
    /// What was looked at.
    pub head: SideReport,
    /// What a reader has to know.
    pub notes: Vec<String>,
    /// How to get the same again.
    pub reproduce: String,
}

/// What came of a check, as it is shown.
pub fn check_report(check: &Check<'_>, checked: &Checked, asked: Asked) -> CheckReport {
    let policy = check.policy;
    let verdict = |failed| match failed {
        true => Verdict::Failed,
        false => Verdict::Passed,
    };
    let mut report = CheckReport {
        schema: CheckReport::SCHEMA,
        tool: Tool::SELF,
        as_of: check.today.to_string(),
        base: asked.base,
        head: asked.head,
        policy_from: policy.source.word(),
        policy: PolicyReport {
            from: policy.source.word(),
            path: policy.file.as_ref().map(|file| file.path().to_string()),
            profile: policy.profile.clone(),
        },
        verdict: verdict(checked.failed()),
        without_waivers: verdict(checked.failed_without_waivers()),
        counts: counts(&checked.findings),
        findings: Vec::new(),
        gates: gates(check, checked),
        passes: Vec::new(),
        waivers: checked.waivers.iter().map(waiver::checked).collect(),
        waiver_counts: WaiverCounts::default(),
        assessments: Vec::new(),
        notes: asked.notes,
        reproduce: asked.reproduce,
        rules: rules(&checked.findings),
        place_in_repository: check.head.project.files.place_in_repository(),
    };
    report.waiver_counts = WaiverCounts::of(&report.waivers);
    report.findings = findings(check, checked);
    report.passes = checked
        .passes
        .iter()
        .map(|pass| PassReport {
            gate: pass.gate,
            unit: pass.unit.clone(),
            path: pass.path.clone(),
        })
        .collect();
    report.assessments = checked
        .assessments
        .iter()
        .map(|one| CheckedReport {
            path: one.path.clone(),
            unit: one.head.as_ref().map(|head| head.unit.clone()),
            model: one.head.as_ref().map(|head| head.model.to_string()),
            status: one.head.as_ref().map(|head| head.status.word()),
            broken: one.broken,
            nodes: one.numbers.iter().flat_map(nodes).collect(),
        })
        .collect();
    report
}

fn findings(check: &Check<'_>, checked: &Checked) -> Vec<CheckFinding> {
    let found = checked.findings.iter();
    found
        .map(|found| CheckFinding {
            waive: waive::command(found, &check.policy.config.waiving),
            waived: waived(found, &checked.waivers),
            ..finding(found)
        })
        .collect()
}

fn finding(found: &Found) -> CheckFinding {
    CheckFinding {
        finding: Finding::from(&found.diagnostic),
        blocking: found.blocks(),
        unit: found.unit.clone(),
        node: found.node.clone(),
        item: found.item.clone(),
        assessment: found.assessment.clone(),
        gate: found.gate,
        condition: found.condition.clone(),
        value: found.value.clone(),
        waive: None,
        at_base: found.at_base,
        fingerprint: found.fingerprint.clone(),
        waiver_fingerprint: found.waivable.then(|| found.value_fingerprint.clone()),
        waived: None,
        accepted: found.standing == Standing::Accepted,
    }
}

/// The numbers of an assessment, by node.
fn nodes(numbers: &Numbers) -> Vec<NodeReport> {
    let model = &numbers.model;
    let node = |node: &ScoredNode| {
        let measures = model.measures.iter().zip(&node.measures);
        let measures = measures.map(|(measure, outcome)| {
            let outcome = outcome.as_ref();
            let report = outcome.map(|outcome| measure_report(model, &[], measure, outcome));
            (measure.id.clone(), report)
        });
        bare_node(model, node.item, node.completeness, measures.collect())
    };
    numbers.scored.nodes.iter().map(node).collect()
}

/// The rules of findings, each once, by id.
fn rules(findings: &[Found]) -> Vec<RuleReport> {
    let rules = findings.iter().map(|found| found.diagnostic.rule);
    let rules: BTreeMap<&str, &Rule> = rules.map(|rule| (rule.id, rule)).collect();
    let report = |rule: &Rule| RuleReport {
        id: rule.id,
        level: rule.level.word(),
        what: rule.docs.what,
        why: rule.docs.why,
        instead: rule.docs.instead,
    };
    rules.into_values().map(report).collect()
}

fn waived(found: &Found, waivers: &[CheckedWaiver]) -> Option<WaivedReport> {
    let Standing::Waived(at) = found.standing else {
        return None;
    };
    let placed = &waivers.get(at)?.placed;
    let expires = placed.waiver.expires.as_ref();
    Some(WaivedReport {
        reason: placed.waiver.reason.clone(),
        owner: placed.waiver.owner.clone(),
        expires: expires
            .map(|expires| expires.value.clone())
            .unwrap_or_default(),
        path: Some(placed.file.path().to_string()),
        line: Some(placed.line()),
    })
}

fn counts(findings: &[Found]) -> CheckCounts {
    let mut counts = CheckCounts::default();
    for finding in findings {
        match finding.diagnostic.level.word() {
            "deny" => counts.deny += 1,
            "warn" => counts.warn += 1,
            _ => counts.note += 1,
        }
        counts.blocking += usize::from(finding.blocks());
        match finding.standing {
            Standing::Open => {}
            Standing::Accepted => counts.accepted += 1,
            Standing::Waived(_) => counts.waived += 1,
        }
    }
    counts
}

fn gates(check: &Check<'_>, checked: &Checked) -> Vec<GateReport> {
    let found = checked.by_gate();
    let policy = check.policy;
    let mut gates = Vec::new();
    for (at, declared, gate) in policy.gates() {
        let passed = checked.passes.iter().filter(|pass| pass.gate == at).count();
        let file = policy.file_of(at);
        let line = file.map(|file| file.position(declared.at.span.start).line);
        gates.push(GateReport {
            rule: gate.rule.id.to_owned(),
            name: declared.name.as_ref().map(|name| name.value.clone()),
            condition: (gate.condition)(declared),
            level: policy.level_of(declared, gate).word(),
            path: file.map(|file| file.path().to_string()),
            line,
            passed,
            findings: found.get(&at).copied().unwrap_or_default(),
        });
    }
    gates
}
