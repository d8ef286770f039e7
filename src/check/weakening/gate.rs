use std::cmp::Ordering;

use super::compare::Differences;
use super::order::Orders;
use super::scope;
use crate::diagnostic::{Level, Levels};
use crate::gate::same_expression;
use crate::model::GateDeclaration;
use crate::value::Date;

/// What one gate asks less or otherwise than another.
pub(super) fn differences(
    base: &GateDeclaration,
    head: &GateDeclaration,
    levels: (&Levels, &Levels),
    orders: &Orders<'_>,
) -> Differences {
    let mut found = Differences::default();
    level(base, head, levels, &mut found);
    wanted(base, head, orders, &mut found);
    days(base, head, &mut found);
    flags(base, head, &mut found);
    let narrowed = scope::narrowed(base, head).into_iter();
    let narrowed = narrowed.map(|what| format!("it looks at {what}"));
    found.weaker.extend(narrowed);
    if found.weaker.is_empty() && !scope::narrowed(head, base).is_empty() {
        found.changed.push("it looks at more".to_owned());
    }
    let name = |gate: &GateDeclaration| gate.name.as_ref().map(|name| name.value.clone());
    if name(base) != name(head) {
        let name = name(head).map_or("no name".to_owned(), |name| format!("`{name}`"));
        found.changed.push(format!("it is called {name}"));
    }
    found
}

fn level(
    base: &GateDeclaration,
    head: &GateDeclaration,
    levels: (&Levels, &Levels),
    found: &mut Differences,
) {
    let own = |gate: &GateDeclaration| gate.level.as_ref().map(|level| level.value);
    let level = |gate: &GateDeclaration, levels: &Levels| {
        let said = own(gate).or_else(|| levels.get(&gate.rule.value));
        said.unwrap_or(Level::Deny)
    };
    let (was, is) = (level(base, levels.0), level(head, levels.1));
    // The level of the rule as a whole is told by itself.
    if own(base) != own(head) {
        found.note(was.cmp(&is), || {
            format!("its level is `{is}`, it was `{was}`")
        });
    }
}

fn wanted(
    base: &GateDeclaration,
    head: &GateDeclaration,
    orders: &Orders<'_>,
    found: &mut Differences,
) {
    let values = |one: &str, other: &str| orders.values(one, other);
    found.compare(&base.at_least, &head.at_least, values, |was, is| {
        format!("it wants at least {is}, it wanted {was}")
    });
    // For evidence that is asked from an answer on, a higher one asks less.
    let from_it_on = base.rule.value == "evidence-required";
    let answers = |one: &str, other: &str| {
        let order = orders.answers(one, other);
        order.map(|order| if from_it_on { order.reverse() } else { order })
    };
    if from_it_on && (base.answer.is_none() || head.answer.is_none()) {
        let every = |gate: &GateDeclaration| gate.answer.is_none();
        found.note(every(base).cmp(&every(head)), || match &head.answer {
            None => "it asks of every answer".to_owned(),
            Some(answer) => format!("it asks of answers from {} on only", answer.value),
        });
    } else {
        found.compare(&base.answer, &head.answer, answers, |was, is| {
            format!("its answer is {is}, it was {was}")
        });
    }
    let unordered = |_: &str, _: &str| None;
    found.compare(&base.measure, &head.measure, unordered, |was, is| {
        format!("it looks at the measure {is}, it looked at {was}")
    });
    required(base, head, found);
}

/// An expression is another one in other words; of which asks less nobody can tell.
fn required(base: &GateDeclaration, head: &GateDeclaration, found: &mut Differences) {
    let text = |gate: &GateDeclaration| gate.require.as_ref().map(|text| text.value.clone());
    let (was, is) = (text(base), text(head));
    let same = match (&was, &is) {
        (Some(was), Some(is)) => same_expression(was, is),
        (was, is) => was == is,
    };
    if same {
        return;
    }
    let order = match was {
        None => Ordering::Less,
        Some(_) => Ordering::Greater,
    };
    let words = |text: &Option<String>| {
        let words = text.as_deref().unwrap_or("nothing").split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    };
    found.note(order, || match (words(&was), words(&is)) {
        (was, is) if was == is => {
            format!("it requires {is} with other spaces or line ends, which mean something there")
        }
        (was, is) => format!("it requires {is}, it required {was}"),
    });
}

/// The first day, and days that are allowed or looked ahead.
fn days(base: &GateDeclaration, head: &GateDeclaration, found: &mut Differences) {
    // What is no day begins at once.
    let day = |gate: &GateDeclaration| Date::parse(&gate.from.as_ref()?.value);
    let (was, is) = (day(base), day(head));
    found.note(is.cmp(&was), || match is {
        None => "it begins at once".to_owned(),
        Some(day) => format!("it begins on {day}"),
    });
    let days = |gate: &GateDeclaration| gate.days.as_ref().map(|days| days.value);
    let (was, is) = (days(base), days(head));
    // Where days are looked ahead, fewer of them ask less; without a limit to what is
    // allowed nothing is asked.
    let allowed = |days: Option<u32>| days.map_or(u64::MAX, u64::from);
    let order = match base.rule.value.as_str() {
        "evidence-expired" => was.cmp(&is),
        _ => allowed(is).cmp(&allowed(was)),
    };
    let said = |days: Option<u32>| days.map_or("none".to_owned(), |days| days.to_string());
    found.note(order, || {
        format!("its days are {}, they were {}", said(is), said(was))
    });
}

fn flags(base: &GateDeclaration, head: &GateDeclaration, found: &mut Differences) {
    for (was, is, words) in [
        (
            base.lost_evidence,
            head.lost_evidence,
            "lost evidence counts",
        ),
        (
            !base.passes_without_value,
            !head.passes_without_value,
            "a measure without a value fails",
        ),
    ] {
        found.note(was.cmp(&is), || match is {
            true => format!("{words} now"),
            false => format!("{words} no longer"),
        });
    }
}
