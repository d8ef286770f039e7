use std::collections::{BTreeMap, BTreeSet};

use super::kept::{Walked, walk_key};
use super::{History, Kept, Moment, Paths, Step, Stretch};
use crate::project::{CONFIG_FILE, Owners, Project};
use crate::source::git::{GitError, GitId, Repository, Walk, WalkMode, WalkRequest};
use crate::text::RepoPath;

/// Times that paths which an older configuration names are added to those walked
/// over; a history that needs more changes its folders with every commit.
const MOST_ROUNDS: usize = 16;

/// Folders that a project is followed through.
const MOST_PLACES: usize = 16;

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
        let steps = history.steps(&stretches, &self.owners, done)?;
        self.steps.extend(open.into_iter().zip(steps));
        Ok(())
    }
}

/// A walk over all of a history, through every folder that the project stood in.
fn whole(
    repository: &Repository,
    tip: GitId,
    paths: Paths,
    walking: Walking<'_>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Walked, GitError> {
    let mut walked = in_one_place(repository, tip, paths, walking, progress)?;
    while walked.starts.len() < MOST_PLACES
        && let Some((parent, project)) = moved_from(repository, &walked)?
    {
        let paths = Paths::of(&project);
        let older = in_one_place(repository, parent, paths, walking, progress)?;
        if older.walk.touches.is_empty() {
            break;
        }
        walked = joined(walked, older);
    }
    Ok(walked)
}

/// The same as long as the project stands in its folder.
fn in_one_place(
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
    Ok(Walked {
        tip,
        paths,
        starts: Vec::new(),
        walk,
    })
}

/// Where a project stood before the oldest commit that has it in its folder, and the
/// commit before: the one folder of which that commit took the configuration away.
fn moved_from(
    repository: &Repository,
    walked: &Walked,
) -> Result<Option<(GitId, Project)>, GitError> {
    let oldest = walked.walk.touches.last();
    let Some((touch, parent)) = oldest.and_then(|touch| Some((touch, touch.parents.first()?)))
    else {
        return Ok(None);
    };
    let configured = |at: &[Option<GitId>]| at.first().copied().flatten().is_some();
    if !configured(&touch.at) || configured(&parent.at) {
        return Ok(None);
    }
    let (before, after) = (repository.tree(parent.tree)?, repository.tree(touch.tree)?);
    let is_config = |path: &str| path.rsplit('/').next() == Some(CONFIG_FILE);
    let there = before.files_unlike(&after, "", &is_config).into_iter();
    let gone = there.filter(|(path, _)| !after.is_file(path));
    let gone: Vec<RepoPath> = gone.map(|(path, _)| path).collect();
    let [config] = &gone[..] else {
        return Ok(None);
    };
    let project = Project::standing_in(&before, config.folder());
    Ok(project
        .and_then(Result::ok)
        .map(|project| (parent.commit, project)))
}

/// A walk and that over the folder which the project stood in before.
fn joined(newer: Walked, older: Walked) -> Walked {
    let mut walk = newer.walk;
    let start = walk.touches.len();
    if let (Some(last), Some(first)) = (walk.touches.last_mut(), older.walk.touches.first())
        && let Some(parent) = last.parents.first_mut()
    {
        parent.at.clone_from(&first.at);
        parent.leads_to = Some(start);
    }
    let mut starts = newer.starts;
    starts.push(start);
    append(&mut walk, older.walk);
    Walked {
        tip: newer.tip,
        paths: newer.paths.after(older.paths),
        starts,
        walk,
    }
}

/// Puts an older walk after a newer one.
fn append(walk: &mut Walk, older: Walk) {
    let new = walk.touches.len();
    for mut touch in older.touches {
        for parent in &mut touch.parents {
            parent.leads_to = parent.leads_to.map(|to| to + new);
        }
        walk.touches.push(touch);
    }
    walk.cut_at.extend(older.cut_at);
    walk.cut_at.sort_unstable();
    walk.cut_at.dedup();
    walk.walked = walk.walked.max(older.walked);
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
        starts,
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
    let walked = walk.walked + old.walked;
    append(&mut walk, old);
    walk.walked = walked;
    walk.met = false;
    Ok(Some(Walked {
        tip,
        paths,
        starts: starts.into_iter().map(|start| start + new).collect(),
        walk,
    }))
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
