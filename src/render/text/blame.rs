use unicode_width::UnicodeWidthStr;

use super::diff::finished;
use super::diff::flow::flow;
use super::table::{Cell, fit, table};
use crate::render::comparison::{Tone, plain, plain_text, said, toned};
use crate::render::escape;
use crate::render::paint::{Look, Paint};
use crate::report::{BlameReport, BlamedItem, BrokenAssessment};

/// Columns of what is said, of names, and of subjects where there is room.
const SAID: usize = 28;
const NAME: usize = 18;

/// A line for each facet of each practice, or for each change of its life.
pub(in crate::render) fn blame(report: &BlameReport, look: &Look) -> String {
    let mut out = String::new();
    let units = report
        .items
        .chunk_by(|one, other| one.unit == other.unit && one.model == other.model);
    for of_unit in units {
        let Some(first) = of_unit.first() else {
            continue;
        };
        let unit = look.paint(Paint::Strong, &escape::terminal(&first.unit));
        let model = look.paint(Paint::Faint, &escape::terminal(&first.model));
        out.push_str(&format!("{unit}  {model}\n"));
        out.push_str(&lines(of_unit, report.whole, look));
        out.push('\n');
    }
    for broken in &report.broken {
        out.push_str(&without(broken, look));
    }
    if report.items.is_empty() && report.broken.is_empty() {
        out.push_str("nothing is said of what was asked for\n");
    }
    if report.truncated {
        let note = "a shallow clone cuts the history off: where its first commits are told, older ones may have been it";
        out.push_str(&format!("{}\n", look.paint(Paint::Bad, note)));
    }
    finished(out)
}

/// An assessment of which nothing can be told.
fn without(one: &BrokenAssessment, look: &Look) -> String {
    let unit = one.unit.as_ref().unwrap_or(&one.path);
    let said = [
        toned(Tone::Strong, unit.clone()),
        plain(": "),
        toned(Tone::Bad, "broken"),
        plain(format!(": {}", one.because)),
    ];
    format!("{}\n", flow(&said, look.width, "", "  ", look))
}

fn lines(items: &[BlamedItem], whole: bool, look: &Look) -> String {
    let mut last = "";
    let mut rows = Vec::new();
    for one in items {
        let name = if one.item == last && !whole {
            ""
        } else {
            &one.item
        };
        last = &one.item;
        let room = look.width.saturating_sub(SAID + NAME + 56).max(16);
        rows.push(vec![
            Cell::new(escape::terminal(name)).paint(Some(Paint::Strong)),
            Cell::new(one.field).paint(Some(Paint::Faint)),
            Cell::new(cut(
                &happened(one, whole),
                SAID + if whole { 16 } else { 0 },
            )),
            Cell::new(one.short.as_str()).paint(Some(Paint::Middling)),
            Cell::new(one.date.as_deref().unwrap_or("–")),
            Cell::new(cut(&one.author.name, NAME)),
            Cell::new(cut(&subject(one), room)).paint(Some(Paint::Faint)),
        ]);
    }
    table(&rows, look)
}

/// What is said now; in a life, what the commit did.
fn happened(one: &BlamedItem, whole: bool) -> String {
    let now = || one.value.clone().unwrap_or_else(|| "not said".to_owned());
    if !whole {
        return now();
    }
    let changes: Vec<String> = one
        .changes
        .iter()
        .map(|change| plain_text(&said(change)))
        .collect();
    if !changes.is_empty() {
        return changes.join(", ");
    }
    let beginning = "there from the beginning";
    match one.pieces.is_empty() {
        true => beginning.to_owned(),
        // Others may have come later.
        false => format!("{beginning}: {}", one.pieces.join("; ")),
    }
}

fn subject(one: &BlamedItem) -> String {
    match &one.was {
        Some(was) => format!("(as {was}) {}", one.subject),
        None => one.subject.clone(),
    }
}

/// One line of a text, cut to so many columns.
fn cut(text: &str, columns: usize) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = escape::terminal(&line);
    if line.width() <= columns {
        line.into_owned()
    } else {
        fit(&line, columns)
    }
}
