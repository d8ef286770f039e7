use super::table::{Cell, fit, table};
use crate::render::paint::{Look, Paint};
use crate::render::{escape, wording};
use crate::report::{
    ComparedAssessor, ComparedNode, ComparedPractice, ExactNumber, MergedReport, ReconcileReport,
    VoteReport,
};

/// Columns of a bar.
const BAR: usize = 20;
/// Practices that are named of those that somebody left unanswered.
const MOST_NAMED: usize = 6;

/// Who is compared, agreement by domain, and what to discuss.
pub(in crate::render) fn reconcile(report: &ReconcileReport, look: &Look) -> String {
    let mut out = heading(report, look);
    let rows: Vec<Vec<Cell>> = report.assessors.iter().map(assessor_row).collect();
    out.push_str(&format!("\n{}\n", table(&rows, look)));
    let faint = |text: &str| Cell::new(text).paint(Some(Paint::Faint));
    let mut rows = vec![vec![
        faint(""),
        faint(""),
        faint("agreement"),
        faint(""),
        faint("same"),
        faint(""),
    ]];
    let shown = report.nodes.iter().filter(|node| node.depth <= 1);
    rows.extend(shown.map(|node| node_row(node, look)));
    out.push_str(&table(&rows, look));
    out.push_str(&kappa(report, look));
    out.push_str(&scope(report, look));
    out.push_str(&discussion(report, look));
    if !look.quiet {
        out.push_str(&not_rated(report, look));
    }
    if let Some(merged) = &report.merged {
        out.push_str(&merged_lines(merged, look));
    }
    out
}

fn heading(report: &ReconcileReport, look: &Look) -> String {
    let unit = look.paint(Paint::Strong, &escape::terminal(&report.unit));
    let model = format!("{} {}", report.model.title, report.model.version);
    let count = wording::count(report.assessors.len(), "assessor");
    format!("{unit} · {} · {count}\n", escape::terminal(&model))
}

fn assessor_row(assessor: &ComparedAssessor) -> Vec<Cell> {
    let mut absent = Vec::new();
    if assessor.not_applicable > 0 {
        absent.push(format!("{} n/a", assessor.not_applicable));
    }
    if assessor.unanswered > 0 {
        absent.push(format!("{} not rated", assessor.unanswered));
    }
    if assessor.out_of_scope > 0 {
        absent.push(format!("{} out of scope", assessor.out_of_scope));
    }
    let day = assessor.as_of.as_ref();
    let day = day.map_or(String::new(), |day| {
        format!("as of {}", escape::terminal(day))
    });
    vec![
        Cell::new(fit(&escape::terminal(&assessor.name), 32)).paint(Some(Paint::Strong)),
        Cell::right(format!("{} answered", assessor.answered)),
        Cell::new(absent.join(", ")),
        Cell::new(escape::terminal(&assessor.path).into_owned()).paint(Some(Paint::Faint)),
        Cell::new(day).paint(Some(Paint::Faint)),
    ]
}

fn node_row(node: &ComparedNode, look: &Look) -> Vec<Cell> {
    let strong = (node.depth == 0).then_some(Paint::Strong);
    let id = format!("{}{}", "  ".repeat(node.depth), escape::terminal(&node.id));
    let room = look.width.saturating_sub(92).clamp(14, 44);
    let title = match node.depth {
        0 => String::new(),
        _ => fit(&escape::terminal(&node.title), room),
    };
    let agreement = &node.agreement;
    let bar = match &agreement.share {
        Some(share) => look.bar(share.number, BAR, Paint::Accent),
        None => " ".repeat(BAR),
    };
    let mut apart = Vec::new();
    if node.apart > 0 {
        apart.push(format!("{} ≥ 2 steps", node.apart));
    }
    if node.applicability > 0 {
        apart.push(format!("{} n/a or not", node.applicability));
    }
    vec![
        Cell::new(id).paint(strong),
        Cell::new(title),
        Cell::right(shown(agreement.share.as_ref())).paint(strong),
        Cell::painted(BAR, bar),
        Cell::right(format!("{}/{}", agreement.same, agreement.compared)),
        Cell::new(apart.join(", ")).paint((node.apart > 0).then_some(Paint::Bad)),
    ]
}

