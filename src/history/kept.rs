use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Paths, Step, Stretch};
use crate::source::git::{GitId, Walk, WalkMode};
use crate::source::{Store, StoreKey, store_key};

/// What a step depends on besides what stands at the paths. A change of what is computed,
/// or of how it is kept, is another number.
const EDITION: &str = concat!("step/2/", env!("CARGO_PKG_VERSION"));

/// The same of a walk.
const WALK_EDITION: &str = concat!("walk/2/", env!("CARGO_PKG_VERSION"));

/// What was computed before: steps, known by what stood at the paths on both sides, and
/// the last walk over the same paths.
#[derive(Debug)]
pub struct Kept {
    steps: Store,
    walks: Store,
}

/// A walk and where it began.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Walked {
    pub(super) tip: GitId,
    pub(super) paths: Paths,
    pub(super) walk: Walk,
}

impl Kept {
    /// Those in a file of a folder for what can be thrown away.
    pub fn open(folder: &Path) -> Self {
        Self {
            steps: Store::open(&folder.join("steps")),
            walks: Store::open(&folder.join("walks")),
        }
    }

    /// A step that was computed before.
    pub(super) fn get(&self, key: &StoreKey) -> Option<Step> {
        postcard::from_bytes(self.steps.get(key)?).ok()
    }

    /// Keeps one.
    pub(super) fn put(&self, key: StoreKey, step: &Step) {
        if let Ok(bytes) = postcard::to_stdvec(step) {
            self.steps.put(key, bytes);
        }
    }

    /// The last walk over the same paths.
    pub(super) fn walk(&self, key: &StoreKey) -> Option<Walked> {
        postcard::from_bytes(self.walks.get(key)?).ok()
    }

    /// Keeps one.
    pub(super) fn put_walk(&self, key: StoreKey, walked: &Walked) {
        if let Ok(bytes) = postcard::to_stdvec(walked) {
            self.walks.put(key, bytes);
        }
    }

    /// Writes what is new.
    pub fn save(&self) {
        self.steps.save();
        self.walks.save();
    }
}

/// What a step depends on: what stood at the paths before and after, where the project
/// is, and the rules, which say what scores it and what is read under another's id.
pub(super) fn step_key(stretch: &Stretch, paths: &[String], rules: &[u8]) -> StoreKey {
    let id = |id: &Option<GitId>| id.map_or(b"-".to_vec(), |id| id.bytes().to_vec());
    let base = stretch.base.iter().flat_map(|base| &base.at).map(id);
    let between = std::iter::once(b"|".to_vec());
    let sides: Vec<Vec<u8>> = base
        .chain(between)
        .chain(stretch.head.at.iter().map(id))
        .collect();
    let fixed = [EDITION.as_bytes(), rules].into_iter();
    let pieces = fixed.chain(paths.iter().map(String::as_bytes));
    store_key(pieces.chain(sides.iter().map(Vec::as_slice)))
}

/// What a walk depends on besides the commit that it begins with.
pub(super) fn walk_key(paths: &Paths, mode: WalkMode, state: &[u8]) -> StoreKey {
    let mode: &[u8] = match mode {
        WalkMode::FirstParent => b"first parent",
        WalkMode::Full => b"full",
        WalkMode::Simplified => b"simplified",
    };
    let fixed = [WALK_EDITION.as_bytes(), mode, state].into_iter();
    store_key(fixed.chain(paths.all().iter().map(String::as_bytes)))
}
