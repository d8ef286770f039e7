//! Where each movement comes from, exactly.

use super::page::{Block, Rank};
use super::said;
use super::sign;
use crate::render::comparison;
use crate::report::{BlockedLevel, ChangeDirection, DiffedAssessment, MovementReport};

/// Practices named for one movement.
const MOST_ITEMS: usize = 8;

/// Why the whole moved.
pub(super) fn root(one: &DiffedAssessment) -> Option<Block> {
    let rows = rows(one, |depth| depth == 0);
    (!rows.is_empty()).then(|| {
        let head = "**Why**\n\n".to_owned();
        Block::rows(Rank::Cause, "explanations", head, rows, 0).closed("\n".to_owned())
    })
}

/// Why each node one below moved, folded away.
pub(super) fn below(one: &DiffedAssessment) -> Option<Block> {
    let rows = rows(one, |depth| depth == 1);
    (!rows.is_empty()).then(|| {
        let title = format!("Why each part moved ({})", said::number(rows.len()));
        let kind = "explanations of the parts";
        Block::rows(Rank::DeepCause, kind, String::new(), rows, 0).folded(&title)
    })
}

fn rows(one: &DiffedAssessment, depth: impl Fn(usize) -> bool) -> Vec<String> {
    let movements = sign::headline(one).filter(|it| depth(it.depth));
    let movements = movements.filter(|it| it.depth == 0 || !comparison::still(it));
    movements.filter_map(|it| cause(one, it)).collect()
}

/// One movement, its parts, and below it practices and levels.
fn cause(one: &DiffedAssessment, movement: &MovementReport) -> Option<String> {
    let below = below_it(movement);
    let why = why(movement);
    if why.is_empty() && below.is_empty() {
        return None;
    }
    let node = match movement.depth {
        0 => String::new(),
        _ => format!("**{}** ", said::name(&movement.node)),
    };
    let mut out = format!("- {node}{}: {why}", said::name(&movement.measure));
    if derived(movement) && one.model.is_some() {
        out.push_str(" <sub>(a reading of rungs, not the publisher's rule)</sub>");
    }
    out.push('\n');
    for line in below {
        out.push_str(&format!("  - {line}\n"));
    }
    Some(out)
}

fn derived(movement: &MovementReport) -> bool {
    let value = movement.to.as_ref().or(movement.from.as_ref());
    value.is_some_and(|value| value.derived)
}

fn why(movement: &MovementReport) -> String {
    let shown = movement.delta_shown.as_deref().map(said::name);
    match (&movement.explained, shown) {
        (Some(_), Some(delta)) => parts(&delta, movement),
        (None, Some(delta)) => format!("**{delta}**"),
        (_, None) => match (&movement.from, &movement.to) {
            (None, Some(to)) => format!("no value at base, now {}", said::value(&to.shown)),
            (Some(from), None) => format!("no value at head, was {}", said::value(&from.shown)),
            _ => String::new(),
        },
    }
}

/// The parts that are not zero, which add up to the whole; one that has no value
/// of its own is named with the one that it counts in.
fn parts(delta: &str, movement: &MovementReport) -> String {
    let parts = comparison::parts(movement);
    let parts = parts
        .iter()
        .map(|it| (&it.name, said::value(&it.part.shown)));
    let parts: Vec<(&String, String)> = parts.collect();
    match parts.as_slice() {
        [] => format!("**{delta}**"),
        [(name, _)] => format!("**{delta}**, all of it by {name}"),
        many => {
            let many = many.iter().map(|(name, part)| format!("{name} {part}"));
            let many: Vec<String> = many.collect();
            format!("**{delta}** = {}", many.join(", "))
        }
    }
}

/// Practices, points possible and levels.
fn below_it(movement: &MovementReport) -> Vec<String> {
    let mut out = Vec::new();
    let shown = movement.items.iter().take(MOST_ITEMS).map(|it| {
        let part = said::value(&it.part.shown);
        format!("{} {part}", said::name(&it.item))
    });
    let mut shown: Vec<String> = shown.collect();
    let more = movement.items.len().saturating_sub(MOST_ITEMS);
    if more > 0 {
        shown.push(format!("and {} more", said::number(more)));
    }
    if !shown.is_empty() {
        out.push(format!("by practice: {}", shown.join(", ")));
    }
    if let Some(denominator) = sign::denominator(movement) {
        let points = |side: &Option<crate::report::MeasureReport>| {
            let points = side.as_ref()?.points_shown.as_deref();
            points.map(said::name)
        };
        let both = points(&movement.from).zip(points(&movement.to));
        let both = both.map_or(String::new(), |(from, to)| format!("{from} → {to}, "));
        out.push(format!("{both}**{denominator}**"));
    }
    let lost = movement.from.as_ref();
    let lost = lost.filter(|_| movement.direction == ChangeDirection::Down);
    if !movement.by.is_empty() {
        let names = said::names(&movement.by, MOST_ITEMS, 0);
        out.push(match lost {
            Some(from) => format!("{} is lost by: {names}", said::value(&from.shown)),
            None => format!("made by: {names}"),
        });
    }
    // A level that was lost is the next one too, and was said above.
    let said = |next: &&BlockedLevel| lost.is_none() || next.by != movement.by || next.more > 0;
    if let Some(next) = movement.next.as_ref().filter(said) {
        out.push(format!(
            "in the way of {}: {}",
            said::name(&next.level),
            said::names(&next.by, MOST_ITEMS, next.more)
        ));
    }
    out
}