fn shown(number: Option<&ExactNumber>) -> String {
    number.map_or("–".to_owned(), |number| number.shown.clone())
}

fn kappa(report: &ReconcileReport, look: &Look) -> String {
    let mean = match report.pairs.len() {
        1 if report.agreement.compared == 0 => "no practice is rated by both".to_owned(),
        1 if report.kappa.is_none() => "not defined: both give one answer everywhere".to_owned(),
        1 => String::new(),
        pairs => {
            let defined = report.pairs.iter().filter(|pair| pair.kappa.is_some());
            match defined.count() {
                0 => "not defined for any pair".to_owned(),
                defined if defined == pairs => format!("mean of {pairs} pairs"),
                defined => format!("mean of {defined} of {pairs} pairs"),
            }
        }
    };
    let mut rows = vec![vec![
        Cell::new("weighted kappa"),
        Cell::right(shown(report.kappa.as_ref())).paint(Some(Paint::Strong)),
        Cell::new(mean).paint(Some(Paint::Faint)),
    ]];
    for pair in report.pairs.iter().filter(|_| report.pairs.len() > 1) {
        let [a, b] = pair
            .assessors
            .each_ref()
            .map(|name| fit(&escape::terminal(name), 24));
        let agreement = &pair.agreement;
        rows.push(vec![
            Cell::new(format!("  {a}, {b}")),
            Cell::right(shown(pair.kappa.as_ref())),
            Cell::new(format!(
                "{}/{} the same",
                agreement.same, agreement.compared
            ))
            .paint(Some(Paint::Faint)),
        ]);
    }
    format!("\n{}", table(&rows, look))
}

fn scope(report: &ReconcileReport, look: &Look) -> String {
    if report.scope.is_empty() {
        return String::new();
    }
    let room = look.width.saturating_sub(60).clamp(24, 60);
    let mut rows = Vec::new();
    for node in &report.scope {
        let id = escape::terminal(&node.node).into_owned();
        for (at, out) in node.out.iter().enumerate() {
            let id = if at == 0 { id.clone() } else { String::new() };
            rows.push(vec![
                Cell::new(id).paint(Some(Paint::Accent)),
                Cell::new(format!(
                    "out for {}",
                    fit(&escape::terminal(&out.assessor), 24)
                )),
                Cell::new(fit(&escape::terminal(&out.reason), room)),
                Cell::new(line_of(Some(&out.path), out.line)).paint(Some(Paint::Faint)),
            ]);
        }
        let names: Vec<String> = node
            .in_scope
            .iter()
            .map(|name| fit(&escape::terminal(name), 24))
            .collect();
        rows.push(vec![
            Cell::default(),
            Cell::new(format!("in for {}", names.join(", "))),
        ]);
    }
    let title = look.paint(Paint::Strong, "The scope differs");
    format!("\n{title}\n{}", table(&rows, look))
}

/// A line for each practice, and below it one for each assessor, in columns that
/// all practices share.
fn discussion(report: &ReconcileReport, look: &Look) -> String {
    let practices: Vec<&ComparedPractice> =
        report.practices.iter().filter(|one| one.discuss).collect();
    if practices.is_empty() {
        let none = look.paint(Paint::Good, "nothing to discuss");
        let about = if report.scope.is_empty() {
            ""
        } else {
            " about the answers"
        };
        return format!("\n{none}{about}\n");
    }
    let votes = practices.iter().flat_map(|practice| &practice.votes);
    let rows: Vec<Vec<Cell>> = votes.map(|vote| vote_row(vote, look)).collect();
    let rows = table(&rows, look);
    let mut rows = rows.lines();
    let count = wording::count(practices.len(), "practice");
    let title = look.paint(Paint::Strong, &format!("To discuss: {count}"));
    let mut out = format!("\n{title}\n");
    for practice in practices {
        out.push_str(&practice_line(practice, look));
        for row in rows.by_ref().take(practice.votes.len()) {
            out.push_str(&format!("{row}\n"));
        }
    }
    out
}

