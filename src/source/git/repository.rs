use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use gix::odb::pack::cache::lru::MemoryCappedHashmap;

use super::commit::damaged;
use super::entry::{Folder, Trouble};
use super::{Commit, GitError, GitId, GitTree, IdFormat, open};

/// Bytes of what was unpacked that a handle keeps. Git writes an object as what differs
/// from another, which is mostly one that was read shortly before.
const MOST_UNPACKED: usize = 4 << 20;

/// A git repository that is only read. Copies share everything, and several
/// threads can read at a time.
#[derive(Clone)]
pub struct Repository {
    shared: Arc<Shared>,
}

struct Shared {
    git: gix::ThreadSafeRepository,
    /// Handles for one thread each that nobody uses at the moment.
    idle: Mutex<Vec<gix::Repository>>,
    blobs_read: AtomicU64,
    /// The first object that was needed and is not there.
    missing: OnceLock<GitId>,
    /// Read when the first name is.
    mailmap: OnceLock<gix::mailmap::Snapshot>,
}

impl Repository {
    /// The repository around a folder, or the one that the environment names as
    /// it does for git. It may be bare, a linked work tree, or another user's.
    ///
    /// # Errors
    /// When there is none, or it is of a kind that is not read.
    pub fn discover(folder: &Path) -> Result<Self, GitError> {
        Ok(Self {
            shared: Arc::new(Shared {
                git: open::discover(folder)?,
                idle: Mutex::new(Vec::new()),
                blobs_read: AtomicU64::new(0),
                missing: OnceLock::new(),
                mailmap: OnceLock::new(),
            }),
        })
    }

    /// Whether it has no work tree.
    pub fn is_bare(&self) -> bool {
        self.shared.git.work_dir().is_none()
    }

    /// Whether it is a shallow clone, whose history ends somewhere without a
    /// reason of its own.
    pub fn is_shallow(&self) -> bool {
        self.with(|git| git.is_shallow().unwrap_or(false))
    }

    /// The root of its work tree.
    pub fn work_tree(&self) -> Option<&Path> {
        self.shared.git.work_dir()
    }

    /// Where it keeps what it knows.
    pub fn git_folder(&self) -> &Path {
        self.shared.git.git_dir()
    }

    /// Where it keeps what all its work trees share.
    pub fn common_folder(&self) -> PathBuf {
        self.with(|git| git.common_dir().to_path_buf())
    }

    /// How it names objects.
    pub fn id_format(&self) -> IdFormat {
        IdFormat(self.with(gix::Repository::object_hash))
    }

    /// Where `origin` is, without a user and a password.
    pub fn origin(&self) -> Option<String> {
        let url = self.with(|git| git.config_snapshot().string("remote.origin.url"))?;
        Some(without_credentials(&url.to_string()))
    }

    /// Files read from it so far, by any thread.
    pub fn blobs_read(&self) -> u64 {
        self.shared.blobs_read.load(Ordering::Relaxed)
    }

    /// The files of a commit.
    ///
    /// # Errors
    /// When its root folder is not in this clone, or damaged.
    pub fn tree_of(&self, commit: &Commit) -> Result<GitTree, GitError> {
        self.tree(commit.tree)
    }

    /// The files below a root folder.
    ///
    /// # Errors
    /// When it is not in this clone, or damaged.
    pub fn tree(&self, root: GitId) -> Result<GitTree, GitError> {
        let empty = root == self.empty_tree_id();
        let root = if empty {
            Folder::default()
        } else {
            Folder::of_tree(root)
        };
        match root.contents(self) {
            Ok(_) => Ok(GitTree::new(self, root)),
            Err(Trouble::Missing(id)) => Err(self.not_in_clone("object", id)),
            Err(Trouble::Broken(id)) => Err(damaged(id)),
        }
    }

    /// The id of a folder without files, which need not be in the clone.
    pub fn empty_tree_id(&self) -> GitId {
        GitId(gix::ObjectId::empty_tree(self.id_format().0))
    }

