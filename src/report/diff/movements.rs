use super::{
    BlockedLevel, CountedPractices, Explained, ItemPart, MovedDenominator, MovedPractices,
    MovementReport, PartReport,
};
use crate::diff::{Ingredient, Movement, Obstructed, Parts, Side};
use crate::model::{ItemIndex, Model};
use crate::report::measure::measure_report;
use crate::score::{Completeness, DifferenceUnit, Outcome};
use crate::value::Rational;

/// Items named in the way of a level; the rest is counted.
const MOST_NAMED: usize = 5;

/// Movements with names and numbers for people.
pub(super) fn movement_reports(
    base: &Side<'_>,
    head: &Side<'_>,
    moved: &[Movement],
    headline: &[String],
) -> Vec<MovementReport> {
    let report = |movement: &Movement| {
        let (model, node) = match (movement.base_node, movement.head_node) {
            (_, Some(node)) => (head.model, node),
            (node, None) => (base.model, node.unwrap_or(ItemIndex::ROOT)),
        };
        let item = model.item(node);
        let measure = &movement.measure;
        let unit = DifferenceUnit::of(head.model, measure)
            .or_else(|| DifferenceUnit::of(base.model, measure));
        let unit = unit.unwrap_or(DifferenceUnit::Numbers);
        let (from, to) = (movement.from.as_ref(), movement.to.as_ref());
        let order = from.zip(to).map(|(from, to)| from.number.cmp(&to.number));
        let delta = movement.parts.as_ref().map(|parts| &parts.delta);
        MovementReport {
            node: item.id.clone(),
            title: item.title.clone(),
            kind: Some(item.kind.clone()).filter(|kind| !kind.is_empty()),
            depth: item.depth,
            headline: headline.contains(&movement.measure),
            from: value(base, &movement.measure, from),
            to: value(head, &movement.measure, to),
            delta: delta.map(ToString::to_string),
            delta_shown: delta.map(|delta| unit.difference(delta)),
            direction: crate::diff::Direction::of(order).into(),
            explained: movement.parts.as_ref().map(|parts| explained(parts, unit)),
            merged: merged(movement),
            rule_in_model: movement
                .parts
                .as_ref()
                .is_some_and(|parts| parts.rule_in_model),
            mainly: movement.parts.as_ref().map(mainly).unwrap_or_default(),
            items: items(head.model, &movement.items, unit),
            denominator: denominator(from, to),
            practices: movement.practices.map(|(from, to)| MovedPractices {
                from: from.into(),
                to: to.into(),
            }),
            by: ids(head.model, &movement.by),
            next: movement
                .next
                .as_ref()
                .and_then(|next| blocked(head.model, next)),
            measure: movement.measure.clone(),
        }
    };
    moved.iter().map(report).collect()
}

fn value(
    side: &Side<'_>,
    measure: &str,
    outcome: Option<&Outcome>,
) -> Option<crate::report::MeasureReport> {
    let measure = side.model.measures.get(side.model.measure(measure)?)?;
    let judgements = &side.assessment.overrides;
    Some(measure_report(side.model, judgements, measure, outcome?))
}

fn explained(parts: &Parts, unit: DifferenceUnit) -> Explained {
    let part = |at: usize| {
        let part = parts.each.get(at)?.as_ref()?;
        Some(self::part(unit, part))
    };
    Explained {
        model: part(0),
        rule: part(1),
        scope: part(2),
        targets: part(3),
        answers: part(4),
        overrides: part(5),
        time: part(6),
    }
}

fn merged(movement: &Movement) -> Vec<&'static str> {
    let merged = movement
        .parts
        .as_ref()
        .map(Parts::merged)
        .unwrap_or_default();
    merged
        .into_iter()
        .map(|ingredient| ingredient.word())
        .collect()
}

/// What made most of a difference, unless the answers did at least half of it, or
/// count in another part.
fn mainly(parts: &Parts) -> Vec<&'static str> {
    let down = parts.delta < Rational::ZERO;
    let along = |part: &&Rational| !part.is_zero() && (**part < Rational::ZERO) == down;
    let answers = parts.each.get(Ingredient::Answers as usize);
    let Some(Some(answers)) = answers.filter(|_| !parts.delta.is_zero()) else {
        return Vec::new();
    };
    let twice = answers * &Rational::from_int(2);
    let half = match down {
        true => twice <= parts.delta,
        false => twice >= parts.delta,
    };
    let others = Ingredient::ALL.into_iter().zip(&parts.each);
    let others = others.filter(|(one, _)| !half && *one != Ingredient::Answers);
    let along = others.filter(|(_, part)| part.as_ref().is_some_and(|part| along(&part)));
    along.map(|(ingredient, _)| ingredient.word()).collect()
}

fn items(model: &Model, items: &[(ItemIndex, Rational)], unit: DifferenceUnit) -> Vec<ItemPart> {
    let part = |(item, part): &(ItemIndex, Rational)| ItemPart {
        item: model.item(*item).id.clone(),
        part: self::part(unit, part),
    };
    items.iter().map(part).collect()
}

fn denominator(from: Option<&Outcome>, to: Option<&Outcome>) -> Option<MovedDenominator> {
    let points = |outcome: Option<&Outcome>| Some(outcome?.points.as_ref()?.possible.clone());
    let (from, to) = (points(from)?, points(to)?);
    (from != to).then(|| MovedDenominator {
        from: from.to_string(),
        to: to.to_string(),
    })
}

impl From<Completeness> for CountedPractices {
    fn from(counts: Completeness) -> Self {
        Self {
            counting: counts.applicable(),
            total: counts.total(),
        }
    }
}

fn ids(model: &Model, items: &[ItemIndex]) -> Vec<String> {
    items
        .iter()
        .map(|item| model.item(*item).id.clone())
        .collect()
}

fn blocked(model: &Model, next: &Obstructed) -> Option<BlockedLevel> {
    let named = next.by.get(..MOST_NAMED).unwrap_or(&next.by);
    Some(BlockedLevel {
        level: model.levels.get(next.level)?.id.clone(),
        by: ids(model, named),
        more: next.by.len() - named.len(),
    })
}

fn part(unit: DifferenceUnit, number: &Rational) -> PartReport {
    PartReport {
        exact: number.to_string(),
        shown: unit.difference(number),
        zero: number.is_zero(),
    }
}
