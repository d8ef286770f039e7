use super::diff::page::{self, Block, LeftOut, Rank, Section};
use super::diff::said;
use crate::render::comparison::{self, Phrase, Tone};
use crate::render::escape;
use crate::report::{ChangeReport, LogEntry, LogReport, LoggedAssessment};

/// Characters of the id of a commit.
const ID: usize = 10;

/// A table for each unit with a row for each commit, newest first, for a report; the
/// changes are folded away below it, where they are asked for.
pub(in crate::render) fn log(report: &LogReport) -> String {
    let mut page = Vec::new();
    let mut units: Vec<&str> = Vec::new();
    for one in report.entries.iter().flat_map(|entry| &entry.assessments) {
        let unit = comparison::logged_unit(one);
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    page.extend(units.iter().map(|unit| of_unit(report, unit)));
    page.extend(others(report));
    if page.is_empty() {
        let none = "No commit to list.\n\n".to_owned();
        page.push(Section::of(vec![Block::text(
            Rank::Verdict,
            "verdict",
            none,
        )]));
    }
    page.push(Section::of(vec![about(report)]));
    page::fit(page, left_out)
}

fn of_unit(report: &LogReport, unit: &str) -> Section {
    let mut rows = Vec::new();
    let mut details = Vec::new();
    for entry in &report.entries {
        let ours = |one: &&LoggedAssessment| comparison::logged_unit(one) == unit;
        for one in entry.assessments.iter().filter(ours) {
            rows.push(format!(
                "{} | {} | {} |\n",
                start(entry),
                phrases(&comparison::logged_numbers(one)),
                phrases(&comparison::logged_story(one))
            ));
            details.extend(changes(entry, one));
        }
    }
    let head = "| date | commit | who | what | maturity | how |\n|:---|:---|:---|:---|:---|:---|\n";
    let table = Block::rows(Rank::Scores, "tables of commits", head.to_owned(), rows, 6);
    let mut blocks = vec![table.closed("\n".to_owned())];
    blocks.append(&mut details);
    Section {
        open: format!("### {}\n\n", said::name(unit)),
        blocks,
        close: String::new(),
    }
}

/// The cells that say which commit it is.
fn start(entry: &LogEntry) -> String {
    format!(
        "| {} | {} | {} | {}",
        entry
            .date
            .as_deref()
            .map_or_else(|| "–".to_owned(), escape::markdown),
        id(entry),
        phrases(&comparison::logged_people(entry)),
        said::prose(&comparison::logged_subject(entry)),
    )
}

fn id(entry: &LogEntry) -> String {
    let id: String = entry
        .commit
        .chars()
        .filter(char::is_ascii_hexdigit)
        .take(ID)
        .collect();
    format!("`{id}`")
}

/// What a commit changed, folded away.
fn changes(entry: &LogEntry, one: &LoggedAssessment) -> Option<Block> {
    let changes = one
        .changes
        .as_deref()
        .filter(|changes| !changes.is_empty())?;
    let title = format!(
        "{} {}: {}",
        entry
            .date
            .as_deref()
            .map_or_else(String::new, escape::markup),
        said::name_in_html(&entry.subject),
        said::count(changes.len(), "change")
    );
    let rows = changes.iter().map(change).collect();
    let block = Block::rows(Rank::Changes, "lists of changes", String::new(), rows, 0);
    Some(block.folded(title.trim()))
}

fn change(change: &ChangeReport) -> String {
    let sign = if change.regression { "▼ " } else { "" };
    let because = change.because.as_deref();
    let because = because.map_or(String::new(), |because| {
        format!(": {}", said::prose(because))
    });
    format!("- {sign}{}{because}\n", phrases(&comparison::told(change)))
}

/// What is no matter of a unit: what could not be read, and what moved nothing.
fn others(report: &LogReport) -> Option<Section> {
    let rows = report.entries.iter().flat_map(|entry| {
        let start = start(entry);
        let still = entry.assessments.is_empty() && entry.notes.is_empty();
        let still = still.then(|| format!("{start} | nothing moved |\n"));
        let note = move |note: &String| format!("{start} | {} |\n", said::prose(note));
        entry
            .notes
            .iter()
            .map(note)
            .chain(still)
            .collect::<Vec<String>>()
    });
    let rows: Vec<String> = rows.collect();
    let head = "| date | commit | who | what | |\n|:---|:---|:---|:---|:---|\n".to_owned();
    let table = Block::rows(Rank::Notice, "tables of notes", head, rows, 5);
    (!table.rows.is_empty()).then(|| Section {
        open: "### The project\n\n".to_owned(),
        blocks: vec![table.closed("\n".to_owned())],
        close: String::new(),
    })
}

fn about(report: &LogReport) -> Block {
    let mut out = String::new();
    if let Some(cut) = comparison::logged_cut(report) {
        out.push_str(&format!("**{}**\n\n", escape::markdown(&cut)));
    }
    out.push_str(&format!(
        "---\n<sub>{}: {} · {} {}</sub>\n",
        said::name(&report.name),
        escape::markdown(&said::folded(&comparison::logged_about(report))),
        report.tool.name,
        report.tool.version
    ));
    Block::text(Rank::Verdict, "footer", out)
}

fn left_out(left_out: &LeftOut) -> String {
    let mut gone: Vec<String> = left_out
        .blocks
        .iter()
        .map(|(kind, count)| format!("{} {kind}", said::number(*count)))
        .collect();
    if left_out.rows > 0 {
        gone.push(said::count(left_out.rows, "row"));
    }
    format!(
        "**Not all of it fits here**: left out {}; `--since`, `-n` and `--unit` ask for less, `--format json` has everything.\n\n",
        gone.join(", ")
    )
}

fn phrases(pieces: &[Phrase]) -> String {
    let piece = |piece: &Phrase| {
        let text = said::clip(&said::spaced(&piece.text), 400);
        let inner = text.trim();
        match piece.tone {
            Tone::Strong if !inner.is_empty() => {
                text.replacen(inner, &format!("**{}**", escape::markdown(inner)), 1)
            }
            _ => escape::markdown(&text),
        }
    };
    pieces.iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::log;
    use crate::render::escape;
    use crate::render::markdown::diff::said;
    use crate::render::markdown::diff::tests::corpus;
    use crate::render::markdown::diff::tests::judge::{judge, plain};
    use crate::report::log_sample;

    const STANDING: &str = "Standing";

    #[test]
    fn every_string_is_shown_as_itself_in_every_field() {
        let standing = judge(&log(&log_sample(STANDING)));
        assert!(standing.text.matches(STANDING).count() > 30);
        for text in corpus::strings() {
            let seen = judge(&log(&log_sample(&text)));
            let shown = escape::terminal(&said::folded(&text)).into_owned();
            if shown.trim().is_empty() {
                continue;
            }
            assert_eq!(seen.elements, standing.elements, "{text:?}");
            // Blanks at the edges of a text go.
            let bare = |text: &str| plain(text).replace(' ', "");
            let expected = standing.text.replace(STANDING, &plain(&shown));
            assert_eq!(bare(&seen.text), bare(&expected), "{text:?}");
        }
    }
}
