use super::{Fate, Figures, History, Moved, Stretch, Timeline};
use crate::model::ModelRef;
use crate::source::git::{GitError, TouchParent};

/// Steps that are computed at a time while a history is searched backwards.
const TOGETHER: usize = 64;

/// A commit of a timeline and which of its parents it is held against.
type Position = (usize, usize);

/// Where an assessment stood last: a commit with a parent, and its head there.
type Stood = (Position, String);

/// Why the parent of a commit says nothing of an assessment that the commit has.
enum Gap {
    /// Its file, which stood here, could not be read.
    Broken(String),
    /// There was no final one of this unit and this id of a model.
    Absent,
}

impl Gap {
    fn of(moved: &Moved) -> Option<Self> {
        if moved.broken.is_some() || moved.since.is_some() {
            return None;
        }
        if moved.base_broken {
            return moved.base_path.clone().map(Self::Broken);
        }
        (moved.fate == Fate::Added).then_some(Self::Absent)
    }
}

/// A unit with the id of a model: what an assessment is known by.
struct Name {
    unit: String,
    model: String,
}

impl Name {
    /// That of an assessment which is there after a commit.
    fn of(moved: &Moved) -> Option<Self> {
        moved.path.as_ref()?;
        Some(Self {
            unit: moved.unit.clone()?,
            model: moved.model_id()?.to_owned(),
        })
    }

    /// Where one of this name had numbers before a commit, its head there.
    fn before<'m>(&self, moved: &'m Moved) -> Option<&'m String> {
        let model = moved.base_model.as_deref().or(moved.model.as_deref())?;
        let same = moved.unit.as_ref() == Some(&self.unit) && ModelRef::id_of(model) == self.model;
        let readable = same && !moved.base_broken;
        moved.base_path.as_ref().filter(|_| readable)
    }
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
        let gaps = moved.filter_map(|(slot, one)| Some((slot, Gap::of(one)?, Name::of(one))));
        let gaps: Vec<(usize, Gap, Option<Name>)> = gaps.collect();
        for (slot, gap, name) in gaps {
            let Some((last, path)) = self.last(history, at, (&gap, name.as_ref()))? else {
                continue;
            };
            let Some(head) = self.after(at.0) else {
                continue;
            };
            let base = self.before(last);
            let stretch = Stretch { base, head };
            let found = history.steps(self, &[stretch], &|| ())?;
            let found = found.into_iter().flat_map(|step| step.moved).collect();
            let Some(commit) = self.parent(last).map(|parent| parent.commit.to_string()) else {
                continue;
            };
            let step = self.steps.get_mut(&at);
            if let Some(slot) = step.and_then(|step| step.moved.get_mut(slot))
                && let Some(again) = again(slot, found, &path)
            {
                *slot = held(slot, again, &gap, commit);
            }
        }
        Ok(())
    }

    fn parent(&self, (touch, parent): Position) -> Option<&TouchParent> {
        self.walk.touches.get(touch)?.parents.get(parent)
    }

    fn leads_to(&self, at: Position) -> Option<usize> {
        self.parent(at)?.leads_to
    }

    /// Where an assessment had numbers last: by its name, and where that has none, by the
    /// file that could not be read.
    fn last(
        &mut self,
        history: &History<'_>,
        at: Position,
        (gap, name): (&Gap, Option<&Name>),
    ) -> Result<Option<Stood>, GitError> {
        if let Some(name) = name
            && let Some(last) = self.last_named(history, at, name)?
        {
            return Ok(Some(last));
        }
        match gap {
            Gap::Broken(path) => self.last_readable(history, at, path.clone()),
            Gap::Absent => Ok(None),
        }
    }

    /// The parent at which an assessment that is broken since then could still be
    /// read, along first parents.
    fn last_readable(
        &mut self,
        history: &History<'_>,
        at: Position,
        mut path: String,
    ) -> Result<Option<Stood>, GitError> {
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
                    return Ok(Some(((touch, 0), before)));
                }
                path = before;
            }
            next = self.leads_to((touch, 0));
        }
        Ok(None)
    }

    /// The parent at which one of a name still had numbers, along first parents: as there
    /// is none now, that is before the newest step that held one.
    fn last_named(
        &mut self,
        history: &History<'_>,
        at: Position,
        name: &Name,
    ) -> Result<Option<Stood>, GitError> {
        let line = std::iter::successors(self.leads_to(at), |touch| self.leads_to((*touch, 0)));
        let line: Vec<Position> = line.map(|touch| (touch, 0)).collect();
        for some in line.chunks(TOGETHER) {
            self.compute(history, some, &|| ())?;
            for at in some {
                let step = self.steps.get(at).into_iter();
                let mut moved = step.flat_map(|step| &step.moved);
                if let Some(path) = moved.find_map(|one| name.before(one)) {
                    return Ok(Some((*at, path.clone())));
                }
            }
        }
        Ok(None)
    }
}

/// What became of an assessment that stood at a path, among all that changed since then;
/// nothing where it said the same, and no answer where something else is there.
fn again(slot: &Moved, found: Vec<Moved>, path: &str) -> Option<Option<Moved>> {
    let mut here = found.into_iter().filter(|one| one.path == slot.path);
    let stood = |one: &Moved| one.base_path.as_deref() == Some(path) && !one.base_broken;
    if slot.path.is_none() {
        return here.find(stood).map(Some);
    }
    match here.next() {
        Some(one) => stood(&one).then_some(Some(one)),
        None => Some(None),
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
    let back = matches!(gap, Gap::Absent);
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
