use std::collections::BTreeMap;

use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::diff::Direction;
use crate::history::audit::scene::{is_answer, not_applicable};
use crate::history::audit::{Audited, ChangedAnswer, Check, Irregularity, Scene};
use crate::history::{Altered, Moved};
use crate::model::{Lookup, ModelRef};
use crate::value::Rational;

/// Seconds of a day.
const DAY: i64 = 86_400;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "answer-raised-and-lowered",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "An answer that was raised and fell back to what it had been, or lower, or is not given any more, within `--within` days, 90 unless another number is given. One of the two lies in the period. Found by `rungs audit`.",
            why: "Numbers that are high on the day of a report, and only then, look like this. So does an honest mistake: ask.",
            example: "2026-12-18  THREAT-1.a partially → fully\n2027-01-07  THREAT-1.a fully → partially",
            instead: "say in `because` of the lower answer why the higher one was wrong",
        },
    },
    run,
};

/// A raise that nothing has taken back yet.
struct Raise<'s> {
    commit: &'s Audited,
    from: Option<String>,
    to: Option<String>,
}

fn run<'s>(scene: &Scene<'s>, found: &mut Vec<Irregularity<'s>>) {
    let mut open: BTreeMap<(String, String), Vec<Raise<'s>>> = BTreeMap::new();
    for commit in scene.line {
        for moved in &commit.step.moved {
            let unit = moved.unit.clone().unwrap_or_default();
            for change in moved.changes.iter().filter(|change| is_answer(change)) {
                let Some(item) = &change.item else { continue };
                if let Some(before) = &change.base_item
                    && let Some(raises) = open.remove(&(unit.clone(), before.clone()))
                {
                    open.insert((unit.clone(), item.clone()), raises);
                }
                let raises = open.entry((unit.clone(), item.clone())).or_default();
                match change.direction {
                    Direction::Up => raises.push(Raise {
                        commit,
                        from: change.from.clone(),
                        to: change.to.clone(),
                    }),
                    Direction::Down => {
                        found.extend(fall(scene, raises, commit, (moved, change)));
                    }
                    Direction::Neither => {}
                }
            }
        }
    }
}

/// What a fall takes back. Raises that it undoes are over; the oldest that is near
/// enough is told.
fn fall<'s>(
    scene: &Scene<'s>,
    raises: &mut Vec<Raise<'s>>,
    commit: &'s Audited,
    (moved, change): (&Moved, &Altered),
) -> Option<Irregularity<'s>> {
    let undone = |raise: &Raise<'_>| at_most(scene, moved, change, raise.from.as_deref());
    let first = raises.iter().position(undone)?;
    let gone: Vec<Raise<'s>> = raises.drain(first..).collect();
    let seconds = |one: &Audited| one.details.committer.seconds;
    let apart = |one: &Audited| seconds(commit).saturating_sub(seconds(one)) / DAY;
    let near = |raise: &Raise<'_>| {
        let asked = raise.commit.inside || commit.inside;
        asked && apart(raise.commit) <= i64::from(scene.within_days)
    };
    let peak = gone.last().and_then(|raise| raise.to.clone());
    let raise = gone.into_iter().find(near)?;
    let item = change.item.as_deref().unwrap_or_default();
    let days = apart(raise.commit);
    let after = match days {
        0 => "on the same day".to_owned(),
        1 => "after 1 day".to_owned(),
        days => format!("after {days} days"),
    };
    let said = |value: Option<&str>| value.unwrap_or("unanswered").to_owned();
    let (from, peak) = (said(raise.from.as_deref()), said(peak.as_deref()));
    let to = said(change.to.as_deref());
    let message = format!("`{item}` was raised from {from} to {peak} and {after} it is {to}");
    Some(Irregularity {
        changes: vec![ChangedAnswer::of(moved, change)],
        related: vec![(raise.commit, format!("raised from {from}"))],
        ..Irregularity::of_commit(&CHECK.rule, (commit, None), message)
    })
}

/// Whether an answer fell to another one or below it. What does not apply is not below
/// anything.
fn at_most(scene: &Scene<'_>, moved: &Moved, change: &Altered, floor: Option<&str>) -> bool {
    let to = change.to.as_deref();
    if not_applicable(to) || not_applicable(floor) {
        return not_applicable(to) && not_applicable(floor);
    }
    let values = rank(scene, moved, change, to).zip(rank(scene, moved, change, floor));
    to == floor || values.is_some_and(|(to, floor)| to <= floor)
}

/// What an answer is worth; less than all where there is none. Nothing where nobody can
/// tell, because the model is not there any more.
fn rank(
    scene: &Scene<'_>,
    moved: &Moved,
    change: &Altered,
    answer: Option<&str>,
) -> Option<Option<Rational>> {
    let Some(answer) = answer else {
        return Some(None);
    };
    let model = scene
        .library
        .find(&ModelRef::parse(moved.model.as_deref()?)?)?;
    let item = model.find(change.item.as_deref()?)?;
    let Lookup::Found(choice) = model.scale_of(item)?.look_up(answer) else {
        return None;
    };
    Some(Some(model.score_of_choice(item, choice)?))
}
