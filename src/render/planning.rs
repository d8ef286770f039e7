//! What text and Markdown say of a plan in the same words. Each phrase is plain
//! text with foreign words in it, to be escaped as a whole.

use super::wording;
use crate::report::{
    DepartingChange, DueReport, GoalReport, LeftOutTarget, PlanReport, PlannedAssessment,
    StandingReport, StepReport, WayReport, WorthReport,
};

/// Practices of a way that are named; the rest is counted.
const MOST_NAMED: usize = 12;
/// Changes that are listed where they are no steps; the rest is counted.
pub(super) const MOST_LISTED: usize = 20;

/// An answer, or why there is none.
pub(super) fn answer(from: Option<&str>, state: &str) -> String {
    match (from, state) {
        (Some(key), _) => key.to_owned(),
        (None, "not_applicable") => "n/a".to_owned(),
        (None, "out_of_scope") => "out of scope".to_owned(),
        (None, _) => "unanswered".to_owned(),
    }
}

/// What a step changes.
pub(super) fn change(step: &StepReport) -> String {
    let from = answer(step.from.as_deref(), step.from_state);
    format!("{from} → {}", step.to)
}

/// How far a day is.
pub(super) fn days(days: i64) -> String {
    let count = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
    match days {
        0 => "today".to_owned(),
        ..0 => format!("{} overdue", wording::count(count, "day")),
        1.. => format!("in {}", wording::count(count, "day")),
    }
}

/// Impact and effort.
pub(super) fn rating(step: &StepReport) -> String {
    match (step.impact, step.effort) {
        (Some(impact), Some(effort)) => format!("impact {impact}, effort {effort}"),
        (Some(impact), None) => format!("impact {impact}, effort not rated"),
        (None, Some(effort)) => format!("impact not rated, effort {effort}"),
        (None, None) => "not rated".to_owned(),
    }
}

/// What stands beside a step: its rating, what its target says otherwise, and how
/// late it is.
pub(super) fn beside(step: &StepReport, one: &PlannedAssessment) -> Vec<String> {
    let mut said = vec![rating(step)];
    said.extend(asked_by(step, one));
    let other = step.target.as_ref().filter(|target| **target != step.to);
    said.extend(other.map(|target| format!("its target is {target}")));
    said.extend(step.days.filter(|_| step.overdue).map(days));
    said
}

/// The targets of measures that ask for a step which has no target of its own.
pub(super) fn asked_by(step: &StepReport, one: &PlannedAssessment) -> Option<String> {
    let goals = step.goals.iter().filter_map(|at| one.goals.get(*at));
    let set = goals.filter(|goal| goal.set && step.target.is_none());
    let names: Vec<String> = set
        .map(|goal| format!("{} {}", goal.measure, goal.node))
        .collect();
    (!names.is_empty()).then(|| format!("for {}", names.join(", ")))
}

/// What a step does to measures: those that move, at the root without its name.
pub(super) fn moves(step: &StepReport, root: &str) -> Vec<String> {
    let Some(worth) = &step.worth else {
        return vec!["not scored on its own".to_owned()];
    };
    let moved = worth.iter().filter(|worth| worth.moves());
    let said: Vec<String> = moved.map(|worth| moved_words(worth, root)).collect();
    match said.is_empty() {
        true => vec!["no measure moves".to_owned()],
        false => said,
    }
}

fn moved_words(worth: &WorthReport, root: &str) -> String {
    let name = match worth.node == root {
        true => worth.measure.clone(),
        false => format!("{} {}", worth.node, worth.measure),
    };
    let shown = |value: &Option<crate::report::PlanValue>| {
        value
            .as_ref()
            .map_or("–".to_owned(), |value| value.shown.clone())
    };
    let after = shown(&worth.after);
    match &worth.delta {
        Some(delta) if !delta.shown.contains("level") => {
            format!("{name} {} → {after}", delta.shown)
        }
        _ => format!("{name} {} → {after}", shown(&worth.before)),
    }
}

