//! What the measures shown first say: only what moved, or both sides where
//! nothing can be subtracted.

use super::page::{Block, Rank};
use super::said;
use super::sign;
use crate::report::{AssessmentStatus, DiffedAssessment, MeasureReport, MovementReport};

/// The table of an assessment; nothing where there is nothing to show.
pub(super) fn scores(one: &DiffedAssessment) -> Option<Block> {
    let both = one.status == AssessmentStatus::Changed || one.status == AssessmentStatus::Moved;
    if both && one.comparable && !one.broken && !one.base_broken {
        return moved(one);
    }
    restated(one)
}

fn moved(one: &DiffedAssessment) -> Option<Block> {
    let rows = sign::headline(one).filter(|it| it.depth <= 1);
    let mut last = None;
    let mut hollow = false;
    let rows = rows.map(|movement| {
        let first = last.replace(&movement.node) != Some(&movement.node);
        hollow |= sign::cause(movement).is_some();
        row(movement, first)
    });
    let rows: Vec<String> = rows.collect();
    let legend = match hollow {
        true => "\n<sub>△ ▽ moved, but mainly not by answers.</sub>\n\n",
        false => "\n",
    };
    let head = "| what moved | measure | base | head | change |\n|:---|:---|---:|---:|:---|\n";
    table(rows, head, 5, legend)
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
    let mut last = None;
    let rows = one.restated.iter().filter_map(|it| {
        let from_shown = from.then_some(it.from.as_ref()).flatten();
        let to_shown = to.then_some(it.to.as_ref()).flatten();
        from_shown.or(to_shown)?;
        let first = last.replace(&it.node) != Some(&it.node);
        let name = match first {
            true => node(&it.node, &it.title, it.depth),
            false => String::new(),
        };
        let mut row = format!("| {name} | {} |", said::name(&it.measure));
        for shown in [(from, from_shown), (to, to_shown)] {
            if let (true, shown) = shown {
                row.push_str(&format!(" {} |", value(shown)));
            }
        }
        Some(format!("{row}\n"))
    });
    let rows: Vec<String> = rows.collect();
    match (from, to) {
        (true, true) => table(
            rows,
            "| restated | measure | base | head |\n|:---|:---|---:|---:|\n",
            4,
            "\n",
        ),
        (true, false) => table(rows, "| | measure | base |\n|:---|:---|---:|\n", 3, "\n"),
        _ => table(rows, "| | measure | head |\n|:---|:---|---:|\n", 3, "\n"),
    }
}
