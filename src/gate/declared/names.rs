use super::{Findings, Known};
use crate::model::{GateDeclaration, Lookup, Model};

/// Whether what a gate names is there, in any model of an assessment.
pub(super) fn check(declared: &GateDeclaration, known: &Known, findings: &mut Findings<'_>) {
    if known.models.is_empty() {
        return;
    }
    let models = || known.models.iter();
    for place in declared.nodes.iter().chain(&declared.items) {
        if models().any(|model| model.find(&place.value).is_some()) {
            continue;
        }
        let ids = models().flat_map(|model| model.ids.keys().map(String::as_str));
        findings.name(place, "node or item", ids);
    }
    for unit in &declared.units {
        findings.name(unit, "unit", known.units.iter().map(String::as_str));
    }
    for level in &declared.levels {
        let ids = models().flat_map(|model| model.levels.iter().map(|level| level.id.as_str()));
        findings.name(level, "level", ids);
    }
    if let Some(measure) = &declared.measure {
        let ids = models().flat_map(|model| {
            let measures = model.measures.iter();
            measures.map(|measure| measure.id.as_str())
        });
        findings.name(measure, "measure", ids);
    }
    if let Some(answer) = &declared.answer {
        let found = |model: &Model| {
            let mut scales = model.scales.iter();
            scales.any(|scale| matches!(scale.look_up(&answer.value), Lookup::Found(_)))
        };
        if !models().any(|model| found(model)) {
            let keys = models().flat_map(|model| {
                let scales = model.scales.iter();
                scales.flat_map(|scale| scale.choices.iter().map(|choice| choice.key.as_str()))
            });
            findings.name(answer, "answer", keys);
        }
    }
    for (facet, values) in &declared.facets {
        let items = || models().flat_map(|model| &model.items);
        let names = items().flat_map(|item| item.facets.keys().map(String::as_str));
        findings.name(facet, "facet", names);
        for value in values {
            let of_facet = items().filter_map(|item| item.facets.get(&facet.value));
            findings.name(value, "value of that facet", of_facet.map(String::as_str));
        }
    }
}
