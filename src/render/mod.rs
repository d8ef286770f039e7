//! Reports to text in some medium, one file a medium.
//!
//! A renderer sees reports only: it cannot recompute, skip or judge anything.
//! Every text that comes from a file is escaped for the medium it goes to.

mod auditing;
mod badge;
#[cfg(test)]
mod check_formats;
mod checking;
mod codequality;
mod comparison;
mod csv;
mod escape;
mod github;
mod html;
mod json;
mod junit;
#[cfg(test)]
mod log_formats;
mod markdown;
mod markdown_model;
mod metrics_table;
mod openmetrics;
mod paint;
mod picture;
mod planning;
mod relation;
mod sarif;
mod text;
mod wording;

pub use escape::terminal;
pub use json::json;
pub use paint::Look;

use crate::report::{
    AuditReport, BlameReport, CheckReport, DiffReport, Explanation, ImportReport, LogReport,
    MigrateReport, ModelDiffReport, ModelShowReport, ModelsReport, PlanReport, ReconcileReport,
    ScoreReport, ValidateReport, WaiversReport,
};

/// A medium.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets and data frames.
    Csv,
    /// For pull requests and pages.
    Markdown,
    /// For browsers and other pages.
    Html,
    /// Annotations in a GitHub workflow's log.
    Github,
    /// Static analysis results, for code scanning.
    Sarif,
    /// Test results, for build servers.
    Junit,
    /// Issues of GitLab's code quality report.
    GitlabCodequality,
    /// Numbers for monitoring.
    Openmetrics,
    /// A picture: a badge, or lines over time.
    Svg,
    /// A badge as shields.io reads it.
    Shields,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 12] = [
        Self::Text,
        Self::Json,
        Self::Csv,
        Self::Markdown,
        Self::Html,
        Self::Github,
        Self::Sarif,
        Self::Junit,
        Self::GitlabCodequality,
        Self::Openmetrics,
        Self::Svg,
        Self::Shields,
    ];

    /// The word for it on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Github => "github",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::GitlabCodequality => "gitlab-codequality",
            Self::Openmetrics => "openmetrics",
            Self::Svg => "svg",
            Self::Shields => "shields",
        }
    }

    /// The format of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }
}

