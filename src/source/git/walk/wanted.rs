use crate::source::git::tree::MOST_PARTS;

/// The paths of a walk as a tree of names, so that each of git's trees is read
/// once for all of them.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The first one is the root folder, and none comes before the one it is in.
    names: Vec<Name>,
    paths: usize,
}

/// A file or folder that is a path of the walk, or on the way to one.
#[derive(Debug, Default)]
pub(super) struct Name {
    pub(super) name: Vec<u8>,
    /// The positions of the paths that end here.
    pub(super) ends: Vec<usize>,
    /// Where the names in it are.
    pub(super) below: Vec<usize>,
}

/// Where the root folder is among the names.
pub(super) const ROOT: usize = 0;

impl Wanted {
    pub(super) fn new(paths: &[String]) -> Self {
        let mut wanted = Self {
            names: vec![Name::default()],
            paths: paths.len(),
        };
        for (position, path) in paths.iter().enumerate() {
            // No file is that deep, and what is not asked for is not found.
            if path.split('/').count() <= MOST_PARTS {
                wanted.add(path, position);
            }
        }
        wanted
    }

    /// How many paths there are.
    pub(super) fn paths(&self) -> usize {
        self.paths
    }

    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn name(&self, at: usize) -> Option<&Name> {
        self.names.get(at)
    }

    fn add(&mut self, path: &str, position: usize) {
        let mut at = ROOT;
        for part in path.split('/').filter(|_| !path.is_empty()) {
            at = self.child(at, part.as_bytes());
        }
        if let Some(name) = self.names.get_mut(at) {
            name.ends.push(position);
        }
    }

    fn child(&mut self, at: usize, part: &[u8]) -> usize {
        let below = self.names.get(at).map(|name| name.below.as_slice());
        let named = |at: &usize| self.name(*at).is_some_and(|name| name.name == part);
        if let Some(known) = below.unwrap_or_default().iter().copied().find(named) {
            return known;
        }
        let new = self.names.len();
        self.names.push(Name {
            name: part.to_vec(),
            ..Name::default()
        });
        if let Some(parent) = self.names.get_mut(at) {
            parent.below.push(new);
        }
        new
    }
}
