mod items;

use std::collections::BTreeMap;

use serde::Serialize;

use self::items::shown_item;
pub use self::items::{ShownDetails, ShownGuidance, ShownItem, ShownMetric};
use super::Tool;
use super::measure_words::{self, MeasureWords};
use crate::model::{Band, Choice, ItemIndex, Level, Model, Scale, Texts};
use crate::value::Rational;

/// The result of `model show`: all that a model says, in words.
#[derive(Debug, Clone, Serialize)]
pub struct ModelShowReport {
    /// `rungs/model-show/1`.
    pub schema: &'static str,
    /// This program.
    pub tool: Tool,
    /// What the model is.
    pub model: ShownModel,
    /// The node that was asked for; nothing for the whole model.
    pub node: Option<String>,
    /// Whether only titles are told.
    pub brief: bool,
    /// How many practices are told.
    pub practices: usize,
    /// How many metrics they and the nodes above them have.
    pub metrics: usize,
    /// Levels from low to high.
    pub levels: Vec<ShownLevel>,
    /// Answer scales.
    pub scales: Vec<ShownScale>,
    /// Facets with their values.
    pub facets: BTreeMap<String, Vec<String>>,
    /// Measures in the order of the file.
    pub measures: Vec<MeasureWords>,
    /// Bands.
    pub bands: Vec<ShownBand>,
    /// Where publisher's wording is shown: the terms it comes under.
    pub wording: Option<ShownWording>,
    /// The tree, each node before what is in it.
    pub items: Vec<ShownItem>,
}

/// What a model is.
#[derive(Debug, Clone, Serialize)]
pub struct ShownModel {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Which edition of the version it is.
    pub edition: Option<String>,
    /// The licence of its content.
    pub licence: Option<String>,
    /// The notice that its licence asks for.
    pub attribution: Option<String>,
    /// Where it can be had.
    pub source: Option<String>,
    /// The language of its wording.
    pub language: Option<String>,
    /// The version it replaces.
    pub supersedes: Option<String>,
    /// The digest over what scoring and meaning use.
    pub digest: String,
    /// Its file; nothing for a built-in one.
    pub path: Option<String>,
    /// The other versions there are, where none was asked for.
    pub other_versions: Vec<String>,
}

/// A level.
#[derive(Debug, Clone, Serialize)]
pub struct ShownLevel {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What holds at it.
    pub description: Option<String>,
}

/// An answer scale.
#[derive(Debug, Clone, Serialize)]
pub struct ShownScale {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Option<String>,
    /// Whether a practice may be not applicable.
    pub not_applicable: bool,
    /// Its answers; none where it has steps.
    pub answers: Vec<ShownAnswer>,
    /// The numbers that are its answers, where they are in equal steps.
    pub steps: Option<ShownSteps>,
}

/// One answer of a scale.
#[derive(Debug, Clone, Serialize)]
pub struct ShownAnswer {
    /// How it is written.
    pub key: String,
    /// Its points, exact.
    pub score: String,
    /// Its title.
    pub title: String,
    /// When to give it.
    pub description: Option<String>,
    /// Other spellings.
    pub also: Vec<String>,
}

/// Numbers in equal steps.
#[derive(Debug, Clone, Serialize)]
pub struct ShownSteps {
    /// The lowest.
    pub from: String,
    /// The highest.
    pub to: String,
    /// The distance between two.
    pub by: String,
}

/// Names for stretches of numbers.
#[derive(Debug, Clone, Serialize)]
pub struct ShownBand {
    /// Its id.
    pub id: String,
    /// Each label with where it holds, in words.
    pub edges: Vec<ShownEdge>,
}

/// One stretch.
#[derive(Debug, Clone, Serialize)]
pub struct ShownEdge {
    /// Its label.
    pub label: String,
    /// Where it holds, in words.
    pub holds: String,
}

/// The terms of a publisher's wording.
#[derive(Debug, Clone, Serialize)]
pub struct ShownWording {
    /// Its licence.
    pub licence: Option<String>,
    /// The notice that its licence asks for.
    pub attribution: Option<String>,
}

/// How much of a model is told.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    /// From which node on.
    pub node: ItemIndex,
    /// Whether only titles are told.
    pub brief: bool,
}

