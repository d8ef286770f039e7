use crate::render::escape;
use crate::render::paint::{Look, Paint};
use crate::render::planning;
use crate::render::text::table::{Cell, fit, table};
use crate::report::PlannedAssessment;

/// Columns that a name, a change and an owner get at most.
const MOST: [usize; 3] = [28, 30, 20];

/// What is still to be reached, by day: the late first, what has no day last.
pub(super) fn due(one: &PlannedAssessment, look: &Look) -> String {
    let Some(dues) = one.due.as_ref().filter(|dues| !dues.is_empty()) else {
        return String::new();
    };
    let [name_most, change_most, owner_most] = MOST;
    let mut last = None;
    let rows = dues.iter().map(|due| {
        let [name, change, short] = planning::due(due, &one.goals);
        let cut = |text: &str, most: usize| fit(&escape::terminal(text), most);
        let late = due.overdue.then_some(Paint::Bad);
        let day = due.by.as_deref().unwrap_or("no day");
        // Of several on one day only the first names it.
        let repeated = last.replace(due.by.clone()) == Some(due.by.clone());
        let (day, away) = match repeated {
            true => (String::new(), String::new()),
            false => (
                cut(day, name_most),
                due.days.map_or(String::new(), planning::days),
            ),
        };
        vec![
            Cell::new(format!("  {day}")).paint(late),
            Cell::new(away).paint(late.or(Some(Paint::Faint))),
            Cell::new(cut(&name, name_most)).paint(Some(Paint::Strong)),
            Cell::new(cut(&change, change_most)),
            Cell::new(cut(&short, name_most)).paint(Some(Paint::Faint)),
            Cell::new(cut(due.owner.as_deref().unwrap_or_default(), owner_most)),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let title = look.paint(Paint::Strong, "What falls due");
    format!("\n{title}\n{}", table(&rows, look))
}
