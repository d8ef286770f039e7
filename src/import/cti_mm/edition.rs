use std::collections::{BTreeMap, HashMap, HashSet};

use super::id::Id;
use super::layout::{Findings, Row};
use crate::import::rules;

/// The most links of one row.
pub(super) const MOST_LINKS: usize = 20;

/// One control or indicator, from one row or from several that say the same.
pub(super) struct Control<'w> {
    /// The id, its own even where the workbook uses one twice.
    pub(super) id: String,
    /// The id as the workbook has it.
    pub(super) place: Id,
    pub(super) rows: Vec<Row<'w>>,
    /// Whether a yes is bad news.
    pub(super) indicator: bool,
    /// What removes it, each with the cell that says so.
    pub(super) links: Vec<(Id, String)>,
}

impl<'w> Control<'w> {
    pub(super) fn text(&self) -> &str {
        self.rows.first().map_or("", |row| &row.text)
    }

    /// The cell of its first row.
    pub(super) fn cell(&self) -> String {
        self.rows.first().map(Row::own_cell).unwrap_or_default()
    }
}

/// The controls of one edition in the order of its rows.
#[derive(Default)]
pub(super) struct Edition<'w> {
    pub(super) controls: Vec<Control<'w>>,
    /// What the edition calls each phase.
    pub(super) phases: BTreeMap<u8, String>,
    /// What it calls each intelligence level.
    pub(super) intels: BTreeMap<char, String>,
    /// What it calls each level.
    pub(super) levels: BTreeMap<u8, String>,
}

impl<'w> Edition<'w> {
    /// Puts rows together: ids in one spelling, and each for one control.
    pub(super) fn new(rows: Vec<Row<'w>>, findings: &mut Findings<'_>) -> Self {
        let mut edition = Self {
            phases: majority(
                rows.iter()
                    .map(|row| (row.id.phase, row.line(row.columns.phase))),
            ),
            intels: majority(
                rows.iter()
                    .map(|row| (row.id.intel, row.line(row.columns.intel))),
            ),
            levels: majority(
                rows.iter()
                    .map(|row| (row.id.level, row.line(row.columns.level))),
            ),
            controls: Vec::new(),
        };
        let mut by_id: HashMap<Id, usize> = HashMap::new();
        let mut ids: HashSet<String> = HashSet::new();
        for row in rows {
            edition.check_place(&row, findings);
            let links = links(&row, findings);
            if row.written != row.id.to_string() {
                let message = format!("the id `{}` was read as {}", row.written, row.id);
                findings.report(&rules::WORKBOOK_ID, row.own_cell(), message, None);
            }
            let first = by_id.get(&row.id).copied();
            let id = match first.and_then(|first| edition.controls.get_mut(first)) {
                Some(first) => {
                    if joined(first, &row, &links, findings) {
                        continue;
                    }
                    second_id(first, &row, &ids, findings)
                }
                None => {
                    by_id.insert(row.id, edition.controls.len());
                    row.id.to_string()
                }
            };
            ids.insert(id.clone());
            edition.controls.push(Control {
                id,
                place: row.id,
                indicator: row.indicator,
                rows: vec![row],
                links,
            });
        }
        edition
    }

    /// The first control with an id.
    pub(super) fn position(&self, id: Id) -> Option<usize> {
        self.controls.iter().position(|control| control.place == id)
    }

    /// Whether a row stands where its id says.
    fn check_place(&self, row: &Row<'_>, findings: &mut Findings<'_>) {
        let Row { id, columns, .. } = row;
        let sides = [
            (columns.level, self.levels.get(&id.level)),
            (columns.phase, self.phases.get(&id.phase)),
            (columns.intel, self.intels.get(&id.intel)),
        ];
        for (column, usual) in sides {
            let (Some(at), Some(usual)) = (column, usual) else {
                continue;
            };
            let held = row.line(column);
            if held
                .as_ref()
                .is_some_and(|held| held.to_lowercase() != usual.to_lowercase())
            {
                let held = held.unwrap_or_default();
                let message =
                    format!("`{held}` beside {id}, where others have `{usual}`; placed by its id");
                findings.report(&rules::WORKBOOK_PLACE, row.cell(at), message, None);
            }
        }
    }
}

