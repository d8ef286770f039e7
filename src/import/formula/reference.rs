//! The cells that formulas name.

use std::fmt;

use super::token::{Token, Tokens};
use crate::import::workbook::{
    CellRef, LAST_COLUMN, LAST_ROW, column_letters, column_number, row_number,
};

/// The cells that a formula names: one, a rectangle, or whole columns or rows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Range {
    /// The sheet, when the formula names one; else its own.
    pub sheet: Option<String>,
    /// The top left cell.
    pub from: CellRef,
    /// The bottom right cell.
    pub to: CellRef,
}

impl Range {
    /// Whether it is one cell.
    #[must_use]
    pub fn is_cell(&self) -> bool {
        self.from == self.to
    }

    /// Whether that cell, of the sheet meant, is in it.
    #[must_use]
    pub fn contains(&self, at: CellRef) -> bool {
        (self.from.row..=self.to.row).contains(&at.row)
            && (self.from.column..=self.to.column).contains(&at.column)
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(sheet) = &self.sheet {
            write!(f, "'{}'!", sheet.replace('\'', "''"))?;
        }
        write!(f, "{}", self.from)?;
        if self.is_cell() {
            return Ok(());
        }
        write!(f, ":{}", self.to)
    }
}

/// One end of a reference; true marks a part that is anchored with `$`.
#[derive(Clone, Copy)]
pub(super) enum Corner {
    Cell((u32, bool), (u32, bool)),
    Row((u32, bool)),
    Column((u32, bool)),
}

/// Reads `D14`, `$D`, `$14` and the like.
pub(super) fn corner(word: &str) -> Option<Corner> {
    let (column_fixed, word) = match word.strip_prefix('$') {
        Some(rest) => (true, rest),
        None => (false, word),
    };
    let split = word
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(word.len());
    let (letters, digits) = word.split_at_checked(split)?;
    if letters.is_empty() {
        return Some(Corner::Row((row_number(digits)?, column_fixed)));
    }
    let column = (column_number(letters)?, column_fixed);
    if digits.is_empty() {
        return Some(Corner::Column(column));
    }
    let (row_fixed, digits) = match digits.strip_prefix('$') {
        Some(rest) => (true, rest),
        None => (false, digits),
    };
    Some(Corner::Cell((row_number(digits)?, row_fixed), column))
}

/// The cells between two corners, in whatever order.
pub(super) fn range(sheet: Option<String>, from: Corner, to: Option<Corner>) -> Option<Range> {
    let (rows, columns) = match (from, to) {
        (Corner::Cell(row, column), None) => ((row.0, row.0), (column.0, column.0)),
        (Corner::Cell(row, column), Some(Corner::Cell(last_row, last_column))) => {
            ((row.0, last_row.0), (column.0, last_column.0))
        }
        (Corner::Row(row), Some(Corner::Row(last))) => ((row.0, last.0), (1, LAST_COLUMN)),
        (Corner::Column(column), Some(Corner::Column(last))) => ((1, LAST_ROW), (column.0, last.0)),
        _ => return None,
    };
    Some(Range {
        sheet,
        from: CellRef::new(rows.0.min(rows.1), columns.0.min(columns.1)),
        to: CellRef::new(rows.0.max(rows.1), columns.0.max(columns.1)),
    })
}

/// Every cell and range that a formula names, in the order it does, also where
/// the rest of the formula is not understood.
#[must_use]
pub fn references(formula: &str) -> Vec<Range> {
    Tokens::new(formula)
        .filter_map(|token| match token {
            Token::Range(range) => Some(range),
            _ => None,
        })
        .collect()
}

