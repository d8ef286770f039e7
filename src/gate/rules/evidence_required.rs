use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::gate::{Breach, Gate, Scene, Subject};
use crate::model::{GateDeclaration, ItemIndex, Lookup, State};

pub(crate) static GATE: Gate = Gate {
    rule: &Rule {
        id: "evidence-required",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "A practice is answered and rests on no evidence; with `answer`, a practice whose answer is at least that, after polarity.",
            why: "An answer that rests on nothing is an opinion, and the better it is, the more it has to rest on.",
            example: "gates:\n  - {rule: evidence-required, answer: largely}",
            instead: "say what the answer rests on under `evidence`, or lower it",
        },
    },
    options: &["answer"],
    needs: &[],
    condition,
    run,
};

fn condition(gate: &GateDeclaration) -> String {
    match &gate.answer {
        Some(answer) => format!("answers from `{}` on rest on evidence", answer.value),
        None => "every answer rests on evidence".to_owned(),
    }
}

fn run(scene: &Scene<'_>, breaches: &mut Vec<Breach>) {
    for item in scene.practices() {
        let Some(answer) = scene
            .answer(item)
            .filter(|answer| answer.evidence.is_empty())
        else {
            continue;
        };
        let Some(key) = asked(scene, item) else {
            continue;
        };
        let id = &scene.head.model.item(item).id;
        let message = format!("`{id}` is {key} and rests on no evidence");
        breaches.push(
            Breach::new(
                Subject::Practice(id.clone()),
                scene.place(answer.id.at),
                message,
            )
            .value("no evidence")
            .help(format!(
                "add `evidence: [{{ref: …, recorded: {}}}]`, or lower the answer",
                scene.today
            )),
        );
    }
}

/// The key of an answer that evidence is asked for.
fn asked<'s>(scene: &Scene<'s>, item: ItemIndex) -> Option<&'s str> {
    let model = scene.head.model;
    let State::Value(choice) = scene.head.resolved.state(item) else {
        return None;
    };
    let scale = model.scale_of(item)?;
    if let Some(least) = &scene.gate.answer {
        let Lookup::Found(least) = scale.look_up(&least.value) else {
            return None;
        };
        if model.score_of_choice(item, choice)? < model.score_of_choice(item, least)? {
            return None;
        }
    }
    Some(&scale.choices.get(choice)?.key)
}
