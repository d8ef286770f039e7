use std::sync::Arc;

use super::ModelRef;
use crate::diagnostic::Place;
use crate::text::{SourceFile, Span};
use crate::value::Rational;

/// Where something stands in an assessment's files: which of them, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct At {
    /// The position of the file; the head is 0.
    pub file: u32,
    /// The bytes.
    pub span: Span,
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub at: At,
}

/// The answers of one unit against one model.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// The files it was read from, the head first.
    pub files: Vec<Arc<SourceFile>>,
    /// Whose answers these are.
    pub unit: Spanned<String>,
    /// The model they answer.
    pub model: Spanned<ModelRef>,
    /// The digest of the model that they were written for.
    pub digest: Option<Spanned<String>>,
    /// Whether they count.
    pub status: Status,
    /// The day they describe, as written.
    pub as_of: Option<Spanned<String>>,
    /// The day by node, where it differs, as written.
    pub assessed: Vec<(Spanned<String>, Spanned<String>)>,
    /// Who made it.
    pub assessors: Vec<Assessor>,
    /// Nodes that are out of scope.
    pub out_of_scope: Vec<OutOfScope>,
    /// What measures are wanted to be.
    pub targets: Vec<Target>,
    /// What measures were when progress began to be counted.
    pub baselines: Vec<Baseline>,
    /// The answers in the order of the files.
    pub answers: Vec<Answer>,
    /// Answers to what an earlier version of the model asked; never scored.
    pub retired: Vec<Answer>,
    /// Recorded judgements that replace computed values.
    pub overrides: Vec<Override>,
    /// The node of each part file, by position of the file.
    pub parts: Vec<(u32, Spanned<String>)>,
}

/// Whether an assessment counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It is scored and gated.
    Final,
    /// It is validated only; several may stand side by side.
    Draft,
}

impl Status {
    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Final => "final",
            Self::Draft => "draft",
        }
    }
}

/// A person who took part in an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessor {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// The part this person had.
    pub role: Option<String>,
}

/// A node out of scope, with everything below it.
#[derive(Debug, Clone)]
pub struct OutOfScope {
    /// The node's id, as written.
    pub id: Spanned<String>,
    /// Why.
    pub reason: String,
}

/// A measure at a node that is wanted by a date.
#[derive(Debug, Clone)]
pub struct Target {
    /// The node's id, as written.
    pub node: Spanned<String>,
    /// The measure's id, as written.
    pub measure: Spanned<String>,
    /// The least it shall be: a number or a level.
    pub at_least: Spanned<String>,
    /// By when, as written.
    pub by: Option<Spanned<String>>,
    /// Why.
    pub because: Option<String>,
}

/// A measure at a node, as it was when progress began to be counted.
#[derive(Debug, Clone)]
pub struct Baseline {
    /// The node's id, as written.
    pub node: Spanned<String>,
    /// The measure's id, as written.
    pub measure: Spanned<String>,
    /// The value then: a number or a level.
    pub value: Spanned<String>,
    /// When it was recorded, as written.
    pub recorded: Option<Spanned<String>>,
}

/// What is said about one item.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The item's id, as written.
    pub id: Spanned<String>,
    /// Where the value stands: all that is said about the item.
    pub at: At,
    /// The answer.
    pub answer: Option<Spanned<Written>>,
    /// That it is not applicable, with the reason when one is given.
    pub na: Option<Spanned<Option<String>>>,
    /// The rationale.
    pub because: Option<Spanned<String>>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// Who is responsible.
    pub owner: Option<Spanned<String>>,
    /// The answer wanted.
    pub target: Option<Wanted>,
    /// What reaching the target would bring, 1 to 3.
    pub impact: Option<u8>,
    /// What reaching the target would take, 1 to 3.
    pub effort: Option<u8>,
    /// The metric that it rests on.
    pub supported_by: Option<Claim>,
    /// That it waits for a person to confirm it.
    pub review: Option<Review>,
}

/// That a metric supports an answer as long as its value keeps to a threshold.
/// Thresholds are numbers in the metric's own unit.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Where all of it stands.
    pub at: At,
    /// The metric's id, as written.
    pub metric: Spanned<String>,
    /// The least value that supports the answer, as written.
    pub at_least: Option<Spanned<String>>,
    /// The greatest value that supports the answer, as written.
    pub at_most: Option<Spanned<String>>,
}

