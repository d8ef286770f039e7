use super::{Phrase, Tone, joined, plain, tally, toned};
use crate::render::wording;
use crate::report::{LogEntry, LogReport, LoggedAssessment, LoggedMeasure, LoggedValue};

/// The unit of a logged assessment.
pub(in crate::render) fn logged_unit(one: &LoggedAssessment) -> &str {
    let path = one.path.as_deref().or(one.base_path.as_deref());
    one.unit.as_deref().or(path).unwrap_or("(unknown unit)")
}

/// What the measures shown first did at the root.
pub(in crate::render) fn logged_numbers(one: &LoggedAssessment) -> Vec<Phrase> {
    let first =
        |measure: &&LoggedMeasure| measure.depth == 0 && one.headline.contains(&measure.measure);
    let shown: Vec<&LoggedMeasure> = one.measures.iter().filter(first).collect();
    if one.broken {
        let why = one.because.as_deref().unwrap_or_default();
        return vec![toned(Tone::Bad, "broken"), plain(format!(": {why}"))];
    }
    let mut out = joined(shown.into_iter().map(movement).collect(), ", ");
    if let Some(why) = &one.incomparable {
        out.extend([
            plain("; "),
            toned(Tone::Care, "not comparable"),
            plain(format!(", {why}")),
        ]);
    }
    out
}

/// `share 44.3 % → 50.4 % ▲`.
fn movement(measure: &LoggedMeasure) -> Vec<Phrase> {
    let shown = |value: &Option<LoggedValue>| value.as_ref().map(|value| value.shown.clone());
    let (from, to) = (shown(&measure.from), shown(&measure.to));
    let name = plain(format!("{} ", measure.measure));
    match (from, to) {
        (Some(from), Some(to)) if !measure.moved() => {
            vec![name, toned(Tone::Faint, if from == to { to } else { from })]
        }
        (Some(from), Some(to)) => {
            let mut out = vec![
                name,
                plain(if from == to {
                    to
                } else {
                    format!("{from} → {to}")
                }),
            ];
            out.extend(arrow(measure));
            out
        }
        (None, Some(to)) => vec![name, plain(to)],
        (Some(from), None) => vec![name, plain(format!("{from} → –"))],
        (None, None) => vec![name, toned(Tone::Faint, "–")],
    }
}

fn arrow(measure: &LoggedMeasure) -> Option<Phrase> {
    let (from, to) = (measure.from.as_ref()?, measure.to.as_ref()?);
    match from.number.partial_cmp(&to.number)? {
        std::cmp::Ordering::Less => Some(toned(Tone::Good, " ▲")),
        std::cmp::Ordering::Greater => Some(toned(Tone::Bad, " ▼")),
        std::cmp::Ordering::Equal => None,
    }
}

/// What happened to an assessment in a commit, as a line without its numbers.
pub(in crate::render) fn logged_story(one: &LoggedAssessment) -> Vec<Phrase> {
    let mut parts: Vec<Vec<Phrase>> = Vec::new();
    match one.status {
        // What cannot be read says nothing, and is told to be broken beside it.
        "added" => parts.extend(one.answered.map(|answered| {
            vec![
                toned(Tone::Good, "new"),
                plain(format!(", {answered} answered")),
            ]
        })),
        "removed" if one.base_broken => {
            parts.push(vec![toned(Tone::Bad, "removed"), plain(", broken before")])
        }
        "removed" => parts.push(vec![toned(Tone::Bad, "removed")]),
        _ => {}
    }
    let known = match one.status {
        "returned" => Some("back"),
        "removed" => None,
        _ => (one.base_broken && !one.broken).then_some("mended"),
    };
    if let Some(known) = known {
        let since = one.since.as_deref().and_then(|since| since.get(..10));
        let since = match (since, one.answered) {
            (Some(since), _) => format!(", held against {since}"),
            // It could never be read before.
            (None, Some(answered)) => format!(", {answered} answered"),
            (None, None) => String::new(),
        };
        parts.push(vec![toned(Tone::Care, known), plain(since)]);
    }
    if let (Some(from), Some(to)) = (&one.base_model, &one.model) {
        let said = match from == to {
            true => format!("the content of {to} is another one"),
            false => format!("{from} → {to}"),
        };
        parts.push(vec![toned(Tone::Care, "model "), plain(said)]);
    }
    parts.extend(causes(one));
    parts.extend(one.files.as_ref().map(|files| vec![plain(files.clone())]));
    let counts = tally(&one.counts);
    if !counts.is_empty() {
        parts.push(counts);
    }
    // A new assessment has all of its answers at once, and changes that are shown need
    // no summary.
    if matches!(one.status, "changed" | "returned")
        && one.changes.is_none()
        && !one.moves.is_empty()
    {
        let moves = one.moves.iter().map(super::told).collect();
        let mut named = joined(moves, ", ");
        if one.counts.up + one.counts.regressions > one.moves.len() {
            named.push(plain(", …"));
        }
        parts.push(named);
    }
    joined(parts, "; ")
}

/// `share: model −4.4 pp, answers +2.0 pp`, for each measure that more than answers moved.
fn causes(one: &LoggedAssessment) -> Vec<Vec<Phrase>> {
    let of_measure = one
        .causes
        .chunk_by(|one, other| one.measure == other.measure);
    let said = of_measure.filter_map(|causes| {
        let measure = &causes.first()?.measure;
        let parts = causes
            .iter()
            .map(|cause| format!("{} {}", cause.ingredient, cause.shown));
        let parts: Vec<String> = parts.collect();
        Some(vec![plain(format!("{measure}: {}", parts.join(", ")))])
    });
    said.collect()
}

/// Who wrote a commit, and who let it in where that is somebody else.
pub(in crate::render) fn logged_people(entry: &LogEntry) -> Vec<Phrase> {
    let mut out = vec![plain(entry.author.name.clone())];
    if entry.committer.name != entry.author.name {
        out.push(toned(
            Tone::Faint,
            format!(" (by {})", entry.committer.name),
        ));
    }
    out
}

/// What stands at the head of an entry behind its id: the day and the subject.
pub(in crate::render) fn logged_subject(entry: &LogEntry) -> String {
    let named = entry.pull_request.as_ref();
    let said = named.is_some_and(|number| entry.subject.contains(number.as_str()));
    match named.filter(|_| !said) {
        Some(number) => format!("{} ({number})", entry.subject),
        None => entry.subject.clone(),
    }
}

/// What was looked at, and how.
pub(in crate::render) fn logged_about(report: &LogReport) -> String {
    let counts = &report.counts;
    let mut said = format!(
        "{} of {} that touched {}, of {} in all; {}; scored with the models of {}",
        wording::count(counts.shown, "commit"),
        counts.touched,
        report.paths.join(", "),
        counts.walked,
        match report.mode {
            "full" => "every parent",
            _ => "first parents",
        },
        match report.scored_with {
            "now" => "today",
            _ => "their day",
        },
    );
    if !report.narrowed.is_empty() {
        said.push_str(&format!("; only {}", report.narrowed.join(", ")));
    }
    said
}

/// Where a shallow clone cuts history off.
pub(in crate::render) fn logged_cut(report: &LogReport) -> Option<String> {
    let at: Vec<&str> = report.cut_at.iter().filter_map(|id| id.get(..10)).collect();
    report
        .truncated
        .then(|| format!("history is cut off at {} by a shallow clone", at.join(", ")))
}