/// What is wanted.
pub(super) fn goal(goal: &GoalReport) -> String {
    let by = match (&goal.by, goal.days) {
        (Some(by), Some(distance)) => format!(" by {by}, {}", days(distance)),
        _ => String::new(),
    };
    format!(
        "{} of {} at least {}{by}",
        goal.measure, goal.node, goal.at_least.shown
    )
}

/// Where a goal stands, and the way to it.
pub(super) fn standing(goal: &GoalReport) -> Vec<String> {
    let shown = |value: &Option<crate::report::PlanValue>| {
        value
            .as_ref()
            .map_or("no value".to_owned(), |value| value.shown.clone())
    };
    let now = shown(&goal.now);
    if goal.reached {
        return vec![format!("reached: it is {now}")];
    }
    let after = match goal.reached_after {
        false if goal.after.is_none() && goal.now.is_none() => now,
        false if goal.out_of_reach && shown(&goal.after) == now => format!("now {now}"),
        true => format!("now {now}, with all steps {}: reached", shown(&goal.after)),
        false => format!(
            "now {now}, with all steps {}: not reached",
            shown(&goal.after)
        ),
    };
    let mut said = vec![after];
    said.extend(goal.way.as_ref().map(|way| way_words(way, goal.proven)));
    if goal.out_of_reach {
        said.push(match goal.proven {
            _ if goal.best.is_none() => {
                "cannot be reached: it has no value, whatever the answers are".to_owned()
            }
            true => format!("cannot be reached: at best it is {}", shown(&goal.best)),
            false => format!(
                "no way to it was found; the best that was found is {}",
                shown(&goal.best)
            ),
        });
    }
    said
}

