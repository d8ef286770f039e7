use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use gix::objs::{Kind, Tree as TreeObject, tree};

use super::error::reason;
use super::{GitError, GitId};

/// What git needs to know a folder as a repository.
const CONFIG: &str = "[core]\n\trepositoryformatversion = 0\n\tfilemode = false\n\tbare = false\n\tlogallrefupdates = true\n";

/// A repository that is made from nothing, without the program `git`: commits of
/// files given as bytes, and branches.
pub struct NewRepository {
    git: gix::Repository,
    folder: PathBuf,
}

/// A commit to be made.
#[derive(Debug, Clone, Copy)]
pub struct NewCommit<'c> {
    /// The files by their paths, with `/`.
    pub files: &'c BTreeMap<&'c str, &'c str>,
    /// The commit before it.
    pub parent: Option<GitId>,
    /// Name and address, as in `A Name <name@example.org>`.
    pub author: &'c str,
    /// Seconds since 1970.
    pub seconds: i64,
    /// What it says about itself.
    pub message: &'c str,
}

impl NewRepository {
    /// Makes one around a folder; `main` is checked out and has no commit yet.
    ///
    /// # Errors
    /// When there is one already, or the system refuses.
    pub fn create(folder: &Path) -> Result<Self, GitError> {
        let inside = folder.join(".git");
        if inside.exists() {
            let there = format!("`{}` is a git repository already", folder.display());
            return Err(GitError::cannot_do(there));
        }
        for part in ["objects", "refs/heads"] {
            fs::create_dir_all(inside.join(part)).map_err(refused)?;
        }
        fs::write(inside.join("config"), CONFIG).map_err(refused)?;
        fs::write(inside.join("HEAD"), "ref: refs/heads/main\n").map_err(refused)?;
        let git = gix::open_opts(&inside, gix::open::Options::isolated());
        Ok(Self {
            git: git.map_err(|error| GitError::cannot_do(reason(&error)))?,
            folder: inside,
        })
    }

    /// Makes a commit, which no branch holds yet. Its id depends on what it is
    /// given and on nothing else.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn commit(&self, new: &NewCommit<'_>) -> Result<GitId, GitError> {
        let files: Vec<(&str, &str)> = new.files.iter().map(|(at, text)| (*at, *text)).collect();
        let tree = self.tree(&files)?;
        let parent = new
            .parent
            .map_or_else(String::new, |id| format!("parent {id}\n"));
        let who = format!("{} {} +0000", new.author, new.seconds);
        let text = format!(
            "tree {tree}\n{parent}author {who}\ncommitter {who}\n\n{}\n",
            new.message
        );
        self.write(Kind::Commit, text.as_bytes())
    }

    /// Lets a branch hold a commit.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn branch(&self, name: &str, commit: GitId) -> Result<(), GitError> {
        let reference = self.folder.join("refs/heads").join(name);
        fs::write(reference, format!("{commit}\n")).map_err(refused)
    }

    /// Stands on a branch, whose commit's files are then those of the index. Those
    /// of the work tree are not touched.
    ///
    /// # Errors
    /// When the branch has no commit, or the system refuses.
    pub fn stand_on(&self, name: &str, commit: GitId) -> Result<(), GitError> {
        let failed = |error: &gix::Error| GitError::cannot_do(reason(error));
        let head = format!("ref: refs/heads/{name}\n");
        fs::write(self.folder.join("HEAD"), head).map_err(refused)?;
        let tree = self
            .git
            .find_commit(commit.0)
            .map_err(|error| failed(&error))?;
        let tree = tree.tree_id().map_err(|error| failed(&error))?;
        let index = self.git.index_from_tree(&tree);
        let mut index = index.map_err(|error| failed(&error))?;
        let written = index.write(gix::index::write::Options::default());
        written.map_err(|error| failed(&error))
    }

    /// A folder, of files by their paths in order.
    fn tree(&self, mut files: &[(&str, &str)]) -> Result<GitId, GitError> {
        let mut entries = Vec::new();
        while let Some(((path, text), rest)) = files.split_first() {
            let (name, below) = match path.split_once('/') {
                Some((name, _)) => (name, true),
                None => (*path, false),
            };
            let (kind, id) = if below {
                let prefix = format!("{name}/");
                let inside = files
                    .iter()
                    .map_while(|(path, text)| Some((path.strip_prefix(&prefix)?, *text)));
                let inside: Vec<(&str, &str)> = inside.collect();
                files = files.get(inside.len()..).unwrap_or_default();
                (tree::EntryKind::Tree, self.tree(&inside)?)
            } else {
                files = rest;
                (
                    tree::EntryKind::Blob,
                    self.write(Kind::Blob, text.as_bytes())?,
                )
            };
            entries.push(tree::Entry {
                mode: kind.into(),
                filename: name.into(),
                oid: id.0,
            });
        }
        entries.sort();
        let mut bytes = Vec::new();
        let written = gix::objs::WriteTo::write_to(&TreeObject { entries }, &mut bytes);
        written.map_err(refused)?;
        self.write(Kind::Tree, &bytes)
    }

    fn write(&self, kind: Kind, bytes: &[u8]) -> Result<GitId, GitError> {
        use gix::objs::Write;
        let id = self.git.objects.write_buf(kind, bytes);
        id.map(GitId)
            .map_err(|error| GitError::cannot_do(error.to_string()))
    }
}

fn refused(error: std::io::Error) -> GitError {
    GitError::cannot_do(format!("the repository cannot be written: {error}"))
}
