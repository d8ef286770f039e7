use unicode_width::UnicodeWidthStr;

use super::table::{Cell, fit, table};
use crate::render::paint::{Look, Paint};
use crate::render::{escape, wording};
use crate::report::{MetricReport, NodeReport};

/// Columns of a metric's id, and of its unit.
const WIDEST_ID: usize = 28;
const WIDEST_UNIT: usize = 16;

/// What was observed beside nodes: a line for each metric, laid out alike over
/// all nodes.
pub(super) fn lines(nodes: &[&NodeReport], look: &Look) -> Vec<Vec<String>> {
    let all = || nodes.iter().flat_map(|node| &node.metrics);
    let widest = all().map(|metric| metric.shown.width()).max().unwrap_or(0);
    let rows: Vec<Vec<Cell>> = all().map(|metric| row(metric, widest)).collect();
    let laid_out = table(&rows, look);
    let mut laid_out = laid_out.lines();
    let counts = nodes.iter().map(|node| node.metrics.len());
    counts
        .map(|count| laid_out.by_ref().take(count).map(str::to_owned).collect())
        .collect()
}

fn row(metric: &MetricReport, widest: usize) -> Vec<Cell> {
    let unit = fit(&escape::terminal(&metric.shown_unit), WIDEST_UNIT);
    let room = " ".repeat(widest.saturating_sub(metric.shown.width()));
    let value = format!("{room}{} {unit}", metric.shown);
    let paint = match metric.trend {
        Some("better") => Some(Paint::Good),
        Some("worse") => Some(Paint::Bad),
        _ => Some(Paint::Faint),
    };
    let late = (metric.overdue == Some(true)).then_some(Paint::Middling);
    vec![
        Cell::new(format!(
            "  {}",
            fit(&escape::terminal(&metric.id), WIDEST_ID)
        )),
        Cell::new(value.trim_end()),
        Cell::new(trend(metric)).paint(paint),
        Cell::new(age(metric)).paint(late.or(Some(Paint::Faint))),
    ]
}

fn trend(metric: &MetricReport) -> String {
    let Some(trend) = metric.trend else {
        return "first value".to_owned();
    };
    let word = match trend {
        // The arrow says it.
        "up" | "down" => "",
        word => word,
    };
    let text = match &metric.change {
        Some((change, true)) => format!("↑ {change} {word}"),
        Some((change, false)) => format!("↓ {change} {word}"),
        None => format!("= {word}"),
    };
    text.trim_end().to_owned()
}

fn age(metric: &MetricReport) -> String {
    let age = wording::ago(metric.age_days);
    if metric.overdue == Some(true) {
        let cadence = metric.cadence.as_deref().unwrap_or_default();
        return format!("{age}, overdue ({})", escape::terminal(cadence));
    }
    age
}
