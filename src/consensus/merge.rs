use std::collections::BTreeMap;

use super::shared::{grouped, listed, signed};
use super::{Comparison, Practice, Rater, answer, head, scope};
use crate::model::{Assessor, ItemIndex, Model, Review, State, SupportedBy};
use crate::score::Engine;
use crate::value::Rational;

/// How one answer comes out of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The lowest after polarity.
    Lower,
    /// The one in the middle after polarity; the lower of two.
    Median,
}

impl Rule {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lower => "lower",
            Self::Median => "median",
        }
    }
}

/// One draft out of several.
#[derive(Debug, Clone, Default)]
pub struct Merged {
    /// Whose answers these are.
    pub unit: String,
    /// The earliest of the days they describe.
    pub as_of: Option<String>,
    /// The earliest day by node, where it differs.
    pub assessed: Vec<(String, String)>,
    /// All assessors.
    pub assessors: Vec<Assessor>,
    /// What is out of scope for all, each with the reason.
    pub out_of_scope: Vec<(String, String)>,
    /// Targets that nobody contradicts.
    pub targets: Vec<MergedTarget>,
    /// What measures were when progress began to be counted, where nobody
    /// contradicts it.
    pub baselines: Vec<MergedBaseline>,
    /// What is said about practices, in the model's order.
    pub answers: BTreeMap<ItemIndex, MergedAnswer>,
    /// Answers to what an earlier version asked, by id, that nobody contradicts.
    pub retired: Vec<(String, MergedAnswer)>,
    /// Judgements that all have recorded.
    pub overrides: Vec<MergedOverride>,
    /// What was left out because they differ about it.
    pub contested: Vec<Contested>,
}

/// What is said about one practice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MergedAnswer {
    /// The answer's key.
    pub answer: Option<String>,
    /// Why it is not applicable, when it is; empty without a reason.
    pub na: Option<String>,
    /// The rationales, each under its assessor's name.
    pub because: Option<String>,
    /// The evidence of all.
    pub evidence: Vec<MergedEvidence>,
    /// Who is responsible, when they agree.
    pub owner: Option<String>,
    /// The answer wanted and by when, when they agree.
    pub target: Option<(String, Option<String>)>,
    /// What reaching it would bring, when they agree.
    pub impact: Option<u8>,
    /// What reaching it would take, when they agree.
    pub effort: Option<u8>,
    /// The metric that has to hold, when they agree.
    pub supported_by: Option<SupportedBy>,
    /// Why a person has to look at it.
    pub review: Option<Review>,
    /// What else is worth knowing, a line each.
    pub remarks: Vec<String>,
}

/// One thing that answers rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedEvidence {
    /// A URL or a path.
    pub reference: Option<String>,
    /// Free text.
    pub note: Option<String>,
    /// When it was recorded.
    pub recorded: Option<String>,
    /// The last day it counts.
    pub expires: Option<String>,
}

/// A measure that is wanted at a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedTarget {
    /// The node's id.
    pub node: String,
    /// The measure's id.
    pub measure: String,
    /// The least it shall be.
    pub at_least: String,
    /// By when.
    pub by: Option<String>,
    /// Why.
    pub because: Option<String>,
}

/// A measure at a node, as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedBaseline {
    /// The node's id.
    pub node: String,
    /// The measure's id.
    pub measure: String,
    /// The value then.
    pub value: String,
    /// When it was recorded.
    pub recorded: Option<String>,
}

/// A judgement that replaces a computed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedOverride {
    /// The node's id.
    pub node: String,
    /// The measure's id.
    pub measure: String,
    /// The value.
    pub value: String,
    /// Why, under the assessors' names.
    pub because: Option<String>,
    /// Who judged.
    pub by: Option<String>,
}

/// Something that was left out because assessors differ about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contested {
    /// The key in the files, such as `owner`.
    pub key: &'static str,
    /// The item, or the node and measure, that it is about.
    pub about: String,
    /// Who says what.
    pub said: String,
}

