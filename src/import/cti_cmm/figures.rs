use std::sync::Arc;

use super::answers::Score;
use super::faults::{self, Row};
use super::layout::{Block, Columns, DomainSheet, text};
use super::practices::Placed;
use super::totals;
use crate::import::formula::{Evaluator, Outcome};
use crate::import::workbook::{CellRef, Workbook};
use crate::import::{Draft, Fault, Figures, Reconciliation};
use crate::model::{self, ItemIndex, Model, Resolved};
use crate::score::{Engine, Points};
use crate::text::{RepoPath, SourceFile};
use crate::yaml;

/// A pair of numbers: points earned and points there could be.
pub(super) type Pair = (f64, f64);

/// The workbook's figures, recomputed by its own formulas, beside ours: total,
/// domains and objectives, each difference with its reasons.
pub(super) fn reconcile(
    workbook: &Workbook,
    sheets: &[DomainSheet<'_>],
    placed: &[Placed],
    scores: &[Score],
    model: &Model,
    draft: &Draft,
) -> Vec<Reconciliation> {
    let Some(ours) = our_points(model, draft) else {
        return Vec::new();
    };
    let mut scene = Scene {
        workbook,
        evaluator: Evaluator::new(workbook),
        model,
        ours,
        rows: placed
            .iter()
            .zip(scores)
            .map(|(placed, score)| Row {
                placed,
                score: *score,
            })
            .collect(),
    };
    let mut out = Vec::new();
    for (position, sheet) in sheets.iter().enumerate() {
        let out_of_scope = draft
            .out_of_scope
            .iter()
            .any(|(id, _)| *id == model.item(sheet.domain).id);
        out.extend(scene.domain(position, sheet, out_of_scope));
    }
    let total = scene.total(sheets, &out);
    std::iter::once(total).chain(out).collect()
}

/// Our points at every node, computed from the very file that is written.
fn our_points(model: &Model, draft: &Draft) -> Option<Vec<Option<Points>>> {
    let text = draft.to_yaml(model, None);
    let file = Arc::new(SourceFile::new(RepoPath::given("draft"), text));
    let parsed = yaml::parse(&file);
    let root = parsed.root?;
    let assessment = model::assessment(&[(Arc::clone(&file), &root)])?;
    let resolved = Resolved::new(model, &assessment);
    let engine = Engine::new(model, &assessment, &resolved);
    let share = model.measure("share")?;
    let nodes = (0..model.items.len()).map(ItemIndex);
    Some(
        nodes
            .map(|node| engine.value(share, node).and_then(|value| value.points))
            .collect(),
    )
}

struct Scene<'s> {
    workbook: &'s Workbook,
    evaluator: Evaluator<'s>,
    model: &'s Model,
    ours: Vec<Option<Points>>,
    rows: Vec<Row<'s>>,
}

