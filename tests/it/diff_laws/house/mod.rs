//! Two states of a small project, made at random, and how they are written.

mod written;
mod yard;

use proptest::collection::vec;
use proptest::prelude::*;

/// A practice of a model.
#[derive(Debug, Clone)]
pub(super) struct Practice {
    pub(super) id: String,
    /// Where it came from: the same number on both sides is the same practice.
    pub(super) origin: usize,
    weight: &'static str,
    negative: bool,
    level: usize,
    five: bool,
}

/// A version of the model: groups of areas of practices.
#[derive(Debug, Clone)]
pub(super) struct Yard {
    pub(super) version: u8,
    pub(super) areas: Vec<(String, Vec<Practice>)>,
    /// Which way the measures are turned.
    turn: usize,
}

/// How the head's model differs from the base's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Same,
    /// The same version with another content.
    Edited,
    /// Another version with a mapping, from the base's or to it.
    Mapped,
    MappedBack,
    /// Another version without one.
    Foreign,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    Value(usize),
    NotApplicable(usize),
    Unanswered,
}

/// What is said about a practice.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    said: Said,
    because: Option<usize>,
    owner: Option<usize>,
    evidence: Vec<(usize, Option<usize>, Option<usize>)>,
    target: Option<(usize, Option<usize>)>,
    impact: Option<u8>,
    review: bool,
    claim: Option<usize>,
}

/// What an assessment says, by the origins of practices.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    entries: Vec<Option<Entry>>,
    /// Nodes and what is said of them, by position among all nodes.
    out: Vec<(usize, usize)>,
    targets: Vec<(usize, usize, usize, Option<usize>)>,
    baselines: Vec<(usize, usize, usize)>,
    overrides: Vec<(usize, usize, usize, usize)>,
    assessed: Vec<(usize, usize)>,
    retired: Vec<usize>,
    assessors: usize,
    day: usize,
}

/// Two states of a project.
#[derive(Debug, Clone)]
pub(super) struct Two {
    pub(super) turn: Turn,
    pub(super) yards: [Yard; 2],
    /// The assessments of both units on each side.
    pub(super) papers: [[Paper; 2]; 2],
    pub(super) styles: [Style; 2],
}

/// Decisions about how a paper is written, which say nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) seed: u64,
    pub(super) split: bool,
    pub(super) elsewhere: bool,
}

/// How many sentences there are to say.
const WORDS: usize = 6;
/// Practices that the base can have at most.
pub(super) const ORIGINS: usize = 12;

fn practices() -> impl Strategy<Value = Vec<Vec<Practice>>> {
    let weight = prop_oneof![Just("0"), Just("0.5"), Just("1"), Just("1"), Just("3")];
    let practice = (weight, any::<bool>(), 0..4usize, any::<bool>());
    let practice = practice.prop_map(|(weight, negative, level, five)| Practice {
        id: String::new(),
        origin: 0,
        weight,
        negative,
        level,
        five,
    });
    vec(vec(practice, 1..4), 1..5)
}

fn named(areas: Vec<Vec<Practice>>) -> Yard {
    let mut origin = 0;
    let mut name = |area: usize, at: usize, practice: Practice| {
        origin += 1;
        Practice {
            id: format!("A{area}-{at}"),
            origin: origin - 1,
            ..practice
        }
    };
    let areas = areas.into_iter().enumerate().map(|(area, practices)| {
        let practices = practices.into_iter().enumerate();
        let practices = practices.map(|(at, practice)| name(area, at, practice));
        (format!("A{area}"), practices.collect())
    });
    Yard {
        version: 1,
        areas: areas.collect(),
        turn: 0,
    }
}

/// What happens to each practice: nothing, another weight, another level, another
/// scale, another name, gone, or one more after it.
fn edited(yard: &Yard, edits: &[usize], turn: Turn) -> Yard {
    let mut next = yard.clone();
    let other = !matches!(turn, Turn::Same | Turn::Edited);
    if turn == Turn::Same {
        return next;
    }
    next.version = if other { 2 } else { 1 };
    next.turn = edits.first().copied().unwrap_or(0) % 4;
    for (area, (name, practices)) in next.areas.iter_mut().enumerate() {
        let mut made = Vec::new();
        for practice in practices.drain(..) {
            let edit = edits.get(practice.origin + 1).copied().unwrap_or(0);
            let more = Practice {
                id: format!("{}-N", practice.id),
                origin: ORIGINS + practice.origin,
                ..practice.clone()
            };
            match edit % 9 {
                0 => made.push(Practice {
                    weight: "2",
                    ..practice
                }),
                1 => made.push(Practice {
                    level: (practice.level + 1) % 4,
                    ..practice
                }),
                2 => made.push(Practice {
                    five: !practice.five,
                    ..practice
                }),
                3 => made.push(Practice {
                    id: format!("{}-R", practice.id),
                    ..practice
                }),
                4 => {}
                5 => made.extend([practice, more]),
                6 => made.push(Practice {
                    negative: !practice.negative,
                    ..practice
                }),
                _ => made.push(practice),
            }
        }
        *practices = made;
        if other && edits.get(ORIGINS - area).copied() == Some(0) {
            name.push_str("-Z");
        }
    }
    next.areas.retain(|(_, practices)| !practices.is_empty());
    if next.areas.is_empty() {
        next.areas = yard.areas.clone();
    }
    next
}

