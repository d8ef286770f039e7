use unicode_width::UnicodeWidthStr;

use super::table::{Cell, fit, table};
use crate::render::paint::{Look, Paint};
use crate::render::{escape, relation, wording};
use crate::report::{
    DenominatorNodeReport, DiffedItem, DomainReport, ModelDiffReport, Moved, WrittenMapping,
};

/// Columns that the title of an item gets at least.
const LEAST_OF_A_TITLE: usize = 16;
/// Columns that an id gets.
const MOST_OF_AN_ID: usize = 32;

/// What became of the practices in numbers, by domain, and one by one.
pub(in crate::render) fn model_diff(report: &ModelDiffReport, look: &Look) -> String {
    let mut out = heading(report, look);
    out.push_str(&format!("\n{}", counts(report, look)));
    out.push_str(&format!("\n{}\n", sentences(report, look)));
    if moved_anything(report) {
        out.push_str(&format!("\n{}", domains(report, look)));
    }
    out.push_str(&meaning(report, look));
    out.push_str(&denominators(report, look));
    if !look.quiet {
        out.push_str(&items(report, look));
    }
    if let Some(mapping) = &report.mapping {
        out.push_str(&written(mapping, look));
    }
    out
}

fn moved_anything(report: &ModelDiffReport) -> bool {
    report.items.iter().any(relation::changed)
}

fn heading(report: &ModelDiffReport, look: &Look) -> String {
    let (both, ..) = relation::names(report);
    let title = escape::terminal(&report.to.model.title).into_owned();
    let name = look.paint(Paint::Strong, &escape::terminal(&both));
    let count = |from: usize, to: usize, noun| match from == to {
        true => wording::count(from, noun),
        false => format!("{from} → {}", wording::count(to, noun)),
    };
    let nodes = count(report.from.nodes, report.to.nodes, "node");
    format!(
        "{name} · {title}\n{}, {nodes} above them; compared by {}\n",
        count(report.from.practices, report.to.practices, "practice"),
        relation::compared_by(report.compared_by)
    )
}

/// A line for each relation there is, with how many practices it is about.
fn counts(report: &ModelDiffReport, look: &Look) -> String {
    let (_, from, to) = relation::names(report);
    let faint =
        |text: &str| Cell::right(fit(&escape::terminal(text), 10)).paint(Some(Paint::Faint));
    let mut rows = vec![vec![Cell::default(), faint(&from), faint(&to)]];
    let there = report.practices.iter().filter(|(_, count)| count.rows > 0);
    let number = |count: usize| match count {
        0 => Cell::right("–").paint(Some(Paint::Faint)),
        count => Cell::right(count.to_string()),
    };
    rows.extend(there.map(|(word, count)| {
        vec![
            Cell::new(*word).paint(paint(word)),
            number(count.from),
            number(count.to),
            Cell::new(relation::meaning(word)).paint(Some(Paint::Faint)),
        ]
    }));
    table(&rows, look)
}

fn paint(relation: &str) -> Option<Paint> {
    match relation {
        "same" => Some(Paint::Faint),
        "dropped" => Some(Paint::Bad),
        "new" => Some(Paint::Good),
        "reworded" | "split" | "merged" => Some(Paint::Middling),
        _ => Some(Paint::Accent),
    }
}

/// What has to be known before the tables are read.
fn sentences(report: &ModelDiffReport, look: &Look) -> String {
    let mut lines = Vec::new();
    lines.extend(relation::same_meaning(report).map(|line| look.paint(Paint::Good, &line)));
    let reused = (report.ids.another > 0).then_some(Paint::Bad);
    let ids = relation::ids(report);
    lines.push(reused.map_or(ids.clone(), |paint| look.paint(paint, &ids)));
    let levels = report.levels.iter().map(|one| {
        let level = one.level.as_deref().unwrap_or("none");
        let moved = relation::moved(Some(&one.from.to_string()), Some(&one.to.to_string()));
        format!("{} {moved}", escape::terminal(level))
    });
    let levels: Vec<String> = levels.collect();
    if report.levels.iter().any(|one| one.level.is_some()) {
        lines.push(format!("practices at each level: {}", levels.join(", ")));
    }
    lines.join("\n")
}

