use crate::diff::Side;
use crate::model::{Answer, Assessment, ItemIndex, Lookup, Model, Resolved, State};
use crate::score::Engine;
use crate::value::Rational;

/// A practice and the answer that it is raised to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raise {
    /// The practice.
    pub item: ItemIndex,
    /// The answer, as its position on the practice's scale.
    pub to: usize,
}

/// An assessment with answers that it may not have.
#[derive(Debug, Clone)]
pub struct Supposed<'s> {
    /// The yardstick.
    pub model: &'s Model,
    /// What the answers stand in.
    pub assessment: &'s Assessment,
    answers: Resolved,
}

impl<'s> Supposed<'s> {
    /// The answers as they are.
    pub fn now(side: &Side<'s>) -> Self {
        Self {
            model: side.model,
            assessment: side.assessment,
            answers: side.resolved.clone(),
        }
    }

    /// What these answers come to, judgements aside.
    pub fn engine(&self) -> Engine<'s> {
        Engine::supposing(self.model, self.assessment, self.answers.clone())
    }

    /// The state of a practice.
    pub fn state(&self, item: ItemIndex) -> State {
        self.answers.state(item)
    }

    /// What the assessment says about a practice.
    pub fn said(&self, item: ItemIndex) -> Option<&'s Answer> {
        self.answers.answer(self.assessment, item)
    }

    /// A practice's score after polarity, when it has one.
    pub fn score(&self, item: ItemIndex) -> Option<Rational> {
        match self.state(item) {
            State::Value(choice) => self.model.score_of_choice(item, choice),
            State::Unanswered | State::NotApplicable | State::OutOfScope => None,
        }
    }

    /// The answer that a practice is wanted to have.
    pub fn target(&self, item: ItemIndex) -> Option<usize> {
        let written = &self.said(item)?.target.as_ref()?.answer.value.text;
        match self.model.scale_of(item)?.look_up(written) {
            Lookup::Found(choice) => Some(choice),
            Lookup::Ambiguous | Lookup::Unknown => None,
        }
    }

    /// Whether an answer would be better than what there is: any is better than
    /// none, and a practice that is not looked at has no better one.
    pub fn would_raise(&self, item: ItemIndex, choice: usize) -> bool {
        match self.state(item) {
            State::Unanswered => true,
            State::Value(_) => self.score(item) < self.model.score_of_choice(item, choice),
            State::NotApplicable | State::OutOfScope => false,
        }
    }

    /// The answers that would be better than what there is, from the least up; of
    /// answers with one score the first.
    pub fn better(&self, item: ItemIndex) -> Vec<usize> {
        let scale = self.model.scale_of(item);
        let choices = 0..scale.map_or(0, |scale| scale.choices.len());
        let score = |choice: &usize| self.model.score_of_choice(item, *choice);
        let mut better: Vec<usize> = choices
            .filter(|choice| self.would_raise(item, *choice))
            .collect();
        better.sort_by_cached_key(score);
        better.dedup_by_key(|choice| score(choice));
        better
    }

    /// The least answer that has a score, where it would be better than what there
    /// is.
    pub fn least(&self, item: ItemIndex, score: &Rational) -> Option<Raise> {
        let reaches = |choice: &usize| {
            let own = self.model.score_of_choice(item, *choice);
            own.is_some_and(|own| own >= *score)
        };
        let to = self.better(item).into_iter().find(reaches)?;
        Some(Raise { item, to })
    }

    /// The best answer there is, where it would be better than what there is.
    pub fn best(&self, item: ItemIndex) -> Option<Raise> {
        let to = *self.better(item).last()?;
        Some(Raise { item, to })
    }

    /// The practice has another answer now.
    pub fn raise(&mut self, raise: Raise) {
        if let Some(state) = self.answers.states.get_mut(raise.item.0) {
            *state = State::Value(raise.to);
        }
    }

    /// The same with other answers.
    #[must_use]
    pub fn with<'r>(&self, raises: impl IntoIterator<Item = &'r Raise>) -> Self {
        let mut supposed = self.clone();
        for raise in raises {
            supposed.raise(*raise);
        }
        supposed
    }
}
