//! A sheet of formulas that repeats the practices from the sheets of the
//! domains. Nothing is imported from it; that it lacks some is told.

use std::collections::HashSet;

use super::layout::DomainSheet;
use super::practices::Placed;
use crate::diagnostic::{Diagnostic, Place};
use crate::import::formula::references;
use crate::import::rules;
use crate::import::workbook::Workbook;
use crate::model::Model;
use crate::text::RepoPath;

/// The most practices that a message names.
const MOST_NAMED: usize = 20;

/// The practices that no formula of the sheet names, and the rows that name none
/// any more, in one finding.
pub(super) fn left_out(
    workbook: &Workbook,
    name: &str,
    sheets: &[DomainSheet<'_>],
    placed: &[Placed],
    model: &Model,
    file: &RepoPath,
) -> Option<Diagnostic> {
    let summary = workbook.sheet(name)?;
    let mut named: HashSet<(String, u32)> = HashSet::new();
    let mut lost: Vec<u32> = Vec::new();
    for (at, cell) in &summary.cells {
        let Some(formula) = &cell.formula else {
            continue;
        };
        if formula.contains("#REF!") && lost.last() != Some(&at.row) {
            lost.push(at.row);
        }
        let rows = references(formula).into_iter();
        let rows = rows.filter(|range| range.from.row == range.to.row);
        named.extend(rows.filter_map(|range| Some((range.sheet?, range.from.row))));
    }
    let absent = placed.iter().filter(|row| {
        let sheet = sheets.get(row.sheet);
        sheet.is_some_and(|sheet| !named.contains(&(sheet.sheet.name.clone(), row.row)))
    });
    let absent: Vec<&str> = absent.map(|row| model.item(row.item).id.as_str()).collect();
    let told: Vec<String> = [lacking(&absent), broken(&lost)]
        .into_iter()
        .flatten()
        .collect();
    if told.is_empty() {
        return None;
    }
    let place = Place::Cell {
        file: file.clone(),
        cell: summary.name.clone(),
    };
    let message = format!("{}; nothing is imported from it", told.join(", and "));
    Some(Diagnostic::new(&rules::WORKBOOK_SUMMARY, place, message))
}

fn lacking(absent: &[&str]) -> Option<String> {
    let count = match absent.len() {
        0 => return None,
        1 => "1 practice".to_owned(),
        many => format!("{many} practices"),
    };
    let shown: Vec<&str> = absent.iter().copied().take(MOST_NAMED).collect();
    let more = if shown.len() < absent.len() {
        ", …"
    } else {
        ""
    };
    Some(format!(
        "the sheet lacks {count}: {}{more}",
        shown.join(", ")
    ))
}

fn broken(rows: &[u32]) -> Option<String> {
    let shown: Vec<String> = rows.iter().take(MOST_NAMED).map(u32::to_string).collect();
    match shown.as_slice() {
        [] => None,
        [only] => Some(format!("its row {only} is `#REF!`")),
        [first @ .., last] => Some(format!(
            "its rows {} and {last} are `#REF!`",
            first.join(", ")
        )),
    }
}
