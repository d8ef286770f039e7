use crate::model::{
    Combine, Function, ItemIndex, Model, Over, Rule as MeasureRule, Scale, Spanned,
};
use crate::value::Rational;

/// The most that a measure can be at nodes, whatever the answers are; nothing where
/// that cannot be told.
pub(super) fn highest(
    model: &Model,
    measure: usize,
    nodes: &[Spanned<String>],
) -> Option<Rational> {
    let mut next = measure;
    // A chain of measures is never longer than there are measures.
    for _ in 0..=model.measures.len() {
        match &model.measures.get(next)?.rule {
            MeasureRule::Attain(rule) => {
                let levels = rule.levels.iter().chain(&rule.floor).chain(&rule.ground);
                let of_thresholds = rule.thresholds.iter().map(|(level, _)| level);
                let top = levels.chain(of_thresholds).max()?;
                return Some(Rational::from_count(*top));
            }
            MeasureRule::Pick(Some(item)) => {
                return model.scale_of(*item).map(|scale| scale.highest().clone());
            }
            MeasureRule::Pick(None) => return top_of(model.scales.iter()),
            MeasureRule::Band { of } => next = *of,
            MeasureRule::Combine(rule) => match combined(model, rule, next, nodes) {
                Top::Of(measure) => next = measure,
                Top::Is(top) => return top,
            },
        }
    }
    None
}

enum Top {
    /// That of another measure.
    Of(usize),
    Is(Option<Rational>),
}

fn combined(model: &Model, rule: &Combine, own: usize, nodes: &[Spanned<String>]) -> Top {
    let of = rule.of.filter(|of| *of != own);
    match (rule.function, of) {
        (Function::Ratio | Function::ToTarget, _) => Top::Is(Some(match &rule.range {
            Some((low, high)) => high.max(low).clone(),
            None => Rational::ONE,
        })),
        (Function::Mean | Function::Min | Function::Max, Some(of)) => Top::Of(of),
        (Function::Mean | Function::Min | Function::Max, None) => {
            Top::Is(top_of(model.scales.iter()))
        }
        (Function::Sum, None) if rule.over == Over::Leaves => {
            let found = nodes.iter().filter_map(|node| model.find(&node.value));
            let found: Vec<ItemIndex> = match nodes {
                [] => vec![ItemIndex::ROOT],
                _ => found.collect(),
            };
            Top::Is(found.into_iter().map(|node| sum(model, rule, node)).max())
        }
        // What it sums up, or how far beyond a target it can be, is not bounded.
        (Function::Sum | Function::Progress, _) => Top::Is(None),
    }
}

fn sum(model: &Model, rule: &Combine, node: ItemIndex) -> Rational {
    let practices = model.leaves(node);
    let admitted = practices.filter(|item| rule.filter.admits(model.item(*item)));
    admitted.fold(Rational::default(), |sum, item| {
        let top = model.scale_of(item).map(|scale| scale.highest().clone());
        let top = top.unwrap_or_default().max(Rational::default());
        &sum + &(&rule.weight_of(model, item) * &top)
    })
}

fn top_of<'s>(scales: impl Iterator<Item = &'s Scale>) -> Option<Rational> {
    scales.map(|scale| scale.highest()).max().cloned()
}
