use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::gate::{Breach, Gate, Scene, Subject};
use crate::model::GateDeclaration;

pub(crate) static GATE: Gate = Gate {
    rule: &Rule {
        id: "reviewed-migration",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "An answer still has the mark (`review`) that `rungs migrate` or `rungs reconcile` left until a person confirms it.",
            why: "It was carried over to a practice in other words, and counts as if somebody had said it.",
            example: "ASSET-1.e: {answer: largely, review: {was: ASSET-1.d, why: reworded}}",
            instead: "read the practice, correct the answer where it no longer holds, and delete `review`",
        },
    },
    options: &[],
    needs: &[],
    condition,
    run,
};

fn condition(_: &GateDeclaration) -> String {
    "no answer waits to be confirmed".to_owned()
}

fn run(scene: &Scene<'_>, breaches: &mut Vec<Breach>) {
    for item in scene.practices() {
        let Some(answer) = scene.answer(item).filter(|answer| answer.review.is_some()) else {
            continue;
        };
        let id = &scene.head.model.item(item).id;
        let message = format!("`{id}` waits to be confirmed");
        breaches.push(
            Breach::new(
                Subject::Practice(id.clone()),
                scene.place(answer.id.at),
                message,
            )
            .value("to confirm")
            .help("read the practice, correct the answer if need be, then delete `review`"),
        );
    }
}
