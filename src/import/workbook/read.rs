//! The worksheets in an archive that was checked before.
//!
//! Cells are taken one at a time: the reader never lays out the box around
//! them, which two cells can make huge.

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;

use calamine::{
    DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError,
    XlsxFormulaMetadata,
};

use super::Sheet;
use super::cell::{Cell, CellRef, Value};
use super::error::{Limit, OpenError, complaint, shown};
use crate::import::formula;
use crate::value::Date;

/// The most sheets.
pub const MAX_SHEETS: usize = 100;
/// The most cells in the box around the contents of one sheet, and the most
/// cells read from the whole workbook.
pub const MAX_CELLS: u64 = 1_000_000;
/// The most bytes of text and formulas in the cells of the whole workbook; a
/// text that several cells share counts for each.
pub const MAX_TEXT: u64 = 64 * 1024 * 1024;

type Source = Xlsx<Cursor<Vec<u8>>>;

/// What has been read from the whole workbook.
#[derive(Default)]
struct Spent {
    cells: u64,
    text: u64,
}

/// One sheet while it is read.
struct Draft<'s> {
    name: &'s str,
    spent: &'s mut Spent,
    cells: BTreeMap<CellRef, Cell>,
    corners: Option<(CellRef, CellRef)>,
    shared: HashMap<usize, (CellRef, String)>,
}

/// All worksheets, in the order of their tabs; chart sheets are left out.
pub(super) fn sheets(archive: Vec<u8>) -> Result<Vec<Sheet>, OpenError> {
    let mut source: Source = Xlsx::new(Cursor::new(archive)).map_err(unreadable)?;
    let listed = source.sheets_metadata().to_vec();
    if listed.len() > MAX_SHEETS {
        return Err(OpenError::TooLarge(Limit::Sheets));
    }
    let mut spent = Spent::default();
    let mut sheets = Vec::new();
    for sheet in listed {
        if sheet.typ == SheetType::WorkSheet {
            let hidden = sheet.visible != SheetVisible::Visible;
            sheets.push(read_sheet(&mut source, sheet.name, hidden, &mut spent)?);
        }
    }
    if sheets.is_empty() {
        return Err(OpenError::NoSheets);
    }
    Ok(sheets)
}

fn unreadable(error: XlsxError) -> OpenError {
    match error {
        XlsxError::Password => OpenError::EncryptedOrOld,
        other => OpenError::Unreadable(complaint(other)),
    }
}

fn read_sheet(
    source: &mut Source,
    name: String,
    hidden: bool,
    spent: &mut Spent,
) -> Result<Sheet, OpenError> {
    let in_sheet = |error: XlsxError| {
        OpenError::Unreadable(format!("sheet `{}`: {}", shown(&name), complaint(error)))
    };
    let merges = source.merge_cells_by_sheet_name(&name).map_err(in_sheet)?;
    let merges = merges.iter().filter_map(region).collect();

    let mut draft = Draft {
        name: &name,
        spent,
        cells: BTreeMap::new(),
        corners: None,
        shared: HashMap::new(),
    };
    let mut reader = source.worksheet_cells_reader(&name).map_err(in_sheet)?;
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(in_sheet)? {
        draft.add(record.pos, &record.value, record.formula)?;
    }
    let cells = draft.cells;
    Ok(Sheet {
        name,
        hidden,
        cells,
        merges,
    })
}

/// The reader counts from 0.
fn address((row, column): (u32, u32)) -> Option<CellRef> {
    let at = CellRef::new(row.checked_add(1)?, column.checked_add(1)?);
    at.is_on_sheet().then_some(at)
}

/// A merged region, unless it lies outside the sheet or upside down.
fn region(dimensions: &Dimensions) -> Option<(CellRef, CellRef)> {
    let (from, to) = (address(dimensions.start)?, address(dimensions.end)?);
    (from.row <= to.row && from.column <= to.column).then_some((from, to))
}

