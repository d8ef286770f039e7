use super::id::Id;
use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::import::rules;
use crate::import::workbook::{CellRef, Sheet, Value, column_letters};
use crate::text::RepoPath;

/// Columns by their headers.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Columns {
    pub(super) text: u32,
    pub(super) answer: u32,
    pub(super) level: Option<u32>,
    pub(super) phase: Option<u32>,
    pub(super) intel: Option<u32>,
    pub(super) links: Option<u32>,
    pub(super) remarks: Option<u32>,
    /// What a check box beside the row says.
    pub(super) ticked: Option<u32>,
    pub(super) process: Option<u32>,
    pub(super) people: Option<u32>,
    pub(super) technology: Option<u32>,
}

/// A row with a control or an indicator.
#[derive(Debug, Clone)]
pub(super) struct Row<'w> {
    pub(super) sheet: &'w Sheet,
    pub(super) row: u32,
    pub(super) columns: Columns,
    /// Whether it stands among the indicators, which tell of deficiencies.
    pub(super) indicator: bool,
    pub(super) id: Id,
    /// The id as it is spelt there.
    pub(super) written: String,
    pub(super) text: String,
}

impl Row<'_> {
    /// The value in one of its columns.
    pub(super) fn value(&self, column: Option<u32>) -> &Value {
        column.map_or(&Value::Empty, |column| {
            self.sheet.value(CellRef::new(self.row, column))
        })
    }

    /// Whether one of its columns holds a formula that nothing has computed yet.
    pub(super) fn computes_nothing(&self, column: u32) -> bool {
        let formula = self.sheet.has_formula(CellRef::new(self.row, column));
        formula && *self.value(Some(column)) == Value::Empty
    }

    /// The text in one of its columns, on one line; nothing when it is blank.
    pub(super) fn line(&self, column: Option<u32>) -> Option<String> {
        shown(self.value(column))
    }

    /// A cell of it, as findings name it.
    pub(super) fn cell(&self, column: u32) -> String {
        format!("{}!{}", self.sheet.name, CellRef::new(self.row, column))
    }

    /// A column of its sheet, as reports name it.
    pub(super) fn column(&self, column: u32) -> String {
        format!("{}!{}", self.sheet.name, column_letters(column))
    }

    /// The cell of its id and text.
    pub(super) fn own_cell(&self) -> String {
        self.cell(self.columns.text)
    }
}

/// Collects findings of one workbook.
pub(super) struct Findings<'f> {
    file: &'f RepoPath,
    pub(super) all: Vec<Diagnostic>,
}

impl<'f> Findings<'f> {
    pub(super) fn new(file: &'f RepoPath) -> Self {
        let all = Vec::new();
        Self { file, all }
    }

    /// A finding at a cell, a range or a sheet.
    pub(super) fn report(
        &mut self,
        rule: &'static Rule,
        cell: impl Into<String>,
        message: impl Into<String>,
        help: Option<&str>,
    ) {
        let place = Place::Cell {
            file: self.file.clone(),
            cell: cell.into(),
        };
        let finding = Diagnostic::new(rule, place, message);
        self.all.push(finding.maybe_help(help.map(str::to_owned)));
    }
}

/// The rows of a sheet below each of its headers. A sheet may have several: one
/// block of indicators, one of actions.
pub(super) fn rows<'w>(sheet: &'w Sheet, findings: &mut Findings<'_>) -> Vec<Row<'w>> {
    let mut rows = Vec::new();
    let mut block: Option<(Columns, bool)> = None;
    let mut last = 0;
    for row in sheet.cells.keys().map(|at| at.row) {
        if row == last {
            continue;
        }
        last = row;
        if let Some(found) = header(sheet, row) {
            block = Some(found);
        } else if let Some((columns, indicator)) = block {
            rows.extend(control(sheet, row, columns, indicator, findings));
        }
    }
    if block.is_none() {
        let message = "no row with headers for the description and the answer was found";
        findings.report(&rules::WORKBOOK_SHEET, &sheet.name, message, None);
    }
    rows
}

/// The columns that a row names, and whether indicators follow.
fn header(sheet: &Sheet, row: u32) -> Option<(Columns, bool)> {
    let named = |row: u32, name: &str| {
        let mut cells = in_row(sheet, row);
        cells.find_map(|(column, text)| (text == name).then_some(column))
    };
    let described = in_row(sheet, row).find(|(_, text)| text.contains("description"));
    let (text, title) = described?;
    let resource = |name: &str| named(row + 1, name).or_else(|| named(row, name));
    let columns = Columns {
        text,
        answer: named(row, "true?")?,
        level: named(row, "maturity level"),
        phase: named(row, "intel cycle phase"),
        intel: named(row, "intel level"),
        links: named(row, "links to"),
        remarks: named(row, "remarks"),
        ticked: named(row, "value"),
        process: resource("process"),
        people: resource("people"),
        technology: resource("technology"),
    };
    Some((columns, title.contains("indicator")))
}

fn in_row(sheet: &Sheet, row: u32) -> impl Iterator<Item = (u32, String)> {
    let whole = CellRef::new(row, 1)..CellRef::new(row + 1, 1);
    let cells = sheet.cells.range(whole);
    cells.filter_map(|(at, cell)| Some((at.column, shown(&cell.value)?.to_lowercase())))
}

/// The control of a row: an id, a slash, a text.
fn control<'w>(
    sheet: &'w Sheet,
    row: u32,
    columns: Columns,
    indicator: bool,
    findings: &mut Findings<'_>,
) -> Option<Row<'w>> {
    let name = |column: u32| format!("{}!{}", sheet.name, CellRef::new(row, column));
    let value = |column: u32| sheet.value(CellRef::new(row, column));
    let Some(held) = shown(value(columns.text)) else {
        if shown(value(columns.answer)).is_some() {
            let message = "an answer beside no control; not imported";
            findings.report(&rules::WORKBOOK_ROW, name(columns.answer), message, None);
        }
        return None;
    };
    let (written, text) = held.split_once('/').unwrap_or((&held, ""));
    let text = text.trim_end_matches([';', ' ']).trim();
    let Some(id) = Id::parse(written) else {
        let message =
            "the row does not begin with an id such as `2.B.1.a` and a slash; not imported";
        findings.report(&rules::WORKBOOK_ROW, name(columns.text), message, None);
        return None;
    };
    if text.is_empty() {
        let message = format!("{id} has no text; not imported");
        findings.report(&rules::WORKBOOK_ROW, name(columns.text), message, None);
        return None;
    }
    Some(Row {
        sheet,
        row,
        columns,
        indicator,
        id,
        written: written.trim().to_owned(),
        text: text.to_owned(),
    })
}

/// What a cell shows, on one line; nothing when it is blank.
pub(super) fn shown(value: &Value) -> Option<String> {
    let text = match value {
        Value::Empty => return None,
        Value::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::Error(error) => error.clone(),
        Value::Date(day) => day.to_string(),
    };
    Some(text).filter(|text| !text.is_empty())
}
