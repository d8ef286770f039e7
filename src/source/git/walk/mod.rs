//! The walk over history: which commits touched some paths, and what stood there
//! before and after.
//!
//! It goes in four steps: find the commits that can be reached ([`commits`]), see
//! what stands at the paths in each ([`states`]), put them in order ([`order`]),
//! and keep those that differ from the parents that the mode follows
//! ([`touches`]). A commit is a small number everywhere, and what stands at the
//! paths is one too, so that comparing two commits compares two numbers.

mod before;
mod bloom;
mod commits;
mod graph;
mod layer;
mod nearest;
mod order;
mod parentage;
mod raw_commit;
mod scanner;
mod search;
mod seen;
mod states;
mod touches;
mod wanted;

pub(super) use raw_commit::RawCommit;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::commit::damaged;
use super::entry::Trouble;
use super::{GitError, GitId, Repository};
use before::Old;
use bloom::Keys;
use commits::{Commits, Node, Start, Stop};
use graph::Graph;
use parentage::Parentage;
use states::States;
use touches::History;
use wanted::Wanted;

/// Which commits of a history are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum WalkMode {
    /// Only first parents, as `git log --first-parent`.
    #[default]
    FirstParent,
    /// Every parent, as `git log --full-history`: a merge is among the touches
    /// when it differs from at least one of its parents.
    Full,
    /// Of a merge that is the same in the paths as one of its parents, only that
    /// parent: what `git log` does when nothing else is said.
    Simplified,
}

/// What to walk over.
#[derive(Debug, Clone, Copy)]
pub struct WalkRequest<'w> {
    /// The commit to start from, which is looked at too.
    pub tip: GitId,
    /// Files and folders of the repository, without a slash at their end; `""` is
    /// everything. They are taken as they are: no character is a wildcard.
    pub paths: &'w [String],
    /// Which parents are followed.
    pub mode: WalkMode,
    /// Whether the commit-graph is used where the repository has one that git
    /// itself would use. The result is the same, only later.
    pub commit_graph: bool,
    /// Whether the Bloom filters of changed paths are used where the commit-graph
    /// has them. The result is the same, only later.
    pub bloom: bool,
    /// A walk that was done before, over the same paths in the same mode, from a commit
    /// with the same history as now. The result is the same, only sooner.
    pub before: Option<Before<'w>>,
}

/// A walk that was done before.
#[derive(Debug, Clone, Copy)]
pub struct Before<'w> {
    /// The commit that it started from.
    pub tip: GitId,
    /// What it found.
    pub walk: &'w Walk,
}

/// A history as it touched some paths.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Walk {
    /// The commits that touched the paths: newest first by the committer's clock,
    /// but none before one that it is an ancestor of, whatever clocks say.
    pub touches: Vec<Touch>,
    /// Commits that were reached and whose parents a shallow clone left out.
    pub cut_at: Vec<GitId>,
    /// Commits that were looked at.
    pub walked: usize,
    /// Merges that were passed by along another parent than the first, with the
    /// position of that parent; with [`WalkMode::Simplified`] only.
    pub turns: Vec<(GitId, u32)>,
}

/// A commit that touched the paths.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touch {
    /// The commit.
    pub commit: GitId,
    /// The tree of its root folder.
    pub tree: GitId,
    /// What stands at each of the paths, in their order: the id of a file's
    /// content, of a folder's tree, or of a submodule's commit. An empty folder
    /// is nothing, as it is to git.
    pub at: Vec<Option<GitId>>,
    /// The parents that the mode follows; none at the beginning of history and
    /// where it was cut off.
    pub parents: Vec<TouchParent>,
}

/// A parent of a commit that touched the paths.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TouchParent {
    /// The parent.
    pub commit: GitId,
    /// The tree of its root folder.
    pub tree: GitId,
    /// What stands at each of the paths, as in [`Touch::at`].
    pub at: Vec<Option<GitId>>,
    /// The position in [`Walk::touches`] of the nearest commit from this parent on
    /// that touched the paths, the parent itself included, along first parents
    /// among those that are the same in the paths; none where history begins
    /// without one.
    pub leads_to: Option<usize>,
}

