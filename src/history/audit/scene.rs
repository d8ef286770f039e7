use crate::diff::Field;
use crate::history::{Altered, Fate, Moved, Step, forge_number};
use crate::project::Library;
use crate::source::git::{CommitDetails, Signature};

use super::ChangedAnswer;

/// What checks see.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'s> {
    /// The commits of the first-parent line, oldest first: those of the period, and
    /// those near enough to it to have to do with it.
    pub line: &'s [Audited],
    /// Commits that somebody wrote down as part of this history.
    pub anchors: &'s [Anchor],
    /// Models, for the order of answers.
    pub library: &'s Library,
    /// Whether what each commit of a branch said is looked at, and not only what its
    /// merge made of it.
    pub full: bool,
    /// Days that an author's clock may be before the committer's.
    pub backdated_days: u32,
    /// Days within which a raise is not to be taken back.
    pub within_days: u32,
}

/// A commit and what it did.
#[derive(Debug, Clone)]
pub struct Audited {
    /// Who, when and in which words.
    pub details: CommitDetails,
    /// Its id as short as git shows it.
    pub short: String,
    /// What it did to assessments, held against its first parent.
    pub step: Step,
    /// The commits that a merge brought in and that changed answers, oldest first.
    pub brought: Vec<Audited>,
    /// What git says of its signature; nothing where that was not asked.
    pub signature: Option<Signature>,
    /// Whether it came in within the period.
    pub inside: bool,
}

/// A commit that somebody wrote down as part of this history.
#[derive(Debug, Clone)]
pub struct Anchor {
    /// As it was given.
    pub given: String,
    /// What it is now.
    pub standing: Standing,
    /// The commit with its short id, where it is still there.
    pub commit: Option<(CommitDetails, String)>,
}

/// What an anchor is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Part of the history.
    Held,
    /// Still there, and no part of the history any more.
    Left,
    /// Not there any more.
    Absent,
    /// A shallow clone cuts the history off before it could be found.
    CutOff,
}

impl Audited {
    /// Whether it has several parents.
    pub(super) fn merges(&self) -> bool {
        self.details.parents.len() > 1
    }

    /// The pull or merge request that its message names.
    pub fn request(&self) -> Option<String> {
        forge_number(&self.details.subject, &self.details.body)
    }

    /// The answers it changed, with assessments that came and went.
    pub fn changes(&self) -> Vec<ChangedAnswer> {
        let moved = self.step.moved.iter();
        moved.flat_map(ChangedAnswer::all_of).collect()
    }

    /// Whether there are any.
    pub(super) fn counts(&self) -> bool {
        let mut moved = self.step.moved.iter();
        moved.any(|one| came_or_went(one) || one.changes.iter().any(is_answer))
    }

    /// The commits among those brought in that changed the answer to a practice.
    pub(super) fn makers(&self, unit: Option<&str>, item: Option<&str>) -> Vec<&Self> {
        let changed = |one: &&Self| {
            let moved = one.step.moved.iter();
            let mut moved = moved.filter(|moved| moved.unit.as_deref() == unit);
            moved.any(|moved| match item {
                Some(item) => moved
                    .changes
                    .iter()
                    .any(|change| is_answer(change) && names(change, item)),
                None => came_or_went(moved),
            })
        };
        self.brought.iter().filter(changed).collect()
    }
}

/// Whether an assessment was not there before, or is not any more.
fn came_or_went(moved: &Moved) -> bool {
    matches!(moved.fate, Fate::Added | Fate::Removed | Fate::Returned)
}

/// Whether an answer is that the practice does not apply.
pub(super) fn not_applicable(answer: Option<&str>) -> bool {
    answer.is_some_and(|answer| answer.starts_with("n/a"))
}

/// Whether a change is one of what is answered.
pub(super) fn is_answer(change: &Altered) -> bool {
    matches!(change.field, Field::Answer | Field::NotApplicable)
}

fn names(change: &Altered, item: &str) -> bool {
    let names = [&change.item, &change.base_item];
    names.into_iter().flatten().any(|name| name == item)
}

/// An answer that a commit changed.
pub(super) struct Given<'s> {
    pub(super) commit: &'s Audited,
    /// The merge that brought it in, where what each commit said is looked at.
    pub(super) merge: Option<&'s Audited>,
    pub(super) moved: &'s Moved,
    pub(super) change: &'s Altered,
}

impl<'s> Scene<'s> {
    /// The commits of the line that came in within the period and changed answers.
    pub fn counting(&self) -> impl Iterator<Item = &'s Audited> {
        let line: &'s [Audited] = self.line;
        line.iter().filter(|one| one.inside && one.counts())
    }

    /// The same and those that they brought in, each with the merge that did.
    pub fn commits(&self) -> impl Iterator<Item = (&'s Audited, Option<&'s Audited>)> {
        self.counting().flat_map(|one| {
            let brought = one.brought.iter().map(move |brought| (brought, Some(one)));
            brought.chain([(one, None)])
        })
    }

    /// The answers that were changed within the period: what each merge made of them,
    /// or what each commit said where that is looked at.
    pub(super) fn given(&self) -> Vec<Given<'s>> {
        let mut found = Vec::new();
        for one in self.counting() {
            let brought = one.brought.iter().filter(|_| self.full);
            for brought in brought {
                found.extend(given(brought, Some(one)));
            }
            let known = |given: &Given<'_>| {
                let item = given.change.item.as_deref();
                self.full && !one.makers(given.moved.unit.as_deref(), item).is_empty()
            };
            found.extend(given(one, None).filter(|given| !known(given)));
        }
        found
    }
}

fn given<'s>(commit: &'s Audited, merge: Option<&'s Audited>) -> impl Iterator<Item = Given<'s>> {
    commit.step.moved.iter().flat_map(move |moved| {
        let changes = moved.changes.iter().filter(|change| is_answer(change));
        changes.map(move |change| Given {
            commit,
            merge,
            moved,
            change,
        })
    })
}
