use super::{Fate, Figures, History, Moved, Stretch, Timeline};
use crate::source::git::GitError;

/// Steps that are computed at a time while a history is searched backwards.
const TOGETHER: usize = 64;

/// A commit of a timeline and which of its parents it is held against.
type Position = (usize, usize);

/// Why the parent of a commit says nothing of an assessment that the commit has.
enum Gap {
    /// Its file, which stood here, could not be read.
    Broken(String),
    /// There was no final one of this unit and this id of a model.
    Absent(String, String),
}

impl Gap {
    fn of(moved: &Moved) -> Option<Self> {
        if moved.broken.is_some() || moved.since.is_some() {
            return None;
        }
        if moved.base_broken {
            return moved.base_path.clone().map(Self::Broken);
        }
        let named = moved.unit.clone().zip(model_id(moved));
        let new = named.filter(|_| moved.fate == Fate::Added);
        new.map(|(unit, model)| Self::Absent(unit, model))
    }
}

fn model_id(moved: &Moved) -> Option<String> {
    let (id, _) = moved.model.as_deref()?.split_once('@')?;
    Some(id.to_owned())
}

impl Timeline {
    /// Holds what a commit mended or brought back against the last state that it had
    /// before, so that no change hides behind a broken file, or behind none.
    pub(super) fn hold_against_the_last(
        &mut self,
        history: &History<'_>,
        at: Position,
    ) -> Result<(), GitError> {
        let step = self.steps.get(&at).into_iter();
        let moved = step.flat_map(|step| step.moved.iter().enumerate());
        let gaps = moved.filter_map(|(position, one)| Some((position, Gap::of(one)?)));
        let gaps: Vec<(usize, Gap)> = gaps.collect();
        for (position, gap) in gaps {
            let last = match &gap {
                Gap::Broken(path) => self.last_readable(history, at, path.clone())?,
                Gap::Absent(unit, model) => self.last_there(history, at, (unit, model))?,
            };
            let commit = last.and_then(|(touch, parent)| {
                Some(self.walk.touches.get(touch)?.parents.get(parent)?.commit)
            });
            let (Some(last), Some(commit), Some(head)) = (last, commit, self.after(at.0)) else {
                continue;
            };
            let base = self.before(last);
            let stretch = Stretch { base, head };
            let steps = history.steps(&[stretch], &self.owners, &|| ())?;
            let step = self.steps.get_mut(&at);
            let Some(slot) = step.and_then(|step| step.moved.get_mut(position)) else {
                continue;
            };
            let found = steps.into_iter().flat_map(|step| step.moved);
            let again = found
                .filter(|one| one.path == slot.path)
                .find(|one| one.fate != Fate::Added);
            *slot = held(slot, again, &gap, commit.to_string());
        }
        Ok(())
    }

    fn leads_to(&self, (touch, parent): Position) -> Option<usize> {
        self.walk.touches.get(touch)?.parents.get(parent)?.leads_to
    }

    /// The parent at which an assessment that is broken since then could still be
    /// read, along first parents.
    fn last_readable(
        &mut self,
        history: &History<'_>,
        at: Position,
        mut path: String,
    ) -> Result<Option<Position>, GitError> {
        let mut next = self.leads_to(at);
        while let Some(touch) = next {
            self.compute(history, &[(touch, 0)], &|| ())?;
            let step = self.step(touch, 0);
            let mut moved = step.into_iter().flat_map(|step| &step.moved);
            let broke = moved.find(|one| one.path.as_ref() == Some(&path) && one.broken.is_some());
            if let Some(broke) = broke {
                let Some(before) = broke.base_path.clone() else {
                    return Ok(None);
                };
                if !broke.base_broken {
                    return Ok(Some((touch, 0)));
                }
                path = before;
            }
            next = self.leads_to((touch, 0));
        }
        Ok(None)
    }

    /// The parent at which there was still an assessment of a unit against a model that
    /// is gone since then, along first parents.
    fn last_there(
        &mut self,
        history: &History<'_>,
        at: Position,
        (unit, model): (&str, &str),
    ) -> Result<Option<Position>, GitError> {
        let line = std::iter::successors(self.leads_to(at), |touch| self.leads_to((*touch, 0)));
        let line: Vec<Position> = line.map(|touch| (touch, 0)).collect();
        for some in line.chunks(TOGETHER) {
            self.compute(history, some, &|| ())?;
            for (touch, _) in some {
                let step = self.step(*touch, 0);
                let mut moved = step.into_iter().flat_map(|step| &step.moved);
                let gone = moved.find(|one| {
                    one.fate == Fate::Removed
                        && one.unit.as_deref() == Some(unit)
                        && model_id(one).as_deref() == Some(model)
                });
                let Some(gone) = gone else { continue };
                let path = gone.base_path.clone().filter(|_| gone.base_broken);
                if let Some(path) = path {
                    return self.last_readable(history, (*touch, 0), path);
                }
                return Ok(Some((*touch, 0)));
            }
        }
        Ok(None)
    }
}

/// What a commit did to an assessment, held against an earlier state than that of the
/// parent, in which it says the same where nothing is found.
fn held(slot: &Moved, again: Option<Moved>, gap: &Gap, since: String) -> Moved {
    let values = slot.values.iter().map(|now| {
        let found = again.iter().flat_map(|again| &again.values);
        let mut found = found.filter(|one| one.node == now.node && one.measure == now.measure);
        Figures {
            from: match found.next() {
                Some(one) => one.from.clone(),
                None => now.to.clone(),
            },
            ..now.clone()
        }
    });
    let values = values.collect();
    let again = again.unwrap_or_else(|| slot.clone());
    let back = matches!(gap, Gap::Absent(..));
    Moved {
        since: Some(since),
        base_broken: !back,
        base_path: again.base_path.clone().filter(|_| !back),
        fate: if back { Fate::Returned } else { again.fate },
        answered: slot.answered,
        values,
        ..again
    }
}
