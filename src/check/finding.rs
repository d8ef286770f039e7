use std::cmp::Reverse;

use super::waiving::refusal_of_rule;
use crate::diagnostic::{Diagnostic, Level};

/// Something found, with what it is about.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Rule, level, words and places.
    pub diagnostic: Diagnostic,
    /// The unit it is about.
    pub unit: Option<String>,
    /// The id of the model it is about.
    pub model: Option<String>,
    /// The path of the assessment it is about.
    pub assessment: Option<String>,
    /// The node it is about, where that is no practice.
    pub node: Option<String>,
    /// The practice it is about.
    pub item: Option<String>,
    /// The nodes that the practice or the node lies in, the root first.
    pub within: Vec<String>,
    /// What tells it apart from others of one rule about the same.
    pub aspect: String,
    /// The position of the gate in the policy, for a finding of a gate.
    pub gate: Option<usize>,
    /// What had to hold, in words.
    pub condition: Option<String>,
    /// What is instead, when one word says it.
    pub value: Option<String>,
    /// Whether its place is in a file of the base, since the head has none.
    pub at_base: bool,
    /// Whether no configuration can give it another level.
    pub fixed: bool,
    /// Its identity: the same however words and lines move, and no other's in a
    /// run.
    pub fingerprint: String,
    /// Its identity in the one state that is found: another when the answer moves.
    pub value_fingerprint: String,
    /// The answer of the practice that it is about, as it is found.
    pub answer: Option<String>,
    /// Whether a waiver can except it.
    pub waivable: bool,
    /// Whether it fails the run.
    pub standing: Standing,
}

/// What became of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Standing {
    /// It counts by its level.
    #[default]
    Open,
    /// A trusted job lets it through.
    Accepted,
    /// A waiver excepts it, by its position among the waivers of the run.
    Waived(usize),
}

impl Finding {
    /// A finding about nothing in particular yet.
    pub fn new(diagnostic: Diagnostic) -> Self {
        Self {
            waivable: refusal_of_rule(diagnostic.rule).is_none(),
            diagnostic,
            unit: None,
            model: None,
            assessment: None,
            node: None,
            item: None,
            within: Vec::new(),
            aspect: String::new(),
            gate: None,
            condition: None,
            value: None,
            at_base: false,
            fixed: false,
            fingerprint: String::new(),
            value_fingerprint: String::new(),
            answer: None,
            standing: Standing::Open,
        }
    }

    /// Whether it fails the run.
    pub fn blocks(&self) -> bool {
        self.diagnostic.level == Level::Deny && self.standing == Standing::Open
    }

    /// The order of findings: the gravest first, then by place, rule and words.
    pub(super) fn order(&self) -> impl Ord + '_ {
        let subject = (&self.unit, &self.node, &self.item, &self.aspect, self.gate);
        (
            Reverse(self.diagnostic.level),
            self.diagnostic.order(),
            subject,
        )
    }
}
