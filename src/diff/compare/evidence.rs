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
    // Mostly nothing is another, which is seen without putting it into words.
    if same(pieces(from), pieces(to)) {
        return;
    }
    let entries = |answer: Option<&Answer>| -> Vec<Entry<String>> {
        let entry = |piece: &Evidence| Entry {
            key: key(piece),
            subject: subject.clone(),
            said: piece_of_evidence(piece),
            at: piece.at,
        };
        pieces(answer).iter().map(entry).collect()
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

fn pieces(answer: Option<&Answer>) -> &[Evidence] {
    answer.map_or(&[], |answer| &answer.evidence)
}

/// Whether pieces say the same in the same order, as [`said`] puts it.
fn same(from: &[Evidence], to: &[Evidence]) -> bool {
    fn words(piece: &Evidence) -> [Option<&String>; 4] {
        let spanned = [&piece.reference, &piece.recorded, &piece.expires];
        let [reference, recorded, expires] = spanned.map(|of| Some(&of.as_ref()?.value));
        [reference, piece.note.as_ref(), recorded, expires]
    }
    from.iter().map(words).eq(to.iter().map(words))
}

/// A note and the day it was recorded.
type Note<'n> = (&'n str, Option<&'n str>);

/// The notes that stand for themselves.
fn notes(answer: Option<&Answer>) -> Vec<Note<'_>> {
    let alone = pieces(answer)
        .iter()
        .filter(|piece| piece.reference.is_none());
    let noted = alone.filter_map(|piece| {
        let day = piece.recorded.as_ref().map(|day| day.value.as_str());
        Some((piece.note.as_deref()?, day))
    });
    noted.collect()
}

/// The notes of one day that were worded anew, each with what it is now: those that
/// are most alike belong together, from either side.
fn reworded<'n>(from: &[Note<'n>], to: &[Note<'n>]) -> Vec<(&'n str, &'n str)> {
    let only = |notes: &[Note<'n>], others: &[Note<'n>]| -> Vec<Note<'n>> {
        let there = |note: &str| others.iter().any(|(other, _)| *other == note);
        let only = notes.iter().filter(|(note, _)| !there(note));
        only.take(MOST_NOTES).copied().collect()
    };
    let (gone, new) = (only(from, to), only(to, from));
    let mut pairs: Vec<(f32, &str, &str)> = Vec::new();
    for (was, day) in gone {
        let same_day = new.iter().filter(|(_, other)| *other == day);
        let pair = same_day.map(|(is, _)| (likeness(was, is), was, *is));
        pairs.extend(pair.filter(|(alike, _, _)| *alike >= ALIKE));
    }
    pairs.sort_by(|one, other| {
        let order = |(_, was, is): &(f32, &'n str, &'n str)| (*was.min(is), *was.max(is));
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

/// A piece of evidence in one line, as changes tell it: what it is, its note, its dates.
pub fn piece_of_evidence(piece: &Evidence) -> String {
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
