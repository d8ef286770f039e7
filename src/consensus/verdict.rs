use super::steps::Steps;
use crate::model::{ItemIndex, Model, State};
use crate::value::Rational;

/// What assessors say about one practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practice {
    /// The practice.
    pub item: ItemIndex,
    /// What each says, in the order of the assessors.
    pub states: Vec<State>,
    /// How far they are from one another.
    pub verdict: Verdict,
    /// The distance of the highest value from the lowest, where there are two.
    pub spread: Option<Spread>,
}

/// A distance between answers of one scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// In steps: how many different scores lie between them, the last included.
    pub steps: usize,
    /// In scores.
    pub score: Rational,
}

/// How far assessors are from one another, in the order in which to discuss it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Two steps or more.
    Apart,
    /// Not applicable for some, a value for others.
    Applicability,
    /// One step.
    Step,
    /// Different answers of the same score.
    SameScore,
    /// All who voted say the same.
    Same,
    /// One vote only.
    Alone,
    /// No vote.
    Unrated,
    /// Out of scope for all.
    OutOfScope,
}

impl Verdict {
    /// Whether there is something to discuss.
    pub fn differs(self) -> bool {
        self <= Self::SameScore
    }

    /// Whether there is more than one vote.
    pub fn compared(self) -> bool {
        self <= Self::Same
    }

    /// The word for it in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Apart => "apart",
            Self::Applicability => "applicability",
            Self::Step => "one-step",
            Self::SameScore => "same-score",
            Self::Same => "same",
            Self::Alone => "one-vote",
            Self::Unrated => "unrated",
            Self::OutOfScope => "out-of-scope",
        }
    }
}

impl Practice {
    /// Compares what assessors say about a practice.
    pub(super) fn new(model: &Model, steps: &Steps, item: ItemIndex, states: Vec<State>) -> Self {
        let spread = spread(model, steps, item, &states);
        let verdict = verdict(&states, spread.as_ref());
        Self {
            item,
            states,
            verdict,
            spread,
        }
    }
}

fn verdict(states: &[State], spread: Option<&Spread>) -> Verdict {
    if states.iter().all(|state| *state == State::OutOfScope) {
        return Verdict::OutOfScope;
    }
    // Unanswered and out of scope are no votes.
    let votes: Vec<State> = states
        .iter()
        .copied()
        .filter(|state| matches!(state, State::Value(_) | State::NotApplicable))
        .collect();
    let Some(first) = votes.first() else {
        return Verdict::Unrated;
    };
    if votes.len() == 1 {
        return Verdict::Alone;
    }
    if votes.iter().all(|vote| vote == first) {
        return Verdict::Same;
    }
    let steps = spread.map_or(0, |spread| spread.steps);
    if steps >= 2 {
        Verdict::Apart
    } else if votes.contains(&State::NotApplicable) {
        Verdict::Applicability
    } else if steps == 1 {
        Verdict::Step
    } else {
        Verdict::SameScore
    }
}

fn spread(model: &Model, steps: &Steps, item: ItemIndex, states: &[State]) -> Option<Spread> {
    let at = model.item(item).scale?;
    let scale = model.scales.get(at)?;
    let choice = |state: &State| match state {
        State::Value(choice) => Some(*choice),
        _ => None,
    };
    let choices: Vec<usize> = states.iter().filter_map(choice).collect();
    if choices.len() < 2 {
        return None;
    }
    let step = |choice: &usize| steps.of(at, *choice);
    let low = *choices.iter().min_by_key(|choice| step(choice))?;
    let high = *choices.iter().max_by_key(|choice| step(choice))?;
    Some(Spread {
        steps: step(&high) - step(&low),
        score: &scale.choices.get(high)?.score - &scale.choices.get(low)?.score,
    })
}
