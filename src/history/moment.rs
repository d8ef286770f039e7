use std::rc::Rc;
use std::sync::Arc;

use super::remembered::Remembered;
use super::steps::{History, ScoredWith};
use crate::project::{OpenError, Project, Snapshot};
use crate::source::git::{GitError, GitId, GitTree};

/// The files of one commit, by what stands at the paths that history is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The root folder.
    pub tree: GitId,
    /// Which of the folders that the project stood in, the newest being 0.
    pub place: usize,
    /// The id of what stands at each of the paths, in their order.
    pub at: Vec<Option<GitId>>,
}

/// A project as it was, and how it could be read.
pub(super) struct Then {
    pub(super) snapshot: Snapshot,
    /// Tells configurations and models of one run apart.
    pub(super) edition: usize,
    /// What a reader has to know of it.
    pub(super) note: Option<&'static str>,
    /// The folder that it stands in.
    pub(super) place: String,
}

/// Opens one moment after another, reading what governs them once for all that have
/// it in common.
pub(super) struct Opener<'h, 'r> {
    history: &'h History<'r>,
    /// The last two: a commit is mostly held against the one looked at before.
    last: Vec<(Moment, Rc<Then>)>,
    editions: usize,
    pub(super) remembered: Remembered,
}

impl<'h, 'r> Opener<'h, 'r> {
    pub(super) fn new(history: &'h History<'r>) -> Self {
        Self {
            history,
            last: Vec::new(),
            editions: 0,
            remembered: Remembered::default(),
        }
    }

    pub(super) fn open(&mut self, moment: &Moment) -> Result<Rc<Then>, GitError> {
        let same = |one: &Moment| one.place == moment.place && one.at == moment.at;
        let known = self.last.iter().find(|(one, _)| same(one));
        if let Some((_, then)) = known {
            return Ok(Rc::clone(then));
        }
        let tree = self.history.repository.tree(moment.tree)?;
        let then = Rc::new(self.then(moment, &tree));
        if self.last.len() > 1 {
            self.last.remove(0);
        }
        self.last.push((moment.clone(), Rc::clone(&then)));
        Ok(then)
    }

    fn then(&mut self, moment: &Moment, tree: &GitTree) -> Then {
        let paths = self.history.paths.places().nth(moment.place);
        let paths = paths.unwrap_or(self.history.paths);
        let own = paths.governing(&moment.at);
        let mut known = self.last.iter().rev();
        let alike =
            known.find(|(one, _)| one.place == moment.place && paths.governing(&one.at) == own);
        if let Some((_, then)) = alike {
            let project = then.snapshot.project.in_snapshot(tree);
            return Then {
                snapshot: snapshot(project),
                edition: then.edition,
                note: then.note,
                place: then.place.clone(),
            };
        }
        self.editions += 1;
        let (project, note) = self.read(tree, paths.place());
        Then {
            snapshot: snapshot(project),
            edition: self.editions,
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

/// Groups that were loaded, shared.
pub(super) type Shared = Vec<Arc<crate::project::Loaded>>;
