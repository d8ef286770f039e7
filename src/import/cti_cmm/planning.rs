//! The columns for planning, which one edition has: target score, impact,
//! effort and target date. Its priority follows from impact and effort and is
//! not read; nothing that a cell does not say is guessed.

use super::answers::{Reader, Score, score, written_date};
use super::layout::{DomainSheet, text};
use super::practices::{Placed, shown};
use crate::import::workbook::{CellRef, Value};
use crate::import::{DraftAnswer, DraftTarget, rules};
use crate::value::Date;

/// What to do about a cell that could not be read.
const ADD: &str = "add it to the practice in the assessment";

/// A practice's row on its sheet.
#[derive(Clone, Copy)]
struct Cells<'r, 'w> {
    sheet: &'r DomainSheet<'w>,
    row: u32,
    id: &'r str,
}

impl Cells<'_, '_> {
    /// A cell of the row that holds something.
    fn filled(&self, column: Option<u32>) -> Option<(CellRef, &Value)> {
        let at = CellRef::new(self.row, column?);
        let value = self.sheet.sheet.value(at);
        shown(value).is_some().then_some((at, value))
    }
}

impl Reader<'_, '_> {
    /// Adds what a row plans to its answer.
    pub(super) fn plan(
        &mut self,
        row: &Placed,
        sheet: &DomainSheet<'_>,
        current: Score,
        answer: &mut DraftAnswer,
    ) {
        let model = self.model;
        let cells = Cells {
            sheet,
            row: row.row,
            id: &model.item(row.item).id,
        };
        let columns = sheet.columns.planning;
        let day = self.day(cells, columns.day);
        answer.target = self.target(row, cells, current).map(|answer| DraftTarget {
            answer,
            by: day.map(|(_, day)| day),
        });
        if let (None, Some((at, day))) = (&answer.target, day) {
            let message = format!(
                "the target date {day} of {} stands beside no target score that could be imported; left out",
                cells.id
            );
            self.report(&rules::WORKBOOK_PLANNING, sheet, at, message, Some(ADD));
        }
        answer.impact = self.grade(cells, columns.impact, "impact");
        answer.effort = self.grade(cells, columns.effort, "effort");
        self.typed_priority(cells, answer);
    }

    fn target(&mut self, row: &Placed, cells: Cells<'_, '_>, current: Score) -> Option<String> {
        let (at, value) = cells.filled(cells.sheet.columns.planning.target)?;
        let id = cells.id;
        let wanted = score(value);
        let message = match wanted {
            Score::Blank => return None,
            Score::NotApplicable if current == Score::NotApplicable => return None,
            Score::NotApplicable => format!(
                "the target of {id} is N/A, and a target is an answer on the scale; left out"
            ),
            Score::Unreadable => format!(
                "expected 0, 1, 2 or 3 as the target of {id}, found `{}`; left out",
                shown(value).unwrap_or_default()
            ),
            Score::Points { points, .. } => {
                if let Score::Points { points: now, .. } = current
                    && points < now
                {
                    let message = format!(
                        "the target of {id}, {points}, is below its score {now}; imported as it is"
                    );
                    self.report(&rules::WORKBOOK_PLANNING, cells.sheet, at, message, None);
                }
                return self.key(row.item, points);
            }
        };
        self.report(
            &rules::WORKBOOK_PLANNING,
            cells.sheet,
            at,
            message,
            Some(ADD),
        );
        None
    }

    /// Impact or effort: 1, 2 or 3.
    fn grade(&mut self, cells: Cells<'_, '_>, column: Option<u32>, what: &str) -> Option<u8> {
        let (at, value) = cells.filled(column)?;
        match score(value) {
            Score::Points { points: 1, .. } => Some(1),
            Score::Points { points: 2, .. } => Some(2),
            Score::Points { points: 3, .. } => Some(3),
            _ => {
                let held = shown(value).unwrap_or_default();
                let message = format!(
                    "expected 1, 2 or 3 as the {what} of {}, found `{held}`; left out",
                    cells.id
                );
                self.report(
                    &rules::WORKBOOK_PLANNING,
                    cells.sheet,
                    at,
                    message,
                    Some(ADD),
                );
                None
            }
        }
    }

    fn day(&mut self, cells: Cells<'_, '_>, column: Option<u32>) -> Option<(CellRef, Date)> {
        let (at, value) = cells.filled(column)?;
        let day = match value {
            Value::Date(day) => Some(*day),
            other => written_date(text(other)),
        };
        if day.is_none() {
            let held = shown(value).unwrap_or_default();
            let message = format!(
                "`{held}` is not a date for the target of {}; left out",
                cells.id
            );
            self.report(
                &rules::WORKBOOK_PLANNING,
                cells.sheet,
                at,
                message,
                Some(ADD),
            );
        }
        Some((at, day?))
    }

    /// A priority that stands in place of its formula and is not what the formula
    /// makes of impact and effort: an assessment has no place for it.
    fn typed_priority(&mut self, cells: Cells<'_, '_>, answer: &DraftAnswer) {
        let Some((at, value)) = cells.filled(cells.sheet.columns.planning.priority) else {
            return;
        };
        let cell = cells.sheet.sheet.cells.get(&at);
        let computed = cell.is_some_and(|cell| cell.formula.is_some());
        let made = answer.impact.unwrap_or(0) + answer.effort.map_or(0, |effort| 4 - effort);
        if computed || *value == Value::Number(f64::from(made)) {
            return;
        }
        let held = shown(value).unwrap_or_default();
        let message = format!(
            "the priority `{held}` of {} is not what impact and effort make; left out",
            cells.id
        );
        self.report(&rules::WORKBOOK_PLANNING, cells.sheet, at, message, None);
    }
}
