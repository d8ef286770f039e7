use super::Review;
use crate::model::{Band, Combine, Function, Measure, Over, Rule, rules};
use crate::value::Rational;

/// Measures that are followed to tell what a number lies between.
const MOST_FOLLOWED: usize = 32;

impl Review<'_, '_> {
    /// Every band can be met by a number of some measure that uses it.
    pub(super) fn bands(&mut self) {
        let model = self.model;
        for (position, band) in model.bands.iter().enumerate() {
            let users = model.measures.iter();
            let users: Vec<&Measure> = users.filter(|user| user.band == Some(position)).collect();
            let reach = users.iter().map(|user| {
                let of = match &user.rule {
                    Rule::Band { of } => model.measures.get(*of)?,
                    _ => *user,
                };
                self.between(of, MOST_FOLLOWED)
            });
            // Where one of them has no bounds, every band may be met.
            if let Some(reach) = reach
                .collect::<Option<Vec<_>>>()
                .filter(|all| !all.is_empty())
            {
                self.unreachable(band, &users, &reach);
            }
        }
    }

    fn unreachable(&mut self, band: &Band, users: &[&Measure], reach: &[(Rational, Rational)]) {
        let entries = self.entries("bands");
        let entry = entries.iter().find(|entry| entry.key == band.id);
        let edges = entry.and_then(|entry| entry.value.get("edges"));
        let Some(edges) = edges else { return };
        let met = |position: usize| {
            reach.iter().any(|(low, high)| {
                let ends = (band.position(low), band.position(high));
                matches!(ends, (Some(first), Some(last)) if (first..=last).contains(&position))
            })
        };
        let names: Vec<String> = users.iter().map(|user| format!("`{}`", user.id)).collect();
        let low = reach.iter().map(|(low, _)| low).min();
        let high = reach.iter().map(|(_, high)| high).max();
        let (Some(low), Some(high)) = (low, high) else {
            return;
        };
        for (position, node) in edges.items().iter().enumerate() {
            let Some(edge) = band.edges.get(position).filter(|_| !met(position)) else {
                continue;
            };
            let message = format!(
                "no number of {} falls into `{}`",
                names.join(", "),
                edge.label
            );
            let help =
                format!("they lie between {low} and {high}; move the edges, or drop the band");
            self.report(&rules::MODEL_BAND, node.span, message, help);
        }
    }

    /// What the numbers of a measure lie between, where that can be told.
    fn between(&self, measure: &Measure, left: usize) -> Option<(Rational, Rational)> {
        let model = self.model;
        match &measure.rule {
            Rule::Combine(rule) => self.combined(rule, left),
            Rule::Attain(_) => {
                let last = i64::try_from(model.levels.len()).ok()? - 1;
                Some((Rational::ZERO, Rational::from_int(last)))
            }
            Rule::Pick(Some(item)) => {
                let scale = model.scale_of(*item)?;
                Some((scale.lowest().clone(), scale.highest().clone()))
            }
            Rule::Pick(None) => self.of_scales(|_| true),
            Rule::Band { .. } => None,
        }
    }

    fn combined(&self, rule: &Combine, left: usize) -> Option<(Rational, Rational)> {
        match rule.function {
            Function::Ratio | Function::ToTarget => {
                let whole = (Rational::ZERO, Rational::ONE);
                let over_nodes = rule.over != Over::Leaves || rule.of.is_some();
                // Over nodes a share is made of their numbers, which may lie outside.
                (!over_nodes).then(|| rule.range.clone().unwrap_or(whole))
            }
            Function::Mean | Function::Min | Function::Max => match rule.of {
                Some(of) => self.between(self.model.measures.get(of)?, left.checked_sub(1)?),
                None => self.of_scales(|item| rule.filter.admits(item)),
            },
            Function::Sum | Function::Progress => None,
        }
    }

    fn of_scales(
        &self,
        wanted: impl Fn(&crate::model::Item) -> bool,
    ) -> Option<(Rational, Rational)> {
        let leaves = self.leaves().filter(|leaf| wanted(leaf));
        let scales = leaves.filter_map(|leaf| self.model.scales.get(leaf.scale?));
        let scales: Vec<_> = scales.collect();
        let low = scales.iter().map(|scale| scale.lowest()).min()?;
        let high = scales.iter().map(|scale| scale.highest()).max()?;
        Some((low.clone(), high.clone()))
    }
}
