use super::Engine;
use super::attain::{self, Judged, NoLevel, Verdict};
use super::trace::{Step, answer_words};
use crate::model::{Attain, ItemIndex, Required};
use crate::value::Rational;

/// How far up its levels a node came: each level, and what stands in its way.
pub(super) fn attained(engine: &Engine<'_>, rule: &Attain, node: ItemIndex, steps: &mut Vec<Step>) {
    let judged = match attain::judge(engine, rule, node) {
        Ok(judged) => judged,
        Err(why) => return steps.push(Step::new(0, no_level(rule, why)).value("no value")),
    };
    let mut wanted_below: Vec<ItemIndex> = Vec::new();
    for (step, verdict) in judged.iter().zip(attain::verdicts(rule, &judged)) {
        // What is below was named once, at the first level that wants more of it.
        let lower = match verdict {
            Verdict::Fails | Verdict::LowerFails => std::mem::take(&mut wanted_below),
            Verdict::Held | Verdict::Empty | Verdict::Ended => Vec::new(),
        };
        steps.push(level_step(engine, step, verdict, lower.len()));
        let own = step.blocking.iter();
        steps.extend(
            own.map(|item| blocking(engine, rule, *item, own_least(engine, rule, step, *item))),
        );
        let lower = lower.iter();
        steps.extend(lower.map(|item| {
            blocking(
                engine,
                rule,
                *item,
                attain::least(engine, rule, &rule.below, *item),
            )
        }));
        if rule.cumulative {
            wanted_below.extend(&step.blocking_above);
        }
    }
    let reached = attain::held(rule, &judged);
    let floor = rule
        .floor
        .filter(|floor| reached == Some(*floor))
        .and_then(|floor| engine.model.levels.get(floor));
    if let Some(floor) = floor {
        let text = format!("{} is the floor, whatever the answers are", floor.id);
        steps.push(Step::new(0, text).value("held"));
    }
}

fn no_level(rule: &Attain, why: NoLevel) -> &'static str {
    match why {
        NoLevel::NothingApplicable => "nothing here is applicable",
        NoLevel::NothingWanted if rule.thresholds.is_empty() => "nothing here carries a level",
        NoLevel::NothingWanted => "no level asks for anything here",
    }
}

fn level_step(engine: &Engine<'_>, judged: &Judged, verdict: Verdict, lower: usize) -> Step {
    let level = engine.model.levels.get(judged.level);
    let name = level.map_or(String::new(), |level| {
        format!("{} {}", level.id, level.name)
    });
    let own = "its own practices meet it";
    let why = match (judged, verdict) {
        (Judged { ground: true, .. }, _) => "the ground, always held".to_owned(),
        (Judged { empty: true, .. }, _) => "no practice here carries it".to_owned(),
        (_, Verdict::Fails) => format!("{} in the way:", judged.blocking.len() + lower),
        (_, Verdict::LowerFails) if lower > 0 => format!("{own}, {lower} below in the way:"),
        (_, Verdict::LowerFails) => format!("{own}, a lower level does not"),
        (_, Verdict::Ended) => format!("{own}, the climb ended below"),
        (_, Verdict::Held | Verdict::Empty) => "every practice meets it".to_owned(),
    };
    let held = verdict == Verdict::Held;
    Step::new(0, format!("{name}: {why}")).value(if held { "held" } else { "not held" })
}

/// What an item of a level itself must have, where the level's own words do not
/// say it: each threshold is another, and so is `below`.
fn own_least<'r>(
    engine: &Engine<'_>,
    rule: &'r Attain,
    step: &Judged,
    item: ItemIndex,
) -> Option<&'r Rational> {
    if rule.thresholds.is_empty() {
        let told: Option<&Required> = (rule.at != rule.below).then_some(&rule.at);
        return attain::least(engine, rule, told?, item);
    }
    let mut levels = rule.thresholds.iter();
    let (_, wanted) = levels.find(|(level, _)| *level == step.level)?;
    let wanted = wanted.iter().find(|(other, _)| *other == item);
    wanted.map(|(_, least)| least)
}

/// An item that stands in the way of a level: what it has, and what it needs.
fn blocking(engine: &Engine<'_>, rule: &Attain, item: ItemIndex, least: Option<&Rational>) -> Step {
    let leaf = engine.model.item(item).leaf;
    let words = if leaf {
        answer_words(engine, item)
    } else {
        String::new()
    };
    let needs = least.map(|least| format!("needs {}", in_words(engine, rule, item, least)));
    let comma = if words.is_empty() || needs.is_none() {
        ""
    } else {
        ", "
    };
    let text = format!("{words}{comma}{}", needs.unwrap_or_default());
    let value = match rule.of {
        Some(of) => engine.value(of, item).map(|outcome| {
            let level = outcome.level.and_then(|at| engine.model.levels.get(at));
            level.map_or_else(|| outcome.number.to_string(), |level| level.id.clone())
        }),
        None => engine.leaf_score(item).map(ToString::to_string),
    };
    let none = if leaf { "–" } else { "no value" };
    let value = value.unwrap_or_else(|| none.to_owned());
    Step::new(1, text).item(item).value(value)
}

/// A score by its answer, a number of a measure as the model writes it: by the
/// level when it yields levels.
fn in_words(engine: &Engine<'_>, rule: &Attain, item: ItemIndex, least: &Rational) -> String {
    let model = engine.model;
    let word = match rule.of {
        Some(of) if model.yields_levels(of) => {
            let mut levels = model.levels.iter().enumerate();
            let level = levels.find(|(at, _)| Rational::from_count(*at) == *least);
            level.map(|(_, level)| level.id.clone())
        }
        Some(_) => None,
        None => model.scale_of(item).and_then(|scale| {
            let mut choices = scale.choices.iter().enumerate();
            let fits = |at: usize| model.score_of_choice(item, at).as_ref() == Some(least);
            let choice = choices.find(|(at, _)| fits(*at));
            choice.map(|(_, choice)| choice.key.clone())
        }),
    };
    word.unwrap_or_else(|| least.to_string())
}
