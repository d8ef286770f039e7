use super::table::{Cell, fit, table};
use crate::render::escape;
use crate::render::paint::{Look, Paint};
use crate::report::{LoggedValue, TimeAxis, TrendSeries};

/// Columns of a line, each a slice of the time shown.
const MOST_COLUMNS: usize = 48;
const FEWEST_COLUMNS: usize = 8;
/// Columns that a line leaves to what stands beside it.
const BESIDE: usize = 44;

/// A line for each domain: what its measures were over time, on one scale for all of
/// a unit.
pub(super) fn graph(series: &[TrendSeries], axis: &TimeAxis, look: &Look) -> String {
    if series.is_empty() {
        return "no value in this history\n".to_owned();
    }
    let columns = look
        .width
        .saturating_sub(BESIDE)
        .clamp(FEWEST_COLUMNS, MOST_COLUMNS);
    let mut out = String::new();
    let mut start = 0;
    while let Some(first) = series.get(start) {
        let same = |one: &&TrendSeries| (&one.unit, &one.model) == (&first.unit, &first.model);
        let count = series.iter().skip(start).take_while(same).count();
        let block: Vec<&TrendSeries> = series.iter().skip(start).take(count).collect();
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&unit(&block, axis, columns, look));
        start += count;
    }
    out
}

fn unit(block: &[&TrendSeries], axis: &TimeAxis, columns: usize, look: &Look) -> String {
    let mut rows = vec![head(block, axis, columns, look)];
    let mut measures: Vec<&str> = Vec::new();
    for one in block {
        if !measures.contains(&one.measure.as_str()) {
            measures.push(&one.measure);
        }
    }
    for measure in measures {
        let of_measure: Vec<&&TrendSeries> =
            block.iter().filter(|one| one.measure == measure).collect();
        let scale = scale(&of_measure);
        for one in of_measure {
            let strong = (one.depth == 0).then_some(Paint::Strong);
            let last = one.points.last().and_then(|point| point.value.as_ref());
            let first = one.points.iter().find_map(|point| point.value.as_ref());
            rows.push(vec![
                Cell::new(format!("  {}", fit(&escape::terminal(&one.node), 16))).paint(strong),
                Cell::new(fit(&escape::terminal(&one.measure), 10)).paint(Some(Paint::Faint)),
                Cell::right(shown(first)),
                Cell::new(spark(one, axis, columns, scale)).paint(Some(Paint::Accent)),
                Cell::new(shown(last)).paint(strong),
            ]);
        }
    }
    table(&rows, look)
}

/// The unit, and from when to when the lines go.
fn head(block: &[&TrendSeries], axis: &TimeAxis, columns: usize, look: &Look) -> Vec<Cell> {
    let unit = block.first().map_or("", |one| one.unit.as_str());
    let room = look.width.saturating_sub(columns + 8).max(8);
    let (from, to) = (axis.first_day.as_str(), axis.last_day.as_str());
    let gap = columns.saturating_sub(from.len() + to.len());
    let time = match gap {
        0 => format!("{from} – {to}"),
        _ => format!("{from}{}{to}", " ".repeat(gap)),
    };
    vec![
        Cell::new(fit(&escape::terminal(unit), room)).paint(Some(Paint::Strong)),
        Cell::default(),
        Cell::default(),
        Cell::new(time).paint(Some(Paint::Faint)),
    ]
}

fn shown(value: Option<&LoggedValue>) -> String {
    value.map_or_else(
        || "–".to_owned(),
        |value| escape::terminal(&value.shown).into_owned(),
    )
}

/// The lowest and the highest that lines of one measure are drawn between: a share
/// from nothing to all of it, a level from the first one, another number as far as
/// there were values.
fn scale(series: &[&&TrendSeries]) -> (f64, f64) {
    let points = series.iter().flat_map(|one| &one.points);
    let values: Vec<&LoggedValue> = points.filter_map(|point| point.value.as_ref()).collect();
    let share = values.iter().any(|value| value.shown.ends_with('%'));
    let levels = series.iter().map(|one| one.levels.len()).max().unwrap_or(0);
    let top = match (share, levels) {
        (true, _) => 1.0,
        (false, 0) => f64::NEG_INFINITY,
        (false, levels) => levels as f64 - 1.0,
    };
    values.iter().fold((0.0, top), |(low, high), value| {
        (f64::min(low, value.number), f64::max(high, value.number))
    })
}

/// A block for each slice of time, as high as the value that held at its end; nothing
/// where there was no value.
fn spark(series: &TrendSeries, axis: &TimeAxis, columns: usize, (low, high): (f64, f64)) -> String {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let span = (axis.now - axis.from).max(1) as f64;
    let block = |column: usize| {
        let end = axis.from as f64 + span * (column + 1) as f64 / columns as f64;
        let held = series
            .points
            .iter()
            .rev()
            .find(|point| point.seconds as f64 <= end);
        let Some(value) = held.and_then(|point| point.value.as_ref()) else {
            return if held.is_some() { '·' } else { ' ' };
        };
        let height = if high > low {
            (value.number - low) / (high - low) * 7.0
        } else {
            3.0
        };
        BLOCKS.get(height.round() as usize).copied().unwrap_or('█')
    };
    (0..columns).map(block).collect()
}
