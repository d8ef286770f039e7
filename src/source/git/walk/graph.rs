use std::fs;
use std::path::{Path, PathBuf};

use gix::ObjectId;
use gix::bstr::ByteSlice;
use gix::hash::{Kind, oid};

use super::layer::Layer;

/// The commit-graph of a repository, which says of most commits what their
/// objects say: parents, root tree, time. It is one file, or several on top of
/// each other; a commit's position counts through all of them.
///
/// What it says is believed as far as it makes sense; whatever does not is told
/// by nothing in its place, and then the graph is of no use at all.
pub(super) struct Graph {
    layers: Vec<Layer>,
    len: u32,
}

/// Files of which a graph is made at most: a file says in one byte how many it
/// stands on.
const MOST_LAYERS: usize = 256;

impl Graph {
    /// The graph of a repository, or of one that it borrows objects from, unless
    /// its configuration says not to use it.
    pub(super) fn of(git: &gix::Repository) -> Option<Self> {
        if git.config_snapshot().boolean("core.commitGraph") == Some(false) {
            return None;
        }
        let store = git.objects.store_ref();
        let mut folders = vec![store.path().to_path_buf()];
        folders.extend(store.alternate_db_paths().unwrap_or_default());
        Self::open(&folders, git.object_hash())
    }

    /// The first graph that folders of objects have.
    pub(super) fn open(folders: &[PathBuf], format: Kind) -> Option<Self> {
        folders.iter().find_map(|folder| {
            let info = folder.join("info");
            single(&info, format).or_else(|| chain(&info, folders, format))
        })
    }

    /// How many commits it knows.
    pub(super) fn len(&self) -> usize {
        self.len as usize
    }

    /// Where a commit is.
    pub(super) fn position(&self, id: &oid) -> Option<u32> {
        let mut layers = self.layers.iter().rev();
        layers.find_map(|layer| Some(layer.first + layer.lookup(id)?))
    }

    pub(super) fn id(&self, position: u32) -> Option<&oid> {
        let (layer, index) = self.layer(position)?;
        layer.id(index)
    }

    /// The root tree of a commit.
    pub(super) fn tree(&self, position: u32) -> Option<&oid> {
        let (layer, index) = self.layer(position)?;
        layer.tree(index)
    }

    /// The seconds since 1970 of a commit.
    pub(super) fn time(&self, position: u32) -> Option<u64> {
        let (layer, index) = self.layer(position)?;
        layer.time(index)
    }

    /// The parents of a commit, without any that could not be one.
    pub(super) fn parents(
        &self,
        position: u32,
    ) -> Option<impl Iterator<Item = Option<u32>> + use<'_>> {
        let (layer, index) = self.layer(position)?;
        let own = layer.generation(index)?;
        let parents = layer.parents(index)?;
        Some(parents.map(move |parent| {
            let parent = parent?;
            let (layer, index) = self.layer(parent)?;
            let before = layer.generation(index)?;
            // Where that holds, no commit is its own ancestor.
            (before < own).then_some(parent)
        }))
    }

    /// The layer that a position is in, and where in it.
    pub(super) fn layer(&self, position: u32) -> Option<(&Layer, u32)> {
        let mut layers = self.layers.iter().rev();
        let layer = layers.find(|layer| layer.first <= position)?;
        Some((layer, position - layer.first))
    }
}

fn single(info: &Path, format: Kind) -> Option<Graph> {
    let layer = read(&info.join("commit-graph"), format, 0, &[])?;
    Some(Graph {
        len: layer.len(),
        layers: vec![layer],
    })
}

/// A graph of several files, as far up as they fit on each other.
fn chain(info: &Path, folders: &[PathBuf], format: Kind) -> Option<Graph> {
    let list = fs::read(info.join("commit-graphs").join("commit-graph-chain")).ok()?;
    let mut graph = Graph {
        layers: Vec::new(),
        len: 0,
    };
    let mut names: Vec<ObjectId> = Vec::new();
    for line in list.lines().take(MOST_LAYERS) {
        let Some(name) = ObjectId::from_hex(line).ok() else {
            break;
        };
        let file = format!("info/commit-graphs/graph-{name}.graph");
        let mut found = folders.iter();
        let layer = found.find_map(|at| read(&at.join(&file), format, graph.len, &names));
        let Some(layer) = layer else {
            break;
        };
        let Some(len) = graph.len.checked_add(layer.len()) else {
            break;
        };
        graph.len = len;
        graph.layers.push(layer);
        names.push(name);
    }
    (!graph.layers.is_empty()).then_some(graph)
}

fn read(file: &Path, format: Kind, first: u32, below: &[ObjectId]) -> Option<Layer> {
    Layer::parse(fs::read(file).ok()?, format, first, below)
}
