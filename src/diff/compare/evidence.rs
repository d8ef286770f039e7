use super::entry::{self, Entry};
use crate::diff::{Change, Direction, Field, Subject};
use crate::model::{Answer, Evidence};

/// Compares what an answer rests on, piece by piece: a piece is known by its
/// reference, or by its note when it has none.
pub(super) fn compare(
    subject: &Subject,
    from: Option<&Answer>,
    to: Option<&Answer>,
    changes: &mut Vec<Change>,
) {
    let entries = |answer: Option<&Answer>| -> Vec<Entry<String>> {
        let pieces = answer.map_or(&[][..], |answer| &answer.evidence);
        let entry = |piece: &Evidence| Entry {
            key: key(piece),
            subject: subject.clone(),
            said: said(piece),
            at: piece.at,
        };
        pieces.iter().map(entry).collect()
    };
    let (from, to) = (entries(from), entries(to));
    let direction =
        |earlier: Option<&Entry<String>>, later: Option<&Entry<String>>| match (earlier, later) {
            (None, Some(_)) => Direction::Up,
            (Some(_), None) => Direction::Down,
            _ => Direction::Neither,
        };
    entry::compare(Field::Evidence, &from, &to, direction, changes);
}

fn key(piece: &Evidence) -> String {
    let note = piece.note.clone();
    let reference = piece.reference.as_ref();
    reference.map_or(note.unwrap_or_default(), |reference| {
        reference.value.clone()
    })
}

/// A piece of evidence in one line: what it is, its note, its dates.
fn said(piece: &Evidence) -> String {
    let mut said = key(piece);
    let note = piece.note.iter().filter(|_| piece.reference.is_some());
    for note in note {
        said.push_str(&format!(" ({note})"));
    }
    if let Some(day) = &piece.recorded {
        said.push_str(&format!(", recorded {}", day.value));
    }
    if let Some(day) = &piece.expires {
        said.push_str(&format!(", expires {}", day.value));
    }
    said
}
