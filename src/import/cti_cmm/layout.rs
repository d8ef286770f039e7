use super::edition::{Edition, PlanningHeaders};
use crate::diagnostic::{Diagnostic, Place};
use crate::import::rules;
use crate::import::workbook::{CellRef, LAST_COLUMN, Sheet, Value, Workbook};
use crate::model::{ItemIndex, Model};
use crate::text::RepoPath;

/// A domain's sheet with its columns and blocks.
pub(super) struct DomainSheet<'w> {
    pub(super) sheet: &'w Sheet,
    pub(super) domain: ItemIndex,
    pub(super) columns: Columns,
    /// The day of assessment and the flag, each beside its label.
    pub(super) date: Option<CellRef>,
    pub(super) relevant: Option<CellRef>,
    pub(super) blocks: Vec<Block>,
    /// The row of "Domain Total".
    pub(super) total: Option<u32>,
}

/// Columns by their headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) text: u32,
    pub(super) score: u32,
    pub(super) max: u32,
    pub(super) status: Option<u32>,
    pub(super) evidence: Option<u32>,
    pub(super) owner: Option<u32>,
    pub(super) notes: Option<u32>,
    pub(super) planning: Planning,
}

/// The columns for planning, in an edition that has them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Planning {
    pub(super) target: Option<u32>,
    pub(super) impact: Option<u32>,
    pub(super) effort: Option<u32>,
    pub(super) priority: Option<u32>,
    pub(super) day: Option<u32>,
}

/// An objective: its practice rows and its subtotal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) number: u32,
    /// The column of its title, which is that of the levels a reader sees.
    pub(super) levels: u32,
    pub(super) rows: Vec<u32>,
    pub(super) subtotal: Option<u32>,
}

/// The domain code of a sheet name such as `Domain 7 - THIRD-PARTIES`.
pub(super) fn domain_code(name: &str) -> Option<&str> {
    let rest = name.trim().strip_prefix("Domain ")?;
    let (number, code) = rest.split_once(" - ")?;
    number.trim().parse::<u32>().ok()?;
    Some(code.trim())
}

/// The sheets of the model's domains, in the model's order.
pub(super) fn sheets<'w>(
    workbook: &'w Workbook,
    edition: &Edition,
    model: &Model,
    file: &RepoPath,
    findings: &mut Vec<Diagnostic>,
) -> Vec<DomainSheet<'w>> {
    let mut found = Vec::new();
    for domain in model.children(ItemIndex::ROOT) {
        let id = &model.item(domain).id;
        let sheet = workbook.sheets.iter().find(|sheet| {
            domain_code(&sheet.name).is_some_and(|code| code.eq_ignore_ascii_case(id))
        });
        let message = match sheet {
            None => format!("there is no sheet for the domain {id}; its practices stay unanswered"),
            Some(sheet) => match read(sheet, edition, domain) {
                Some(sheet) => {
                    found.push(sheet);
                    continue;
                }
                None => format!(
                    "no row with SCORE and MAX was found; the practices of {id} stay unanswered"
                ),
            },
        };
        let cell = sheet.map_or_else(|| id.clone(), |sheet| sheet.name.clone());
        let place = Place::Cell {
            file: file.clone(),
            cell,
        };
        findings.push(Diagnostic::new(&rules::WORKBOOK_SHEET, place, message));
    }
    found
}

fn read<'w>(sheet: &'w Sheet, edition: &Edition, domain: ItemIndex) -> Option<DomainSheet<'w>> {
    let (header, columns) = columns(sheet, edition)?;
    let blocks = blocks(sheet, &columns, header);
    let total = rows_with(sheet, columns.text, "domain total").next();
    Some(DomainSheet {
        sheet,
        domain,
        columns,
        date: beside(sheet, header, "date last asses"),
        relevant: beside(sheet, header, "domain is relevant"),
        blocks,
        total,
    })
}

/// The header row and the columns it names.
fn columns(sheet: &Sheet, edition: &Edition) -> Option<(u32, Columns)> {
    let (header, score) = header_row(sheet)?;
    let named = |name: &str| find_header(sheet, header, name);
    let planning = |headers: &PlanningHeaders| Planning {
        target: named(headers.target),
        impact: named(headers.impact),
        effort: named(headers.effort),
        priority: named(headers.priority),
        day: named(headers.day),
    };
    let columns = Columns {
        text: score.checked_sub(1).filter(|column| *column > 0)?,
        score,
        max: named("max")?,
        status: named("status"),
        evidence: named("evidence"),
        owner: named("poc"),
        notes: named("notes"),
        planning: edition.planning.map(planning).unwrap_or_default(),
    };
    Some((header, columns))
}

