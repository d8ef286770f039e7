use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use gix::bstr::{BStr, ByteSlice};
use gix::objs::tree::EntryKind;

use super::{GitId, Repository};
use crate::source::ReadError;

/// What stands at a path.
#[derive(Debug)]
pub(super) enum Entry {
    /// A regular file.
    File(GitId),
    /// A symbolic link.
    Link,
    /// Another repository, of which only a commit's id is known here.
    Submodule,
    /// A file of the index that several sides of a merge disagree about.
    Conflict,
    /// A folder.
    Folder(Folder),
}

/// A folder, read once when it is first asked for.
#[derive(Debug, Default)]
pub(super) struct Folder {
    /// The id of its tree; nothing for a folder of the index.
    pub(super) id: Option<GitId>,
    contents: OnceLock<Result<Contents, Trouble>>,
}

/// What a folder holds.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) entries: BTreeMap<String, Entry>,
    /// Names that no folder on disk can hold, or holds twice.
    pub(super) strange: BTreeSet<String>,
    /// Files whose names are not UTF-8, as they are shown.
    pub(super) foreign: BTreeSet<String>,
}

/// Why a tree could not be read.
#[derive(Debug, Clone)]
pub(super) enum Trouble {
    Missing(GitId),
    Broken(GitId),
}

impl From<&Trouble> for ReadError {
    fn from(trouble: &Trouble) -> Self {
        match trouble {
            Trouble::Missing(id) => Self::MissingObject(id.to_string()),
            Trouble::Broken(id) => Self::BrokenObject(id.to_string()),
        }
    }
}

impl Folder {
    /// A folder by the id of its tree.
    pub(super) fn of_tree(id: GitId) -> Self {
        Self {
            id: Some(id),
            contents: OnceLock::new(),
        }
    }

    /// A folder with what is known to be in it.
    pub(super) fn of_contents(contents: Contents) -> Self {
        let cell = OnceLock::new();
        // The cell was made the line before, so it is empty.
        let _ = cell.set(Ok(contents));
        Self {
            id: None,
            contents: cell,
        }
    }

    /// What it holds.
    pub(super) fn contents(&self, repository: &Repository) -> Result<&Contents, Trouble> {
        let read = || match self.id {
            Some(id) => read_tree(id, repository),
            None => Ok(Contents::default()),
        };
        self.contents
            .get_or_init(read)
            .as_ref()
            .map_err(Clone::clone)
    }
}

fn read_tree(id: GitId, repository: &Repository) -> Result<Contents, Trouble> {
    let data = repository.object(id, gix::objs::Kind::Tree)?;
    let tree =
        gix::objs::TreeRef::from_bytes(&data, id.0.kind()).map_err(|_| Trouble::Broken(id))?;
    let mut contents = Contents::default();
    for entry in tree.entries {
        let id = GitId(entry.oid.to_owned());
        let found = match entry.mode.kind() {
            EntryKind::Blob | EntryKind::BlobExecutable => Entry::File(id),
            EntryKind::Link => Entry::Link,
            EntryKind::Commit => Entry::Submodule,
            EntryKind::Tree => Entry::Folder(Folder::of_tree(id)),
        };
        contents.add(entry.filename, found);
    }
    Ok(contents)
}

impl Contents {
    /// Adds an entry under its name, unless the name is not one.
    pub(super) fn add(&mut self, name: &BStr, entry: Entry) {
        let Ok(text) = name.to_str() else {
            if !matches!(entry, Entry::Folder(_)) {
                self.foreign.insert(name.to_str_lossy().into_owned());
            }
            return;
        };
        // Of two entries of one name, readers would see one or the other.
        if !is_name(text) || self.entries.contains_key(text) {
            self.strange.insert(text.to_owned());
            return;
        }
        self.entries.insert(text.to_owned(), entry);
    }
}

/// Whether a text names one file of a folder, on every system.
fn is_name(text: &str) -> bool {
    let relative = matches!(text, "" | "." | "..");
    !relative && !text.contains(['/', '\\', '\0']) && !text.eq_ignore_ascii_case(".git")
}