impl Draft<'_> {
    fn add(
        &mut self,
        position: (u32, u32),
        value: &DataRef<'_>,
        formula: Option<XlsxFormulaMetadata>,
    ) -> Result<(), OpenError> {
        self.spent.cells += 1;
        if self.spent.cells > MAX_CELLS {
            return Err(self.too_many());
        }
        let at = address(position).ok_or_else(|| {
            let sheet = shown(self.name);
            OpenError::Unreadable(format!("sheet `{sheet}`: a cell outside the sheet"))
        })?;
        let formula = self
            .formula_text(at, formula)
            .filter(|text| !text.is_empty());
        let text = text_len(value) + formula.as_ref().map_or(0, String::len);
        self.spent.text += text as u64;
        if self.spent.text > MAX_TEXT {
            return Err(OpenError::TooLarge(Limit::Text));
        }
        let value = stored(value);
        if value.is_empty() && formula.is_none() {
            return Ok(());
        }
        self.stretch(at)?;
        self.cells.insert(at, Cell { value, formula });
        Ok(())
    }

    fn too_many(&self) -> OpenError {
        OpenError::TooLarge(Limit::Cells(shown(self.name)))
    }

    /// Makes the box around the contents cover a cell.
    fn stretch(&mut self, at: CellRef) -> Result<(), OpenError> {
        let (from, to) = self.corners.unwrap_or((at, at));
        let from = CellRef::new(from.row.min(at.row), from.column.min(at.column));
        let to = CellRef::new(to.row.max(at.row), to.column.max(at.column));
        let rows = u64::from(to.row.abs_diff(from.row)) + 1;
        let columns = u64::from(to.column.abs_diff(from.column)) + 1;
        if rows * columns > MAX_CELLS {
            return Err(self.too_many());
        }
        self.corners = Some((from, to));
        Ok(())
    }

    /// The formula of a cell. A shared one is written at its first cell only;
    /// the others have it moved by their distance from that cell.
    fn formula_text(&mut self, at: CellRef, found: Option<XlsxFormulaMetadata>) -> Option<String> {
        match found? {
            XlsxFormulaMetadata::Shared {
                shared_index,
                formula,
                ..
            } => {
                self.shared.insert(shared_index, (at, formula.clone()));
                Some(formula)
            }
            XlsxFormulaMetadata::SharedDerived { shared_index } => {
                let moved = self
                    .shared
                    .get(&shared_index)
                    .map(|(from, text)| formula::moved(text, *from, at));
                Some(moved.unwrap_or_else(|| "#REF!".to_owned()))
            }
            XlsxFormulaMetadata::Normal { formula } => Some(formula),
            _ => None,
        }
    }
}

/// The bytes of a text value, known without copying it.
const fn text_len(value: &DataRef<'_>) -> usize {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.len()
        }
        DataRef::SharedString(text) => text.len(),
        _ => 0,
    }
}

fn stored(value: &DataRef<'_>) -> Value {
    match value {
        DataRef::Empty => Value::Empty,
        #[expect(clippy::cast_precision_loss, reason = "a cell holds a float")]
        DataRef::Int(number) => Value::Number(*number as f64),
        DataRef::Float(number) if number.is_finite() => Value::Number(*number),
        DataRef::Float(_) => Value::Error("#NUM!".to_owned()),
        DataRef::String(text) | DataRef::DurationIso(text) => Value::Text(text.clone()),
        DataRef::SharedString(text) => Value::Text((*text).to_owned()),
        DataRef::Bool(truth) => Value::Bool(*truth),
        DataRef::DateTime(moment) => date_or_number(*moment),
        DataRef::DateTimeIso(text) => {
            let day = text.get(..10).and_then(Date::parse);
            day.map_or_else(|| Value::Text(text.clone()), Value::Date)
        }
        DataRef::Error(error) => Value::Error(error.to_string()),
    }
}

/// A serial number shown as a date, in the date system of the workbook. One
/// that is a duration, a time of day, out of range, or the 29 February 1900
/// which never was, stays a number.
fn date_or_number(moment: ExcelDateTime) -> Value {
    const PAST_LAST_DAY: f64 = 2_958_466.0;
    let serial = moment.as_f64();
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let in_range = (1.0..PAST_LAST_DAY).contains(&serial) && moment.is_datetime();
    let parts = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
    let (Ok(year), Ok(month), Ok(day)) = parts else {
        return Value::Number(serial);
    };
    match Date::new(year, month, day).filter(|_| in_range) {
        Some(date) => Value::Date(date),
        None => Value::Number(serial),
    }
}
