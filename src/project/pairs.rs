use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::whose::{Owners, Wanted};
use super::{Group, Loaded, Project};
use crate::diagnostic::Diagnostic;
use crate::lint::{Head, broken_across, check_heads};
use crate::text::RepoPath;
use crate::value::Date;

/// One assessment in two snapshots. A draft stands here only where the other side
/// is none.
#[derive(Debug)]
pub struct Pair {
    /// In the earlier one.
    pub base: Option<Arc<Loaded>>,
    /// In the later one.
    pub head: Option<Arc<Loaded>>,
    /// What became of it, where that is not told by its files.
    pub remark: Option<String>,
    /// Whether its files are the same in both.
    pub untouched: bool,
}

/// The assessments of two snapshots, side by side.
#[derive(Debug, Default)]
pub struct Pairs {
    /// Those that may differ, by unit and model, then by path.
    pub pairs: Vec<Pair>,
    /// How many were not even read, because files, models and neighbours are the
    /// same.
    pub unread: usize,
    /// What is wrong between assessments of the later snapshot.
    pub findings: Vec<Diagnostic>,
}

/// A project at one moment, with what is looked at.
#[derive(Debug)]
pub struct Snapshot {
    /// The project.
    pub project: Project,
    /// The files.
    pub groups: Vec<Group>,
}

/// Reads groups of a project; what one that remembers has read before, it need not
/// read again.
pub type Reader<'r> = &'r dyn Fn(&Project, &[&Group]) -> Vec<Arc<Loaded>>;

/// How assessments are put side by side.
#[derive(Debug, Clone, Copy)]
pub struct Pairing {
    /// The day that counts as today.
    pub today: Date,
    /// Whether what has the same content in both snapshots is read, too.
    pub everything: bool,
    /// Whether every neighbour with the same content is asked whether it is a second
    /// assessment of what was read, and not only where a unit has more or fewer than
    /// before. It takes a look at each.
    pub seconds: bool,
    /// Whether the files were named one by one: then drafts count, and a single
    /// assessment on each side is a pair whatever its unit.
    pub named: bool,
}

impl Pairing {
    /// Puts the final assessments of two snapshots side by side, by unit and
    /// model. What has the same content in both is not read, unless everything is
    /// asked for.
    pub fn pairs(self, base: &Snapshot, head: &Snapshot) -> Pairs {
        let read = |project: &Project, groups: &[&Group]| {
            let groups: Vec<Group> = groups.iter().copied().cloned().collect();
            project.load(&groups, self.today, Arc::new)
        };
        self.pairs_read_by(&read, &Owners::default(), base, head)
    }

    /// The same with a reader of the caller's, who knows already whose some files are.
    pub fn pairs_read_by(
        self,
        reader: Reader<'_>,
        owners: &Owners,
        base: &Snapshot,
        head: &Snapshot,
    ) -> Pairs {
        let untouched = same_groups(base, head);
        let same = if self.everything {
            HashSet::new()
        } else {
            untouched.clone()
        };
        let (same, changed): (Vec<&Group>, Vec<&Group>) =
            head.groups.iter().partition(|group| same.contains(group));
        let gone = base.groups.iter().filter(|group| !same.contains(group));
        let gone: Vec<&Group> = gone.collect();
        let load = |project: &Project, groups: &[&Group]| {
            let mut loaded = reader(project, groups);
            loaded.retain(|loaded| loaded.assessment);
            loaded
        };
        let mut sides = Sides {
            base: load(&base.project, &gone),
            head: load(&head.project, &changed),
        };
        let wanted = sides.wanted(&base.project, &head.project, self.seconds);
        let touched = owners.wanted(&head.project, &same, &wanted);
        let mut touched = touched.into_iter();
        let (read, unread): (Vec<&Group>, Vec<&Group>) = same
            .into_iter()
            .partition(|_| touched.next().unwrap_or(true));
        sides.base.extend(load(&base.project, &read));
        sides.head.extend(load(&head.project, &read));
        let findings = sides.break_seconds();
        let mut pairs = sides.pair(self.named);
        let files = untouched.iter().flat_map(|group| &group.files);
        let files: HashSet<&RepoPath> = files.collect();
        for pair in &mut pairs {
            let paths = [&pair.base, &pair.head].map(|side| side.as_ref().map(|one| &one.path));
            pair.untouched =
                paths[0] == paths[1] && paths[0].is_some_and(|path| files.contains(path));
            let unnamed = || unnamed(&head.project, pair);
            pair.remark = pair.remark.clone().or_else(unnamed);
        }
        Pairs {
            pairs,
            unread: unread.len(),
            findings,
        }
    }
}

/// The groups whose files are the same in both snapshots.
fn same_groups<'h>(base: &Snapshot, head: &'h Snapshot) -> HashSet<&'h Group> {
    let groups = || base.groups.iter().chain(&head.groups);
    let folders: BTreeSet<&str> = groups()
        .flat_map(|group| &group.files)
        .map(|path| {
            path.as_str()
                .split('/')
                .next()
                .filter(|_| path.as_str().contains('/'))
        })
        .map(Option::unwrap_or_default)
        .collect();
    let named: HashSet<&str> = groups()
        .flat_map(|group| &group.files)
        .map(RepoPath::as_str)
        .collect();
    let differing = folders.into_iter().flat_map(|folder| {
        let passes = |path: &str| named.contains(path);
        base.project
            .files
            .differing(&head.project.files, folder, &passes)
    });
    let differing: HashSet<RepoPath> = differing.map(|file| file.path).collect();
    let earlier: HashSet<&Group> = base.groups.iter().collect();
    let same = head.groups.iter().filter(|group| {
        let changed = group.files.iter().any(|path| differing.contains(path));
        !changed && earlier.contains(group)
    });
    same.collect()
}

