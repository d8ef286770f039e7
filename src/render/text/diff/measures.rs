use unicode_width::UnicodeWidthStr;

use super::flow::{flow, paint};
use crate::render::comparison::{self, Phrase, Row, Standing};
use crate::render::escape;
use crate::render::paint::{Look, Paint};
use crate::render::text::table::{Cell, fit, table};
use crate::report::{DiffedAssessment, MeasureReport};

/// Columns that an id gets.
const MOST_OF_AN_ID: usize = 28;
/// Columns that a value gets.
const MOST_OF_A_VALUE: usize = 20;

/// The measures shown first at the root and one below it.
pub(super) fn table_of(one: &DiffedAssessment, look: &Look) -> String {
    let mut shown = comparison::root(one);
    shown.extend(comparison::domains(one));
    let mut out = String::new();
    if !shown.is_empty() {
        let compared = comparison::standing(one) == Standing::Compared;
        let rows = if compared {
            moved(&shown, look)
        } else {
            restated(&shown, look)
        };
        out.push_str(&format!("\n{}", table(&rows, look)));
    }
    if look.quiet {
        return out;
    }
    let mut beside = Vec::new();
    beside.extend(comparison::completeness(one));
    beside.extend(comparison::unanswered(one).map(|said| vec![comparison::plain(said)]));
    beside.extend(comparison::more_moved(one).map(|more| vec![comparison::plain(more)]));
    let indent = if shown.is_empty() { "\n" } else { "" };
    for said in beside {
        out.push_str(&format!(
            "{indent}{}\n",
            flow(&said, look.width, "", "  ", look)
        ));
    }
    out
}

/// Both values with what is between them. The title gets what the others leave.
fn moved(shown: &[Row<'_>], look: &Look) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut widths = 0;
    for row in shown {
        let delta = row.delta();
        let of = row.denominator();
        let (from, to) = (value(row.from), value(row.to));
        let texts = [&from, &to, row.measure];
        let phrases = delta.iter().chain(&of);
        let wide: usize = texts.iter().map(|text| text.width() + 2).sum::<usize>()
            + phrases.map(|phrase| phrase.text.width() + 2).sum::<usize>();
        widths = widths.max(wide + 3 + id(row).width());
        let same = row.moved.is_none();
        rows.push(vec![
            Cell::new(id(row)).paint((row.depth == 0).then_some(Paint::Strong)),
            Cell::new(row.title),
            Cell::new(fit(&escape::terminal(row.measure), MOST_OF_A_VALUE)),
            Cell::right(if same { String::new() } else { from }).paint(Some(Paint::Faint)),
            Cell::new(if same { "=" } else { "→" }).paint(Some(Paint::Faint)),
            Cell::right(to),
            phrase(delta),
            phrase(of),
        ]);
    }
    titled(rows, shown, look.width.saturating_sub(widths))
}

/// Both values beside each other, with nothing between them.
fn restated(shown: &[Row<'_>], look: &Look) -> Vec<Vec<Cell>> {
    let faint = |text: &str| Cell::right(text).paint(Some(Paint::Faint));
    let mut rows = Vec::new();
    let mut widths = 0;
    let some = |of: fn(&Row<'_>) -> bool| shown.iter().any(of);
    let (base, head) = (some(|row| row.from.is_some()), some(|row| row.to.is_some()));
    let column = |there: bool, cell: Cell| if there { cell } else { Cell::default() };
    for row in shown {
        let (from, to) = (value(row.from), value(row.to));
        let points = |side: Option<&MeasureReport>| {
            let points = side.and_then(|measure| measure.points_shown.clone());
            Cell::right(points.unwrap_or_default()).paint(Some(Paint::Faint))
        };
        let wide = [&from, &to, row.measure].map(|text| text.width() + 2);
        widths = widths.max(wide.iter().sum::<usize>() + id(row).width() + 22);
        rows.push(vec![
            Cell::new(id(row)).paint((row.depth == 0).then_some(Paint::Strong)),
            Cell::new(row.title),
            Cell::new(fit(&escape::terminal(row.measure), MOST_OF_A_VALUE)),
            column(base, Cell::right(from)),
            column(base, points(row.from)),
            column(head, Cell::right(to)),
            column(head, points(row.to)),
        ]);
    }
    let mut all = vec![vec![
        Cell::default(),
        Cell::default(),
        Cell::default(),
        column(base, faint("base")),
        Cell::default(),
        column(head, faint("head")),
    ]];
    all.extend(titled(rows, shown, look.width.saturating_sub(widths)));
    all
}

/// Rows with titles of at most so many columns; a title of a few letters says
/// nothing. Of the rows of one node only the first names it.
fn titled(mut rows: Vec<Vec<Cell>>, shown: &[Row<'_>], room: usize) -> Vec<Vec<Cell>> {
    let room = room.saturating_sub(2).min(44);
    let mut before = None;
    for (cells, row) in rows.iter_mut().zip(shown) {
        let again = before.replace(row.node) == Some(row.node);
        let title = match row.depth == 0 || room < 12 || again {
            true => String::new(),
            false => fit(&escape::terminal(row.title), room),
        };
        if let [id, second, ..] = cells.as_mut_slice() {
            *second = Cell::new(title);
            if again {
                *id = Cell::default();
            }
        }
    }
    rows
}

fn id(row: &Row<'_>) -> String {
    let indent = "  ".repeat(row.depth);
    format!(
        "{indent}{}",
        fit(&escape::terminal(row.node), MOST_OF_AN_ID)
    )
}

pub(super) fn value(side: Option<&MeasureReport>) -> String {
    let Some(measure) = side else {
        return "–".to_owned();
    };
    let mark = if measure.overridden.is_some() {
        "!"
    } else {
        ""
    };
    format!(
        "{}{mark}",
        fit(&escape::terminal(&measure.shown), MOST_OF_A_VALUE)
    )
}

pub(super) fn phrase(phrase: Option<Phrase>) -> Cell {
    let Some(phrase) = phrase else {
        return Cell::default();
    };
    Cell::new(fit(&escape::terminal(&phrase.text), 32)).paint(paint(phrase.tone))
}

/// Where each movement that the table shows comes from.
pub(super) fn explained(one: &DiffedAssessment, look: &Look) -> String {
    let mut shown = comparison::root(one);
    shown.extend(comparison::domains(one));
    let moved = shown.iter().filter_map(|row| row.moved);
    let moved = moved.filter(|it| it.depth == 0 || !comparison::still(it));
    let mut out = String::new();
    for moved in moved {
        let about = [
            comparison::sum(moved),
            comparison::practices(moved),
            comparison::level(moved),
        ];
        let node = fit(&escape::terminal(&moved.node), MOST_OF_AN_ID);
        let measure = fit(&escape::terminal(&moved.measure), MOST_OF_A_VALUE);
        let mut first = format!("  {node} {measure}: ");
        for said in about.into_iter().flatten() {
            out.push_str(&flow(&said, look.width, &first, "      ", look));
            out.push('\n');
            "    ".clone_into(&mut first);
        }
    }
    if out.is_empty() {
        return out;
    }
    format!(
        "\n{}\n{out}",
        look.paint(Paint::Strong, "where it comes from")
    )
}
