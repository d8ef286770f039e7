mod build;

use serde::Serialize;

use super::{ModelReport, Tool};

/// The result of `reconcile`.
#[derive(Debug, Clone, Serialize)]
pub struct ReconcileReport {
    /// `rungs/reconcile/1`.
    pub schema: &'static str,
    /// This program.
    pub tool: Tool,
    /// Whose assessments these are.
    pub unit: String,
    /// The model they are against.
    pub model: ModelReport,
    /// Who is compared, in the order of the command line.
    pub assessors: Vec<ComparedAssessor>,
    /// How often all say the same.
    pub agreement: AgreementReport,
    /// The mean of the pairs' weighted kappas, where there is one.
    pub kappa: Option<ExactNumber>,
    /// Each two assessors.
    pub pairs: Vec<ComparedPair>,
    /// Each node that is no practice, the root first.
    pub nodes: Vec<ComparedNode>,
    /// Nodes about whose scope they differ.
    pub scope: Vec<ComparedScope>,
    /// Every practice, those to discuss first.
    pub practices: Vec<ComparedPractice>,
    /// The draft out of all, when one was asked for.
    pub merged: Option<MergedReport>,
}

/// An exact number and its rounded form.
#[derive(Debug, Clone, Serialize)]
pub struct ExactNumber {
    /// The exact value.
    pub value: String,
    /// The value rounded to six decimals.
    pub number: f64,
    /// How it is shown to people.
    #[serde(skip)]
    pub shown: String,
}

/// One assessor.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedAssessor {
    /// What this assessor is called.
    pub name: String,
    /// The assessment.
    pub path: String,
    /// `final` or `draft`.
    pub status: &'static str,
    /// The day it describes, as written.
    pub as_of: Option<String>,
    /// Practices with an answer.
    pub answered: usize,
    /// Practices without one.
    pub unanswered: usize,
    /// Practices that are not applicable.
    pub not_applicable: usize,
    /// Practices out of scope.
    pub out_of_scope: usize,
    /// Practices that this assessor left unanswered and another one did not.
    pub not_rated: Vec<String>,
}

/// How often assessors say the same.
#[derive(Debug, Clone, Serialize)]
pub struct AgreementReport {
    /// Practices on which all votes are the same.
    pub same: usize,
    /// Practices with two votes or more.
    pub compared: usize,
    /// Their share, where there is one.
    pub share: Option<ExactNumber>,
}

/// Two assessors beside each other.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedPair {
    /// Their names.
    pub assessors: [String; 2],
    /// How often they say the same.
    pub agreement: AgreementReport,
    /// Their weighted kappa, where it is defined.
    pub kappa: Option<ExactNumber>,
}

/// How often assessors say the same in a node.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedNode {
    /// The node's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How far below the root, which is 0.
    pub depth: usize,
    /// Its practices.
    pub total: usize,
    /// How often they do.
    pub agreement: AgreementReport,
    /// Practices with answers two steps apart or more.
    pub apart: usize,
    /// Practices that are not applicable for some and have a value for others,
    /// unless the values are two steps apart.
    pub applicability: usize,
    /// Practices in scope with fewer than two votes.
    pub not_compared: usize,
}

/// A node about whose scope assessors differ.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedScope {
    /// The node's id.
    pub node: String,
    /// Its title.
    pub title: String,
    /// Those for whom it is out of scope.
    pub out: Vec<OutForAssessor>,
    /// The names of those for whom it is in scope.
    pub in_scope: Vec<String>,
}

/// Why a node is out of scope for somebody.
#[derive(Debug, Clone, Serialize)]
pub struct OutForAssessor {
    /// Who.
    pub assessor: String,
    /// Why.
    pub reason: String,
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: Option<u32>,
}

/// What assessors say about a practice.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedPractice {
    /// The practice's id.
    pub item: String,
    /// Its title.
    pub title: String,
    /// How far the votes are from one another.
    pub verdict: &'static str,
    /// Whether there is something to discuss.
    pub discuss: bool,
    /// How far the highest value is from the lowest, where there are two.
    pub spread: Option<SpreadReport>,
    /// What each says, in the order of the assessors.
    pub votes: Vec<VoteReport>,
}

/// The distance of the highest value from the lowest.
#[derive(Debug, Clone, Serialize)]
pub struct SpreadReport {
    /// In steps of the scale.
    pub steps: usize,
    /// In scores, exact.
    pub score: String,
}

/// What one assessor says about a practice.
#[derive(Debug, Clone, Serialize)]
pub struct VoteReport {
    /// Who.
    pub assessor: String,
    /// Which of the four states.
    pub state: &'static str,
    /// The answer's key.
    pub answer: Option<String>,
    /// Why it is not applicable or out of scope.
    pub reason: Option<String>,
    /// The rationale.
    pub because: Option<String>,
    /// The file, where something is said.
    pub path: Option<String>,
    /// The line, from 1.
    pub line: Option<u32>,
}

/// The draft out of all.
#[derive(Debug, Clone, Serialize)]
pub struct MergedReport {
    /// The rule.
    pub rule: &'static str,
    /// The file that was written; nothing for standard output.
    pub path: Option<String>,
    /// Practices with an answer.
    pub answered: usize,
    /// Practices without one.
    pub unanswered: usize,
    /// Practices that are not applicable.
    pub not_applicable: usize,
    /// Practices out of scope.
    pub out_of_scope: usize,
    /// Practices marked for review.
    pub review: usize,
    /// What was left out because assessors differ about it.
    pub left_out: Vec<LeftOut>,
}

/// Something that was left out of the merged draft.
#[derive(Debug, Clone, Serialize)]
pub struct LeftOut {
    /// The key in the files.
    pub key: &'static str,
    /// What it is about.
    pub about: String,
    /// Who says what.
    pub said: String,
}
