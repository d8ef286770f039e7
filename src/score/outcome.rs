use super::Completeness;
use crate::model::ItemIndex;
use crate::value::Rational;

/// What a measure says about a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The number; a level's number is its position among the model's levels.
    pub number: Rational,
    /// The position of the level, when the measure yields levels.
    pub level: Option<usize>,
    /// What a share was made of.
    pub points: Option<Points>,
    /// The position of the stretch in the measure's band.
    pub band: Option<usize>,
    /// The recorded judgement that replaced the computed value.
    pub overridden: Option<Overridden>,
}

/// The two sides of a share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Points {
    /// Points earned.
    pub earned: Rational,
    /// Points there could be.
    pub possible: Rational,
}

/// A judgement in place of a computed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overridden {
    /// The position of the override in the assessment.
    pub position: usize,
    /// What was computed.
    pub computed: Option<Box<Outcome>>,
}

impl Outcome {
    /// A plain number.
    pub fn number(number: Rational) -> Self {
        Self {
            number,
            level: None,
            points: None,
            band: None,
            overridden: None,
        }
    }

    /// A level by its position.
    pub fn level(level: usize) -> Self {
        Self {
            level: Some(level),
            ..Self::number(Rational::from_count(level))
        }
    }
}

/// All measures of an assessment at all nodes.
#[derive(Debug, Clone)]
pub struct Scored {
    /// The nodes that are no practices, parents before children, the root first.
    pub nodes: Vec<ScoredNode>,
}

/// All measures at one node.
#[derive(Debug, Clone)]
pub struct ScoredNode {
    /// The node.
    pub item: ItemIndex,
    /// How much of it is answered.
    pub completeness: Completeness,
    /// What each measure says, in the model's order.
    pub measures: Vec<Option<Outcome>>,
}
