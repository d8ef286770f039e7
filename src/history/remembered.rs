use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;

use super::moment::{Governing, Then};
use crate::project::{Group, Loaded};
use crate::source::git::GitId;
use crate::text::RepoPath;
use crate::value::Date;

/// Groups that are kept; more would be more memory than a second reading is worth.
const MOST_KEPT: usize = 192;

/// What the files of a group are and what they are read by.
type Key = (Governing, Vec<(RepoPath, GitId)>);

/// The assessments of a group.
type Shared = Vec<Arc<Loaded>>;

/// What was read of assessments, by content, so that a state which is the end of one
/// step and the beginning of the next is read once, whichever thread takes them.
#[derive(Default)]
pub(super) struct Remembered {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    groups: HashMap<Key, (u64, Arc<OnceLock<Shared>>)>,
    clock: u64,
}

impl Remembered {
    /// The assessments of groups of a project, read now or before.
    pub(super) fn read(&self, then: &Then, groups: &[&Group], today: Date) -> Shared {
        let read = |group: &&Group| self.group(then, group, today);
        groups.par_iter().flat_map_iter(read).collect()
    }

    fn group(&self, then: &Then, group: &Group, today: Date) -> Shared {
        let load = || {
            let loaded = then.snapshot.project.load_one(group, today);
            loaded.into_iter().map(Arc::new).collect()
        };
        match key(then, group) {
            // Nothing that waits for it is waited for: a group is read on one thread.
            Some(key) => self.slot(key).get_or_init(load).clone(),
            None => load(),
        }
    }

    /// The place of what is read of a group, which may be read already.
    fn slot(&self, key: Key) -> Arc<OnceLock<Shared>> {
        match self.kept.lock() {
            Ok(mut kept) => kept.slot(key),
            Err(_) => Arc::default(),
        }
    }
}

impl Kept {
    fn slot(&mut self, key: Key) -> Arc<OnceLock<Shared>> {
        self.clock += 1;
        if self.groups.len() >= MOST_KEPT && !self.groups.contains_key(&key) {
            let last = self.groups.values().map(|(used, _)| *used).min();
            self.groups.retain(|_, (used, _)| Some(*used) != last);
        }
        let (used, slot) = self.groups.entry(key).or_default();
        *used = self.clock;
        Arc::clone(slot)
    }
}

/// Nothing where a file is not of a kind that is read, and so has no content to be
/// known by.
fn key(then: &Then, group: &Group) -> Option<Key> {
    let files = &then.snapshot.project.files;
    let with_id = |path: &RepoPath| Some((path.clone(), files.content_id(path)?));
    let files: Option<Vec<(RepoPath, GitId)>> = group.files.iter().map(with_id).collect();
    Some((Arc::clone(&then.governing), files?))
}