    /// The first object that was needed and is not in this clone, as an error.
    pub fn missing(&self) -> Option<GitError> {
        let missing = self.shared.missing.get()?;
        Some(self.not_in_clone("object", *missing))
    }

    pub(super) fn note_missing(&self, id: GitId) {
        // Of several the first is told.
        let _ = self.shared.missing.set(id);
    }

    /// No files at all: what there is before the first commit.
    pub fn empty_tree(&self) -> GitTree {
        GitTree::new(self, Folder::default())
    }

    /// The path inside the repository of a folder on disk, without a slash at its
    /// end, or nothing where it is outside of the work tree. The folder need not
    /// be there any more.
    pub fn path_of(&self, folder: &Path) -> Option<String> {
        let root = real(self.work_tree()?);
        let folder = real(folder);
        let inside = folder.strip_prefix(&root).ok()?.to_str()?;
        Some(inside.replace('\\', "/"))
    }

    /// Where a path inside the repository is on disk; in a bare repository the
    /// place is none.
    pub fn on_disk(&self, path: &str) -> PathBuf {
        let root = self.work_tree().unwrap_or_else(|| self.git_folder());
        if path.is_empty() {
            root.to_path_buf()
        } else {
            root.join(path)
        }
    }

    /// Does something with a handle for this thread.
    pub(super) fn with<T>(&self, take: impl FnOnce(&gix::Repository) -> T) -> T {
        let idle = self.shared.idle.lock().ok().and_then(|mut idle| idle.pop());
        let git = idle.unwrap_or_else(|| self.handle());
        let taken = take(&git);
        if let Ok(mut idle) = self.shared.idle.lock() {
            idle.push(git);
        }
        taken
    }

    fn handle(&self) -> gix::Repository {
        let mut git = self.shared.git.to_thread_local();
        let unpacked = || Box::new(MemoryCappedHashmap::new(MOST_UNPACKED)) as Box<_>;
        git.objects.set_pack_cache(unpacked);
        git
    }

    /// The names and addresses that people are known by; none where it cannot be
    /// read, as to git.
    pub(super) fn mailmap(&self) -> &gix::mailmap::Snapshot {
        let read = || self.with(gix::Repository::open_mailmap);
        self.shared.mailmap.get_or_init(read)
    }

    pub(super) fn count_blob(&self) {
        self.shared.blobs_read.fetch_add(1, Ordering::Relaxed);
    }

    /// An id as short as git shows it: as long as it takes to be the only one.
    pub fn short(&self, id: GitId) -> String {
        use gix::prelude::ObjectIdExt;
        self.with(|git| id.0.attach(git).shorten_or_id().to_string())
    }
}

impl fmt::Debug for Repository {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Repository({})", self.git_folder().display())
    }
}

/// A folder without symbolic links, by the nearest one above it that is there.
fn real(folder: &Path) -> PathBuf {
    for above in folder.ancestors() {
        if let Ok(known) = std::fs::canonicalize(above) {
            let rest = folder.strip_prefix(above).unwrap_or(Path::new(""));
            return if rest.as_os_str().is_empty() {
                known
            } else {
                known.join(rest)
            };
        }
    }
    folder.to_path_buf()
}

/// A URL without what stands before `@` in its host, but for the user's name of
/// the short form `git@host:path`, which is no secret.
fn without_credentials(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let slash = if rest.contains('/') { "/" } else { "" };
    format!("{scheme}://{host}{slash}{path}")
}

#[cfg(test)]
mod tests {
    use super::without_credentials;

    #[test]
    fn a_token_in_an_address_is_not_shown() {
        for (url, shown) in [
            (
                "https://user:tok@h.example/a/b.git",
                "https://h.example/a/b.git",
            ),
            ("https://tok@h.example/a@b", "https://h.example/a@b"),
            ("https://a@b@h.example", "https://h.example"),
            ("git@h.example:a/b.git", "git@h.example:a/b.git"),
            ("/srv/a.git", "/srv/a.git"),
        ] {
            assert_eq!(without_credentials(url), shown);
        }
    }
}
