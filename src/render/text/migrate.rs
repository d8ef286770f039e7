use super::findings;
use super::table::{Cell, fit, table};
use crate::render::paint::{Look, Paint};
use crate::render::{escape, wording};
use crate::report::{MigrateReport, MigratedAnswer, MigratedAssessment, NodeReport};

/// The most answers under another id that are named; the other forms name all.
const MOST_ELSEWHERE: usize = 5;

/// What became of every answer, the numbers before and after, and, when nothing
/// was written, what would change in the files.
pub(in crate::render) fn migrate(report: &MigrateReport, look: &Look) -> String {
    let parts = report
        .assessments
        .iter()
        .map(|one| assessment(one, report.dry_run, look));
    let parts: Vec<String> = parts.collect();
    format!("{}{}", findings(&report.findings, look), parts.join("\n"))
}

fn assessment(one: &MigratedAssessment, dry_run: bool, look: &Look) -> String {
    let mut out = format!(
        "{} · {} → {}\n{}\n\n",
        look.paint(Paint::Strong, &escape::terminal(&one.unit)),
        escape::terminal(&one.from),
        escape::terminal(&one.to),
        look.paint(Paint::Faint, &escape::terminal(&one.path))
    );
    out.push_str(&counts(one, look));
    out.push_str(&format!("\n{}", restated(one, look)));
    out.push_str(&elsewhere(one, look));
    out.push_str(&list("to confirm", one, look));
    out.push_str(&list("retired", one, look));
    if !one.commented.is_empty() && !look.quiet {
        out.push_str(&format!(
            "\n{}\n",
            look.paint(Paint::Strong, "turned into comments")
        ));
        for what in &one.commented {
            out.push_str(&format!("  {}\n", escape::terminal(what)));
        }
    }
    if dry_run {
        for file in &one.files {
            out.push('\n');
            out.push_str(&diff(&file.diff, look));
        }
        let nothing = look.paint(Paint::Accent, "nothing was written");
        out.push_str(&format!("\n{nothing}: this is what would change\n"));
    } else {
        out.push('\n');
        for file in &one.files {
            let wrote = look.paint(Paint::Good, "wrote");
            out.push_str(&format!("{wrote} {}\n", escape::terminal(&file.path)));
        }
    }
    out
}

fn counts(one: &MigratedAssessment, look: &Look) -> String {
    let counts = &one.counts;
    let rows = [
        (counts.carried, "carried over", "the same practice", None),
        (
            counts.to_confirm,
            "to confirm",
            "carried over and marked: look whether the answer still holds",
            Some(Paint::Middling),
        ),
        (
            counts.retired,
            "retired",
            "kept under `retired`, not scored",
            Some(Paint::Middling),
        ),
        (
            counts.empty,
            "empty",
            "listed without an answer",
            Some(Paint::Faint),
        ),
        (
            counts.new,
            "new",
            "not asked before, unanswered",
            Some(Paint::Faint),
        ),
    ];
    let rows = rows.into_iter().filter(|(count, ..)| *count > 0);
    let rows = rows.map(|(count, name, means, paint)| {
        vec![
            Cell::right(count.to_string()),
            Cell::new(name).paint(paint),
            Cell::new(means).paint(Some(Paint::Faint)),
        ]
    });
    table(&rows.collect::<Vec<_>>(), look)
}

fn restated(one: &MigratedAssessment, look: &Look) -> String {
    let names = measures(one);
    let faint = |text: String| Cell::new(text).paint(look.colour.then_some(Paint::Faint));
    let mut rows = Vec::new();
    let mut head = vec![faint(String::new())];
    for name in &names {
        head.push(faint(name.clone()));
        head.extend((0..4).map(|_| faint(String::new())));
    }
    rows.push(head);
    for node in &one.restated {
        let indent = "  ".repeat(node.depth);
        let mut row = vec![
            Cell::new(format!("{indent}{}", escape::terminal(&node.id)))
                .paint((node.depth == 0).then_some(Paint::Strong)),
        ];
        for name in &names {
            let [was, was_points] = value(node.before.as_ref(), name);
            let [is, is_points] = value(node.after.as_ref(), name);
            row.extend([
                Cell::right(was),
                Cell::right(was_points).paint(Some(Paint::Faint)),
                Cell::new("→").paint(Some(Paint::Faint)),
                Cell::right(is),
                Cell::right(is_points).paint(Some(Paint::Faint)),
            ]);
        }
        rows.push(row);
    }
    table(&rows, look)
}

