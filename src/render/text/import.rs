use super::findings;
use super::table::{Cell, table};
use crate::render::paint::{Look, Paint};
use crate::render::{escape, wording};
use crate::report::{Difference, ImportReport, Reconciled};

/// Findings, then the source's figures beside ours, then what was written.
pub(in crate::render) fn import(report: &ImportReport, look: &Look) -> String {
    let mut out = findings(&report.findings, look);
    if !report.reconciliation.is_empty() {
        out.push_str(&reconciliation(report, look));
    }
    let counts = report.answers;
    out.push_str(&format!(
        "\n{} of {}: {} answered, {} unanswered, {} not applicable, {} out of scope\n",
        wording::count(counts.total, "practice"),
        escape::terminal(&report.model),
        counts.answered,
        counts.unanswered,
        counts.not_applicable,
        counts.out_of_scope
    ));
    if !report.read.is_empty() {
        let read = report.read.iter().map(|read| {
            format!(
                "{} from {}",
                wording::count(read.answers, "answer"),
                escape::terminal(&read.place)
            )
        });
        out.push_str(&format!("{}\n", read.collect::<Vec<_>>().join(", ")));
    }
    for path in &report.written {
        out.push_str(&format!(
            "{} {}\n",
            look.paint(Paint::Good, "wrote"),
            escape::terminal(path)
        ));
    }
    for hint in &report.hints {
        out.push_str(&format!(
            "{}: {}\n",
            look.paint(Paint::Accent, "note"),
            escape::terminal(hint)
        ));
    }
    out
}

fn reconciliation(report: &ImportReport, look: &Look) -> String {
    let faint = |text: &str| Cell::new(text).paint(Some(Paint::Faint));
    let mut rows = vec![vec![
        faint(""),
        faint("rungs"),
        faint(""),
        faint("workbook"),
        faint(""),
        faint(""),
    ]];
    let shown = report
        .reconciliation
        .iter()
        .filter(|node| node.depth <= 1 || !node.agrees);
    rows.extend(shown.map(row));
    let mut out = format!(
        "{}\n\n",
        look.paint(Paint::Strong, "The workbook's figures beside the true ones")
    );
    out.push_str(&table(&rows, look));
    if report.reconciliation.iter().all(|node| node.agrees) {
        out.push_str("\nevery figure agrees\n");
        return out;
    }
    out.push_str(&format!(
        "\n{}\n",
        look.paint(Paint::Strong, "Why they differ")
    ));
    // A domain's differences hold those of its objectives, the total's all.
    for node in report
        .reconciliation
        .iter()
        .filter(|node| node.depth == 1 && !node.differences.is_empty())
    {
        let id = look.paint(Paint::Accent, &escape::terminal(&node.node));
        out.push_str(&format!("\n{id} {}\n", escape::terminal(&node.title)));
        out.push_str(
            &node
                .differences
                .iter()
                .map(|one| difference(one, look))
                .collect::<String>(),
        );
    }
    let domains = report.reconciliation.iter().filter(|node| node.depth == 1);
    let known: Vec<&str> = domains
        .flat_map(|node| &node.differences)
        .map(|one| one.cell.as_str())
        .collect();
    let total = report
        .reconciliation
        .iter()
        .filter(|node| node.depth == 0)
        .flat_map(|node| &node.differences);
    for one in total.filter(|one| !known.contains(&one.cell.as_str())) {
        out.push_str(&format!(
            "\n{}\n{}",
            look.paint(Paint::Accent, "total"),
            difference(one, look)
        ));
    }
    out
}

fn difference(difference: &Difference, look: &Look) -> String {
    let cell = look.paint(Paint::Middling, &escape::terminal(&difference.cell));
    let mut out = format!("  {cell}\n    {}\n", escape::terminal(&difference.reason));
    let sides = [
        ("holds", &difference.found),
        ("right", &difference.expected),
    ];
    for (word, text) in sides {
        if let Some(text) = text {
            out.push_str(&format!(
                "    {}: {}\n",
                look.paint(Paint::Faint, word),
                escape::terminal(text)
            ));
        }
    }
    out
}

fn row(node: &Reconciled) -> Vec<Cell> {
    let percent = |number: Option<f64>| {
        number.map_or("–".to_owned(), |number| {
            format!("{:.1} %", number * 100.0)
        })
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
    let verdict = if node.agrees {
        Cell::new("=")
    } else {
        Cell::new("≠").paint(Some(Paint::Bad))
    };
    vec![
        Cell::new(format!(
            "{}{}",
            "  ".repeat(node.depth),
            escape::terminal(&node.node)
        )),
        Cell::right(format!("{}/{}", node.ours.points, node.ours.max)),
        Cell::right(percent(node.ours.number)),
        Cell::right(
            escape::terminal(&format!(
                "{}/{}",
                text(&node.workbook.points),
                text(&node.workbook.max)
            ))
            .into_owned(),
        ),
        Cell::right(escape::terminal(&node.workbook.shown).into_owned()),
        verdict,
    ]
}
