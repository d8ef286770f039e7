use gix::bstr::ByteSlice;
use gix::objs::{CommitRef, Kind};

use super::entry::Trouble;
use super::{GitError, GitId, Repository};
use crate::value::Date;

/// What a report says of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its id.
    pub id: GitId,
    /// Its id as short as git shows it.
    pub short: String,
    /// The short name of the reference it was asked for by, if it was by one.
    pub name: Option<String>,
    /// The first line of its message.
    pub subject: String,
    /// When its author wrote it, as a day of the calendar where they were.
    pub author_date: Option<Date>,
    /// The same as seconds since 1970, which a commit may put far off.
    pub author_seconds: i64,
    /// Its parents, the first one first; in a shallow clone they may be missing.
    pub parents: Vec<GitId>,
    pub(super) tree: GitId,
}

impl Repository {
    /// A commit by its id.
    ///
    /// # Errors
    /// When it is not in this clone, or damaged.
    pub fn commit_by_id(&self, id: GitId) -> Result<Commit, GitError> {
        let data = self
            .object(id, Kind::Commit)
            .map_err(|trouble| self.no_commit(id, &trouble))?;
        let commit = CommitRef::from_bytes(&data, id.0.kind()).map_err(|_| damaged(id))?;
        let author = commit.author().ok();
        let time = author.and_then(|author| author.time().ok());
        let seconds = author.map_or(0, |author| author.seconds());
        let local = time.map(|time| time.seconds.saturating_add(i64::from(time.offset)));
        Ok(Commit {
            id,
            short: self.short(id),
            name: None,
            subject: commit.message_summary().to_str_lossy().into_owned(),
            author_date: local.and_then(Date::from_unix_seconds),
            author_seconds: seconds,
            parents: commit.parents().map(GitId).collect(),
            tree: GitId(commit.tree()),
        })
    }

    pub(super) fn no_commit(&self, id: GitId, trouble: &Trouble) -> GitError {
        match trouble {
            Trouble::Missing(_) => self.not_in_clone("commit", id),
            Trouble::Broken(_) => damaged(id),
        }
    }

    pub(super) fn not_in_clone(&self, what: &str, id: GitId) -> GitError {
        GitError::cannot_compare(format!("the {what} {id} is not in this clone"))
            .with_help(format!("git fetch origin {id}"))
    }
}

pub(super) fn damaged(id: GitId) -> GitError {
    GitError::cannot_do(format!("the object {id} of git is damaged"))
        .with_help("`git fsck` says what is wrong")
}
