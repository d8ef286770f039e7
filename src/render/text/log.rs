use super::diff::changes::items;
use super::diff::finished;
use super::diff::flow::{flow, line};
use super::table::{Cell, table};
use crate::render::comparison::{self, Phrase, Tone, plain, toned};
use crate::render::escape;
use crate::render::paint::{Look, Paint};
use crate::render::wording;
use crate::report::{LogEntry, LogReport, LoggedAssessment, LoggedValue, TrendSeries};

/// Narrower than this nothing can be laid out.
const LEAST_WIDTH: usize = 40;

/// Points that a sparkline has at most.
const MOST_POINTS: usize = 40;

/// Each commit with what it did, newest first, then what was over time where that
/// was asked for.
pub(in crate::render) fn log(report: &LogReport, look: &Look) -> String {
    let look = &Look {
        width: look.width.max(LEAST_WIDTH),
        ..*look
    };
    let mut out = String::new();
    for entry in &report.entries {
        out.push_str(&one(entry, look));
        out.push('\n');
    }
    if report.entries.is_empty() {
        out.push_str("no commit changed maturity\n");
    }
    if !report.series.is_empty() {
        out.push_str(&graph(&report.series, look));
        out.push('\n');
    }
    if !look.quiet {
        out.push_str(&about(report, look));
    }
    finished(out)
}

fn one(entry: &LogEntry, look: &Look) -> String {
    let mut head = vec![toned(Tone::Care, entry.short.clone()), plain("  ")];
    head.extend(entry.date.as_ref().map(|date| plain(format!("{date}  "))));
    head.extend(comparison::logged_people(entry));
    head.push(plain("  "));
    head.push(toned(Tone::Strong, comparison::logged_subject(entry)));
    let mut out = format!("{}\n", flow(&head, look.width, "", "         ", look));
    for note in &entry.notes {
        let said = [toned(Tone::Care, note.clone())];
        out.push_str(&format!(
            "{}\n",
            flow(&said, look.width, "  ", "    ", look)
        ));
    }
    if entry.assessments.is_empty() && entry.notes.is_empty() {
        out.push_str(&format!(
            "  {}\n",
            look.paint(Paint::Faint, "nothing moved")
        ));
    }
    for assessment in &entry.assessments {
        out.push_str(&moved(assessment, look));
    }
    out
}

fn moved(one: &LoggedAssessment, look: &Look) -> String {
    let mut said = vec![
        toned(Tone::Strong, comparison::logged_unit(one)),
        plain("  "),
    ];
    said.extend(comparison::logged_numbers(one));
    let mut out = format!("{}\n", flow(&said, look.width, "  ", "    ", look));
    let story: Vec<Phrase> = comparison::logged_story(one);
    if !story.is_empty() {
        out.push_str(&format!(
            "{}\n",
            flow(&story, look.width, "    ", "    ", look)
        ));
    }
    out.push_str(&items(one.changes.as_deref().unwrap_or_default(), look));
    out
}

/// A line for each domain: what its first measure was over time.
fn graph(series: &[TrendSeries], look: &Look) -> String {
    let mut rows = Vec::new();
    let mut unit = "";
    for one in series {
        if one.unit != unit {
            unit = &one.unit;
            rows.push(vec![
                Cell::new(escape::terminal(unit)).paint(Some(Paint::Strong)),
            ]);
        }
        let values: Vec<&Option<LoggedValue>> =
            one.points.iter().map(|point| &point.value).collect();
        let shown = |value: Option<&&Option<LoggedValue>>| {
            let value = value.and_then(|value| value.as_ref());
            value.map_or_else(
                || "–".to_owned(),
                |value| escape::terminal(&value.shown).into_owned(),
            )
        };
        rows.push(vec![
            Cell::new(format!("  {}", escape::terminal(&one.node))),
            Cell::new(escape::terminal(&one.measure)).paint(Some(Paint::Faint)),
            Cell::right(shown(values.first())),
            Cell::new(spark(&values)).paint(Some(Paint::Accent)),
            Cell::right(shown(values.last())),
        ]);
    }
    table(&rows, look)
}

/// Blocks as high as the values, of the lowest to the highest there were.
fn spark(values: &[&Option<LoggedValue>]) -> String {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let numbers = values
        .iter()
        .filter_map(|value| Some(value.as_ref()?.number));
    let (low, high) = numbers.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), number| {
        (low.min(number), high.max(number))
    });
    let skipped = values.len().saturating_sub(MOST_POINTS);
    let block = |value: &&Option<LoggedValue>| match value {
        None => ' ',
        Some(value) if high > low => {
            let height = (value.number - low) / (high - low) * 7.0;
            BLOCKS.get(height.round() as usize).copied().unwrap_or('█')
        }
        Some(_) => '▄',
    };
    values.iter().skip(skipped).map(block).collect()
}

fn about(report: &LogReport, look: &Look) -> String {
    let counts = &report.counts;
    let mut said = format!(
        "{} of {} that touched {}, of {} in all; {}; scored with the models of {}",
        wording::count(counts.shown, "commit"),
        counts.touched,
        report.paths.join(", "),
        counts.walked,
        match report.mode {
            "full" => "every parent",
            _ => "first parents",
        },
        match report.scored_with {
            "now" => "today",
            _ => "their day",
        },
    );
    if !report.narrowed.is_empty() {
        said.push_str(&format!("; only {}", report.narrowed.join(", ")));
    }
    let mut out = format!(
        "{}\n",
        flow(&[toned(Tone::Faint, said)], look.width, "", "", look)
    );
    if report.truncated {
        let at: Vec<&str> = report.cut_at.iter().filter_map(|id| id.get(..10)).collect();
        let said = format!("history is cut off at {} by a shallow clone", at.join(", "));
        out.push_str(&format!("{}\n", line(&[toned(Tone::Bad, said)], look)));
    }
    out
}
