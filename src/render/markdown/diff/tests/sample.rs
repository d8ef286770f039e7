//! Comparisons to render.

use crate::report::{
    AssessmentStatus, BlockedLevel, ChangeCounts, ChangeDirection, ChangeReport,
    CompletenessReport, DiffReport, DiffedAssessment, Explained, ItemPart, LineLinks,
    MeasureReport, ModelReport, MovedDenominator, MovementReport, PartReport, RestatedMeasure,
    SideReport, StatusCounts, Tool,
};

pub(super) fn report(assessments: Vec<DiffedAssessment>) -> DiffReport {
    let mut changes = ChangeCounts::default();
    let mut counts = StatusCounts::default();
    for one in &assessments {
        changes.all += one.counts.all;
        changes.up += one.counts.up;
        changes.regressions += one.counts.regressions;
        changes.evidence_added += one.counts.evidence_added;
        changes.evidence_removed += one.counts.evidence_removed;
        changes.scope_cuts += one.counts.scope_cuts;
        changes.unanswered_added += one.counts.unanswered_added;
        changes.unanswered_removed += one.counts.unanswered_removed;
        match one.status {
            AssessmentStatus::Added => counts.added += 1,
            AssessmentStatus::Removed => counts.removed += 1,
            AssessmentStatus::Changed => counts.changed += 1,
            AssessmentStatus::Moved => counts.moved += 1,
            AssessmentStatus::Unchanged => counts.unchanged += 1,
        }
    }
    let links = LineLinks {
        before: "https://github.com/acme/maturity/blob/0123456789abcdef0123456789abcdef01234567/"
            .to_owned(),
        after: "#L{line}-L{end}".to_owned(),
    };
    DiffReport {
        schema: DiffReport::SCHEMA,
        tool: Tool::SELF,
        as_of: "2026-10-15".to_owned(),
        base: SideReport {
            revision: Some("89abcdef0123456789abcdef0123456789abcdef".to_owned()),
            name: "main".to_owned(),
            why: Some("merge base of HEAD and origin/main".to_owned()),
            links: None,
        },
        head: SideReport {
            revision: Some("0123456789abcdef0123456789abcdef01234567".to_owned()),
            name: "raise-asset".to_owned(),
            why: None,
            links: Some(links),
        },
        notes: Vec::new(),
        findings: Vec::new(),
        counts,
        changes,
        narrowed: Vec::new(),
        assessments,
        reproduce: "rungs diff --base 89abcdef0123 --at 0123456789ab".to_owned(),
    }
}

pub(super) fn assessment(unit: &str) -> DiffedAssessment {
    DiffedAssessment {
        unit: Some(unit.to_owned()),
        path: Some(format!("assessments/{unit}.yaml")),
        base_path: Some(format!("assessments/{unit}.yaml")),
        status: AssessmentStatus::Changed,
        files: None,
        model: Some(model("1.3")),
        base_model: None,
        comparable: true,
        incomparable: None,
        broken: false,
        base_broken: false,
        draft: false,
        base_draft: false,
        counts: ChangeCounts::default(),
        base_completeness: Some(complete(58)),
        completeness: Some(complete(61)),
        headline: vec!["share".to_owned(), "level".to_owned()],
        restated: vec![
            restated("cti", 0, share(16, 33), share(17, 33)),
            restated("ASSET", 1, share(5, 12), share(6, 12)),
        ],
        changes: Vec::new(),
        measures: Vec::new(),
    }
}

pub(super) fn model(version: &str) -> ModelReport {
    ModelReport {
        id: "house".to_owned(),
        version: version.to_owned(),
        title: "House Maturity Model".to_owned(),
        digest: "sha256:00".to_owned(),
        licence: Some("CC-BY-SA-4.0".to_owned()),
        attribution: Some("House Maturity Model by Acme, CC BY-SA 4.0.".to_owned()),
    }
}

fn complete(answered: usize) -> CompletenessReport {
    CompletenessReport {
        answered,
        unanswered: 66 - answered,
        not_applicable: 0,
        out_of_scope: 0,
        total: 66,
    }
}

pub(super) fn share(points: i64, of: i64) -> MeasureReport {
    let number = points as f64 / of as f64;
    MeasureReport {
        value: format!("{points}/{of}"),
        points: Some(points.to_string()),
        max: Some(of.to_string()),
        points_shown: Some(format!("{points}/{of}")),
        shown: format!("{:.1} %", number * 100.0),
        ..level("x", number)
    }
}

pub(super) fn level(id: &str, position: f64) -> MeasureReport {
    MeasureReport {
        value: id.to_owned(),
        number: position,
        points: None,
        max: None,
        band: None,
        derived: false,
        overridden: None,
        at_target: None,
        at_target_shown: None,
        shown: id.to_owned(),
        points_shown: None,
        fill: None,
        rank: None,
    }
}

fn restated(node: &str, depth: usize, from: MeasureReport, to: MeasureReport) -> RestatedMeasure {
    RestatedMeasure {
        node: node.to_owned(),
        title: format!("{node} title"),
        depth,
        measure: "share".to_owned(),
        from: Some(from),
        to: Some(to),
    }
}