impl ModelShowReport {
    /// The name of the format.
    pub const SCHEMA: &'static str = "rungs/model-show/1";

    /// A model, or a part of it.
    pub fn of(model: &Model, texts: Option<&Texts>, extent: Extent) -> Self {
        let whole = extent.node == ItemIndex::ROOT;
        let first = extent.node.0.max(1);
        let shown = (first..model.item(extent.node).end).map(ItemIndex);
        let items: Vec<ShownItem> = shown
            .map(|index| shown_item(model, texts, index, extent.brief))
            .collect();
        let metrics = model.items.iter().take(model.item(extent.node).end);
        let metrics = metrics.skip(first).map(|item| item.metrics.len()).sum();
        let worded = |item: &ShownItem| {
            item.more
                .as_ref()
                .is_some_and(|more| more.wording.is_some())
        };
        let wording = texts.filter(|_| items.iter().any(worded));
        Self {
            schema: Self::SCHEMA,
            tool: Tool::SELF,
            model: shown_model(model),
            node: (!whole).then(|| model.item(extent.node).id.clone()),
            brief: extent.brief,
            practices: model.leaves(extent.node).count(),
            metrics,
            levels: model.levels.iter().map(shown_level).collect(),
            scales: model.scales.iter().map(shown_scale).collect(),
            facets: model.facets.iter().cloned().collect(),
            measures: measure_words::of(model),
            bands: model.bands.iter().map(shown_band).collect(),
            wording: wording.map(|texts| ShownWording {
                licence: texts.licence.clone(),
                attribution: texts.attribution.clone(),
            }),
            items,
        }
    }
}

fn shown_model(model: &Model) -> ShownModel {
    ShownModel {
        id: model.reference.id.clone(),
        version: model.reference.version.clone(),
        title: model.title.clone(),
        publisher: model.publisher.clone(),
        edition: model.edition.clone(),
        licence: model.licence.clone(),
        attribution: model.attribution.clone(),
        source: model.source.clone(),
        language: model.language.clone(),
        supersedes: model.supersedes.clone(),
        digest: model.digest.to_string(),
        path: None,
        other_versions: Vec::new(),
    }
}

fn shown_level(level: &Level) -> ShownLevel {
    ShownLevel {
        id: level.id.clone(),
        name: level.name.clone(),
        description: level.description.clone(),
    }
}

fn shown_scale(scale: &Scale) -> ShownScale {
    let steps = steps(scale);
    let answer = |choice: &Choice| ShownAnswer {
        key: choice.key.clone(),
        score: choice.score.to_string(),
        title: choice.title.clone(),
        description: choice.description.clone(),
        also: choice.also.clone(),
    };
    let listed = scale.choices.iter().filter(|_| steps.is_none());
    ShownScale {
        id: scale.id.clone(),
        title: scale.title.clone(),
        not_applicable: scale.not_applicable,
        answers: listed.map(answer).collect(),
        steps,
    }
}

/// The steps of a scale whose answers are numbers at equal distances and nothing
/// else.
fn steps(scale: &Scale) -> Option<ShownSteps> {
    let [first, second, .., last] = scale.choices.as_slice() else {
        return None;
    };
    let by = &second.score - &first.score;
    let number = |choice: &Choice| {
        choice.title == choice.key
            && choice.description.is_none()
            && choice.also.is_empty()
            && Rational::parse(&choice.key).as_ref() == Some(&choice.score)
    };
    let equal = scale.choices.windows(2).all(|pair| match pair {
        [low, high] => &high.score - &low.score == by,
        _ => false,
    });
    (equal && scale.choices.iter().all(number)).then(|| ShownSteps {
        from: first.key.clone(),
        to: last.key.clone(),
        by: by.to_string(),
    })
}

fn shown_band(band: &Band) -> ShownBand {
    let edge = |(at, edge): (usize, &crate::model::Edge)| ShownEdge {
        label: edge.label.clone(),
        holds: measure_words::holds(band, at),
    };
    ShownBand {
        id: band.id.clone(),
        edges: band.edges.iter().enumerate().map(edge).collect(),
    }
}