/// That a file is still there and is not looked at any more.
fn unnamed(head: &Project, pair: &Pair) -> Option<String> {
    let gone = pair.base.as_ref().filter(|_| pair.head.is_none())?;
    let there = head.files.exists(&gone.path);
    there.then(|| format!("{} is no final assessment of this unit any more", gone.path))
}

/// The unit and the id of the model of an assessment that counts.
fn key(loaded: &Loaded) -> Option<(String, String)> {
    let head = loaded.head.as_ref().filter(|_| loaded.counts())?;
    Some((head.unit.clone(), head.model.id.clone()))
}

/// What was read of both snapshots.
struct Sides {
    base: Vec<Arc<Loaded>>,
    head: Vec<Arc<Loaded>>,
}

impl Sides {
    /// What in files that did not change begins or ends to matter, and with `seconds`
    /// goes on to: a second assessment of what was read, and models that are others now.
    fn wanted(&self, base: &Project, head: &Project, seconds: bool) -> Wanted {
        let mut more: BTreeMap<(String, String), isize> = BTreeMap::new();
        for (side, step) in [(&self.base, -1), (&self.head, 1)] {
            for key in side.iter().filter_map(|one| key(one)) {
                *more.entry(key).or_default() += step;
            }
        }
        more.retain(|_, more| seconds || *more != 0);
        Wanted {
            assessments: more.into_keys().collect(),
            models: head.library.differing(&base.library).into_iter().collect(),
            ..Wanted::default()
        }
    }

    /// Two final assessments of one unit against one model have no numbers.
    fn break_seconds(&mut self) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for (later, side) in [(false, &mut self.base), (true, &mut self.head)] {
            side.sort_by(|one, other| one.path.cmp(&other.path));
            let heads: Vec<Head> = side.iter().filter_map(|one| one.head.clone()).collect();
            let broken = broken_across(&heads);
            for one in side.iter_mut() {
                if !one.broken && broken.contains(one.path.as_str()) {
                    Arc::make_mut(one).broken = true;
                }
            }
            if later {
                findings = check_heads(&heads);
            }
        }
        findings
    }

    fn pair(mut self, named: bool) -> Vec<Pair> {
        if let (true, [_], [_]) = (named, &self.base[..], &self.head[..]) {
            return vec![Pair {
                base: self.base.pop(),
                head: self.head.pop(),
                remark: None,
                untouched: false,
            }];
        }
        let draft = |loaded: &Arc<Loaded>| !named && !loaded.counts();
        let (drafts_before, mut base): (Vec<Arc<Loaded>>, Vec<Arc<Loaded>>) =
            self.base.into_iter().partition(draft);
        let (drafts_after, head): (Vec<Arc<Loaded>>, Vec<Arc<Loaded>>) =
            self.head.into_iter().partition(draft);
        let (mut drafts_before, mut drafts_after) = (Drafts(drafts_before), Drafts(drafts_after));
        // What stayed in its file is found first, so that no newcomer takes it.
        let mut earlier: Vec<Option<Arc<Loaded>>> = head.iter().map(|_| None).collect();
        for kinship in [Kinship::Stayed, Kinship::Moved, Kinship::Switched] {
            for (later, slot) in head.iter().zip(&mut earlier) {
                if slot.is_none() {
                    *slot = kinship.partner(&base, later).map(|at| base.remove(at));
                }
            }
        }
        let mut pairs = Vec::new();
        for (later, earlier) in head.into_iter().zip(earlier) {
            pairs.push(Pair {
                base: earlier.or_else(|| drafts_before.take_of(&later)),
                head: Some(later),
                remark: None,
                untouched: false,
            });
        }
        for earlier in base {
            pairs.push(Pair {
                head: drafts_after.take_of(&earlier),
                base: Some(earlier),
                remark: None,
                untouched: false,
            });
        }
        pairs.sort_by_cached_key(|pair| {
            let one = pair.head.as_ref().or(pair.base.as_ref());
            one.map(|one| {
                (
                    one.head
                        .as_ref()
                        .map(|head| (head.unit.clone(), head.model.id.clone())),
                    one.path.clone(),
                )
            })
        });
        pairs
    }
}

/// How an assessment belongs to its earlier state.
#[derive(Clone, Copy)]
enum Kinship {
    /// Of the same unit and model in the same file, or the same file, where one
    /// does not say whose it is.
    Stayed,
    /// Of the same unit and model in another file.
    Moved,
    /// Of the same unit in the same file, against a model of another id.
    Switched,
}

impl Kinship {
    /// The position of the earlier state of an assessment.
    fn partner(self, base: &[Arc<Loaded>], later: &Loaded) -> Option<usize> {
        let fits = |earlier: &Arc<Loaded>| {
            let file = earlier.path == later.path;
            match (self, key(earlier), key(later)) {
                (Self::Stayed, Some(earlier), Some(later)) => file && earlier == later,
                (Self::Stayed, _, _) => file,
                (Self::Moved, Some(earlier), Some(later)) => earlier == later,
                (Self::Switched, Some((earlier, _)), Some((later, _))) => file && earlier == later,
                _ => false,
            }
        };
        base.iter().position(fits)
    }
}

/// Assessments that do not count.
struct Drafts(Vec<Arc<Loaded>>);

impl Drafts {
    /// A draft of the same unit and model.
    fn take_of(&mut self, one: &Loaded) -> Option<Arc<Loaded>> {
        let head = one.head.as_ref()?;
        let same = |draft: &Arc<Loaded>| {
            let of = draft.head.as_ref();
            of.is_some_and(|of| of.unit == head.unit && of.model.id == head.model.id)
        };
        let at = self.0.iter().position(same)?;
        Some(self.0.remove(at))
    }
}