/// A line for each domain, a column for each relation there is.
fn domains(report: &ModelDiffReport, look: &Look) -> String {
    let there = report.practices.iter().filter(|(_, count)| count.rows > 0);
    let columns: Vec<&str> = there.map(|(word, _)| *word).collect();
    let (_, from, to) = relation::names(report);
    let faint = |text: &str| Cell::right(fit(&escape::terminal(text), 8)).paint(Some(Paint::Faint));
    let mut head = vec![Cell::default(), Cell::default(), faint(&from), faint(&to)];
    head.extend(
        columns
            .iter()
            .map(|word| Cell::right(*word).paint(paint(word))),
    );
    let mut rows = vec![head];
    let number = |count: Option<usize>| match count {
        None | Some(0) => Cell::right("·").paint(Some(Paint::Faint)),
        Some(count) => Cell::right(count.to_string()),
    };
    let mut root = vec![
        Cell::new(fit(&escape::terminal(&report.to.model.id), 24)).paint(Some(Paint::Strong)),
        Cell::default(),
        number(Some(report.from.practices)),
        number(Some(report.to.practices)),
    ];
    let rows_of = |word: &&str| report.practices.get(*word).map(|count| count.rows);
    root.extend(columns.iter().map(|word| number(rows_of(word))));
    rows.push(root);
    let columns_wide: usize = columns.iter().map(|word| word.len() + 2).sum();
    let room = look.width.saturating_sub(columns_wide + 40).min(40);
    for domain in &report.domains {
        // A title of a few letters says nothing.
        let title = if room < 12 {
            String::new()
        } else {
            fit(&escape::terminal(&domain.title), room)
        };
        let mut row = vec![
            Cell::new(format!("  {}", domain_name(domain))),
            Cell::new(title),
            number(domain.practices.from),
            number(domain.practices.to),
        ];
        row.extend(
            columns
                .iter()
                .map(|word| number(domain.relations.get(*word).copied())),
        );
        rows.push(row);
    }
    table(&rows, look)
}

/// The id of a domain, both where it has another one now.
fn domain_name(domain: &DomainReport) -> String {
    let name = match (&domain.from, &domain.to) {
        (Some(from), Some(to)) => relation::moved(Some(from), Some(to)),
        (from, to) => from.as_ref().or(to.as_ref()).cloned().unwrap_or_default(),
    };
    fit(&escape::terminal(&name), 32)
}

