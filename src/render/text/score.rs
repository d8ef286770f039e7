use super::metrics;
use super::roll_up::roll_up;
use super::score_trend::trends;
use super::table::{Cell, fit, table};
use crate::render::paint::{Look, Paint};
use crate::render::{escape, wording};
use crate::report::{MeasureReport, NodeReport, ScoreReport, ScoredAssessment};

/// Columns of a bar.
const BAR: usize = 20;
/// With more assessments than this, each gets one line unless one is asked for.
const MOST_IN_FULL: usize = 3;

/// Every assessment's numbers: a line for each domain with a bar, or one line
/// for each assessment when there are many.
pub(in crate::render) fn score(report: &ScoreReport, look: &Look) -> String {
    let mut out = String::new();
    if report.assessments.len() > MOST_IN_FULL {
        out.push_str(&overview(report, look));
        for one in &report.assessments {
            if let Some(all) = &one.trend {
                let unit = escape::terminal(one.unit.as_deref().unwrap_or_default());
                out.push_str(&format!("\n{}", look.paint(Paint::Strong, &unit)));
                out.push_str(&trends(all, look));
            }
        }
    } else {
        for (at, assessment) in report.assessments.iter().enumerate() {
            if at > 0 {
                out.push('\n');
            }
            out.push_str(&one(assessment, look));
        }
    }
    for unit in &report.units {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&roll_up(unit, look));
    }
    out
}

fn one(assessment: &ScoredAssessment, look: &Look) -> String {
    let mut out = heading(assessment, look);
    if assessment.broken {
        out.push_str(&broken_line(look));
        return out;
    }
    out.push('\n');
    let depth = |node: &&NodeReport| node.depth <= 1 || node.state.is_some();
    let deep = assessment.nodes.iter().any(|node| node.state.is_some());
    let shown: Vec<&NodeReport> = assessment
        .nodes
        .iter()
        .filter(|node| deep || depth(node))
        .collect();
    let mut rows = vec![header(&assessment.headline, &assessment.nodes, look)];
    for (node, observed) in shown.iter().zip(metrics::lines(&shown, look)) {
        rows.push(row(node, &assessment.headline, look));
        let beside = |line| vec![Cell::default(), Cell::spilling(line)];
        rows.extend(observed.into_iter().map(beside));
    }
    out.push_str(&table(&rows, look));
    out.push_str(
        &assessment
            .trend
            .as_deref()
            .map_or_else(String::new, |all| trends(all, look)),
    );
    out.push_str(&remarks(assessment, look));
    out
}

fn heading(assessment: &ScoredAssessment, look: &Look) -> String {
    let unit = assessment.unit.as_deref().unwrap_or("(unknown unit)");
    let mut parts = vec![look.paint(Paint::Strong, &escape::terminal(unit))];
    if let Some(model) = &assessment.model {
        parts.push(escape::terminal(&format!("{} {}", model.title, model.version)).into_owned());
    }
    if let Some(day) = &assessment.as_of {
        parts.push(format!("as of {}", escape::terminal(day)));
    }
    if assessment.status == Some("draft") {
        parts.push(look.paint(Paint::Middling, "draft"));
    }
    let path = look.paint(Paint::Faint, &escape::terminal(&assessment.path));
    format!("{}\n{path}\n", parts.join(" · "))
}

fn broken_line(look: &Look) -> String {
    let broken = look.paint(Paint::Bad, "broken");
    format!(
        "\n{broken}: no numbers, because the file's meaning is not clear; `rungs validate` says where\n"
    )
}

pub(super) fn header(headline: &[String], nodes: &[NodeReport], look: &Look) -> Vec<Cell> {
    let faint = |text: &str| Cell::new(text).paint(look.colour.then_some(Paint::Faint));
    let mut row = vec![faint(""), faint("")];
    for name in headline {
        let derived = measures(nodes, name).any(|measure| measure.derived);
        row.push(faint(&if derived {
            format!("{name}*")
        } else {
            name.clone()
        }));
        row.extend([faint(""), faint("")]);
    }
    row.push(faint("answered"));
    row.push(faint(""));
    row
}

fn measures<'a>(nodes: &'a [NodeReport], name: &str) -> impl Iterator<Item = &'a MeasureReport> {
    let name = name.to_owned();
    nodes
        .iter()
        .filter_map(move |node| node.measures.get(&name)?.as_ref())
}

pub(super) fn row(node: &NodeReport, headline: &[String], look: &Look) -> Vec<Cell> {
    let indent = "  ".repeat(node.depth);
    let strong = (node.depth == 0).then_some(Paint::Strong);
    let id = escape::terminal(&node.id);
    let room = look.width.saturating_sub(92).clamp(14, 44);
    let title = if node.depth == 0 {
        String::new()
    } else {
        fit(&escape::terminal(&node.title), room)
    };
    let mut row = vec![
        Cell::new(format!("{indent}{id}")).paint(strong),
        Cell::new(title),
    ];
    for (at, name) in headline.iter().enumerate() {
        if let Some(answer) = &node.answer {
            let word = answer
                .as_deref()
                .or(node.state)
                .unwrap_or_default()
                .replace('_', " ");
            let word = match &node.target {
                Some(target) if answer.as_ref() != Some(target) => format!("{word} → {target}"),
                _ => word,
            };
            let word = escape::terminal(&word).into_owned();
            let word = if at == 0 { word } else { String::new() };
            row.extend([Cell::default(), Cell::new(word), Cell::default()]);
            continue;
        }
        row.extend(measure_cells(
            node.measures.get(name).and_then(Option::as_ref),
            at == 0,
            strong,
            look,
        ));
    }
    if node.state.is_none() {
        row.push(Cell::right(format!(
            "{}/{}",
            node.answered,
            node.answered + node.unanswered
        )));
        row.push(Cell::new(absent(node)).paint(Some(Paint::Faint)));
    }
    row
}

