use super::Facet;
use crate::diff::piece_of_evidence;
use crate::model::{Answer, At, Evidence, ItemIndex};
use crate::project::Material;

/// What an assessment says of one facet of a practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The practice's id.
    pub item: String,
    /// The facet.
    pub facet: Facet,
    /// What is said; nothing where it is not said.
    pub value: Option<String>,
    /// The file.
    pub path: Option<String>,
    /// The line, from 1.
    pub line: Option<u32>,
    /// Each piece of evidence, as changes tell it; none of any other facet.
    pub pieces: Vec<String>,
}

impl Said {
    /// That a facet of a practice is not said.
    pub fn nothing(item: &str, facet: Facet) -> Self {
        Self {
            item: item.to_owned(),
            facet,
            value: None,
            path: None,
            line: None,
            pieces: Vec::new(),
        }
    }
}

/// Everything that an assessment says of its practices, in the model's order.
pub fn said(material: &Material) -> Vec<Said> {
    let mut found = Vec::new();
    for item in material.model.practices() {
        let answer = material.resolved.answer(&material.assessment, *item);
        if let Some(answer) = answer {
            found.extend(of_answer(material, *item, answer));
        }
    }
    found
}

fn of_answer(material: &Material, item: ItemIndex, answer: &Answer) -> Vec<Said> {
    let model = &material.model;
    let words = [
        (Facet::Answer, written(material, item, answer)),
        (Facet::Evidence, evidence(&answer.evidence)),
        (
            Facet::Because,
            answer
                .because
                .as_ref()
                .map(|one| (one.value.clone(), one.at)),
        ),
        (
            Facet::Target,
            answer
                .target
                .as_ref()
                .map(|one| (one.answer.value.text.clone(), one.answer.at)),
        ),
        (
            Facet::Owner,
            answer.owner.as_ref().map(|one| (one.value.clone(), one.at)),
        ),
    ];
    let said = words.into_iter().filter_map(|(facet, said)| {
        let (value, at) = said?;
        let file = material.assessment.files.get(at.file as usize);
        Some(Said {
            item: model.item(item).id.clone(),
            facet,
            value: Some(value),
            path: file.map(|file| file.path().to_string()),
            line: file.map(|file| file.position(at.span.start).line),
            pieces: match facet {
                Facet::Evidence => answer.evidence.iter().map(piece_of_evidence).collect(),
                _ => Vec::new(),
            },
        })
    });
    said.collect()
}

/// The answer by its key on the scale, or that the practice is not applicable.
fn written(material: &Material, item: ItemIndex, answer: &Answer) -> Option<(String, At)> {
    if let Some(na) = &answer.na {
        let why = na
            .value
            .as_ref()
            .map_or(String::new(), |why| format!(": {why}"));
        return Some((format!("n/a{why}"), na.at));
    }
    let written = answer.answer.as_ref()?;
    let scale = material.model.scale_of(item);
    let key = scale.and_then(|scale| match scale.look_up(&written.value.text) {
        crate::model::Lookup::Found(choice) => Some(scale.choices.get(choice)?.key.clone()),
        _ => None,
    });
    Some((
        key.unwrap_or_else(|| written.value.text.clone()),
        written.at,
    ))
}

fn evidence(pieces: &[Evidence]) -> Option<(String, At)> {
    let first = pieces.first()?;
    let piece = |piece: &Evidence| {
        let reference = piece.reference.as_ref().map(|one| one.value.clone());
        reference.or_else(|| piece.note.clone()).unwrap_or_default()
    };
    let said: Vec<String> = pieces.iter().map(piece).collect();
    Some((said.join("; "), first.at))
}
