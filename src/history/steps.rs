use rayon::prelude::*;

use super::compare::compare;
use super::kept::{Kept, step_key};
use super::moment::{Moment, Opener, Then};
use super::{Fate, Step, Timeline};
use crate::project::{Group, Pairing, Project};
use crate::source::StoreKey;
use crate::source::git::{GitError, Repository};
use crate::value::Date;

/// By which models old commits are scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScoredWith {
    /// Those of their day.
    Then,
    /// Those of the newest commit looked at, under the same ids and versions.
    Now,
}

/// What history is read from.
#[derive(Debug, Clone, Copy)]
pub struct History<'r> {
    /// The repository.
    pub repository: &'r Repository,
    /// The project at the newest commit, which stands in where an older one cannot be
    /// read.
    pub newest: &'r Project,
    /// By which models.
    pub scored_with: ScoredWith,
    /// The day that counts as today. No number depends on it.
    pub today: Date,
    /// Where steps are kept that were computed before; nowhere, where nothing is to be.
    pub kept: Option<&'r Kept>,
}

/// Two moments, the earlier one first; nothing before the first commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The earlier one.
    pub base: Option<Moment>,
    /// The later one.
    pub head: Moment,
}

impl History<'_> {
    /// What happened in each of the stretches, which are given newest first, several
    /// at a time. What is unchanged in maturity and files is left out. Whose a file is
    /// is found out once for a timeline.
    ///
    /// # Errors
    /// When something that is needed is not in this clone.
    pub(super) fn steps(
        &self,
        timeline: &Timeline,
        stretches: &[Stretch],
        done: &(dyn Fn() + Sync),
    ) -> Result<Vec<Step>, GitError> {
        let rules = self.rules()?;
        let opener = Opener::new(self, timeline);
        let step = |(at, stretch)| {
            let key = step_key(stretch, &timeline.paths, &rules);
            let kept = self.kept.and_then(|kept| kept.get(&key));
            let step = match kept {
                Some(step) => Ok((step, None)),
                None => self
                    .step(stretch, &opener)
                    .map(|(step, own)| (step, own.then_some(key))),
            };
            done();
            (at, step)
        };
        // In their order, since neighbours have a state in common, which is read once.
        let steps = stretches.iter().enumerate().par_bridge().map(step);
        let mut steps: Vec<(usize, Result<Computed, GitError>)> = steps.collect();
        steps.sort_unstable_by_key(|(at, _)| *at);
        let steps: Result<Vec<Computed>, GitError> =
            steps.into_iter().map(|(_, step)| step).collect();
        let steps = steps?;
        if let Some(missing) = self.repository.missing() {
            return Err(missing);
        }
        let keep = |(step, key): Computed| {
            if let (Some(kept), Some(key)) = (self.kept, key) {
                kept.put(key, &step);
            }
            step
        };
        Ok(steps.into_iter().map(keep).collect())
    }

    /// What the steps depend on besides what stands in old commits: the models of today,
    /// and which objects of the repository are replaced by others, as those are read
    /// under the same ids.
    fn rules(&self) -> Result<Vec<u8>, GitError> {
        let mut rules = self.repository.history_state()?;
        if self.scored_with == ScoredWith::Now {
            rules.extend(b"now");
            // A digest leaves out what an answer may be called by, so that the files count.
            for path in self.newest.library.files() {
                rules.extend(path.as_str().bytes());
                let id = self.newest.files.content_id(path);
                rules.extend(id.iter().flat_map(|id| id.bytes()));
            }
        }
        Ok(rules)
    }

    /// One step, and whether it depends on nothing but what stood there: where a
    /// configuration was broken, the newest one stood in for it.
    fn step(&self, stretch: &Stretch, opener: &Opener<'_, '_>) -> Result<(Step, bool), GitError> {
        let nothing = Moment {
            tree: self.repository.empty_tree_id(),
            place: stretch.head.place,
            at: vec![None; stretch.head.at.len()],
        };
        let base = opener.open(stretch.base.as_ref().unwrap_or(&nothing))?;
        let head = opener.open(&stretch.head)?;
        let pairing = Pairing {
            today: self.today,
            everything: false,
            seconds: true,
            named: false,
        };
        let read = |project: &Project, groups: &[&Group]| {
            let then = match std::ptr::eq(project, &base.snapshot.project) {
                true => &base,
                false => &head,
            };
            opener.remembered.read(then, groups, self.today)
        };
        let pairs = pairing.pairs_read_by(
            &read,
            &opener.timeline.owners,
            &base.snapshot,
            &head.snapshot,
        );
        let library = &head.snapshot.project.library;
        let moved = pairs.pairs.iter().filter_map(|pair| compare(pair, library));
        let changed = |one: &super::Moved| one.fate != Fate::Unchanged;
        let step = Step {
            moved: moved.filter(changed).collect(),
            notes: notes(&base, &head),
        };
        Ok((step, base.note.is_none() && head.note.is_none()))
    }
}

/// A step, and what it is to be kept by where it was not yet and may be.
type Computed = (Step, Option<StoreKey>);

fn notes(base: &Then, head: &Then) -> Vec<String> {
    let new = head.note.filter(|note| base.note != Some(note));
    let mended = base.note.filter(|_| head.note.is_none());
    let mended = mended.map(|_| "rungs.yaml can be read again".to_owned());
    let moved = (base.place != head.place).then(|| match &*base.place {
        "" => "the project stood in the repository's root before".to_owned(),
        place => format!("the project stood in {place} before"),
    });
    let new = new.map(str::to_owned).into_iter();
    new.chain(mended).chain(moved).collect()
}