/// The value, a bar for the first measure, and what it was made of.
pub(super) fn measure_cells(
    measure: Option<&MeasureReport>,
    first: bool,
    strong: Option<Paint>,
    look: &Look,
) -> [Cell; 3] {
    let Some(measure) = measure else {
        let empty = if first {
            Cell::painted(BAR, " ".repeat(BAR))
        } else {
            Cell::default()
        };
        return [
            Cell::right("–").paint(Some(Paint::Faint)),
            empty,
            Cell::default(),
        ];
    };
    let paint = measure
        .rank
        .map(|(position, count)| Look::rank(position, count));
    let mark = if measure.overridden.is_some() {
        "!"
    } else {
        ""
    };
    let value = format!("{}{mark}", escape::terminal(&measure.shown));
    let value = if first {
        Cell::right(value)
    } else {
        Cell::new(value)
    };
    let bar = match measure.fill.filter(|_| first) {
        Some(fill) => Cell::painted(BAR, look.bar(fill, BAR, paint.unwrap_or(Paint::Accent))),
        None => Cell::default(),
    };
    let points = measure.points_shown.clone().unwrap_or_default();
    [value.paint(paint.or(strong)), bar, Cell::right(points)]
}

/// What of a node is not looked at.
fn absent(node: &NodeReport) -> String {
    let mut parts = Vec::new();
    if node.not_applicable > 0 {
        parts.push(format!("{} n/a", node.not_applicable));
    }
    if node.out_of_scope > 0 {
        parts.push(format!("{} out of scope", node.out_of_scope));
    }
    parts.join(", ")
}

fn remarks(assessment: &ScoredAssessment, look: &Look) -> String {
    if look.quiet {
        return String::new();
    }
    let mut lines = Vec::new();
    for node in &assessment.nodes {
        for (name, measure) in &node.measures {
            let Some(judged) = measure
                .as_ref()
                .and_then(|measure| measure.overridden.as_ref())
            else {
                continue;
            };
            let because = judged.because.as_deref().unwrap_or("no reason given");
            let by = judged
                .by
                .as_ref()
                .map_or(String::new(), |by| format!(" ({by})"));
            lines.push(format!(
                "! {name} of {} is a judgement: {because}{by}",
                node.id
            ));
        }
    }
    let derived = assessment
        .headline
        .iter()
        .filter(|name| measures(&assessment.nodes, name).any(|measure| measure.derived));
    let derived: Vec<&str> = derived.map(String::as_str).collect();
    if !derived.is_empty() {
        lines.push(format!(
            "* {}: derived by rungs, not a rule of the model's publisher",
            derived.join(", ")
        ));
    }
    lines.extend(
        assessment
            .nodes
            .first()
            .and_then(|root| at_target(assessment, root)),
    );
    if let Some(root) = assessment.nodes.first().filter(|root| root.unanswered > 0) {
        lines.push(format!(
            "{} unanswered: counted as in the model's rules, and not the same as 0",
            wording::count(root.unanswered, "practice")
        ));
    }
    if lines.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = lines
        .iter()
        .map(|line| look.paint(Paint::Faint, &escape::terminal(line)))
        .collect();
    format!("\n{}\n", lines.join("\n"))
}

/// What the headline would be with every target reached.
fn at_target(assessment: &ScoredAssessment, root: &NodeReport) -> Option<String> {
    let targets = root.targets?;
    let reached = assessment.headline.iter().filter_map(|name| {
        let measure = root.measures.get(name)?.as_ref()?;
        Some(format!("{name} {}", measure.at_target_shown.as_ref()?))
    });
    let reached: Vec<String> = reached.collect();
    let met = format!(
        "{} of {} met",
        targets.met,
        wording::count(targets.set, "target")
    );
    Some(match reached.is_empty() {
        true => met,
        false => format!("{met}; with all of them: {}", reached.join(", ")),
    })
}

fn overview(report: &ScoreReport, look: &Look) -> String {
    let headlines = report
        .assessments
        .iter()
        .map(|assessment| assessment.headline.len());
    let widest = 3 * headlines.max().unwrap_or(0) + 2;
    let rows = report.assessments.iter().map(|assessment| {
        let unit = assessment.unit.as_deref().unwrap_or("(unknown unit)");
        let mut row = vec![Cell::new(fit(&escape::terminal(unit), 32)).paint(Some(Paint::Strong))];
        match assessment.nodes.first() {
            Some(root) if !assessment.broken => {
                for (at, name) in assessment.headline.iter().enumerate() {
                    row.extend(measure_cells(
                        root.measures.get(name).and_then(Option::as_ref),
                        at == 0,
                        None,
                        look,
                    ));
                }
                row.push(Cell::right(format!(
                    "{}/{}",
                    root.answered,
                    root.answered + root.unanswered
                )));
            }
            _ => row.extend([Cell::new("broken").paint(Some(Paint::Bad))]),
        }
        row.resize_with(widest.max(row.len()), Cell::default);
        row.push(
            Cell::new(escape::terminal(&assessment.path).into_owned()).paint(Some(Paint::Faint)),
        );
        row
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let broken = report
        .assessments
        .iter()
        .filter(|assessment| assessment.broken)
        .count();
    let mut out = table(&rows, look);
    out.push_str(&format!(
        "\n{}",
        wording::count(report.assessments.len(), "assessment")
    ));
    if broken > 0 {
        out.push_str(&format!(", {broken} broken"));
    }
    out.push('\n');
    out
}