pub(super) fn part(exact: &str, shown: &str) -> PartReport {
    PartReport {
        exact: exact.to_owned(),
        shown: shown.to_owned(),
        zero: exact == "0",
    }
}

pub(super) fn parts(scope: &str, answers: &str) -> Explained {
    let zero = || Some(part("0", "±0"));
    let said = |exact: &str| Some(part(exact, &exact.replace('-', "−")));
    Explained {
        model: zero(),
        rule: zero(),
        scope: said(scope),
        targets: zero(),
        answers: said(answers),
        overrides: zero(),
        time: zero(),
    }
}

/// A share of a node that moved, by scope and by answers.
pub(super) fn moved(
    node: &str,
    depth: usize,
    from: (i64, i64),
    to: (i64, i64),
    (scope, answers): (&str, &str),
) -> MovementReport {
    let (before, after) = (share(from.0, from.1), share(to.0, to.1));
    let delta = after.number - before.number;
    let sign = if delta < 0.0 { "−" } else { "+" };
    MovementReport {
        node: node.to_owned(),
        title: title(node).to_owned(),
        kind: Some("domain".to_owned()),
        depth,
        measure: "share".to_owned(),
        headline: true,
        delta: Some("1/33".to_owned()),
        delta_shown: Some(format!("{sign}{:.1} pp", delta.abs() * 100.0)),
        direction: direction(delta),
        explained: Some(parts(scope, answers)),
        merged: Vec::new(),
        rule_in_model: false,
        mainly: if answers == "0" {
            vec!["scope"]
        } else {
            Vec::new()
        },
        items: Vec::new(),
        denominator: (from.1 != to.1).then(|| MovedDenominator {
            from: from.1.to_string(),
            to: to.1.to_string(),
        }),
        practices: None,
        by: Vec::new(),
        next: None,
        from: Some(before),
        to: Some(after),
    }
}

fn direction(delta: f64) -> ChangeDirection {
    match delta {
        delta if delta > 0.0 => ChangeDirection::Up,
        delta if delta < 0.0 => ChangeDirection::Down,
        _ => ChangeDirection::Neither,
    }
}

fn title(node: &str) -> &str {
    match node {
        "cti" => "House Maturity Model",
        "ASSET" => "Asset, Change and Configuration",
        "THREAT" => "Threat and Vulnerability",
        "RISK" => "Risk Management",
        other => other,
    }
}

/// A level of the whole that moved by one.
pub(super) fn climbed(from: (&str, f64), to: (&str, f64)) -> MovementReport {
    let delta = to.1 - from.1;
    let sign = if delta < 0.0 { "−" } else { "+" };
    MovementReport {
        measure: "level".to_owned(),
        from: Some(level(from.0, from.1)),
        to: Some(level(to.0, to.1)),
        delta: Some(delta.to_string()),
        delta_shown: Some(format!("{sign}1 level")),
        direction: direction(delta),
        explained: Some(parts("0", &delta.to_string())),
        denominator: None,
        by: vec!["ASSET-1.a".to_owned(), "THREAT-2.b".to_owned()],
        mainly: Vec::new(),
        next: Some(BlockedLevel {
            level: "L3".to_owned(),
            by: vec!["RISK-1.c".to_owned(), "RISK-2.a".to_owned()],
            more: 5,
        }),
        ..moved("cti", 0, (1, 1), (1, 1), ("0", "0"))
    }
}

pub(super) fn change(
    item: &str,
    field: &'static str,
    from: Option<&str>,
    to: Option<&str>,
) -> ChangeReport {
    let gone = field == "item" && to.is_none();
    ChangeReport {
        item: Some(item.to_owned()),
        base_item: None,
        title: Some(practice(item).to_owned()),
        domain: item.split('-').next().map(str::to_owned),
        field,
        from: from.map(str::to_owned),
        to: to.map(str::to_owned),
        direction: ChangeDirection::Neither,
        regression: false,
        base_path: Some("assessments/blue.yaml".to_owned()),
        base_line: Some(11),
        path: (!gone).then(|| "assessments/blue.yaml".to_owned()),
        line: (!gone).then_some(12),
        end_line: (!gone).then_some(18),
        words: Vec::new(),
        because: None,
        evidence: Vec::new(),
        below: None,
        remark: None,
    }
}

fn practice(item: &str) -> &str {
    match item {
        "ASSET-1.a" => "An inventory of important systems is kept",
        "ASSET-1.b" => "The inventory names an owner for each system",
        "THREAT-2.b" => "Advisories are triaged within a working day",
        _ => "Risks are written down",
    }
}

pub(super) fn answer(item: &str, from: &str, to: &str) -> ChangeReport {
    let up = to > from;
    ChangeReport {
        direction: match up {
            true => ChangeDirection::Up,
            false => ChangeDirection::Down,
        },
        regression: !up,
        ..change(item, "answer", Some(from), Some(to))
    }
}

pub(super) fn by_item(item: &str, shown: &str) -> ItemPart {
    ItemPart {
        item: item.to_owned(),
        part: part("1/33", shown),
    }
}
