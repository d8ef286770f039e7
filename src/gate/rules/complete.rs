use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::gate::{Breach, Gate, Scene, Subject, words};
use crate::model::{GateDeclaration, State};

pub(crate) static GATE: Gate = Gate {
    rule: &Rule {
        id: "complete",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "A practice is unanswered. What is not applicable or out of scope passes: it has a reason.",
            why: "An unanswered practice is a gap that a share can hide.",
            example: "gates:\n  - {rule: complete, node: THREAT}\n\nanswers:\n  THREAT-1.a:",
            instead: "answers:\n  THREAT-1.a: partially",
        },
    },
    options: &[],
    needs: &[],
    condition,
    run,
};

fn condition(gate: &GateDeclaration) -> String {
    format!("{} is answered", words::practices(gate))
}

fn run(scene: &Scene<'_>, breaches: &mut Vec<Breach>) {
    let resolved = scene.head.resolved;
    let unanswered = |item: &_| resolved.state(*item) == State::Unanswered;
    for item in scene.practices().filter(unanswered) {
        let id = scene.id(item);
        let message = format!("`{id}` is unanswered");
        let subject = Subject::Practice(id.to_owned());
        let breach = Breach::new(subject, scene.place_of(item), message).value("unanswered");
        breaches.push(breach.help("answer it, or say `na:` with the reason why it does not apply"));
    }
}
