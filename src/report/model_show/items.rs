use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Direction, Guidance, Item, ItemIndex, Metric, Model, Texts};

/// A node or a practice.
#[derive(Debug, Clone, Serialize)]
pub struct ShownItem {
    /// Its id.
    pub id: String,
    /// What the publisher prints, where that is not the id.
    pub code: Option<String>,
    /// What the model calls it.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// How far below the root, which is 0.
    pub depth: usize,
    /// The node above it.
    pub parent: Option<String>,
    /// Whether it is answered itself.
    pub practice: bool,
    /// Its level.
    pub level: Option<String>,
    /// Its scale.
    pub scale: Option<String>,
    /// Its weight, exact.
    pub weight: String,
    /// Whether a yes is bad news.
    pub negative: bool,
    /// What more it says; nothing where only titles are told.
    #[serde(flatten)]
    pub more: Option<ShownDetails>,
}

/// All of an item beyond its title.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ShownDetails {
    /// The publisher's wording, where the project has it.
    pub wording: Option<String>,
    /// The model's wording.
    pub text: Option<String>,
    /// What to look for when answering.
    pub guidance: ShownGuidance,
    /// What it needs.
    pub resources: BTreeMap<&'static str, String>,
    /// Values along the model's other axes.
    pub facets: BTreeMap<String, String>,
    /// What is measured beside the answers.
    pub metrics: Vec<ShownMetric>,
    /// Related items.
    pub see: Vec<String>,
    /// What removes this deficiency.
    pub resolved_by: Vec<String>,
    /// Other spellings of the id.
    pub aliases: Vec<String>,
}

/// What to look for when answering.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ShownGuidance {
    /// For everybody.
    pub text: Option<String>,
    /// For those who produce.
    pub producer: Option<String>,
    /// For those who consume.
    pub consumer: Option<String>,
}

/// A metric.
#[derive(Debug, Clone, Serialize)]
pub struct ShownMetric {
    /// Its id.
    pub id: String,
    /// What is measured.
    pub title: String,
    /// The unit of its values.
    pub unit: Option<String>,
    /// `up` when more is better, `down` when less is.
    pub direction: Option<&'static str>,
    /// How often it is measured.
    pub cadence: Option<String>,
    /// The level it belongs to.
    pub level: Option<String>,
}

pub(super) fn shown_item(
    model: &Model,
    texts: Option<&Texts>,
    index: ItemIndex,
    brief: bool,
) -> ShownItem {
    let item = model.item(index);
    let level = |level: usize| model.levels.get(level).map(|level| level.id.clone());
    ShownItem {
        id: item.id.clone(),
        code: item.code.clone(),
        kind: item.kind.clone(),
        title: item.title.clone(),
        depth: item.depth,
        parent: item.parent.map(|parent| model.item(parent).id.clone()),
        practice: item.leaf,
        level: item.level.and_then(level),
        scale: item
            .scale
            .and_then(|scale| model.scales.get(scale))
            .map(|scale| scale.id.clone()),
        weight: item.weight.to_string(),
        negative: item.negative,
        more: (!brief).then(|| details(model, texts, item)),
    }
}

fn details(model: &Model, texts: Option<&Texts>, item: &Item) -> ShownDetails {
    let resources = [
        ("process", &item.resources.process),
        ("people", &item.resources.people),
        ("technology", &item.resources.technology),
    ];
    let resources = resources.into_iter();
    let resources = resources.filter_map(|(what, text)| Some((what, text.clone()?)));
    ShownDetails {
        wording: texts.and_then(|texts| texts.items.get(&item.id)).cloned(),
        text: item.text.clone(),
        guidance: ShownGuidance::from(&item.guidance),
        resources: resources.collect(),
        facets: item.facets.clone(),
        metrics: item
            .metrics
            .iter()
            .map(|metric| shown_metric(model, metric))
            .collect(),
        see: item.see.clone(),
        resolved_by: item.resolved_by.clone(),
        aliases: item.aliases.clone(),
    }
}

fn shown_metric(model: &Model, metric: &Metric) -> ShownMetric {
    let level = metric.level.and_then(|level| model.levels.get(level));
    ShownMetric {
        id: metric.id.clone(),
        title: metric.title.clone(),
        unit: metric.unit.clone(),
        direction: metric.direction.map(Direction::word),
        cadence: metric.cadence.clone(),
        level: level.map(|level| level.id.clone()),
    }
}

impl From<&Guidance> for ShownGuidance {
    fn from(guidance: &Guidance) -> Self {
        Self {
            text: guidance.text.clone(),
            producer: guidance.producer.clone(),
            consumer: guidance.consumer.clone(),
        }
    }
}

impl ShownGuidance {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.text.is_none() && self.producer.is_none() && self.consumer.is_none()
    }
}