/// Something to show.
#[derive(Debug)]
pub enum Report<'r> {
    /// Of `validate`.
    Validate(&'r ValidateReport),
    /// Of `score`.
    Score(&'r ScoreReport),
    /// Of `diff`.
    Diff(&'r DiffReport),
    /// Of `check`.
    Check(&'r CheckReport),
    /// Of `audit`.
    Audit(&'r AuditReport),
    /// Of `blame`.
    Blame(&'r BlameReport),
    /// Of `log`.
    Log(&'r LogReport),
    /// Of `plan`.
    Plan(&'r PlanReport),
    /// Of `explain`.
    Explain(&'r Explanation),
    /// Of `import`.
    Import(&'r ImportReport),
    /// Of `migrate`.
    Migrate(&'r MigrateReport),
    /// Of `model diff`.
    ModelDiff(&'r ModelDiffReport),
    /// Of `reconcile`.
    Reconcile(&'r ReconcileReport),
    /// Of `model list`.
    Models(&'r ModelsReport),
    /// Of `model show`.
    ModelShow(&'r ModelShowReport),
    /// Of `waiver list`.
    Waivers(&'r WaiversReport),
}

/// The formats of each report, which is what the command line offers.
pub mod formats {
    use super::Format;

    /// Of `validate`.
    pub const VALIDATE: &[Format] = &[Format::Text, Format::Json, Format::Github];
    /// Of `score`.
    pub const SCORE: &[Format] = &[
        Format::Text,
        Format::Json,
        Format::Csv,
        Format::Markdown,
        Format::Openmetrics,
        Format::Svg,
        Format::Shields,
    ];
    /// Of `diff`.
    pub const DIFF: &[Format] = &[Format::Text, Format::Json, Format::Markdown, Format::Html];
    /// Of `check`.
    pub const CHECK: &[Format] = &[
        Format::Text,
        Format::Json,
        Format::Markdown,
        Format::Github,
        Format::Sarif,
        Format::Junit,
        Format::GitlabCodequality,
        Format::Openmetrics,
        Format::Svg,
        Format::Shields,
    ];
    /// Of `audit`.
    pub const AUDIT: &[Format] = &[Format::Text, Format::Json, Format::Markdown, Format::Csv];
    /// Of `blame`.
    pub const BLAME: &[Format] = &[Format::Text, Format::Json, Format::Csv];
    /// Of `log`.
    pub const LOG: &[Format] = &[
        Format::Text,
        Format::Json,
        Format::Csv,
        Format::Markdown,
        Format::Svg,
        Format::Openmetrics,
    ];
    /// Of `plan`.
    pub const PLAN: &[Format] = &[Format::Text, Format::Json, Format::Csv, Format::Markdown];
    /// Of `explain`.
    pub const EXPLAIN: &[Format] = &[Format::Text, Format::Json];
    /// Of `migrate`.
    pub const MIGRATE: &[Format] = &[Format::Text, Format::Json, Format::Markdown];
    /// Of `import`.
    pub const IMPORT: &[Format] = &[Format::Text, Format::Json, Format::Markdown];
    /// Of `model diff`.
    pub const MODEL_DIFF: &[Format] = &[Format::Text, Format::Json, Format::Markdown];
    /// Of `reconcile`.
    pub const RECONCILE: &[Format] = &[Format::Text, Format::Json, Format::Csv, Format::Markdown];
    /// Of `model list`.
    pub const MODELS: &[Format] = &[Format::Text, Format::Json];
    /// Of `model show`.
    pub const MODEL_SHOW: &[Format] = &[Format::Text, Format::Json, Format::Markdown];
    /// Of `waiver list`.
    pub const WAIVERS: &[Format] = &[Format::Text, Format::Json];
}

/// A report in a format; nothing where the report has no such format, which the
/// command line refuses before.
pub fn render(report: &Report<'_>, format: Format, look: &Look) -> Option<String> {
    match (report, format) {
        (Report::Validate(report), Format::Text) => Some(text::validate(report, look)),
        (Report::Validate(report), Format::Json) => Some(json(report)),
        (Report::Validate(report), Format::Github) => Some(github::validate(report)),
        (Report::Score(report), Format::Text) => Some(text::score(report, look)),
        (Report::Score(report), Format::Json) => Some(json(report)),
        (Report::Score(report), Format::Csv) => Some(csv::score(report)),
        (Report::Score(report), Format::Markdown) => Some(markdown::score(report)),
        (Report::Diff(report), Format::Text) => Some(text::diff(report, look)),
        (Report::Diff(report), Format::Json) => Some(json(report)),
        (Report::Diff(report), Format::Html) => Some(html::diff(report)),
        (Report::Check(report), Format::Text) => Some(text::check(report, look)),
        (Report::Check(report), Format::Json) => Some(json(report)),
        (Report::Check(report), Format::Markdown) => Some(markdown::check(report)),
        (Report::Check(report), Format::Github) => Some(github::check(report)),
        (Report::Check(report), Format::Sarif) => Some(sarif::check(report)),
        (Report::Check(report), Format::Junit) => Some(junit::check(report)),
        (Report::Check(report), Format::GitlabCodequality) => Some(codequality::check(report)),
        (Report::Check(report), Format::Openmetrics) => Some(openmetrics::check(report)),
        (Report::Check(report), Format::Svg) => Some(badge::check_svg(report)),
        (Report::Check(report), Format::Shields) => Some(badge::check_shields(report)),
        (Report::Score(report), Format::Openmetrics) => Some(openmetrics::score(report)),
        (Report::Score(report), Format::Svg) => Some(badge::score_svg(report)),
        (Report::Score(report), Format::Shields) => Some(badge::score_shields(report)),
        (Report::Audit(report), format) => audit(report, format, look),
        (Report::Blame(report), Format::Text) => Some(text::blame(report, look)),
        (Report::Blame(report), Format::Json) => Some(json(report)),
        (Report::Blame(report), Format::Csv) => Some(csv::blame(report)),
        (Report::Log(report), format) => log(report, format, look),
        (Report::Plan(report), Format::Text) => Some(text::plan(report, look)),
        (Report::Plan(report), Format::Json) => Some(json(report)),
        (Report::Plan(report), Format::Csv) => Some(csv::plan(report)),
        (Report::Plan(report), Format::Markdown) => Some(markdown::plan(report)),
        (Report::Explain(report), Format::Text) => Some(text::explain(report, look)),
        (Report::Explain(report), Format::Json) => Some(json(report)),
        (Report::Import(report), Format::Text) => Some(text::import(report, look)),
        (Report::Import(report), Format::Json) => Some(json(report)),
        (Report::Import(report), Format::Markdown) => Some(markdown::import(report)),
        (Report::Diff(report), Format::Markdown) => Some(markdown::diff(report)),
        (Report::ModelDiff(report), Format::Text) => Some(text::model_diff(report, look)),
        (Report::ModelDiff(report), Format::Json) => Some(json(report)),
        (Report::ModelDiff(report), Format::Markdown) => Some(markdown::model_diff(report)),
        (Report::Reconcile(report), Format::Text) => Some(text::reconcile(report, look)),
        (Report::Reconcile(report), Format::Json) => Some(json(report)),
        (Report::Reconcile(report), Format::Csv) => Some(csv::reconcile(report)),
        (Report::Reconcile(report), Format::Markdown) => Some(markdown::reconcile(report)),
        (Report::Migrate(report), Format::Text) => Some(text::migrate(report, look)),
        (Report::Migrate(report), Format::Json) => Some(json(report)),
        (Report::Migrate(report), Format::Markdown) => Some(markdown::migrate(report)),
        (Report::Models(report), Format::Text) => Some(text::models(report, look)),
        (Report::Models(report), Format::Json) => Some(json(report)),
        (Report::ModelShow(report), Format::Text) => Some(text::model_show(report, look)),
        (Report::ModelShow(report), Format::Json) => Some(json(report)),
        (Report::ModelShow(report), Format::Markdown) => Some(markdown_model::model_show(report)),
        (Report::Waivers(report), Format::Text) => Some(text::waivers(report, look)),
        (Report::Waivers(report), Format::Json) => Some(json(report)),
        _ => None,
    }
}

fn audit(report: &AuditReport, format: Format, look: &Look) -> Option<String> {
    match format {
        Format::Text => Some(text::audit(report, look)),
        Format::Json => Some(json(report)),
        Format::Markdown => Some(markdown::audit(report)),
        Format::Csv => Some(csv::audit(report)),
        _ => None,
    }
}

fn log(report: &LogReport, format: Format, look: &Look) -> Option<String> {
    match format {
        Format::Text => Some(text::log(report, look)),
        Format::Json => Some(json(report)),
        Format::Csv => Some(csv::log(report)),
        Format::Markdown => Some(markdown::log(report)),
        Format::Svg => Some(picture::log(report)),
        Format::Openmetrics => Some(openmetrics::log(report)),
        _ => None,
    }
}
