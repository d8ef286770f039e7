use crate::report::{
    ComparedPractice, ShownDetails, ShownGuidance, ShownItem, ShownMetric, TrendTarget,
};

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

/// Points with their noun, as aligned as short texts are.
pub(super) fn points(score: &str) -> String {
    match score {
        "1" => "1 point ".to_owned(),
        _ => format!("{} points", amount(score)),
    }
}

/// What a measure computes, as one sentence.
pub(super) fn measure(words: &[String]) -> String {
    words.join("; ")
}

/// What stands beside an item's title: level, bad news, weight, facets, and its
/// scale where there are several.
pub(super) fn marks(item: &ShownItem, several_scales: bool) -> Vec<String> {
    let mut marks: Vec<String> = item.level.iter().cloned().collect();
    if item.negative {
        marks.push("a yes is bad news".to_owned());
    }
    if item.weight != "1" {
        marks.push(format!("weight {}", amount(&item.weight)));
    }
    marks.extend(
        item.scale
            .iter()
            .filter(|_| several_scales && item.practice)
            .map(|scale| format!("scale {scale}")),
    );
    let facets = item.more.iter().flat_map(|more| &more.facets);
    marks.extend(facets.map(|(facet, value)| format!("{facet} {value}")));
    marks
}

/// Guidance for each side of an exchange, with a label.
pub(super) fn sides(guidance: &ShownGuidance) -> Vec<(&'static str, &str)> {
    let sides = [
        ("producer", &guidance.producer),
        ("consumer", &guidance.consumer),
    ];
    let sides = sides.into_iter();
    sides
        .filter_map(|(label, text)| Some((label, text.as_deref()?)))
        .collect()
}

/// A metric with all that is said about it.
pub(super) fn metric(metric: &ShownMetric) -> String {
    let direction = match metric.direction {
        Some("up") => Some("more is better"),
        Some(_) => Some("less is better"),
        None => None,
    };
    let about = [
        metric.unit.as_deref(),
        direction,
        metric.cadence.as_deref(),
        metric.level.as_deref(),
    ];
    let about: Vec<&str> = about.into_iter().flatten().collect();
    let about = if about.is_empty() {
        String::new()
    } else {
        format!(" ({})", about.join(", "))
    };
    format!("{} {}{about}", metric.id, metric.title)
}

/// What an item leads to, with a label.
pub(super) fn links(more: &ShownDetails) -> Vec<(&'static str, String)> {
    let links = [
        ("resolved by", &more.resolved_by),
        ("see", &more.see),
        ("also written", &more.aliases),
    ];
    let links = links.into_iter().filter(|(_, ids)| !ids.is_empty());
    links.map(|(label, ids)| (label, ids.join(", "))).collect()
}

/// An exact number for people, with at most two decimals.
pub(super) fn amount(text: &str) -> String {
    let decimal = || {
        let (over, under) = text.split_once('/')?;
        let number = over.parse::<f64>().ok()? / under.parse::<f64>().ok()?;
        let shown = format!("{number:.2}");
        Some(shown.trim_end_matches('0').trim_end_matches('.').to_owned())
    };
    decimal().unwrap_or_else(|| text.to_owned())
}

/// How far a target is, and when the present pace would reach it.
pub(super) fn trend_target(target: &TrendTarget) -> String {
    let by = target
        .by
        .as_ref()
        .map_or(String::new(), |by| format!(" by {by}"));
    let wanted = format!("target {}{by}", target.shown);
    if target.reached {
        return format!("{wanted}: reached");
    }
    let left = match &target.distance {
        Some(_) => format!("{} to go", target.distance_shown),
        None => "–".to_owned(),
    };
    let pace = target.at_pace.as_ref().map(|pace| {
        let month = pace.reached.get(..7).unwrap_or(&pace.reached);
        format!(
            "; at the pace of the last {} days: about {month}, an extrapolation",
            pace.days
        )
    });
    format!("{wanted}: {left}{}", pace.unwrap_or_default())
}
