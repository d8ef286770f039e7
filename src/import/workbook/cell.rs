//! What a cell holds and how it is named.

use std::fmt;
use std::str::FromStr;

use crate::value::Date;

/// The last row of a sheet.
pub const LAST_ROW: u32 = 1_048_576;
/// The last column of a sheet, `XFD`.
pub const LAST_COLUMN: u32 = 16_384;

/// The address of a cell, both parts counted from 1; ordered row by row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// The row, 1 to [`LAST_ROW`].
    pub row: u32,
    /// The column, 1 (`A`) to [`LAST_COLUMN`] (`XFD`).
    pub column: u32,
}

impl CellRef {
    /// The cell in that row and column, both counted from 1.
    #[must_use]
    pub const fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// Whether a sheet has such a cell.
    #[must_use]
    pub const fn is_on_sheet(self) -> bool {
        self.row >= 1 && self.row <= LAST_ROW && self.column >= 1 && self.column <= LAST_COLUMN
    }
}

/// The letters of a column counted from 1: `A`, `Z`, `AA`.
pub(crate) fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while let Some(last) = rest.checked_sub(1) {
        let letter = u8::try_from(last % 26).map_or('?', |offset| char::from(b'A' + offset));
        letters.push(letter);
        rest = last / 26;
    }
    letters.iter().rev().collect()
}

/// The number of the column with these letters, whatever their case.
pub(crate) fn column_number(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut number = 0;
    for letter in letters.bytes() {
        if !letter.is_ascii_alphabetic() {
            return None;
        }
        number = number * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    (number <= LAST_COLUMN).then_some(number)
}

/// The row with this number, written without leading zero.
pub(crate) fn row_number(digits: &str) -> Option<u32> {
    if digits.len() > 7 || digits.starts_with('0') || !digits.bytes().all(|d| d.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|row| *row <= LAST_ROW)
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.column), self.row)
    }
}

/// The text is no cell address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotACellRef;

impl fmt::Display for NotACellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a cell address such as `D14`")
    }
}

impl std::error::Error for NotACellRef {}

impl FromStr for CellRef {
    type Err = NotACellRef;

    /// Reads `D14`, `$D$14` or `d14`.
    fn from_str(text: &str) -> Result<Self, NotACellRef> {
        let text = text.strip_prefix('$').unwrap_or(text);
        let split = text
            .find(|c: char| !c.is_ascii_alphabetic())
            .ok_or(NotACellRef)?;
        let (letters, digits) = text.split_at(split);
        let digits = digits.strip_prefix('$').unwrap_or(digits);
        let column = column_number(letters).ok_or(NotACellRef)?;
        let row = row_number(digits).ok_or(NotACellRef)?;
        Ok(Self { row, column })
    }
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// A number; also a duration or a time of day, in days.
    Number(f64),
    /// A text.
    Text(String),
    /// A truth value.
    Bool(bool),
    /// An error such as `#DIV/0!`.
    Error(String),
    /// A date; a time of day beside it is dropped.
    Date(Date),
}

impl Value {
    /// Whether there is nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The value; beside a formula, the one that was stored with it.
    pub value: Value,
    /// The formula, without its `=`.
    pub formula: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::CellRef;

    #[test]
    fn a_cell_address_is_read_and_written() {
        for text in [
            "A1",
            "D14",
            "Z9",
            "AA10",
            "AZ3",
            "BA3",
            "ZZ1",
            "AAA7",
            "XFD1048576",
        ] {
            let at: CellRef = text.parse().unwrap();
            assert_eq!(at.to_string(), text);
        }
        assert_eq!("$d$14".parse(), Ok(CellRef::new(14, 4)));
        assert_eq!("D$14".parse(), Ok(CellRef::new(14, 4)));
        assert!("A2".parse::<CellRef>().unwrap() < "A3".parse().unwrap());
        assert!("Z2".parse::<CellRef>().unwrap() < "A3".parse().unwrap());
    }

    #[test]
    fn what_is_no_cell_address_is_refused() {
        for text in [
            "",
            "$",
            "A",
            "1",
            "A0",
            "A01",
            "XFE1",
            "A1048577",
            "AAAA1",
            "A1:B2",
            "A-1",
            "Ä1",
            "A1 ",
            "$$A1",
            "A$",
            "A99999999999",
        ] {
            assert!(text.parse::<CellRef>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_address_outside_every_sheet_is_told() {
        assert!(CellRef::new(1, 1).is_on_sheet());
        assert!(!CellRef::new(0, 1).is_on_sheet());
        assert!(!CellRef::new(1, 16_385).is_on_sheet());
        assert_eq!(CellRef::new(0, 0).to_string(), "0");
    }
}
