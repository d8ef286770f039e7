use super::commits::{Commits, Node};
use super::order;
use super::states::States;
use super::{Touch, TouchParent, Walk, WalkMode};
use crate::source::git::{GitError, GitId, Repository};

/// The number of no touch.
const NONE: u32 = u32::MAX;

/// A history of which it is known what stands at the paths everywhere.
struct History<'h> {
    repository: &'h Repository,
    commits: &'h Commits<'h>,
    states: &'h States,
    mode: WalkMode,
}

/// Finds the touches among commits that were looked at.
pub(super) fn walk(
    repository: &Repository,
    commits: &Commits<'_>,
    states: &States,
    mode: WalkMode,
) -> Result<Walk, GitError> {
    let history = History {
        repository,
        commits,
        states,
        mode,
    };
    let visited = history.visited()?;
    let order = if mode == WalkMode::FirstParent {
        commits.nodes().collect()
    } else {
        order::newest_first(commits)
    };
    let is_visited = |node: &Node| visited.get(*node as usize).copied().unwrap_or(false);
    let order: Vec<Node> = order.into_iter().filter(is_visited).collect();
    let mut found = Vec::new();
    for node in &order {
        if history.touches(*node)? {
            found.push(*node);
        }
    }
    let leads = history.leads(&order, &found)?;
    let touches = found.iter().map(|node| history.touch(*node, &leads));
    let cut = commits.cut.iter().filter(|node| is_visited(node));
    Ok(Walk {
        touches: touches.collect::<Result<_, _>>()?,
        cut_at: cut.map(|node| id_of(commits, *node)).collect(),
        walked: order.len() - usize::from(commits.known.is_some()),
        met: commits.known.is_some(),
    })
}

impl History<'_> {
    fn number(&self, node: Node) -> Result<u32, GitError> {
        let number = self.states.number(node);
        number.map_err(|trouble| self.repository.troubled(trouble))
    }

    /// The parents that the mode follows.
    fn followed(&self, node: Node) -> Result<&[Node], GitError> {
        let parents = self.commits.parents(node);
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

    /// The commits that the walk gets to.
    fn visited(&self) -> Result<Vec<bool>, GitError> {
        if self.mode != WalkMode::Simplified {
            return Ok(vec![true; self.commits.len()]);
        }
        let mut visited = vec![false; self.commits.len()];
        let mut next: Vec<Node> = self.commits.nodes().take(1).collect();
        while let Some(node) = next.pop() {
            match visited.get_mut(node as usize) {
                Some(visited) if !*visited => *visited = true,
                _ => continue,
            }
            next.extend_from_slice(self.followed(node)?);
        }
        Ok(visited)
    }

    fn touches(&self, node: Node) -> Result<bool, GitError> {
        if self.commits.known == Some(node) {
            return Ok(false);
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
        let parents = self.followed(node)?.iter().map(|parent| {
            let lead = leads.get(*parent as usize).filter(|lead| **lead != NONE);
            Ok(TouchParent {
                commit: id_of(self.commits, *parent),
                tree: GitId(self.commits.tree(*parent).to_owned()),
                at: self.at(*parent)?,
                leads_to: lead.map(|lead| *lead as usize),
            })
        });
        Ok(Touch {
            commit: id_of(self.commits, node),
            tree: GitId(self.commits.tree(node).to_owned()),
            at: self.at(node)?,
            parents: parents.collect::<Result<_, GitError>>()?,
        })
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
