use super::aim::looked_at;
use super::step::in_order;
use super::{Step, Supposed};
use crate::diff::{Alignment, Change, Direction, Field, Side, Subject, changes};
use crate::model::{ItemIndex, Lookup, State};

/// What another state of an assessment holds that this one does not.
#[derive(Debug)]
pub struct Departure {
    /// The practices whose answer is better there, in the order of the road.
    pub steps: Vec<Step>,
    /// What is worse there.
    pub worse: Vec<Change>,
    /// Whether scope differs, or judgements, which no step brings.
    pub other: Vec<Change>,
}

/// The way from here to there, at certain nodes and below, or anywhere. What is
/// rated and owned there goes before what is said here.
pub fn departure(
    here: &Side<'_>,
    there: &Side<'_>,
    alignment: &Alignment,
    nodes: &[ItemIndex],
) -> Departure {
    let now = Supposed::now(here);
    let mut found = Departure {
        steps: Vec::new(),
        worse: Vec::new(),
        other: Vec::new(),
    };
    for change in changes(here, there, alignment) {
        let item = match &change.subject {
            Subject::Item { base, .. } => *base,
            Subject::Head | Subject::Named(_) => None,
        };
        if !nodes.is_empty() && !item.is_some_and(|item| looked_at(&now, nodes, item)) {
            continue;
        }
        let answers = matches!(change.field, Field::Answer | Field::NotApplicable);
        let down = change.direction == Direction::Down || change.regression;
        let step = item.filter(|_| answers && change.direction == Direction::Up);
        if let Some(step) = step.and_then(|item| step_to(&now, there, alignment, item)) {
            found.steps.push(step);
        } else if down && loses(change.field) {
            found.worse.push(change);
        } else if answers || moves(change.field) {
            found.other.push(change);
        }
    }
    in_order(&mut found.steps);
    found
}

/// What can be lost; a target that is gone because it was reached is no loss.
fn loses(field: Field) -> bool {
    matches!(
        field,
        Field::Answer | Field::NotApplicable | Field::Counts | Field::Item | Field::Evidence
    )
}

/// What moves numbers without an answer being better or worse.
fn moves(field: Field) -> bool {
    matches!(field, Field::Scope | Field::Counts | Field::Override)
}

fn step_to(
    now: &Supposed<'_>,
    there: &Side<'_>,
    alignment: &Alignment,
    item: ItemIndex,
) -> Option<Step> {
    let other = alignment.head_of(item)?;
    let State::Value(choice) = there.resolved.state(other) else {
        return None;
    };
    let key = &there.model.scale_of(other)?.choices.get(choice)?.key;
    let Lookup::Found(to) = now.model.scale_of(item)?.look_up(key) else {
        return None;
    };
    let planned = there.resolved.answer(there.assessment, other);
    Some(Step::new(now, item, to, &[planned, now.said(item)]))
}
