use super::diff::changes::items;
use super::diff::finished;
use super::diff::flow::{flow, line};
use super::log_graph::graph;
use crate::render::comparison::{self, Phrase, Tone, plain, toned};
use crate::render::paint::{Look, Paint};
use crate::report::{LogEntry, LogReport, LoggedAssessment};

/// Narrower than this nothing can be laid out.
const LEAST_WIDTH: usize = 40;

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
        out.push_str("no commit to list\n");
    }
    if report.graph {
        out.push_str(&graph(&report.series, &report.axis, look));
        out.push('\n');
    }
    if !look.quiet {
        out.push_str(&about(report, look));
    }
    finished(out)
}

fn one(entry: &LogEntry, look: &Look) -> String {
    let mut head = vec![toned(Tone::Care, entry.short.clone()), plain(" · ")];
    head.extend(entry.date.as_ref().map(|date| plain(format!("{date} · "))));
    head.extend(comparison::logged_people(entry));
    head.push(plain(" · "));
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
    let mut said = vec![toned(Tone::Strong, comparison::logged_unit(one))];
    let numbers = comparison::logged_numbers(one);
    if !numbers.is_empty() {
        said.push(plain(": "));
        said.extend(numbers);
    }
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

fn about(report: &LogReport, look: &Look) -> String {
    let said = comparison::logged_about(report);
    let mut out = format!(
        "{}\n",
        flow(&[toned(Tone::Faint, said)], look.width, "", "", look)
    );
    if let Some(said) = comparison::logged_cut(report) {
        out.push_str(&format!("{}\n", line(&[toned(Tone::Bad, said)], look)));
    }
    out
}
