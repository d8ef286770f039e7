//! Comparisons for the tests of renderers.

mod changes;
mod hostile;
mod movements;

use super::{
    AssessmentStatus, ChangeCounts, CompletenessReport, DiffReport, DiffedAssessment, LineLinks,
    RestatedMeasure, SideReport, StatusCounts,
};
use crate::report::{MeasureReport, ModelReport, Tool};
use changes::changes;
pub(crate) use hostile::{HOSTILE, hostile};
use movements::movements;

/// One assessment with a change of every sort.
pub(crate) fn one() -> DiffReport {
    report(vec![changed("acme-cti")])
}

/// Nothing differs.
pub(crate) fn nothing() -> DiffReport {
    let mut report = report(Vec::new());
    report.counts.unchanged = 12;
    report
}

/// An assessment of each status.
pub(crate) fn several() -> DiffReport {
    let all = vec![
        changed("acme-cti"),
        only(AssessmentStatus::Added),
        only(AssessmentStatus::Removed),
        incomparable(),
        broken(),
        moved(),
        quiet(),
    ];
    let mut report = report(all);
    report.counts.unchanged = 993;
    report.notes = vec![
        "the configuration at base cannot be read, so that of head is used for both".to_owned(),
    ];
    report.narrowed = vec!["only THREAT and below".to_owned()];
    report
}

/// Two sides that cannot be subtracted.
pub(crate) fn restated() -> DiffReport {
    report(vec![incomparable()])
}

/// A report about these.
pub(crate) fn report(assessments: Vec<DiffedAssessment>) -> DiffReport {
    let mut counts = StatusCounts::default();
    let mut changes = ChangeCounts::default();
    for one in &assessments {
        match one.status {
            AssessmentStatus::Added => counts.added += 1,
            AssessmentStatus::Removed => counts.removed += 1,
            AssessmentStatus::Changed => counts.changed += 1,
            AssessmentStatus::Moved => counts.moved += 1,
            AssessmentStatus::Unchanged => counts.unchanged += 1,
        }
        counts.broken += usize::from(one.broken || one.base_broken);
        changes.all += one.counts.all;
        changes.up += one.counts.up;
        changes.regressions += one.counts.regressions;
        changes.evidence_added += one.counts.evidence_added;
        changes.evidence_removed += one.counts.evidence_removed;
        changes.scope_cuts += one.counts.scope_cuts;
        changes.unanswered_added += one.counts.unanswered_added;
        changes.unanswered_removed += one.counts.unanswered_removed;
    }
    let side = |id: &str, name: &str, why: &str| SideReport {
        revision: Some(id.repeat(4)),
        name: name.to_owned(),
        why: Some(why.to_owned()),
        links: Some(LineLinks {
            before: format!("https://forge.example/acme/cti/blob/{}/", id.repeat(4)),
            after: "#L{line}-L{end}".to_owned(),
        }),
    };
    DiffReport {
        schema: DiffReport::SCHEMA,
        tool: Tool::SELF,
        as_of: "2026-10-15".to_owned(),
        base: side(
            "3f2a9c1d07",
            "origin/main",
            "merge base of HEAD and origin/main",
        ),
        head: side("b81e44f2aa", "HEAD", "the commit that is checked out"),
        notes: Vec::new(),
        findings: Vec::new(),
        counts,
        changes,
        narrowed: Vec::new(),
        assessments,
        reproduce: "rungs diff --base 3f2a9c1d07 --at b81e44f2aa".to_owned(),
    }
}

/// The same on both sides but for everything that can change.
pub(crate) fn changed(unit: &str) -> DiffedAssessment {
    let levels = [("CTI0", 0.0), ("CTI1", 1.0), ("CTI2", 2.0)];
    let level = |at: usize| {
        levels
            .get(at)
            .map(|(id, number)| value(id, *number, id, None))
    };
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
        counts: ChangeCounts {
            all: 12,
            up: 2,
            regressions: 2,
            evidence_added: 1,
            evidence_removed: 1,
            scope_cuts: 1,
            unanswered_added: 0,
            unanswered_removed: 3,
        },
        base_completeness: Some(completeness(156, 12, 4, 27)),
        completeness: Some(completeness(158, 5, 5, 31)),
        headline: vec!["share".to_owned(), "level".to_owned()],
        restated: vec![
            restate("cti-cmm", 0, "share", share(217, 489), share(248, 474)),
            restate("cti-cmm", 0, "level", level(0), level(0)),
            restate("ASSET", 1, "share", share(21, 39), share(21, 39)),
            restate("ASSET", 1, "level", level(1), level(1)),
            restate("THREAT", 1, "share", share(37, 87), share(68, 87)),
            restate("THREAT", 1, "level", level(1), level(2)),
            restate("RESPONSE", 1, "share", share(55, 72), share(52, 60)),
            restate("RESPONSE", 1, "level", level(1), level(0)),
        ],
        changes: changes(&format!("assessments/{unit}.yaml")),
        measures: movements(),
    }
}

