use indexmap::IndexMap;

use super::{
    DenominatorNodeReport, DenominatorReport, DiffedItem, DiffedModel, DomainReport, ItemChange,
    LevelReport, MeaningReport, ModelDiffReport, Moved, NearestItem, RelationCount, SharedIds,
};
use crate::lineage::{Comparison, Denominator, DenominatorNode, MeaningChange, PointCount, Row};
use crate::model::{ItemIndex, Model, Relation};
use crate::report::{ExactNumber, ModelReport, Tool};
use crate::value::Rational;

/// Decimals of the rounded numbers in JSON.
const DECIMALS: u32 = 6;

impl ModelDiffReport {
    /// The name of the format.
    pub const SCHEMA: &'static str = "rungs/model-diff/1";

    /// The report on a comparison. `paths` are the files the models were read
    /// from, where they were.
    pub fn new(comparison: &Comparison<'_>, paths: [Option<String>; 2]) -> Self {
        let Comparison { from, to, .. } = comparison;
        let [from_path, to_path] = paths;
        let mut items: Vec<((usize, bool, bool), DiffedItem)> = Vec::new();
        for (practice, rows) in [(false, &comparison.nodes), (true, &comparison.practices)] {
            for row in rows {
                let domain = comparison.domain(row);
                let place = (domain.unwrap_or(usize::MAX), practice, row.from.is_empty());
                items.push((place, item(comparison, row, practice, domain)));
            }
        }
        items.sort_by_key(|(place, _)| *place);
        Self {
            schema: Self::SCHEMA,
            tool: Tool::SELF,
            from: model(from, from_path),
            to: model(to, to_path),
            same_meaning: comparison.same_meaning,
            other_words: comparison.other_words,
            compared_by: comparison.basis.word(),
            practices: counts(&comparison.practices),
            nodes: counts(&comparison.nodes),
            ids: ids(comparison),
            levels: levels(comparison),
            meaning: comparison.meaning.iter().map(meaning).collect(),
            denominators: denominators(comparison),
            domains: domains(comparison),
            items: items.into_iter().map(|(_, item)| item).collect(),
            mapping: None,
        }
    }
}

fn model(model: &Model, path: Option<String>) -> DiffedModel {
    let practices = model.leaves(ItemIndex::ROOT).count();
    DiffedModel {
        model: ModelReport::new(model),
        path,
        practices,
        nodes: model.items.len() - 1 - practices,
    }
}

/// The relations that a comparison finds.
fn relations() -> impl Iterator<Item = Relation> {
    let all = Relation::ALL.into_iter();
    all.filter(|relation| *relation != Relation::Related)
}

fn counts(rows: &[Row]) -> IndexMap<&'static str, RelationCount> {
    let of = |relation: Relation| {
        let mut count = RelationCount::default();
        for row in rows.iter().filter(|row| row.relation == relation) {
            count.rows += 1;
            count.from += row.from.len();
            count.to += row.to.len();
        }
        (relation.word(), count)
    };
    relations().map(of).collect()
}

fn ids(comparison: &Comparison<'_>) -> SharedIds {
    let ids = comparison.ids;
    let another = Rational::from_count(ids.another);
    let share = another.checked_div(&Rational::from_count(ids.both));
    SharedIds {
        both: ids.both,
        another: ids.another,
        share: share.map(|share| {
            let percent = &share * &Rational::from_int(100);
            exact(&share, format!("{} %", percent.rounded(1)))
        }),
    }
}

fn levels(comparison: &Comparison<'_>) -> Vec<LevelReport> {
    let levels = comparison.levels.iter().map(|one| LevelReport {
        level: one.level.clone(),
        from: one.was,
        to: one.is,
    });
    levels.collect()
}

fn meaning(change: &MeaningChange) -> MeaningReport {
    MeaningReport {
        section: change.section,
        id: change.id.clone(),
        change: change.happened.word(),
        part: change.part.clone(),
        from: change.from.clone(),
        to: change.to.clone(),
    }
}

fn id(model: &Model, item: Option<ItemIndex>) -> Option<String> {
    item.map(|item| model.item(item).id.clone())
}

