use std::collections::BTreeMap;

use super::Metric;
use crate::text::Span;
use crate::value::Rational;

/// The place of an item in its model's list; the root is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemIndex(pub usize);

impl ItemIndex {
    /// The root, which has the model's id.
    pub const ROOT: Self = Self(0);
}

/// Facets of an item: name to value.
pub type Facets = BTreeMap<String, String>;

/// A node of the model's tree: a practice when it is a leaf, else a domain, an
/// objective or whatever the model calls it.
#[derive(Debug, Clone)]
pub struct Item {
    /// The stable id.
    pub id: String,
    /// The short title.
    pub title: String,
    /// What the publisher prints for it, where that is not the id.
    pub code: Option<String>,
    /// The full wording.
    pub text: Option<String>,
    /// What the model calls such nodes, when it says so.
    pub kind: String,
    /// Other spellings of the id.
    pub aliases: Vec<String>,
    /// The node above; the root has none.
    pub parent: Option<ItemIndex>,
    /// How far below the root, which is 0.
    pub depth: usize,
    /// The index just past the last item below this one: items stand in the
    /// order of the file, parents before children, so a subtree is a range.
    pub end: usize,
    /// Whether it is answered itself.
    pub leaf: bool,
    /// The position of its level in the model's levels.
    pub level: Option<usize>,
    /// The position of its scale in the model's scales.
    pub scale: Option<usize>,
    /// Its weight in `combine`; 1 unless the model says otherwise.
    pub weight: Rational,
    /// Whether a yes is bad news.
    pub negative: bool,
    /// Values along the model's other axes.
    pub facets: Facets,
    /// What to look for when answering.
    pub guidance: Guidance,
    /// What it needs.
    pub resources: Resources,
    /// Related items, by id.
    pub see: Vec<String>,
    /// The items whose presence removes this deficiency, by id.
    pub resolved_by: Vec<String>,
    /// What is measured beside the answers.
    pub metrics: Vec<Metric>,
    /// Where the item's id stands in the model's file.
    pub span: Span,
}

/// What to look for when answering, for one reader or for each side of an
/// exchange.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guidance {
    /// For everybody.
    pub text: Option<String>,
    /// For those who produce.
    pub producer: Option<String>,
    /// For those who consume.
    pub consumer: Option<String>,
}

/// What an item needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resources {
    /// Processes.
    pub process: Option<String>,
    /// People.
    pub people: Option<String>,
    /// Technology.
    pub technology: Option<String>,
}
