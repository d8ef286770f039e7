use std::collections::{HashMap, HashSet};

use gix::hash::oid;

use super::commits::{Commits, Node};
use super::{Before, WalkMode};

/// What a walk that was done before tells of the commits of a longer one.
///
/// The commits that it got to have the same ancestors now, so that it is known of each
/// whether it is a touch and which parents are followed. Their order is another matter: a
/// branch that came in since may hold commits that are older than some of them. So commits
/// are put in order anew, and only what stands at the paths in those known is not looked
/// up again, which is what takes time.
pub(super) struct Old<'w> {
    pub(super) before: Before<'w>,
    of: Vec<Telling>,
}

/// What is known of a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    /// Nothing: it came since.
    New,
    /// Nothing: the walk before passed it by.
    Avoided,
    /// It is no touch; of a merge that the mode passes by, the parent that is the same.
    Still(u32),
    /// It is this touch of the walk before.
    Touch(u32),
}

impl<'w> Old<'w> {
    /// Nothing where the tip of the walk before is not among the commits.
    pub(super) fn of(commits: &Commits<'_>, mode: WalkMode, before: Before<'w>) -> Option<Self> {
        let tip = commits
            .nodes()
            .find(|node| commits.id(*node) == &*before.tip.0)?;
        let mut old = Self {
            before,
            of: vec![Telling::New; commits.len()],
        };
        old.reach(commits, tip);
        old.tell(commits, mode, tip);
        Some(old)
    }

    pub(super) fn telling(&self, node: Node) -> Telling {
        let telling = self.of.get(node as usize).copied();
        telling.unwrap_or(Telling::New)
    }

    /// The commits of which has to be looked up what stands at the paths: those that came
    /// since, and what they are held against.
    pub(super) fn open(&self, commits: &Commits<'_>) -> HashSet<Node> {
        let new = |node: &Node| self.telling(*node) == Telling::New;
        let new: Vec<Node> = commits.nodes().filter(new).collect();
        let parents = new.iter().flat_map(|node| commits.parents(*node));
        parents.chain(&new).copied().collect()
    }

    /// Finds all that the tip of the walk before leads back to.
    fn reach(&mut self, commits: &Commits<'_>, tip: Node) {
        let mut next = vec![tip];
        while let Some(node) = next.pop() {
            match self.of.get_mut(node as usize) {
                Some(telling) if *telling == Telling::New => *telling = Telling::Avoided,
                _ => continue,
            }
            next.extend_from_slice(commits.parents(node));
        }
    }

    /// Finds what the walk before got to, by the way that it took.
    fn tell(&mut self, commits: &Commits<'_>, mode: WalkMode, tip: Node) {
        let walk = self.before.walk;
        let touches = walk.touches.iter().zip(0_u32..);
        let touches: HashMap<&oid, u32> =
            touches.map(|(touch, at)| (&*touch.commit.0, at)).collect();
        let turns = walk.turns.iter();
        let turns: HashMap<&oid, u32> = turns.map(|(id, parent)| (&*id.0, *parent)).collect();
        let mut next = vec![tip];
        while let Some(node) = next.pop() {
            let id = commits.id(node);
            let telling = match touches.get(id) {
                Some(touch) => Telling::Touch(*touch),
                None => Telling::Still(turns.get(id).copied().unwrap_or(0)),
            };
            match self.of.get_mut(node as usize) {
                Some(known) if *known == Telling::Avoided => *known = telling,
                _ => continue,
            }
            next.extend_from_slice(self.followed(commits, mode, node));
        }
    }

    /// The parents of a known commit that the mode follows.
    pub(super) fn followed<'c>(
        &self,
        commits: &'c Commits<'_>,
        mode: WalkMode,
        node: Node,
    ) -> &'c [Node] {
        let parents = commits.parents(node);
        match self.telling(node) {
            Telling::Still(parent) if mode == WalkMode::Simplified && parents.len() > 1 => {
                let at = parent as usize;
                parents.get(at..=at).unwrap_or_default()
            }
            _ => parents,
        }
    }
}
