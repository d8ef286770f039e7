use std::collections::BTreeMap;

use super::kept::{Walked, walk_key};
use super::walked::{longer, whole};
use super::{History, Kept, Moment, Paths, Step, Stretch};
use crate::project::{Owners, Project};
use crate::source::git::{GitError, GitId, Repository, Walk, WalkMode};

/// How a history is walked over.
#[derive(Debug, Clone, Copy)]
pub struct Walking<'k> {
    /// Which commits are looked at.
    pub mode: WalkMode,
    /// Whether what git knows to be faster with is used.
    pub accelerated: bool,
    /// Where walks are kept; nowhere, where nothing is to be.
    pub kept: Option<&'k Kept>,
}

/// The commits that touched a project, and what each did, computed when it is asked
/// for.
#[derive(Debug)]
pub struct Timeline {
    /// The paths that were looked at.
    pub paths: Paths,
    /// The commits, newest first.
    pub walk: Walk,
    /// The first touch of each folder that the project stood in before.
    starts: Vec<usize>,
    pub(super) steps: BTreeMap<(usize, usize), Step>,
    pub(super) owners: Owners,
}

impl Timeline {
    /// Walks over the history that ends with a commit. Folders that the configuration
    /// named at any time are looked at over all of it.
    ///
    /// # Errors
    /// When something that is needed is not in this clone.
    pub fn walk(
        repository: &Repository,
        tip: GitId,
        newest: &Project,
        walking: Walking<'_>,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<Self, GitError> {
        let paths = Paths::of(newest);
        let state = repository.history_state()?;
        let key = walk_key(&paths, walking.mode, &state);
        let before = walking.kept.and_then(|kept| kept.walk(&key));
        let longer = match before {
            Some(before) if before.tip == tip => return Ok(Self::of(before)),
            Some(before) => longer(repository, tip, &paths, before, walking, progress)?,
            None => None,
        };
        let walked = match longer {
            Some(longer) => longer,
            None => whole(repository, tip, paths, walking, progress)?,
        };
        if let Some(kept) = walking.kept {
            kept.put_walk(key, &walked);
        }
        Ok(Self::of(walked))
    }

    fn of(walked: Walked) -> Self {
        Self {
            paths: walked.paths,
            walk: walked.walk,
            starts: walked.starts,
            steps: BTreeMap::new(),
            owners: Owners::default(),
        }
    }

    /// What a commit did, held against one of the parents that are followed, the first
    /// one being 0; it has to have been prepared.
    pub fn step(&self, touch: usize, parent: usize) -> Option<&Step> {
        self.steps.get(&(touch, parent))
    }

    /// The same, given away.
    pub fn take(&mut self, touch: usize, parent: usize) -> Option<Step> {
        self.steps.remove(&(touch, parent))
    }

    /// Computes what some commits did, each held against one of its parents. Where an
    /// assessment could not be read at the parent, or was not there, it is held against
    /// its last state before.
    ///
    /// # Errors
    /// When something that is needed is not in this clone.
    pub fn prepare(
        &mut self,
        history: &History<'_>,
        wanted: &[(usize, usize)],
        done: &(dyn Fn() + Sync),
    ) -> Result<(), GitError> {
        self.compute(history, wanted, done)?;
        for at in wanted {
            self.hold_against_the_last(history, *at)?;
        }
        Ok(())
    }

    /// What stood there after a commit.
    pub(super) fn after(&self, touch: usize) -> Option<Moment> {
        let one = self.walk.touches.get(touch)?;
        Some(Moment {
            tree: one.tree,
            place: self.place_of(touch),
            at: one.at.clone(),
        })
    }

    /// What stood there after a parent of a commit.
    pub(super) fn before(&self, (touch, parent): (usize, usize)) -> Option<Moment> {
        let one = self.walk.touches.get(touch)?.parents.get(parent)?;
        Some(Moment {
            tree: one.tree,
            place: self.place_of(one.leads_to.unwrap_or(touch)),
            at: one.at.clone(),
        })
    }

    fn place_of(&self, touch: usize) -> usize {
        self.starts.partition_point(|start| *start <= touch)
    }

    pub(super) fn compute(
        &mut self,
        history: &History<'_>,
        wanted: &[(usize, usize)],
        done: &(dyn Fn() + Sync),
    ) -> Result<(), GitError> {
        let open = wanted.iter().filter(|at| !self.steps.contains_key(at));
        let open: Vec<(usize, usize)> = open.copied().collect();
        let stretches = open.iter().filter_map(|at| {
            Some(Stretch {
                base: self.before(*at),
                head: self.after(at.0)?,
            })
        });
        let stretches: Vec<Stretch> = stretches.collect();
        let steps = history.steps(self, &stretches, done)?;
        self.steps.extend(open.into_iter().zip(steps));
        Ok(())
    }
}
