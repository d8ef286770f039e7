use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::gate::{Breach, Gate, Scene, Subject, words};
use crate::model::{GateDeclaration, ItemIndex, Lookup, State};

pub(crate) static GATE: Gate = Gate {
    rule: &Rule {
        id: "evidence-required",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "A practice has an answer and no evidence. With `answer`, only practices whose answer is that good or better after polarity.",
            why: "Whoever claims much should be able to show what it rests on.",
            example: "gates:\n  - {rule: evidence-required, answer: largely}\n\nanswers:\n  ASSET-1.a: fully",
            instead: "answers:\n  ASSET-1.a:\n    answer: fully\n    evidence:\n      - {ref: docs/asset-alerts.md, recorded: 2026-09-12}",
        },
    },
    options: &["answer"],
    needs: &[],
    condition,
    run,
};

fn condition(gate: &GateDeclaration) -> String {
    let practices = words::practices(gate);
    match &gate.answer {
        Some(answer) => format!(
            "{practices} that is `{}` or better has evidence",
            answer.value
        ),
        None => format!("{practices} that has an answer has evidence"),
    }
}

fn run(scene: &Scene<'_>, breaches: &mut Vec<Breach>) {
    for (item, answer) in scene.answers_in_scope() {
        let Some(key) = claimed(scene, item).filter(|_| answer.evidence.is_empty()) else {
            continue;
        };
        let id = scene.id(item);
        let message = format!("`{id}` is {key} and has no evidence");
        let place = scene.place(answer.id.at);
        let breach = Breach::new(Subject::Practice(id.to_owned()), place, message);
        breaches.push(breach.value("no evidence").help(
            "add `evidence:` with a `ref` to a file or an address, or a `note` of what was seen",
        ));
    }
}

/// The answer of a practice, where it is good enough to need evidence.
fn claimed<'s>(scene: &Scene<'s>, item: ItemIndex) -> Option<&'s str> {
    let model = scene.head.model;
    let State::Value(current) = scene.head.resolved.state(item) else {
        return None;
    };
    let scale = model.scale_of(item)?;
    if let Some(from) = &scene.gate.answer {
        let Lookup::Found(from) = scale.look_up(&from.value) else {
            return None;
        };
        let score = |choice| model.score_of_choice(item, choice);
        if score(current)? < score(from)? {
            return None;
        }
    }
    Some(&scale.choices.get(current)?.key)
}
