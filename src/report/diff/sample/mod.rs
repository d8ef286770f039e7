//! Comparisons for the tests of renderers.

mod changes;
mod hostile;
mod movements;
mod pieces;

use super::{
    AssessmentStatus, ChangeCounts, DiffReport, DiffedAssessment, LineLinks, SideReport,
    StatusCounts,
};
use crate::report::Tool;
use changes::changes;
pub(crate) use hostile::{HOSTILE, hostile, hostile_change};
use movements::movements;
pub(crate) use pieces::{
    answer, assessment, by_item, change, climbed, level, model, moved, part, share,
};
use pieces::{completeness, restate};

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
        relocated(),
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
fn changed(unit: &str) -> DiffedAssessment {
    let shares = |node, depth, from: (i64, i64), to: (i64, i64)| {
        restate(
            node,
            depth,
            "share",
            (share(from.0, from.1), share(to.0, to.1)),
        )
    };
    let names = [("CTI0", 0.0), ("CTI1", 1.0), ("CTI2", 2.0)];
    let levels = |node, depth, from: usize, to: usize| {
        let [from, to] = [from, to].map(|at| level(names[at].0, names[at].1));
        restate(node, depth, "level", (from, to))
    };
    DiffedAssessment {
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
        restated: vec![
            shares("cti-cmm", 0, (217, 489), (248, 474)),
            levels("cti-cmm", 0, 0, 0),
            shares("ASSET", 1, (21, 39), (21, 39)),
            levels("ASSET", 1, 1, 1),
            shares("THREAT", 1, (37, 87), (68, 87)),
            levels("THREAT", 1, 1, 2),
            shares("RESPONSE", 1, (55, 72), (52, 60)),
            levels("RESPONSE", 1, 1, 0),
        ],
        changes: changes(&format!("assessments/{unit}.yaml")),
        measures: movements(),
        ..assessment(unit)
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
fn incomparable() -> DiffedAssessment {
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
fn broken() -> DiffedAssessment {
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
fn relocated() -> DiffedAssessment {
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
fn quiet() -> DiffedAssessment {
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
