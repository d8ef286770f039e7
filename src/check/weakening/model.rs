use crate::check::Finding;
use crate::check::rules::MODEL_CHANGED;
use crate::diagnostic::{Diagnostic, Level};
use crate::gate::Earlier;
use crate::project::Material;

/// That an assessment moved to another version of its model.
pub(in crate::check) fn moved_model(earlier: &Earlier<'_>, head: &Material) -> Option<Finding> {
    let (from, to) = (&earlier.side.model.reference, &head.model.reference);
    // That it is held against another model altogether is more than a move.
    if from == to || from.id != to.id {
        return None;
    }
    let place = head.assessment.place(head.assessment.model.at);
    let before = earlier.side.assessment;
    let mut found = Diagnostic::new(
        &MODEL_CHANGED,
        place,
        format!("scored by {to}, it was {from}"),
    )
    .related(before.place(before.model.at), "what it is at the base");
    found.level = Level::Warn;
    Some(of(found, head, "version"))
}

/// That the model of an assessment has other contents under the same id and
/// version.
pub(in crate::check) fn other_contents(earlier: &Earlier<'_>, head: &Material) -> Option<Finding> {
    let (from, to) = (earlier.side.model, &head.model);
    if from.reference != to.reference {
        return None;
    }
    let respelled = from.respelled(to).into_iter().next();
    let message = match (from.digest == to.digest, respelled) {
        (true, None) => return None,
        (true, Some((spelling, was, is))) => format!(
            "`{spelling}` of {} means {}, it meant {was}",
            to.reference,
            is.as_deref().unwrap_or("nothing")
        ),
        (false, _) => format!(
            "{} has other contents than at the base: {}",
            to.reference, to.digest
        ),
    };
    let place = head.assessment.place(head.assessment.model.at);
    let before = earlier.side.assessment;
    let found = Diagnostic::new(&MODEL_CHANGED, place, message)
        .related(before.place(before.model.at), "what it is at the base")
        .help("give the changed model a version of its own, and move assessments with `rungs migrate`");
    Some(of(found, head, "digest"))
}

fn of(found: Diagnostic, head: &Material, aspect: &str) -> Finding {
    Finding {
        unit: Some(head.assessment.unit.value.clone()),
        model: Some(head.model.reference.id.clone()),
        assessment: Some(head.assessment.path().to_owned()),
        aspect: aspect.to_owned(),
        ..Finding::new(found)
    }
}