/// The row with SCORE and MAX, and the column of SCORE.
fn header_row(sheet: &Sheet) -> Option<(u32, u32)> {
    sheet.cells.iter().find_map(|(at, cell)| {
        let score = text(&cell.value).eq_ignore_ascii_case("score");
        let max = score.then(|| find_header(sheet, at.row, "max")).flatten();
        max.map(|_| (at.row, at.column))
    })
}

/// Whether a sheet has a column with this header.
pub(super) fn has_header(sheet: &Sheet, name: &str) -> bool {
    header_row(sheet).is_some_and(|(row, _)| find_header(sheet, row, name).is_some())
}

fn find_header(sheet: &Sheet, row: u32, name: &str) -> Option<u32> {
    let whole_row = CellRef::new(row, 1)..=CellRef::new(row, LAST_COLUMN);
    let in_row = sheet.cells.range(whole_row);
    let mut named = in_row.filter(|(_, cell)| text(&cell.value).eq_ignore_ascii_case(name));
    named.next().map(|(at, _)| at.column)
}

/// The cell to the right of a label above the header row.
fn beside(sheet: &Sheet, header: u32, label: &str) -> Option<CellRef> {
    let mut labels = sheet.cells.iter().filter(|(at, cell)| {
        at.row < header && text(&cell.value).to_lowercase().starts_with(label)
    });
    labels
        .next()
        .map(|(at, _)| CellRef::new(at.row, at.column + 1))
}

fn rows_with<'s>(sheet: &'s Sheet, column: u32, label: &'s str) -> impl Iterator<Item = u32> + 's {
    let cells = sheet
        .cells
        .iter()
        .filter(move |(at, _)| at.column == column);
    let labelled = cells.filter(move |(_, cell)| text(&cell.value).eq_ignore_ascii_case(label));
    labelled.map(|(at, _)| at.row)
}

/// Objectives: a title such as `2. Safeguard Assets` left of the texts, then
/// practice rows down to the subtotal.
fn blocks(sheet: &Sheet, columns: &Columns, header: u32) -> Vec<Block> {
    let last = sheet.cells.keys().map(|at| at.row).max().unwrap_or(header);
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for row in header + 1..=last {
        if let Some((number, column)) = objective_number(sheet, columns, row) {
            blocks.push(Block {
                number,
                levels: column,
                rows: Vec::new(),
                subtotal: None,
            });
            open = true;
            continue;
        }
        let words = text(sheet.value(CellRef::new(row, columns.text)));
        let Some(block) = blocks.last_mut().filter(|_| open) else {
            continue;
        };
        if words.eq_ignore_ascii_case("section subtotal") {
            block.subtotal = Some(row);
            open = false;
        } else if words.eq_ignore_ascii_case("domain total") {
            break;
        } else if !words.is_empty() {
            block.rows.push(row);
        }
    }
    blocks
}

/// The number in an objective's title, and the title's column.
fn objective_number(sheet: &Sheet, columns: &Columns, row: u32) -> Option<(u32, u32)> {
    (1..columns.text).find_map(|column| {
        let title = text(sheet.value(CellRef::new(row, column)));
        Some((title.split_once(". ")?.0.parse().ok()?, column))
    })
}

/// A cell's text without white space around it; empty for anything else.
pub(super) fn text(value: &Value) -> &str {
    match value {
        Value::Text(text) => {
            text.trim_matches(|found: char| found.is_whitespace() || found == '\u{a0}')
        }
        _ => "",
    }
}

impl DomainSheet<'_> {
    /// A cell by its sheet and address, as findings and faults name it.
    pub(super) fn name(&self, at: CellRef) -> String {
        format!("{}!{at}", self.sheet.name)
    }

    /// A finding's place in this sheet.
    pub(super) fn place(&self, file: &RepoPath, at: CellRef) -> Place {
        Place::Cell {
            file: file.clone(),
            cell: self.name(at),
        }
    }
}
