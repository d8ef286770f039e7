use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::moment::Shared;
use crate::project::{Group, Loaded, Project};
use crate::source::git::GitId;
use crate::text::RepoPath;
use crate::value::Date;

/// Groups that are kept; more would be more memory than a second reading is worth.
const MOST_KEPT: usize = 160;

/// The edition of configuration and models, and the files with their contents.
type Key = (usize, Vec<(RepoPath, Option<GitId>)>);

/// What was read of assessments, by content, so that a state which is the end of one
/// step and the beginning of the next is read once.
#[derive(Default)]
pub(super) struct Remembered {
    kept: RefCell<HashMap<Key, (u64, Shared)>>,
    clock: std::cell::Cell<u64>,
}

impl Remembered {
    /// The assessments of groups, read now or before.
    pub(super) fn read(
        &self,
        project: &Project,
        edition: usize,
        groups: &[&Group],
        today: Date,
    ) -> Shared {
        self.clock.set(self.clock.get() + 1);
        let keys = groups.iter().map(|group| key(project, edition, group));
        let keys: Vec<Key> = keys.collect();
        let mut found: Vec<Option<Shared>> = keys.iter().map(|key| self.recall(key)).collect();
        let open: Vec<Group> = groups
            .iter()
            .zip(&found)
            .filter(|(_, found)| found.is_none())
            .map(|(group, _)| Group::clone(group))
            .collect();
        let mut loaded = project.load_each(&open, today).into_iter();
        for (key, found) in keys.into_iter().zip(&mut found) {
            if found.is_none() {
                let read: Shared = loaded
                    .next()
                    .unwrap_or_default()
                    .into_iter()
                    .map(Arc::new)
                    .collect();
                self.keep(key, &read);
                *found = Some(read);
            }
        }
        found.into_iter().flatten().flatten().collect()
    }

    fn recall(&self, key: &Key) -> Option<Shared> {
        let mut kept = self.kept.borrow_mut();
        let (used, shared) = kept.get_mut(key)?;
        *used = self.clock.get();
        Some(shared.clone())
    }

    fn keep(&self, key: Key, read: &[Arc<Loaded>]) {
        // What could not be read has no content to be known by.
        if key.1.iter().any(|(_, id)| id.is_none()) {
            return;
        }
        let mut kept = self.kept.borrow_mut();
        if kept.len() >= MOST_KEPT {
            let mut uses: Vec<u64> = kept.values().map(|(used, _)| *used).collect();
            uses.sort_unstable();
            let middle = uses.get(uses.len() / 2).copied().unwrap_or_default();
            kept.retain(|_, (used, _)| *used > middle);
        }
        kept.insert(key, (self.clock.get(), read.to_vec()));
    }
}

fn key(project: &Project, edition: usize, group: &Group) -> Key {
    let files = group.files.iter();
    let with_id = |path: &RepoPath| (path.clone(), project.files.content_id(path));
    (edition, files.map(with_id).collect())
}
