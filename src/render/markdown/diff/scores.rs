//! What the measures shown first say: only what moved, or both sides where
//! nothing can be subtracted.

use super::page::{Block, Rank};
use super::said;
use super::sign;
use crate::render::comparison;
use crate::report::{
    AssessmentStatus, DiffedAssessment, MeasureReport, MovementReport, RestatedMeasure,
};

/// Nodes named whose value is what it was.
const MOST_STILL: usize = 12;
/// Measures beside each other where there is one side only.
const MOST_MEASURES: usize = 4;

/// The table of an assessment; nothing where there is nothing to show.
pub(super) fn scores(one: &DiffedAssessment) -> Option<Block> {
    let both = one.status == AssessmentStatus::Changed || one.status == AssessmentStatus::Moved;
    if both && one.comparable && !one.broken && !one.base_broken {
        return moved(one);
    }
    restated(one)
}

/// Whether a movement has a row of its own. A node whose value is what it was is
/// named below the table; of the whole it is always said.
pub(super) fn in_table(movement: &MovementReport) -> bool {
    movement.depth == 0 || !comparison::still(movement)
}

fn moved(one: &DiffedAssessment) -> Option<Block> {
    let (rows, still): (Vec<&MovementReport>, Vec<&MovementReport>) = sign::headline(one)
        .filter(|it| it.depth <= 1)
        .partition(|it| in_table(it));
    let rows = rows.into_iter();
    let mut last = None;
    let mut hollow = false;
    let rows = rows.map(|movement| {
        let first = last.replace(&movement.node) != Some(&movement.node);
        hollow |= sign::cause(movement).is_some();
        row(movement, first)
    });
    let rows: Vec<String> = rows.collect();
    let mut legend = match hollow {
        true => "\n<sub>△ ▽ moved, but mainly not by answers.</sub>\n\n".to_owned(),
        false => "\n".to_owned(),
    };
    if !still.is_empty() {
        let mut nodes: Vec<String> = still.iter().map(|it| it.node.clone()).collect();
        nodes.dedup();
        let nodes = said::names(&nodes, MOST_STILL, 0);
        legend.push_str(&format!(
            "<sub>The same value, of other points: {nodes}.</sub>\n\n"
        ));
    }
    let head = "| what moved | measure | base | head | change |\n|:---|:---|---:|---:|:---|\n";
    table(rows, head, 5, &legend)
}

fn table(rows: Vec<String>, head: &str, columns: usize, tail: &str) -> Option<Block> {
    (!rows.is_empty()).then(|| {
        Block::rows(
            Rank::Scores,
            "tables of scores",
            head.to_owned(),
            rows,
            columns,
        )
        .closed(tail.to_owned())
    })
}

fn row(movement: &MovementReport, first: bool) -> String {
    let node = match first {
        true => node(&movement.node, &movement.title, movement.depth),
        false => String::new(),
    };
    let mut change = format!("**{}**", sign::delta(movement));
    if let Some(possible) = sign::denominator(movement) {
        change.push_str(&format!("<br><sub>{possible}</sub>"));
    }
    format!(
        "| {node} | {} | {} | {} | {change} |\n",
        said::name(&movement.measure),
        value(movement.from.as_ref()),
        value(movement.to.as_ref())
    )
}

/// A node's name; the root stands out.
pub(super) fn node(id: &str, title: &str, depth: usize) -> String {
    let (id, title) = (said::name(id), said::name(title));
    match depth {
        0 => format!("**{title}**"),
        _ if title.is_empty() || title == id => format!("**{id}**"),
        _ => format!("**{id}** {title}"),
    }
}

/// A value with the points it is a share of.
pub(super) fn value(value: Option<&MeasureReport>) -> String {
    let Some(value) = value else {
        return "–".to_owned();
    };
    let mut out = said::value(&value.shown);
    if value.overridden.is_some() {
        out.push_str(" (judged)");
    }
    if let Some(points) = &value.points_shown {
        out.push_str(&format!("<br><sub>{}</sub>", said::name(points)));
    }
    out
}

fn restated(one: &DiffedAssessment) -> Option<Block> {
    let (from, to) = match one.status {
        AssessmentStatus::Added => (false, true),
        AssessmentStatus::Removed => (true, false),
        _ => (!one.base_broken, !one.broken),
    };
    if from != to {
        return one_side(one, to);
    }
    let both = from && to;
    let mut last = None;
    let rows = one.restated.iter().filter_map(|it| {
        let (from, to) = (it.from.as_ref(), it.to.as_ref());
        let (from, to) = (from.filter(|_| both), to.filter(|_| both));
        from.or(to)?;
        let name = match last.replace(&it.node) != Some(&it.node) {
            true => node(&it.node, &it.title, it.depth),
            false => String::new(),
        };
        let (measure, from, to) = (said::name(&it.measure), value(from), value(to));
        Some(format!("| {name} | {measure} | {from} | {to} |\n"))
    });
    let head = "| restated | measure | base | head |\n|:---|:---|---:|---:|\n";
    table(rows.collect(), head, 4, "\n")
}

/// What there is on the one side that has numbers, a row for each node and a
/// column for each measure.
fn one_side(one: &DiffedAssessment, head: bool) -> Option<Block> {
    let measures = one.headline.iter().take(MOST_MEASURES);
    let measures: Vec<&String> = measures.collect();
    let of = |it: &RestatedMeasure| if head { it.to.clone() } else { it.from.clone() };
    let nodes = one.restated.chunk_by(|a, b| a.node == b.node);
    let rows = nodes.filter_map(|values| {
        let first = values.first()?;
        let found = |measure: &&String| values.iter().find(|it| it.measure == **measure);
        let values: Vec<Option<MeasureReport>> = measures.iter().map(|it| of(found(it)?)).collect();
        values.iter().any(Option::is_some).then(|| {
            let values = values.iter().map(|it| format!(" {} |", value(it.as_ref())));
            let values: String = values.collect();
            let name = node(&first.node, &first.title, first.depth);
            format!("| {name} |{values}\n")
        })
    });
    let names: String = measures
        .iter()
        .map(|it| format!(" {} |", said::name(it)))
        .collect();
    let columns = "---:|".repeat(measures.len());
    let head = format!(
        "| {} |{names}\n|:---|{columns}\n",
        if head { "head" } else { "base" }
    );
    table(rows.collect(), &head, measures.len() + 1, "\n")
}
