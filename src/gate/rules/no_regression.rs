use crate::diagnostic::{Level, Place, Rule, RuleDocs};
use crate::diff::{Change, Field, Side, Subject as Changed};
use crate::gate::{Breach, Earlier, Gate, Scene, Subject, words};
use crate::model::{At, GateDeclaration, ItemIndex, State};

pub(crate) static GATE: Gate = Gate {
    rule: &Rule {
        id: "no-regression",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "A practice is worse than at the base: a lower answer after polarity, one that became unanswered, not applicable or out of scope, or a practice that is gone. With `lost_evidence: true` also evidence that is gone. An improvement elsewhere never pays for it.",
            why: "A score that stays the same can hide that something was lost.",
            example: "gates:\n  - {rule: no-regression}",
            instead: "raise the answer again, or add a waiver with a reason, an owner and a last day",
        },
    },
    options: &["lost_evidence"],
    needs: &[],
    condition,
    run,
};

fn condition(gate: &GateDeclaration) -> String {
    let within = words::within(gate);
    match gate.lost_evidence {
        true => format!("no practice{within} is worse than at the base, and no evidence is lost"),
        false => format!("no practice{within} is worse than at the base"),
    }
}

fn run(scene: &Scene<'_>, breaches: &mut Vec<Breach>) {
    let Some(earlier) = scene.earlier else {
        return;
    };
    let Some(changes) = &earlier.changes else {
        return unmatched(scene, earlier, breaches);
    };
    for change in changes
        .iter()
        .filter(|change| scene.touches(&change.subject))
    {
        let lost =
            scene.gate.lost_evidence && change.field == Field::Evidence && change.to.is_none();
        if !change.regression && !lost {
            continue;
        }
        breaches.extend(breach(scene, earlier, change));
    }
}

fn breach(scene: &Scene<'_>, earlier: &Earlier<'_>, change: &Change) -> Option<Breach> {
    let Changed::Item { base, head } = change.subject else {
        return None;
    };
    let name =
        |side: &Side<'_>, item: Option<ItemIndex>| item.map(|item| Subject::item(side.model, item));
    let subject = name(&earlier.side, base).or_else(|| name(&scene.head, head))?;
    let shown = match &subject {
        Subject::Practice(id) | Subject::Node(id) => id.clone(),
        Subject::Assessment => String::new(),
    };
    let from = change.from.as_deref();
    let was = earlier.side.assessment;
    let base_place = change.base_at.map(|at| was.place(at));
    let place = match change.head_at {
        Some(at) => scene.place(at),
        None => nearest_place(scene, head, base_place.clone()),
    };
    let evidence = change.field == Field::Evidence;
    let message = match (&change.to, evidence) {
        (_, true) => format!("`{shown}` lost the evidence {}", from.unwrap_or("it had")),
        (Some(to), _) => format!(
            "`{shown}` went from {} to {to}",
            from.unwrap_or("unanswered")
        ),
        (None, _) if head.is_none() => {
            format!("`{shown}`, which was {}, is gone", from.unwrap_or("there"))
        }
        (None, _) => format!(
            "`{shown}` went from {} to unanswered",
            from.unwrap_or("an answer")
        ),
    };
    let aspect = match (evidence, from) {
        (true, Some(from)) => format!("evidence {from}"),
        (true, None) => "evidence".to_owned(),
        (false, _) => String::new(),
    };
    let value = change.to.clone().filter(|_| !evidence);
    let mut breach = Breach::new(subject, place, message)
        .aspect(aspect)
        .value(value.unwrap_or_else(|| "gone".to_owned()))
        .help(match evidence {
            true => "keep the evidence, or record what the answer rests on now",
            false => {
                "raise the answer again, or add a waiver with a reason, an owner and a last day"
            }
        });
    if let Some(place) = base_place {
        breach = breach.related(place, "what it was at the base");
    }
    Some(breach)
}

/// A place for what the head does not hold any more: its line at the base, or the
/// head of the assessment.
fn nearest_place(scene: &Scene<'_>, head: Option<ItemIndex>, base: Option<Place>) -> Place {
    match (head, base) {
        (Some(item), _) => scene.place_of(item),
        (None, Some(base)) => base,
        (None, None) => scene.place(scene.head.assessment.model.at),
    }
}

/// The models are others, and nothing that stands at the base says which item is
/// which: every answer that cannot be followed is lost.
fn unmatched(scene: &Scene<'_>, earlier: &Earlier<'_>, breaches: &mut Vec<Breach>) {
    let Side {
        model,
        assessment,
        resolved,
    } = earlier.side;
    let place = |at: At| scene.place(at);
    for item in model.practices().iter().copied() {
        let answered = matches!(resolved.state(item), State::Value(_));
        if !answered || !scene.applies(model, item) {
            continue;
        }
        let subject = Subject::item(model, item);
        let id = &model.item(item).id;
        let message = format!(
            "`{id}` of {} cannot be followed to {}",
            model.reference, scene.head.model.reference
        );
        let mut breach = Breach::new(subject, place(scene.head.assessment.model.at), message)
            .value("not followed")
            .help(
                "bring the mapping between the two models in a change of its own, before the move",
            );
        if let Some(answer) = resolved.answer(assessment, item) {
            breach = breach.related(assessment.place(answer.id.at), "the answer at the base");
        }
        breaches.push(breach);
    }
}
