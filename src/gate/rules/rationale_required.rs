use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::diff::{Field, Side, Subject as Changed};
use crate::gate::{Breach, Earlier, Gate, Scene, Subject, reasons, words};
use crate::model::{GateDeclaration, ItemIndex, Lookup, State};

pub(crate) static GATE: Gate = Gate {
    rule: &Rule {
        id: "rationale-required",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "An answer moved since the base, for better or worse, to or from not applicable, or was given for the first time, and nothing says why: `because`, or the reason of `na`, is missing or in the same words as before. An assessment that is new is not asked.",
            why: "A year later nobody remembers why a number moved.",
            example: "gates:\n  - {rule: rationale-required}\n\nanswers:\n  ASSET-1.a: fully   # largely at the base",
            instead: "answers:\n  ASSET-1.a: {answer: fully, because: alerts arrive within the hour since May}",
        },
    },
    options: &[],
    needs: &[],
    condition,
    run,
};

fn condition(gate: &GateDeclaration) -> String {
    format!(
        "every answer{} that moves says why in new words",
        words::within(gate)
    )
}

fn run(scene: &Scene<'_>, breaches: &mut Vec<Breach>) {
    let Some(earlier) = scene.earlier else {
        return;
    };
    let Some(changes) = &earlier.changes else {
        return breaches.push(unmatched(scene, earlier));
    };
    let fields = [
        Field::Answer,
        Field::NotApplicable,
        Field::Counts,
        Field::Item,
    ];
    let moved = changes
        .iter()
        .filter(|change| fields.contains(&change.field));
    for change in moved.filter(|change| scene.touches(&change.subject)) {
        if let Changed::Item {
            base,
            head: Some(item),
        } = change.subject
        {
            breaches.extend(breach(scene, earlier, base, item));
        }
    }
}

/// An answer by itself, whether or not the scope lets it count.
#[derive(PartialEq, Eq)]
enum Stand {
    Value(String),
    NotApplicable,
    Unanswered,
}

fn stand(side: &Side<'_>, item: ItemIndex) -> Stand {
    let answer = side.resolved.answer(side.assessment, item);
    if answer.is_some_and(|answer| answer.na.is_some()) {
        return Stand::NotApplicable;
    }
    let written = answer.and_then(|answer| answer.answer.as_ref());
    let scale = side.model.scale_of(item);
    let key =
        scale.zip(written).and_then(
            |(scale, written)| match scale.look_up(&written.value.text) {
                Lookup::Found(choice) => Some(scale.choices.get(choice)?.key.clone()),
                Lookup::Ambiguous | Lookup::Unknown => None,
            },
        );
    key.map_or(Stand::Unanswered, Stand::Value)
}

fn breach(
    scene: &Scene<'_>,
    earlier: &Earlier<'_>,
    base: Option<ItemIndex>,
    item: ItemIndex,
) -> Option<Breach> {
    let head = &scene.head;
    let before = base.map_or(Stand::Unanswered, |base| stand(&earlier.side, base));
    let after = stand(head, item);
    // What leaves the scope has its reason there.
    if before == after || head.resolved.state(item) == State::OutOfScope {
        return None;
    }
    let was = base.and_then(|base| {
        let side = earlier.side;
        side.resolved.answer(side.assessment, base)
    });
    let is = head.resolved.answer(head.assessment, item);
    let (old, new) = (reasons(was), reasons(is));
    if new.iter().any(|reason| !old.contains(reason)) {
        return None;
    }
    let id = scene.id(item);
    let word = |stand: &Stand| match stand {
        Stand::Value(key) => key.clone(),
        Stand::NotApplicable => "not applicable".to_owned(),
        Stand::Unanswered => "unanswered".to_owned(),
    };
    let moved = format!("`{id}` went from {} to {}", word(&before), word(&after));
    let (message, value) = match new.is_empty() {
        true => (format!("{moved}, and nothing says why"), "no reason"),
        false => (
            format!("{moved}, and the reason is in the words of before"),
            "the old reason",
        ),
    };
    let because = is.and_then(|answer| answer.because.as_ref());
    let place = match because.filter(|_| !new.is_empty()) {
        Some(because) => scene.place(because.at),
        None => scene.place_of(item),
    };
    let breach = Breach::new(Subject::Practice(id.to_owned()), place, message)
        .value(value)
        .help(match after {
            Stand::NotApplicable => "say in `na:` why it does not apply",
            Stand::Value(_) | Stand::Unanswered => "say in `because:` what has changed since",
        });
    Some(match was {
        Some(was) => {
            let place = earlier.side.assessment.place(was.id.at);
            breach.related(place, "what it was at the base")
        }
        None => breach,
    })
}

/// Nothing that stands at the base says which item is which.
fn unmatched(scene: &Scene<'_>, earlier: &Earlier<'_>) -> Breach {
    let message = format!(
        "answers cannot be followed from {} to {}, so nothing tells which of them moved",
        earlier.side.model.reference, scene.head.model.reference
    );
    let place = scene.place(scene.head.assessment.model.at);
    Breach::new(Subject::Assessment, place, message)
        .aspect("not followed")
        .value("not followed")
        .help("bring the mapping between the two models in a change of its own, before the move")
}
