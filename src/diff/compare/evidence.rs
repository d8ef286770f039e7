use super::entry::{self, Entry};
use crate::diff::words::likeness;
use crate::diff::{Change, Direction, Field, Subject};
use crate::model::{Answer, Evidence};

/// From here on two notes are one that was worded anew.
const ALIKE: f32 = 0.5;

/// Notes of one answer that are compared with each other; of more than these every
/// other word is another note.
const MOST_NOTES: usize = 32;

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
    let (notes_from, notes_to) = (notes(from), notes(to));
    let (from, mut to) = (entries(from), entries(to));
    for (was, is) in reworded(&notes_from, &notes_to) {
        let worded_anew = to.iter_mut().find(|entry| entry.key == is);
        if let Some(entry) = worded_anew {
            entry.key = was.to_owned();
        }
    }
    let direction =
        |earlier: Option<&Entry<String>>, later: Option<&Entry<String>>| match (earlier, later) {
            (None, Some(_)) => Direction::Up,
            (Some(_), None) => Direction::Down,
            _ => Direction::Neither,
        };
    entry::compare(Field::Evidence, &from, &to, direction, changes);
}

/// The notes that stand for themselves.
fn notes(answer: Option<&Answer>) -> Vec<&str> {
    let pieces = answer.map_or(&[][..], |answer| &answer.evidence);
    let alone = pieces.iter().filter(|piece| piece.reference.is_none());
    alone.filter_map(|piece| piece.note.as_deref()).collect()
}

/// The notes that were worded anew, each with what it is now: those that are most
/// alike belong together, from either side.
fn reworded<'n>(from: &[&'n str], to: &[&'n str]) -> Vec<(&'n str, &'n str)> {
    let gone = from.iter().filter(|note| !to.contains(note));
    let new: Vec<&str> = to
        .iter()
        .filter(|note| !from.contains(note))
        .copied()
        .collect();
    let mut pairs: Vec<(f32, &str, &str)> = gone
        .take(MOST_NOTES)
        .flat_map(|was| {
            let new = new.iter().take(MOST_NOTES);
            new.map(|is| (likeness(was, is), *was, *is))
        })
        .filter(|(alike, _, _)| *alike >= ALIKE)
        .collect();
    let order = |pair: &(f32, &'n str, &'n str)| (pair.1.min(pair.2), pair.1.max(pair.2));
    pairs.sort_by(|one, other| {
        let alike = other.0.total_cmp(&one.0);
        alike.then_with(|| order(one).cmp(&order(other)))
    });
    let mut found: Vec<(&str, &str)> = Vec::new();
    for (_, was, is) in pairs {
        if !found.iter().any(|(from, to)| *from == was || *to == is) {
            found.push((was, is));
        }
    }
    found
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
