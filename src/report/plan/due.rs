use serde::Serialize;

use super::step::{answer_of, key};
use crate::model::{ItemIndex, State};
use crate::plan::{Due, DueSubject, LeftOut, Supposed};
use crate::value::{Date, Rational};

/// Something that is still to be reached.
#[derive(Debug, Clone, Serialize)]
pub struct DueReport {
    /// The day.
    pub by: Option<String>,
    /// Days until then, negative when it is over.
    pub days: Option<i64>,
    /// Whether the day is over.
    pub overdue: bool,
    /// The practice; nothing for a goal.
    pub item: Option<String>,
    /// The practice's title.
    pub title: Option<String>,
    /// Who is responsible.
    pub owner: Option<String>,
    /// The position of the goal; nothing for a practice.
    pub goal: Option<usize>,
    /// The practice's answer now; nothing without one.
    pub from: Option<String>,
    /// The answer wanted.
    pub to: Option<String>,
    /// Points that the practice is short of, after polarity; nothing where it has no
    /// answer, and for a goal.
    pub points: Option<String>,
}

/// A target that asks for nothing.
#[derive(Debug, Clone, Serialize)]
pub struct LeftOutTarget {
    /// The practice.
    pub item: String,
    /// `not_applicable` or `out_of_scope`.
    pub state: &'static str,
}

/// What is due, with names; goals by their positions.
pub(super) fn due_report(now: &Supposed<'_>, due: &Due, today: Date) -> DueReport {
    let model = now.model;
    let days = due.by.map(|by| by.days_since(today));
    let report = DueReport {
        by: due.by.map(|by| by.to_string()),
        days,
        overdue: days.is_some_and(|days| days < 0),
        item: None,
        title: None,
        owner: None,
        goal: None,
        from: None,
        to: None,
        points: None,
    };
    match &due.subject {
        DueSubject::Measure(position) => DueReport {
            goal: Some(*position),
            ..report
        },
        DueSubject::Practice(step) => {
            let item = model.item(step.item);
            DueReport {
                item: Some(item.id.clone()),
                title: Some(item.title.clone()),
                owner: step.owner.clone(),
                from: answer_of(model, step.item, step.from),
                to: key(model, step.item, step.to),
                points: short(now, step.item, step.from, step.to).map(|it| it.to_string()),
                ..report
            }
        }
    }
}

fn short(now: &Supposed<'_>, item: ItemIndex, from: State, to: usize) -> Option<Rational> {
    let State::Value(from) = from else {
        return None;
    };
    let score = |choice| now.model.score_of_choice(item, choice);
    Some(&score(to)? - &score(from)?)
}

pub(super) fn left_out_report(now: &Supposed<'_>, left: &LeftOut) -> LeftOutTarget {
    LeftOutTarget {
        item: now.model.item(left.item).id.clone(),
        state: left.state.word(),
    }
}
