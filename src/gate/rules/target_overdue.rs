use crate::gate::{Breach, Gate, Scene, Subject};
use crate::lint::TARGET_OVERDUE;
use crate::model::{Answer, GateDeclaration, ItemIndex, Spanned, State, Target};
use crate::score::measure_reached;
use crate::value::Date;

pub(crate) static GATE: Gate = Gate {
    rule: TARGET_OVERDUE,
    options: &[],
    needs: &[],
    condition,
    run,
};

fn condition(_: &GateDeclaration) -> String {
    "no target is overdue".to_owned()
}

fn run(scene: &Scene<'_>, breaches: &mut Vec<Breach>) {
    for item in scene.practices() {
        let answer = scene.answer(item);
        breaches.extend(answer.and_then(|answer| of_practice(scene, item, answer)));
    }
    for target in &scene.head.assessment.targets {
        breaches.extend(of_measure(scene, target));
    }
}

fn past(scene: &Scene<'_>, by: Option<&Spanned<String>>) -> Option<Date> {
    let day = Date::parse(&by?.value)?;
    Some(day).filter(|day| *day < scene.today)
}

/// A target of an answer; what is not applicable or out of scope owes nothing.
fn of_practice(scene: &Scene<'_>, item: ItemIndex, answer: &Answer) -> Option<Breach> {
    let target = answer.target.as_ref()?;
    let day = past(scene, target.by.as_ref())?;
    let state = scene.head.resolved.state(item);
    if matches!(state, State::NotApplicable | State::OutOfScope) {
        return None;
    }
    let wanted = scene.engine.target_score(item)?;
    if scene
        .engine
        .leaf_score(item)
        .is_some_and(|score| *score >= wanted)
    {
        return None;
    }
    let id = &scene.head.model.item(item).id;
    let message = format!("`{id}` was to be `{}` by {day}", target.answer.value.text);
    let at = target.by.as_ref().map_or(target.answer.at, |by| by.at);
    let breach = Breach::new(Subject::Practice(id.clone()), scene.place(at), message);
    Some(breach.help("raise the answer on evidence, or agree on a new day"))
}

/// A target of a measure at a node that the gate looks at.
fn of_measure(scene: &Scene<'_>, target: &Target) -> Option<Breach> {
    let day = past(scene, target.by.as_ref())?;
    let model = scene.head.model;
    let node = model.find(&target.node.value)?;
    let mut named = scene
        .gate
        .nodes
        .iter()
        .filter_map(|id| model.find(&id.value));
    let everywhere = scene.gate.nodes.is_empty() && scene.gate.items.is_empty();
    if !everywhere && !named.any(|named| model.within(node, named)) {
        return None;
    }
    if measure_reached(scene.engine, target) != Some(false) {
        return None;
    }
    let id = &model.item(node).id;
    let message = format!(
        "`{}` of {id} was to be at least {} by {day}",
        target.measure.value, target.at_least.value
    );
    let at = target.by.as_ref().map_or(target.at_least.at, |by| by.at);
    let breach = Breach::new(Subject::Node(id.clone()), scene.place(at), message);
    Some(
        breach
            .aspect(&target.measure.value)
            .help("reach it, or agree on a new day"),
    )
}
