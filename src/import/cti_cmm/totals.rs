//! Faults above the subtotals: a flag without effect, a total that is not the
//! sum of its parts, a Dashboard cell that does not show its sheet.

use super::figures::{Pair, plain};
use super::layout::DomainSheet;
use super::practices::shown;
use super::wording::by;
use crate::import::workbook::{CellRef, Workbook};
use crate::import::{Fault, Figures};

/// The flag "Domain is Relevant?" that the figures do not look at.
pub(super) fn flag_without_effect(sheet: &DomainSheet<'_>, theirs: &Figures) -> Option<Fault> {
    let possible = theirs.possible.parse::<f64>().ok()?;
    let points = theirs.points.parse::<f64>().unwrap_or(0.0);
    let [points_cell, max_cell, _] = &theirs.cells;
    let flag = sheet
        .relevant
        .map_or_else(|| sheet.sheet.name.clone(), |at| sheet.name(at));
    Some(Fault {
        cell: format!(
            "{points_cell}, {}",
            max_cell.rsplit('!').next().unwrap_or_default()
        ),
        found: Some(format!("{} of {}", theirs.points, theirs.possible)),
        expected: Some("N/A".to_owned()),
        reason: format!(
            "the domain is marked as not relevant in {flag}, and is counted all the same ({})",
            by(points, possible)
        ),
        points,
        possible,
    })
}

/// A total that is not the sum of its parts.
pub(super) fn sum_differs(
    workbook: &Workbook,
    total: &Figures,
    parts: &[&Figures],
    what: &str,
) -> Option<Fault> {
    let number = |text: &str| text.parse::<f64>().unwrap_or(0.0);
    let sum = parts.iter().fold((0.0, 0.0), |sum, part| {
        (sum.0 + number(&part.points), sum.1 + number(&part.possible))
    });
    let theirs = (number(&total.points), number(&total.possible));
    let (points, possible) = (theirs.0 - sum.0, theirs.1 - sum.1);
    if points.abs() < 1e-6 && possible.abs() < 1e-6 {
        return None;
    }
    let [points_cell, max_cell, _] = &total.cells;
    let cell = if points.abs() < 1e-6 {
        max_cell
    } else {
        points_cell
    };
    Some(Fault {
        cell: cell.clone(),
        found: formula_at(workbook, cell),
        expected: Some(format!("{} of {}", plain(sum.0), plain(sum.1))),
        reason: format!("not the sum of {what} ({})", by(points, possible)),
        points,
        possible,
    })
}

/// A cell of the Dashboard that does not show its sheet's total.
pub(super) fn not_passed_on(
    workbook: &Workbook,
    dashboard: &Figures,
    on_sheet: &Figures,
) -> Vec<Fault> {
    let sides = [
        (&dashboard.points, &on_sheet.points, 0),
        (&dashboard.possible, &on_sheet.possible, 1),
    ];
    let differing = sides.into_iter().filter(|(shown, total, _)| shown != total);
    let fault = |(shown, total, side): (&String, &String, usize)| {
        let (cell, source) = (dashboard.cells.get(side)?, on_sheet.cells.get(side)?);
        let moved = shown.parse::<f64>().unwrap_or(0.0) - total.parse::<f64>().unwrap_or(0.0);
        let (points, possible) = if side == 0 {
            (moved, 0.0)
        } else {
            (0.0, moved)
        };
        let (sheet, at) = source.rsplit_once('!')?;
        let found = formula_at(workbook, cell);
        let literal = found.as_ref().is_some_and(|found| !found.starts_with('='));
        let what = if literal {
            "a literal instead of a formula, whatever is entered on the sheet"
        } else {
            "does not show the total of its sheet"
        };
        Some(Fault {
            cell: cell.clone(),
            found,
            expected: Some(format!("='{sheet}'!{at}")),
            reason: format!("{what} ({})", by(points, possible)),
            points,
            possible,
        })
    };
    differing.filter_map(fault).collect()
}

/// What a cell holds: its formula, or its value.
fn formula_at(workbook: &Workbook, cell: &str) -> Option<String> {
    let (sheet, at) = cell.rsplit_once('!')?;
    let at: CellRef = at.parse().ok()?;
    let cell = workbook.sheet(sheet)?.cells.get(&at)?;
    match &cell.formula {
        Some(formula) => Some(format!("={formula}")),
        None => shown(&cell.value),
    }
}

/// A domain whose sheet is not there, or has no header row.
pub(super) fn absent_sheet(domain: &str, ours: Pair) -> Fault {
    Fault {
        cell: domain.to_owned(),
        found: None,
        expected: None,
        reason: format!(
            "the workbook has no readable sheet for it; unanswered here ({})",
            by(-ours.0, -ours.1)
        ),
        points: -ours.0,
        possible: -ours.1,
    }
}