/// Adds a row to the control that has its id, when both say the same: their
/// texts are alike, or both are removed by the same control.
fn joined<'w>(
    first: &mut Control<'w>,
    row: &Row<'w>,
    links: &[(Id, String)],
    findings: &mut Findings<'_>,
) -> bool {
    let shared = first
        .links
        .iter()
        .find(|(target, _)| links.iter().any(|(other, _)| other == target));
    let reason = match shared {
        Some((target, _)) => format!("both link to {target}"),
        None if first.text().eq_ignore_ascii_case(&row.text) => "both have one text".to_owned(),
        None => return false,
    };
    let message = format!(
        "{} again, first in {}; {reason}, so it was taken for the same",
        row.id,
        first.cell()
    );
    findings.report(&rules::WORKBOOK_ID_TWICE, row.own_cell(), message, None);
    for (target, cell) in links {
        if first.links.iter().all(|(known, _)| known != target) {
            first.links.push((*target, cell.clone()));
        }
    }
    first.indicator |= row.indicator;
    first.rows.push(row.clone());
    true
}

/// An id of its own for another control with a used one.
fn second_id(
    first: &Control<'_>,
    row: &Row<'_>,
    ids: &HashSet<String>,
    findings: &mut Findings<'_>,
) -> String {
    let mut numbered = (2..).map(|number: u32| format!("{}-{number}", row.id));
    let free = numbered.find(|id| !ids.contains(id)).unwrap_or_default();
    let message = format!(
        "{} already names the control in {}; imported as {free}",
        row.id,
        first.cell()
    );
    findings.report(&rules::WORKBOOK_ID_TWICE, row.own_cell(), message, None);
    free
}

/// The ids that a row links to.
fn links(row: &Row<'_>, findings: &mut Findings<'_>) -> Vec<(Id, String)> {
    let Some(column) = row.columns.links else {
        return Vec::new();
    };
    let held = row.line(Some(column)).unwrap_or_default();
    let cell = row.cell(column);
    let mut links = Vec::new();
    let mut parts = held.split([',', ';', ' ']).filter(|part| !part.is_empty());
    for written in parts.by_ref().take(MOST_LINKS) {
        match Id::parse(written) {
            Some(id) => {
                if written != id.to_string() {
                    let message = format!("the link `{written}` was read as {id}");
                    findings.report(&rules::WORKBOOK_ID, &cell, message, None);
                }
                links.push((id, cell.clone()));
            }
            None => {
                let message = format!("`{written}` is no id of a control; the link was dropped");
                findings.report(&rules::WORKBOOK_LINK, &cell, message, None);
            }
        }
    }
    if parts.next().is_some() {
        let message = format!("more than {MOST_LINKS} links; the others were dropped");
        findings.report(&rules::WORKBOOK_LINK, &cell, message, None);
    }
    links
}

/// The title that most rows give to each key; the earlier one when two have as
/// many.
fn majority<K: Ord + Copy>(rows: impl Iterator<Item = (K, Option<String>)>) -> BTreeMap<K, String> {
    let mut counted: BTreeMap<K, Vec<(String, usize)>> = BTreeMap::new();
    for (key, title) in rows {
        let Some(title) = title else { continue };
        let titles = counted.entry(key).or_default();
        match titles.iter_mut().find(|(known, _)| *known == title) {
            Some((_, count)) => *count += 1,
            None => titles.push((title, 1)),
        }
    }
    let most = |titles: Vec<(String, usize)>| {
        let most = titles.iter().map(|(_, count)| *count).max();
        let mut titles = titles.into_iter();
        titles
            .find(|(_, count)| Some(*count) == most)
            .map(|(title, _)| title)
    };
    let titles = counted.into_iter();
    titles
        .filter_map(|(key, titles)| Some((key, most(titles)?)))
        .collect()
}
