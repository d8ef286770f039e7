use super::before::{Old, Telling};
use super::commits::{Commits, Node};
use super::order;
use super::states::States;
use super::{Touch, TouchParent, Walk, WalkMode};
use crate::source::git::{GitError, GitId, Repository};

/// The number of no touch.
const NONE: u32 = u32::MAX;

/// A history of which it is known what stands at the paths in every commit, or in those
/// of which an older walk does not tell.
pub(super) struct History<'h> {
    repository: &'h Repository,
    commits: &'h Commits<'h>,
    states: &'h States,
    mode: WalkMode,
    old: Option<&'h Old<'h>>,
}

impl<'h> History<'h> {
    pub(super) fn new(
        repository: &'h Repository,
        commits: &'h Commits<'h>,
        states: &'h States,
        mode: WalkMode,
        old: Option<&'h Old<'h>>,
    ) -> Self {
        Self {
            repository,
            commits,
            states,
            mode,
            old,
        }
    }

    /// Finds the touches; nothing where the walk gets to commits that the older one
    /// passed by, of which nothing is known.
    pub(super) fn walk(&self) -> Result<Option<Walk>, GitError> {
        let commits = self.commits;
        let Some(visited) = self.visited()? else {
            return Ok(None);
        };
        let order = if self.mode == WalkMode::FirstParent {
            commits.nodes().collect()
        } else {
            order::newest_first(commits)
        };
        let is_visited = |node: &Node| visited.get(*node as usize).copied().unwrap_or(false);
        let order: Vec<Node> = order.into_iter().filter(is_visited).collect();
        let mut found = Vec::new();
        for node in &order {
            if self.touches(*node)? {
                found.push(*node);
            }
        }
        let leads = self.leads(&order, &found)?;
        let touches = found.iter().map(|node| self.touch(*node, &leads));
        let own = |node: &&Node| is_visited(node) && commits.known != Some(**node);
        let cut = commits.cut.iter().filter(own);
        Ok(Some(Walk {
            touches: touches.collect::<Result<_, _>>()?,
            cut_at: cut.map(|node| id_of(commits, *node)).collect(),
            walked: order.len() - usize::from(commits.known.is_some()),
            turns: self.turns(&order)?,
        }))
    }

    fn telling(&self, node: Node) -> Telling {
        self.old.map_or(Telling::New, |old| old.telling(node))
    }

    fn number(&self, node: Node) -> Result<u32, GitError> {
        let number = self.states.number(node);
        number.map_err(|trouble| self.repository.troubled(trouble))
    }

    /// The parents that the mode follows.
    fn followed(&self, node: Node) -> Result<&[Node], GitError> {
        let parents = self.commits.parents(node);
        if let (Some(old), Telling::Still(_) | Telling::Touch(_)) = (self.old, self.telling(node)) {
            return Ok(old.followed(self.commits, self.mode, node));
        }
        if self.mode != WalkMode::Simplified || parents.len() < 2 {
            return Ok(parents);
        }
        let own = self.number(node)?;
        for (at, parent) in parents.iter().enumerate() {
            if self.number(*parent)? == own {
                return Ok(parents.get(at..=at).unwrap_or_default());
            }
        }
        Ok(parents)
    }

    /// The commits that the walk gets to; nothing where one is not known that has to be.
    fn visited(&self) -> Result<Option<Vec<bool>>, GitError> {
        if self.mode != WalkMode::Simplified {
            return Ok(Some(vec![true; self.commits.len()]));
        }
        let mut visited = vec![false; self.commits.len()];
        let mut next: Vec<Node> = self.commits.nodes().take(1).collect();
        while let Some(node) = next.pop() {
            match visited.get_mut(node as usize) {
                Some(visited) if !*visited => *visited = true,
                _ => continue,
            }
            if self.telling(node) == Telling::Avoided {
                return Ok(None);
            }
            next.extend_from_slice(self.followed(node)?);
        }
        Ok(Some(visited))
    }

    /// The merges that are passed by along another parent than the first.
    fn turns(&self, order: &[Node]) -> Result<Vec<(GitId, u32)>, GitError> {
        let mut turns = Vec::new();
        if self.mode != WalkMode::Simplified {
            return Ok(turns);
        }
        for node in order {
            let parents = self.commits.parents(*node);
            let [only] = self.followed(*node)? else {
                continue;
            };
            let at = parents.iter().zip(0_u32..).find(|(one, _)| *one == only);
            if let Some((_, at)) = at.filter(|(_, at)| *at > 0) {
                turns.push((id_of(self.commits, *node), at));
            }
        }
        Ok(turns)
    }

    fn touches(&self, node: Node) -> Result<bool, GitError> {
        if self.commits.known == Some(node) {
            return Ok(false);
        }
        match self.telling(node) {
            Telling::Still(_) => return Ok(false),
            Telling::Touch(_) => return Ok(true),
            Telling::New | Telling::Avoided => {}
        }
        let own = self.number(node)?;
        let followed = self.followed(node)?;
        if followed.is_empty() {
            return Ok(self.states.row(own).iter().any(Option::is_some));
        }
        for parent in followed {
            if self.number(*parent)? != own {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// For each commit the touch that it is or leads to.
    fn leads(&self, order: &[Node], found: &[Node]) -> Result<Vec<u32>, GitError> {
        let mut leads = vec![NONE; self.commits.len()];
        let mut left = found.len();
        for node in order.iter().rev() {
            let lead = if left > 0 && found.get(left - 1) == Some(node) {
                left -= 1;
                u32::try_from(left).unwrap_or(NONE)
            } else {
                let next = self.followed(*node)?.first();
                let lead = next.and_then(|next| leads.get(*next as usize));
                lead.copied().unwrap_or(NONE)
            };
            if let Some(at) = leads.get_mut(*node as usize) {
                *at = lead;
            }
        }
        Ok(leads)
    }

    fn touch(&self, node: Node, leads: &[u32]) -> Result<Touch, GitError> {
        let followed = self.followed(node)?;
        let lead = |parent: Node| {
            let lead = leads.get(parent as usize).filter(|lead| **lead != NONE);
            lead.map(|lead| *lead as usize)
        };
        if let Some(mut touch) = self.known_touch(node) {
            for (parent, node) in touch.parents.iter_mut().zip(followed) {
                parent.leads_to = lead(*node);
            }
            return Ok(touch);
        }
        let parents = followed.iter().map(|parent| {
            Ok(TouchParent {
                commit: id_of(self.commits, *parent),
                tree: GitId(self.commits.tree(*parent).to_owned()),
                at: self.at(*parent)?,
                leads_to: lead(*parent),
            })
        });
        Ok(Touch {
            commit: id_of(self.commits, node),
            tree: GitId(self.commits.tree(node).to_owned()),
            at: self.at(node)?,
            parents: parents.collect::<Result<_, GitError>>()?,
        })
    }

    /// A touch of the older walk.
    fn known_touch(&self, node: Node) -> Option<Touch> {
        let Telling::Touch(at) = self.telling(node) else {
            return None;
        };
        self.old?.before.walk.touches.get(at as usize).cloned()
    }

    fn at(&self, node: Node) -> Result<Vec<Option<GitId>>, GitError> {
        let row = self.states.row(self.number(node)?).iter();
        let ids = row.map(|entry| entry.map(|entry| GitId(entry.id)));
        Ok(ids.collect())
    }
}

fn id_of(commits: &Commits<'_>, node: Node) -> GitId {
    GitId(commits.id(node).to_owned())
}
