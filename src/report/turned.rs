use serde::Serialize;

use crate::model::{ItemIndex, Model, Resolved, State};

/// What an answer counts as where a yes is bad news.
#[derive(Debug, Clone, Serialize)]
pub struct Turned {
    /// The answer's key.
    pub answer: String,
    /// Its score on the scale, exact.
    pub score: String,
    /// What it counts as, exact.
    pub counts_as: String,
    /// The highest score there is, exact.
    pub of: String,
}

/// What polarity made of an answer; nothing where there is none to turn.
pub(super) fn turned(model: &Model, resolved: &Resolved, node: ItemIndex) -> Option<Turned> {
    let State::Value(position) = resolved.state(node) else {
        return None;
    };
    let scale = model.scale_of(node).filter(|_| model.item(node).negative)?;
    let choice = scale.choices.get(position)?;
    Some(Turned {
        answer: choice.key.clone(),
        score: choice.score.to_string(),
        counts_as: model.score_of_choice(node, position)?.to_string(),
        of: scale.highest().to_string(),
    })
}
