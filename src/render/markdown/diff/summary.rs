//! Many assessments: one row each.

use super::page::{Block, Rank};
use super::said;
use super::sign::Course;
use super::verdict;
use crate::report::{AssessmentStatus, DiffedAssessment};

/// The table that stands first.
pub(super) fn summary(touched: &[&DiffedAssessment]) -> Block {
    let rows: Vec<String> = touched.iter().map(|one| row(one)).collect();
    let head = "| | unit | the whole | ▲ better | ▼ regressions | evidence | scope cuts |\n\
                |:---:|:---|:---|---:|---:|---:|---:|\n";
    Block::rows(Rank::Summary, "summary", head.to_owned(), rows, 7).closed("\n".to_owned())
}

fn row(one: &DiffedAssessment) -> String {
    let course = Course::of(one);
    let values = match course {
        Course::Broken => vec!["no numbers on one side".to_owned()],
        Course::Draft => vec!["a draft, not scored".to_owned()],
        Course::Incomparable => vec!["not comparable, restated below".to_owned()],
        _ => verdict::values(one, course),
    };
    let word = match (one.status, course) {
        (_, Course::Draft) => "",
        (AssessmentStatus::Added, _) => "new<br>",
        (AssessmentStatus::Removed, _) => "removed<br>",
        (_, Course::Same) => "no score moved<br>",
        _ => "",
    };
    let counts = &one.counts;
    let evidence = match (counts.evidence_added, counts.evidence_removed) {
        (0, 0) => String::new(),
        (added, 0) => format!("+{}", said::number(added)),
        (0, removed) => format!("−{}", said::number(removed)),
        (added, removed) => format!("+{} −{}", said::number(added), said::number(removed)),
    };
    format!(
        "| {} | {} | {word}{} | {} | {} | {evidence} | {} |\n",
        course.sign(),
        name(one),
        values.join("<br>"),
        count(counts.up),
        count(counts.regressions),
        count(counts.scope_cuts)
    )
}

/// The unit with its model.
pub(super) fn name(one: &DiffedAssessment) -> String {
    let unit = said::name(said::unit(one));
    match &one.model {
        Some(model) => format!("**{unit}**<br><sub>{}</sub>", said::name(&model.title)),
        None => format!("**{unit}**"),
    }
}

fn count(count: usize) -> String {
    match count {
        0 => String::new(),
        count => said::number(count),
    }
}
