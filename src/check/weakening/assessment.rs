use std::collections::HashSet;

use super::Shift;
use crate::diagnostic::Place;
use crate::diff::{Change, Direction, Field, Subject};
use crate::gate::Earlier;
use crate::model::{Assessment, At, Model};
use crate::project::{Loaded, Pair};
use crate::value::Rational;

/// The units and ids of models that final assessments of the head are of.
pub(in crate::check) type Counting = HashSet<(String, String)>;

/// The final assessments among the heads of pairs.
pub(in crate::check) fn counting(pairs: &[Pair]) -> Counting {
    let heads = pairs.iter().filter_map(|pair| pair.head.as_ref());
    let heads = heads.filter(|head| head.counts());
    let heads = heads.filter_map(|loaded| loaded.head.as_ref());
    heads
        .map(|head| (head.unit.clone(), head.model.id.clone()))
        .collect()
}

/// How an assessment as a whole asks less of its unit: it is gone, a draft, of
/// another unit, or held against another model.
fn lost(pair: &Pair, counting: &Counting) -> Option<Shift> {
    let base = pair
        .base
        .as_ref()
        .filter(|base| base.counts() && base.assessment)?;
    let head = base.head.as_ref()?;
    let (unit, model) = (&head.unit, &head.model.id);
    // Of two that broke each other one is left.
    if counting.contains(&(unit.clone(), model.clone())) {
        return None;
    }
    let later = pair.head.as_deref();
    let there = later.and_then(|later| later.head.as_ref());
    let message = match there {
        // Whose it is cannot be read, and that is a finding of its own.
        None if later.is_some_and(Loaded::counts) => return None,
        None => format!("the assessment of `{unit}` is gone"),
        Some(_) if !later.is_some_and(Loaded::counts) => {
            format!("the assessment of `{unit}` became a draft")
        }
        Some(there) if there.unit != *unit => {
            format!("the assessment of `{unit}` is one of `{}` now", there.unit)
        }
        Some(there) => format!(
            "`{unit}` is held against the model {} and no longer against {model}",
            there.model.id
        ),
    };
    let aspect = format!("assessment {unit} {model}");
    let place = there.map(|there| there.place.clone());
    Some(Shift::weaker(aspect, message).at(Some(head.place.clone()), place))
}

/// How a change of an assessment asks less of it.
fn of_changes(
    earlier: &Earlier<'_>,
    model: &Model,
    assessment: &Assessment,
    targets_count: bool,
) -> Vec<Shift> {
    let changes = earlier.changes.iter().flatten();
    let shifts = changes.filter_map(|change| {
        if out_already(earlier, change) || lowered_judgement(earlier, assessment, change) {
            return None;
        }
        let (aspect, message) = weaker(change, model, earlier.side.model, targets_count)?;
        let base: Option<Place> = change.base_at.map(|at| earlier.side.assessment.place(at));
        let head = change.head_at.map(|at| assessment.place(at));
        Some(Shift::weaker(aspect, message).at(base, head))
    });
    shifts.collect()
}

/// Whether what is named as out of scope was so by a node above it.
fn out_already(earlier: &Earlier<'_>, change: &Change) -> bool {
    let Subject::Item {
        base: Some(item), ..
    } = change.subject
    else {
        return false;
    };
    let out = earlier.side.resolved.out.get(item.0).copied();
    change.field == Field::Scope && out.unwrap_or(false)
}

/// Whether a judgement says the same as before with other reasons, or less.
fn lowered_judgement(earlier: &Earlier<'_>, head: &Assessment, change: &Change) -> bool {
    let value = |assessment: &Assessment, at: Option<At>| {
        let mut judged = assessment.overrides.iter();
        let judged = judged.find(|judged| Some(judged.node.at) == at || Some(judged.at) == at)?;
        Some(judged.value.value.clone())
    };
    let (was, is) = (
        value(earlier.side.assessment, change.base_at),
        value(head, change.head_at),
    );
    let Some((was, is)) = was.zip(is).filter(|_| change.field == Field::Override) else {
        return false;
    };
    let model = earlier.side.model;
    let level = |id: &str| model.level(id).map(Rational::from_count);
    let number = |value: &str| level(value).or_else(|| Rational::parse(value));
    let less = number(&is).zip(number(&was));
    was == is || less.is_some_and(|(is, was)| is <= was)
}

fn weaker(
    change: &Change,
    head: &Model,
    base: &Model,
    targets_count: bool,
) -> Option<(String, String)> {
    let about = match &change.subject {
        Subject::Item {
            head: Some(item), ..
        } => head.item(*item).id.clone(),
        Subject::Item {
            base: Some(item), ..
        } => base.item(*item).id.clone(),
        Subject::Named(id) => id.clone(),
        _ => String::new(),
    };
    let (from, to) = (change.from.as_deref(), change.to.as_deref());
    let said = match (change.field, to) {
        (Field::Scope, Some(why)) if from.is_none() => {
            format!("{about} is out of scope now: {why}")
        }
        (Field::Override, Some(to)) if change.direction != Direction::Down => {
            format!("a judgement replaces what is computed for {about}: {to}")
        }
        (Field::Target, to) if targets_count && change.direction == Direction::Down => match to {
            Some(to) => format!(
                "the target of {about} is {to}, it was {}",
                from.unwrap_or("none")
            ),
            None => format!("the target of {about}, {}, is gone", from.unwrap_or("none")),
        },
        _ => return None,
    };
    let aspect = [change.field.word(), &about].join(" ");
    // Several judgements and targets can be about one node.
    let of = from.or(to).and_then(|said| said.split_whitespace().next());
    let aspect = match change.field {
        Field::Scope => aspect,
        _ => format!("{aspect} {}", of.unwrap_or_default()),
    };
    Some((aspect, said))
}

/// How one assessment asks less than at the base.
pub(in crate::check) fn of_pair(
    pair: &Pair,
    earlier: Option<&Earlier<'_>>,
    targets_count: bool,
    counting: &Counting,
) -> Vec<Shift> {
    let mut shifts: Vec<Shift> = lost(pair, counting).into_iter().collect();
    let material = pair.head.as_ref().and_then(|head| head.material.as_ref());
    if let (Some(earlier), Some(material)) = (earlier, material) {
        let (model, assessment) = (&material.model, &material.assessment);
        shifts.extend(of_changes(earlier, model, assessment, targets_count));
    }
    shifts
}
