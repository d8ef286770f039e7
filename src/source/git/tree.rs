use std::fmt;
use std::sync::Arc;

use super::entry::{Contents, Entry, Folder};
use super::{GitId, Repository};
use crate::source::ReadError;
use crate::source::folder::LINK;
use crate::source::listing::MOST_DEPTH;
use crate::text::RepoPath;

/// Entries that one listing looks at. A few small objects of git can name each
/// other so often that no listing of them would ever end.
const MOST_ENTRIES: usize = 250_000;

/// Parts of a path that is looked up, more than any system allows on disk.
pub(super) const MOST_PARTS: usize = 512;

/// Files as git holds them: those of a commit or of the index, below a folder.
#[derive(Clone)]
pub struct GitTree {
    repository: Repository,
    root: Arc<Entry>,
    /// The folder of the repository that paths start from, without a slash at
    /// its end.
    place: String,
}

impl GitTree {
    pub(super) fn new(repository: &Repository, root: Folder) -> Self {
        Self {
            repository: repository.clone(),
            root: Arc::new(Entry::Folder(root)),
            place: String::new(),
        }
    }

    /// The same files with paths that start from a folder in it.
    #[must_use]
    pub fn below(&self, folder: &str) -> Self {
        Self {
            place: self.full(folder),
            ..self.clone()
        }
    }

    /// The folder of the repository that paths start from, without a slash at its
    /// end; empty for the repository's root.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The repository it is in.
    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    /// A file's bytes.
    ///
    /// # Errors
    /// When it is not there, no regular file, too large, or not in the clone.
    pub fn read(&self, path: &RepoPath, most: usize) -> Result<Vec<u8>, ReadError> {
        match self.find(path.as_str())? {
            Entry::File(id) => self.repository.blob(*id, most),
            Entry::Link => Err(ReadError::NotAFile(LINK)),
            Entry::Submodule => Err(ReadError::NotAFile("a submodule")),
            Entry::Conflict => Err(ReadError::Conflicted),
            // Why it cannot be listed says more than that it is no file.
            Entry::Folder(folder) => match folder.contents(&self.repository) {
                Ok(_) => Err(ReadError::NotAFile("a folder")),
                Err(trouble) => Err(ReadError::from(&trouble)),
            },
        }
    }

    /// Whether there is something at a path.
    pub fn exists(&self, path: &RepoPath) -> bool {
        self.find(path.as_str()).is_ok()
    }

    /// Whether a path is a folder.
    pub fn is_folder(&self, path: &RepoPath) -> bool {
        matches!(self.find(path.as_str()), Ok(Entry::Folder(_)))
    }

    /// Whether a path is a regular file.
    pub fn is_file(&self, path: &RepoPath) -> bool {
        matches!(self.find(path.as_str()), Ok(Entry::File(_)))
    }

    /// The id of a regular file's content. Nothing is read for it but folders.
    pub fn content_id(&self, path: &RepoPath) -> Option<GitId> {
        match self.find(path.as_str()) {
            Ok(Entry::File(id)) => Some(*id),
            _ => None,
        }
    }

    /// The id of everything in a folder; nothing for one of the index.
    pub fn folder_id(&self, path: &RepoPath) -> Option<GitId> {
        match self.find(path.as_str()) {
            Ok(Entry::Folder(folder)) => folder.id,
            _ => None,
        }
    }

    /// The files below a folder whose paths pass, sorted, with the ids of their
    /// contents; without one for what reading will refuse. No file is read.
    pub fn files(
        &self,
        below: &str,
        passes: &dyn Fn(&str) -> bool,
    ) -> Vec<(RepoPath, Option<GitId>)> {
        self.files_in(below, passes, &|_, _| false)
    }

    /// The same without the folders that are the same in another tree, of which
    /// the contents are not even opened.
    pub fn files_unlike(
        &self,
        other: &Self,
        below: &str,
        passes: &dyn Fn(&str) -> bool,
    ) -> Vec<(RepoPath, Option<GitId>)> {
        self.files_in(below, passes, &|path, id| {
            other.folder_id(&RepoPath::given(path)) == Some(id)
        })
    }

