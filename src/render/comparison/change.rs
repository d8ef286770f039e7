use super::{Phrase, Tone, plain, tone, toned};
use crate::report::{ChangeReport, EvidenceReport, WordKind};

/// The name of a field, as people say it.
pub(in crate::render) fn field(change: &ChangeReport) -> &'static str {
    match change.field {
        "na" => "n/a",
        "supported_by" => "supported by",
        "as_of" => "as of",
        other => other,
    }
}

/// The item of a change; the head of the assessment has no id.
pub(in crate::render) fn name(change: &ChangeReport) -> String {
    match (&change.item, &change.base_item) {
        (Some(item), Some(base)) => format!("{base} → {item}"),
        (Some(item), None) => item.clone(),
        (None, _) => "assessment".to_owned(),
    }
}

/// What stands between the item and what is said: the field where that does not
/// tell it.
pub(in crate::render) fn between(change: &ChangeReport) -> String {
    match change.field {
        "answer" | "na" | "scope" | "item" => " ".to_owned(),
        _ => format!(" {} ", field(change)),
    }
}

/// A piece of evidence that an answer rests on.
pub(in crate::render) fn rests_on(evidence: &EvidenceReport) -> Vec<Phrase> {
    let mut said = vec![plain(evidence.said.as_str())];
    if let Some(recorded) = &evidence.recorded {
        said.push(plain(format!(" ({recorded})")));
    }
    if evidence.expired {
        said.extend([plain(", "), toned(Tone::Bad, "expired")]);
    }
    said
}

/// A piece of evidence of which only the dates moved: what it is, its dates at
/// base and at head, without those that stayed.
pub(in crate::render) fn redated(change: &ChangeReport) -> Option<(&str, &str, &str)> {
    let from = change.from.as_deref()?;
    let to = change.to.as_deref()?;
    let (piece, from) = from.split_once(", recorded ")?;
    let (same, to) = to.split_once(", recorded ")?;
    if change.field != "evidence" || same != piece {
        return None;
    }
    let expiry = from.split_once(", ").zip(to.split_once(", "));
    match expiry.filter(|((from, _), (to, _))| from == to) {
        Some(((_, from), (_, to))) => Some((piece, from, to)),
        None => Some((piece, from, to)),
    }
}

/// The changes of one item after another, in their order.
pub(in crate::render) fn by_item(
    changes: &[ChangeReport],
) -> impl Iterator<Item = &[ChangeReport]> {
    changes.chunk_by(|one, other| one.item == other.item)
}

/// The rationale of an answer that moved, unless it changed as well and is said
/// beside it.
pub(in crate::render) fn rationale<'r>(
    of_item: &[ChangeReport],
    change: &'r ChangeReport,
) -> Option<&'r str> {
    let said = of_item.iter().any(|other| other.field == "because");
    change.because.as_deref().filter(|_| !said)
}

/// What was and what is, and what is to be known about it. Only words of prose
/// have the tones of removed and added.
pub(in crate::render) fn said(change: &ChangeReport) -> Vec<Phrase> {
    let mut out = if change.words.is_empty() {
        values(change)
    } else {
        prose(change)
    };
    if let Some(remark) = &change.remark {
        if !out.is_empty() {
            out.push(plain(" · "));
        }
        out.push(toned(Tone::Care, remark.as_str()));
    }
    out
}

fn prose(change: &ChangeReport) -> Vec<Phrase> {
    let runs = change.words.iter().map(|run| {
        let tone = match run.kind {
            WordKind::Same => Tone::Plain,
            WordKind::Removed => Tone::Removed,
            WordKind::Added => Tone::Added,
        };
        toned(tone, run.text.as_str())
    });
    runs.collect()
}

fn values(change: &ChangeReport) -> Vec<Phrase> {
    let lead = tone(change.direction);
    let (word, value) = match (change.field, change.from.as_deref(), change.to.as_deref()) {
        ("answer", from, to) => {
            let said = |side: Option<&str>| side.unwrap_or("no answer").to_owned();
            return vec![plain(format!("{} → {}", said(from), said(to)))];
        }
        (_, Some(from), Some(to)) => {
            return vec![plain(match redated(change) {
                Some((piece, from, to)) => format!("{piece}: {from} → {to}"),
                None => format!("{from} → {to}"),
            })];
        }
        ("na", None, Some(why)) => ("now not applicable", why),
        ("na", Some(why), None) => ("applicable again, was", why),
        ("scope", None, Some(why)) => ("now out of scope", why),
        ("scope", Some(why), None) => ("in scope again, was out", why),
        (_, None, Some(to)) => ("new", to),
        (_, Some(from), None) => ("gone", from),
        (_, None, None) => return Vec::new(),
    };
    let mut out = vec![toned(lead, word)];
    if !value.is_empty() {
        out.push(plain(format!(": {value}")));
    }
    out
}
