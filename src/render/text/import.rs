use super::findings;
use super::table::{Cell, table};
use crate::render::paint::{Look, Paint};
use crate::render::{escape, wording};
use crate::report::{ImportReport, Reconciled};

/// Findings, then the source's figures beside ours, then what was written.
pub(in crate::render) fn import(report: &ImportReport, look: &Look) -> String {
    let mut out = findings(&report.findings, look);
    out.push_str(&reconciliation(report, look));
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
    for path in &report.written {
        out.push_str(&format!(
            "{} {}\n",
            look.paint(Paint::Good, "wrote"),
            escape::terminal(path)
        ));
    }
    out
}

fn reconciliation(report: &ImportReport, look: &Look) -> String {
    let faint = |text: &str| Cell::new(text).paint(Some(Paint::Faint));
    let mut rows = vec![vec![
        faint("node"),
        faint("rungs"),
        faint(""),
        faint("workbook"),
        faint(""),
        faint(""),
    ]];
    for reconciled in &report.reconciliation {
        rows.push(row(reconciled));
    }
    let mut out = format!(
        "{}\n\n",
        look.paint(Paint::Strong, "The workbook's figures beside the true ones")
    );
    out.push_str(&table(&rows, look));
    let differing: Vec<&Reconciled> = report
        .reconciliation
        .iter()
        .filter(|node| !node.differences.is_empty())
        .collect();
    if differing.is_empty() {
        let verdict = if report.reconciliation.iter().all(|node| node.agrees) {
            "every figure agrees"
        } else {
            "figures differ"
        };
        out.push_str(&format!("\n{verdict}\n"));
        return out;
    }
    out.push_str(&format!(
        "\n{}\n",
        look.paint(Paint::Strong, "Why they differ")
    ));
    for node in differing {
        out.push_str(&format!(
            "\n{} {}\n",
            look.paint(Paint::Accent, &escape::terminal(&node.node)),
            escape::terminal(&node.title)
        ));
        for difference in &node.differences {
            let cell = look.paint(Paint::Middling, &escape::terminal(&difference.cell));
            out.push_str(&format!(
                "  {cell}: {}\n",
                escape::terminal(&difference.reason)
            ));
            let sides = [
                ("found", &difference.found),
                ("right", &difference.expected),
            ];
            for (word, text) in sides {
                if let Some(text) = text {
                    out.push_str(&format!("    {word}: {}\n", escape::terminal(text)));
                }
            }
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
        Cell::new(escape::terminal(&node.node).into_owned()),
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