/// The measures that are shown: those that the root has under either version.
fn measures(one: &MigratedAssessment) -> Vec<String> {
    let root = one.restated.first();
    let sides = root
        .iter()
        .flat_map(|root| [root.after.as_ref(), root.before.as_ref()]);
    let mut names: Vec<String> = Vec::new();
    for name in sides.flatten().flat_map(|node| node.measures.keys()) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names.truncate(3);
    names
}

fn value(node: Option<&NodeReport>, name: &str) -> [String; 2] {
    let measure = node.and_then(|node| node.measures.get(name)?.as_ref());
    match measure {
        Some(measure) => [
            escape::terminal(&measure.shown).into_owned(),
            measure.points_shown.clone().unwrap_or_default(),
        ],
        None => ["–".to_owned(), String::new()],
    }
}

/// The first of the answers that stand as they were under another id.
fn elsewhere(one: &MigratedAssessment, look: &Look) -> String {
    let all: Vec<&MigratedAnswer> = one.elsewhere().collect();
    if all.is_empty() || look.quiet {
        return String::new();
    }
    let rows = all.iter().take(MOST_ELSEWHERE).map(|answer| {
        vec![
            Cell::new(format!("  {}", escape::terminal(&answer.from))),
            Cell::new(fit(
                &format!("→ {}", escape::terminal(&answer.to.join(", "))),
                24,
            )),
            Cell::new(fit(
                &escape::terminal(answer.answer.as_deref().unwrap_or("–")),
                12,
            )),
            Cell::new(answer.relation).paint(Some(Paint::Faint)),
        ]
    });
    let mut out = format!(
        "\n{} ({})\n{}",
        look.paint(Paint::Strong, "under another id"),
        wording::count(all.len(), "answer"),
        table(&rows.collect::<Vec<_>>(), look)
    );
    let more = all.len().saturating_sub(MOST_ELSEWHERE);
    if more > 0 {
        let more = format!("  {more} more: `--format markdown` lists all");
        out.push_str(&format!("{}\n", look.paint(Paint::Faint, &more)));
    }
    out
}

/// Answers of one fate, each with why.
fn list(fate: &str, one: &MigratedAssessment, look: &Look) -> String {
    let of_fate = one.answers.iter().filter(|answer| answer.fate == fate);
    let of_fate: Vec<&MigratedAnswer> = of_fate.collect();
    if of_fate.is_empty() || look.quiet {
        return String::new();
    }
    let room = look.width.saturating_sub(58).clamp(24, 120);
    let rows = of_fate.iter().map(|answer| {
        let to = match answer.to.is_empty() {
            true => String::new(),
            false => format!("→ {}", answer.to.join(", ")),
        };
        let because = answer
            .because
            .as_deref()
            .map_or(String::new(), |because| format!(": {}", because.trim()));
        vec![
            Cell::new(format!("  {}", escape::terminal(&answer.from))),
            Cell::new(fit(&escape::terminal(&to), 24)),
            Cell::new(fit(
                &escape::terminal(answer.answer.as_deref().unwrap_or("–")),
                12,
            )),
            Cell::new(fit(
                &escape::terminal(&format!("{}{because}", answer.relation)),
                room,
            ))
            .paint(Some(Paint::Faint)),
        ]
    });
    let head = look.paint(Paint::Strong, fate);
    let count = wording::count(of_fate.len(), "answer");
    format!(
        "\n{head} ({count})\n{}",
        table(&rows.collect::<Vec<_>>(), look)
    )
}

fn diff(text: &str, look: &Look) -> String {
    let lines = text.lines().map(|line| {
        let shown = escape::terminal(line).into_owned();
        let paint = match line.as_bytes().first() {
            Some(b'+') => Some(Paint::Good),
            Some(b'-') => Some(Paint::Bad),
            Some(b'@') => Some(Paint::Faint),
            _ => None,
        };
        paint.map_or(shown.clone(), |paint| look.paint(paint, &shown))
    });
    let mut out = lines.collect::<Vec<_>>().join("\n");
    out.push('\n');
    out
}
