use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    Attain, Band, Combine, Empty, Function, Item, ItemIndex, Measure, Model, Over, Required, Rule,
    Substitute, Where,
};
use crate::value::{Digest, Rational, canonical_json};

/// The digest of a model: SHA-256 over the canonical JSON (RFC 8785) of what
/// scoring and meaning use, which is ids, tree, levels, scales, weights,
/// polarity, facets, measures and bands. Wording, licence, aliases, metrics
/// (which never enter a score) and the choice of headline are not part of it, so
/// a corrected sentence or a new metric changes no digest. Options are written
/// out in full, so leaving a default unsaid is the same as saying it; numbers
/// are exact texts.
pub fn model_digest(model: &Model) -> Digest {
    let DigestParts {
        scales,
        measures,
        bands,
    } = DigestParts::new(model);
    let meaning = json!({
        "id": model.reference.id,
        "version": model.reference.version,
        "levels": model.levels.iter().map(|level| level.id.clone()).collect::<Vec<_>>(),
        "scales": scales,
        "bands": bands,
        "measures": measures,
        "items": model.children(ItemIndex::ROOT).map(|child| of_item(model, child)).collect::<Vec<_>>(),
    });
    Digest::of(canonical_json(&meaning).as_bytes())
}

/// What the digest of a model is made of, without its items, by part and id.
#[derive(Debug, Clone)]
pub struct DigestParts {
    /// Its scales.
    pub scales: Map<String, Value>,
    /// Its measures.
    pub measures: Map<String, Value>,
    /// Its bands.
    pub bands: Map<String, Value>,
}

impl DigestParts {
    /// The parts of a model.
    pub fn new(model: &Model) -> Self {
        let measures = model.measures.iter();
        let bands = model.bands.iter();
        Self {
            scales: scales(model),
            measures: measures
                .map(|measure| (measure.id.clone(), of_measure(model, measure)))
                .collect(),
            bands: bands.map(|band| (band.id.clone(), of_band(band))).collect(),
        }
    }
}

fn scales(model: &Model) -> Map<String, Value> {
    let scale = |scale: &super::Scale| {
        let answers = scale.choices.iter().map(|choice| {
            json!({"key": choice.key, "score": exact(&choice.score), "also": sorted(&choice.also)})
        });
        let answers: Vec<Value> = answers.collect();
        (
            scale.id.clone(),
            json!({"answers": answers, "not_applicable": scale.not_applicable}),
        )
    };
    model.scales.iter().map(scale).collect()
}

fn of_item(model: &Model, index: ItemIndex) -> Value {
    let Item {
        id,
        level,
        scale,
        weight,
        negative,
        facets,
        leaf,
        ..
    } = model.item(index);
    let mut members = Map::new();
    members.insert("id".to_owned(), json!(id));
    members.insert("weight".to_owned(), json!(exact(weight)));
    if !facets.is_empty() {
        members.insert("facets".to_owned(), json!(facets));
    }
    if let Some(level) = level.and_then(|level| model.levels.get(level)) {
        members.insert("level".to_owned(), json!(level.id));
    }
    if *leaf {
        let scale = scale.and_then(|scale| model.scales.get(scale));
        members.insert("scale".to_owned(), json!(scale.map(|scale| &scale.id)));
        members.insert(
            "polarity".to_owned(),
            json!(if *negative { "negative" } else { "positive" }),
        );
    } else {
        members.insert("kind".to_owned(), json!(model.item(index).kind));
        let children: Vec<Value> = model
            .children(index)
            .map(|child| of_item(model, child))
            .collect();
        members.insert("items".to_owned(), children.into());
    }
    Value::Object(members)
}

fn of_band(band: &Band) -> Value {
    let edges = band
        .edges
        .iter()
        .map(|edge| json!({"to": edge.to.as_ref().map(exact), "label": edge.label}));
    let closed = match band.closed {
        super::Closed::Lower => "lower",
        super::Closed::Upper => "upper",
    };
    json!({"closed": closed, "round": band.round, "edges": edges.collect::<Vec<_>>()})
}

fn of_measure(model: &Model, measure: &Measure) -> Value {
    let rule = match &measure.rule {
        Rule::Combine(combine) => of_combine(model, combine),
        Rule::Attain(attain) => of_attain(model, attain),
        Rule::Pick(item) => json!({"rule": "pick", "item": item.map(|item| &model.item(item).id)}),
        Rule::Band { of } => json!({"rule": "band", "of": measure_id(model, *of)}),
    };
    let band = measure
        .band
        .and_then(|band| model.bands.get(band))
        .map(|band| &band.id);
    json!({"rule": rule, "band": band})
}

