use unicode_width::UnicodeWidthStr;

use crate::render::escape;
use crate::render::paint::{Look, Paint};
use crate::render::planning;
use crate::render::text::table::{Cell, fit, table};
use crate::report::{PlanReport, PlannedAssessment, StepReport};

/// Columns that an id, an answer, an owner and a day get at most.
const MOST_OF_AN_ID: usize = 24;
const MOST_OF_A_CHANGE: usize = 30;
const MOST_OF_AN_OWNER: usize = 20;
const MOST_OF_A_DAY: usize = 10;
/// Columns that a title gets at least, and at most.
const TITLE: [usize; 2] = [12, 60];

/// The steps, each with a line that says what it is worth.
pub(super) fn steps(one: &PlannedAssessment, report: &PlanReport, look: &Look) -> String {
    let root = one.nodes.first().map_or("", |node| node.id.as_str());
    let shown: Vec<Shown> = one.steps.iter().map(Shown::of).collect();
    let widest = |part: fn(&Shown) -> &str, least: usize| {
        let widths = shown.iter().map(|one| part(one).width());
        widths.max().unwrap_or(0).max(least)
    };
    let taken = number_width(one.steps.len())
        + "priority".width()
        + widest(|one| &one.id, 0)
        + widest(|one| &one.change, 0)
        + widest(|one| &one.due, 0)
        + widest(|one| &one.owner, 0)
        + 12;
    let [least, most] = TITLE;
    let room = look.width.saturating_sub(taken).clamp(least, most);
    let faint = |text: &str| Cell::new(text).paint(Some(Paint::Faint));
    let mut rows = vec![vec![
        faint(""),
        faint("priority"),
        faint(""),
        faint(""),
        faint("answer"),
        faint(if widest(|one| &one.due, 0) > 0 {
            "due"
        } else {
            ""
        }),
        faint(if widest(|one| &one.owner, 0) > 0 {
            "owner"
        } else {
            ""
        }),
    ]];
    for (at, (step, shown)) in one.steps.iter().zip(&shown).enumerate() {
        rows.push(row(at, step, shown, room));
        let said = [planning::beside(step, one), planning::moves(step, root)].concat();
        for line in lines(&said, step, look) {
            let blank = || Cell::default();
            rows.push(vec![blank(), blank(), Cell::spilling(line)]);
        }
    }
    let title = look.paint(
        Paint::Strong,
        &escape::terminal(&planning::heading(one, report)),
    );
    format!("\n{title}\n\n{}", table(&rows, look))
}

fn number_width(steps: usize) -> usize {
    steps.to_string().len()
}

/// Texts of a step, escaped and cut.
struct Shown {
    id: String,
    change: String,
    due: String,
    owner: String,
}

impl Shown {
    fn of(step: &StepReport) -> Self {
        let cut = |text: &str, most: usize| fit(&escape::terminal(text), most);
        Self {
            id: cut(&step.item, MOST_OF_AN_ID),
            change: cut(&planning::change(step), MOST_OF_A_CHANGE),
            due: cut(step.due.as_deref().unwrap_or_default(), MOST_OF_A_DAY),
            owner: cut(step.owner.as_deref().unwrap_or_default(), MOST_OF_AN_OWNER),
        }
    }
}

fn row(at: usize, step: &StepReport, shown: &Shown, room: usize) -> Vec<Cell> {
    let priority = step.priority.map_or("–".to_owned(), |it| it.to_string());
    vec![
        Cell::right((at + 1).to_string()).paint(Some(Paint::Faint)),
        Cell::right(priority),
        Cell::new(shown.id.clone()).paint(Some(Paint::Strong)),
        Cell::new(fit(&escape::terminal(&step.title), room)),
        Cell::new(shown.change.clone()),
        Cell::new(shown.due.clone()).paint(step.overdue.then_some(Paint::Bad)),
        Cell::new(shown.owner.clone()),
    ]
}

/// Phrases on as few lines as they fit on, none of them broken.
fn lines(said: &[String], step: &StepReport, look: &Look) -> Vec<String> {
    let room = look
        .width
        .saturating_sub(number_width(99) + "priority".width() + 4)
        .max(40);
    let mut lines: Vec<(usize, String)> = Vec::new();
    for phrase in said {
        let phrase = escape::terminal(phrase);
        let wide = phrase.width();
        let late = step.overdue && phrase.ends_with(" overdue");
        let paint = if late { Paint::Bad } else { Paint::Faint };
        let painted = look.paint(paint, &phrase);
        match lines.last_mut() {
            Some((width, line)) if *width + 3 + wide <= room => {
                *width += 3 + wide;
                line.push_str(&look.paint(Paint::Faint, " · "));
                line.push_str(&painted);
            }
            _ => lines.push((wide, painted)),
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}
