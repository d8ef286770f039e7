//! Reading what git holds: a commit's files or those of the index, names of
//! revisions, what a state is compared with, and where a repository is.
//!
//! Everything is read and nothing is run, written, checked out or fetched: the
//! configuration of a repository can name programs, and none of them is started. The
//! one exception is [`signature`], which asks git itself whether signatures are good,
//! where that is asked for; it says what keeps a repository from naming a program there.

mod ancestry;
mod base;
mod blob;
mod commit;
mod details;
mod entry;
mod error;
mod forge;
mod id;
mod index;
mod make;
mod open;
mod repository;
mod revision;
mod signature;
mod tree;
mod walk;

pub use base::{Base, BaseMode, BaseRequest, Event, Head, Surroundings};
pub use commit::Commit;
pub use details::{CommitDetails, Person};
pub use error::{GitError, GitErrorKind};
pub use forge::{Forge, ForgeKind, LineAddress};
pub use id::{GitId, IdFormat};
pub use make::{NewCommit, NewRepository};
pub use repository::Repository;
pub use signature::Signature;
pub use tree::GitTree;
pub use walk::{Before, Touch, TouchParent, Walk, WalkMode, WalkRequest};
