use gix::bstr::ByteSlice;
use gix::objs::Kind;
use gix::objs::commit::MessageRef;

use super::details::{Parts, Raw};
use super::entry::Trouble;
use super::walk::RawCommit;
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
    /// A commit by its id. Of what is garbled inside of it only that is left out, as git
    /// does.
    ///
    /// # Errors
    /// When it is not in this clone, or does not say which files it has.
    pub fn commit_by_id(&self, id: GitId) -> Result<Commit, GitError> {
        let data = self
            .object(id, Kind::Commit)
            .map_err(|trouble| self.no_commit(id, &trouble))?;
        let raw = RawCommit::parse(&data, id.0.kind()).ok_or_else(|| damaged(id))?;
        let parts = Parts::of(&data);
        let author = parts.line("author ").map(Raw::split);
        let time = author.as_ref().and_then(Raw::time);
        let message = MessageRef::from_bytes(parts.message);
        Ok(Commit {
            id,
            short: self.short(id),
            name: None,
            subject: message.summary().to_str_lossy().into_owned(),
            author_date: author.as_ref().and_then(Raw::date),
            author_seconds: time.map_or(0, |(seconds, _)| seconds),
            parents: raw.parents.into_iter().map(GitId).collect(),
            tree: GitId(raw.tree),
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
