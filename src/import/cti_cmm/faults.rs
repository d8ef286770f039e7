//! Why a figure of the workbook is not the true one: each fault with its cell
//! and with what it adds to or takes from the figure, so that faults and true
//! figure together make up the workbook's.

use super::answers::Score;
use super::figures::{Pair, plain};
use super::layout::{Block, DomainSheet};
use super::practices::{Placed, shown};
use super::wording::{by, rows_in_words};
use crate::import::formula::{Evaluator, Outcome, references};
use crate::import::workbook::CellRef;
use crate::import::{Fault, Figures};
use crate::model::{ItemIndex, Model};

/// Points a practice is worth at most, in every workbook.
const FULL: f64 = 3.0;

/// A recognised row with what its score cell holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'r> {
    pub(super) placed: &'r Placed,
    pub(super) score: Score,
}

/// One objective of one sheet.
pub(super) struct BlockScene<'b, 'w> {
    pub(super) sheet: &'b DomainSheet<'w>,
    pub(super) position: usize,
    pub(super) block: &'b Block,
    pub(super) node: ItemIndex,
    pub(super) theirs: &'b Figures,
    pub(super) ours: Pair,
}

/// What one row adds to the sheet's subtotal, and what it should add.
struct RowEffect<'r> {
    row: u32,
    item: Option<&'r str>,
    score: Score,
    in_range: (bool, bool),
    sheet: Pair,
    ours: Pair,
    held: String,
    max_formula: bool,
}

impl BlockScene<'_, '_> {
    pub(super) fn faults(
        &self,
        model: &Model,
        rows: &[Row<'_>],
        evaluator: &mut Evaluator<'_>,
    ) -> Vec<Fault> {
        let effects: Vec<RowEffect<'_>> = self
            .block
            .rows
            .iter()
            .map(|row| self.effect(model, rows, *row, evaluator))
            .collect();
        if let Some(fault) = self.error_passed_on(&effects) {
            return vec![fault];
        }
        let mut faults = Vec::new();
        faults.extend(self.outside_the_range(&effects));
        let inside = |effect: &&RowEffect<'_>| effect.in_range.0 && effect.in_range.1;
        faults.extend(self.twice_removed(&effects));
        for effect in effects.iter().filter(inside) {
            faults.extend(self.row_fault(effect));
        }
        faults.extend(self.missing(model, rows));
        let sums = effects.iter().fold((0.0, 0.0), |sum, effect| {
            (sum.0 + effect.sheet.0, sum.1 + effect.sheet.1)
        });
        faults.extend(self.remainder(sums));
        faults.extend(self.share_error());
        faults
    }

    fn effect<'m>(
        &self,
        model: &'m Model,
        rows: &[Row<'_>],
        row: u32,
        evaluator: &mut Evaluator<'_>,
    ) -> RowEffect<'m> {
        let columns = &self.sheet.columns;
        let (score_at, max_at) = (
            CellRef::new(row, columns.score),
            CellRef::new(row, columns.max),
        );
        let subtotal = self.block.subtotal.unwrap_or_default();
        let points_formula = self.formula(CellRef::new(subtotal, columns.score));
        let max_formula = self.formula(CellRef::new(subtotal, columns.max));
        let names =
            |formula: &str, at: CellRef| references(formula).iter().any(|range| range.contains(at));
        let in_range = (names(points_formula, score_at), names(max_formula, max_at));
        let number = |outcome: Outcome| {
            if let Outcome::Number(number) = outcome {
                number
            } else {
                0.0
            }
        };
        let held = shown(self.sheet.sheet.value(score_at)).unwrap_or_default();
        let mut sheet = (0.0, 0.0);
        if in_range.0 {
            sheet.0 = number(evaluator.value(&self.sheet.sheet.name, score_at));
        }
        if in_range.1 {
            sheet.1 = number(evaluator.value(&self.sheet.sheet.name, max_at));
        }
        let counted_out =
            max_formula.to_uppercase().contains("COUNTIF") && names(max_formula, score_at);
        if counted_out && held.eq_ignore_ascii_case("n/a") {
            sheet.1 -= FULL;
        }
        let found = rows
            .iter()
            .find(|other| other.placed.sheet == self.position && other.placed.row == row);
        let ours = match found.map(|found| found.score) {
            None | Some(Score::NotApplicable) => (0.0, 0.0),
            Some(Score::Points { points, .. }) => (points as f64, FULL),
            Some(Score::Blank | Score::Unreadable) => (0.0, FULL),
        };
        RowEffect {
            row,
            item: found.map(|found| model.item(found.placed.item).id.as_str()),
            score: found.map_or(Score::Unreadable, |found| found.score),
            in_range,
            sheet,
            ours,
            held,
            max_formula: self
                .sheet
                .sheet
                .cells
                .get(&max_at)
                .is_some_and(|cell| cell.formula.is_some()),
        }
    }

