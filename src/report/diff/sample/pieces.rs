//! The pieces that comparisons for the tests of renderers are made of.

use crate::report::{
    AssessmentStatus, BlockedLevel, ChangeCounts, ChangeDirection, ChangeReport,
    CompletenessReport, DiffedAssessment, Explained, ItemPart, MeasureReport, ModelReport,
    MovedDenominator, MovementReport, PartReport, RestatedMeasure,
};

/// An assessment that changed in nothing yet.
pub(crate) fn assessment(unit: &str) -> DiffedAssessment {
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
        base_completeness: Some(completeness(58, 8, 0, 0)),
        completeness: Some(completeness(61, 5, 0, 0)),
        headline: vec!["share".to_owned(), "level".to_owned()],
        restated: vec![
            restate("cti", 0, "share", (share(16, 33), share(17, 33))),
            restate("ASSET", 1, "share", (share(5, 12), share(6, 12))),
        ],
        changes: Vec::new(),
        measures: Vec::new(),
    }
}

/// A version of the model.
pub(crate) fn model(version: &str) -> ModelReport {
    ModelReport {
        id: "cti-cmm".to_owned(),
        version: version.to_owned(),
        title: "CTI Capability Maturity Model".to_owned(),
        digest: format!("sha256:{}", "0a".repeat(32)),
        licence: Some("CC-BY-SA-4.0".to_owned()),
        attribution: Some("CTI Capability Maturity Model by Acme, CC BY-SA 4.0.".to_owned()),
    }
}

/// How many practices are in which state.
pub(super) fn completeness(
    answered: usize,
    unanswered: usize,
    not_applicable: usize,
    out_of_scope: usize,
) -> CompletenessReport {
    CompletenessReport {
        answered,
        unanswered,
        not_applicable,
        out_of_scope,
        total: answered + unanswered + not_applicable + out_of_scope,
    }
}

/// A share of so many points.
pub(crate) fn share(points: i64, of: i64) -> MeasureReport {
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

/// A level at its position.
pub(crate) fn level(id: &str, position: f64) -> MeasureReport {
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

/// What a measure says of a node on both sides.
pub(super) fn restate(
    node: &str,
    depth: usize,
    measure: &str,
    (from, to): (MeasureReport, MeasureReport),
) -> RestatedMeasure {
    RestatedMeasure {
        node: node.to_owned(),
        title: title(node).to_owned(),
        depth,
        measure: measure.to_owned(),
        from: Some(from),
        to: Some(to),
    }
}

/// A movement without a difference or parts.
pub(super) fn movement(
    (node, depth): (&str, usize),
    measure: &str,
    (from, to): (MeasureReport, MeasureReport),
) -> MovementReport {
    MovementReport {
        node: node.to_owned(),
        title: title(node).to_owned(),
        kind: Some("domain".to_owned()),
        depth,
        measure: measure.to_owned(),
        headline: true,
        direction: direction(to.number - from.number),
        from: Some(from),
        to: Some(to),
        delta: None,
        delta_shown: None,
        explained: None,
        merged: Vec::new(),
        rule_in_model: false,
        mainly: Vec::new(),
        items: Vec::new(),
        denominator: None,
        practices: None,
        by: Vec::new(),
        next: None,
    }
}

/// One part of a difference.
pub(crate) fn part(exact: &str, shown: &str) -> PartReport {
    PartReport {
        exact: exact.to_owned(),
        shown: shown.to_owned(),
        zero: exact == "0",
    }
}

/// A difference made of scope and answers.
pub(crate) fn parts(scope: &str, answers: &str) -> Explained {
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
pub(crate) fn moved(
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
        delta: Some("1/33".to_owned()),
        delta_shown: Some(format!("{sign}{:.1} pp", delta.abs() * 100.0)),
        explained: Some(parts(scope, answers)),
        mainly: if answers == "0" {
            vec!["scope"]
        } else {
            Vec::new()
        },
        denominator: denominator(from.1, to.1),
        ..movement((node, depth), "share", (before, after))
    }
}

/// What a share is taken of, where that moved.
pub(super) fn denominator(from: i64, to: i64) -> Option<MovedDenominator> {
    (from != to).then(|| MovedDenominator {
        from: from.to_string(),
        to: to.to_string(),
    })
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
        "cti" | "cti-cmm" => "CTI Capability Maturity Model",
        "ASSET" => "Asset, Change, and Configuration Management",
        "THREAT" => "Threat and Vulnerability Management",
        "RESPONSE" => "Event and Incident Response",
        "RISK" => "Risk Management",
        other => other,
    }
}

/// A level of the whole that moved by one.
pub(crate) fn climbed(from: (&str, f64), to: (&str, f64)) -> MovementReport {
    let delta = to.1 - from.1;
    let sign = if delta < 0.0 { "−" } else { "+" };
    let sides = (level(from.0, from.1), level(to.0, to.1));
    MovementReport {
        delta: Some(delta.to_string()),
        delta_shown: Some(format!("{sign}1 level")),
        explained: Some(parts("0", &delta.to_string())),
        by: vec!["ASSET-1.a".to_owned(), "THREAT-2.b".to_owned()],
        next: Some(BlockedLevel {
            level: "L3".to_owned(),
            by: vec!["RISK-1.c".to_owned(), "RISK-2.a".to_owned()],
            more: 5,
        }),
        ..movement(("cti", 0), "level", sides)
    }
}

/// A change of one field of a practice.
pub(crate) fn change(
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

/// Another answer, better where it stands later in the alphabet.
pub(crate) fn answer(item: &str, from: &str, to: &str) -> ChangeReport {
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

/// What a practice adds.
pub(crate) fn by_item(item: &str, shown: &str) -> ItemPart {
    ItemPart {
        item: item.to_owned(),
        part: part("1/33", shown),
    }
}
