//! What a state is compared with when nobody says it, or says only a branch.

mod event;
mod job;
mod local;
mod merge_base;
mod surroundings;

pub use event::Event;
pub use surroundings::Surroundings;

use super::{Commit, GitError, GitId, Repository};

/// What to find a base for.
#[derive(Debug, Clone, Copy, Default)]
pub struct BaseRequest<'r> {
    /// The base that was named, if one was.
    pub named: Option<&'r str>,
    /// How a named base, or that of a forge's branch, becomes a commit.
    pub mode: BaseMode,
    /// The state that is looked at.
    pub head: Head<'r>,
}

/// How the base's name becomes a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BaseMode {
    /// Where the two histories parted, so that only what the head changed is seen.
    #[default]
    MergeBase,
    /// The named commit itself.
    Exact,
}

/// The state that is looked at.
#[derive(Debug, Clone, Copy, Default)]
pub enum Head<'r> {
    /// The work tree, which grew out of HEAD.
    #[default]
    WorkTree,
    /// The index, which is compared with HEAD.
    Index,
    /// A commit.
    Commit(&'r Commit),
}

/// What a state is compared with, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// The commit; none before the first one, when there is nothing to compare
    /// with and everything is new.
    pub commit: Option<Commit>,
    /// What it is called.
    pub name: String,
    /// Why it is this one: a lower-case fragment.
    pub why: String,
    /// What else is worth knowing about it.
    pub notes: Vec<String>,
}

impl Repository {
    /// What a state is compared with: what was named, else what the forge's job
    /// says, else what the branch grew out of.
    ///
    /// # Errors
    /// When a commit that it takes is not in this clone, or the histories have
    /// nothing in common.
    pub fn base(
        &self,
        request: &BaseRequest<'_>,
        surroundings: &Surroundings,
    ) -> Result<Base, GitError> {
        let head = match request.head {
            Head::Commit(commit) => Some(commit.clone()),
            Head::WorkTree | Head::Index => self.head()?,
        };
        if let Some(named) = request.named {
            return self.named_base(named, request.mode, head.as_ref());
        }
        let Some(head) = head else {
            return Ok(Base::nothing("there is no commit yet"));
        };
        if matches!(request.head, Head::Index) {
            return Ok(Base::of(head, "HEAD", "the last commit"));
        }
        if let Some(base) = self.base_of_job(&head, surroundings)? {
            return Ok(base);
        }
        self.local_base(&head, matches!(request.head, Head::Commit(_)))
    }

    fn named_base(
        &self,
        named: &str,
        mode: BaseMode,
        head: Option<&Commit>,
    ) -> Result<Base, GitError> {
        let commit = self.commit(named)?;
        match head.filter(|_| mode == BaseMode::MergeBase) {
            Some(head) => self.parted(head, &commit, named),
            None => {
                let why = format!("{named}, as named");
                Ok(Base::of(commit, named, &why))
            }
        }
    }

    /// Where the history of a head and of something with a name parted.
    fn parted(&self, head: &Commit, other: &Commit, name: &str) -> Result<Base, GitError> {
        let head_name = head.name.as_deref().unwrap_or(&head.short);
        let found = self.merge_base((head.id, head_name), (other.id, name))?;
        let commit = self.commit_by_id(found.id)?;
        let why = format!("merge base of {head_name} and {name}");
        let mut base = Base::of(commit, name, &why);
        if found.count > 1 {
            base.notes.push(format!(
                "{head_name} and {name} have {} merge bases; the first is taken, as git does",
                found.count
            ));
        }
        Ok(base)
    }
}

impl Base {
    fn of(commit: Commit, name: &str, why: &str) -> Self {
        Self {
            commit: Some(commit),
            name: name.to_owned(),
            why: why.to_owned(),
            notes: Vec::new(),
        }
    }

    fn nothing(why: &str) -> Self {
        Self {
            commit: None,
            name: "nothing".to_owned(),
            why: why.to_owned(),
            notes: Vec::new(),
        }
    }

    /// The commit's id, if there is one.
    pub fn id(&self) -> Option<GitId> {
        self.commit.as_ref().map(|commit| commit.id)
    }
}
