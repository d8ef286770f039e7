use std::cmp::Ordering;
use std::sync::Arc;

use crate::model::{Lookup, Model};
use crate::project::Library;
use crate::value::Rational;

/// What is more and what is less, by the models there are.
pub(crate) struct Orders<'o> {
    /// Where the models of both sides are. They are opened only when something is
    /// compared.
    pub(crate) libraries: [&'o Library; 2],
}

impl Orders<'_> {
    fn models(&self) -> impl Iterator<Item = Arc<Model>> {
        let shelved = self.libraries.into_iter().flat_map(Library::all);
        shelved.filter_map(|shelved| shelved.model)
    }

    /// How two values of a measure compare: as numbers and as levels, where both
    /// and all models that have them agree.
    pub(super) fn values(&self, one: &str, other: &str) -> Option<Ordering> {
        let numbers = Rational::parse(one).zip(Rational::parse(other));
        let numbers = numbers.map(|(one, other)| one.cmp(&other));
        let compared = |model: Arc<Model>| Some(model.level(one)?.cmp(&model.level(other)?));
        agreed(
            numbers
                .into_iter()
                .chain(self.models().filter_map(compared)),
        )
    }

    /// How two answers compare after polarity, where all practices that can have
    /// both agree.
    pub(super) fn answers(&self, one: &str, other: &str) -> Option<Ordering> {
        agreed(self.models().flat_map(|model| {
            let practices = model.practices().iter();
            let compared = practices.filter_map(|practice| {
                let scale = model.scale_of(*practice)?;
                let score = |answer: &str| match scale.look_up(answer) {
                    Lookup::Found(choice) => model.score_of_choice(*practice, choice),
                    _ => None,
                };
                Some(score(one)?.cmp(&score(other)?))
            });
            compared.collect::<Vec<_>>()
        }))
    }
}

/// What all say; nothing where they differ, or nobody says anything.
fn agreed(mut orders: impl Iterator<Item = Ordering>) -> Option<Ordering> {
    let first = orders.next()?;
    orders.all(|order| order == first).then_some(first)
}
