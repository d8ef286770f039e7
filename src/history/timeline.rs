use std::collections::{BTreeMap, BTreeSet};

use super::kept::{Walked, walk_key};
use super::{History, Kept, Moment, Moved, Paths, Step, Stretch};
use crate::project::Project;
use crate::source::git::{
    Before, GitError, GitId, Repository, Touch, TouchParent, Walk, WalkMode, WalkRequest,
};

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
    steps: BTreeMap<(usize, usize), Step>,
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
            steps: BTreeMap::new(),
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
    /// assessment could not be read at the parent, it is held against the last state
    /// that could.
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
        let mut mended = Vec::new();
        for at in wanted {
            let step = self.steps.get(at);
            let moved = step
                .into_iter()
                .flat_map(|step| step.moved.iter().enumerate());
            let again = moved
                .filter(|(_, one)| one.base_broken && one.broken.is_none() && one.since.is_none());
            mended.extend(again.filter_map(|(position, one)| {
                Some((*at, position, one.path.clone()?, one.base_path.clone()?))
            }));
        }
        for (at, position, path, base_path) in mended {
            let Some(last) = self.last_readable(history, at, base_path)? else {
                continue;
            };
            let Some(touch) = self.walk.touches.get(at.0) else {
                continue;
            };
            let stretch = Stretch {
                base: Some(moment_of_parent(&last)),
                head: moment_of(touch),
            };
            let steps = history.steps(&[stretch], &|| ())?;
            let found = steps.into_iter().flat_map(|step| step.moved);
            let mut found = found.filter(|one| one.path.as_ref() == Some(&path));
            let step = self.steps.get_mut(&at);
            if let Some(slot) = step.and_then(|step| step.moved.get_mut(position)) {
                let again = found.next().unwrap_or_else(|| as_before(slot));
                *slot = Moved {
                    since: Some(last.commit.to_string()),
                    base_broken: true,
                    ..again
                };
            }
        }
        Ok(())
    }

    fn compute(
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
                base: touch.parents.get(*parent).map(moment_of_parent),
                head: moment_of(touch),
            })
        });
        let stretches: Vec<Stretch> = stretches.collect();
        let steps = history.steps(&stretches, done)?;
        self.steps.extend(open.into_iter().zip(steps));
        Ok(())
    }

    /// The parent at which an assessment that is broken since then could still be
    /// read, along first parents.
    fn last_readable(
        &mut self,
        history: &History<'_>,
        (touch, parent): (usize, usize),
        mut path: String,
    ) -> Result<Option<TouchParent>, GitError> {
        let leads = |timeline: &Self, touch: usize, parent: usize| {
            timeline
                .walk
                .touches
                .get(touch)?
                .parents
                .get(parent)?
                .leads_to
        };
        let mut next = leads(self, touch, parent);
        while let Some(touch) = next {
            self.compute(history, &[(touch, 0)], &|| ())?;
            let step = self.step(touch, 0);
            let mut moved = step.into_iter().flat_map(|step| &step.moved);
            let broke = moved.find(|one| one.path.as_ref() == Some(&path) && one.broken.is_some());
            if let Some(broke) = broke {
                let Some(before) = broke.base_path.clone() else {
                    return Ok(None);
                };
                if !broke.base_broken {
                    let touch = self.walk.touches.get(touch);
                    return Ok(touch.and_then(|touch| touch.parents.first().cloned()));
                }
                path = before;
            }
            next = leads(self, touch, 0);
        }
        Ok(None)
    }
}

/// What was mended and says what it said before.
fn as_before(mended: &Moved) -> Moved {
    let mut same = mended.clone();
    for figures in &mut same.values {
        figures.from.clone_from(&figures.to);
    }
    let first = same.headline.clone();
    same.values
        .retain(|figures| figures.depth == 0 && first.contains(&figures.measure));
    same
}

fn moment_of(touch: &Touch) -> Moment {
    Moment {
        tree: touch.tree,
        at: touch.at.clone(),
    }
}

fn moment_of_parent(parent: &TouchParent) -> Moment {
    Moment {
        tree: parent.tree,
        at: parent.at.clone(),
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
        let touches: Vec<&Touch> = walk.touches.iter().collect();
        if !widen(repository, &mut paths, &touches, &mut known)? {
            break;
        }
    }
    Ok(Walked { tip, paths, walk })
}

/// A walk over all of a history, by the help of one that was done from another commit;
/// nothing where what it meets names other folders.
fn longer(
    repository: &Repository,
    tip: GitId,
    first: &Paths,
    before: Walked,
    walking: Walking<'_>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Option<Walked>, GitError> {
    let Walked {
        tip: known,
        paths,
        walk: old,
    } = before;
    let older = Before {
        tip: known,
        walk: &old,
    };
    let walk = repository.walk(&request(tip, &paths, walking, Some(older)), progress)?;
    // Folders are added to the first ones in the order in which they are met, and what is
    // known to name no other need not be read again.
    let told: BTreeSet<GitId> = match paths == *first {
        true => old.touches.iter().map(|touch| touch.commit).collect(),
        false => BTreeSet::new(),
    };
    let touches = walk.touches.iter();
    let met: Vec<&Touch> = touches
        .filter(|touch| !told.contains(&touch.commit))
        .collect();
    let mut named = first.clone();
    widen(repository, &mut named, &met, &mut BTreeSet::new())?;
    Ok((named == paths).then_some(Walked { tip, paths, walk }))
}

fn request<'w>(
    tip: GitId,
    paths: &'w Paths,
    walking: Walking<'_>,
    before: Option<Before<'w>>,
) -> WalkRequest<'w> {
    WalkRequest {
        tip,
        paths: paths.all(),
        mode: walking.mode,
        commit_graph: walking.accelerated,
        bloom: walking.accelerated,
        before,
    }
}

/// Adds the folders that the configurations of touches name; gives whether there were
/// any that were not looked at.
fn widen(
    repository: &Repository,
    paths: &mut Paths,
    touches: &[&Touch],
    known: &mut BTreeSet<GitId>,
) -> Result<bool, GitError> {
    let mut wider = false;
    let parents = touches.iter().flat_map(|touch| &touch.parents);
    let parents = parents.map(|parent| (parent.tree, &parent.at));
    let touches = touches.iter().map(|touch| (touch.tree, &touch.at));
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
