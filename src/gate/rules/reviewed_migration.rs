use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::gate::{Breach, Gate, Scene, Subject, words};
use crate::lint::{REVIEW_PENDING, pending};
use crate::model::GateDeclaration;

pub(crate) static GATE: Gate = Gate {
    rule: &Rule {
        id: "reviewed-migration",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "An answer still has a mark that a person has to confirm it (`review`), as `rungs migrate` and `rungs reconcile` leave it.",
            why: "Answers that were carried over by a program count like any other; before a release somebody should have read them.",
            example: "gates:\n  - {rule: reviewed-migration}\n\nanswers:\n  ASSET-1.e: {answer: largely, review: {was: ASSET-1.d, why: reworded}}",
            instead: "answers:\n  ASSET-1.e: largely",
        },
    },
    options: &[],
    needs: &[],
    condition,
    run,
};

fn condition(gate: &GateDeclaration) -> String {
    format!("every answer{} is confirmed", words::within(gate))
}

fn run(scene: &Scene<'_>, breaches: &mut Vec<Breach>) {
    for (item, answer) in scene.answers_in_scope() {
        let Some(message) = pending(answer) else {
            continue;
        };
        let subject = Subject::Practice(scene.id(item).to_owned());
        let breach = Breach::new(subject, scene.place(answer.id.at), message);
        breaches.push(
            breach
                .value("not confirmed")
                .instead_of(&REVIEW_PENDING.rule)
                .help("read the practice, correct the answer if need be, then delete `review`"),
        );
    }
}
