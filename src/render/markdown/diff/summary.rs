//! Many assessments: one row each.

use super::page::{Block, Rank};
use super::said;
use super::sign::Course;
use super::verdict;
use crate::report::{AssessmentStatus, DiffedAssessment};

/// Rows shown, those that need a look first.
const MOST_ROWS: usize = 60;

/// The table that stands first.
pub(super) fn summary(touched: &[&DiffedAssessment]) -> Block {
    let model = |one: &DiffedAssessment| one.model.as_ref().map(|model| model.title.clone());
    let first = touched.first().and_then(|one| model(one));
    let models = touched.iter().any(|one| model(one) != first);
    let rows: Vec<String> = touched.iter().map(|one| row(one, models)).collect();
    let head = "| | unit | the whole | changes |\n|:---:|:---|:---|:---|\n";
    Block::rows(Rank::Summary, "summary", head.to_owned(), rows, 4)
        .at_most(MOST_ROWS)
        .closed("\n".to_owned())
}

fn row(one: &DiffedAssessment, models: bool) -> String {
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
    format!(
        "| {} | {} | {word}{} | {} |\n",
        course.sign(),
        name(one, models),
        values.join("<br>"),
        verdict::counts(&one.counts, verdict::cut(one))
    )
}

/// The unit, with its model where there are several.
fn name(one: &DiffedAssessment, models: bool) -> String {
    let unit = said::name(said::unit(one));
    match one.model.as_ref().filter(|_| models) {
        Some(model) => format!("**{unit}**<br><sub>{}</sub>", said::name(&model.title)),
        None => format!("**{unit}**"),
    }
}
