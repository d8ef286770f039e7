use super::Shift;
use crate::diagnostic::Place;
use crate::diff::{Change, Direction, Field, Subject};
use crate::gate::Earlier;
use crate::model::{Assessment, Model};
use crate::project::{Loaded, Pair};

/// How an assessment as a whole asks less of its unit: it is gone, a draft, or of
/// another unit.
fn lost(pair: &Pair) -> Option<Shift> {
    let base = pair
        .base
        .as_ref()
        .filter(|base| base.counts() && base.assessment)?;
    let head = base.head.as_ref()?;
    let counts = pair.head.as_ref().is_some_and(Loaded::counts);
    if counts {
        return None;
    }
    let unit = &head.unit;
    let (message, there) = match &pair.head {
        Some(draft) => {
            let place = draft.head.as_ref().map(|head| head.place.clone());
            (format!("the assessment of `{unit}` became a draft"), place)
        }
        None => (format!("the assessment of `{unit}` is gone"), None),
    };
    let aspect = format!("assessment {unit} {}", head.model.id);
    Some(Shift::weaker(aspect, message).at(Some(head.place.clone()), there))
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
        let (aspect, message) = weaker(change, model, earlier.side.model, targets_count)?;
        let base: Option<Place> = change.base_at.map(|at| earlier.side.assessment.place(at));
        let head = change.head_at.map(|at| assessment.place(at));
        Some(Shift::weaker(aspect, message).at(base, head))
    });
    shifts.collect()
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
) -> Vec<Shift> {
    let mut shifts: Vec<Shift> = lost(pair).into_iter().collect();
    let material = pair.head.as_ref().and_then(|head| head.material.as_ref());
    if let (Some(earlier), Some(material)) = (earlier, material) {
        let (model, assessment) = (&material.model, &material.assessment);
        shifts.extend(of_changes(earlier, model, assessment, targets_count));
    }
    shifts
}
