use serde::Serialize;

use super::{ChangeReport, PersonReport, Tool, person_report};
use crate::history::{Said, Told, forge_number};
use crate::report::log::change_report;
use crate::source::git::CommitDetails;

/// The result of `blame`.
#[derive(Debug, Clone, Serialize)]
pub struct BlameReport {
    /// `rungs/blame/1`.
    pub schema: &'static str,
    /// This program.
    pub tool: Tool,
    /// The full id of the commit that is looked at.
    pub tip: String,
    /// What that commit is called.
    pub name: String,
    /// Whether a shallow clone cuts the history off, so that its first commits are told
    /// where older ones may have been it.
    pub truncated: bool,
    /// The full ids of the commits where it does.
    pub cut_at: Vec<String>,
    /// What is said of each practice and since when, in the model's order; every change
    /// of it, newest first, where its whole life was asked for.
    pub items: Vec<BlamedItem>,
    /// The assessments of which nothing can be told, because their meaning is broken at
    /// that commit.
    pub broken: Vec<BrokenAssessment>,
    /// Whether the whole life was asked for.
    #[serde(skip)]
    pub whole: bool,
}

impl BlameReport {
    /// The name of the format.
    pub const SCHEMA: &'static str = "rungs/blame/1";
}

/// An assessment of which nothing can be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BrokenAssessment {
    /// Its unit, when it can be told.
    pub unit: Option<String>,
    /// Its head.
    pub path: String,
    /// The first thing that breaks it, with its place.
    pub because: String,
}

/// A facet of a practice and the commit that changed it.
#[derive(Debug, Clone, Serialize)]
pub struct BlamedItem {
    /// The unit.
    pub unit: String,
    /// The model, as `id@version`.
    pub model: String,
    /// The practice's id.
    pub item: String,
    /// The id it had after the commit, where that is another one.
    pub was: Option<String>,
    /// `answer`, `evidence`, `because`, `target` or `owner`.
    pub field: &'static str,
    /// What is said now; nothing where it is not said any more.
    pub value: Option<String>,
    /// The full id of the commit.
    pub commit: String,
    /// Its id as short as git shows it.
    #[serde(skip)]
    pub short: String,
    /// Who wrote it.
    pub author: PersonReport,
    /// The day on which it was committed.
    pub date: Option<String>,
    /// The first line of its message.
    pub subject: String,
    /// The pull or merge request that its message names.
    pub pull_request: Option<String>,
    /// The trailers of its message, such as `Reviewed-by`, as names and values.
    pub trailers: Vec<(String, String)>,
    /// Whether it carries a signature; whether that is good, `rungs audit` says.
    pub signed: bool,
    /// What the commit did to it; nothing where it brought the assessment or the practice
    /// in.
    pub changes: Vec<ChangeReport>,
    /// The pieces of evidence that there were after the commit, in any order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<String>,
    /// The file that says it now.
    pub path: Option<String>,
    /// The line there, from 1.
    pub line: Option<u32>,
}

/// What is said of a practice, with a commit that changed it.
pub fn blamed_item(
    (unit, model): (&str, &str),
    said: &Said,
    told: &Told,
    details: &CommitDetails,
    short: String,
) -> BlamedItem {
    BlamedItem {
        unit: unit.to_owned(),
        model: model.to_owned(),
        item: said.item.clone(),
        was: (told.item != said.item).then(|| told.item.clone()),
        field: said.facet.word(),
        value: said.value.clone(),
        commit: details.id.to_string(),
        short,
        author: person_report(&details.author),
        date: details.committer.date.map(|date| date.to_string()),
        subject: details.subject.clone(),
        pull_request: forge_number(&details.subject, &details.body),
        trailers: details.trailers.clone(),
        signed: details.signed,
        changes: told.changes.iter().map(change_report).collect(),
        pieces: told.pieces.clone(),
        path: said.path.clone(),
        line: said.line,
    }
}
