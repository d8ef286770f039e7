use super::table::{Cell, fit, table};
use super::wrap::{hanging, wrapped};
use crate::render::paint::{Look, Paint};
use crate::render::{escape, wording};
use crate::report::{
    ExplainedMeasure, ExplainedRule, ExplainedStep, Explanation, Said, Subject, Turned,
};

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
            let guidance = &node.guidance;
            for text in [&node.wording, &node.text, &guidance.text]
                .into_iter()
                .flatten()
            {
                out.push_str(&format!("\n{}\n", paragraph("", text, look)));
            }
            for (side, text) in wording::sides(guidance) {
                out.push_str(&format!("\n{}\n", paragraph(side, text, look)));
            }
            if let Some(turned) = &node.turned {
                out.push_str(&format!("\n{}\n", of_turned(turned)));
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

/// A text on one or more lines, after the side it is for.
fn paragraph(side: &str, text: &str, look: &Look) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let words = words.join(" ");
    let text = escape::terminal(&words);
    let (first, indent) = match side {
        "" => (String::new(), ""),
        side => (format!("{side}: "), "  "),
    };
    hanging(&text, look.width.min(96), &first, indent)
}

/// What polarity made of an answer.
fn of_turned(turned: &Turned) -> String {
    format!(
        "a yes is bad news here: `{}` counts as {} of {}",
        escape::terminal(&turned.answer),
        turned.counts_as,
        turned.of
    )
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
    let options = match rule.options.is_empty() {
        true => String::new(),
        false => format!(
            "\n{}\n{}\n",
            heading("Options as a gate"),
            wrapped(&rule.options.join(", "), width, "  ")
        ),
    };
    format!(
        "{} ({} by default)\n\n{}\n{}\n\n{}\n{}\n\n{}\n{}\n{}\n{}{options}",
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
