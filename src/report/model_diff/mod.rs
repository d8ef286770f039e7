mod build;

use indexmap::IndexMap;
use serde::Serialize;

use super::{ExactNumber, ModelReport, Tool};

/// The result of `model diff`.
#[derive(Debug, Clone, Serialize)]
pub struct ModelDiffReport {
    /// `rungs/model-diff/1`.
    pub schema: &'static str,
    /// This program.
    pub tool: Tool,
    /// The earlier model.
    pub from: DiffedModel,
    /// The later model.
    pub to: DiffedModel,
    /// Whether the digests are equal, so that scoring finds no difference.
    pub same_meaning: bool,
    /// Items of one id that people read other words of.
    pub other_words: usize,
    /// What practices were compared by: `publisher`, `text` or `summary`.
    pub compared_by: &'static str,
    /// What became of the practices, and how many.
    pub practices: IndexMap<&'static str, RelationCount>,
    /// The same of the nodes above them.
    pub nodes: IndexMap<&'static str, RelationCount>,
    /// Ids of practices that stand in both models.
    pub ids: SharedIds,
    /// How many practices stand at each level.
    pub levels: Vec<LevelReport>,
    /// What changed in levels, scales, measures and bands.
    pub meaning: Vec<MeaningReport>,
    /// What shares are taken of.
    pub denominators: Vec<DenominatorReport>,
    /// The nodes directly below the root.
    pub domains: Vec<DomainReport>,
    /// What became of each item, by domain.
    pub items: Vec<DiffedItem>,
    /// The mapping that was written, when one was asked for.
    pub mapping: Option<WrittenMapping>,
}

/// One of the two models.
#[derive(Debug, Clone, Serialize)]
pub struct DiffedModel {
    /// The model.
    #[serde(flatten)]
    pub model: ModelReport,
    /// Its file; nothing for one that was named.
    pub path: Option<String>,
    /// Its practices.
    pub practices: usize,
    /// The nodes above them, without the root.
    pub nodes: usize,
}

/// How often one relation stands, and how many items it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RelationCount {
    /// How often.
    pub rows: usize,
    /// Items of the earlier model.
    pub from: usize,
    /// Items of the later model.
    pub to: usize,
}

/// Ids of practices that stand in both models.
#[derive(Debug, Clone, Serialize)]
pub struct SharedIds {
    /// How many.
    pub both: usize,
    /// For how many of them the practice is another one.
    pub another: usize,
    /// Their share; nothing when no id stands in both.
    pub share: Option<ExactNumber>,
}

/// Two numbers beside each other; nothing where there is no such thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moved<T> {
    /// What it was.
    pub from: Option<T>,
    /// What it is.
    pub to: Option<T>,
}

/// How many practices stand at a level.
#[derive(Debug, Clone, Serialize)]
pub struct LevelReport {
    /// The level's id; nothing for practices without one.
    pub level: Option<String>,
    /// Of the earlier model.
    pub from: usize,
    /// Of the later model.
    pub to: usize,
}

/// A change of what scoring uses beside the items.
#[derive(Debug, Clone, Serialize)]
pub struct MeaningReport {
    /// `level`, `scale`, `measure` or `band`.
    pub section: &'static str,
    /// Its id.
    pub id: String,
    /// `added`, `removed` or `changed`.
    pub change: &'static str,
    /// The part of it; nothing for all of it.
    pub part: Option<String>,
    /// What it was, where that is one value.
    pub from: Option<String>,
    /// What it is, where that is one value.
    pub to: Option<String>,
}

/// What a share is taken of.
#[derive(Debug, Clone, Serialize)]
pub struct DenominatorReport {
    /// The measure's id.
    pub measure: String,
    /// The root, then the nodes directly below it.
    pub nodes: Vec<DenominatorNodeReport>,
}

/// What a share is taken of at one node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DenominatorNodeReport {
    /// The node in the earlier model.
    pub from: Option<String>,
    /// The node in the later model.
    pub to: Option<String>,
    /// The practices that count.
    pub practices: Moved<usize>,
    /// The points there could be, when all are applicable.
    pub points: Moved<String>,
    /// The same as they are shown to people.
    #[serde(skip)]
    pub points_shown: Moved<String>,
}

/// A node directly below the root, in both models.
#[derive(Debug, Clone, Serialize)]
pub struct DomainReport {
    /// Its id in the earlier model.
    pub from: Option<String>,
    /// Its id in the later model.
    pub to: Option<String>,
    /// Its title, of the later model where it is there.
    pub title: String,
    /// Its practices.
    pub practices: Moved<usize>,
    /// What became of its practices: those of the earlier model, and what is new.
    pub relations: IndexMap<&'static str, usize>,
}

/// What became of one item, or of a few together.
#[derive(Debug, Clone, Serialize)]
pub struct DiffedItem {
    /// Whether it is a practice.
    pub practice: bool,
    /// What became of it.
    pub relation: &'static str,
    /// The items of the earlier model.
    pub from: Vec<String>,
    /// The items of the later model.
    pub to: Vec<String>,
    /// The title, of the later model where it is there.
    pub title: String,
    /// How sure this is.
    pub confidence: ExactNumber,
    /// What they were compared by: `publisher`, `text`, `summary` or `practices`.
    pub compared_by: Option<&'static str>,
    /// Whether it stands below another node now.
    pub elsewhere: bool,
    /// Whether its id stands in the other model for something else.
    pub id_reused: bool,
    /// What scoring knows of it and what changed.
    pub changes: Vec<ItemChange>,
    /// The item of the other model that comes nearest, of a dropped or new one.
    pub nearest: Option<NearestItem>,
    /// All this in words.
    pub because: Option<String>,
    /// The position of its domain; nothing for what stands in none.
    #[serde(skip)]
    pub domain: Option<usize>,
}

/// What changed about an item beside its words.
#[derive(Debug, Clone, Serialize)]
pub struct ItemChange {
    /// `level`, `scale`, `weight`, `polarity`, `kind`, or `facet` and its name.
    pub field: String,
    /// Of several items the one that this is about.
    pub item: Option<String>,
    /// What it was.
    pub from: Option<String>,
    /// What it is.
    pub to: Option<String>,
}

/// The item that comes nearest to one without a pair.
#[derive(Debug, Clone, Serialize)]
pub struct NearestItem {
    /// Its id.
    pub item: String,
    /// How alike both are.
    pub similarity: ExactNumber,
}

/// A mapping that was written.
#[derive(Debug, Clone, Serialize)]
pub struct WrittenMapping {
    /// The file; nothing for standard output.
    pub path: Option<String>,
    /// Its rows.
    pub rows: usize,
}
