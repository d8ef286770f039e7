use super::scene::{Given, is_answer};
use super::{Anchor, Audited};
use crate::diagnostic::{Level, Rule};
use crate::history::{Altered, Fate, Moved};

/// Something out of the ordinary.
#[derive(Debug, Clone)]
pub struct Irregularity<'s> {
    /// The check that found it.
    pub rule: &'static Rule,
    /// How grave it is: the level of the rule, or less.
    pub level: Level,
    /// What it is, a fragment.
    pub message: String,
    /// The commit it is about.
    pub commit: Option<&'s Audited>,
    /// The commit that was written down and it is about.
    pub anchor: Option<&'s Anchor>,
    /// The merge that brought the commit in.
    pub merge: Option<&'s Audited>,
    /// The answers it is about.
    pub changes: Vec<ChangedAnswer>,
    /// Other commits it has to do with, and in which way.
    pub related: Vec<(&'s Audited, String)>,
}

impl<'s> Irregularity<'s> {
    /// About a commit and all that it changed.
    pub(super) fn of_commit(
        rule: &'static Rule,
        (commit, merge): (&'s Audited, Option<&'s Audited>),
        message: String,
    ) -> Self {
        Self {
            rule,
            level: rule.level,
            message,
            commit: Some(commit),
            anchor: None,
            merge,
            changes: commit.changes(),
            related: Vec::new(),
        }
    }

    /// About one answer.
    pub(super) fn of_answer(rule: &'static Rule, given: &Given<'s>, message: String) -> Self {
        let item = given.change.item.as_deref();
        let makers = given.commit.makers(given.moved.unit.as_deref(), item);
        let related = makers
            .into_iter()
            .map(|maker| (maker, "changed here".to_owned()));
        Self {
            changes: vec![ChangedAnswer::of(given.moved, given.change)],
            related: related.collect(),
            ..Self::of_commit(rule, (given.commit, given.merge), message)
        }
    }

    /// The same, less grave.
    #[must_use]
    pub(super) fn lowered(mut self, level: Level) -> Self {
        self.level = self.level.min(level);
        self
    }
}

/// An answer that was changed, or an assessment that came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedAnswer {
    /// The unit, when it can be told.
    pub unit: Option<String>,
    /// The file where it stands, or stood.
    pub path: Option<String>,
    /// The line there, from 1.
    pub line: Option<u32>,
    /// The practice; nothing for the assessment as a whole.
    pub item: Option<String>,
    /// What was changed: `answer`, `na`, `evidence`, `because`, or `assessment`.
    pub field: &'static str,
    /// What it was.
    pub from: Option<String>,
    /// What it is.
    pub to: Option<String>,
}

impl ChangedAnswer {
    /// All that happened to an assessment.
    pub(super) fn all_of(moved: &Moved) -> Vec<Self> {
        let whole = |from: Option<String>, to: Option<String>| Self {
            from,
            to,
            ..Self::whole(moved)
        };
        let answered = || Some(format!("{} answered", moved.answered));
        match moved.fate {
            Fate::Added => vec![whole(None, answered())],
            Fate::Removed => vec![whole(Some("there".to_owned()), None)],
            fate => {
                let back = (fate == Fate::Returned).then(|| whole(None, answered()));
                let changes = moved.changes.iter().filter(|change| is_answer(change));
                let changes = changes.map(|change| Self::of(moved, change));
                back.into_iter().chain(changes).collect()
            }
        }
    }

    /// The assessment as a whole.
    pub(super) fn whole(moved: &Moved) -> Self {
        Self {
            unit: moved.unit.clone(),
            path: moved.path.clone().or_else(|| moved.base_path.clone()),
            line: None,
            item: None,
            field: "assessment",
            from: None,
            to: None,
        }
    }

    pub(super) fn of(moved: &Moved, change: &Altered) -> Self {
        let whole = Self::whole(moved);
        Self {
            path: change.path.clone().or(whole.path),
            line: change.line,
            item: change.item.clone(),
            field: change.field.word(),
            from: change.from.clone(),
            to: change.to.clone(),
            ..whole
        }
    }
}
