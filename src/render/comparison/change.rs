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
fn name(change: &ChangeReport) -> String {
    match (&change.item, &change.base_item) {
        (Some(item), Some(base)) => format!("{base} → {item}"),
        (Some(item), None) => item.clone(),
        (None, _) => "assessment".to_owned(),
    }
}

/// The item of a change with its title.
pub(in crate::render) fn titled(change: &ChangeReport) -> Vec<Phrase> {
    let mut out = vec![toned(Tone::Strong, name(change))];
    let title = change.title.as_deref();
    out.extend(title.map(|title| plain(format!(" {title}"))));
    out
}

/// A change on one line: the item, and what is said of it.
pub(in crate::render) fn told(change: &ChangeReport) -> Vec<Phrase> {
    let mut out = vec![toned(Tone::Strong, name(change))];
    out.push(plain(between(change)));
    out.extend(said(change));
    out
}

/// What stands between the item and what is said: the field where that does not
/// tell it.
fn between(change: &ChangeReport) -> String {
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
fn redated(change: &ChangeReport) -> Option<(&str, &str, &str)> {
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
    match happened(change) {
        Some(Happened::Turned { of, from, to }) => {
            let of = of.map_or(String::new(), |piece| format!("{piece}: "));
            vec![plain(format!("{of}{from} → {to}"))]
        }
        Some(Happened::Flipped { word, said }) => {
            let mut out = vec![toned(tone(change.direction), word)];
            if !said.is_empty() {
                out.push(plain(format!(": {said}")));
            }
            out
        }
        None => Vec::new(),
    }
}

/// What a change is made of, for media that cut and escape piece by piece.
pub(in crate::render) enum Happened<'r> {
    /// One value took the place of another.
    Turned {
        /// The piece of evidence that both are dates of.
        of: Option<&'r str>,
        from: &'r str,
        to: &'r str,
    },
    /// Something came or went.
    Flipped {
        word: &'static str,
        /// What it says, or why; it may be empty.
        said: &'r str,
    },
}

/// What happened to a value.
pub(in crate::render) fn happened(change: &ChangeReport) -> Option<Happened<'_>> {
    let flipped = |word, said| Some(Happened::Flipped { word, said });
    match (change.field, change.from.as_deref(), change.to.as_deref()) {
        (_, None, None) => None,
        ("answer", from, to) => Some(Happened::Turned {
            of: None,
            from: from.unwrap_or("unanswered"),
            to: to.unwrap_or("unanswered"),
        }),
        (_, Some(from), Some(to)) => Some(match redated(change) {
            Some((piece, from, to)) => Happened::Turned {
                of: Some(piece),
                from,
                to,
            },
            None => Happened::Turned { of: None, from, to },
        }),
        ("na", None, Some(why)) => flipped("now not applicable", why),
        ("na", Some(why), None) => flipped("applicable again, was", why),
        ("scope", None, Some(why)) => flipped("now out of scope", why),
        ("scope", Some(why), None) => flipped("in scope again, was out", why),
        (_, None, Some(to)) => flipped("new", to),
        (_, Some(from), None) => flipped("gone", from),
    }
}

#[cfg(test)]
mod tests {
    use super::said;
    use crate::report::sample::change;

    #[test]
    fn what_happened_is_said_by_field() {
        let told = |field, from, to| {
            let said = said(&change("ASSET-1.a", field, from, to)).into_iter();
            said.map(|phrase| phrase.text).collect::<String>()
        };
        for (field, from, to, wanted) in [
            ("answer", None, Some("yes"), "unanswered → yes"),
            ("answer", Some("yes"), None, "yes → unanswered"),
            ("na", None, Some("no plant"), "now not applicable: no plant"),
            ("na", None, Some(""), "now not applicable"),
            ("scope", Some("sold"), None, "in scope again, was out: sold"),
            ("item", Some("yes"), None, "gone: yes"),
            (
                "evidence",
                Some("log, recorded 2025-01"),
                Some("log, recorded 2026-01"),
                "log: 2025-01 → 2026-01",
            ),
            ("owner", None, None, ""),
        ] {
            assert_eq!(told(field, from, to), wanted);
        }
    }
}
