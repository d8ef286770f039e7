use super::row::Basis;
use super::similarity::{Lexicon, Words};
use crate::model::{Item, ItemIndex, Model, Texts};

/// What the items of one model say, each in up to three ways.
#[derive(Debug)]
pub(super) struct Side<'m> {
    pub(super) model: &'m Model,
    pub(super) texts: Option<&'m Texts>,
    wordings: Vec<Wording>,
}

/// One item's words, the best first: the publisher's, the model's own text, its
/// title and guidance.
#[derive(Debug, Default)]
pub(super) struct Wording([Option<Words>; 3]);

impl<'m> Side<'m> {
    pub(super) fn new(model: &'m Model, texts: Option<&'m Texts>, lexicon: &mut Lexicon) -> Self {
        let wordings = model.items.iter().map(|item| {
            let publishers = texts.and_then(|texts| texts.items.get(&item.id));
            let forms = [
                publishers.map(|text| lexicon.read(text)),
                item.text.as_ref().map(|text| lexicon.read(text)),
                Some(lexicon.read(&summary(item))),
            ];
            Wording(forms)
        });
        Self {
            model,
            texts,
            wordings: wordings.collect(),
        }
    }

    pub(super) fn wording(&self, item: ItemIndex) -> Option<&Wording> {
        self.wordings.get(item.0)
    }

    /// The words of an item on one basis.
    pub(super) fn words(&self, item: ItemIndex, basis: Basis) -> Option<&Words> {
        self.wording(item)?.on(basis)
    }

    /// Everything that people read of an item, white space collapsed.
    pub(super) fn read_by_people(&self, item: ItemIndex) -> Vec<String> {
        let texts = self.texts;
        let item = self.model.item(item);
        let texts = [
            Some(&item.title),
            item.text.as_ref(),
            item.guidance.text.as_ref(),
            item.guidance.producer.as_ref(),
            item.guidance.consumer.as_ref(),
            texts.and_then(|texts| texts.items.get(&item.id)),
        ];
        let collapsed = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let texts = texts.into_iter();
        texts
            .map(|text| text.map(collapsed).unwrap_or_default())
            .collect()
    }
}

impl Wording {
    pub(super) fn on(&self, basis: Basis) -> Option<&Words> {
        self.0.get(basis.position())?.as_ref()
    }

    /// The best basis that two items share: a summary is never held against a
    /// publisher's sentence.
    pub(super) fn basis_with(&self, other: &Self) -> Option<Basis> {
        let mut all = Basis::OF_WORDS.into_iter();
        all.find(|basis| self.on(*basis).is_some() && other.on(*basis).is_some())
    }
}

fn summary(item: &Item) -> String {
    let guidance = &item.guidance;
    let texts = [&guidance.text, &guidance.producer, &guidance.consumer];
    let texts = texts.into_iter().flatten().map(String::as_str);
    let texts: Vec<&str> = std::iter::once(item.title.as_str()).chain(texts).collect();
    texts.join(" ")
}