impl Scene<'_> {
    /// A domain and its objectives; the domain's faults are its own and theirs.
    fn domain(
        &mut self,
        position: usize,
        sheet: &DomainSheet<'_>,
        out_of_scope: bool,
    ) -> Vec<Reconciliation> {
        let mut objectives = Vec::new();
        for block in &sheet.blocks {
            objectives.extend(self.objective(position, sheet, block, out_of_scope));
        }
        let on_sheet = sheet
            .total
            .map(|row| self.figures(&sheet.sheet.name, row, triple(&sheet.columns)));
        let on_dashboard = self
            .dashboard_row(sheet)
            .map(|(row, columns)| self.figures("Dashboard", row, columns));
        let theirs = on_dashboard
            .clone()
            .or_else(|| on_sheet.clone())
            .unwrap_or_default();
        let mut own = Vec::new();
        if out_of_scope {
            let counted = totals::flag_without_effect(sheet, &theirs);
            if counted.is_none() {
                // The sheet's own subtotals stand, and nothing counts them.
                objectives.clear();
            }
            own.extend(counted);
        } else {
            own.extend(
                objectives
                    .iter()
                    .flat_map(|objective| objective.faults.clone()),
            );
            if let Some(on_sheet) = &on_sheet {
                let parts: Vec<&Figures> = objectives
                    .iter()
                    .map(|objective| &objective.theirs)
                    .collect();
                own.extend(totals::sum_differs(
                    self.workbook,
                    on_sheet,
                    &parts,
                    "the subtotals above",
                ));
            }
            if let (Some(dashboard), Some(on_sheet)) = (&on_dashboard, &on_sheet) {
                own.extend(totals::not_passed_on(self.workbook, dashboard, on_sheet));
            }
        }
        let domain = Reconciliation {
            node: sheet.domain,
            ours: self.our(sheet.domain),
            theirs,
            faults: own,
        };
        std::iter::once(domain).chain(objectives).collect()
    }

    fn objective(
        &mut self,
        position: usize,
        sheet: &DomainSheet<'_>,
        block: &Block,
        out_of_scope: bool,
    ) -> Option<Reconciliation> {
        let node = self
            .model
            .children(sheet.domain)
            .nth(block.number.checked_sub(1)? as usize)?;
        let row = block.subtotal?;
        let theirs = self.figures(&sheet.sheet.name, row, triple(&sheet.columns));
        let ours = self.our(node);
        let faults = if out_of_scope {
            totals::flag_without_effect(sheet, &theirs)
                .into_iter()
                .collect()
        } else {
            let block = faults::BlockScene {
                sheet,
                position,
                block,
                node,
                theirs: &theirs,
                ours: pair(ours.as_ref()),
            };
            block.faults(self.model, &self.rows, &mut self.evaluator)
        };
        Some(Reconciliation {
            node,
            ours,
            theirs,
            faults,
        })
    }

    fn total(&mut self, sheets: &[DomainSheet<'_>], nodes: &[Reconciliation]) -> Reconciliation {
        let place = self.dashboard_label("total");
        let theirs = match place {
            Some((row, columns)) => self.figures("Dashboard", row, columns),
            None => Figures::default(),
        };
        let domains = nodes
            .iter()
            .filter(|node| sheets.iter().any(|sheet| sheet.domain == node.node));
        let parts: Vec<&Figures> = domains.clone().map(|domain| &domain.theirs).collect();
        let mut all: Vec<Fault> = domains.flat_map(|domain| domain.faults.clone()).collect();
        all.extend(self.model.children(ItemIndex::ROOT).filter_map(|domain| {
            let absent = !sheets.iter().any(|sheet| sheet.domain == domain);
            absent.then(|| {
                totals::absent_sheet(&self.model.item(domain).id, pair(self.our(domain).as_ref()))
            })
        }));
        if place.is_some() {
            all.extend(totals::sum_differs(
                self.workbook,
                &theirs,
                &parts,
                "the domains above",
            ));
        }
        Reconciliation {
            node: ItemIndex::ROOT,
            ours: self.our(ItemIndex::ROOT),
            theirs,
            faults: all,
        }
    }

    fn our(&self, node: ItemIndex) -> Option<Points> {
        self.ours.get(node.0).cloned().flatten()
    }

    /// What the formulas in a row come to.
    fn figures(&mut self, sheet: &str, row: u32, columns: [u32; 3]) -> Figures {
        let mut values =
            columns.map(|column| self.evaluator.value(sheet, CellRef::new(row, column)));
        let shown = values.each_ref().map(shown);
        let [points, possible, mut percent] = shown;
        let share = match values.last_mut() {
            Some(Outcome::Number(share)) => {
                percent = format!("{:.1} %", *share * 100.0);
                Some(*share)
            }
            _ => None,
        };
        let cells = columns.map(|column| format!("{sheet}!{}", CellRef::new(row, column)));
        Figures {
            points,
            possible,
            share,
            shown: percent,
            cells,
        }
    }

    /// The Dashboard's row for a domain: the one that counts it by the number
    /// in the sheet's name, since the nicknames beside it are unreliable.
    fn dashboard_row(&self, sheet: &DomainSheet<'_>) -> Option<(u32, [u32; 3])> {
        let number = sheet
            .sheet
            .name
            .strip_prefix("Domain ")?
            .split(' ')
            .next()?;
        self.dashboard_label(&format!("{number}. "))
    }

    fn dashboard_label(&self, label: &str) -> Option<(u32, [u32; 3])> {
        let dashboard = self.workbook.sheet("Dashboard")?;
        let header = |name: &str| {
            let mut cells = dashboard.cells.iter();
            cells
                .find(|(_, cell)| text(&cell.value).eq_ignore_ascii_case(name))
                .map(|(at, _)| *at)
        };
        let (score, max) = (header("score")?, header("max")?);
        let mut cells = dashboard
            .cells
            .iter()
            .filter(|(at, _)| at.row > score.row && at.column < score.column);
        let found = cells.find(|(_, cell)| text(&cell.value).to_lowercase().starts_with(label))?;
        Some((found.0.row, [score.column, max.column, max.column + 1]))
    }
}

fn triple(columns: &Columns) -> [u32; 3] {
    [
        columns.score,
        columns.max,
        columns.status.unwrap_or(columns.max + 1),
    ]
}

fn shown(value: &Outcome) -> String {
    match value {
        Outcome::Number(number) => plain(*number),
        Outcome::Empty => String::new(),
        other => other.to_string(),
    }
}

/// A number without needless decimals.
pub(super) fn plain(number: f64) -> String {
    let rounded = (number * 1e9).round() / 1e9;
    if rounded == 0.0 {
        "0".to_owned()
    } else {
        rounded.to_string()
    }
}

/// Our points as numbers; 0 of 0 where nothing is applicable.
pub(super) fn pair(points: Option<&Points>) -> Pair {
    points.map_or((0.0, 0.0), |points| {
        (points.earned.to_f64(), points.possible.to_f64())
    })
}
