use super::{Phrase, Tone, joined, plain, tone, toned};
use crate::report::{ChangeDirection, MeasureReport, MovementReport, PartReport};

/// Practices that are named before the rest is counted.
const MOST_PRACTICES: usize = 6;

/// One part of a difference that is not zero.
pub(in crate::render) struct Part<'r> {
    /// Its name, with those that count in it.
    pub(in crate::render) name: String,
    pub(in crate::render) part: &'r PartReport,
    pub(in crate::render) tone: Tone,
}

/// The parts of a movement that are not zero.
pub(in crate::render) fn parts(moved: &MovementReport) -> Vec<Part<'_>> {
    let Some(explained) = &moved.explained else {
        return Vec::new();
    };
    let mut waiting: Vec<&str> = Vec::new();
    let mut out = Vec::new();
    for (name, part) in explained.parts() {
        let Some(part) = part else {
            let before = name == "rule" && moved.rule_in_model;
            if moved.merged.contains(&name) && !before {
                waiting.push(name);
            }
            continue;
        };
        waiting.push(name);
        if name == "model" && moved.rule_in_model {
            waiting.push("rule");
        }
        let name = std::mem::take(&mut waiting).join(" and ");
        if !part.zero {
            let tone = part_tone(&name, part);
            out.push(Part { name, part, tone });
        }
    }
    out
}

/// Only what was done counts as better or worse; the rest asks for care.
fn part_tone(name: &str, part: &PartReport) -> Tone {
    match (name, part.exact.starts_with(['-', '−'])) {
        ("answers", false) => Tone::Good,
        ("answers", true) => Tone::Bad,
        _ => Tone::Care,
    }
}

/// Whether the value is what it was, and only the points that it is a share of
/// moved: there is nothing to explain.
pub(in crate::render) fn still(moved: &MovementReport) -> bool {
    let value = |side: &Option<MeasureReport>| side.as_ref().map(|it| it.value.clone());
    moved.from.is_some() && value(&moved.from) == value(&moved.to)
}

/// `+6.1 pp = answers +9.1 pp, scope −3.0 pp`.
pub(in crate::render) fn sum(moved: &MovementReport) -> Option<Vec<Phrase>> {
    let shown = moved.delta_shown.as_ref()?;
    moved.explained.as_ref()?;
    let parts = parts(moved);
    let mut out = vec![toned(Tone::Strong, shown.as_str())];
    if parts.is_empty() {
        out.push(plain(": the same value, of other points"));
        return Some(out);
    }
    out.push(plain(" = "));
    let said = parts.into_iter().map(|part| {
        vec![
            plain(format!("{} ", part.name)),
            toned(part.tone, part.part.shown.as_str()),
        ]
    });
    out.extend(joined(said.collect(), ", "));
    Some(out)
}

/// The part of the answers by practice, the largest first.
pub(in crate::render) fn practices(moved: &MovementReport) -> Option<Vec<Phrase>> {
    if moved.items.is_empty() {
        return None;
    }
    let named = moved.items.iter().take(MOST_PRACTICES).map(|item| {
        let tone = part_tone("answers", &item.part);
        vec![
            plain(format!("{} ", item.item)),
            toned(tone, item.part.shown.as_str()),
        ]
    });
    let mut named: Vec<Vec<Phrase>> = named.collect();
    let more = moved.items.len().saturating_sub(MOST_PRACTICES);
    if more > 0 {
        named.push(vec![toned(Tone::Faint, format!("{more} more"))]);
    }
    let mut out = vec![plain("by practice: ")];
    out.extend(joined(named, ", "));
    Some(out)
}

/// Who made a level move, and what stands in the way of the next one.
pub(in crate::render) fn level(moved: &MovementReport) -> Option<Vec<Phrase>> {
    let mut said = Vec::new();
    if !moved.by.is_empty() {
        let word = match moved.direction {
            ChangeDirection::Down => "stopped by ",
            _ => "raised by ",
        };
        said.push(vec![
            plain(word),
            toned(tone(moved.direction), named(&moved.by)),
        ]);
    }
    if let Some(next) = &moved.next {
        let more = match next.more {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let names = next.by.join(", ");
        said.push(vec![plain(format!(
            "{} waits for {names}{more}",
            next.level
        ))]);
    }
    (!said.is_empty()).then(|| joined(said, "; "))
}

fn named(ids: &[String]) -> String {
    let first = ids.iter().take(MOST_PRACTICES).map(String::as_str);
    let first = first.collect::<Vec<_>>().join(", ");
    match ids.len().saturating_sub(MOST_PRACTICES) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}
