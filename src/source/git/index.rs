use std::collections::BTreeMap;

use gix::bstr::{BStr, BString, ByteSlice};
use gix::index::entry::{Flags, Mode, Stage};

use super::entry::{Contents, Entry, Folder};
use super::error::reason;
use super::{GitError, GitId, GitTree, Repository};

impl Repository {
    /// What is staged: the files as the next commit would have them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn staged(&self) -> Result<GitTree, GitError> {
        let index = self.with(|git| git.index_or_empty());
        let index = index.map_err(|error| {
            GitError::cannot_do(format!("the index cannot be read: {}", reason(&error)))
        })?;
        let mut root = Unfinished::default();
        for entry in index.entries() {
            if entry.flags.contains(Flags::INTENT_TO_ADD) {
                continue;
            }
            let path = entry.path(&index);
            let found = match entry.mode {
                _ if entry.stage() != Stage::Unconflicted => Entry::Conflict,
                Mode::FILE | Mode::FILE_EXECUTABLE => Entry::File(GitId(entry.id)),
                Mode::SYMLINK => Entry::Link,
                Mode::DIR => Entry::Folder(Folder::of_tree(GitId(entry.id))),
                _ => Entry::Submodule,
            };
            // A folder that a sparse index leaves whole has a slash at its end.
            root.add(path.trim_end_with(|found| found == '/').as_bstr(), found);
        }
        Ok(GitTree::new(self, root.finish()))
    }
}

/// A folder that files are still added to.
#[derive(Default)]
struct Unfinished {
    folders: BTreeMap<BString, Unfinished>,
    entries: BTreeMap<BString, Entry>,
}

impl Unfinished {
    fn add(&mut self, path: &BStr, entry: Entry) {
        let mut folder = self;
        let mut rest = path;
        while let Some((name, below)) = rest.split_once_str("/") {
            folder = folder.folders.entry(name.into()).or_default();
            rest = below.as_bstr();
        }
        // The sides of a conflict come one after the other under one name.
        folder.entries.insert(rest.into(), entry);
    }

    fn finish(self) -> Folder {
        let mut contents = Contents::default();
        for (name, entry) in self.entries {
            contents.add(name.as_bstr(), entry);
        }
        for (name, folder) in self.folders {
            contents.add(name.as_bstr(), Entry::Folder(folder.finish()));
        }
        Folder::of_contents(contents)
    }
}