/// Only on one side.
pub(crate) fn only(status: AssessmentStatus) -> DiffedAssessment {
    let mut one = changed(if status == AssessmentStatus::Added {
        "fraud-desk"
    } else {
        "old-soc"
    });
    let added = status == AssessmentStatus::Added;
    one.status = status;
    one.measures.clear();
    one.changes.clear();
    one.comparable = false;
    if added {
        one.base_path = None;
        one.base_completeness = None;
        one.restated
            .iter_mut()
            .for_each(|restated| restated.from = None);
    } else {
        one.path = None;
        one.completeness = None;
        one.restated
            .iter_mut()
            .for_each(|restated| restated.to = None);
    }
    one.counts = ChangeCounts::default();
    one
}

/// With a model of another version and no mapping to it.
pub(crate) fn incomparable() -> DiffedAssessment {
    let mut one = changed("north");
    one.comparable = false;
    one.incomparable = Some("`cti-cmm` 1.2 and 1.3 have no mapping".to_owned());
    one.base_model = Some(model("1.2"));
    one.measures.clear();
    one.changes.truncate(4);
    one.counts = ChangeCounts {
        all: 4,
        ..ChangeCounts::default()
    };
    one
}

/// Without numbers at head.
pub(crate) fn broken() -> DiffedAssessment {
    let mut one = incomparable();
    one.unit = Some("south".to_owned());
    one.broken = true;
    one.incomparable = None;
    one.base_model = None;
    one.completeness = None;
    one.restated
        .iter_mut()
        .for_each(|restated| restated.to = None);
    one
}

/// In other files, with the same content.
pub(crate) fn moved() -> DiffedAssessment {
    let mut one = quiet();
    one.unit = Some("west".to_owned());
    one.status = AssessmentStatus::Moved;
    one.base_path = Some("west.yaml".to_owned());
    one.path = Some("assessments/west/assessment.yaml".to_owned());
    one.files = Some("split into 3 files".to_owned());
    one.changes.clear();
    one.counts = ChangeCounts::default();
    one
}

/// With a change that moves no number.
pub(crate) fn quiet() -> DiffedAssessment {
    let mut one = changed("east");
    one.measures.clear();
    one.changes.truncate(1);
    one.counts = ChangeCounts {
        all: 1,
        ..ChangeCounts::default()
    };
    one.base_completeness = one.completeness;
    for restated in &mut one.restated {
        restated.from = restated.to.clone();
    }
    one
}

fn completeness(
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

fn restate(
    node: &str,
    depth: usize,
    measure: &str,
    from: Option<MeasureReport>,
    to: Option<MeasureReport>,
) -> RestatedMeasure {
    RestatedMeasure {
        node: node.to_owned(),
        title: title(node),
        depth,
        measure: measure.to_owned(),
        from,
        to,
    }
}

fn title(node: &str) -> String {
    match node {
        "ASSET" => "Asset, Change, and Configuration Management",
        "THREAT" => "Threat and Vulnerability Management",
        "RESPONSE" => "Event and Incident Response",
        "cti-cmm" => "Cyber Threat Intelligence Capability Maturity Model",
        other => other,
    }
    .to_owned()
}

fn share(points: u32, max: u32) -> Option<MeasureReport> {
    let number = f64::from(points) / f64::from(max);
    let of = format!("{points}/{max}");
    Some(value(
        &of,
        number,
        &format!("{:.1} %", number * 100.0),
        Some(of.clone()),
    ))
}

fn value(exact: &str, number: f64, shown: &str, points_shown: Option<String>) -> MeasureReport {
    MeasureReport {
        value: exact.to_owned(),
        number,
        points: points_shown
            .as_ref()
            .and_then(|of| of.split('/').next())
            .map(str::to_owned),
        max: points_shown
            .as_ref()
            .and_then(|of| of.split('/').next_back())
            .map(str::to_owned),
        band: None,
        derived: false,
        overridden: None,
        at_target: None,
        at_target_shown: None,
        shown: shown.to_owned(),
        points_shown,
        fill: Some(number),
        rank: None,
    }
}

fn model(version: &str) -> ModelReport {
    ModelReport {
        id: "cti-cmm".to_owned(),
        version: version.to_owned(),
        title: "CTI Capability Maturity Model".to_owned(),
        digest: format!("sha256:{}", "0a".repeat(32)),
        licence: None,
        attribution: None,
    }
}
