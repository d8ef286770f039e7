mod axis;
mod build;
#[cfg(test)]
mod sample;
mod series;

pub use axis::TimeAxis;
pub(super) use build::change_report;
pub use build::{log_entry, person_report};
#[cfg(test)]
pub(crate) use sample::log as log_sample;
pub use series::{Followed, SeriesPoint, SeriesTarget, TrendSeries, trend_series};

use serde::Serialize;

use super::{ChangeCounts, ChangeReport, Tool};

/// The result of `log`.
#[derive(Debug, Clone, Serialize)]
pub struct LogReport {
    /// `rungs/log/1`.
    pub schema: &'static str,
    /// This program.
    pub tool: Tool,
    /// The full id of the commit that the history ends with.
    pub tip: String,
    /// What that commit is called.
    pub name: String,
    /// `first-parent` or `full`.
    pub mode: &'static str,
    /// By which models old commits are scored: those of `then` or of `now`.
    pub scored_with: &'static str,
    /// The paths of the repository that were looked at, as `git log -- PATHS` takes
    /// them; the whole repository is `.`.
    pub paths: Vec<String>,
    /// Whether a shallow clone cuts the history off before its beginning.
    pub truncated: bool,
    /// The full ids of the commits where it does.
    pub cut_at: Vec<String>,
    /// What was asked to be left out, such as `only THREAT`.
    pub narrowed: Vec<String>,
    /// How many commits there are.
    pub counts: LogCounts,
    /// The commits, newest first.
    pub entries: Vec<LogEntry>,
    /// Whether the changes themselves were asked for.
    #[serde(skip)]
    pub patch: bool,
    /// Whether a line for each domain was asked for.
    #[serde(skip)]
    pub graph: bool,
    /// What measures were over time, where that was asked for.
    #[serde(skip)]
    pub series: Vec<TrendSeries>,
    /// The time that the series are shown over.
    #[serde(skip)]
    pub axis: TimeAxis,
}

impl LogReport {
    /// The name of the format.
    pub const SCHEMA: &'static str = "rungs/log/1";
}

/// How many commits there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct LogCounts {
    /// Looked at.
    pub walked: usize,
    /// That touched the paths.
    pub touched: usize,
    /// Shown.
    pub shown: usize,
}

/// A commit and what it did.
#[derive(Debug, Clone, Serialize)]
pub struct LogEntry {
    /// Its full id.
    pub commit: String,
    /// Its id as short as git shows it, where people are to read it.
    #[serde(skip)]
    pub short: String,
    /// The full ids of all its parents.
    pub parents: Vec<String>,
    /// Who wrote it.
    pub author: PersonReport,
    /// Who put it into this history, where that is somebody else or another time.
    pub committer: PersonReport,
    /// The day on which it came into this history, where its committer was.
    pub date: Option<String>,
    /// The first line of its message.
    pub subject: String,
    /// The pull or merge request that its message names, such as `#12`.
    pub pull_request: Option<String>,
    /// What a reader has to know, each a fragment.
    pub notes: Vec<String>,
    /// The assessments that it changed, by unit and model; none where it touched the
    /// files and moved nothing.
    pub assessments: Vec<LoggedAssessment>,
}

/// A person as a commit names them, by the mailmap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonReport {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The time with its offset, as RFC 3339; nothing where the commit has none.
    pub time: Option<String>,
    /// Seconds since 1970.
    #[serde(skip)]
    pub seconds: i64,
}

/// What a commit did to an assessment.
#[derive(Debug, Clone, Serialize)]
pub struct LoggedAssessment {
    /// Its unit, when it can be told.
    pub unit: Option<String>,
    /// Its head after the commit; nothing when it is gone.
    pub path: Option<String>,
    /// Its head before, where it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_path: Option<String>,
    /// The model, as `id@version`, when it was found.
    pub model: Option<String>,
    /// The model before, where it is another one or its content is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_model: Option<String>,
    /// `added`, `removed`, `changed` or `moved`.
    pub status: &'static str,
    /// Whether it has no numbers after the commit, because its meaning is broken.
    pub broken: bool,
    /// The first thing that breaks it, with its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// Whether it had no numbers before.
    pub base_broken: bool,
    /// The commit it is held against, where it was broken before this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Why its numbers cannot be held against those before, where they cannot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incomparable: Option<String>,
    /// What its files did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<String>,
    /// How many practices are answered after the commit; nothing where it is broken.
    pub answered: Option<usize>,
    /// How many changes there are of which sort.
    pub counts: ChangeCounts,
    /// The first answers that moved, the worst before others, for a line about them.
    #[serde(skip)]
    pub moves: Vec<ChangeReport>,
    /// The ids of the measures shown first.
    pub headline: Vec<String>,
    /// What the measures shown first moved by at the root, and why, where more than
    /// answers moved them.
    pub causes: Vec<LoggedCause>,
    /// The measures shown first at the root, moved or not, then every other that is
    /// not what it was.
    pub measures: Vec<LoggedMeasure>,
    /// What is said otherwise than before; only where changes were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Vec<ChangeReport>>,
}

/// A part of the difference of a measure at the root.
#[derive(Debug, Clone, Serialize)]
pub struct LoggedCause {
    /// The measure's id.
    pub measure: String,
    /// What was replaced: `model`, `rule`, `scope`, `targets`, `answers`, `overrides` or
    /// `time`.
    pub ingredient: String,
    /// The exact part.
    pub part: String,
    /// The same as it is shown to people.
    #[serde(skip)]
    pub shown: String,
}

/// A measure at a node, before and after.
#[derive(Debug, Clone, Serialize)]
pub struct LoggedMeasure {
    /// The node's id.
    pub node: String,
    /// How far below the root, which is 0.
    #[serde(skip)]
    pub depth: usize,
    /// The measure's id.
    pub measure: String,
    /// Before; nothing without a value or the node.
    pub from: Option<LoggedValue>,
    /// After; nothing without a value or the node.
    pub to: Option<LoggedValue>,
}

impl LoggedMeasure {
    /// Whether it is not what it was.
    pub fn moved(&self) -> bool {
        let says = |value: &Option<LoggedValue>| {
            let value = value.as_ref();
            value.map(|value| (value.value.clone(), value.max.clone(), value.judged))
        };
        says(&self.from) != says(&self.to)
    }
}

/// What a measure says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LoggedValue {
    /// The exact value: a fraction, a whole number or a level's id.
    pub value: String,
    /// The value rounded to six decimals; a level's number is its position.
    pub number: f64,
    /// Points earned, for a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<String>,
    /// Points there could be, for a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
    /// The label of the band it lies in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band: Option<String>,
    /// Whether a recorded judgement replaced the computed value; left out where none did.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub judged: bool,
    /// The same as it is shown to people.
    #[serde(skip)]
    pub shown: String,
}
