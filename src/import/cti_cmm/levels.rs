//! Levels in a sheet that has them twice: in merged cells, which its readers see,
//! and row by row in a column that is hidden. The model's levels count; where
//! the sheet says something else, that is told.

use std::collections::HashMap;

use super::layout::{Block, DomainSheet, text};
use super::practices::Placed;
use crate::diagnostic::Diagnostic;
use crate::import::rules;
use crate::import::workbook::{CellRef, Value};
use crate::model::{ItemIndex, Model};
use crate::text::RepoPath;

/// Tells each row whose levels disagree, once.
pub(super) fn check(
    sheets: &[DomainSheet<'_>],
    placed: &[Placed],
    model: &Model,
    file: &RepoPath,
    findings: &mut Vec<Diagnostic>,
) {
    let items: HashMap<(usize, u32), ItemIndex> = placed
        .iter()
        .map(|row| ((row.sheet, row.row), row.item))
        .collect();
    for (position, sheet) in sheets.iter().enumerate() {
        for block in &sheet.blocks {
            for (row, shown) in shown_levels(sheet, block) {
                let Some(item) = items.get(&(position, row)) else {
                    continue;
                };
                if let Some((column, message)) =
                    disagreement(sheet, block, row, shown, model, *item)
                {
                    let place = sheet.place(file, CellRef::new(row, column));
                    findings.push(Diagnostic::new(&rules::WORKBOOK_LEVEL, place, message));
                }
            }
        }
    }
}

/// The level that each row of an objective shows: its own cell's, else that of
/// the rows above, as in a merged cell.
fn shown_levels(sheet: &DomainSheet<'_>, block: &Block) -> Vec<(u32, String)> {
    let mut last = String::new();
    let mut levels = Vec::new();
    for row in &block.rows {
        let own = level(sheet.sheet.value(CellRef::new(*row, block.levels)));
        if !own.is_empty() {
            last = own;
        }
        if !last.is_empty() {
            levels.push((*row, last.clone()));
        }
    }
    levels
}

fn disagreement(
    sheet: &DomainSheet<'_>,
    block: &Block,
    row: u32,
    shown: String,
    model: &Model,
    item: ItemIndex,
) -> Option<(u32, String)> {
    let beside = sheet.columns.text.checked_sub(1)?;
    if beside <= block.levels {
        return None;
    }
    let item = model.item(item);
    let in_model = item.level.and_then(|level| model.levels.get(level))?;
    if shown != in_model.id {
        let message = format!(
            "the sheet shows {shown} for {}, which is {} in the model; the model's level counts",
            item.id, in_model.id
        );
        return Some((block.levels, message));
    }
    let copy = level(sheet.sheet.value(CellRef::new(row, beside)));
    let held = match copy.as_str() {
        same if same == shown => return None,
        "" => "is empty".to_owned(),
        other => format!("holds {other}"),
    };
    let message = format!(
        "the second level column {held} for {}; the first shows {shown}, which counts",
        item.id
    );
    Some((beside, message))
}

/// A level as the model spells it: `CTI 1` is `CTI1`.
fn level(value: &Value) -> String {
    text(value).split_whitespace().collect()
}
