use serde_json::{Map, Value, json};

use super::Kind;

/// What an enumerated schema says about a model: plain data, so that this layer
/// need not know models.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// `id@version`.
    pub model: String,
    /// Practices: id, title, what to look for, and the position of the scale.
    pub practices: Vec<(String, String, String, usize)>,
    /// Nodes: id and title.
    pub nodes: Vec<(String, String)>,
    /// Scales: for each answer its spellings, title and description; scores as
    /// they are written.
    pub scales: Vec<Vec<Choice>>,
    /// Measures: id and title.
    pub measures: Vec<(String, String)>,
    /// Metrics: id and title.
    pub metrics: Vec<(String, String)>,
}

/// An answer of a scale.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The key, then other spellings.
    pub spellings: Vec<String>,
    /// The score.
    pub score: f64,
    /// A title.
    pub title: String,
    /// What it means.
    pub description: String,
}

/// The schema of assessments, of parts or of observations, with a model's ids and answers
/// enumerated and explained, so that an editor can complete them.
pub fn enumerate(kind: Kind, words: &Vocabulary) -> Value {
    let mut schema = kind.schema().clone();
    let name = format!("{} of {}", kind.word(), words.model);
    set(
        &mut schema,
        "/$id",
        json!(format!(
            "urn:rungs:schema:{}:1:{}",
            kind.word(),
            words.model
        )),
    );
    set(&mut schema, "/title", json!(name));
    if kind == Kind::Observations {
        name_metrics(&mut schema, words, "/properties/observations/items");
        add_at(
            &mut schema,
            "/properties/model",
            "const",
            json!(words.model),
        );
        return schema;
    }
    name_metrics(&mut schema, words, "/$defs/answer/properties/supported_by");
    for (at, scale) in words.scales.iter().enumerate() {
        let values = any_of(scale);
        let mut answer = schema.pointer("/$defs/answer").cloned().unwrap_or_default();
        let object = json!({"type": ["null", "object"]});
        let short = values.iter().cloned().chain([object]).collect::<Vec<_>>();
        add(&mut answer, "anyOf", short.into());
        let mut long = values.clone();
        long.push(json!({"type": "null"}));
        add_at(&mut answer, "/properties/answer", "anyOf", long.into());
        add_at(
            &mut answer,
            "/properties/target/properties/answer",
            "anyOf",
            values.into(),
        );
        add_at(&mut schema, "/$defs", &format!("answer_{at}"), answer);
    }
    let practices = words.practices.iter().map(|(id, title, guidance, scale)| {
        let about = json!({"$ref": format!("#/$defs/answer_{scale}"), "title": title, "description": guidance});
        (id.clone(), about)
    });
    let answers = json!({
        "type": "object",
        "description": "The answers, by practice.",
        "properties": practices.collect::<Map<_, _>>(),
        "additionalProperties": false,
    });
    add_at(&mut schema, "/$defs", "answers", answers);
    restrict(&mut schema, words);
    schema
}

/// The metrics of a model that has any, where a place names one.
fn name_metrics(schema: &mut Value, words: &Vocabulary, holder: &str) {
    if words.metrics.is_empty() {
        return;
    }
    let metrics = words
        .metrics
        .iter()
        .map(|(id, title)| json!({"const": id, "title": title}));
    let metrics: Vec<Value> = metrics.collect();
    add_at(schema, "/$defs", "metric", json!({"anyOf": metrics}));
    let place = format!("{holder}/properties/metric");
    set(
        schema,
        &place,
        json!({"$ref": "#/$defs/metric", "description": "The metric."}),
    );
}

/// Names of nodes and measures where they are referred to.
fn restrict(schema: &mut Value, words: &Vocabulary) {
    let names = |pairs: &[(String, String)]| {
        let names = pairs
            .iter()
            .map(|(id, title)| json!({"const": id, "title": title}));
        names.collect::<Vec<Value>>()
    };
    let (nodes, measures) = (names(&words.nodes), names(&words.measures));
    for place in [
        "/properties/scope/properties/out/propertyNames",
        "/properties/assessed/propertyNames",
    ] {
        add_at(schema, place, "anyOf", nodes.clone().into());
    }
    for list in ["targets", "baselines", "overrides"] {
        add_at(
            schema,
            &format!("/properties/{list}/items/properties/node"),
            "anyOf",
            nodes.clone().into(),
        );
        add_at(
            schema,
            &format!("/properties/{list}/items/properties/measure"),
            "anyOf",
            measures.clone().into(),
        );
    }
    add_at(schema, "/properties/node", "anyOf", nodes.into());
    add_at(schema, "/properties/model", "const", json!(words.model));
}

fn any_of(scale: &[Choice]) -> Vec<Value> {
    let spelled = scale.iter().flat_map(|choice| {
        choice.spellings.iter().map(|spelling| {
            json!({"const": spelling, "title": choice.title, "description": choice.description})
        })
    });
    let scores = scale
        .iter()
        .map(|choice| number(choice.score))
        .collect::<Vec<_>>();
    spelled
        .chain([json!({"enum": scores, "title": "Score"})])
        .collect()
}

/// A whole score without a decimal point.
fn number(score: f64) -> Value {
    if score.fract() == 0.0 && score.abs() < 1e15 {
        json!(score as i64)
    } else {
        json!(score)
    }
}

fn set(schema: &mut Value, pointer: &str, value: Value) {
    if let Some(place) = schema.pointer_mut(pointer) {
        *place = value;
    }
}

fn add(schema: &mut Value, key: &str, value: Value) {
    if let Some(members) = schema.as_object_mut() {
        members.insert(key.to_owned(), value);
    }
}

fn add_at(schema: &mut Value, pointer: &str, key: &str, value: Value) {
    if let Some(place) = schema.pointer_mut(pointer) {
        add(place, key, value);
    }
}
