//! Everything, folded away.

use super::page::{Block, Rank};
use super::place::place;
use super::said;
use super::scores::{in_table, node, value};
use super::sign;
use super::words;
use crate::render::comparison;
use crate::report::{ChangeDirection, ChangeReport, DiffReport, DiffedAssessment, MovementReport};

/// Pieces of evidence named beside an answer.
const MOST_EVIDENCE: usize = 3;

/// All changes, word by word where it is prose.
pub(super) fn changes(report: &DiffReport, one: &DiffedAssessment) -> Option<Block> {
    let items = comparison::by_item(&one.changes);
    let rows = items.flat_map(|changes| {
        let rows = changes.iter().enumerate();
        rows.map(move |(at, change)| {
            let because = comparison::rationale(changes, change);
            let what = match at {
                0 => words::subject(change),
                _ => String::new(),
            };
            row(report, one, change, &what, because)
        })
    });
    let rows: Vec<String> = rows.collect();
    (!rows.is_empty()).then(|| {
        let title = match rows.len() {
            1 => "The change".to_owned(),
            count => format!("All {} changes", said::number(count)),
        };
        let head = "| | what | field | change | where |\n|:---|:---|:---|:---|:---|\n".to_owned();
        Block::rows(Rank::Changes, "tables of all changes", head, rows, 5).folded(&title)
    })
}

/// One change; of those of one item only the first names it.
fn row(
    report: &DiffReport,
    one: &DiffedAssessment,
    change: &ChangeReport,
    what: &str,
    because: Option<&str>,
) -> String {
    let sign = match (change.regression, change.direction) {
        (true, _) => "▼",
        (false, ChangeDirection::Neither) => "",
        (false, direction) => sign::arrow(direction),
    };
    let mut happened = words::happened(change);
    if let Some(because) = because {
        happened.push_str(&format!("<br><sub>{}</sub>", said::prose(because)));
    }
    if !change.evidence.is_empty() {
        let shown = change.evidence.iter().take(MOST_EVIDENCE).map(|it| {
            let expired = if it.expired { " (expired)" } else { "" };
            format!("{}{expired}", said::name(&it.said))
        });
        let mut shown: Vec<String> = shown.collect();
        let more = change.evidence.len().saturating_sub(MOST_EVIDENCE);
        if more > 0 {
            shown.push(format!("and {} more", said::number(more)));
        }
        happened.push_str(&format!("<br><sub>evidence: {}</sub>", shown.join("; ")));
    }
    if let Some(remark) = &change.remark {
        happened.push_str(&format!("<br>**{}**", said::prose(remark)));
    }
    format!(
        "| {sign} | {what} | {} | {happened} | {} |\n",
        comparison::field(change),
        place(report, change, one.path.as_deref())
    )
}

/// All measures of all nodes that moved.
pub(super) fn measures(one: &DiffedAssessment) -> Option<Block> {
    let shown = one
        .measures
        .iter()
        .filter(|it| it.headline && it.depth <= 1 && in_table(it));
    if shown.count() == one.measures.len() {
        return None;
    }
    let rows: Vec<String> = one.measures.iter().map(measure).collect();
    let title = format!("All {} that moved", said::count(rows.len(), "measure"));
    let head =
        "| where | measure | base | head | change |\n|:---|:---|---:|---:|:---|\n".to_owned();
    Some(Block::rows(Rank::Measures, "tables of all measures", head, rows, 5).folded(&title))
}

fn measure(movement: &MovementReport) -> String {
    let mut change = sign::delta(movement);
    if let Some(possible) = sign::denominator(movement) {
        change.push_str(&format!("<br><sub>{possible}</sub>"));
    }
    format!(
        "| {} | {} | {} | {} | {change} |\n",
        node(&movement.node, &movement.title, movement.depth),
        said::name(&movement.measure),
        value(movement.from.as_ref()),
        value(movement.to.as_ref())
    )
}