fn entry() -> impl Strategy<Value = Entry> {
    let said = prop_oneof![
        6 => (0..5usize).prop_map(Said::Value),
        2 => (0..3usize).prop_map(Said::NotApplicable),
        2 => Just(Said::Unanswered),
    ];
    let option = proptest::option::weighted::<std::ops::Range<usize>>;
    let parts = (
        said,
        option(0.4, 0..WORDS),
        option(0.3, 0..3),
        vec((0..8usize, option(0.5, 0..4), option(0.3, 0..3)), 0..3),
        proptest::option::weighted(0.3, (0..5usize, option(0.5, 0..3))),
        proptest::option::weighted(0.2, 1..4u8),
        proptest::bool::weighted(0.1),
        option(0.1, 0..3),
    );
    parts.prop_map(
        |(said, because, owner, evidence, target, impact, review, claim)| Entry {
            said,
            because,
            owner,
            evidence,
            target,
            impact,
            review,
            claim,
        },
    )
}

fn paper() -> impl Strategy<Value = Paper> {
    let entries = vec(proptest::option::weighted(0.85, entry()), 2 * ORIGINS);
    let node = 0..40usize;
    let some = proptest::option::weighted(0.5, 0..3usize);
    let parts = (
        entries,
        vec((node.clone(), 0..WORDS), 0..3),
        vec((node.clone(), 0..4usize, 0..3usize, some), 0..3),
        vec((node.clone(), 0..4usize, 0..3usize), 0..3),
        vec((node.clone(), 0..4usize, 0..3usize, 0..WORDS), 0..3),
        vec((node, 0..4usize), 0..2),
        vec(0..3usize, 0..2),
        0..3usize,
        0..4usize,
    );
    parts.prop_map(
        |(entries, out, targets, baselines, overrides, assessed, retired, assessors, day)| Paper {
            entries,
            out,
            targets,
            baselines,
            overrides,
            assessed,
            retired,
            assessors,
            day,
        },
    )
}

/// Another paper that says much of the same.
fn mixed(was: &Paper, other: Paper, keep: &[bool]) -> Paper {
    let kept = |at: usize| keep.get(at).copied().unwrap_or(true);
    let entries = was.entries.iter().zip(other.entries).enumerate();
    let entries = entries.map(|(at, (was, other))| match kept(at) {
        true => was.clone(),
        false => other,
    });
    let mut next = Paper {
        entries: entries.collect(),
        ..was.clone()
    };
    let rest = 2 * ORIGINS;
    let swaps = (0..8).map(|at| !kept(rest + at));
    let swaps: Vec<bool> = swaps.collect();
    if swaps[0] {
        next.out = other.out;
    }
    if swaps[1] {
        next.targets = other.targets;
    }
    if swaps[2] {
        next.baselines = other.baselines;
    }
    if swaps[3] {
        next.overrides = other.overrides;
    }
    if swaps[4] {
        next.assessed = other.assessed;
    }
    if swaps[5] {
        next.retired = other.retired;
    }
    if swaps[6] {
        next.assessors = other.assessors;
    }
    if swaps[7] {
        next.day = other.day;
    }
    next
}

pub(super) fn style() -> impl Strategy<Value = Style> {
    let parts = (any::<u64>(), any::<bool>(), any::<bool>());
    parts.prop_map(|(seed, split, elsewhere)| Style {
        seed,
        split,
        elsewhere,
    })
}

/// Two states whose models differ in one of these ways.
pub(super) fn two(turns: &'static [Turn]) -> impl Strategy<Value = Two> {
    let keep = || vec(proptest::bool::weighted(0.6), 2 * ORIGINS + 8);
    let parts = (
        practices(),
        vec(0..14usize, ORIGINS + 1),
        proptest::sample::select(turns),
        [paper(), paper()],
        [paper(), paper()],
        [keep(), keep()],
        [style(), style()],
    );
    parts.prop_map(|(areas, edits, turn, was, other, keep, styles)| {
        let yard = named(areas);
        let next = edited(&yard, &edits, turn);
        let [other_one, other_two] = other;
        let is = [
            mixed(&was[0], other_one, &keep[0]),
            mixed(&was[1], other_two, &keep[1]),
        ];
        Two {
            turn,
            yards: [yard, next],
            papers: [was, is],
            styles,
        }
    })
}

impl Two {
    /// The same the other way round.
    pub(super) fn turned(&self) -> Self {
        let swap = |[was, is]: [Yard; 2]| [is, was];
        let papers = self.papers.clone();
        let [was, is] = papers;
        Self {
            turn: match self.turn {
                Turn::Mapped => Turn::MappedBack,
                Turn::MappedBack => Turn::Mapped,
                turn => turn,
            },
            yards: swap(self.yards.clone()),
            papers: [is, was],
            styles: [self.styles[1], self.styles[0]],
        }
    }
}
