use std::collections::BTreeMap;

use super::{
    AnchorReport, AuditFinding, AuditKind, AuditReport, AuditedChange, AuditedCommit,
    AuditedCounts, RelatedCommit,
};
use crate::diagnostic::{Level, Levels};
use crate::history::audit::{
    Anchor, Audited, CHECKS, ChangedAnswer, Gathered, Irregularity, Scene, Standing, audit,
};
use crate::report::{Counts, Tool, person_report};
use crate::source::git::{CommitDetails, Signature};
use crate::value::Date;

/// What was asked for.
#[derive(Debug, Clone, Copy)]
pub struct AuditAsked<'a> {
    /// The full id of the commit that the history ends with.
    pub tip: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// The first day.
    pub since: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// The units; none for all.
    pub units: &'a [String],
    /// The levels that kinds were given.
    pub levels: &'a Levels,
}

/// Runs every check over what was gathered.
pub fn audit_report(asked: &AuditAsked<'_>, scene: &Scene<'_>, gathered: &Gathered) -> AuditReport {
    let mut found = audit(scene);
    for one in &mut found {
        // A finding that is less grave than its kind stays so.
        let given = asked.levels.get(one.rule.id);
        if let Some(given) = given {
            one.level = match one.level == one.rule.level || given == Level::Allow {
                true => given,
                false => one.level.min(given),
            };
        }
    }
    found.retain(|one| one.level > Level::Allow);
    let kinds = kinds(asked.levels, &found);
    let place = |one: &Irregularity<'_>| kinds.iter().position(|kind| kind.rule == one.rule.id);
    let seconds = |one: &Irregularity<'_>| {
        one.commit
            .map_or(i64::MIN, |commit| commit.details.committer.seconds)
    };
    found.sort_by_key(|one| (place(one), seconds(one)));
    AuditReport {
        schema: AuditReport::SCHEMA,
        tool: Tool::SELF,
        tip: asked.tip.to_owned(),
        name: asked.name.to_owned(),
        mode: if scene.full { "full" } else { "first-parent" },
        since: asked.since.map(|day| day.to_string()),
        until: asked.until.map(|day| day.to_string()),
        units: asked.units.to_vec(),
        backdated_days: scene.backdated_days,
        within_days: scene.within_days,
        paths: gathered.paths.iter().map(|path| given(path)).collect(),
        truncated: !gathered.cut_at.is_empty(),
        cut_at: gathered.cut_at.iter().map(ToString::to_string).collect(),
        anchors: scene.anchors.iter().map(anchor).collect(),
        looked_at: looked_at(scene, gathered),
        signatures: signatures(scene),
        counts: counts(&found),
        kinds,
        findings: found.iter().map(finding).collect(),
    }
}

/// A path as git takes it.
fn given(path: &str) -> String {
    match path {
        "" => ".".to_owned(),
        path => path.to_owned(),
    }
}

/// The kinds that were looked for, the gravest first.
fn kinds(levels: &Levels, found: &[Irregularity<'_>]) -> Vec<AuditKind> {
    let of = |rule: &'static crate::diagnostic::Rule| {
        let level = levels.get(rule.id).unwrap_or(rule.level);
        let own = found.iter().filter(|one| one.rule.id == rule.id);
        let kind = AuditKind {
            rule: rule.id,
            level: level.word(),
            what: rule.docs.what,
            findings: own.count(),
        };
        (level, kind)
    };
    let mut kinds: Vec<(Level, AuditKind)> = CHECKS.iter().map(|check| of(&check.rule)).collect();
    kinds.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
    kinds.into_iter().map(|(_, kind)| kind).collect()
}

fn counts(found: &[Irregularity<'_>]) -> Counts {
    let of = |level: Level| found.iter().filter(|one| one.level == level).count();
    Counts {
        deny: of(Level::Deny),
        warn: of(Level::Warn),
        note: of(Level::Note),
    }
}

fn looked_at(scene: &Scene<'_>, gathered: &Gathered) -> AuditedCounts {
    let inside = scene.line.iter().filter(|one| one.inside);
    let counting: Vec<&Audited> = scene.counting().collect();
    AuditedCounts {
        walked: gathered.walked,
        touched: gathered.touched,
        in_period: inside.count(),
        changed_answers: counting.len(),
        brought_in: counting.iter().map(|one| one.brought.len()).sum(),
        changes: counting.iter().map(|one| one.changes().len()).sum(),
    }
}

fn signatures(scene: &Scene<'_>) -> BTreeMap<&'static str, usize> {
    let states = Signature::ALL.iter().map(|state| (state.word(), 0));
    let mut counted: BTreeMap<&'static str, usize> = states.collect();
    for (commit, _) in scene.commits() {
        if let Some(state) = commit.signature {
            *counted.entry(state.word()).or_default() += 1;
        }
    }
    counted
}

fn anchor(anchor: &Anchor) -> AnchorReport {
    AnchorReport {
        given: anchor.given.clone(),
        commit: anchor.commit.as_ref().map(|(one, _)| one.id.to_string()),
        standing: match anchor.standing {
            Standing::Held => "held",
            Standing::Left => "left",
            Standing::Absent => "absent",
            Standing::CutOff => "cut off",
        },
    }
}

fn finding(one: &Irregularity<'_>) -> AuditFinding {
    let anchored = one.anchor.and_then(|anchor| anchor.commit.as_ref());
    let anchored = anchored.map(|(details, short)| commit(details, short, None));
    AuditFinding {
        rule: one.rule.id,
        level: one.level.word(),
        message: one.message.clone(),
        commit: one.commit.map(audited).or(anchored),
        merge: one.merge.map(audited),
        anchor: one.anchor.map(|anchor| anchor.given.clone()),
        changes: one.changes.iter().map(change).collect(),
        related: one.related.iter().map(related).collect(),
    }
}

fn audited(one: &Audited) -> AuditedCommit {
    commit(&one.details, &one.short, one.signature)
}

fn commit(details: &CommitDetails, short: &str, signature: Option<Signature>) -> AuditedCommit {
    AuditedCommit {
        id: details.id.to_string(),
        short: short.to_owned(),
        date: details.committer.date.map(|date| date.to_string()),
        author: person_report(&details.author),
        committer: person_report(&details.committer),
        subject: details.subject.clone(),
        pull_request: crate::history::forge_number(&details.subject, &details.body),
        signature: signature.map(Signature::word),
    }
}

fn related((one, message): &(&Audited, String)) -> RelatedCommit {
    RelatedCommit {
        commit: audited(one),
        message: message.clone(),
    }
}

fn change(one: &ChangedAnswer) -> AuditedChange {
    AuditedChange {
        unit: one.unit.clone(),
        item: one.item.clone(),
        field: one.field,
        from: one.from.clone(),
        to: one.to.clone(),
        path: one.path.clone(),
        line: one.line,
    }
}
