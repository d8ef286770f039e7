use std::collections::{BTreeMap, HashSet};

use crate::model::{
    Answer, Assessment, ItemIndex, Lookup, Mapping, MappingRow, Model, Relation, Resolved,
};

/// What becomes of an assessment's answers under another version of its model.
#[derive(Debug)]
pub struct Plan<'p> {
    /// The assessment.
    pub assessment: &'p Assessment,
    /// The model that it answers.
    pub old: &'p Model,
    /// The model that it is to answer.
    pub new: &'p Model,
    /// Answers under the new model, by its items.
    pub carried: BTreeMap<ItemIndex, Carried>,
    /// The positions of answers that are kept and no longer count, in their order.
    pub retired: Vec<usize>,
    /// What became of each answer that is listed, in their order.
    pub told: Vec<Told>,
    /// The practices of the new model that no answer to the old one can be an
    /// answer to.
    pub unasked: Vec<ItemIndex>,
}

/// An answer under the new model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The position of the answer that it is.
    pub answer: usize,
    /// Why a person has to confirm it.
    pub review: Option<String>,
}

/// What became of one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The position of the answer.
    pub answer: usize,
    /// The items of the new model that it is an answer to now.
    pub to: Vec<ItemIndex>,
    /// What happened to its item.
    pub relation: Relation,
    /// What that means.
    pub fate: Fate,
    /// Why, where that is not plain.
    pub because: Option<String>,
}

/// What the change means for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It stands as it was.
    Carried,
    /// It stands, and a person has to confirm it.
    ToConfirm,
    /// It is kept among the retired ones.
    Retired,
    /// Nothing was said, so there is nothing to keep.
    Empty,
}

impl Fate {
    /// The word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Carried => "carried",
            Self::ToConfirm => "to confirm",
            Self::Retired => "retired",
            Self::Empty => "empty",
        }
    }
}

impl<'p> Plan<'p> {
    /// Decides about every answer. An item that stands in no row of the mapping
    /// has no counterpart.
    pub fn new(
        assessment: &'p Assessment,
        resolved: &Resolved,
        old: &'p Model,
        new: &'p Model,
        mapping: &Mapping,
    ) -> Self {
        let mut planner = Planner {
            plan: Self {
                assessment,
                old,
                new,
                carried: BTreeMap::new(),
                retired: Vec::new(),
                told: Vec::new(),
                unasked: unasked(new, mapping),
            },
            resolved,
        };
        let rows = mapping.by_earlier();
        let mut merged = Vec::new();
        for (position, item) in resolved.items.iter().enumerate() {
            let Some(item) = *item else { continue };
            match rows.get(old.item(item).id.as_str()).copied() {
                Some(row) if row.relation == Relation::Merged => merged.push((row, position)),
                row => planner.one(position, item, row),
            }
        }
        planner.merge(merged);
        let mut plan = planner.plan;
        plan.told.sort_by_key(|told| told.answer);
        plan.retired.sort_unstable();
        plan.mark_unsupported();
        plan
    }

    /// How many answers have a fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.told.iter().filter(|told| told.fate == fate).count()
    }
}

pub(super) struct Planner<'p, 'r> {
    pub(super) plan: Plan<'p>,
    pub(super) resolved: &'r Resolved,
}

