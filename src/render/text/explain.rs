use super::table::{Cell, fit, table};
use crate::render::escape;
use crate::render::paint::{Look, Paint};
use crate::report::{ExplainedMeasure, ExplainedRule, ExplainedStep, Explanation, Said, Subject};

/// A rule's documentation, or how a node's numbers came to be.
pub(in crate::render) fn explain(report: &Explanation, look: &Look) -> String {
    match &report.subject {
        Subject::Rule { rule } => of_rule(rule, look),
        Subject::Measure {
            path,
            unit,
            node,
            measures,
        } => {
            let strong = look.paint(Paint::Strong, &escape::terminal(&node.id));
            let mut out = format!("{strong} {}\n", escape::terminal(&node.title));
            let place = format!("{} · {}", escape::terminal(unit), escape::terminal(path));
            out.push_str(&format!("{}\n", look.paint(Paint::Faint, &place)));
            for text in node.wording.iter().chain(&node.guidance) {
                out.push_str(&format!(
                    "\n{}\n",
                    wrapped(&escape::terminal(text), look.width.min(96), "")
                ));
            }
            if !node.said.is_empty() {
                let rows: Vec<Vec<Cell>> =
                    node.said.iter().map(|said| said_row(said, look)).collect();
                out.push_str(&format!("\n{}", table(&rows, look)));
            }
            for measure in measures {
                out.push_str(&of_measure(measure, look));
            }
            out
        }
    }
}

fn said_row(said: &Said, look: &Look) -> Vec<Cell> {
    let room = look.width.saturating_sub(50).clamp(30, 90);
    vec![
        Cell::new(format!("  {}", said.what)),
        Cell::new(fit(&escape::terminal(&said.text), room)),
        Cell::new(format!("{}:{}", escape::terminal(&said.path), said.line))
            .paint(Some(Paint::Faint)),
    ]
}

fn of_rule(rule: &ExplainedRule, look: &Look) -> String {
    let width = look.width.min(96);
    let heading = |text: &str| look.paint(Paint::Strong, text);
    let block = |text: &str| {
        text.lines()
            .map(|line| format!("    {line}\n"))
            .collect::<String>()
    };
    format!(
        "{} ({} by default)\n\n{}\n{}\n\n{}\n{}\n\n{}\n{}\n{}\n{}",
        heading(rule.id),
        rule.level,
        heading("What it checks"),
        wrapped(rule.what, width, "  "),
        heading("Why it matters"),
        wrapped(rule.why, width, "  "),
        heading("Example"),
        block(rule.example),
        heading("Do this instead"),
        block(rule.instead),
    )
}

fn of_measure(measure: &ExplainedMeasure, look: &Look) -> String {
    let mark = if measure.derived {
        " (derived by rungs)"
    } else {
        ""
    };
    let exact = measure
        .value
        .as_ref()
        .filter(|value| **value != measure.shown);
    let exact = exact.map_or(String::new(), |value| format!(" = {value}"));
    let title = look.paint(Paint::Strong, &escape::terminal(&measure.name));
    let shown = look.paint(Paint::Accent, &measure.shown);
    let mut out = format!("\n{title}{mark}: {shown}{exact}\n");
    let rows: Vec<Vec<Cell>> = measure.steps.iter().map(|step| row(step, look)).collect();
    out.push_str(&table(&rows, look));
    out
}

fn row(step: &ExplainedStep, look: &Look) -> Vec<Cell> {
    let indent = "  ".repeat(step.depth + 1);
    let widest = look.width.saturating_sub(30).clamp(40, 80);
    let text = format!("{indent}{}", fit(&escape::terminal(&step.text), widest));
    let value = step.value.clone().unwrap_or_default();
    let place = step.places.first();
    let room = look.width.saturating_sub(90).clamp(24, 60);
    let line = place.map_or(String::new(), |place| {
        format!("{}:{}", escape::terminal(&place.path), place.line)
    });
    let quoted = place.map_or(String::new(), |place| {
        fit(&escape::terminal(&place.text), room)
    });
    vec![
        Cell::new(text),
        Cell::right(value),
        Cell::new(line).paint(Some(Paint::Faint)),
        Cell::new(quoted).paint(Some(Paint::Faint)),
    ]
}

fn wrapped(text: &str, width: usize, indent: &str) -> String {
    let mut lines = Vec::new();
    let mut line = indent.to_owned();
    for word in text.split_whitespace() {
        if line.trim().is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() > width {
            lines.push(std::mem::replace(&mut line, format!("{indent}{word}")));
        } else {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines.push(line);
    lines.join("\n")
}
