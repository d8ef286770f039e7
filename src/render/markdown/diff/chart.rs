//! A chart beside the table, where several parts moved.

use std::cmp::Reverse;

use super::page::{Block, Rank};
use super::said;
use super::sign;
use crate::render::comparison;
use crate::render::escape;
use crate::report::{DiffedAssessment, MeasureReport, MovementReport};

/// Bars that are worth a chart; two numbers are read faster in the table.
const FEWEST_BARS: usize = 3;
/// Bars; more are unreadable.
const MOST_BARS: usize = 8;
/// Characters of a label.
const LABEL: usize = 28;
/// Characters of a label that still fits below a bar.
const SHORT_LABEL: usize = 10;

/// Head as bars and base as a line, for the first measure that moved in several
/// parts.
pub(super) fn chart(one: &DiffedAssessment) -> Option<Block> {
    let bars = one.headline.iter().map(|name| bars(one, name));
    let mut bars = bars.into_iter().find(|bars| bars.len() >= FEWEST_BARS)?;
    if bars.len() > MOST_BARS {
        bars.sort_by_key(|it| Reverse(it.moved()));
        bars.truncate(MOST_BARS);
        bars.sort_by_key(|it| it.at);
    }
    let first = bars.first()?;
    let axis = match first.percent {
        true => format!("\"{} in %\" 0 --> 100", label(&first.measure)),
        false => {
            let values = bars.iter().map(|it| it.from.max(it.to));
            let highest = values.fold(1.0, f64::max).ceil();
            let lowest = bars.iter().map(|it| it.from.min(it.to));
            let lowest = lowest.fold(0.0, f64::min).floor();
            format!("\"{}\" {lowest} --> {highest}", label(&first.measure))
        }
    };
    let labels: Vec<String> = bars.iter().map(|it| label(&it.label)).collect();
    let long = labels.iter().any(|it| it.chars().count() > SHORT_LABEL);
    let labels: Vec<String> = labels.iter().map(|it| format!("\"{it}\"")).collect();
    let list = |value: fn(&Bar) -> f64| {
        let values: Vec<String> = bars.iter().map(|it| format!("{:.1}", value(it))).collect();
        values.join(", ")
    };
    let text = format!(
        "Bars are head, the line is base: {}.\n\n```mermaid\n{}\nxychart-beta{}\n    x-axis [{}]\n    y-axis {axis}\n    bar [{}]\n    line [{}]\n```\n\n",
        said::name(&first.measure),
        height(bars.len(), long),
        if long { " horizontal" } else { "" },
        labels.join(", "),
        list(|it| it.to),
        list(|it| it.from),
    );
    Some(Block::text(Rank::Chart, "charts", text))
}

/// As high as the bars need; a renderer that does not know it draws it higher.
fn height(bars: usize, horizontal: bool) -> String {
    let height = if horizontal { 90 + 40 * bars } else { 300 };
    format!("%%{{init: {{\"xyChart\": {{\"height\": {height}}}}}}}%%")
}

struct Bar {
    at: usize,
    label: String,
    measure: String,
    from: f64,
    to: f64,
    percent: bool,
}

impl Bar {
    /// How far it moved, in thousandths.
    fn moved(&self) -> u64 {
        ((self.to - self.from).abs() * 1000.0) as u64
    }
}

fn bars(one: &DiffedAssessment, measure: &str) -> Vec<Bar> {
    let moved = sign::headline(one).filter(|it| it.depth == 1 && it.measure == measure);
    let moved = moved.filter(|it| !comparison::still(it));
    moved
        .enumerate()
        .filter_map(|(at, it)| bar(at, it))
        .collect()
}

fn bar(at: usize, movement: &MovementReport) -> Option<Bar> {
    let (from, to) = (movement.from.as_ref()?, movement.to.as_ref()?);
    let share = |value: &MeasureReport| value.shown.ends_with('%');
    let percent = share(from) && share(to);
    let number = |value: &MeasureReport| match percent {
        true => value.number * 100.0,
        false => value.number,
    };
    let (from, to) = (number(from), number(to));
    (from.is_finite() && to.is_finite()).then(|| Bar {
        at,
        label: match movement.title.is_empty() {
            true => movement.node.clone(),
            false => movement.title.clone(),
        },
        measure: movement.measure.clone(),
        from,
        to,
        percent,
    })
}

/// A text between quotes of a chart, where no escape works in all versions.
fn label(text: &str) -> String {
    let shown = escape::terminal(&said::folded(text)).into_owned();
    let clean = shown.chars();
    let clean = clean.map(|found| match found {
        '"' | '`' => '\'',
        '<' => '‹',
        '>' => '›',
        '{' | '[' => '(',
        '}' | ']' => ')',
        '#' => '♯',
        '%' => '٪',
        '\\' => '/',
        ';' => ',',
        found => found,
    });
    let clean: String = clean.collect();
    match clean.trim().is_empty() {
        // An empty label breaks the chart.
        true => "–".to_owned(),
        false => said::clip(&clean, LABEL),
    }
}
