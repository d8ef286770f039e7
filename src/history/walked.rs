use std::collections::BTreeSet;

use super::kept::Walked;
use super::{Paths, Walking};
use crate::project::{CONFIG_FILE, Project};
use crate::source::git::{Before, GitError, GitId, Repository, Touch, Walk, WalkMode, WalkRequest};
use crate::text::RepoPath;

/// Times that paths which an older configuration names are added to those walked
/// over; a history that needs more changes its folders with every commit.
const MOST_ROUNDS: usize = 16;

/// Folders that a project is followed through.
const MOST_PLACES: usize = 16;

/// A walk over all of a history, through every folder that the project stood in.
pub(super) fn whole(
    repository: &Repository,
    tip: GitId,
    paths: Paths,
    walking: Walking<'_>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Walked, GitError> {
    let mut walked = in_one_place(repository, tip, paths, walking, progress)?;
    while walked.starts.len() < MOST_PLACES
        && let Some((at, parent, project)) = moved_from(repository, &walked)?
    {
        let paths = Paths::of(&project);
        let older = in_one_place(repository, parent, paths, walking, progress)?;
        if older.walk.touches.is_empty() {
            break;
        }
        walked = joined(walked, at, older);
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
        let touches: Vec<&Touch> = walk.touches.iter().collect();
        if !widen(repository, &mut paths, &touches, &mut known)? {
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

/// The newest touch that moved a project into its folder, the commit before, and the
/// project there. Where commits are no line, only the oldest one can tell.
fn moved_from(
    repository: &Repository,
    walked: &Walked,
) -> Result<Option<(usize, GitId, Project)>, GitError> {
    let here = walked.starts.last().copied().unwrap_or(0);
    let touches = walked.walk.touches.iter().enumerate().skip(here);
    let line = touches.take_while(|(_, touch)| touch.parents.len() <= 1);
    let oldest = walked.walk.touches.iter().enumerate().next_back();
    for (at, touch) in line.chain(oldest) {
        if let Some((parent, project)) = moved_by(repository, touch)? {
            return Ok(Some((at, parent, project)));
        }
    }
    Ok(None)
}

/// Where a project stood before a commit that brought its configuration into its folder:
/// the one folder of which that commit took the configuration away.
fn moved_by(repository: &Repository, touch: &Touch) -> Result<Option<(GitId, Project)>, GitError> {
    let Some(parent) = touch.parents.first() else {
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

/// A walk down to the touch that moved the project, and that over the folder which it
/// stood in before.
fn joined(newer: Walked, moved: usize, older: Walked) -> Walked {
    let mut walk = newer.walk;
    walk.touches.truncate(moved + 1);
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
    walk.turns.extend(older.turns);
    walk.walked = walk.walked.max(older.walked);
}

/// A walk over all of a history, by the help of one that was done from another commit;
/// nothing where what it meets names other folders.
pub(super) fn longer(
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
        starts,
        walk: old,
    } = before;
    let moved = !starts.is_empty();
    if moved && walking.mode != WalkMode::FirstParent {
        return Ok(None);
    }
    let older = Before {
        tip: known,
        walk: &old,
    };
    let walk = repository.walk(&request(tip, &paths, walking, Some(older)), progress)?;
    let new = walk.touches.len().saturating_sub(old.touches.len());
    let last = |walk: &Walk| walk.touches.last().map(|touch| touch.commit);
    if moved && last(&walk) != last(&old) {
        return Ok(None);
    }
    let starts: Vec<usize> = starts.into_iter().map(|start| start + new).collect();
    // Folders are added to the first ones in the order in which they are met, and what is
    // known to name no other need not be read again.
    let told: BTreeSet<GitId> = match paths.alone() == *first {
        true => old.touches.iter().map(|touch| touch.commit).collect(),
        false => BTreeSet::new(),
    };
    let here = starts.first().copied().unwrap_or(walk.touches.len());
    let met = walk.touches.iter().take(here);
    let met: Vec<&Touch> = met.filter(|touch| !told.contains(&touch.commit)).collect();
    let mut named = first.clone();
    widen(repository, &mut named, &met, &mut BTreeSet::new())?;
    Ok((named == paths.alone()).then_some(Walked {
        tip,
        paths,
        starts,
        walk,
    }))
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
