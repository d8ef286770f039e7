use std::collections::HashSet;

use super::commits::{Node, Start};
use super::graph::Graph;
use super::order::newest_first;
use super::parentage::Parentage;
use crate::source::git::{GitError, GitId, Repository};

impl Repository {
    /// The commits that two histories have in common, without those that another one of
    /// them leads back to; newest first. Like git it reads on where people or times are
    /// garbled, and takes both whole histories for it.
    ///
    /// # Errors
    /// When a commit is not in this clone, or does not say its parents.
    pub(in crate::source::git) fn nearest_in_common(
        &self,
        one: GitId,
        two: GitId,
    ) -> Result<Vec<GitId>, GitError> {
        let parentage = self.with(Parentage::of)?;
        let graph = match parentage.is_plain() {
            true => self.with(Graph::of),
            false => None,
        };
        let reached = |tip| {
            let start = Start {
                tip,
                first_only: false,
                known: None,
            };
            self.reached(&parentage, graph.as_ref(), start)
        };
        let (one, two) = (reached(one)?, reached(two)?);
        let others: HashSet<&gix::hash::oid> = two.nodes().map(|node| two.id(node)).collect();
        let common = |node: &Node| others.contains(one.id(*node));
        // What leads back to a common commit by way of another one does by a child of it.
        let children = one.nodes().filter(common);
        let led_to: HashSet<Node> = children
            .flat_map(|node| one.parents(node))
            .copied()
            .collect();
        let order = newest_first(&one).into_iter();
        let nearest = order.filter(|node| common(node) && !led_to.contains(node));
        Ok(nearest.map(|node| GitId(one.id(node).to_owned())).collect())
    }
}