impl<'p> Planner<'p, '_> {
    pub(super) fn answer(&self, position: usize) -> Option<&'p Answer> {
        self.plan.assessment.answers.get(position)
    }

    /// An answer to an item that stands for itself in the mapping.
    fn one(&mut self, position: usize, item: ItemIndex, row: Option<&MappingRow>) {
        let relation = row.map_or(Relation::Dropped, |row| row.relation);
        let because = match row {
            Some(row) => row.because.clone(),
            None => Some("the mapping does not name it".to_owned()),
        };
        let to = row.filter(|row| row.relation.carries());
        let to: Vec<ItemIndex> = to.map_or(Vec::new(), |row| self.later(row));
        let empty = self.answer(position).is_none_or(says_nothing);
        let refused = to.iter().find_map(|to| self.unfit(position, *to));
        let fate = match (empty, to.is_empty() || refused.is_some()) {
            (true, _) => Fate::Empty,
            (false, true) => Fate::Retired,
            (false, false) if relation.needs_review() => Fate::ToConfirm,
            (false, false) => Fate::Carried,
        };
        let plain = matches!(
            relation,
            Relation::Same | Relation::Renamed | Relation::Moved
        );
        let because = refused.or(because.filter(|_| !plain));
        if fate == Fate::Retired {
            self.plan.retired.push(position);
        } else {
            let id = &self.plan.old.item(item).id;
            let review = (fate == Fate::ToConfirm).then(|| why(relation, id, because.as_deref()));
            for to in &to {
                let carried = Carried {
                    answer: position,
                    review: review.clone(),
                };
                self.plan.carried.insert(*to, carried);
            }
        }
        let kept = matches!(fate, Fate::Carried | Fate::ToConfirm | Fate::Empty);
        self.plan.told.push(Told {
            answer: position,
            to: if kept { to } else { Vec::new() },
            relation,
            fate,
            because,
        });
    }

    pub(super) fn later(&self, row: &MappingRow) -> Vec<ItemIndex> {
        let ids = row.to.iter();
        ids.filter_map(|(id, _)| self.plan.new.ids.get(id).copied())
            .collect()
    }

    /// Why an answer cannot be one to a later item, by its scale.
    pub(super) fn unfit(&self, position: usize, to: ItemIndex) -> Option<String> {
        let answer = self.answer(position)?;
        let item = self.resolved.items.get(position).copied().flatten()?;
        let scale = self.plan.new.scale_of(to)?;
        if answer.na.is_some() && !scale.not_applicable {
            return Some("it can no longer be not applicable".to_owned());
        }
        let wanted = answer.target.as_ref().map(|target| &target.answer.value);
        let given = answer.answer.as_ref().map(|value| &value.value);
        for written in given.into_iter().chain(wanted) {
            let key = self.key(item, &written.text);
            let there = scale.choices.iter().any(|choice| choice.key == key);
            if !there {
                return Some(format!(
                    "`{key}` is no answer on the new scale `{}`",
                    scale.id
                ));
            }
        }
        None
    }

    /// The key of a written answer on the earlier scale.
    pub(super) fn key<'w>(&'w self, item: ItemIndex, written: &'w str) -> &'w str {
        let choice = self.plan.old.scale_of(item).and_then(|scale| {
            let Lookup::Found(choice) = scale.look_up(written) else {
                return None;
            };
            scale.choices.get(choice)
        });
        choice.map_or(written, |choice| choice.key.as_str())
    }
}

fn unasked(new: &Model, mapping: &Mapping) -> Vec<ItemIndex> {
    let rows = mapping.rows.iter().filter(|row| row.relation.carries());
    let asked = rows.flat_map(|row| &row.to);
    let asked: HashSet<ItemIndex> = asked
        .filter_map(|(id, _)| new.ids.get(id).copied())
        .collect();
    let leaves = new.leaves(ItemIndex::ROOT);
    leaves.filter(|leaf| !asked.contains(leaf)).collect()
}

/// Whether an answer is listed only.
pub(super) fn says_nothing(answer: &Answer) -> bool {
    answer.unanswered()
        && answer.because.is_none()
        && answer.evidence.is_empty()
        && answer.owner.is_none()
        && answer.target.is_none()
        && answer.impact.is_none()
        && answer.effort.is_none()
        && answer.supported_by.is_none()
        && answer.review.is_none()
}

/// What the mark on an answer says.
pub(super) fn why(relation: Relation, from: &str, because: Option<&str>) -> String {
    let head = match relation {
        Relation::Split => format!("split of {from}"),
        Relation::Merged => format!("merged from {from}, the lower answer"),
        _ => relation.word().to_owned(),
    };
    match because {
        Some(because) => format!("{head}: {}", because.trim()),
        None => head,
    }
}
