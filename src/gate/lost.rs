use super::{Breach, Scene, Subject};
use crate::model::{Model, Spanned};

/// Names of a gate that its assessment had at the base and has no longer, as it
/// moved to another version of its model. The gate would pass because there is
/// nothing left to look at.
pub fn lost(scene: &Scene<'_>) -> Vec<Breach> {
    let Some(earlier) = scene.earlier else {
        return Vec::new();
    };
    let (before, after) = (earlier.side.model, scene.head.model);
    let gate = scene.gate;
    type Has = fn(&Model, &str) -> bool;
    let item: Has = |model, id| model.find(id).is_some();
    let measure: Has = |model, id| model.measure(id).is_some();
    let level: Has = |model, id| model.level(id).is_some();
    let places = gate.nodes.iter().chain(&gate.items).map(|id| (id, item));
    let measures = gate.measure.iter().map(|id| (id, measure));
    let levels = gate.levels.iter().map(|id| (id, level));
    let gone =
        |(id, has): &(&Spanned<String>, Has)| has(before, &id.value) && !has(after, &id.value);
    let names = places.chain(measures).chain(levels).filter(gone);
    let breach = |(id, _): (&Spanned<String>, Has)| {
        let message = format!(
            "{} has no `{}`, which the gate looks at and {} has",
            after.reference, id.value, before.reference
        );
        let place = scene.place(scene.head.assessment.model.at);
        Breach::new(Subject::Assessment, place, message)
            .aspect(format!("lost {}", id.value))
            .value("gone")
            .help("agree on what the gate looks at instead, and let this change through with a waiver")
    };
    names.map(breach).collect()
}
