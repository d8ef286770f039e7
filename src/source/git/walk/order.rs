use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::commits::{Commits, Node};

/// The commits newest first, but none before one that it is an ancestor of; of
/// two of the same second the one that was found first.
///
/// Commits that are their own ancestors, as only grafts and replaced objects can
/// make them, come last.
pub(super) fn newest_first(commits: &Commits<'_>) -> Vec<Node> {
    let mut children = vec![0_u32; commits.len()];
    for parent in commits.nodes().flat_map(|node| commits.parents(node)) {
        if let Some(count) = children.get_mut(*parent as usize) {
            *count += 1;
        }
    }
    let mut ready: BinaryHeap<(u64, Reverse<Node>)> = commits
        .nodes()
        .filter(|node| children.get(*node as usize) == Some(&0))
        .map(|node| (commits.time(node), Reverse(node)))
        .collect();
    let mut order = Vec::with_capacity(commits.len());
    while let Some((_, Reverse(node))) = ready.pop() {
        order.push(node);
        for parent in commits.parents(node) {
            let Some(count) = children.get_mut(*parent as usize) else {
                continue;
            };
            *count -= 1;
            if *count == 0 {
                ready.push((commits.time(*parent), Reverse(*parent)));
            }
        }
    }
    if order.len() < commits.len() {
        let left = commits.nodes();
        order.extend(left.filter(|node| children.get(*node as usize) != Some(&0)));
    }
    order
}
