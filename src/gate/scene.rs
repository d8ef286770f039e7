use crate::diagnostic::Place;
use crate::diff::{Change, Side, Subject};
use crate::model::{Answer, At, GateDeclaration, ItemIndex, Model, State};
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

    /// The practices that the gate applies to and that are not out of scope.
    pub fn practices_in_scope(&self) -> impl Iterator<Item = ItemIndex> {
        let resolved = self.head.resolved;
        self.practices()
            .filter(|item| resolved.state(*item) != State::OutOfScope)
    }

    /// The answers to them.
    pub fn answers_in_scope(&self) -> impl Iterator<Item = (ItemIndex, &'s Answer)> {
        let Side {
            assessment,
            resolved,
            ..
        } = self.head;
        self.practices_in_scope()
            .filter_map(move |item| Some((item, resolved.answer(assessment, item)?)))
    }

    /// The id of an item of the head's model.
    pub fn id(&self, item: ItemIndex) -> &'s str {
        &self.head.model.item(item).id
    }

    /// Whether the gate applies to an item of a model.
    pub fn applies(&self, model: &Model, item: ItemIndex) -> bool {
        self.gate.applies(model, item)
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

    /// A place in the assessment.
    pub fn place(&self, at: At) -> Place {
        self.head.assessment.place(at)
    }

    /// Where a practice is answered, else where the first practice of its node is,
    /// else where the part that it belongs in says so, else the head of the
    /// assessment.
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
        let of_part = || {
            let mut parts = assessment.parts.iter().map(|(_, node)| node);
            let holds = |node: ItemIndex| model.within(item, node);
            let part = parts.find(|node| model.find(&node.value).is_some_and(holds));
            part.map(|node| node.at)
        };
        let at = at.or_else(of_part);
        assessment.place(at.unwrap_or(assessment.unit.at))
    }
}