/// Merges what assessors say by a rule.
pub fn merge(model: &Model, raters: &[Rater<'_>], comparison: &Comparison, rule: Rule) -> Merged {
    let mut merged = head::merged(model, raters);
    let out = scope::agreed(model, raters).into_iter();
    merged.out_of_scope = out
        .map(|node| (model.item(node).id.clone(), reason(model, raters, node)))
        .collect();
    let engines: Vec<Engine<'_>> = raters
        .iter()
        .map(|rater| Engine::new(model, rater.assessment, rater.resolved))
        .collect();
    for practice in &comparison.practices {
        let mut contested = Vec::new();
        let mut said = answer::fields(model, raters, practice, &mut contested);
        let values = engines.iter().zip(&practice.states);
        let values = values.filter_map(|(engine, state)| match state {
            State::Value(choice) => Some((engine.leaf_score(practice.item)?.clone(), *choice)),
            _ => None,
        });
        said.answer = by_rule(rule, values.collect()).and_then(|choice| {
            let choice = model.scale_of(practice.item)?.choices.get(choice)?;
            Some(choice.key.clone())
        });
        mark(model, raters, practice, &mut said);
        let remark = |one: &Contested| format!("{} not merged: {}", one.key, one.said);
        said.remarks.extend(contested.iter().map(remark));
        merged.contested.extend(contested);
        if said != MergedAnswer::default() {
            merged.answers.insert(practice.item, said);
        }
    }
    merged
}

/// The choice that a rule takes; the first on the scale among equals, so that
/// the order of the assessors does not matter.
fn by_rule(rule: Rule, mut values: Vec<(Rational, usize)>) -> Option<usize> {
    values.sort();
    let at = match rule {
        Rule::Lower => 0,
        Rule::Median => values.len().saturating_sub(1) / 2,
    };
    values.get(at).map(|(_, choice)| *choice)
}

/// Says where assessors differ, and who did not vote.
fn mark(model: &Model, raters: &[Rater<'_>], practice: &Practice, said: &mut MergedAnswer) {
    let states = || {
        let names = raters.iter().map(|rater| rater.name.as_str());
        names.zip(practice.states.iter().copied())
    };
    if practice.verdict.differs() {
        let text = |state: &State| worded(model, practice.item, *state);
        let why = format!("assessors differ: {}", listed(&grouped(states()), text));
        let review = said.review.get_or_insert_default();
        review.why = Some(match review.why.take() {
            Some(known) => format!("{why}\n{known}"),
            None => why,
        });
    }
    if said.answer.is_none() && said.na.is_none() {
        return;
    }
    for (state, words) in [
        (State::Unanswered, "not rated by"),
        (State::OutOfScope, "out of scope for"),
    ] {
        let names: Vec<&str> = states()
            .filter(|(_, found)| *found == state)
            .map(|(name, _)| name)
            .collect();
        if !names.is_empty() {
            said.remarks.push(format!("{words} {}", names.join(", ")));
        }
    }
}

/// A state in words.
fn worded(model: &Model, item: ItemIndex, state: State) -> String {
    let choice = |choice: usize| model.scale_of(item)?.choices.get(choice);
    match state {
        State::Value(at) => choice(at).map_or_else(String::new, |choice| choice.key.clone()),
        State::Unanswered => "not rated".to_owned(),
        State::NotApplicable => "not applicable".to_owned(),
        State::OutOfScope => "out of scope".to_owned(),
    }
}

fn reason(model: &Model, raters: &[Rater<'_>], node: ItemIndex) -> String {
    let reasons = raters.iter().flat_map(|rater| {
        let entries = rater.scope_entries(model, node).into_iter();
        let entries = entries.filter_map(|at| rater.assessment.out_of_scope.get(at));
        entries.map(|entry| (rater.name.as_str(), entry.reason.clone()))
    });
    let reasons: Vec<(&str, String)> = reasons.collect();
    match grouped(reasons.clone()).as_slice() {
        [(_, reason)] => reason.clone(),
        _ => signed(reasons).unwrap_or_default(),
    }
}
