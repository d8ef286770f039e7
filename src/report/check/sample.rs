//! A report in which everything has a value, for tests of what shows it.

use indexmap::IndexMap;

use super::{
    CheckCounts, CheckFinding, CheckReport, CheckedReport, GateReport, PassReport, PolicyReport,
    RuleReport, Verdict, WaivedReport, WaiverCounts,
};
use crate::report::{Finding, MeasureReport, NodeReport, RelatedPlace, SideReport, Tool};

/// Findings of every level and standing, with a text in every place that a file, a
/// branch or a path can fill.
#[expect(clippy::too_many_lines, reason = "one report with everything in it")]
pub(crate) fn everything(text: &str) -> CheckReport {
    let said = || text.to_owned();
    let side = || SideReport {
        revision: Some("4a5b6c7d".repeat(5)),
        name: said(),
        why: Some(said()),
        links: None,
    };
    CheckReport {
        schema: CheckReport::SCHEMA,
        tool: Tool::SELF,
        as_of: "2026-10-15".to_owned(),
        base: side(),
        head: side(),
        policy_from: "base",
        policy: PolicyReport {
            from: "base",
            path: Some(said()),
            profile: Some(said()),
        },
        verdict: Verdict::Failed,
        without_waivers: Verdict::Failed,
        findings: findings(text),
        counts: CheckCounts {
            deny: 28,
            warn: 13,
            note: 12,
            blocking: 24,
            waived: 2,
            accepted: 2,
        },
        gates: vec![GateReport {
            rule: "minimum".to_owned(),
            name: Some(said()),
            condition: said(),
            level: "deny",
            path: Some(said()),
            line: Some(7),
            passed: 1,
            findings: 1,
        }],
        passes: vec![PassReport {
            gate: 0,
            unit: said(),
            path: said(),
        }],
        waivers: Vec::new(),
        waiver_counts: WaiverCounts {
            active: 1,
            expiring: 2,
            expired: 3,
            unused: 4,
        },
        assessments: vec![assessment(text), assessment(&format!("{text}2"))],
        notes: vec![said()],
        reproduce: said(),
        rules: vec![RuleReport {
            id: "minimum",
            level: "deny",
            what: "What it checks.",
            why: "Why that matters.",
            instead: "What to do.",
        }],
        place_in_repository: format!("{text}/"),
    }
}

fn findings(text: &str) -> Vec<CheckFinding> {
    let mut out = Vec::new();
    let mut add = |count: usize, level: &'static str, change: &dyn Fn(&mut CheckFinding)| {
        for _ in 0..count {
            let mut one = finding(text, level, out.len());
            change(&mut one);
            out.push(one);
        }
    };
    add(23, "deny", &|_| {});
    add(1, "deny", &|one| {
        one.finding.path = None;
        one.finding.line = None;
        one.assessment = None;
    });
    add(2, "deny", &|one| {
        one.blocking = false;
        one.waived = Some(WaivedReport {
            reason: text.to_owned(),
            owner: text.to_owned(),
            expires: text.to_owned(),
            path: Some(text.to_owned()),
            line: Some(3),
        });
    });
    add(2, "deny", &|one| {
        one.blocking = false;
        one.accepted = true;
    });
    add(13, "warn", &|_| {});
    add(12, "note", &|one| one.finding.line = None);
    out
}

fn finding(text: &str, level: &'static str, at: usize) -> CheckFinding {
    let said = || Some(text.to_owned());
    CheckFinding {
        finding: Finding {
            rule: "minimum",
            level,
            path: said(),
            line: Some(5),
            column: Some(3),
            end_line: Some(5),
            end_column: Some(9),
            place: None,
            message: text.to_owned(),
            help: said(),
            related: vec![RelatedPlace {
                path: said(),
                line: Some(1),
                column: Some(1),
                message: text.to_owned(),
                excerpt: None,
            }],
            excerpt: None,
            label: text.to_owned(),
        },
        blocking: level == "deny",
        unit: said(),
        node: said(),
        item: said(),
        assessment: said(),
        gate: Some(0),
        condition: said(),
        value: said(),
        waive: said(),
        at_base: false,
        fingerprint: format!("{at:016x}"),
        waiver_fingerprint: Some(format!("{at:016x}")),
        waived: None,
        accepted: false,
    }
}

fn assessment(text: &str) -> CheckedReport {
    let value = |number: f64| {
        Some(MeasureReport {
            value: "1/2".to_owned(),
            number,
            points: None,
            max: None,
            band: None,
            derived: false,
            overridden: None,
            at_target: None,
            at_target_shown: None,
            shown: text.to_owned(),
            points_shown: None,
            fill: None,
            rank: None,
        })
    };
    let measures = [
        ("share".to_owned(), value(0.5)),
        (text.to_owned(), value(f64::NAN)),
        ("none".to_owned(), None),
    ];
    CheckedReport {
        path: text.to_owned(),
        unit: Some(text.to_owned()),
        model: Some(text.to_owned()),
        status: Some("final"),
        broken: false,
        nodes: vec![NodeReport {
            id: text.to_owned(),
            kind: None,
            title: text.to_owned(),
            depth: 0,
            answered: 1,
            unanswered: 2,
            not_applicable: 3,
            out_of_scope: 4,
            total: 10,
            measures: IndexMap::from(measures),
            answer: None,
            state: None,
            metrics: Vec::new(),
            targets: None,
            target: None,
            gap: None,
        }],
    }
}
