//! What a measure computes, in words that need no model format.

use serde::Serialize;

use crate::model::{
    Attain, Band, Closed, Combine, Empty, Function, ItemIndex, Measure, Model, Over, Required,
    Rule, Substitute, Where,
};
use crate::value::Rational;

/// Nodes whose weights are listed.
const MOST_LISTED: usize = 12;

/// A measure in words.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureWords {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether it is among those shown first.
    pub headline: bool,
    /// Whether it is rungs' reading and not the publisher's rule.
    pub derived: bool,
    /// `combine`, `attain`, `pick` or `band`.
    pub rule: &'static str,
    /// What it computes; the first says it, the others are its options.
    pub words: Vec<String>,
    /// The id of the bands that name its numbers.
    pub band: Option<String>,
}

/// All measures of a model in words.
pub(super) fn of(model: &Model) -> Vec<MeasureWords> {
    let measures = model.measures.iter().enumerate();
    let words = |(at, measure): (usize, &Measure)| {
        let (rule, words) = match &measure.rule {
            Rule::Combine(rule) => ("combine", combine(model, rule, at)),
            Rule::Attain(rule) => ("attain", attain(model, rule)),
            Rule::Pick(item) => ("pick", vec![pick(model, *item)]),
            Rule::Band { of } => (
                "band",
                vec![format!(
                    "the name of the band that {} falls into",
                    name(model, *of)
                )],
            ),
        };
        MeasureWords {
            id: measure.id.clone(),
            title: measure.title.clone(),
            headline: model.headline.contains(&at),
            derived: measure.derived,
            rule,
            words,
            band: measure
                .band
                .and_then(|band| model.bands.get(band))
                .map(|band| band.id.clone()),
        }
    };
    measures.map(words).collect()
}

/// Where a label of a band holds.
pub(super) fn holds(band: &Band, at: usize) -> String {
    let end = |at: usize| band.edges.get(at).and_then(|edge| edge.to.as_ref());
    let low = at.checked_sub(1).and_then(end);
    let (from, to) = match band.closed {
        Closed::Lower => ("from", "below"),
        Closed::Upper => ("above", "to"),
    };
    match (low, end(at)) {
        (None, None) => "always".to_owned(),
        (None, Some(high)) if band.closed == Closed::Upper => format!("up to {}", high.decimal()),
        (None, Some(high)) => format!("{to} {}", high.decimal()),
        (Some(low), None) => format!("{from} {}", low.decimal()),
        (Some(low), Some(high)) => format!("{from} {} {to} {}", low.decimal(), high.decimal()),
    }
}

fn combine(model: &Model, rule: &Combine, own: usize) -> Vec<String> {
    let function = match rule.function {
        Function::Sum => "the sum",
        Function::Mean if rule.weighted => "the weighted mean",
        Function::Mean => "the mean",
        Function::Ratio => "points over possible points",
        Function::Min => "the lowest",
        Function::Max => "the highest",
        Function::ToTarget => "how much of what the targets want is reached",
        Function::Progress => "how much of the way from the baseline to the target is done",
    };
    let values = rule
        .of
        .filter(|of| *of != own)
        .map(|of| format!(" of {}", name(model, of)));
    let values = values.unwrap_or_default();
    let over = match (&rule.over, rule.function) {
        (_, Function::Progress) => values,
        (Over::Leaves, Function::Ratio) => format!("{values}, pooled over practices"),
        (Over::Leaves, _) => format!("{values} over practices"),
        (Over::Children, _) => format!("{values} over the nodes one below"),
        (Over::Descendants(kind), _) => format!("{values} over every {kind} below"),
        (Over::Units, _) => format!("{values} over the member units"),
    };
    let mut words = vec![format!("{function}{over}")];
    words.extend(filter(model, &rule.filter));
    if rule.function != Function::Progress {
        words.extend(absent(rule));
    }
    words.extend(weights(model, rule));
    if let Some((low, high)) = rule.range.as_ref().filter(|_| rule.function.is_relative()) {
        words.push(format!(
            "stretched to {} … {}",
            low.decimal(),
            high.decimal()
        ));
    }
    words
}

fn absent(rule: &Combine) -> Vec<String> {
    let counts = |substitute| match substitute {
        Substitute::Exclude => "left out",
        Substitute::Zero => "counts 0",
        Substitute::Full => "counts in full",
        Substitute::Fail => "leaves it without a value",
    };
    if rule.over != Over::Leaves || rule.of.is_some() {
        let what = if rule.over == Over::Units {
            "unit"
        } else {
            "node"
        };
        let out = format!("a {what} without a value left out");
        let fail = rule.unanswered == Substitute::Fail;
        let fail = fail.then(|| "unanswered leaves it without a value".to_owned());
        return std::iter::once(out).chain(fail).collect();
    }
    vec![
        format!("not applicable {}", counts(rule.na)),
        format!("unanswered {}", counts(rule.unanswered)),
    ]
}

fn filter(model: &Model, filter: &Where) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (facet, values) in &filter.facets {
        words.push(format!(
            "only practices whose {facet} is {}",
            values.join(" or ")
        ));
    }
    if let Some(scale) = filter.scale.and_then(|scale| model.scales.get(scale)) {
        words.push(format!("only practices on the scale {}", scale.id));
    }
    if !filter.levels.is_empty() {
        words.push(format!(
            "only practices of {}",
            levels(model, &filter.levels).join(" or ")
        ));
    }
    words
}