    fn formula(&self, at: CellRef) -> &str {
        let cell = self.sheet.sheet.cells.get(&at);
        cell.and_then(|cell| cell.formula.as_deref())
            .unwrap_or_default()
    }

    fn at(&self, row: u32, column: u32) -> String {
        self.sheet.name(CellRef::new(row, column))
    }

    /// A score cell that holds an error, which every sum over it passes on.
    fn error_passed_on(&self, effects: &[RowEffect<'_>]) -> Option<Fault> {
        let row = effects.iter().find(|effect| effect.held.starts_with('#'))?;
        if self.theirs.points.parse::<f64>().is_ok() {
            return None;
        }
        Some(Fault {
            cell: self.at(row.row, self.sheet.columns.score),
            found: Some(row.held.clone()),
            expected: None,
            reason: "an error, which every sum over the cell passes on".to_owned(),
            points: 0.0,
            possible: 0.0,
        })
    }

    /// Rows that the subtotal's formulas do not reach.
    fn outside_the_range(&self, effects: &[RowEffect<'_>]) -> Option<Fault> {
        let missed: Vec<&RowEffect<'_>> = effects
            .iter()
            .filter(|effect| !(effect.in_range.0 && effect.in_range.1))
            .collect();
        let subtotal = self.block.subtotal?;
        let (first, last) = (self.block.rows.first()?, self.block.rows.last()?);
        if missed.is_empty() {
            return None;
        }
        let columns = &self.sheet.columns;
        let letter = |column| {
            CellRef::new(1, column)
                .to_string()
                .trim_end_matches('1')
                .to_owned()
        };
        let (score, max) = (letter(columns.score), letter(columns.max));
        let formula = |column| format!("={}", self.formula(CellRef::new(subtotal, column)));
        let names: Vec<String> = missed
            .iter()
            .map(|effect| match effect.item {
                Some(item) => format!("{} ({item})", effect.row),
                None => effect.row.to_string(),
            })
            .collect();
        let (points, possible) = difference(&missed);
        Some(Fault {
            cell: format!("{}, {}{subtotal}", self.at(subtotal, columns.score), max),
            found: Some(format!(
                "{} and {}",
                formula(columns.score),
                formula(columns.max)
            )),
            expected: Some(format!(
                "=SUM({score}{first}:{score}{last}) and =SUM({max}{first}:{max}{last})"
            )),
            reason: format!(
                "the ranges {}: {} never counted ({})",
                astray(effects),
                rows_in_words(&names),
                by(points, possible)
            ),
            points,
            possible,
        })
    }

    /// N/A rows whose maximum is already gone when the formula takes it away
    /// once more.
    fn twice_removed(&self, effects: &[RowEffect<'_>]) -> Option<Fault> {
        let twice: Vec<&RowEffect<'_>> = effects
            .iter()
            .filter(|effect| {
                effect.in_range.0
                    && effect.in_range.1
                    && effect.score == Score::NotApplicable
                    && effect.sheet.1 < 0.0
            })
            .collect();
        let subtotal = self.block.subtotal?;
        if twice.is_empty() {
            return None;
        }
        let rows: Vec<String> = twice.iter().map(|effect| effect.row.to_string()).collect();
        let (points, possible) = difference(&twice);
        let column = self.sheet.columns.max;
        let formula = self.formula(CellRef::new(subtotal, column));
        let mended = formula.split_once("-(").map(|(sum, _)| format!("={sum}"));
        Some(Fault {
            cell: self.at(subtotal, column),
            found: Some(format!("={formula}")),
            expected: mended,
            reason: format!(
                "every N/A leaves the maximum twice, as the rows hold N/A instead of 3 already: {} ({})",
                rows_in_words(&rows),
                by(points, possible)
            ),
            points,
            possible,
        })
    }

    /// What is wrong with one row that the subtotal reaches.
    fn row_fault(&self, effect: &RowEffect<'_>) -> Option<Fault> {
        let (points, possible) = difference(&[effect]);
        let twice = effect.score == Score::NotApplicable && effect.sheet.1 < 0.0;
        if twice || (points == 0.0 && possible == 0.0) {
            return None;
        }
        let columns = &self.sheet.columns;
        let (column, reason, expected) = match effect.score {
            Score::Points { points, as_text: true } => (columns.score, format!("the score {points} is held as text, which the sheet's sums pass over"), Some(points.to_string())),
            Score::Unreadable if effect.item.is_none() => (columns.text, "the row is not a practice that could be recognised, and the sheet counts it".to_owned(), None),
            Score::Unreadable => (columns.score, format!("`{}` is no score, and the sheet counts it as {}", effect.held, plain(effect.sheet.0)), None),
            Score::NotApplicable if effect.max_formula => (columns.score, format!("the sheet knows only the spelling N/A, not `{}`, so the maximum stays", effect.held), Some("N/A".to_owned())),
            Score::NotApplicable => (columns.max, "a literal 3 instead of a formula, so the maximum stays although the practice is not applicable".to_owned(), Some(format!("=IF({0}=\"N/A\",\"N/A\",3)", CellRef::new(effect.row, columns.score)))),
            _ => (columns.max, "the row's maximum is not 3".to_owned(), Some("3".to_owned())),
        };
        let at = CellRef::new(effect.row, column);
        Some(Fault {
            cell: self.sheet.name(at),
            found: shown(self.sheet.sheet.value(at)),
            expected,
            reason: format!("{reason} ({})", by(points, possible)),
            points,
            possible,
        })
    }

    /// Practices of the model that the sheet does not have.
    fn missing(&self, model: &Model, rows: &[Row<'_>]) -> Option<Fault> {
        let absent = model
            .leaves(self.node)
            .filter(|leaf| !rows.iter().any(|row| row.placed.item == *leaf));
        let absent: Vec<&str> = absent.map(|leaf| model.item(leaf).id.as_str()).collect();
        let (first, last) = (self.block.rows.first()?, self.block.rows.last()?);
        if absent.is_empty() {
            return None;
        }
        let possible = -FULL * absent.len() as f64;
        let column = self.sheet.columns.text;
        let practices = self.block.rows.len();
        Some(Fault {
            cell: format!(
                "{}:{}",
                self.at(*first, column),
                CellRef::new(*last, column)
            ),
            found: Some(format!("{practices} practices")),
            expected: Some(format!("{} practices", practices + absent.len())),
            reason: format!(
                "the sheet lacks {} of the model; unanswered here ({})",
                absent.join(" and "),
                by(0.0, possible)
            ),
            points: 0.0,
            possible,
        })
    }

    /// What the subtotal says beyond what its rows come to.
    fn remainder(&self, sums: Pair) -> Option<Fault> {
        let theirs = (
            self.theirs.points.parse::<f64>().ok()?,
            self.theirs.possible.parse::<f64>().ok()?,
        );
        let (points, possible) = (theirs.0 - sums.0, theirs.1 - sums.1);
        if points.abs() < 1e-6 && possible.abs() < 1e-6 {
            return None;
        }
        let [points_cell, max_cell, _] = &self.theirs.cells;
        Some(Fault {
            cell: if points.abs() < 1e-6 {
                max_cell.clone()
            } else {
                points_cell.clone()
            },
            found: Some(format!(
                "{} of {}",
                self.theirs.points, self.theirs.possible
            )),
            expected: Some(format!("{} of {}", plain(sums.0), plain(sums.1))),
            reason: format!(
                "the subtotal is not the sum of its rows ({})",
                by(points, possible)
            ),
            points,
            possible,
        })
    }

    /// A share that is an error.
    fn share_error(&self) -> Option<Fault> {
        let [_, _, share] = &self.theirs.cells;
        if self.theirs.share.is_some() || self.theirs.shown.is_empty() {
            return None;
        }
        let right = if self.ours.1 == 0.0 {
            "not applicable".to_owned()
        } else {
            format!(
                "{} %",
                plain((self.ours.0 / self.ours.1 * 1000.0).round() / 10.0)
            )
        };
        Some(Fault {
            cell: share.clone(),
            found: Some(self.theirs.shown.clone()),
            expected: Some(right),
            reason: "the share is divided by a maximum of 0".to_owned(),
            points: 0.0,
            possible: 0.0,
        })
    }
}

/// How the ranges of a subtotal miss rows.
fn astray(effects: &[RowEffect<'_>]) -> &'static str {
    let reached = |effect: &RowEffect<'_>| effect.in_range.0 && effect.in_range.1;
    let first = effects.iter().position(reached);
    let last = effects.iter().rposition(reached);
    let between = first.zip(last).map(|(first, last)| last - first + 1);
    if between != Some(effects.iter().filter(|effect| reached(effect)).count()) {
        "leave rows out"
    } else if first == Some(0) {
        "stop short"
    } else if last == effects.len().checked_sub(1) {
        "begin too late"
    } else {
        "begin too late and stop short"
    }
}

fn difference(effects: &[&RowEffect<'_>]) -> Pair {
    let zero = (0.0, 0.0);
    effects.iter().fold(zero, |sum, effect| {
        (
            sum.0 + effect.sheet.0 - effect.ours.0,
            sum.1 + effect.sheet.1 - effect.ours.1,
        )
    })
}
