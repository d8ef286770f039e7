use serde::{Deserialize, Serialize};

use crate::project::{CONFIG_FILE, Project};
use crate::source::git::GitId;

/// The paths of a repository that history is read from: a project's configuration,
/// the folders of its models and those of its assessments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paths {
    place: String,
    all: Vec<String>,
    /// How many of them say how the others are read; they come first.
    governing: usize,
    /// Those of the folder that the project stood in before.
    before: Option<Box<Paths>>,
}

impl Paths {
    /// Those of a project, whose place in its repository is a path without a slash at
    /// its end.
    pub fn of(project: &Project) -> Self {
        let place = project.files.place_in_repository();
        let place = place.trim_end_matches('/').to_owned();
        let mut paths = Self {
            all: vec![inside(&place, CONFIG_FILE)],
            place,
            governing: 1,
            before: None,
        };
        paths.add(project);
        paths
    }

    /// Adds those of the same project at another moment; gives whether they are others
    /// than before, or in another order.
    pub fn add(&mut self, project: &Project) -> bool {
        let before = self.clone();
        let (models, assessments) = project.folders();
        for folder in models {
            let path = inside(&self.place, folder);
            match self.all.iter().position(|one| *one == path) {
                Some(at) if at < self.governing => continue,
                Some(at) => drop(self.all.remove(at)),
                None => {}
            }
            self.all.insert(self.governing, path);
            self.governing += 1;
        }
        for folder in assessments {
            let path = inside(&self.place, folder);
            if !self.all.contains(&path) {
                self.all.push(path);
            }
        }
        *self != before
    }

    /// The same with those of the folder that the project stood in before.
    #[must_use]
    pub(super) fn after(self, before: Self) -> Self {
        let before = match self.before {
            Some(older) => older.after(before),
            None => before,
        };
        Self {
            before: Some(Box::new(before)),
            ..self
        }
    }

    /// Those of the folder that it stands in.
    pub(super) fn alone(&self) -> Self {
        Self {
            before: None,
            ..self.clone()
        }
    }

    /// The folders that the project stood in, each with its paths, the newest first.
    pub(super) fn places(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |paths| paths.before.as_deref())
    }

    /// The paths of all these folders, each once.
    pub fn every(&self) -> Vec<String> {
        let mut every: Vec<String> = Vec::new();
        for path in self.places().flat_map(|paths| &paths.all) {
            if !every.contains(path) {
                every.push(path.clone());
            }
        }
        every
    }

    /// The paths, without a slash at their ends; an empty one is the whole repository.
    pub fn all(&self) -> &[String] {
        &self.all
    }

    /// The folder of the project.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Of what stands at all the paths, that which says how the rest is read.
    pub(super) fn governing<'a>(&self, at: &'a [Option<GitId>]) -> &'a [Option<GitId>] {
        at.get(..self.governing).unwrap_or(at)
    }
}

fn inside(place: &str, path: &str) -> String {
    match (place, path) {
        (place, "") => place.to_owned(),
        ("", path) => path.to_owned(),
        (place, path) => format!("{place}/{path}"),
    }
}
