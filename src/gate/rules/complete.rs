use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::gate::{Breach, Gate, Scene, Subject};
use crate::model::{GateDeclaration, State};

pub(crate) static GATE: Gate = Gate {
    rule: &Rule {
        id: "complete",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "A practice in scope is unanswered. One that is not applicable is answered by its reason.",
            why: "A number over half of the questions looks like one over all of them.",
            example: "gates:\n  - {rule: complete, node: THREAT}",
            instead: "answer the practice, or say why it is not applicable",
        },
    },
    options: &[],
    needs: &[],
    condition,
    run,
};

fn condition(_: &GateDeclaration) -> String {
    "no practice in scope is unanswered".to_owned()
}

fn run(scene: &Scene<'_>, breaches: &mut Vec<Breach>) {
    let open = |item: &_| scene.head.resolved.state(*item) == State::Unanswered;
    for item in scene.practices().filter(open) {
        let id = &scene.head.model.item(item).id;
        let message = format!("`{id}` is unanswered");
        breaches.push(
            Breach::new(Subject::Practice(id.clone()), scene.place_of(item), message)
                .value("unanswered")
                .help(format!("answer `{id}`, or say why it is not applicable")),
        );
    }
}
