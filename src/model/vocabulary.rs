use super::{ItemIndex, Model, Texts};
use crate::schema::{Choice, Vocabulary};

/// What a model has to say to an editor. A publisher's wording, where there is
/// one, goes before the model's own guidance.
pub fn vocabulary(model: &Model, texts: Option<&Texts>) -> Vocabulary {
    let practice = |leaf: ItemIndex| {
        let item = model.item(leaf);
        let wording = texts.and_then(|texts| texts.items.get(&item.id));
        let guidance = wording
            .or(item.guidance.text.as_ref())
            .unwrap_or(&item.title);
        (
            item.id.clone(),
            item.title.clone(),
            guidance.clone(),
            item.scale.unwrap_or(0),
        )
    };
    let choice = |choice: &super::Choice| Choice {
        spellings: std::iter::once(&choice.key)
            .chain(&choice.also)
            .cloned()
            .collect(),
        score: choice.score.to_f64(),
        title: choice.title.clone(),
        description: choice
            .description
            .clone()
            .unwrap_or_else(|| choice.title.clone()),
    };
    let pair = |id: &String, title: &String| (id.clone(), title.clone());
    Vocabulary {
        model: model.reference.to_string(),
        practices: model.leaves(ItemIndex::ROOT).map(practice).collect(),
        nodes: model
            .items
            .iter()
            .map(|item| pair(&item.id, &item.title))
            .collect(),
        scales: model
            .scales
            .iter()
            .map(|scale| scale.choices.iter().map(choice).collect())
            .collect(),
        measures: model
            .measures
            .iter()
            .map(|measure| pair(&measure.id, &measure.title))
            .collect(),
        metrics: model
            .items
            .iter()
            .flat_map(|item| &item.metrics)
            .map(|metric| pair(&metric.id, &metric.title))
            .collect(),
    }
}
