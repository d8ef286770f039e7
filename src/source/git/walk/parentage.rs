use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;

use gix::ObjectId;
use gix::bstr::ByteSlice;

use crate::source::git::GitError;
use crate::source::git::error::reason;

/// What a repository says of the parents of commits besides the commits
/// themselves. Objects that replace others need nothing here: they are what is
/// read under the other's id.
#[derive(Debug, Default)]
pub(super) struct Parentage {
    grafts: HashMap<ObjectId, Graft>,
    replaced: bool,
}

/// The parents that a commit has instead of its own.
#[derive(Debug)]
pub(super) enum Graft {
    /// None, as a shallow clone left them out.
    Cut,
    /// These.
    Parents(Vec<ObjectId>),
}

impl Parentage {
    pub(super) fn of(git: &gix::Repository) -> Result<Self, GitError> {
        let mut grafts = grafts(git)?;
        let shallow = git.shallow_commits().map_err(|error| {
            GitError::cannot_do(format!(
                "what this shallow clone left out cannot be read: {}",
                reason(&error)
            ))
        })?;
        for id in shallow.iter().flat_map(|commits| commits.iter()) {
            grafts.insert(*id, Graft::Cut);
        }
        let objects = &git.objects;
        let replaced =
            !objects.ignore_replacements && objects.store_ref().replacements().next().is_some();
        Ok(Self { grafts, replaced })
    }

    /// Whether commits have the parents, and the trees, that they name.
    pub(super) fn is_plain(&self) -> bool {
        self.grafts.is_empty() && !self.replaced
    }

    /// All of it as bytes, the same for the same.
    pub(super) fn state(&self, git: &gix::Repository) -> Vec<u8> {
        let mut lines: Vec<Vec<u8>> = Vec::new();
        for (id, graft) in &self.grafts {
            let mut line = id.as_bytes().to_vec();
            match graft {
                Graft::Cut => line.push(0),
                Graft::Parents(parents) => {
                    line.push(1);
                    line.extend(parents.iter().flat_map(|parent| parent.as_bytes()));
                }
            }
            lines.push(line);
        }
        if self.replaced {
            for (id, other) in git.objects.store_ref().replacements() {
                lines.push([&[2], id.as_bytes(), other.as_bytes()].concat());
            }
        }
        lines.sort();
        lines.concat()
    }

    pub(super) fn graft(&self, id: &ObjectId) -> Option<&Graft> {
        self.grafts.get(id)
    }
}

/// The file `info/grafts`: a commit a line, and the parents it is given. Lines
/// that are none are passed over, as git does.
fn grafts(git: &gix::Repository) -> Result<HashMap<ObjectId, Graft>, GitError> {
    let file = git.common_dir().join("info").join("grafts");
    let bytes = match fs::read(&file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(HashMap::new()),
        Err(error) => {
            return Err(GitError::cannot_do(format!(
                "`info/grafts` of the git repository cannot be read: {error}"
            )));
        }
    };
    let kind = git.object_hash();
    let lines = bytes.lines().filter_map(|line| {
        let ids = line.trim_end().split(|byte| *byte == b' ').map(|word| {
            let id = ObjectId::from_hex(word).ok();
            id.filter(|id| id.kind() == kind)
        });
        let mut ids = ids.collect::<Option<Vec<_>>>()?.into_iter();
        Some((ids.next()?, Graft::Parents(ids.collect())))
    });
    Ok(lines.collect())
}
