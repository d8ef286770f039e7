use crate::gate::{Breach, Gate, Scene, Subject, shown, words};
use crate::lint::{Due, Overdue, TARGET_OVERDUE};
use crate::model::GateDeclaration;

pub(crate) static GATE: Gate = Gate {
    rule: &TARGET_OVERDUE.rule,
    options: &[],
    needs: &[],
    condition,
    run,
};

fn condition(gate: &GateDeclaration) -> String {
    format!("every target{} is reached by its day", words::within(gate))
}

fn run(scene: &Scene<'_>, breaches: &mut Vec<Breach>) {
    let head = scene.head;
    let due = Due {
        model: head.model,
        assessment: head.assessment,
        resolved: head.resolved,
        today: scene.today,
    };
    let found = due.of_practices().chain(due.of_measures(|| scene.engine));
    for overdue in found.filter(|overdue| scene.applies(head.model, overdue.item)) {
        breaches.push(breach(scene, overdue));
    }
}

fn breach(scene: &Scene<'_>, overdue: Overdue<'_>) -> Breach {
    let model = scene.head.model;
    let (aspect, is) = match overdue.target {
        None => (String::new(), shown::state(scene, overdue.item)),
        Some(target) => {
            let (measure, least) = (&target.measure.value, &target.at_least.value);
            let position = model.measure(measure);
            let value = position.and_then(|at| scene.engine.value(at, overdue.item));
            let is = value.map(|value| shown::value(scene, &value, least));
            let is = is.unwrap_or_else(|| "no value".to_owned());
            (format!("{measure} {least}"), is)
        }
    };
    let message = format!("{}, it is {is}", overdue.message);
    let subject = Subject::item(model, overdue.item);
    Breach::new(subject, scene.place(overdue.at), message)
        .aspect(aspect)
        .value(is)
        .help(overdue.help)
        .instead_of(&TARGET_OVERDUE.rule)
}
