use gix::hash::oid;

use super::graph::Graph;
use super::layer::Layer;
use super::parentage::Parentage;
use super::search::Search;
use crate::source::git::{GitError, GitId, Repository};

/// A commit of a walk: its position in the order in which they were found, the
/// tip first.
pub(super) type Node = u32;

/// The commits that a walk can reach: some 16 bytes for each that the
/// commit-graph knows, and 60 for each other.
pub(super) struct Commits<'g> {
    pub(super) graph: Option<&'g Graph>,
    pub(super) format: gix::hash::Kind,
    /// Where to find each: a position in the graph, or one in `read`.
    pub(super) places: Vec<Place>,
    pub(super) read: ReadCommits,
    /// Where the parents of a commit begin among all; those of the next one end
    /// them.
    pub(super) starts: Vec<u32>,
    pub(super) parents: Vec<Node>,
    /// Commits whose parents a shallow clone left out.
    pub(super) cut: Vec<Node>,
    /// The commit beyond which everything is known, once it was reached.
    pub(super) known: Option<Node>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Graph(u32),
    Read(u32),
}

/// Commits whose objects were read. Ids of a kind stand one after the other.
#[derive(Debug, Default)]
pub(super) struct ReadCommits {
    pub(super) ids: Vec<u8>,
    pub(super) trees: Vec<u8>,
    pub(super) times: Vec<u64>,
}

/// Where a search begins and ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    pub(super) tip: GitId,
    pub(super) first_only: bool,
    pub(super) known: Option<GitId>,
}

/// Why no commits were found.
pub(super) enum Stop {
    /// The commit-graph is damaged, and there are other ways.
    Graph,
    Git(GitError),
}

impl From<GitError> for Stop {
    fn from(error: GitError) -> Self {
        Self::Git(error)
    }
}

impl<'g> Commits<'g> {
    /// All that can be reached from a commit.
    pub(super) fn reached(
        repository: &Repository,
        parentage: &Parentage,
        graph: Option<&'g Graph>,
        start: Start,
    ) -> Result<Self, Stop> {
        repository.with(|git| {
            let found = Self::none(graph, git.object_hash());
            let search = Search::new(repository, git, parentage, found);
            search.run(&start)
        })
    }

    fn none(graph: Option<&'g Graph>, format: gix::hash::Kind) -> Self {
        Self {
            graph,
            format,
            places: Vec::new(),
            read: ReadCommits::default(),
            starts: vec![0],
            parents: Vec::new(),
            cut: Vec::new(),
            known: None,
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// Each of them.
    pub(super) fn nodes(&self) -> std::ops::Range<Node> {
        0..u32::try_from(self.len()).unwrap_or(Node::MAX)
    }

    pub(super) fn id(&self, node: Node) -> &oid {
        let id = match (self.place(node), self.graph) {
            (Some(Place::Graph(position)), Some(graph)) => graph.id(position),
            (Some(Place::Read(index)), _) => nth(&self.read.ids, index, self.format),
            _ => None,
        };
        id.unwrap_or(self.format.null_ref())
    }

    pub(super) fn tree(&self, node: Node) -> &oid {
        let id = match (self.place(node), self.graph) {
            (Some(Place::Graph(position)), Some(graph)) => graph.tree(position),
            (Some(Place::Read(index)), _) => nth(&self.read.trees, index, self.format),
            _ => None,
        };
        id.unwrap_or(self.format.null_ref())
    }

    /// When it was committed, in seconds since 1970.
    pub(super) fn time(&self, node: Node) -> u64 {
        let time = match (self.place(node), self.graph) {
            (Some(Place::Graph(position)), Some(graph)) => graph.time(position),
            (Some(Place::Read(index)), _) => self.read.times.get(index as usize).copied(),
            _ => None,
        };
        time.unwrap_or(0)
    }

    /// Its parents, or only the first one where only those are walked.
    pub(super) fn parents(&self, node: Node) -> &[Node] {
        let at = |index: usize| self.starts.get(index).map(|start| *start as usize);
        let index = node as usize;
        let range = at(index).zip(at(index + 1));
        let parents = range.and_then(|(start, end)| self.parents.get(start..end));
        parents.unwrap_or_default()
    }

    /// Where in the commit-graph it is, if it is there.
    pub(super) fn in_graph(&self, node: Node) -> Option<(&Layer, u32)> {
        match self.place(node)? {
            Place::Graph(position) => self.graph?.layer(position),
            Place::Read(_) => None,
        }
    }

    fn place(&self, node: Node) -> Option<Place> {
        self.places.get(node as usize).copied()
    }
}

/// An id among those that stand one after the other.
pub(super) fn nth(ids: &[u8], index: u32, format: gix::hash::Kind) -> Option<&oid> {
    let long = format.len_in_bytes();
    let start = (index as usize).checked_mul(long)?;
    let bytes = ids.get(start..start.checked_add(long)?)?;
    oid::try_from_bytes(bytes).ok()
}
