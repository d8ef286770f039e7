use super::score::{header, measure_cells, row};
use super::table::{Cell, fit, table};
use crate::render::paint::{Look, Paint};
use crate::render::{escape, wording};
use crate::report::RollUp;

/// What a unit's members come to: the nodes, then who contributes what.
pub(super) fn roll_up(unit: &RollUp, look: &Look) -> String {
    let mut out = heading(unit, look);
    if unit.broken {
        let broken = look.paint(Paint::Bad, "broken");
        out.push_str(&format!(
            "\n{broken}: no numbers, because the meaning of a member's file is not clear\n"
        ));
        return out;
    }
    let shown = unit
        .nodes
        .iter()
        .filter(|node| unit.deep || node.depth <= 1);
    let mut rows = vec![header(&unit.headline, &unit.nodes, look)];
    rows.extend(shown.map(|node| row(node, &unit.headline, look)));
    out.push_str(&format!("\n{}\n", table(&rows, look)));
    out.push_str(&members(unit, look));
    out
}

fn heading(unit: &RollUp, look: &Look) -> String {
    let name = unit.title.as_deref().unwrap_or(&unit.unit);
    let assessed = unit.members.iter().filter(|member| member.assessed).count();
    let model = format!("{} {}", unit.model.title, unit.model.version);
    let members = format!(
        "{assessed} of {} assessed",
        wording::count(unit.members.len(), "unit")
    );
    format!(
        "{} · {} · {members}\n",
        look.paint(Paint::Strong, &escape::terminal(name)),
        escape::terminal(&model)
    )
}

fn members(unit: &RollUp, look: &Look) -> String {
    let rows = unit.members.iter().map(|member| {
        let name = member.title.as_deref().unwrap_or(&member.unit);
        let mut row = vec![Cell::new(format!("  {}", fit(&escape::terminal(name), 32)))];
        row.push(match member.weight.as_str() {
            "1" => Cell::default(),
            weight => Cell::new(format!("× {weight}")).paint(Some(Paint::Faint)),
        });
        for (at, name) in unit.headline.iter().enumerate() {
            let value = member.measures.get(name).and_then(Option::as_ref);
            row.extend(measure_cells(value, at == 0, None, look));
        }
        row.push(if member.assessed {
            Cell::default()
        } else {
            Cell::new("not assessed").paint(Some(Paint::Faint))
        });
        row
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    table(&rows, look)
}
