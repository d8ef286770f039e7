use super::table::{Cell, fit, table};
use crate::render::paint::{Look, Paint};
use crate::render::{escape, wording};
use crate::report::{WaiverReport, WaiversReport};

/// Columns of what a waiver is for, of a reason, an owner and a place at most.
const WIDEST: (usize, usize, usize, usize) = (40, 40, 20, 44);

/// A line for each waiver, then how many there are of which state.
pub(in crate::render) fn waivers(report: &WaiversReport, look: &Look) -> String {
    if report.waivers.is_empty() {
        return "no waivers\n".to_owned();
    }
    let heads = [
        "state",
        "rule",
        "for",
        "until",
        "days left",
        "excepts",
        "owner",
        "reason",
        "from",
    ];
    let faint = |text: &str| Cell::new(text).paint(Some(Paint::Faint));
    let mut rows = vec![heads.map(faint).to_vec()];
    rows.extend(report.waivers.iter().map(row));
    let mut out = table(&rows, look);
    let counts = report.waiver_counts;
    let said = [
        (counts.active, "active"),
        (counts.expiring, "expiring soon"),
        (counts.expired, "expired"),
        (counts.unused, "unused"),
    ];
    let said = said.into_iter().filter(|(count, _)| *count > 0);
    let said: Vec<String> = said
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    out.push_str(&format!(
        "\n{}: {}\n",
        wording::count(report.waivers.len(), "waiver"),
        said.join(", ")
    ));
    out.push_str(&match &report.base {
        Some(base) => format!(
            "findings are those against {}\n",
            escape::terminal(&base.name)
        ),
        None => "nothing was compared, so nobody can say which are unused\n".to_owned(),
    });
    out
}

fn row(waiver: &WaiverReport) -> Vec<Cell> {
    let shown = |text: &str, columns| fit(&escape::terminal(text), columns);
    let of = [&waiver.unit, &waiver.node, &waiver.item];
    let of: Vec<&str> = of.into_iter().flatten().map(String::as_str).collect();
    let of = match of.is_empty() {
        true => "everything".to_owned(),
        false => of.join(" "),
    };
    let or_nothing = |count: Option<String>| count.unwrap_or_else(|| "–".to_owned());
    let paint = match waiver.state {
        "active" => Paint::Good,
        "expired" => Paint::Bad,
        _ => Paint::Middling,
    };
    let path = waiver.path.as_deref().unwrap_or_default();
    let line = waiver
        .line
        .map_or_else(String::new, |line| format!(":{line}"));
    vec![
        Cell::new(waiver.state).paint(Some(paint)),
        Cell::new(shown(&waiver.rule, WIDEST.0)),
        Cell::new(shown(&of, WIDEST.0)),
        Cell::new(shown(waiver.expires.as_deref().unwrap_or("–"), WIDEST.2)),
        Cell::right(or_nothing(waiver.days_left.map(|days| days.to_string()))),
        Cell::right(or_nothing(waiver.findings.map(|count| count.to_string()))),
        Cell::new(shown(&waiver.owner, WIDEST.2)),
        Cell::new(shown(&waiver.reason, WIDEST.1)),
        Cell::new(shown(&format!("{path}{line}"), WIDEST.3)).paint(Some(Paint::Faint)),
    ]
}
