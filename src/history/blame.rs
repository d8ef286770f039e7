use std::collections::BTreeMap;

use super::{Altered, Fate, Moved, Said, Timeline};
use crate::diff::Field;

/// What is said of a practice, each part with a history of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// The answer, or that the practice is not applicable.
    Answer,
    /// What it rests on.
    Evidence,
    /// The rationale.
    Because,
    /// The answer that is wanted.
    Target,
    /// Who is responsible.
    Owner,
}

impl Facet {
    /// All of them, the most asked for first.
    pub const ALL: [Self; 5] = [
        Self::Answer,
        Self::Evidence,
        Self::Because,
        Self::Target,
        Self::Owner,
    ];

    /// The word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Evidence => "evidence",
            Self::Because => "because",
            Self::Target => "target",
            Self::Owner => "owner",
        }
    }

    fn of(field: Field) -> Option<Self> {
        match field {
            Field::Answer | Field::NotApplicable | Field::Item => Some(Self::Answer),
            Field::Evidence => Some(Self::Evidence),
            Field::Because => Some(Self::Because),
            Field::Target => Some(Self::Target),
            Field::Owner => Some(Self::Owner),
            _ => None,
        }
    }
}

/// A commit that changed a facet of a practice.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The position of what was asked for.
    pub asked: usize,
    /// The position of the commit in the timeline.
    pub touch: usize,
    /// The practice's id after that commit, which may be another one than today.
    pub item: String,
    /// What the commit did; nothing where it brought the assessment in as a whole, or the
    /// practice, which the model before did not have.
    pub changes: Vec<Altered>,
    /// The pieces of evidence that there were after the commit, in any order.
    pub pieces: Vec<String>,
}

/// What is followed back.
#[derive(Debug, Clone)]
struct Followed {
    asked: usize,
    item: String,
    facet: Facet,
    /// Whether a later commit shows that it is not there.
    absent: bool,
    /// The pieces of evidence that there are.
    pieces: Vec<String>,
}

impl Followed {
    /// The same as it was before some changes.
    fn undone(self, changes: &[Altered]) -> Self {
        let mut pieces = self.pieces;
        if self.facet == Facet::Evidence {
            for change in changes {
                let came = pieces
                    .iter()
                    .position(|one| Some(one) == change.to.as_ref());
                came.map(|at| pieces.remove(at));
                pieces.extend(change.from.clone());
            }
        }
        let nothing = match self.facet {
            Facet::Evidence => pieces.is_empty(),
            _ => changes.iter().all(|change| change.from.is_none()),
        };
        Self {
            absent: !changes.is_empty() && nothing,
            pieces,
            ..self
        }
    }
}

/// Where an assessment stood after a commit.
type Stop = (usize, String);

/// Finds for facets of practices of one assessment the commits that last changed them;
/// with `whole`, every commit that ever did, newest first. A merge is passed by where one
/// of its parents says the same. All steps of the timeline have to be prepared, which has
/// to follow every parent that differs.
pub fn blame(timeline: &Timeline, path: &str, asked: &[Said], whole: bool) -> Vec<Told> {
    let entries = asked.iter().enumerate();
    let entries = entries.map(|(at, said)| Followed {
        asked: at,
        item: said.item.clone(),
        facet: said.facet,
        absent: false,
        pieces: said.pieces.clone(),
    });
    let mut open: BTreeMap<Stop, Vec<Followed>> = BTreeMap::new();
    open.insert((0, path.to_owned()), entries.collect());
    let mut told = Vec::new();
    // Parents have greater positions than their children.
    while let Some(((touch, path), mut entries)) = open.pop_first() {
        let Some(commit) = timeline.walk.touches.get(touch) else {
            continue;
        };
        let mut first: Option<Way<'_>> = None;
        for (parent, before) in commit.parents.iter().enumerate() {
            let way = Way::new(timeline, touch, parent, &path);
            let (passing, staying): (Vec<Followed>, Vec<Followed>) =
                entries.into_iter().partition(|entry| way.same(entry));
            entries = staying;
            if let (Some(next), Some(path)) = (before.leads_to, way.path.clone()) {
                let there = passing.into_iter().map(|entry| way.before(entry));
                open.entry((next, path)).or_default().extend(there);
            }
            first.get_or_insert(way);
        }
        for entry in entries {
            let changes = first
                .as_ref()
                .map_or_else(Vec::new, |way| way.changes(&entry));
            let goes_on = whole && first.as_ref().is_some_and(|way| way.has(&entry));
            // What came later was not brought in with the assessment.
            if !(entry.absent && changes.is_empty()) {
                told.push(Told {
                    asked: entry.asked,
                    touch,
                    item: entry.item.clone(),
                    changes: changes.clone(),
                    pieces: entry.pieces.clone(),
                });
            }
            let next = commit.parents.first().and_then(|parent| parent.leads_to);
            if let (true, Some(way), Some(next)) = (goes_on, &first, next)
                && let Some(path) = way.path.clone()
            {
                open.entry((next, path))
                    .or_default()
                    .push(way.before(entry.undone(&changes)));
            }
        }
    }
    told
}

/// The way from a commit to one of its parents, for one assessment.
struct Way<'t> {
    moved: Option<&'t Moved>,
    /// Where the assessment stood before; nothing where it did not.
    path: Option<String>,
}

impl<'t> Way<'t> {
    fn new(timeline: &'t Timeline, touch: usize, parent: usize, path: &str) -> Self {
        let step = timeline.step(touch, parent);
        let mut moved = step.into_iter().flat_map(|step| &step.moved);
        let moved = moved.find(|one| one.path.as_deref() == Some(path));
        let before = match moved {
            Some(moved) => moved.base_path.clone(),
            None => Some(path.to_owned()),
        };
        Self {
            moved,
            path: before,
        }
    }

    /// Whether nothing that this commit did tells what there was before.
    fn begins(&self, entry: &Followed) -> bool {
        self.moved.is_some_and(|moved| {
            let unreadable = moved.base_broken && moved.broken.is_none() && moved.since.is_none();
            let new = matches!(moved.fate, Fate::Added | Fate::Returned);
            let whole = new || moved.incomparable.is_some() || unreadable;
            whole || moved.came.contains(&entry.item)
        })
    }

    fn same(&self, entry: &Followed) -> bool {
        match self.moved {
            _ if self.path.is_none() => false,
            None => true,
            Some(moved) if moved.broken.is_some() => true,
            Some(_) => !self.begins(entry) && self.changes(entry).is_empty(),
        }
    }

    fn changes(&self, entry: &Followed) -> Vec<Altered> {
        let changes = self.moved.iter().flat_map(|moved| &moved.changes);
        let of_entry = |change: &&Altered| {
            change.item.as_deref() == Some(entry.item.as_str())
                && Facet::of(change.field) == Some(entry.facet)
        };
        changes.filter(of_entry).cloned().collect()
    }

    /// Whether the facet was there before, to be followed further.
    fn has(&self, entry: &Followed) -> bool {
        !self.begins(entry)
            && self
                .changes(entry)
                .iter()
                .any(|change| change.from.is_some() || change.field != Field::Item)
    }

    /// The entry under the name it had before.
    fn before(&self, entry: Followed) -> Followed {
        let renamed = self.moved.iter().flat_map(|moved| &moved.renamed);
        let mut renamed = renamed.filter(|(is, _)| *is == entry.item);
        match renamed.next() {
            Some((_, was)) => Followed {
                item: was.clone(),
                ..entry
            },
            None => entry,
        }
    }
}
