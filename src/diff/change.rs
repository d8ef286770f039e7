use serde::{Deserialize, Serialize};

use crate::model::{At, ItemIndex};

/// One change of what an assessment says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is about.
    pub subject: Subject,
    /// Which of its fields changed.
    pub field: Field,
    /// What it was; nothing when it was not there.
    pub from: Option<String>,
    /// What it is; nothing when it is not there.
    pub to: Option<String>,
    /// Whether it became better.
    pub direction: Direction,
    /// Whether a practice became worse, was lost to scope or not applicable, or is
    /// gone.
    pub regression: bool,
    /// Where it stands at base.
    pub base_at: Option<At>,
    /// Where it stands at head.
    pub head_at: Option<At>,
}

/// What a change is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The assessment as a whole.
    Head,
    /// An item, on each side that has it.
    Item {
        /// The item at base.
        base: Option<ItemIndex>,
        /// The item at head.
        head: Option<ItemIndex>,
    },
    /// What neither model asks any more, by its name in the file.
    Named(String),
}

/// What part of an assessment changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Field {
    /// Whether it counts.
    Status,
    /// The model, by version or digest.
    Model,
    /// The day it describes.
    AsOf,
    /// Who made it.
    Assessors,
    /// A node or practice that is named as out of scope, or no longer, and why.
    Scope,
    /// An answer that no longer counts because of the scope, or counts again.
    Counts,
    /// A practice that only one of the models asks.
    Item,
    /// The value of an answer.
    Answer,
    /// That it is not applicable.
    NotApplicable,
    /// What it rests on.
    Evidence,
    /// The rationale.
    Because,
    /// Who is responsible.
    Owner,
    /// The answer, or the measure at a node, that is wanted.
    Target,
    /// What a measure was when progress began to be counted.
    Baseline,
    /// What reaching the target would bring.
    Impact,
    /// What reaching the target would take.
    Effort,
    /// The metric that it rests on.
    SupportedBy,
    /// That it waits for a person to confirm it.
    Review,
    /// A judgement in place of a computed value.
    Override,
    /// The day a node was looked at.
    Assessed,
    /// An answer to what an earlier version of the model asked.
    Retired,
}

impl Field {
    /// The word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Model => "model",
            Self::AsOf => "as_of",
            Self::Assessors => "assessors",
            Self::Scope | Self::Counts => "scope",
            Self::Item => "item",
            Self::Answer => "answer",
            Self::NotApplicable => "na",
            Self::Evidence => "evidence",
            Self::Because => "because",
            Self::Owner => "owner",
            Self::Target => "target",
            Self::Baseline => "baseline",
            Self::Impact => "impact",
            Self::Effort => "effort",
            Self::SupportedBy => "supported_by",
            Self::Review => "review",
            Self::Override => "override",
            Self::Assessed => "assessed",
            Self::Retired => "retired",
        }
    }
}

/// Whether a change is for the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// For the better.
    Up,
    /// For the worse.
    Down,
    /// Neither, or it cannot be told.
    Neither,
}

impl Direction {
    /// From an order of the earlier to the later value.
    pub fn of(order: Option<std::cmp::Ordering>) -> Self {
        match order {
            Some(std::cmp::Ordering::Less) => Self::Up,
            Some(std::cmp::Ordering::Greater) => Self::Down,
            Some(std::cmp::Ordering::Equal) | None => Self::Neither,
        }
    }
}
