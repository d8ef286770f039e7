use crate::render::escape;
use crate::render::paint::{Look, Paint};
use crate::render::planning;
use crate::render::text::table::{Cell, fit, table};
use crate::report::PlannedAssessment;

/// Columns that an id and a value get at most.
const MOST: usize = 28;

/// Every measure that is followed: now, with all steps, and on the branch.
pub(super) fn standings(one: &PlannedAssessment, look: &Look) -> String {
    let faint = |text: &str| Cell::right(text).paint(Some(Paint::Faint));
    let there = one
        .nodes
        .iter()
        .flat_map(|node| node.measures.values())
        .any(|standing| standing.there.is_some());
    let mut rows = vec![vec![
        faint(""),
        faint(""),
        faint("now"),
        faint(""),
        faint("after"),
        faint(""),
        faint(if there { "there" } else { "" }),
    ]];
    for node in &one.nodes {
        let mut name = fit(&escape::terminal(&node.id), MOST);
        for (measure, standing) in &node.measures {
            let (now, after, there, delta) = planning::columns(standing);
            let cell = |text: &str| Cell::right(fit(&escape::terminal(text), MOST));
            let moved = now != after || !delta.is_empty();
            rows.push(vec![
                Cell::new(format!("  {}", std::mem::take(&mut name))).paint(Some(Paint::Strong)),
                Cell::new(fit(&escape::terminal(measure), MOST)),
                cell(&now),
                Cell::new(if moved { "→" } else { "=" }).paint(Some(Paint::Faint)),
                cell(&after),
                Cell::new(delta).paint(Some(Paint::Accent)),
                cell(there.as_deref().unwrap_or_default()),
            ]);
        }
    }
    let title = planning::with_steps(one);
    format!(
        "\n{}\n{}",
        look.paint(Paint::Strong, &title),
        table(&rows, look)
    )
}
