use std::sync::LazyLock;

use serde_json::Value;

/// A kind of file that rungs reads, with the schema of its format version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `rungs.yaml`.
    Config,
    /// A model.
    Model,
    /// A publisher's wording for a model's items.
    Texts,
    /// An assessment, or the head of a split one.
    Assessment,
    /// A part of a split assessment.
    Answers,
    /// A mapping between two versions of a model.
    Mapping,
    /// Metric values.
    Observations,
    /// A waiver in a file of its own.
    Waiver,
}

impl Kind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 8] = [
        Self::Config,
        Self::Model,
        Self::Texts,
        Self::Assessment,
        Self::Answers,
        Self::Mapping,
        Self::Observations,
        Self::Waiver,
    ];

    /// The word in `rungs: <kind>/1`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Model => "model",
            Self::Texts => "texts",
            Self::Assessment => "assessment",
            Self::Answers => "answers",
            Self::Mapping => "mapping",
            Self::Observations => "observations",
            Self::Waiver => "waiver",
        }
    }

    /// The kind of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The schema's text, as it stands in `schema/`.
    pub fn schema_text(self) -> &'static str {
        match self {
            Self::Config => include_str!("../../schema/config.v1.schema.json"),
            Self::Model => include_str!("../../schema/model.v1.schema.json"),
            Self::Texts => include_str!("../../schema/texts.v1.schema.json"),
            Self::Assessment => include_str!("../../schema/assessment.v1.schema.json"),
            Self::Answers => include_str!("../../schema/answers.v1.schema.json"),
            Self::Mapping => include_str!("../../schema/mapping.v1.schema.json"),
            Self::Observations => include_str!("../../schema/observations.v1.schema.json"),
            Self::Waiver => include_str!("../../schema/waiver.v1.schema.json"),
        }
    }

    /// The schema, read once.
    pub fn schema(self) -> &'static Value {
        static SCHEMAS: [LazyLock<Value>; 8] = [
            LazyLock::new(|| read(Kind::Config)),
            LazyLock::new(|| read(Kind::Model)),
            LazyLock::new(|| read(Kind::Texts)),
            LazyLock::new(|| read(Kind::Assessment)),
            LazyLock::new(|| read(Kind::Answers)),
            LazyLock::new(|| read(Kind::Mapping)),
            LazyLock::new(|| read(Kind::Observations)),
            LazyLock::new(|| read(Kind::Waiver)),
        ];
        &SCHEMAS[self as usize]
    }
}

/// The embedded schemas are part of the program and tested to be JSON.
fn read(kind: Kind) -> Value {
    serde_json::from_str(kind.schema_text()).unwrap_or_default()
}

/// The schemas of the JSON that commands print, by name.
pub static REPORTS: [(&str, &str); 16] = [
    (
        "report-audit",
        include_str!("../../schema/report-audit.v1.schema.json"),
    ),
    (
        "report-blame",
        include_str!("../../schema/report-blame.v1.schema.json"),
    ),
    (
        "report-check",
        include_str!("../../schema/report-check.v1.schema.json"),
    ),
    (
        "report-diff",
        include_str!("../../schema/report-diff.v1.schema.json"),
    ),
    (
        "report-explain",
        include_str!("../../schema/report-explain.v1.schema.json"),
    ),
    (
        "report-import",
        include_str!("../../schema/report-import.v1.schema.json"),
    ),
    (
        "report-log",
        include_str!("../../schema/report-log.v1.schema.json"),
    ),
    (
        "report-migrate",
        include_str!("../../schema/report-migrate.v1.schema.json"),
    ),
    (
        "report-model-diff",
        include_str!("../../schema/report-model-diff.v1.schema.json"),
    ),
    (
        "report-model-show",
        include_str!("../../schema/report-model-show.v1.schema.json"),
    ),
    (
        "report-models",
        include_str!("../../schema/report-models.v1.schema.json"),
    ),
    (
        "report-plan",
        include_str!("../../schema/report-plan.v1.schema.json"),
    ),
    (
        "report-reconcile",
        include_str!("../../schema/report-reconcile.v1.schema.json"),
    ),
    (
        "report-score",
        include_str!("../../schema/report-score.v1.schema.json"),
    ),
    (
        "report-validate",
        include_str!("../../schema/report-validate.v1.schema.json"),
    ),
    (
        "report-waivers",
        include_str!("../../schema/report-waivers.v1.schema.json"),
    ),
];
