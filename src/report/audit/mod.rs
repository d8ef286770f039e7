mod build;

pub use build::{AuditAsked, audit_report};

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Counts, PersonReport, Tool};

/// The result of `audit`.
#[derive(Debug, Clone, Serialize)]
pub struct AuditReport {
    /// `rungs/audit/1`.
    pub schema: &'static str,
    /// This program.
    pub tool: Tool,
    /// The full id of the commit that the history ends with.
    pub tip: String,
    /// What that commit is called.
    pub name: String,
    /// `first-parent`, or `full` where what each commit of a branch said was looked
    /// at.
    pub mode: &'static str,
    /// The first day, by the committer's clock; nothing for the beginning.
    pub since: Option<String>,
    /// The last day; nothing for the end.
    pub until: Option<String>,
    /// The units that were looked at; none for all.
    pub units: Vec<String>,
    /// Days that an author's date may be before the committer's.
    pub backdated_days: u32,
    /// Days within which a raise is not to be taken back.
    pub within_days: u32,
    /// The paths of the repository that were looked at; the whole is `.`.
    pub paths: Vec<String>,
    /// Whether a shallow clone cuts the history off before its beginning.
    pub truncated: bool,
    /// The full ids of the commits where it does. What they did cannot be told.
    pub cut_at: Vec<String>,
    /// Commits that were written down as part of the history.
    pub anchors: Vec<AnchorReport>,
    /// How many commits and changes there are.
    pub looked_at: AuditedCounts,
    /// How many commits that changed answers have a signature in which state, by its
    /// word.
    pub signatures: BTreeMap<&'static str, usize>,
    /// How many findings there are of which level.
    pub counts: Counts,
    /// Every kind that was looked for, the gravest first, found or not.
    pub kinds: Vec<AuditKind>,
    /// The findings, kind by kind in the order of the kinds, oldest first.
    pub findings: Vec<AuditFinding>,
}

impl AuditReport {
    /// The name of the format.
    pub const SCHEMA: &'static str = "rungs/audit/1";
}

/// A commit that was written down as part of the history.
#[derive(Debug, Clone, Serialize)]
pub struct AnchorReport {
    /// As it was given.
    pub given: String,
    /// Its full id, where it is still there.
    pub commit: Option<String>,
    /// `held`, `left`, `absent` or `cut off`.
    pub standing: &'static str,
}

/// How many commits and changes there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct AuditedCounts {
    /// Commits walked over.
    pub walked: usize,
    /// Commits of the first-parent line that touched the paths.
    pub touched: usize,
    /// Of those, the ones that came in within the period.
    pub in_period: usize,
    /// Of those, the ones that changed answers.
    pub changed_answers: usize,
    /// Commits that these brought in and that changed answers.
    pub brought_in: usize,
    /// The answers they changed, and assessments that came or went.
    pub changes: usize,
}

/// A kind of finding.
#[derive(Debug, Clone, Serialize)]
pub struct AuditKind {
    /// The rule.
    pub rule: &'static str,
    /// Its level; a finding may be less grave.
    pub level: &'static str,
    /// What is looked for.
    pub what: &'static str,
    /// How many were found.
    pub findings: usize,
}

/// A finding.
#[derive(Debug, Clone, Serialize)]
pub struct AuditFinding {
    /// The rule.
    pub rule: &'static str,
    /// How grave it is.
    pub level: &'static str,
    /// What it is, a fragment.
    pub message: String,
    /// The commit; nothing where it is not there any more.
    pub commit: Option<AuditedCommit>,
    /// The merge that brought the commit in.
    pub merge: Option<AuditedCommit>,
    /// The commit that was written down, as it was given.
    pub anchor: Option<String>,
    /// The answers it is about.
    pub changes: Vec<AuditedChange>,
    /// Other commits it has to do with.
    pub related: Vec<RelatedCommit>,
}

/// A commit of a finding.
#[derive(Debug, Clone, Serialize)]
pub struct AuditedCommit {
    /// Its full id.
    pub id: String,
    /// Its id as short as git shows it.
    pub short: String,
    /// The day on which it came into this history, where its committer was.
    pub date: Option<String>,
    /// Who wrote it, and when by their clock.
    pub author: PersonReport,
    /// Who committed it, and when by their clock.
    pub committer: PersonReport,
    /// The first line of its message.
    pub subject: String,
    /// The pull or merge request that its message names.
    pub pull_request: Option<String>,
    /// The state of its signature; nothing where that was not asked.
    pub signature: Option<&'static str>,
}

/// Another commit that a finding has to do with.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedCommit {
    /// The commit.
    pub commit: AuditedCommit,
    /// In which way, a fragment.
    pub message: String,
}

/// An answer that was changed, or an assessment that came or went.
#[derive(Debug, Clone, Serialize)]
pub struct AuditedChange {
    /// The unit, when it can be told.
    pub unit: Option<String>,
    /// The practice; nothing for the assessment as a whole.
    pub item: Option<String>,
    /// `answer`, `na` or `assessment`.
    pub field: &'static str,
    /// What it was; nothing when it was not there.
    pub from: Option<String>,
    /// What it is; nothing when it is not there.
    pub to: Option<String>,
    /// The file where it stands, or stood.
    pub path: Option<String>,
    /// The line there, from 1.
    pub line: Option<u32>,
}