fn weights(model: &Model, rule: &Combine) -> Vec<String> {
    if !rule.weighted {
        return vec!["weights do not count".to_owned()];
    }
    let list = |numbers: &std::collections::BTreeMap<ItemIndex, Rational>| {
        let listed = numbers.iter().take(MOST_LISTED);
        let listed =
            listed.map(|(item, number)| format!("{} {}", model.item(*item).id, number.decimal()));
        let more = numbers.len().saturating_sub(MOST_LISTED);
        let more = (more > 0).then(|| format!("{more} more"));
        listed.chain(more).collect::<Vec<_>>().join(", ")
    };
    let mut words = Vec::new();
    if !rule.weights.is_empty() {
        words.push(format!("weights: {}", list(&rule.weights)));
    }
    if !rule.multipliers.is_empty() {
        words.push(format!("weights multiplied: {}", list(&rule.multipliers)));
    }
    words
}

fn attain(model: &Model, rule: &Attain) -> Vec<String> {
    let mut words = conditions(model, rule);
    if model.items.iter().any(|item| item.leaf && item.negative) {
        words.push("where a yes is bad news the answer is turned round first".to_owned());
    }
    let passes = |blocks| {
        if blocks {
            "stands in the way"
        } else {
            "passes"
        }
    };
    words.push(format!("not applicable {}", passes(rule.na_blocks)));
    words.push(format!("unanswered {}", passes(rule.unanswered_blocks)));
    match rule.empty {
        Empty::Pass => {}
        Empty::Fail => words.push("a level without practices is not held".to_owned()),
        Empty::Stop => words.push("a level without practices ends the climb".to_owned()),
    }
    if let Some(floor) = rule.floor.and_then(|floor| model.levels.get(floor)) {
        words.push(format!("never below {}", floor.id));
    }
    words
}

/// What a level wants.
fn conditions(model: &Model, rule: &Attain) -> Vec<String> {
    let all: Vec<usize> = (0..model.levels.len()).collect();
    let among = if rule.levels == all {
        String::new()
    } else {
        format!(" of {}", levels(model, &rule.levels).join(", "))
    };
    if !rule.thresholds.is_empty() {
        let of = rule.of.map_or("answers".to_owned(), |of| name(model, of));
        let first = format!("the highest level{among} whose conditions hold, by {of}");
        let steps = rule.thresholds.iter();
        let steps = steps.map(|(level, wanted)| threshold(model, *level, wanted));
        return std::iter::once(first).chain(steps).collect();
    }
    let what = if rule.children {
        "nodes one below"
    } else {
        "practices"
    };
    let of = rule.of.map(|of| format!(" in {}", name(model, of)));
    let of = of.unwrap_or_default();
    let wanted = |wanted| required(model, wanted, rule.of.is_some());
    let at = wanted(&rule.at);
    let lower = match (rule.cumulative, rule.below == rule.at) {
        (false, _) => "lower levels do not count".to_owned(),
        (true, true) => "and those of all lower levels too".to_owned(),
        (true, false) => format!(
            "and those of all lower levels at least {}",
            wanted(&rule.below)
        ),
    };
    vec![
        format!("the highest level{among} whose {what} all have at least {at}{of}"),
        lower,
    ]
}

fn threshold(model: &Model, level: usize, wanted: &[(ItemIndex, Rational)]) -> String {
    let level = model.levels.get(level).map_or("", |level| &level.id);
    let wanted = wanted.iter().take(MOST_LISTED);
    let wanted =
        wanted.map(|(item, number)| format!("{} {}", model.item(*item).id, number.decimal()));
    format!("{level} wants {}", wanted.collect::<Vec<_>>().join(", "))
}

/// The answer wanted: its key where all scales have the same, else one by scale.
fn required(model: &Model, required: &Required, number: bool) -> String {
    if let Some(number) = required.number.as_ref().filter(|_| number) {
        return number.decimal();
    }
    let keys = model
        .scales
        .iter()
        .zip(&required.scores)
        .filter_map(|(scale, score)| {
            let score = score.as_ref()?;
            let choice = scale.choices.iter().find(|choice| choice.score == *score)?;
            Some((scale.id.as_str(), choice.key.as_str()))
        });
    let keys: Vec<(&str, &str)> = keys.collect();
    match keys.as_slice() {
        [] => required
            .number
            .as_ref()
            .map_or("nothing".to_owned(), ToString::to_string),
        [(_, first), others @ ..] if others.iter().all(|(_, key)| key == first) => {
            format!("`{first}`")
        }
        several => {
            let several = several
                .iter()
                .map(|(scale, key)| format!("`{key}` on {scale}"));
            several.collect::<Vec<_>>().join(", ")
        }
    }
}

fn pick(model: &Model, item: Option<ItemIndex>) -> String {
    match item {
        Some(item) => format!("the score of {}, at every node", model.item(item).id),
        None => "the score of the practice itself; no value at other nodes".to_owned(),
    }
}

fn name(model: &Model, measure: usize) -> String {
    let measure = model.measures.get(measure);
    measure.map_or(String::new(), |measure| format!("`{}`", measure.id))
}

fn levels(model: &Model, positions: &[usize]) -> Vec<String> {
    let levels = positions
        .iter()
        .filter_map(|position| model.levels.get(*position));
    levels.map(|level| level.id.clone()).collect()
}