fn practice_line(practice: &ComparedPractice, look: &Look) -> String {
    let paint = match practice.verdict {
        "apart" => Paint::Bad,
        "applicability" => Paint::Middling,
        _ => Paint::Accent,
    };
    let id = look.paint(Paint::Strong, &escape::terminal(&practice.item));
    let room = look.width.saturating_sub(48).clamp(24, 80);
    let title = fit(&escape::terminal(&practice.title), room);
    let apart = look.paint(paint, &wording::apart(practice));
    format!("\n{id} {title} · {apart}\n")
}

fn vote_row(vote: &VoteReport, look: &Look) -> Vec<Cell> {
    let voted = vote.answer.is_some() || vote.state == "not_applicable";
    let faint = (!voted).then_some(Paint::Faint);
    let said = vote.answer.as_deref();
    let said = said.unwrap_or_else(|| wording::state(vote.state));
    let texts: Vec<&str> = vote
        .reason
        .iter()
        .chain(&vote.because)
        .map(|text| text.trim())
        .collect();
    let room = look.width.saturating_sub(68).clamp(24, 80);
    vec![
        Cell::new(format!("  {}", fit(&escape::terminal(&vote.assessor), 24))),
        Cell::new(fit(&escape::terminal(said), 24)).paint(faint),
        Cell::new(fit(&escape::terminal(&texts.join("; ")), room)),
        Cell::new(line_of(vote.path.as_ref(), vote.line)).paint(Some(Paint::Faint)),
    ]
}

fn line_of(path: Option<&String>, line: Option<u32>) -> String {
    let place = path.zip(line);
    place.map_or(String::new(), |(path, line)| {
        format!("{}:{line}", escape::terminal(path))
    })
}

/// What somebody left unanswered and another one did not.
fn not_rated(report: &ReconcileReport, look: &Look) -> String {
    let mut lines = Vec::new();
    for one in report
        .assessors
        .iter()
        .filter(|one| !one.not_rated.is_empty())
    {
        let named: Vec<String> = one
            .not_rated
            .iter()
            .take(MOST_NAMED)
            .map(|item| escape::terminal(item).into_owned())
            .collect();
        let more = match one.not_rated.len() - named.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let name = fit(&escape::terminal(&one.name), 32);
        let line = format!(
            "not rated by {name}, but by others: {}{more}",
            named.join(", ")
        );
        lines.push(look.paint(Paint::Faint, &line));
    }
    if lines.is_empty() {
        return String::new();
    }
    format!("\n{}\n", lines.join("\n"))
}

fn merged_lines(merged: &MergedReport, look: &Look) -> String {
    let left_out = merged.left_out.iter().map(|one| {
        vec![
            Cell::new("left out").paint(Some(Paint::Middling)),
            Cell::new(one.key),
            Cell::new(escape::terminal(&one.about).into_owned()),
            Cell::new(escape::terminal(&one.said).into_owned()),
        ]
    });
    let mut out = table(&left_out.collect::<Vec<_>>(), look);
    let path = merged.path.as_deref().unwrap_or("to standard output");
    out.push_str(&format!(
        "{} {}: the {} answers; {} answered, {} unanswered, {} not applicable, {} out of scope; {} marked for review\n",
        look.paint(Paint::Good, "wrote"),
        escape::terminal(path),
        merged.rule,
        merged.answered,
        merged.unanswered,
        merged.not_applicable,
        merged.out_of_scope,
        merged.review
    ));
    format!("\n{out}")
}
