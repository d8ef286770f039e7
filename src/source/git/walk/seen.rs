use gix::hash::oid;

use super::commits::Node;

const FREE: Node = Node::MAX;

/// Slots of the first table.
const FEWEST: usize = 1 << 10;

/// Commits that were seen, by their ids: a table of their numbers, as the ids
/// stand elsewhere already and need no hashing.
#[derive(Debug, Default)]
pub(super) struct Seen {
    slots: Vec<Node>,
    count: usize,
}

impl Seen {
    /// Adds a commit, or gives the number that it is known by.
    pub(super) fn add<'i>(
        &mut self,
        id: &oid,
        node: Node,
        id_of: impl Fn(Node) -> &'i oid,
    ) -> Option<Node> {
        if self.count >= self.slots.len() / 2 {
            self.grow(&id_of);
        }
        let slot = self.slot(id, &id_of)?;
        let at = self.slots.get_mut(slot)?;
        if *at != FREE {
            return Some(*at);
        }
        *at = node;
        self.count += 1;
        None
    }

    /// Where a commit is, or would be.
    fn slot<'i>(&self, id: &oid, id_of: &impl Fn(Node) -> &'i oid) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = beginning(id) & mask;
        loop {
            let node = *self.slots.get(slot)?;
            if node == FREE || id_of(node) == id {
                return Some(slot);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow<'i>(&mut self, id_of: &impl Fn(Node) -> &'i oid) {
        let larger = vec![FREE; FEWEST.max(self.slots.len() * 2)];
        let smaller = std::mem::replace(&mut self.slots, larger);
        for node in smaller.into_iter().filter(|node| *node != FREE) {
            let slot = self.slot(id_of(node), id_of);
            if let Some(at) = slot.and_then(|slot| self.slots.get_mut(slot)) {
                *at = node;
            }
        }
    }
}

/// The first bytes of an id, which are as good as any hash of it.
fn beginning(id: &oid) -> usize {
    let bytes = id.as_bytes().first_chunk().copied().unwrap_or_default();
    usize::from_le_bytes(bytes)
}