fn of_combine(model: &Model, combine: &Combine) -> Value {
    let function = match combine.function {
        Function::Sum => "sum",
        Function::Mean => "mean",
        Function::Ratio => "ratio",
        Function::Min => "min",
        Function::Max => "max",
        Function::ToTarget => "to-target",
        Function::Progress => "progress",
    };
    let over = match &combine.over {
        Over::Leaves => json!("leaves"),
        Over::Children => json!("children"),
        Over::Descendants(kind) => json!({"descendants": kind}),
        Over::Units => json!("units"),
    };
    let by_item = |numbers: &BTreeMap<ItemIndex, Rational>| {
        let numbers = numbers.iter();
        let numbers =
            numbers.map(|(item, number)| (model.item(*item).id.clone(), json!(exact(number))));
        Value::from(numbers.collect::<Map<_, _>>())
    };
    let mut meaning = json!({
        "rule": "combine",
        "fn": function,
        "over": over,
        "where": of_where(model, &combine.filter),
        "weighted": combine.weighted,
        "weights": by_item(&combine.weights),
        "na": substitute(combine.na),
        "unanswered": substitute(combine.unanswered),
        "range": combine.range.as_ref().map(|(low, high)| [exact(low), exact(high)]),
        "of": combine.of.and_then(|of| measure_id(model, of)),
    });
    // Only where there are any, so that older digests stay.
    if let Some(members) = meaning
        .as_object_mut()
        .filter(|_| !combine.multipliers.is_empty())
    {
        members.insert("multipliers".to_owned(), by_item(&combine.multipliers));
    }
    meaning
}

fn of_where(model: &Model, filter: &Where) -> Value {
    json!({
        "facets": filter.facets,
        "scale": filter.scale.and_then(|scale| model.scales.get(scale)).map(|scale| &scale.id),
        "levels": level_ids(model, &filter.levels),
    })
}

fn of_attain(model: &Model, attain: &Attain) -> Value {
    let empty = match attain.empty {
        Empty::Pass => "pass",
        Empty::Fail => "fail",
        Empty::Stop => "stop",
    };
    let thresholds = attain.thresholds.iter().map(|(level, wanted)| {
        let wanted = wanted.iter().map(|(item, least)| (model.item(*item).id.clone(), json!(exact(least))));
        json!({"id": model.levels.get(*level).map(|level| &level.id), "require": wanted.collect::<Map<_, _>>()})
    });
    json!({
        "rule": "attain",
        "items": if attain.children { "children" } else { "leaves" },
        "levels": level_ids(model, &attain.levels),
        "at": required(model, &attain.at),
        "below": required(model, &attain.below),
        "cumulative": attain.cumulative,
        "na": if attain.na_blocks { "block" } else { "pass" },
        "unanswered": if attain.unanswered_blocks { "fail" } else { "pass" },
        "empty": empty,
        "floor": attain.floor.and_then(|floor| model.levels.get(floor)).map(|level| &level.id),
        "thresholds": thresholds.collect::<Vec<_>>(),
        "of": attain.of.and_then(|of| measure_id(model, of)),
    })
}

fn required(model: &Model, required: &Required) -> Value {
    let by_scale = model.scales.iter().zip(&required.scores);
    let by_scale = by_scale
        .filter_map(|(scale, score)| Some((scale.id.clone(), json!(exact(score.as_ref()?)))));
    json!({"scores": by_scale.collect::<Map<_, _>>(), "number": required.number.as_ref().map(exact)})
}

fn substitute(substitute: Substitute) -> &'static str {
    match substitute {
        Substitute::Exclude => "exclude",
        Substitute::Zero => "zero",
        Substitute::Full => "full",
        Substitute::Fail => "fail",
    }
}

fn level_ids(model: &Model, levels: &[usize]) -> Vec<String> {
    let levels = levels.iter().filter_map(|level| model.levels.get(*level));
    levels.map(|level| level.id.clone()).collect()
}

fn measure_id(model: &Model, measure: usize) -> Option<&str> {
    model
        .measures
        .get(measure)
        .map(|measure| measure.id.as_str())
}

fn exact(number: &Rational) -> String {
    number.to_string()
}

fn sorted(texts: &[String]) -> Vec<&String> {
    let mut texts: Vec<&String> = texts.iter().collect();
    texts.sort();
    texts
}
