use super::git::{GitId, GitTree};
use super::{Folder, ReadError};
use crate::text::RepoPath;

/// Files to read by relative paths, wherever they are: on disk, in a commit, or
/// in the index of git.
#[derive(Debug, Clone)]
pub enum Tree {
    /// A folder on disk.
    Folder(Folder),
    /// Files that git holds.
    Git(GitTree),
}

/// A file that one of two trees has and the other has not, or has otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// Its path.
    pub path: RepoPath,
    /// Whether the first tree has something at the path.
    pub before: bool,
    /// Whether the second has.
    pub after: bool,
}

impl Tree {
    /// The regular files below a folder whose paths pass, sorted, and whatever
    /// else is found there and will be refused when it is read.
    pub fn list(&self, below: &str, passes: &dyn Fn(&str) -> bool) -> Vec<RepoPath> {
        match self {
            Self::Folder(folder) => folder.list(below, passes),
            Self::Git(tree) => {
                let files = tree.files(below, passes).into_iter();
                files.map(|(path, _)| path).collect()
            }
        }
    }

    /// The same with the id that each file's content has in git. A folder on disk
    /// is read for it; of what git holds, no file is.
    pub fn files(
        &self,
        below: &str,
        passes: &dyn Fn(&str) -> bool,
    ) -> Vec<(RepoPath, Option<GitId>)> {
        match self {
            Self::Folder(folder) => {
                let listed = folder.list(below, passes).into_iter();
                let with_id = |path| {
                    let id = folder.content_id(&path);
                    (path, id)
                };
                listed.map(with_id).collect()
            }
            Self::Git(tree) => tree.files(below, passes),
        }
    }

    /// The files below a folder whose paths pass and that are not the same in
    /// another tree, sorted. Two folders of one id are not even opened.
    pub fn differing(
        &self,
        other: &Self,
        below: &str,
        passes: &dyn Fn(&str) -> bool,
    ) -> Vec<Differing> {
        let (before, after) = match (self, other) {
            (Self::Git(one), Self::Git(two)) => (
                one.files_unlike(two, below, passes),
                two.files_unlike(one, below, passes),
            ),
            (one, two) => (one.files(below, passes), two.files(below, passes)),
        };
        let find = |files: &[(RepoPath, Option<GitId>)], path: &RepoPath| {
            let at = files.binary_search_by(|(other, _)| other.cmp(path)).ok()?;
            files.get(at).map(|(_, id)| *id)
        };
        let mut paths: Vec<&RepoPath> = before.iter().chain(&after).map(|(path, _)| path).collect();
        paths.sort();
        paths.dedup();
        let differing = paths.into_iter().filter_map(|path| {
            let (one, two) = (find(&before, path), find(&after, path));
            // What cannot be read is never known to be the same.
            let same = one == two && one.flatten().is_some();
            (!same).then(|| Differing {
                path: path.clone(),
                before: one.is_some(),
                after: two.is_some(),
            })
        });
        differing.collect()
    }

    /// A text file, byte-order mark included.
    ///
    /// # Errors
    /// When it is not there, no regular file, too large, outside or not UTF-8.
    pub fn read_text(&self, path: &RepoPath, most: usize) -> Result<String, ReadError> {
        let text = match self {
            Self::Folder(folder) => folder.read_text(path, most),
            Self::Git(tree) => tree.read(path, most).and_then(ReadError::text),
        };
        text.map_err(|error| match error {
            // A listing shows what is no text by this character.
            ReadError::Missing if path.as_str().contains('\u{fffd}') => ReadError::ForeignName,
            error => error,
        })
    }

    /// A file's bytes.
    ///
    /// # Errors
    /// When it is not there, no regular file, too large or outside.
    pub fn read(&self, path: &RepoPath, most: usize) -> Result<Vec<u8>, ReadError> {
        match self {
            Self::Folder(folder) => folder.read(path, most),
            Self::Git(tree) => tree.read(path, most),
        }
    }

    /// Whether there is something at a path.
    pub fn exists(&self, path: &RepoPath) -> bool {
        match self {
            Self::Folder(folder) => folder.exists(path),
            Self::Git(tree) => tree.exists(path),
        }
    }

    /// Whether a path is a folder.
    pub fn is_folder(&self, path: &RepoPath) -> bool {
        match self {
            Self::Folder(folder) => folder.is_folder(path),
            Self::Git(tree) => tree.is_folder(path),
        }
    }

    /// The id that a file's content has in git, read for it only where the file
    /// is on disk.
    pub fn content_id(&self, path: &RepoPath) -> Option<GitId> {
        match self {
            Self::Folder(folder) => folder.content_id(path),
            Self::Git(tree) => tree.content_id(path),
        }
    }

    /// The same where it is known without reading the file.
    pub fn id_at_hand(&self, path: &RepoPath) -> Option<GitId> {
        match self {
            Self::Folder(_) => None,
            Self::Git(tree) => tree.content_id(path),
        }
    }

    /// Where it lies in its repository, as a path with a slash at its end; empty
    /// at the repository's root and outside of any.
    pub fn place_in_repository(&self) -> String {
        match self {
            Self::Folder(folder) => super::place_in_repository(folder.root()),
            Self::Git(tree) if tree.place().is_empty() => String::new(),
            Self::Git(tree) => format!("{}/", tree.place()),
        }
    }
}