fn way_words(way: &WayReport, proven: bool) -> String {
    let count = wording::count(way.practices, "practice");
    let items = way.items.iter().take(MOST_NAMED);
    let items: Vec<String> = items
        .map(|item| format!("{} {}", item.item, item.to))
        .collect();
    let more = way.items.len().saturating_sub(MOST_NAMED);
    let more = match more {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let bring = if way.practices == 1 {
        "brings"
    } else {
        "bring"
    };
    let claim = match proven {
        true => format!("{count} {bring} it there, and no fewer would"),
        false if !way.none_to_spare => {
            format!("{count} {bring} it there; they are too many to try which of them are needed")
        }
        false => format!(
            "{count} {bring} it there; found step by step, so fewer might do, but none of these \
             can be left out"
        ),
    };
    format!("{claim}: {}{more}", items.join(", "))
}

/// What a due goal is short of.
pub(super) fn distance(goal: &GoalReport) -> String {
    match &goal.way {
        Some(way) => format!("{} away", wording::count(way.practices, "practice")),
        None if goal.out_of_reach => "out of reach".to_owned(),
        None => String::new(),
    }
}

/// What a due practice is short of.
pub(super) fn short(due: &DueReport) -> String {
    let points = due.points.as_deref().map(wording::points);
    points.map_or(String::new(), |points| points.trim_end().to_owned())
}

/// What is due: its name, and what it is to become.
pub(super) fn due(one: &DueReport, goals: &[GoalReport]) -> [String; 3] {
    let goal = one.goal.and_then(|at| goals.get(at));
    match goal {
        Some(goal) => {
            let now = goal.now.as_ref().map_or("no value", |now| &now.shown);
            [
                format!("{} {}", goal.node, goal.measure),
                format!("{now} → {}", goal.at_least.shown),
                distance(goal),
            ]
        }
        None => {
            let from = answer(one.from.as_deref(), "unanswered");
            [
                one.item.clone().unwrap_or_default(),
                format!("{from} → {}", one.to.as_deref().unwrap_or_default()),
                short(one),
            ]
        }
    }
}

/// Targets of practices that are not looked at.
pub(super) fn left_out(left: &[LeftOutTarget]) -> Option<String> {
    let of = |state: &str| {
        let items = left.iter().filter(|one| one.state == state);
        let items: Vec<&str> = items.map(|one| one.item.as_str()).collect();
        let why = state.replace('_', " ");
        (!items.is_empty()).then(|| format!("{} ({why})", items.join(", ")))
    };
    let said: Vec<String> = [of("not_applicable"), of("out_of_scope")]
        .into_iter()
        .flatten()
        .collect();
    let count = wording::count(left.len(), "target");
    let is = if left.len() == 1 { "is" } else { "are" };
    (!said.is_empty()).then(|| format!("{count} {is} left out: {}", said.join(", ")))
}

/// How many targets are met.
pub(super) fn met(one: &PlannedAssessment) -> Option<String> {
    let met = one.met.filter(|met| *met > 0)?;
    let is = if met == 1 { "is" } else { "are" };
    Some(format!("{} {is} met", wording::count(met, "target")))
}

/// That there are more targets of measures than are looked at.
pub(super) fn more_goals(one: &PlannedAssessment) -> Option<String> {
    let is = if one.more_goals == 1 { "is" } else { "are" };
    let more = wording::count(one.more_goals, "more target");
    (one.more_goals > 0).then(|| format!("{more} of measures {is} not looked at"))
}

/// Why there are no steps.
pub(super) fn nothing(one: &PlannedAssessment, report: &PlanReport) -> String {
    let targets = one.met.unwrap_or_default() + one.left_out.len() + one.goals.len();
    match report.source {
        "branch" => "no answer there is better than here".to_owned(),
        "reach" if one.goals.iter().all(|goal| goal.reached) => {
            "nothing to do: what is asked for is reached".to_owned()
        }
        "reach" => "no step leads there".to_owned(),
        _ if one.due.as_ref().is_some_and(|due| !due.is_empty()) => {
            "no step leads to what is still to be reached".to_owned()
        }
        _ if one.met.unwrap_or_default() > 0 => "nothing to do: every target is met".to_owned(),
        _ if targets > 0 => "nothing to do: no target is of a practice that counts".to_owned(),
        _ => "no targets here: give practices a `target`, or ask for a way with `--reach \
              MEASURE=VALUE`"
            .to_owned(),
    }
}

/// The heading of the steps.
pub(super) fn heading(one: &PlannedAssessment, report: &PlanReport) -> String {
    let count = wording::count(one.steps.len(), "step");
    match &report.branch {
        Some(branch) => format!("The way to {}: {count}", branch.name),
        None => format!("What to do next: {count}"),
    }
}

/// The heading of where the steps lead to.
pub(super) fn with_steps(one: &PlannedAssessment) -> String {
    match one.steps.len() {
        0 => "Here and there".to_owned(),
        1 => "With this step".to_owned(),
        count => format!("With all {}", wording::count(count, "step")),
    }
}

/// Something that a branch says and that is no step.
pub(super) fn departing(change: &DepartingChange) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    let item = change
        .item
        .as_ref()
        .map_or(String::new(), |item| format!("{item} "));
    format!(
        "{item}{}: {} → {}",
        change.field,
        text(&change.from),
        text(&change.to)
    )
}

/// What measures are shown elsewhere, where a judgement makes that another value.
pub(super) fn judged(one: &PlannedAssessment) -> Vec<String> {
    let mut said = Vec::new();
    for node in &one.nodes {
        for (measure, standing) in &node.measures {
            let Some(judged) = &standing.judged else {
                continue;
            };
            let now = standing.now.as_ref().map_or("no value", |now| &now.shown);
            said.push(format!(
                "a judgement makes {measure} of {} {}; a plan counts what the answers come to, {now}",
                node.id, judged.shown
            ));
        }
    }
    said
}

/// The columns of a standing: now, with all steps, and on the branch.
pub(super) fn columns(standing: &StandingReport) -> (String, String, Option<String>, String) {
    let shown = |value: &Option<crate::report::PlanValue>| {
        value
            .as_ref()
            .map_or("–".to_owned(), |value| value.shown.clone())
    };
    let delta = standing.delta.as_ref();
    let delta = delta.filter(|delta| !delta.is_zero());
    (
        shown(&standing.now),
        shown(&standing.after),
        standing.there.as_ref().map(shown),
        delta.map_or(String::new(), |delta| delta.shown.clone()),
    )
}
