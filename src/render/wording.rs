use crate::report::ComparedPractice;

/// How long ago something was, in days.
pub(super) fn ago(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "1 day ago".to_owned(),
        _ => format!("{days} days ago"),
    }
}

/// A count with its noun: `1 practice`, `2 practices`.
pub(super) fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// A state that is no value, as people say it of an assessor.
pub(super) fn state(state: &str) -> &str {
    match state {
        "unanswered" => "not rated",
        "not_applicable" => "not applicable",
        "out_of_scope" => "out of scope",
        other => other,
    }
}

/// How far the answers to a practice are apart, in words.
pub(super) fn apart(practice: &ComparedPractice) -> String {
    let steps = practice.spread.as_ref().map_or(0, |spread| spread.steps);
    let states = |wanted: &str| practice.votes.iter().any(|vote| vote.state == wanted);
    let applicability = states("not_applicable") && states("value");
    let mut words = Vec::new();
    if steps > 0 {
        words.push(count(steps, "step"));
    }
    if applicability {
        words.push("n/a or not".to_owned());
    }
    if words.is_empty() && practice.discuss {
        words.push("same score".to_owned());
    }
    words.join(", ")
}
