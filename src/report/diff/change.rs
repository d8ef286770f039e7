use serde::Serialize;

/// One change of what an assessment says.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeReport {
    /// The item's id at head, or at base when it is gone; nothing for the head of
    /// the assessment.
    pub item: Option<String>,
    /// The item's id at base, where it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_item: Option<String>,
    /// The item's title.
    pub title: Option<String>,
    /// The node one below the root that it is or stands in.
    pub domain: Option<String>,
    /// What changed: `answer`, `na`, `evidence`, `because`, `owner`, `target`,
    /// `impact`, `effort`, `supported_by`, `review`, `retired`, `item`, `scope`,
    /// `override`, `baseline`, `status`, `model`, `as_of`, `assessed`, `assessors`.
    pub field: &'static str,
    /// What it was; nothing when it was not there.
    pub from: Option<String>,
    /// What it is; nothing when it is not there.
    pub to: Option<String>,
    /// Whether it became better.
    pub direction: ChangeDirection,
    /// Whether a practice became worse, was lost to scope or not applicable, or is
    /// gone.
    pub regression: bool,
    /// The file at base.
    pub base_path: Option<String>,
    /// The line at base, from 1: where the item or the entry starts.
    pub base_line: Option<u32>,
    /// The file at head.
    pub path: Option<String>,
    /// The line at head, from 1.
    pub line: Option<u32>,
    /// The last line of the item or entry at head.
    pub end_line: Option<u32>,
    /// The node whose scope made an answer count no longer, or count again; that
    /// node has a change of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<String>,
    /// Prose word by word, where both sides have some.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<WordRun>,
    /// The rationale at head of a practice whose answer moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// What the answer rests on at head, for a practice whose answer moved.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceReport>,
    /// Something about it that a reviewer should see, such as `overdue since
    /// 2026-09-30` or `expired on 2026-10-01`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

impl ChangeReport {
    /// Whether it names a node as out of scope, or no longer, and is no answer's.
    pub fn names_scope(&self) -> bool {
        self.counted().names_scope()
    }

    /// Whether a node goes out of scope, or a practice becomes not applicable.
    pub fn cuts(&self) -> bool {
        self.counted().cuts()
    }

    /// What of it is counted.
    pub(in crate::report) fn counted(&self) -> Counted<'_> {
        Counted {
            field: self.field,
            from: self.from.as_deref(),
            to: self.to.as_deref(),
            direction: self.direction,
            regression: self.regression,
        }
    }
}

/// What of a change is counted, wherever it stands.
#[derive(Debug, Clone, Copy)]
pub(in crate::report) struct Counted<'c> {
    pub(in crate::report) field: &'static str,
    pub(in crate::report) from: Option<&'c str>,
    pub(in crate::report) to: Option<&'c str>,
    pub(in crate::report) direction: ChangeDirection,
    pub(in crate::report) regression: bool,
}

impl Counted<'_> {
    pub(in crate::report) fn names_scope(self) -> bool {
        self.field == "scope" && (self.from.is_none() || self.to.is_none())
    }

    pub(in crate::report) fn cuts(self) -> bool {
        let na = |said: Option<&str>| said.is_some_and(|said| said.starts_with("n/a"));
        match self.field {
            "scope" => self.from.is_none() && self.to.is_some(),
            "na" => !na(self.from) && na(self.to),
            _ => false,
        }
    }
}

/// Whether a change is for the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeDirection {
    /// For the better.
    Up,
    /// For the worse.
    Down,
    /// Neither, or it cannot be told.
    Neither,
}

/// A piece of evidence.
#[derive(Debug, Clone, Serialize)]
pub struct EvidenceReport {
    /// The reference, or the note where there is none.
    pub said: String,
    /// When it was recorded, as written.
    pub recorded: Option<String>,
    /// Whether it has expired by the day that counts as today.
    pub expired: bool,
}

/// A run of words of prose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordRun {
    /// Whether it stands on both sides or on one.
    pub kind: WordKind,
    /// The words, with the space after them.
    pub text: String,
}

/// On which side words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum WordKind {
    /// On both.
    Same,
    /// At base only.
    Removed,
    /// At head only.
    Added,
}
