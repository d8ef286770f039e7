use unicode_width::UnicodeWidthStr;

use crate::render::paint::{Look, Paint};

/// One cell: what it says and in which colour.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    text: String,
    paint: Option<Paint>,
    /// What is written instead, as wide as the text, with colours of its own.
    painted: Option<String>,
    right: bool,
    /// Whether it makes no room for itself and goes on over the columns after it.
    spilling: bool,
}

impl Cell {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    pub(super) fn right(text: impl Into<String>) -> Self {
        Self {
            right: true,
            ..Self::new(text)
        }
    }

    pub(super) fn paint(mut self, paint: Option<Paint>) -> Self {
        self.paint = paint;
        self
    }

    /// A cell that brings its own colours.
    pub(super) fn painted(width: usize, painted: String) -> Self {
        Self {
            painted: Some(painted),
            ..Self::new(" ".repeat(width))
        }
    }

    /// The last cell of a row, which brings its own colours and may be wider than
    /// its column.
    pub(super) fn spilling(painted: String) -> Self {
        Self {
            painted: Some(painted),
            spilling: true,
            ..Self::default()
        }
    }

    fn width(&self) -> usize {
        self.text.width()
    }

    fn write(&self, look: &Look, width: usize, last: bool) -> String {
        let text = match (&self.painted, self.paint) {
            (Some(painted), _) => painted.clone(),
            (None, Some(paint)) => look.paint(paint, &self.text),
            (None, None) => self.text.clone(),
        };
        let room = " ".repeat(width.saturating_sub(self.width()));
        match (self.right, last) {
            (true, _) => format!("{room}{text}"),
            (false, true) => text,
            (false, false) => format!("{text}{room}"),
        }
    }
}

/// Columns side by side, two spaces between them; empty columns vanish.
pub(super) fn table(rows: &[Vec<Cell>], look: &Look) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(Cell::width)
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let last = row
            .iter()
            .rposition(|cell| cell.width() > 0 || cell.spilling)
            .unwrap_or(0);
        let shown = row
            .iter()
            .zip(&widths)
            .enumerate()
            .filter(|(_, (_, width))| **width > 0);
        let cells = shown
            .filter(|(at, _)| *at <= last)
            .map(|(at, (cell, width))| cell.write(look, *width, at == last));
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    out
}

/// A text cut to so many columns, with a mark where it was cut.
pub(super) fn fit(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    for found in text.chars() {
        let wider = format!("{kept}{found}");
        if wider.width() + 1 > columns {
            break;
        }
        kept = wider;
    }
    format!("{}…", kept.trim_end())
}