/// The formula as it reads when copied from one cell to another: parts of
/// references without `$` move along. One that leaves the sheet is `#REF!`.
#[must_use]
pub fn moved(formula: &str, from: CellRef, to: CellRef) -> String {
    let rows = i64::from(to.row) - i64::from(from.row);
    let columns = i64::from(to.column) - i64::from(from.column);
    let mut out = String::with_capacity(formula.len());
    let mut tokens = Tokens::new(formula);
    let mut left = formula.len();
    while tokens.next().is_some() {
        let Some((first, last)) = tokens.corners else {
            continue;
        };
        out.push_str(between(formula, left, tokens.left_at_corners));
        left = tokens.rest.len();
        let first = moved_corner(first, rows, columns);
        let text = match (first, last) {
            (first, None) => first,
            (first, Some(last)) => first
                .zip(moved_corner(last, rows, columns))
                .map(|(first, last)| format!("{first}:{last}")),
        };
        out.push_str(text.as_deref().unwrap_or("#REF!"));
    }
    out.push_str(between(formula, left, 0));
    out
}

/// The part of a text between two places, given by how much is left there.
fn between(text: &str, left_before: usize, left_after: usize) -> &str {
    let start = text.len().saturating_sub(left_before);
    let end = text.len().saturating_sub(left_after);
    text.get(start..end).unwrap_or_default()
}

fn moved_corner(corner: Corner, rows: i64, columns: i64) -> Option<String> {
    let part = |(number, fixed): (u32, bool), by: i64, last: u32| {
        let by = if fixed { 0 } else { by };
        let number = u32::try_from(i64::from(number).checked_add(by)?).ok()?;
        let anchor = if fixed { "$" } else { "" };
        (1..=last).contains(&number).then_some((anchor, number))
    };
    let column =
        |at| part(at, columns, LAST_COLUMN).map(|(a, c)| format!("{a}{}", column_letters(c)));
    let row = |at| part(at, rows, LAST_ROW).map(|(a, r)| format!("{a}{r}"));
    match corner {
        Corner::Cell(at_row, at_column) => Some(column(at_column)? + &row(at_row)?),
        Corner::Row(at) => row(at),
        Corner::Column(at) => column(at),
    }
}

#[cfg(test)]
mod tests {
    use super::{CellRef, Range, moved, references};

    fn at(text: &str) -> CellRef {
        text.parse().unwrap()
    }

    fn range(sheet: Option<&str>, from: &str, to: &str) -> Range {
        Range {
            sheet: sheet.map(str::to_owned),
            from: at(from),
            to: at(to),
        }
    }

    #[test]
    fn references_lists_what_a_formula_names() {
        let formula = "SUM(D20:D25)-COUNTIF($D$7:D$12,\"A1:A9\")*3+'It''s 1'!D25+AVERAGE(b2)+Q1!A1";
        assert_eq!(
            references(formula),
            vec![
                range(None, "D20", "D25"),
                range(None, "D7", "D12"),
                range(Some("It's 1"), "D25", "D25"),
                range(None, "B2", "B2"),
                range(Some("Q1"), "A1", "A1"),
            ]
        );
        assert_eq!(references("LOG10(3)+1.5+name"), vec![]);
        let columns = references("A:$C");
        assert_eq!(columns, vec![range(None, "A1", "C1048576")]);
        let shown = range(Some("It's 1"), "D7", "D12").to_string();
        assert_eq!(shown, "'It''s 1'!D7:D12");
        assert!(range(None, "D7", "E12").contains(at("E8")));
        assert!(!range(None, "D7", "E12").contains(at("F8")));
    }

    #[test]
    fn a_shared_formula_moves() {
        let down = |formula: &str| moved(formula, at("B2"), at("C4"));
        assert_eq!(down("IF(E7=\"E7\",$E7,E$7)"), "IF(F9=\"E7\",$E9,F$7)");
        assert_eq!(down("SUM($A$1:B2)&LOG10(3)"), "SUM($A$1:C4)&LOG10(3)");
        assert_eq!(down("'Q1 A1'!A1+Q1!A1"), "'Q1 A1'!B3+Q1!B3");
        assert_eq!(down("SUM(A:A,$3:4)"), "SUM(B:B,$3:6)");
        assert_eq!(down("XFD1+A1048576"), "#REF!+#REF!");
        assert_eq!(moved("A1", at("B2"), at("A1")), "#REF!");
        assert_eq!(down("=é&A1 + [1]S!A1"), "=é&B3 + [1]S!B3");
        assert_eq!(moved("x+A1", at("A1"), at("A1")), "x+A1");
    }
}