impl Walk {
    /// Both walks in one, this one along first parents up to where the other one begins.
    fn followed_by(mut self, older: &Self) -> Self {
        let new = self.touches.len();
        let first = (!older.touches.is_empty()).then_some(new);
        for parent in self.touches.iter_mut().flat_map(|touch| &mut touch.parents) {
            parent.leads_to = parent.leads_to.or(first);
        }
        for mut touch in older.touches.iter().cloned() {
            for parent in &mut touch.parents {
                parent.leads_to = parent.leads_to.map(|to| to + new);
            }
            self.touches.push(touch);
        }
        self.cut_at.extend_from_slice(&older.cut_at);
        self.walked += older.walked;
        self
    }
}

impl Repository {
    /// The commits that touched some paths. Nothing is fetched and nothing but
    /// commits and folders is read. Progress is told now and then how many commits
    /// were looked at, by several threads, and never fewer than before by one.
    ///
    /// # Errors
    /// When a commit or a folder that it takes is not in this clone
    /// ([`CannotCompare`](super::GitErrorKind::CannotCompare)), or damaged.
    pub fn walk(
        &self,
        request: &WalkRequest<'_>,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<Walk, GitError> {
        let parentage = self.with(Parentage::of)?;
        let graph = if request.commit_graph && parentage.is_plain() {
            self.with(Graph::of)
        } else {
            None
        };
        let first_only = request.mode == WalkMode::FirstParent;
        let from = Start {
            tip: request.tip,
            first_only,
            known: request
                .before
                .map(|before| before.tip)
                .filter(|_| first_only),
        };
        let commits = self.reached(&parentage, graph.as_ref(), from)?;
        let wanted = Wanted::new(request.paths);
        let keys = if request.bloom && graph.is_some() {
            Keys::new(request.paths)
        } else {
            None
        };
        let look = |open: Option<&HashSet<Node>>| {
            States::of(self, &commits, (&wanted, keys.as_ref()), open, progress)
        };
        let old = request.before.filter(|_| !first_only);
        let old = old.and_then(|before| Old::of(&commits, request.mode, before));
        if let Some(old) = old {
            let open = old.open(&commits);
            let states = look(Some(&open));
            let history = History::new(self, &commits, &states, request.mode, Some(&old));
            if let Some(walk) = history.walk()? {
                return Ok(walk);
            }
        }
        let states = look(None);
        let history = History::new(self, &commits, &states, request.mode, None);
        let walk = history.walk()?.unwrap_or_default();
        Ok(match request.before.filter(|_| commits.known.is_some()) {
            Some(before) => walk.followed_by(before.walk),
            None => walk,
        })
    }

    /// What decides, besides a commit's id, which history it has: where a shallow clone
    /// cuts it off, and what is replaced or grafted.
    ///
    /// # Errors
    /// When that cannot be read.
    pub fn history_state(&self) -> Result<Vec<u8>, GitError> {
        self.with(|git| Ok(Parentage::of(git)?.state(git)))
    }

    /// The commits that a search gets to, without the commit-graph where that is damaged.
    fn reached<'g>(
        &self,
        parentage: &Parentage,
        graph: Option<&'g Graph>,
        from: Start,
    ) -> Result<Commits<'g>, GitError> {
        let found = match Commits::reached(self, parentage, graph, from) {
            Err(Stop::Graph) => Commits::reached(self, parentage, None, from),
            found => found,
        };
        found.map_err(|stop| match stop {
            Stop::Git(error) => error,
            Stop::Graph => damaged(from.tip),
        })
    }

    fn troubled(&self, trouble: &Trouble) -> GitError {
        match trouble {
            Trouble::Missing(id) => self.not_in_clone("object", *id),
            Trouble::Broken(id) => damaged(*id),
        }
    }
}
