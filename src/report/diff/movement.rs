use serde::Serialize;

use crate::report::MeasureReport;

/// A measure at a node that is not what it was.
#[derive(Debug, Clone, Serialize)]
pub struct MovementReport {
    /// The node's id at head, or at base when it is gone.
    pub node: String,
    /// Its title.
    pub title: String,
    /// What the model calls such nodes.
    pub kind: Option<String>,
    /// How far below the root, which is 0.
    pub depth: usize,
    /// The measure's id.
    pub measure: String,
    /// Whether it is among the measures shown first.
    pub headline: bool,
    /// At base; nothing without a value.
    pub from: Option<MeasureReport>,
    /// At head; nothing without a value.
    pub to: Option<MeasureReport>,
    /// The exact difference; levels subtract as positions. Nothing where either
    /// side has no value.
    pub delta: Option<String>,
    /// The same as it is shown to people, with its sign, such as `+3.1 pp`,
    /// `−1 level` or `+0.25`; `±0` when the value only rests on other points.
    #[serde(skip)]
    pub delta_shown: Option<String>,
    /// Whether it moved up, down, or neither can be said.
    pub direction: super::ChangeDirection,
    /// Where the difference comes from; nothing where there is none.
    pub explained: Option<Explained>,
    /// The parts that have no value of their own and count in the next one.
    pub merged: Vec<&'static str>,
    /// Whether `rule` counts in `model` before it and not in the next one, because
    /// the base's measures cannot be computed on the head's items.
    #[serde(skip)]
    pub rule_in_model: bool,
    /// What made most of the difference where that was not the answers, such as
    /// `scope`: a smaller scope is no progress.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mainly: Vec<&'static str>,
    /// The part of the answers by practice, where the rule adds up and its
    /// denominator did not move; the largest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemPart>,
    /// What the value is a share of, where that moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<MovedDenominator>,
    /// The practices below the node that the measure looks at, where not as many of
    /// them count as did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub practices: Option<MovedPractices>,
    /// The practices that made a level rise, or that now stand in the way of the
    /// one it had.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<String>,
    /// What stands in the way of the next level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<BlockedLevel>,
}

/// Where a difference comes from; the parts add up to it exactly. A part that
/// counts in the next one is nothing.
#[derive(Debug, Clone, Serialize)]
pub struct Explained {
    /// Items, levels, weights and scales of the model.
    pub model: Option<PartReport>,
    /// The measures of the model.
    pub rule: Option<PartReport>,
    /// What is out of scope, and what went into or out of not applicable.
    pub scope: Option<PartReport>,
    /// What targets and baselines are set, for measures that look at them.
    pub targets: Option<PartReport>,
    /// Values, and what is unanswered.
    pub answers: Option<PartReport>,
    /// Recorded judgements.
    pub overrides: Option<PartReport>,
    /// The day; 0 for rules without dates.
    pub time: Option<PartReport>,
}

impl Explained {
    /// The parts with their names, in the order they were replaced in.
    pub fn parts(&self) -> [(&'static str, Option<&PartReport>); 7] {
        [
            ("model", self.model.as_ref()),
            ("rule", self.rule.as_ref()),
            ("scope", self.scope.as_ref()),
            ("targets", self.targets.as_ref()),
            ("answers", self.answers.as_ref()),
            ("overrides", self.overrides.as_ref()),
            ("time", self.time.as_ref()),
        ]
    }
}

/// One part of a difference.
#[derive(Debug, Clone)]
pub struct PartReport {
    /// Exactly.
    pub exact: String,
    /// As it is shown to people, with its sign.
    pub shown: String,
    /// Whether it is zero.
    pub zero: bool,
}

impl Serialize for PartReport {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.exact)
    }
}

/// What one practice adds to a difference.
#[derive(Debug, Clone, Serialize)]
pub struct ItemPart {
    /// The practice.
    pub item: String,
    /// Its part.
    pub part: PartReport,
}

/// Points there could be, on each side.
#[derive(Debug, Clone, Serialize)]
pub struct MovedDenominator {
    /// At base, exactly.
    pub from: String,
    /// At head, exactly.
    pub to: String,
}

/// Practices below a node on each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MovedPractices {
    /// At base.
    pub from: CountedPractices,
    /// At head.
    pub to: CountedPractices,
}

/// How many practices count, of how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CountedPractices {
    /// Those that apply and are in scope, answered or not.
    pub counting: usize,
    /// All of them.
    pub total: usize,
}

/// A level that is not held, and what stands in its way.
#[derive(Debug, Clone, Serialize)]
pub struct BlockedLevel {
    /// The level's id.
    pub level: String,
    /// The items in its way, the first few.
    pub by: Vec<String>,
    /// How many more there are.
    pub more: usize,
}
