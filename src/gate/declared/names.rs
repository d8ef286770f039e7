use std::collections::BTreeSet;

use super::highest::highest;
use super::rules::{GATE_IMPOSSIBLE, GATE_NAME};
use super::{Checker, Reach};
use crate::model::{GateDeclaration, Lookup, Measure, Model, Rule as MeasureRule, Spanned};
use crate::value::Rational;

/// Names that a remedy lists.
const MOST_LISTED: usize = 12;

impl Checker<'_> {
    /// That a gate names what there is, and wants what can be.
    pub(super) fn names(&mut self, declared: &GateDeclaration, reach: &Reach<'_>) {
        self.units(&declared.units, reach);
        if reach.models.is_empty() {
            return;
        }
        let before = self.findings.len();
        self.places(declared, reach);
        self.levels_and_facets(declared, reach);
        let applies = |model: &Model| {
            let mut practices = model.practices().iter();
            practices.any(|item| declared.applies(model, *item))
        };
        if self.findings.len() > before {
            return self.measure(declared, reach);
        }
        if !reach.models.iter().any(|model| applies(model)) {
            let message = "no practice of any model in use is what the gate applies to".to_owned();
            let help = "its places, levels and facets have to be those of one practice".to_owned();
            self.report(&GATE_NAME, declared.rule.at, message, Some(help));
        } else if let Some(answer) = &declared.answer {
            self.answer(declared, answer, reach);
        }
        self.measure(declared, reach);
    }

    fn units(&mut self, units: &[Spanned<String>], reach: &Reach<'_>) {
        for unit in units {
            if reach.units.contains(unit.value.as_str()) {
                continue;
            }
            let known = reach.units.iter().copied();
            let message = format!("the unit `{}` is neither declared nor assessed", unit.value);
            let help = self.near(&unit.value, known.clone(), || listed("units", known));
            self.report(&GATE_NAME, unit.at, message, help);
        }
    }

    fn places(&mut self, declared: &GateDeclaration, reach: &Reach<'_>) {
        for place in declared.nodes.iter().chain(&declared.items) {
            let models = reach.models.iter();
            if models
                .clone()
                .any(|model| model.find(&place.value).is_some())
            {
                continue;
            }
            let ids = models.flat_map(|model| &model.items);
            let ids = ids.map(|item| item.id.as_str());
            self.missing("item", place, ids, reach);
        }
    }

    fn levels_and_facets(&mut self, declared: &GateDeclaration, reach: &Reach<'_>) {
        let models = || reach.models.iter();
        for level in &declared.levels {
            let ids = models().flat_map(|model| &model.levels);
            let ids: BTreeSet<&str> = ids.map(|level| level.id.as_str()).collect();
            if !ids.contains(level.value.as_str()) {
                self.missing("level", level, ids, reach);
            }
        }
        for (facet, values) in &declared.facets {
            let facets = || models().flat_map(|model| &model.facets);
            let names: BTreeSet<&str> = facets().map(|(name, _)| name.as_str()).collect();
            if !names.contains(facet.value.as_str()) {
                self.missing("facet", facet, names, reach);
                continue;
            }
            let known = facets().filter(|(name, _)| *name == facet.value);
            let known: BTreeSet<&str> = known
                .flat_map(|(_, known)| known)
                .map(String::as_str)
                .collect();
            for value in values {
                if known.contains(value.value.as_str()) {
                    continue;
                }
                let message = format!("the facet `{}` has no `{}`", facet.value, value.value);
                let all = known.iter().copied();
                let help = self.near(&value.value, all.clone(), || listed("values", all));
                self.report(&GATE_NAME, value.at, message, help);
            }
        }
    }

    /// That no model in use has a name.
    fn missing<'n>(
        &mut self,
        what: &str,
        name: &Spanned<String>,
        known: impl IntoIterator<Item = &'n str> + Clone,
        reach: &Reach<'_>,
    ) {
        let message = match reach.models {
            [only] => format!("{} has no {what} `{}`", only.reference, name.value),
            _ => format!("no model in use has the {what} `{}`", name.value),
        };
        let all = known.clone().into_iter();
        let help = self.near(&name.value, known, || listed(&format!("{what}s"), all));
        self.report(&GATE_NAME, name.at, message, help);
    }

    fn answer(&mut self, declared: &GateDeclaration, answer: &Spanned<String>, reach: &Reach<'_>) {
        let mut keys: BTreeSet<&str> = BTreeSet::new();
        for model in reach.models {
            let practices = model.practices().iter().copied();
            for item in practices.filter(|item| declared.applies(model, *item)) {
                let Some(scale) = model.scale_of(item) else {
                    continue;
                };
                if let Lookup::Found(_) = scale.look_up(&answer.value) {
                    return;
                }
                keys.extend(scale.choices.iter().map(|choice| choice.key.as_str()));
            }
        }
        let message = format!(
            "`{}` is not an answer of any practice that the gate applies to",
            answer.value
        );
        let all = keys.iter().copied();
        let help = self.near(&answer.value, all.clone(), || listed("answers", all));
        self.report(&GATE_NAME, answer.at, message, help);
    }

    fn measure(&mut self, declared: &GateDeclaration, reach: &Reach<'_>) {
        let Some(measure) = &declared.measure else {
            return;
        };
        let models = reach.models.iter();
        let with = models.clone().filter_map(|model| {
            let position = model.measure(&measure.value)?;
            Some((model.as_ref(), position))
        });
        let with: Vec<(&Model, usize)> = with.collect();
        if with.is_empty() {
            let ids = models.flat_map(|model| &model.measures);
            let ids: BTreeSet<&str> = ids.map(|measure| measure.id.as_str()).collect();
            return self.missing("measure", measure, ids, reach);
        }
        if let Some(least) = &declared.at_least {
            self.least(declared, least, &with);
        }
    }

    /// That a minimum is a value of its measure in one of the models that have it,
    /// and one that can be.
    fn least(
        &mut self,
        declared: &GateDeclaration,
        least: &Spanned<String>,
        with: &[(&Model, usize)],
    ) {
        let wanted = with.iter().filter_map(|(model, position)| {
            let measure = model.measures.get(*position)?;
            Some((
                *model,
                *position,
                measure,
                value(model, measure, &least.value)?,
            ))
        });
        let wanted: Vec<(&Model, usize, &Measure, Rational)> = wanted.collect();
        let Some((model, _, measure, _)) = wanted.first() else {
            return self.no_value(least, with);
        };
        let tops = wanted.iter().map(|(model, position, _, wanted)| {
            let top = highest(model, *position, &declared.nodes)?;
            (*wanted > top).then_some(top)
        });
        let Some(tops) = tops.collect::<Option<Vec<Rational>>>() else {
            return;
        };
        let top = tops.iter().max();
        let shown = |top: &Rational| match measure.rule {
            MeasureRule::Attain(_) => {
                let mut levels = model.levels.iter().enumerate();
                let level = levels.find(|(at, _)| Rational::from_count(*at) == *top);
                level.map_or_else(String::new, |(_, level)| level.id.clone())
            }
            _ => top.decimal(),
        };
        let top = top.map(shown).unwrap_or_default();
        let message = format!(
            "`{}` can be {top} at most, so it is never at least {}",
            measure.id, least.value
        );
        let help = match measure.is_share() {
            true => "write a share as a number from 0 to 1, such as 0.6 for 60 %".to_owned(),
            false => format!("want {top} at most"),
        };
        self.report(&GATE_IMPOSSIBLE, least.at, message, Some(help));
    }

    fn no_value(&mut self, least: &Spanned<String>, with: &[(&Model, usize)]) {
        let Some((model, position)) = with.first() else {
            return;
        };
        let id = model
            .measures
            .get(*position)
            .map_or("", |measure| &measure.id);
        let (message, help) = match model.yields_levels(*position) {
            true => {
                let levels = model.levels.iter().map(|level| level.id.as_str());
                let all = levels.clone();
                (
                    format!(
                        "`{}` is not a level, which is what `{id}` yields",
                        least.value
                    ),
                    self.near(&least.value, levels, || listed("levels", all)),
                )
            }
            false => (
                format!(
                    "`{}` is not a number, which is what `{id}` yields",
                    least.value
                ),
                Some("write a number such as 0.6".to_owned()),
            ),
        };
        self.report(&GATE_NAME, least.at, message, help);
    }
}

/// What is wanted, as a measure counts it.
fn value(model: &Model, measure: &Measure, least: &str) -> Option<Rational> {
    match measure.rule {
        MeasureRule::Attain(_) => Some(Rational::from_count(model.level(least)?)),
        _ => Rational::parse(least),
    }
}

fn listed<'n>(what: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    let names: Vec<&str> = names.collect();
    match names.len() {
        0 => None,
        1..=MOST_LISTED => Some(format!("the {what} are {}", names.join(", "))),
        count => Some(format!("there are {count} {what}")),
    }
}
