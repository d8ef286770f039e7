use std::collections::{BTreeMap, BTreeSet};

use super::kept::{Walked, walk_key};
use super::{History, Kept, Moment, Paths, Step, Stretch};
use crate::project::{Owners, Project};
use crate::source::git::{GitError, GitId, Repository, Walk, WalkMode, WalkRequest};

/// Times that paths which an older configuration names are added to those walked
/// over; a history that needs more changes its folders with every commit.
const MOST_ROUNDS: usize = 16;

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
        if let Some(before) = walking.kept.and_then(|kept| kept.walk(&key)) {
            if before.tip == tip {
                return Ok(Self::of(before));
            }
            if let Some(longer) = longer(repository, tip, before, walking, progress)? {
                if let Some(kept) = walking.kept {
                    kept.put_walk(key, &longer);
                }
                return Ok(Self::of(longer));
            }
        }
        let whole = whole(repository, tip, paths, walking, progress)?;
        if let Some(kept) = walking.kept {
            kept.put_walk(key, &whole);
        }
        Ok(Self::of(whole))
    }

    fn of(walked: Walked) -> Self {
        Self {
            paths: walked.paths,
            walk: walked.walk,
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

    pub(super) fn compute(
        &mut self,
        history: &History<'_>,
        wanted: &[(usize, usize)],
        done: &(dyn Fn() + Sync),
    ) -> Result<(), GitError> {
        let open = wanted.iter().filter(|at| !self.steps.contains_key(at));
        let open: Vec<(usize, usize)> = open.copied().collect();
        let stretches = open.iter().filter_map(|(touch, parent)| {
            let touch = self.walk.touches.get(*touch)?;
            Some(Stretch {
                base: touch.parents.get(*parent).map(Moment::of_parent),
                head: Moment::of(touch),
            })
        });
        let stretches: Vec<Stretch> = stretches.collect();
        let steps = history.steps(&stretches, &self.owners, done)?;
        self.steps.extend(open.into_iter().zip(steps));
        Ok(())
    }
}

/// A walk over all of a history.
fn whole(
    repository: &Repository,
    tip: GitId,
    mut paths: Paths,
    walking: Walking<'_>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Walked, GitError> {
    let mut known = BTreeSet::new();
    let mut walk = Walk::default();
    for _ in 0..MOST_ROUNDS {
        walk = repository.walk(&request(tip, &paths, walking, None), progress)?;
        if !widen(repository, &mut paths, &walk, &mut known)? {
            break;
        }
    }
    Ok(Walked { tip, paths, walk })
}

/// A walk from a newer commit to one that was walked from before; nothing where it does
/// not get there, or what it meets names other folders.
fn longer(
    repository: &Repository,
    tip: GitId,
    before: Walked,
    walking: Walking<'_>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Option<Walked>, GitError> {
    if walking.mode != WalkMode::FirstParent {
        return Ok(None);
    }
    let Walked {
        tip: known,
        mut paths,
        walk: old,
    } = before;
    let mut walk = repository.walk(&request(tip, &paths, walking, Some(known)), progress)?;
    if !walk.met || widen(repository, &mut paths, &walk, &mut BTreeSet::new())? {
        return Ok(None);
    }
    let new = walk.touches.len();
    let first = (!old.touches.is_empty()).then_some(new);
    for parent in walk.touches.iter_mut().flat_map(|touch| &mut touch.parents) {
        parent.leads_to = parent.leads_to.or(first);
    }
    for mut touch in old.touches {
        for parent in &mut touch.parents {
            parent.leads_to = parent.leads_to.map(|to| to + new);
        }
        walk.touches.push(touch);
    }
    walk.cut_at.extend(old.cut_at);
    walk.walked += old.walked;
    walk.met = false;
    Ok(Some(Walked { tip, paths, walk }))
}

fn request<'w>(
    tip: GitId,
    paths: &'w Paths,
    walking: Walking<'_>,
    known: Option<GitId>,
) -> WalkRequest<'w> {
    WalkRequest {
        tip,
        paths: paths.all(),
        mode: walking.mode,
        commit_graph: walking.accelerated,
        bloom: walking.accelerated,
        known,
    }
}

/// Adds the folders that the configurations of a walk name; gives whether there were
/// any that it did not look at.
fn widen(
    repository: &Repository,
    paths: &mut Paths,
    walk: &Walk,
    known: &mut BTreeSet<GitId>,
) -> Result<bool, GitError> {
    let mut wider = false;
    let parents = walk.touches.iter().flat_map(|touch| &touch.parents);
    let parents = parents.map(|parent| (parent.tree, &parent.at));
    let touches = walk.touches.iter().map(|touch| (touch.tree, &touch.at));
    for (tree, at) in touches.chain(parents) {
        let config = at.first().copied().flatten();
        if !config.is_some_and(|config| known.insert(config)) {
            continue;
        }
        let tree = repository.tree(tree)?;
        if let Some(Ok(project)) = Project::standing_in(&tree, paths.place()) {
            wider |= paths.add(&project);
        }
    }
    Ok(wider)
}
