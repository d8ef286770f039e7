//! Arrows and words of movements. No movement is told by its colour or sign alone.

use super::said;
use crate::render::comparison;
use crate::report::{AssessmentStatus, ChangeDirection, DiffedAssessment, MovementReport};

/// The sign of a direction.
pub(super) fn arrow(direction: ChangeDirection) -> &'static str {
    match direction {
        ChangeDirection::Up => "▲",
        ChangeDirection::Down => "▼",
        ChangeDirection::Neither => "◆",
    }
}

/// How an assessment as a whole moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    Broken,
    Draft,
    Incomparable,
    Mixed,
    Fell,
    /// Moved, but not by its answers.
    Shifted,
    Same,
    Rose,
    Added,
    Removed,
}

impl Course {
    pub(super) fn of(one: &DiffedAssessment) -> Self {
        match one.status {
            _ if one.broken || (one.base_broken && one.status != AssessmentStatus::Removed) => {
                return Self::Broken;
            }
            _ if one.draft => return Self::Draft,
            AssessmentStatus::Removed => return Self::Removed,
            AssessmentStatus::Added => return Self::Added,
            _ if !one.comparable => return Self::Incomparable,
            _ => {}
        }
        let root: Vec<&MovementReport> = headline(one).filter(|it| it.depth == 0).collect();
        let has = |wanted| root.iter().any(|it| it.direction == wanted);
        let earned = root.iter().any(|it| cause(it).is_none() && moves(it));
        match (has(ChangeDirection::Up), has(ChangeDirection::Down)) {
            (false, false) if root.iter().any(|it| moves(it)) => Self::Shifted,
            (false, false) => Self::Same,
            _ if !earned => Self::Shifted,
            (true, true) => Self::Mixed,
            (true, false) => Self::Rose,
            (false, true) => Self::Fell,
        }
    }

    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Broken => "⚠",
            Self::Draft => "✎",
            Self::Incomparable => "≠",
            Self::Mixed => "▲▼",
            Self::Fell => "▼",
            Self::Shifted => "◇",
            Self::Same => "=",
            Self::Rose => "▲",
            Self::Added => "●",
            Self::Removed => "✖",
        }
    }
}

/// The movements of measures shown first.
pub(super) fn headline(one: &DiffedAssessment) -> impl Iterator<Item = &MovementReport> {
    one.measures.iter().filter(|it| it.headline)
}

fn moves(movement: &MovementReport) -> bool {
    let neither = movement.direction == ChangeDirection::Neither;
    !neither || movement.from.is_some() != movement.to.is_some()
}

/// What made most of a movement where it was not the answers.
pub(super) fn cause(movement: &MovementReport) -> Option<String> {
    let mainly = &movement.mainly;
    let answers = movement
        .explained
        .as_ref()
        .and_then(|it| it.answers.as_ref());
    let lead = match answers.is_some_and(|part| !part.zero) {
        true => "mainly by",
        false => "by",
    };
    (!mainly.is_empty()).then(|| format!("{lead} {}", mainly.join(" and ")))
}

/// A movement as an arrow and a signed number; the arrow is hollow where it was
/// mainly not the answers, and the words say what it was.
pub(super) fn delta(movement: &MovementReport) -> String {
    match (&movement.from, &movement.to, &movement.delta_shown) {
        (None, None, _) => "–".to_owned(),
        (None, Some(_), _) => "● new".to_owned(),
        (Some(_), None, _) => "✖ no value".to_owned(),
        (Some(_), Some(_), None) => "≠ not comparable".to_owned(),
        (Some(_), Some(_), Some(shown)) => {
            let shown = said::value(shown);
            let cause = cause(movement);
            let arrow = match (movement.direction, &cause) {
                (ChangeDirection::Neither, _) => "=",
                (ChangeDirection::Up, Some(_)) => "△",
                (ChangeDirection::Down, Some(_)) => "▽",
                (direction, None) => arrow(direction),
            };
            match cause {
                Some(cause) => format!("{arrow}\u{a0}{shown} {cause}"),
                None => format!("{arrow}\u{a0}{shown}"),
            }
        }
    }
}

/// What the value is counted of, where that moved: `3 fewer points possible`.
pub(super) fn denominator(movement: &MovementReport) -> Option<String> {
    comparison::counted_beside(movement).map(|said| said::name(&said))
}
