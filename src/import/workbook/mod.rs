//! Opening an `.xlsx` workbook that nobody vouches for.
//!
//! [`Workbook::open`] works on bytes only: it unpacks within bounds
//! ([`MAX_UNPACKED`] and the other constants), refuses what carries macros or a
//! password, and keeps the cells that hold something, with their formulas, the
//! merged regions and whether a sheet is hidden. Stored results of formulas are
//! kept as values; [`formula`](super::formula) recomputes them.

mod cell;
mod error;
mod package;
mod parts;
mod read;

#[cfg(test)]
pub(super) mod forge;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub use cell::{Cell, CellRef, LAST_COLUMN, LAST_ROW, NotACellRef, Value};
pub(crate) use cell::{column_letters, column_number, row_number};
pub use error::{Limit, OpenError};
pub use package::{MAX_ENTRIES, MAX_PACKED, MAX_RATIO, MAX_UNPACKED, RATIO_FROM};
pub use parts::{MAX_RECORDS, MAX_STRINGS, MAX_STYLE_BYTES};
pub use read::{MAX_CELLS, MAX_SHEETS, MAX_TEXT};

/// The worksheets of a workbook.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Workbook {
    /// The worksheets, in the order of their tabs.
    pub sheets: Vec<Sheet>,
}

/// One worksheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// Whether its tab is hidden.
    pub hidden: bool,
    /// The cells that hold something.
    pub cells: BTreeMap<CellRef, Cell>,
    /// The merged regions, each from its top left to its bottom right cell.
    pub merges: Vec<(CellRef, CellRef)>,
}

impl Workbook {
    /// Reads an `.xlsx` workbook.
    ///
    /// # Errors
    ///
    /// When the bytes are no such workbook, are damaged, or hold more than is
    /// read.
    pub fn open(bytes: &[u8]) -> Result<Self, OpenError> {
        // The reader is known to panic on some malformed files.
        let read = catch_unwind(AssertUnwindSafe(|| {
            let archive = package::admit(bytes)?;
            read::sheets(archive)
        }));
        let sheets = read.unwrap_or(Err(OpenError::Crashed))?;
        Ok(Self { sheets })
    }

    /// The sheet with this name; if none has exactly it, the first that has it
    /// in another case, as in a formula.
    #[must_use]
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.get(self.position(name)?)
    }

    /// Puts a value into a cell, as typing it would: a formula there is lost.
    /// Returns whether there is such a cell.
    pub fn set(&mut self, sheet: &str, at: CellRef, value: Value) -> bool {
        let found = self.position(sheet).and_then(|at| self.sheets.get_mut(at));
        let Some(sheet) = found.filter(|_| at.is_on_sheet()) else {
            return false;
        };
        if value.is_empty() {
            sheet.cells.remove(&at);
        } else {
            let formula = None;
            sheet.cells.insert(at, Cell { value, formula });
        }
        true
    }

    fn position(&self, name: &str) -> Option<usize> {
        let exact = self.sheets.iter().position(|sheet| sheet.name == name);
        exact.or_else(|| {
            let folded = name.to_lowercase();
            self.sheets
                .iter()
                .position(|sheet| sheet.name.to_lowercase() == folded)
        })
    }
}

impl Sheet {
    /// The cell in that row and column, both counted from 1, if it holds
    /// something.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cells.get(&CellRef::new(row, column))
    }

    /// The value of that cell itself.
    #[must_use]
    pub fn value(&self, at: CellRef) -> &Value {
        self.cells
            .get(&at)
            .map_or(&Value::Empty, |cell| &cell.value)
    }

    /// Whether a cell holds a formula.
    #[must_use]
    pub fn has_formula(&self, at: CellRef) -> bool {
        let cell = self.cells.get(&at);
        cell.is_some_and(|cell| cell.formula.is_some())
    }

    /// The value that a reader of the sheet sees at that cell: inside a merged
    /// region the one of its top left cell.
    #[must_use]
    pub fn value_through_merge(&self, at: CellRef) -> &Value {
        self.value(self.merge_at(at).map_or(at, |(from, _)| from))
    }

    /// The merged region around that cell.
    #[must_use]
    pub fn merge_at(&self, at: CellRef) -> Option<(CellRef, CellRef)> {
        self.merges.iter().copied().find(|(from, to)| {
            (from.row..=to.row).contains(&at.row) && (from.column..=to.column).contains(&at.column)
        })
    }
}