    fn files_in(
        &self,
        below: &str,
        passes: &dyn Fn(&str) -> bool,
        skips: &dyn Fn(&str, GitId) -> bool,
    ) -> Vec<(RepoPath, Option<GitId>)> {
        let below = below.trim_end_matches('/');
        let mut listing = Listing {
            tree: self,
            passes,
            skips,
            left: MOST_ENTRIES,
            found: Vec::new(),
        };
        match self.find(below) {
            Ok(Entry::Folder(folder)) => listing.folder(folder, below, 0),
            // Reading it will say why it cannot be listed.
            Ok(_) => listing.refused(below),
            Err(ReadError::Missing) => {}
            Err(_) => listing.refused(below),
        }
        let mut found = listing.found;
        found.sort();
        found
    }

    fn full(&self, path: &str) -> String {
        match (self.place.as_str(), path) {
            (place, "") => place.to_owned(),
            ("", path) => path.to_owned(),
            (place, path) => format!("{place}/{path}"),
        }
    }

    /// What stands at a path. Links are not followed.
    fn find(&self, path: &str) -> Result<&Entry, ReadError> {
        let full = self.full(path);
        if full.split('/').count() > MOST_PARTS {
            return Err(ReadError::Missing);
        }
        let mut rest = full.as_str();
        let mut entry = self.root.as_ref();
        while !rest.is_empty() {
            let Entry::Folder(folder) = entry else {
                return Err(ReadError::Missing);
            };
            let contents = folder
                .contents(&self.repository)
                .map_err(|trouble| ReadError::from(&trouble))?;
            if contents.strange.contains(rest) {
                return Err(ReadError::StrangeName);
            }
            let (name, after) = rest.split_once('/').unwrap_or((rest, ""));
            rest = after;
            entry = match name {
                "" | "." => continue,
                name => contents.entries.get(name).ok_or(ReadError::Missing)?,
            };
        }
        Ok(entry)
    }
}

impl fmt::Debug for GitTree {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("GitTree")
            .field("repository", &self.repository)
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}

/// A listing on its way through folders.
struct Listing<'t> {
    tree: &'t GitTree,
    passes: &'t dyn Fn(&str) -> bool,
    /// Folders that are left alone.
    skips: &'t dyn Fn(&str, GitId) -> bool,
    left: usize,
    found: Vec<(RepoPath, Option<GitId>)>,
}

impl Listing<'_> {
    fn folder(&mut self, folder: &Folder, path: &str, depth: usize) {
        if folder.id.is_some_and(|id| (self.skips)(path, id)) {
            return;
        }
        let Ok(contents) = folder.contents(&self.tree.repository) else {
            return self.refused(path);
        };
        self.oddities(contents, path);
        for (name, entry) in &contents.entries {
            let Some(left) = self.left.checked_sub(1) else {
                return self.refused(path);
            };
            self.left = left;
            let path = within(path, name);
            match entry {
                Entry::Folder(folder) if depth < MOST_DEPTH => {
                    self.folder(folder, &path, depth + 1);
                }
                Entry::Folder(_) => {}
                Entry::File(id) if (self.passes)(&path) => {
                    self.found.push((RepoPath::given(&path), Some(*id)));
                }
                // Its files are not here, and some of them could be wanted.
                Entry::Submodule if (self.passes)(&within(&path, "file.yaml")) => {
                    self.refused(&path);
                }
                _ if (self.passes)(&path) => self.refused(&path),
                _ => {}
            }
        }
    }

    /// What has no name that could be asked for is reported whatever it is.
    fn oddities(&mut self, contents: &Contents, path: &str) {
        for name in &contents.strange {
            self.refused(&within(path, name));
        }
        for name in &contents.foreign {
            let path = within(path, name);
            if (self.passes)(&path) {
                self.refused(&path);
            }
        }
    }

    fn refused(&mut self, path: &str) {
        self.found.push((RepoPath::given(path), None));
    }
}

fn within(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}
