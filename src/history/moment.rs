use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use super::Timeline;
use super::remembered::Remembered;
use super::steps::{History, ScoredWith};
use crate::project::{OpenError, Project, Snapshot};
use crate::source::git::{GitError, GitId, GitTree};

/// The files of one commit, by what stands at the paths that history is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moment {
    /// The root folder.
    pub tree: GitId,
    /// Which of the folders that the project stood in, the newest being 0.
    pub place: usize,
    /// The id of what stands at each of the paths, in their order.
    pub at: Vec<Option<GitId>>,
}

/// What says how a project is read: its configuration and models, by their ids.
pub(super) type Governing = Arc<[Option<GitId>]>;

/// A project as it was, and how it could be read.
pub(super) struct Then {
    pub(super) snapshot: Snapshot,
    pub(super) governing: Governing,
    /// What a reader has to know of it.
    pub(super) note: Option<&'static str>,
    /// The folder that it stands in.
    pub(super) place: String,
}

/// Opens moments, for several threads at a time, reading what governs them once for
/// all that have it in common.
pub(super) struct Opener<'h, 'r> {
    history: &'h History<'r>,
    pub(super) timeline: &'h Timeline,
    /// The last ones: a commit is mostly held against one looked at just before.
    last: Mutex<VecDeque<(Moment, Arc<Then>)>>,
    /// How many of them are kept: what every thread holds against each other.
    most: usize,
    pub(super) remembered: Remembered,
}

impl<'h, 'r> Opener<'h, 'r> {
    pub(super) fn new(history: &'h History<'r>, timeline: &'h Timeline) -> Self {
        Self {
            history,
            timeline,
            last: Mutex::default(),
            most: 2 * rayon::current_num_threads().max(1),
            remembered: Remembered::default(),
        }
    }

    pub(super) fn open(&self, moment: &Moment) -> Result<Arc<Then>, GitError> {
        let same = |one: &Moment| one.place == moment.place && one.at == moment.at;
        if let Some(then) = self.recall(same) {
            return Ok(then);
        }
        let tree = self.history.repository.tree(moment.tree)?;
        let then = Arc::new(self.then(moment, &tree));
        if let Ok(mut last) = self.last.lock() {
            last.truncate(self.most - 1);
            last.push_front((moment.clone(), Arc::clone(&then)));
        }
        Ok(then)
    }

    /// The last one that is as it should be.
    fn recall(&self, fits: impl Fn(&Moment) -> bool) -> Option<Arc<Then>> {
        let last = self.last.lock().ok()?;
        let found = last.iter().find(|(one, _)| fits(one));
        found.map(|(_, then)| Arc::clone(then))
    }

    fn then(&self, moment: &Moment, tree: &GitTree) -> Then {
        let paths = self.timeline.paths.places().nth(moment.place);
        let paths = paths.unwrap_or(&self.timeline.paths);
        let own = paths.governing(&moment.at);
        let alike = |one: &Moment| one.place == moment.place && paths.governing(&one.at) == own;
        if let Some(alike) = self.recall(alike) {
            return Then {
                snapshot: snapshot(alike.snapshot.project.in_snapshot(tree)),
                governing: Arc::clone(&alike.governing),
                note: alike.note,
                place: alike.place.clone(),
            };
        }
        let (project, note) = self.read(tree, paths.place());
        Then {
            snapshot: snapshot(project),
            governing: own.into(),
            note,
            place: paths.place().to_owned(),
        }
    }

    /// The project with its own configuration; where that says nothing, with that of
    /// the newest commit looked at, and where there is none, nothing.
    fn read(&self, tree: &GitTree, place: &str) -> (Project, Option<&'static str>) {
        let newest = self.history.newest;
        let (project, note) = match Project::standing_in(tree, place) {
            Some(Ok(project)) if project.readable() => (project, None),
            None => return (Project::bare_in(tree, place).without_assessments(), None),
            Some(Ok(_) | Err(OpenError::Glob(_))) | Some(Err(_)) => {
                let note = "rungs.yaml is broken here: assessments are looked for by that of the newest commit";
                match Project::configured_by(newest, tree, place) {
                    Ok(project) => (project, Some(note)),
                    Err(_) => (
                        Project::bare_in(tree, place).without_assessments(),
                        Some(note),
                    ),
                }
            }
        };
        match self.history.scored_with {
            ScoredWith::Then => (project, note),
            ScoredWith::Now => (project.with_models_of(newest), note),
        }
    }
}

/// A project whose patterns were read before they came here lists its files.
fn snapshot(mut project: Project) -> Snapshot {
    // What was observed is no part of a number, and may be a great deal.
    project.config.observations.clear();
    let groups = project.groups().unwrap_or_default();
    Snapshot { project, groups }
}