impl Claim {
    /// The least value that supports the answer, when it is a number.
    pub fn least(&self) -> Option<Rational> {
        Rational::parse(&self.at_least.as_ref()?.value)
    }

    /// The greatest value that supports the answer, when it is a number.
    pub fn most(&self) -> Option<Rational> {
        Rational::parse(&self.at_most.as_ref()?.value)
    }

    /// What it says, wherever it stands.
    pub fn words(&self) -> SupportedBy {
        let text = |threshold: &Option<Spanned<String>>| {
            threshold.as_ref().map(|threshold| threshold.value.clone())
        };
        SupportedBy {
            metric: self.metric.value.clone(),
            at_least: text(&self.at_least),
            at_most: text(&self.at_most),
        }
    }
}

/// What a claim says, without its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportedBy {
    /// The metric's id.
    pub metric: String,
    /// The least value, as written.
    pub at_least: Option<String>,
    /// The greatest value, as written.
    pub at_most: Option<String>,
}

/// A mark that an answer waits for a person to confirm it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    /// The id of the item it was carried over from.
    pub was: Option<String>,
    /// Why it needs to be looked at.
    pub why: Option<String>,
}

/// An answer as it is written: a key, another spelling or a score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The text.
    pub text: String,
    /// Whether it is written as a number.
    pub number: bool,
}

/// One thing that an answer rests on.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Where all of it stands.
    pub at: At,
    /// A URL, or a path in the project.
    pub reference: Option<Spanned<String>>,
    /// Free text.
    pub note: Option<String>,
    /// When it was recorded, as written.
    pub recorded: Option<Spanned<String>>,
    /// The last day it counts, as written.
    pub expires: Option<Spanned<String>>,
}

/// An answer wanted by a date.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The answer.
    pub answer: Spanned<Written>,
    /// By when, as written.
    pub by: Option<Spanned<String>>,
}

/// A recorded judgement that replaces a computed value.
#[derive(Debug, Clone)]
pub struct Override {
    /// Where all of it stands.
    pub at: At,
    /// The node's id, as written.
    pub node: Spanned<String>,
    /// The measure's id, as written.
    pub measure: Spanned<String>,
    /// The value: a number or a level.
    pub value: Spanned<String>,
    /// Why.
    pub because: Option<Spanned<String>>,
    /// Who judged.
    pub by: Option<String>,
}

impl Assessment {
    /// A place in one of its files.
    pub fn place(&self, at: At) -> Place {
        let file = self
            .files
            .get(at.file as usize)
            .or_else(|| self.files.first());
        file.map_or(Place::Nowhere, |file| {
            Place::Text(Arc::clone(file), at.span)
        })
    }

    /// The head file's path, which names the assessment.
    pub fn path(&self) -> &str {
        self.files.first().map_or("", |file| file.path().as_str())
    }
}

impl Answer {
    /// Whether nothing is said that takes it out of being unanswered.
    pub fn unanswered(&self) -> bool {
        self.answer.is_none() && self.na.is_none()
    }
}

/// A date that an assessment holds.
#[derive(Debug, Clone, Copy)]
pub struct DateIn<'a> {
    /// As written.
    pub written: &'a Spanned<String>,
    /// Whether it says that something has happened, so that it cannot lie ahead.
    pub past: bool,
}

impl Assessment {
    /// Every date it holds, whatever it says.
    pub fn dates(&self) -> impl Iterator<Item = DateIn<'_>> {
        let date = |past: bool| move |written| DateIn { written, past };
        let head = self
            .as_of
            .iter()
            .chain(self.assessed.iter().map(|(_, day)| day));
        let recorded = self
            .baselines
            .iter()
            .filter_map(|baseline| baseline.recorded.as_ref());
        let head = head.chain(recorded);
        let due = self.targets.iter().filter_map(|target| target.by.as_ref());
        let answers = self.answers.iter().flat_map(move |answer| {
            let recorded = answer
                .evidence
                .iter()
                .filter_map(|evidence| evidence.recorded.as_ref());
            let expires = answer
                .evidence
                .iter()
                .filter_map(|evidence| evidence.expires.as_ref());
            let by = answer.target.iter().filter_map(|target| target.by.as_ref());
            recorded
                .map(date(true))
                .chain(expires.chain(by).map(date(false)))
        });
        head.map(date(true))
            .chain(due.map(date(false)))
            .chain(answers)
    }
}
