use gix::ObjectId;
use gix::hash::oid;
use gix::objs::{Find, Kind};

use super::commits::{Commits, Node, Place, Start, Stop};
use super::graph::Graph;
use super::parentage::{Graft, Parentage};
use super::raw_commit::RawCommit;
use super::seen::Seen;
use crate::source::git::commit::damaged;
use crate::source::git::{GitError, GitId, Repository};

const UNSEEN: Node = Node::MAX;

/// A search for commits, each of which is added when it is first named, and then
/// looked at in that order.
pub(super) struct Search<'s, 'g> {
    repository: &'s Repository,
    parentage: &'s Parentage,
    objects: &'s gix::OdbHandle,
    buffer: Vec<u8>,
    /// The nodes of the commits of the graph, by their positions.
    of_graph: Vec<Node>,
    /// Those of other commits.
    seen: Seen,
    found: Commits<'g>,
}

impl<'s, 'g> Search<'s, 'g> {
    pub(super) fn new(
        repository: &'s Repository,
        git: &'s gix::Repository,
        parentage: &'s Parentage,
        found: Commits<'g>,
    ) -> Self {
        Self {
            repository,
            parentage,
            objects: &git.objects,
            buffer: Vec::new(),
            of_graph: vec![UNSEEN; found.graph.map_or(0, Graph::len)],
            seen: Seen::default(),
            found,
        }
    }

    pub(super) fn run(mut self, start: &Start) -> Result<Commits<'g>, Stop> {
        self.add(&start.tip.0)?;
        let mut next = 0;
        while let Some(place) = self.found.places.get(next).copied() {
            let node = number(next)?;
            if start
                .known
                .is_some_and(|known| *known.0 == *self.found.id(node))
            {
                self.found.known = Some(node);
            }
            let most = match (self.found.known == Some(node), start.first_only) {
                (true, _) => 0,
                (false, true) => 1,
                (false, false) => usize::MAX,
            };
            match place {
                Place::Graph(position) => self.look_in_graph(position, most)?,
                Place::Read(index) => self.look_at_object(node, index, most)?,
            }
            self.found.starts.push(number(self.found.parents.len())?);
            next += 1;
        }
        Ok(self.found)
    }

    /// A commit's node, which is new if it was not seen before.
    fn add(&mut self, id: &oid) -> Result<Node, Stop> {
        let graph = self.found.graph;
        if let Some(position) = graph.and_then(|graph| graph.position(id)) {
            return self.add_of_graph(position);
        }
        let node = number(self.found.places.len())?;
        let found = &self.found;
        if let Some(known) = self.seen.add(id, node, |node| found.id(node)) {
            return Ok(known);
        }
        let long = self.found.format.len_in_bytes();
        let index = number(self.found.read.ids.len() / long)?;
        self.found.read.ids.extend_from_slice(id.as_bytes());
        self.found.places.push(Place::Read(index));
        Ok(node)
    }

    fn add_of_graph(&mut self, position: u32) -> Result<Node, Stop> {
        let new = number(self.found.places.len())?;
        let node = self.of_graph.get_mut(position as usize);
        let node = node.ok_or(Stop::Graph)?;
        if *node == UNSEEN {
            *node = new;
            self.found.places.push(Place::Graph(position));
        }
        Ok(*node)
    }

    fn look_in_graph(&mut self, position: u32, most: usize) -> Result<(), Stop> {
        let graph = self.found.graph.ok_or(Stop::Graph)?;
        for parent in graph.parents(position).ok_or(Stop::Graph)?.take(most) {
            let parent = parent.ok_or(Stop::Graph)?;
            let node = self.add_of_graph(parent)?;
            self.found.parents.push(node);
        }
        Ok(())
    }

    fn look_at_object(&mut self, node: Node, index: u32, most: usize) -> Result<(), Stop> {
        let ids = &self.found.read.ids;
        let id = super::commits::nth(ids, index, self.found.format);
        let id = id.unwrap_or(self.found.format.null_ref()).to_owned();
        let mut commit = self.read(&id)?;
        // Objects are looked at in the order of their indexes.
        self.found
            .read
            .trees
            .extend_from_slice(commit.tree.as_bytes());
        self.found.read.times.push(commit.time);
        match self.parentage.graft(&id) {
            Some(Graft::Cut) => {
                commit.parents.clear();
                self.found.cut.push(node);
            }
            Some(Graft::Parents(parents)) => commit.parents.clone_from(parents),
            None => {}
        }
        for parent in commit.parents.iter().take(most) {
            let node = self.add(parent)?;
            self.found.parents.push(node);
        }
        Ok(())
    }

    fn read(&mut self, id: &ObjectId) -> Result<RawCommit, GitError> {
        let format = self.found.format;
        match self.objects.try_find(id, &mut self.buffer) {
            Ok(Some(object)) if object.kind == Kind::Commit => {
                RawCommit::parse(object.data, format).ok_or_else(|| damaged(GitId(*id)))
            }
            Ok(None) => Err(self.repository.not_in_clone("commit", GitId(*id))),
            Ok(Some(_)) | Err(_) => Err(damaged(GitId(*id))),
        }
    }
}

/// A length as a number of a commit.
fn number(length: usize) -> Result<u32, GitError> {
    let number = u32::try_from(length).ok().filter(|number| *number < UNSEEN);
    number.ok_or_else(|| GitError::cannot_do("the history has more than four billion commits"))
}
