use std::cmp::Ordering;
use std::sync::Arc;

use crate::model::{Lookup, Model, Scale};
use crate::project::Library;
use crate::value::Rational;

/// What is more and what is less, by the models there are.
pub(crate) struct Orders<'o> {
    /// Where the models are. They are opened only when something is compared.
    pub(crate) library: &'o Library,
}

impl Orders<'_> {
    fn models(&self) -> impl Iterator<Item = Arc<Model>> {
        let shelved = self.library.all().into_iter();
        shelved.filter_map(|shelved| shelved.model)
    }

    /// How two values of a measure compare: numbers, or levels of one model.
    pub(super) fn values(&self, one: &str, other: &str) -> Option<Ordering> {
        if let (Some(one), Some(other)) = (Rational::parse(one), Rational::parse(other)) {
            return Some(one.cmp(&other));
        }
        self.models()
            .find_map(|model| Some(model.level(one)?.cmp(&model.level(other)?)))
    }

    /// How two answers compare, by the first scale that has both.
    pub(super) fn answers(&self, one: &str, other: &str) -> Option<Ordering> {
        let compared = |scale: &Scale| match (scale.look_up(one), scale.look_up(other)) {
            (Lookup::Found(one), Lookup::Found(other)) => {
                let score = |choice: usize| scale.choices.get(choice).map(|choice| &choice.score);
                Some(score(one)?.cmp(score(other)?))
            }
            _ => None,
        };
        self.models()
            .find_map(|model| model.scales.iter().find_map(compared))
    }
}
