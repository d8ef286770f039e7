use super::Scene;
use crate::model::{ItemIndex, State};
use crate::score::Outcome;

/// A measure's value as `at_least` would write it: a level, or a number.
pub(super) fn value(scene: &Scene<'_>, value: &Outcome, least: &str) -> String {
    let level = value
        .level
        .and_then(|level| scene.head.model.levels.get(level));
    let decimals = least.split_once('.').map_or(0, |(_, behind)| behind.len());
    let decimals = u32::try_from(decimals.clamp(3, 9)).unwrap_or(3);
    let number = || {
        let rounded = value.number.rounded(decimals);
        match rounded.contains('.') {
            true => rounded
                .trim_end_matches('0')
                .trim_end_matches('.')
                .to_owned(),
            false => rounded,
        }
    };
    level.map_or_else(number, |level| level.id.clone())
}

/// The state of a practice in one word or two.
pub(super) fn state(scene: &Scene<'_>, item: ItemIndex) -> String {
    let model = scene.head.model;
    let word = match scene.head.resolved.state(item) {
        State::Value(choice) => {
            let scale = model.scale_of(item);
            let choice = scale.and_then(|scale| scale.choices.get(choice));
            choice.map_or("answered", |choice| choice.key.as_str())
        }
        State::Unanswered => "unanswered",
        State::NotApplicable => "not applicable",
        State::OutOfScope => "out of scope",
    };
    word.to_owned()
}
