use crate::diagnostic::Place;
use crate::diff::{Change, Side, Subject};
use crate::model::{Answer, At, GateDeclaration, ItemIndex, Model, Spanned};
use crate::score::Engine;
use crate::value::Date;

/// What a gate may see of one assessment.
pub struct Scene<'s> {
    /// How the gate is declared.
    pub gate: &'s GateDeclaration,
    /// The assessment as it is to be.
    pub head: Side<'s>,
    /// Its numbers.
    pub engine: &'s Engine<'s>,
    /// The same assessment as it was; nothing where it is new, where it is the
    /// same in every byte, and where there is nothing to compare with.
    pub earlier: Option<&'s Earlier<'s>>,
    /// The day of the run.
    pub today: Date,
}

/// An assessment as it was, and what became of it.
pub struct Earlier<'s> {
    /// The assessment.
    pub side: Side<'s>,
    /// What changed; nothing where the items of the two models cannot be matched
    /// by what the base knows.
    pub changes: Option<Vec<Change>>,
}

impl<'s> Scene<'s> {
    /// The practices that the gate applies to, in the model's order.
    pub fn practices(&self) -> impl Iterator<Item = ItemIndex> {
        let all = self.head.model.practices().iter().copied();
        all.filter(|item| self.applies(self.head.model, *item))
    }

    /// Whether the gate applies to a practice of a model.
    pub fn applies(&self, model: &Model, item: ItemIndex) -> bool {
        let Self { gate, .. } = self;
        let within = |id: &Spanned<String>| {
            let node = model.find(&id.value);
            node.is_some_and(|node| model.within(item, node))
        };
        let mut places = gate.nodes.iter().chain(&gate.items);
        let anywhere = gate.nodes.is_empty() && gate.items.is_empty();
        let found = model.item(item);
        let level = found.level.and_then(|level| model.levels.get(level));
        let of_level = |id: &Spanned<String>| level.is_some_and(|level| level.id == id.value);
        let facets = gate.facets.iter().all(|(facet, values)| {
            let value = found.facets.get(&facet.value);
            value.is_some_and(|value| values.iter().any(|wanted| wanted.value == *value))
        });
        (anywhere || places.any(within))
            && (gate.levels.is_empty() || gate.levels.iter().any(of_level))
            && facets
    }

    /// Whether the gate applies to what a change is about. What is gone is looked
    /// up in the model it was in.
    pub fn touches(&self, subject: &Subject) -> bool {
        let Subject::Item { base, head } = subject else {
            return false;
        };
        let earlier = self.earlier.map(|earlier| earlier.side.model).zip(*base);
        let later = head.map(|item| (self.head.model, item));
        let mut sides = earlier.into_iter().chain(later);
        sides.any(|(model, item)| self.applies(model, item))
    }

    /// The nodes that the gate names; the root where it names none, and none where
    /// the model has none of them.
    pub fn nodes(&self) -> Vec<ItemIndex> {
        if self.gate.nodes.is_empty() {
            return vec![ItemIndex::ROOT];
        }
        let named = self.gate.nodes.iter();
        let named = named.filter_map(|node| self.head.model.find(&node.value));
        named.collect()
    }

    /// What the assessment says about a practice.
    pub fn answer(&self, item: ItemIndex) -> Option<&'s Answer> {
        self.head.resolved.answer(self.head.assessment, item)
    }

    /// A place in the assessment.
    pub fn place(&self, at: At) -> Place {
        self.head.assessment.place(at)
    }

    /// Where a practice is answered, else where the first practice of its node is,
    /// else the head of the assessment.
    pub fn place_of(&self, item: ItemIndex) -> Place {
        let Side {
            model,
            assessment,
            resolved,
        } = self.head;
        let mut answers = model
            .leaves(item)
            .chain([item])
            .filter_map(|item| resolved.answer(assessment, item));
        let at = answers.next().map(|answer| answer.id.at);
        assessment.place(at.unwrap_or(assessment.unit.at))
    }

    /// The first day the gate applies, while it has not come.
    pub fn not_before(&self) -> Option<Date> {
        let from = Date::parse(&self.gate.from.as_ref()?.value)?;
        Some(from).filter(|from| self.today < *from)
    }
}