fn denominators(comparison: &Comparison<'_>) -> Vec<DenominatorReport> {
    let node = |node: &DenominatorNode| {
        let points = |count: &Option<PointCount>, shown: &dyn Fn(&Rational) -> String| {
            count.as_ref().map(|count| shown(&count.points))
        };
        let short = |number: &Rational| number.to_decimal().unwrap_or_else(|| number.rounded(2));
        let practices = |count: &Option<PointCount>| count.as_ref().map(|count| count.practices);
        DenominatorNodeReport {
            from: id(comparison.from, node.from),
            to: id(comparison.to, node.to),
            practices: Moved {
                from: practices(&node.was),
                to: practices(&node.is),
            },
            points: Moved {
                from: points(&node.was, &Rational::to_string),
                to: points(&node.is, &Rational::to_string),
            },
            points_shown: Moved {
                from: points(&node.was, &short),
                to: points(&node.is, &short),
            },
        }
    };
    let of = |one: &Denominator| DenominatorReport {
        measure: one.measure.clone(),
        nodes: one.nodes.iter().map(node).collect(),
    };
    comparison.denominators.iter().map(of).collect()
}

fn domains(comparison: &Comparison<'_>) -> Vec<DomainReport> {
    let practices = |model: &Model, node: Option<ItemIndex>| Some(model.leaves(node?).count());
    let one = |(from, to): &(Option<ItemIndex>, Option<ItemIndex>)| DomainReport {
        from: id(comparison.from, *from),
        to: id(comparison.to, *to),
        title: match (from, to) {
            (_, Some(to)) => comparison.to.item(*to).title.clone(),
            (Some(from), None) => comparison.from.item(*from).title.clone(),
            (None, None) => String::new(),
        },
        practices: Moved {
            from: practices(comparison.from, *from),
            to: practices(comparison.to, *to),
        },
        relations: relations().map(|relation| (relation.word(), 0)).collect(),
    };
    let mut domains: Vec<DomainReport> = comparison.domains.nodes.iter().map(one).collect();
    for row in &comparison.practices {
        let domain = comparison.domain(row).and_then(|at| domains.get_mut(at));
        let count = domain.and_then(|domain| domain.relations.get_mut(row.relation.word()));
        if let Some(count) = count {
            *count += 1;
        }
    }
    domains
}

fn item(
    comparison: &Comparison<'_>,
    row: &Row,
    practice: bool,
    domain: Option<usize>,
) -> DiffedItem {
    let Comparison { from, to, .. } = comparison;
    let ids = |model: &Model, items: &[ItemIndex]| {
        let ids = items.iter().map(|item| model.item(*item).id.clone());
        ids.collect::<Vec<String>>()
    };
    let title =
        |model: &Model, items: &[ItemIndex]| Some(model.item(*items.first()?).title.clone());
    let other = if row.from.is_empty() { from } else { to };
    let changes = row.changes.iter().map(|change| ItemChange {
        field: change.field.clone(),
        item: change.item.clone(),
        from: change.from.clone(),
        to: change.to.clone(),
    });
    DiffedItem {
        practice,
        relation: row.relation.word(),
        from: ids(from, &row.from),
        to: ids(to, &row.to),
        title: title(to, &row.to)
            .or_else(|| title(from, &row.from))
            .unwrap_or_default(),
        confidence: share(&row.confidence()),
        compared_by: row.basis.map(|basis| basis.word()),
        elsewhere: row.elsewhere,
        id_reused: row.id_reused,
        changes: changes.collect(),
        nearest: row.worth_a_look().map(|(nearest, similarity)| NearestItem {
            item: other.item(nearest).id.clone(),
            similarity: share(&similarity.to_rational()),
        }),
        because: comparison.because(row),
        domain,
    }
}

fn share(number: &Rational) -> ExactNumber {
    exact(number, number.rounded(2))
}

fn exact(number: &Rational, shown: String) -> ExactNumber {
    ExactNumber {
        value: number.to_string(),
        number: number.rounded(DECIMALS).parse().unwrap_or_default(),
        shown,
    }
}
