//! The only door to the disk: reading, listing and writing files, and reading
//! those that git holds.
//!
//! It knows bytes and paths, no YAML and no assessments. Nothing is read that
//! leads out of a project through a symbolic link, and nothing but regular
//! files is ever opened.
#![expect(
    clippy::disallowed_methods,
    reason = "this folder is the one place that touches the disk"
)]

mod discover;
mod folder;
pub mod git;
mod listing;
mod rules;
mod store;
mod tree;
mod write;

pub use discover::{find_upwards, place_in_repository};
pub use folder::{Folder, ReadError, absolute};
pub use rules::{FILE_UNREADABLE, RULES, unreadable};
pub use store::{Store, StoreKey, store_key};
pub use tree::{Differing, Tree};
pub use write::{WriteError, append, create_new, remove, replace};
