use serde::Serialize;

use super::value::{change, plan_value};
use super::{Change, PlanValue};
use crate::diff::Subject;
use crate::model::{At, ItemIndex, Model, State};
use crate::plan::{Stage, Step, Supposed};
use crate::value::Date;

/// A practice that is to have a better answer.
#[derive(Debug, Clone, Serialize)]
pub struct StepReport {
    /// The practice.
    pub item: String,
    /// Its title.
    pub title: String,
    /// The file in which something is said about it.
    pub path: Option<String>,
    /// The line there, from 1.
    pub line: Option<u32>,
    /// The answer now; nothing without one.
    pub from: Option<String>,
    /// Which of the four states it is in now.
    pub from_state: &'static str,
    /// The answer that it is to have.
    pub to: String,
    /// How soon it should be worked on, from 6 to 2; nothing where it is not rated.
    pub priority: Option<u8>,
    /// What it would bring, 1 to 3.
    pub impact: Option<u8>,
    /// What it would take, 1 to 3.
    pub effort: Option<u8>,
    /// Who is responsible.
    pub owner: Option<String>,
    /// The day of its target.
    pub due: Option<String>,
    /// Days until then, negative when it is over.
    pub days: Option<i64>,
    /// Whether the day is over.
    pub overdue: bool,
    /// The answer that its target asks for.
    pub target: Option<String>,
    /// The positions of the goals that it serves, from 0.
    pub goals: Vec<usize>,
    /// What it is worth, after the steps before it: each measure at each node that
    /// is followed. Nothing where there are too many steps to score one by one.
    pub worth: Option<Vec<WorthReport>>,
}

/// What a step does to one measure at one node.
#[derive(Debug, Clone, Serialize)]
pub struct WorthReport {
    /// The node.
    pub node: String,
    /// The measure.
    pub measure: String,
    /// After the steps before it.
    pub before: Option<PlanValue>,
    /// After it.
    pub after: Option<PlanValue>,
    /// The difference; nothing where a side has no value.
    pub delta: Option<Change>,
}

/// Something that a branch says and that is no step.
#[derive(Debug, Clone, Serialize)]
pub struct DepartingChange {
    /// The item; nothing for the head of the assessment.
    pub item: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// What differs: `answer`, `na`, `scope`, `item`, `evidence` or `override`.
    pub field: &'static str,
    /// Here; nothing when it is not there.
    pub from: Option<String>,
    /// On the branch; nothing when it is not there.
    pub to: Option<String>,
}

/// The name of an answer on a practice's scale.
pub(super) fn key(model: &Model, item: ItemIndex, choice: usize) -> Option<String> {
    let choice = model.scale_of(item)?.choices.get(choice)?;
    Some(choice.key.clone())
}

/// The answer of a state; nothing without one.
pub(super) fn answer_of(model: &Model, item: ItemIndex, state: State) -> Option<String> {
    match state {
        State::Value(choice) => key(model, item, choice),
        State::Unanswered | State::NotApplicable | State::OutOfScope => None,
    }
}

/// A step with names and days, without its worth.
pub(super) fn step_report(now: &Supposed<'_>, step: &Step, today: Date) -> StepReport {
    let model = now.model;
    let said = now.said(step.item);
    let at = said.and_then(|answer| line(now, answer.id.at));
    let days = step.due.map(|due| due.days_since(today));
    StepReport {
        item: model.item(step.item).id.clone(),
        title: model.item(step.item).title.clone(),
        path: at.as_ref().map(|(path, _)| path.clone()),
        line: at.map(|(_, line)| line),
        from: answer_of(model, step.item, step.from),
        from_state: step.from.word(),
        to: key(model, step.item, step.to).unwrap_or_default(),
        priority: step.priority,
        impact: step.impact,
        effort: step.effort,
        owner: step.owner.clone(),
        due: step.due.map(|due| due.to_string()),
        days,
        overdue: days.is_some_and(|days| days < 0),
        target: step.target.and_then(|choice| key(model, step.item, choice)),
        goals: step.goals.clone(),
        worth: None,
    }
}

fn line(now: &Supposed<'_>, at: At) -> Option<(String, u32)> {
    let file = now.assessment.files.get(at.file as usize)?;
    Some((file.path().to_string(), file.position(at.span.start).line))
}

/// What changed between two moments, for every measure at every node.
pub(super) fn worth(
    model: &Model,
    nodes: &[ItemIndex],
    before: &Stage,
    after: &Stage,
) -> Vec<WorthReport> {
    let mut worth = Vec::new();
    for (node, (before, after)) in nodes.iter().zip(before.iter().zip(after)) {
        let measures = model.measures.iter().zip(before.iter().zip(after));
        for (position, (measure, (before, after))) in measures.enumerate() {
            worth.push(WorthReport {
                node: model.item(*node).id.clone(),
                measure: measure.id.clone(),
                before: plan_value(model, position, before.as_ref()),
                after: plan_value(model, position, after.as_ref()),
                delta: change(model, position, before.as_ref(), after.as_ref()),
            });
        }
    }
    worth
}

/// A change of what is said, with names.
pub(super) fn departing(
    here: &Model,
    there: &Model,
    change: &crate::diff::Change,
) -> DepartingChange {
    let item = match &change.subject {
        Subject::Item {
            base: Some(item), ..
        } => Some(here.item(*item)),
        Subject::Item {
            head: Some(item), ..
        } => Some(there.item(*item)),
        Subject::Item { .. } | Subject::Head | Subject::Named(_) => None,
    };
    let named = match &change.subject {
        Subject::Named(name) => Some(name.clone()),
        Subject::Item { .. } | Subject::Head => None,
    };
    DepartingChange {
        item: item.map(|item| item.id.clone()).or(named),
        title: item.map(|item| item.title.clone()),
        field: change.field.word(),
        from: change.from.clone(),
        to: change.to.clone(),
    }
}

impl WorthReport {
    /// Whether the step does something to the measure, or gives it a value.
    pub fn moves(&self) -> bool {
        match &self.delta {
            Some(delta) => !delta.is_zero(),
            None => self.before.is_some() != self.after.is_some(),
        }
    }
}
