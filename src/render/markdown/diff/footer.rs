//! What was compared and how to get it again.

use super::page::{Block, LeftOut, Rank};
use super::said;
use crate::report::{DiffReport, DiffedAssessment, SideReport};

/// Characters of the id of a commit.
const ID: usize = 12;
/// Notices of licences shown.
const MOST_NOTICES: usize = 5;

/// The last lines.
pub(super) fn footer(report: &DiffReport) -> Block {
    let mut out = format!(
        "---\n<sub>base {} · head {} · as of {} · {} {}</sub>\n",
        side(&report.base),
        side(&report.head),
        said::name(&report.as_of),
        report.tool.name,
        report.tool.version
    );
    if let Some(command) = said::command(&report.reproduce) {
        out.push_str(&format!("<br><sub>reproduce: {command}</sub>\n"));
    }
    Block::text(Rank::Verdict, "footer", out)
}

fn side(side: &SideReport) -> String {
    let mut out = format!("**{}**", said::name(&side.name));
    if let Some(revision) = &side.revision {
        let id: String = revision.chars().take(ID).collect();
        let id: String = id.chars().filter(char::is_ascii_hexdigit).collect();
        if !side.name.contains(&id) && !id.is_empty() {
            out.push_str(&format!(" `{id}`"));
        }
    }
    if let Some(why) = &side.why {
        out.push_str(&format!(" ({})", said::name(why)));
    }
    out
}

/// The notices that the licences of the models ask for, each once.
pub(super) fn notices(touched: &[&DiffedAssessment]) -> Option<Block> {
    let models = touched
        .iter()
        .flat_map(|one| one.model.iter().chain(&one.base_model));
    let mut notices: Vec<&str> = models
        .filter_map(|model| model.attribution.as_deref())
        .collect();
    notices.sort_unstable();
    notices.dedup();
    let notices = notices.iter().take(MOST_NOTICES);
    let text: String = notices
        .map(|notice| format!("<sub>{}</sub>\n\n", said::prose(notice)))
        .collect();
    (!text.is_empty()).then(|| Block::text(Rank::Notice, "notices of licences", text))
}

/// What had to be left out, and how to see it.
pub(super) fn left_out(report: &DiffReport, left_out: &LeftOut) -> String {
    let blocks = left_out.blocks.iter();
    let blocks = blocks.map(|(kind, count)| format!("{kind} ({})", said::number(*count)));
    let mut parts: Vec<String> = blocks.collect();
    if left_out.rows > 0 {
        parts.push(said::count(left_out.rows, "row"));
    }
    let all = said::command(&report.reproduce);
    let all = all.map_or(String::new(), |_| {
        " The command below shows everything at a terminal.".to_owned()
    });
    format!(
        "> [!NOTE]\n> Left out, to stay within what a comment may hold: {}.{all}\n\n",
        parts.join(", ")
    )
}