fn meaning(report: &ModelDiffReport, look: &Look) -> String {
    if report.meaning.is_empty() {
        return String::new();
    }
    let room = look.width.saturating_sub(34).max(24);
    let rows = report.meaning.iter().map(|change| {
        let (about, happened) = relation::meaning_change(change);
        vec![
            Cell::new(fit(&escape::terminal(&about), 32)),
            Cell::new(fit(&escape::terminal(&happened), room)),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let title = look.paint(Paint::Strong, "Levels, scales, measures, bands");
    format!("\n{title}\n{}", table(&rows, look))
}

/// What shares are taken of, where that moved; measures with the same numbers
/// stand together.
fn denominators(report: &ModelDiffReport, look: &Look) -> String {
    let mut told: Vec<(&[DenominatorNodeReport], Vec<&str>)> = Vec::new();
    for one in &report.denominators {
        match told.iter_mut().find(|(nodes, _)| *nodes == one.nodes) {
            Some((_, names)) => names.push(&one.measure),
            None => told.push((&one.nodes, vec![&one.measure])),
        }
    }
    let mut out = String::new();
    for (nodes, names) in told {
        let names = fit(&escape::terminal(&names.join("`, `")), 60);
        if !nodes.iter().any(has_moved) {
            continue;
        }
        let title = look.paint(Paint::Strong, &format!("What `{names}` is taken of"));
        let faint = |text: &str| Cell::right(text).paint(Some(Paint::Faint));
        let mut rows = vec![vec![Cell::default(), faint("practices"), faint("points")]];
        // The root comes first, moved or not: the whole that the others are of.
        let nodes = nodes.iter().enumerate();
        let nodes = nodes.filter(|(at, node)| *at == 0 || has_moved(node));
        rows.extend(nodes.map(|(at, node)| {
            let id = node.to.as_ref().or(node.from.as_ref());
            let id = id.cloned().unwrap_or_default();
            let indent = if at == 0 { "" } else { "  " };
            let practices = Moved {
                from: node.practices.from.map(|count| count.to_string()),
                to: node.practices.to.map(|count| count.to_string()),
            };
            vec![
                Cell::new(format!("{indent}{}", fit(&escape::terminal(&id), 32))),
                Cell::right(arrow(&practices)),
                Cell::right(arrow(&node.points_shown)),
            ]
        }));
        out.push_str(&format!("\n{title}\n{}", table(&rows, look)));
    }
    out
}

fn has_moved(node: &DenominatorNodeReport) -> bool {
    node.practices.from != node.practices.to || node.points.from != node.points.to
}

fn arrow(moved: &Moved<String>) -> String {
    relation::moved(moved.from.as_deref(), moved.to.as_deref())
}

/// Everything that is not the same, by domain.
fn items(report: &ModelDiffReport, look: &Look) -> String {
    let mut out = String::new();
    let changed: Vec<&DiffedItem> = report
        .items
        .iter()
        .filter(|item| relation::changed(item))
        .collect();
    for group in changed.chunk_by(|one, other| one.domain == other.domain) {
        let domain = group
            .first()
            .and_then(|item| report.domains.get(item.domain?));
        let title = match domain {
            None => look.paint(Paint::Strong, &escape::terminal(&report.to.model.id)),
            Some(domain) => format!(
                "{} {}",
                look.paint(Paint::Strong, &domain_name(domain)),
                fit(
                    &escape::terminal(&domain.title),
                    look.width.saturating_sub(34).max(24)
                )
            ),
        };
        out.push_str(&format!(
            "\n{}\n{}",
            title.trim_end(),
            item_rows(group, look)
        ));
    }
    out
}

fn item_rows(items: &[&DiffedItem], look: &Look) -> String {
    let lines: Vec<Vec<String>> = items.iter().map(|item| id_lines(item)).collect();
    let widest = |texts: &mut dyn Iterator<Item = &String>| {
        let wide = texts.map(|text| text.width());
        wide.max().unwrap_or(0)
    };
    let rest = look
        .width
        .saturating_sub(24 + widest(&mut lines.iter().flatten()));
    let room = rest.saturating_sub(LEAST_OF_A_TITLE).max(20);
    let remarks = items.iter().map(|item| {
        let remarks = relation::remarks(item).join(", ");
        fit(&escape::terminal(&remarks), room)
    });
    let remarks: Vec<String> = remarks.collect();
    let rest = rest.saturating_sub(widest(&mut remarks.iter()));
    let room = rest.clamp(LEAST_OF_A_TITLE, 60);
    let mut rows = Vec::new();
    for ((item, lines), remarks) in items.iter().zip(lines).zip(remarks) {
        let sure = match item.relation {
            "reworded" | "split" | "merged" => item.confidence.shown.clone(),
            _ => String::new(),
        };
        let mut lines = lines.into_iter();
        rows.push(vec![
            Cell::new(format!("  {}", item.relation)).paint(paint(item.relation)),
            Cell::new(lines.next().unwrap_or_default()),
            Cell::right(sure).paint(Some(Paint::Faint)),
            Cell::new(remarks).paint(item.id_reused.then_some(Paint::Bad)),
            Cell::new(fit(&escape::terminal(&item.title), room)).paint(Some(Paint::Faint)),
        ]);
        rows.extend(lines.map(|line| vec![Cell::default(), Cell::new(line)]));
    }
    table(&rows, look)
}

/// The ids of a row, one where both sides have the same; of several each on a
/// line of its own.
fn id_lines(item: &DiffedItem) -> Vec<String> {
    let shown = |id: &String| fit(&escape::terminal(id), MOST_OF_AN_ID);
    let from: Vec<String> = item.from.iter().map(shown).collect();
    let to: Vec<String> = item.to.iter().map(shown).collect();
    let (indent, more) = match (from.as_slice(), to.as_slice()) {
        ([one], [_, more @ ..]) if !more.is_empty() => (one.width() + 1, more),
        ([_, more @ ..], _) => (0, more),
        _ => (0, [].as_slice()),
    };
    let first = match (from.first(), to.first()) {
        (Some(from), Some(to)) => relation::moved(Some(from), Some(to)),
        (from, to) => from.or(to).cloned().unwrap_or_default(),
    };
    let more = more
        .iter()
        .map(|id| format!("{}+ {id}", " ".repeat(indent)));
    std::iter::once(first).chain(more).collect()
}

fn written(mapping: &WrittenMapping, look: &Look) -> String {
    let path = mapping.path.as_deref().unwrap_or("to standard output");
    format!(
        "\n{} {}: {}; a person goes through them before answers are carried over\n",
        look.paint(Paint::Good, "wrote"),
        escape::terminal(path),
        wording::count(mapping.rows, "row")
    )
}
