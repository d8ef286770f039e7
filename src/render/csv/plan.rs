use super::written;
use crate::report::{DueReport, PlanReport, PlanValue, PlannedAssessment, StepReport};

const HEADER: [&str; 24] = [
    "path",
    "unit",
    "model",
    "broken",
    "row",
    "step",
    "item",
    "title",
    "from",
    "to",
    "priority",
    "impact",
    "effort",
    "owner",
    "due",
    "days",
    "node",
    "measure",
    "before",
    "after",
    "delta",
    "before_number",
    "after_number",
    "delta_number",
];

/// One row for each step, node and measure, then one for each thing that is due. A
/// measure without a value has empty cells.
pub(in crate::render) fn plan(report: &PlanReport) -> String {
    let rows = report.assessments.iter().flat_map(rows);
    written(HEADER.map(str::to_owned).to_vec(), rows)
}

fn rows(one: &PlannedAssessment) -> Vec<Vec<String>> {
    let model = one.model.as_ref();
    let head = vec![
        one.path.clone().unwrap_or_default(),
        one.unit.clone().unwrap_or_default(),
        model.map_or_else(String::new, |model| {
            format!("{}@{}", model.id, model.version)
        }),
        one.broken.to_string(),
    ];
    if one.steps.is_empty() && one.due.as_ref().is_none_or(Vec::is_empty) {
        return vec![head];
    }
    let steps = one.steps.iter().enumerate();
    let mut rows: Vec<Vec<String>> = steps
        .flat_map(|(at, step)| step_rows(&head, at + 1, step))
        .collect();
    let dues = one.due.iter().flatten();
    rows.extend(dues.map(|due| due_row(&head, due, one)));
    rows
}

fn step_rows(head: &[String], at: usize, step: &StepReport) -> Vec<Vec<String>> {
    let mut about = head.to_vec();
    about.extend([
        "step".to_owned(),
        at.to_string(),
        step.item.clone(),
        step.title.clone(),
        step.from
            .clone()
            .unwrap_or_else(|| step.from_state.to_owned()),
        step.to.clone(),
        number(step.priority),
        number(step.impact),
        number(step.effort),
        step.owner.clone().unwrap_or_default(),
        step.due.clone().unwrap_or_default(),
        number(step.days),
    ]);
    let Some(worth) = &step.worth else {
        return vec![about];
    };
    let rows = worth.iter().map(|worth| {
        let delta = worth.delta.as_ref();
        let cells = [
            worth.node.clone(),
            worth.measure.clone(),
            exact(worth.before.as_ref()),
            exact(worth.after.as_ref()),
            delta.map_or_else(String::new, |delta| delta.value.clone()),
            rounded(worth.before.as_ref()),
            rounded(worth.after.as_ref()),
            number(delta.map(|delta| delta.number)),
        ];
        about.iter().cloned().chain(cells).collect()
    });
    rows.collect()
}

/// What is due has no place among the steps; a goal says its node and measure.
fn due_row(head: &[String], due: &DueReport, one: &PlannedAssessment) -> Vec<String> {
    let goal = due.goal.and_then(|at| one.goals.get(at));
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut row = head.to_vec();
    row.extend([
        "due".to_owned(),
        String::new(),
        text(&due.item),
        text(&due.title),
        text(&due.from),
        text(&due.to),
        String::new(),
        String::new(),
        String::new(),
        text(&due.owner),
        text(&due.by),
        number(due.days),
    ]);
    if let Some(goal) = goal {
        let wanted = Some(&goal.at_least);
        row.extend([
            goal.node.clone(),
            goal.measure.clone(),
            exact(goal.now.as_ref()),
            exact(wanted),
            String::new(),
            rounded(goal.now.as_ref()),
            rounded(wanted),
        ]);
    }
    row
}

fn number(number: Option<impl ToString>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

fn exact(value: Option<&PlanValue>) -> String {
    value.map_or_else(String::new, |value| value.value.clone())
}

fn rounded(value: Option<&PlanValue>) -> String {
    number(value.map(|value| value.number))
}

#[cfg(test)]
mod tests {
    use super::{HEADER, plan};
    use crate::report::{plan_sample, sample};

    #[test]
    fn every_row_is_as_long_and_no_cell_is_a_formula() {
        for text in sample::HOSTILE.into_iter().chain(["=1+1", "@SUM(A1)"]) {
            for report in plan_sample::plans(text) {
                let shown = plan(&report);
                let mut reader = csv::Reader::from_reader(shown.as_bytes());
                for row in reader.records() {
                    let row = row.unwrap();
                    assert_eq!(row.len(), HEADER.len());
                    assert!(
                        !row.iter().any(|cell| cell.starts_with(['=', '@'])),
                        "{text:?}"
                    );
                }
            }
        }
    }
}
