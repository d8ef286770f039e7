use std::collections::BTreeMap;

use super::shared::{grouped, listed, signed};
use super::{
    Contested, Merged, MergedAnswer, MergedBaseline, MergedOverride, MergedTarget, Rater, answer,
};
use crate::model::{Baseline, Model, Override, Target};

/// A node and a measure, by their ids.
type At = (String, String);
/// What each assessor says, by name.
type Said<'r, T> = Vec<(&'r str, Vec<&'r T>)>;

/// Everything of the merged draft that is not about single practices or scope.
pub(super) fn merged(model: &Model, raters: &[Rater<'_>]) -> Merged {
    let mut merged = Merged {
        unit: raters
            .first()
            .map(|rater| rater.assessment.unit.value.clone())
            .unwrap_or_default(),
        as_of: raters
            .iter()
            .filter_map(|rater| rater.assessment.as_of.as_ref())
            .map(|day| day.value.clone())
            .min(),
        assessed: assessed(model, raters),
        ..Merged::default()
    };
    let everybody = raters.iter().flat_map(|rater| &rater.assessment.assessors);
    let everybody = grouped(everybody.map(|one| ("", one.clone())));
    merged.assessors = everybody.into_iter().map(|(_, one)| one).collect();
    targets(model, raters, &mut merged);
    baselines(model, raters, &mut merged);
    overrides(model, raters, &mut merged);
    retired(raters, &mut merged);
    merged
}

/// The id of a node that may be written in another spelling.
fn id(model: &Model, written: &str) -> String {
    let found = model.find(written);
    found.map_or_else(|| written.to_owned(), |item| model.item(item).id.clone())
}

fn assessed(model: &Model, raters: &[Rater<'_>]) -> Vec<(String, String)> {
    let mut days: BTreeMap<String, String> = BTreeMap::new();
    for (node, day) in raters.iter().flat_map(|rater| &rater.assessment.assessed) {
        let known = days
            .entry(id(model, &node.value))
            .or_insert_with(|| day.value.clone());
        if day.value < *known {
            known.clone_from(&day.value);
        }
    }
    let mut days: Vec<(String, String)> = days.into_iter().collect();
    days.sort_by_key(|(node, _)| model.find(node));
    days
}

/// What each assessor says about each node and measure, in the order in which
/// it is first said.
fn by_place<'r, T>(
    raters: &'r [Rater<'r>],
    list: impl Fn(&'r Rater<'r>) -> &'r [T],
    at: impl Fn(&T) -> At,
) -> Vec<(At, Said<'r, T>)> {
    let mut places: Vec<(At, Said<'r, T>)> = Vec::new();
    for rater in raters {
        for one in list(rater) {
            let at = at(one);
            let position = places.iter().position(|(known, _)| *known == at);
            let position = position.unwrap_or_else(|| {
                places.push((at, Vec::new()));
                places.len() - 1
            });
            let Some((_, said)) = places.get_mut(position) else {
                continue;
            };
            match said.last_mut().filter(|(name, _)| *name == rater.name) {
                Some((_, known)) => known.push(one),
                None => said.push((&rater.name, vec![one])),
            }
        }
    }
    places
}

fn targets(model: &Model, raters: &[Rater<'_>], merged: &mut Merged) {
    let at = |one: &Target| (id(model, &one.node.value), one.measure.value.clone());
    let wanted = |one: &Target| {
        let by = one.by.as_ref().map(|by| by.value.clone());
        (one.at_least.value.clone(), by)
    };
    for ((node, measure), said) in by_place(raters, |rater| &rater.assessment.targets, at) {
        let sides = said.iter().map(|(name, list)| {
            let list: Vec<_> = list.iter().map(|one| wanted(one)).collect();
            (*name, list)
        });
        let groups = grouped(sides);
        if groups.len() > 1 {
            let text = |list: &Vec<(String, Option<String>)>| {
                let one = |(least, by): &(String, Option<String>)| match by {
                    Some(by) => format!("{least} by {by}"),
                    None => least.clone(),
                };
                list.iter().map(one).collect::<Vec<_>>().join(", ")
            };
            merged.contested.push(Contested {
                key: "targets",
                about: format!("{node} {measure}"),
                said: listed(&groups, text),
            });
            continue;
        }
        let first = said.first().map(|(_, list)| list.as_slice());
        let first = first.unwrap_or_default().iter();
        merged.targets.extend(first.map(|one| {
            let (at_least, by) = wanted(one);
            MergedTarget {
                node: node.clone(),
                measure: measure.clone(),
                at_least,
                by,
                because: one.because.clone(),
            }
        }));
    }
}

fn baselines(model: &Model, raters: &[Rater<'_>], merged: &mut Merged) {
    let at = |one: &Baseline| (id(model, &one.node.value), one.measure.value.clone());
    let noted = |one: &Baseline| {
        let recorded = one.recorded.as_ref().map(|day| day.value.clone());
        (one.value.value.clone(), recorded)
    };
    for ((node, measure), said) in by_place(raters, |rater| &rater.assessment.baselines, at) {
        let flat = said
            .iter()
            .flat_map(|(name, list)| list.iter().map(|one| (*name, noted(one))));
        let mut groups = grouped(flat);
        if groups.len() > 1 {
            merged.contested.push(Contested {
                key: "baselines",
                about: format!("{node} {measure}"),
                said: listed(&groups, |(value, _)| value.clone()),
            });
        } else if let Some((_, (value, recorded))) = groups.pop() {
            merged.baselines.push(MergedBaseline {
                node,
                measure,
                value,
                recorded,
            });
        }
    }
}

/// A judgement replaces what is computed out of the answers of all, so it stays
/// only where all have recorded it.
fn overrides(model: &Model, raters: &[Rater<'_>], merged: &mut Merged) {
    let at = |one: &Override| (id(model, &one.node.value), one.measure.value.clone());
    for ((node, measure), said) in by_place(raters, |rater| &rater.assessment.overrides, at) {
        let flat: Vec<(&str, &Override)> = said
            .iter()
            .flat_map(|(name, list)| list.iter().map(|one| (*name, *one)))
            .collect();
        let groups = grouped(
            flat.iter()
                .map(|(name, one)| (*name, one.value.value.clone())),
        );
        match groups.as_slice() {
            [(names, value)] if names.len() == raters.len() => {
                let because = flat
                    .iter()
                    .filter_map(|(name, one)| Some((*name, one.because.as_ref()?.value.clone())));
                let by = grouped(
                    flat.iter()
                        .filter_map(|(name, one)| Some((*name, one.by.clone()?))),
                );
                let by: Vec<String> = by.into_iter().map(|(_, by)| by).collect();
                merged.overrides.push(MergedOverride {
                    node,
                    measure,
                    value: value.clone(),
                    because: signed(because),
                    by: (!by.is_empty()).then(|| by.join(", ")),
                });
            }
            _ => merged.contested.push(Contested {
                key: "overrides",
                about: format!("{node} {measure}"),
                said: listed(&groups, Clone::clone),
            }),
        }
    }
}

fn retired(raters: &[Rater<'_>], merged: &mut Merged) {
    let mut ids: BTreeMap<&str, Vec<(&str, MergedAnswer)>> = BTreeMap::new();
    for rater in raters {
        for one in &rater.assessment.retired {
            let said = ids.entry(&one.id.value).or_default();
            said.push((&rater.name, answer::retired(one)));
        }
    }
    for (id, said) in ids {
        let mut groups = grouped(said);
        if groups.len() > 1 {
            let text = |one: &MergedAnswer| match (&one.answer, &one.na) {
                (Some(answer), _) => answer.clone(),
                (None, Some(_)) => "not applicable".to_owned(),
                (None, None) => "unanswered".to_owned(),
            };
            merged.contested.push(Contested {
                key: "retired",
                about: id.to_owned(),
                said: listed(&groups, text),
            });
        } else if let Some((_, one)) = groups.pop() {
            merged.retired.push((id.to_owned(), one));
        }
    }
}
