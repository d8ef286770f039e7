//! Reading what git holds: a commit's files or those of the index, names of
//! revisions, and where a repository is.
//!
//! Everything is read and nothing is run, written, checked out or fetched: the
//! configuration of a repository can name programs, and none of them is started.

mod blob;
mod commit;
mod entry;
mod error;
mod id;
mod index;
mod open;
mod repository;
mod revision;
mod tree;

pub use commit::Commit;
pub use error::{GitError, GitErrorKind};
pub use id::{GitId, IdFormat};
pub use repository::Repository;
pub use tree::GitTree;
