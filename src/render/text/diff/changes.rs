use unicode_width::UnicodeWidthStr;

use super::flow::{flow, line};
use crate::render::comparison::{self, Attention, Phrase, Tone, plain, toned};
use crate::render::paint::{Look, Paint};
use crate::render::wording;
use crate::report::{ChangeDirection, ChangeReport, DiffedAssessment};

/// Columns of the names of fields.
const FIELD: usize = 12;

/// What needs a look before the rest.
pub(super) fn first(one: &DiffedAssessment, look: &Look) -> String {
    let found = comparison::attention(one);
    if found.is_empty() {
        return String::new();
    }
    let names = found.iter().map(|one| one.concern.words().width());
    let wide = names.max().unwrap_or(0);
    let head = look.paint(Paint::Strong, "look at these first");
    let mut out = format!("\n{head}\n");
    let indent = " ".repeat(wide + 6);
    for one in &found {
        let lead = line(&[mark(one)], look);
        let room = " ".repeat(wide - one.concern.words().width());
        let body = flow(&concern(one.change), look.width, &indent, &indent, look);
        let body = body.strip_prefix(indent.as_str()).unwrap_or(&body);
        out.push_str(&format!("  {lead}{room}  {body}\n"));
    }
    out
}

/// Why a change needs a look, with its arrow.
fn mark(one: &Attention<'_>) -> Phrase {
    let worse = one.change.regression || one.change.direction == ChangeDirection::Down;
    let tone = if worse { Tone::Bad } else { Tone::Care };
    let arrow = comparison::arrow(one.change.direction);
    toned(tone, format!("{arrow} {}", one.concern.words()))
}

fn concern(change: &ChangeReport) -> Vec<Phrase> {
    let mut said = comparison::told(change);
    let place = comparison::place(change);
    said.extend(place.map(|place| toned(Tone::Faint, format!(" ({place})"))));
    said
}

/// Every change, item by item.
pub(super) fn all(one: &DiffedAssessment, look: &Look) -> String {
    if one.changes.is_empty() {
        return String::new();
    }
    let head = look.paint(Paint::Strong, "changes");
    let count = wording::count(one.changes.len(), "change");
    let mut out = format!("\n{head} ({count})\n");
    out.push_str(&items(&one.changes, look));
    out
}

/// Changes, item by item.
pub(in crate::render::text) fn items(changes: &[ChangeReport], look: &Look) -> String {
    let items = comparison::by_item(changes);
    items.map(|changes| item(changes, look)).collect()
}

fn item(changes: &[ChangeReport], look: &Look) -> String {
    let Some(first) = changes.first() else {
        return String::new();
    };
    let mut said = comparison::titled(first);
    let place = comparison::place(first);
    said.extend(
        place
            .as_ref()
            .map(|place| toned(Tone::Faint, format!(" ({place})"))),
    );
    let mut out = format!("{}\n", flow(&said, look.width, "  ", "    ", look));
    for change in changes {
        let elsewhere = comparison::place(change).filter(|other| Some(other) != place.as_ref());
        let because = comparison::rationale(changes, change);
        out.push_str(&one_change(change, because, elsewhere, look));
    }
    out
}

fn one_change(
    change: &ChangeReport,
    because: Option<&str>,
    elsewhere: Option<String>,
    look: &Look,
) -> String {
    let mut said = comparison::said(change);
    said.extend(elsewhere.map(|place| toned(Tone::Faint, format!(" ({place})"))));
    let arrow = comparison::arrow(change.direction);
    let mark = [toned(comparison::tone(change.direction), arrow)];
    let lead = format!("    {} ", line(&mark, look));
    let mut out = labelled(&lead, comparison::field(change), &said, look);
    if let Some(because) = because {
        out.push_str(&labelled("      ", "because", &[plain(because)], look));
    }
    for evidence in &change.evidence {
        out.push_str(&labelled(
            "      ",
            "evidence",
            &comparison::rests_on(evidence),
            look,
        ));
    }
    out
}

/// A label and what it says, wrapped beside it. The lead is six columns wide,
/// whatever colours it has.
fn labelled(lead: &str, label: &str, said: &[Phrase], look: &Look) -> String {
    let room = " ".repeat(FIELD.saturating_sub(label.width()));
    let indent = " ".repeat(6 + FIELD + 1);
    let label = look.paint(Paint::Faint, label);
    let body = flow(said, look.width, &indent, &indent, look);
    let body = body.strip_prefix(indent.as_str()).unwrap_or(&body);
    format!("{lead}{label}{room} {body}\n")
}
