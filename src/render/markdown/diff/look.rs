//! What a reviewer should look at first, the gravest first.

use super::page::{Block, Rank};
use super::place::place;
use super::said;
use super::words;
use crate::render::comparison;
use crate::report::{ChangeDirection, ChangeReport, DiffReport, DiffedAssessment};

/// Rows shown of one sort; all of them stand in the details.
const MOST_ROWS: usize = 12;

/// Sorts of changes that need a look, a change being of the first that fits.
type Sort = (&'static str, &'static str, fn(&ChangeReport) -> bool);

const SORTS: [Sort; 12] = [
    ("✖", "scope cut", cut),
    ("✖", "no longer asked by the model", |it| {
        it.field == "item" && it.to.is_none() && it.regression
    }),
    ("▼", "regression", |it| it.regression),
    ("✖", "lost evidence", |it| {
        it.field == "evidence" && it.to.is_none()
    }),
    ("◆", "judgement in place of a value", |it| {
        it.field == "override"
    }),
    ("▼", "lowered or removed", lowered),
    ("⏱", "late", |it| it.remark.as_deref().is_some_and(late)),
    ("◆", "to confirm", |it| {
        it.field == "review" && it.to.is_some()
    }),
    ("◆", "remark", |it| {
        it.remark.is_some() && it.field != "item"
    }),
    ("◆", "model", |it| it.field == "model"),
    ("◆", "status", |it| it.field == "status"),
    ("◆", "counts again", flipped),
];

fn cut(change: &ChangeReport) -> bool {
    change.cuts() || flipped(change) && change.regression
}

fn flipped(change: &ChangeReport) -> bool {
    matches!(change.field, "na" | "scope")
}

fn lowered(change: &ChangeReport) -> bool {
    let less = change.direction == ChangeDirection::Down || change.to.is_none();
    matches!(change.field, "target" | "baseline") && less
}

fn late(remark: &str) -> bool {
    remark.starts_with("overdue") || remark.starts_with("expired")
}

/// One list under `What needs a look first`, a block for each sort.
pub(super) fn look(report: &DiffReport, touched: &[&DiffedAssessment]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    out.extend(troubles(report, touched));
    for (at, (sign, word, _)) in SORTS.iter().enumerate() {
        let changes = touched.iter().flat_map(|one| {
            let changes = one.changes.iter();
            // What a node's scope took along is said with the node.
            let own = changes.filter(|change| change.below.is_none());
            let changes = own.filter(move |change| sort(change) == Some(at));
            changes.map(move |change| (*one, change))
        });
        let rows = changes.map(|(one, change)| {
            let said = row(report, one, change, touched.len() > 1);
            format!("- {sign} {word}: {said}\n")
        });
        let rows: Vec<String> = rows.collect();
        if !rows.is_empty() {
            out.push(list(rows, word));
        }
    }
    match (out.first_mut(), report.changes.all) {
        (Some(first), _) => first.head = "#### What needs a look first\n\n".to_owned(),
        (None, 0) => {}
        (None, _) => {
            let none = "No regression, no lost evidence, no scope cut.\n".to_owned();
            out.push(Block::text(Rank::Look, "what needs a look", none));
        }
    }
    out
}

fn list(rows: Vec<String>, word: &'static str) -> Block {
    Block::rows(
        Rank::Look,
        "lists of what needs a look",
        String::new(),
        rows,
        0,
    )
    .of(word)
    .at_most(MOST_ROWS)
}

fn sort(change: &ChangeReport) -> Option<usize> {
    SORTS.iter().position(|(_, _, fits)| fits(change))
}

/// Sides without numbers, sides that cannot be compared, and what is wrong.
fn troubles(report: &DiffReport, touched: &[&DiffedAssessment]) -> Option<Block> {
    let mut rows: Vec<String> = Vec::new();
    rows.extend(report.notes.iter().map(|note| said::prose(note)));
    for one in touched {
        let unit = format!("**{}**", said::name(said::unit(one)));
        let sides = match (one.base_broken, one.broken) {
            (true, true) => Some("on both sides"),
            (true, false) => Some("at base"),
            (false, true) => Some("at head"),
            (false, false) => None,
        };
        if let Some(sides) = sides {
            rows.push(format!(
                "{unit} has no numbers {sides}: the files are broken"
            ));
        }
        if let Some(why) = one.incomparable.as_ref().filter(|_| !one.comparable) {
            let why = said::prose(why);
            rows.push(format!(
                "{unit} cannot be compared, both sides are restated: {why}"
            ));
        }
    }
    rows.extend(report.findings.iter().map(|finding| {
        let path = finding.path.as_deref().map(said::name).unwrap_or_default();
        let line = finding.line.map(|line| format!(" L{line}"));
        let message = said::prose(&finding.message);
        format!("{path}{}: {message}", line.unwrap_or_default())
    }));
    let rows: Vec<String> = rows.into_iter().map(|row| format!("- ⚠ {row}\n")).collect();
    (!rows.is_empty()).then(|| list(rows, "broken or not comparable"))
}

fn row(
    report: &DiffReport,
    one: &DiffedAssessment,
    change: &ChangeReport,
    several: bool,
) -> String {
    let unit = match several {
        true => format!("{}: ", said::name(said::unit(one))),
        false => String::new(),
    };
    let what = match change.field {
        "evidence" | "na" | "scope" | "item" | "review" => String::new(),
        _ => format!("{} ", comparison::field(change)),
    };
    let happened = match (change.field, &change.from, &change.to) {
        ("item", Some(from), None) => format!("was {}", said::name(from)),
        ("review", _, Some(to)) => said::prose(to),
        _ => words::happened(change),
    };
    let mut out = format!("{unit}{}: {what}{happened}", words::subject(change));
    if let Some(remark) = change.remark.as_ref().filter(|_| change.field != "item") {
        out.push_str(&format!(" – **{}**", said::prose(remark)));
    }
    if let Some(because) = change.because.as_ref().filter(|_| change.field == "answer") {
        out.push_str(&format!(" – {}", said::prose(because)));
    }
    let place = place(report, change, one.path.as_deref());
    if !place.is_empty() {
        out.push_str(&format!(" ({place})"));
    }
    out
}
