use super::Scene;
use super::rules::minimum::wanted;
use crate::model::{GateDeclaration, ItemIndex, Lookup, Model, Spanned};

/// What a gate looks at, that the model of the base has and the model that the
/// assessment is scored by now has not: the gate would pass because there is
/// nothing left to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// What is gone, so that it can be told apart: an id, an answer, a value.
    pub what: String,
    /// That it is gone, as a fragment.
    pub message: String,
}

/// What the gate has lost since the base, as its assessment moved to another version
/// of its model.
pub fn lost(scene: &Scene<'_>) -> Vec<Lost> {
    let Some(earlier) = scene.earlier else {
        return Vec::new();
    };
    let both = Both {
        gate: scene.gate,
        before: earlier.side.model,
        after: scene.head.model,
    };
    let mut found = both.names();
    found.extend(both.least());
    found.extend(both.answer());
    if found.is_empty() {
        found.extend(both.practices());
    }
    found
}

/// A gate, and the models before and after.
struct Both<'b> {
    gate: &'b GateDeclaration,
    before: &'b Model,
    after: &'b Model,
}

impl Both<'_> {
    /// Ids that are gone.
    fn names(&self) -> Vec<Lost> {
        type Has = fn(&Model, &str) -> bool;
        let item: Has = |model, id| model.find(id).is_some();
        let measure: Has = |model, id| model.measure(id).is_some();
        let level: Has = |model, id| model.level(id).is_some();
        let gate = self.gate;
        let places = gate.nodes.iter().chain(&gate.items).map(|id| (id, item));
        let measures = gate.measure.iter().map(|id| (id, measure));
        let levels = gate.levels.iter().map(|id| (id, level));
        let gone = |(id, has): &(&Spanned<String>, Has)| {
            has(self.before, &id.value) && !has(self.after, &id.value)
        };
        let names = places.chain(measures).chain(levels).filter(gone);
        names.map(|(id, _)| self.gone(&id.value, "no")).collect()
    }

    /// A least value that the measure can no longer be compared with.
    fn least(&self) -> Option<Lost> {
        let (measure, least) = (self.gate.measure.as_ref()?, self.gate.at_least.as_ref()?);
        let means = |model: &Model| {
            let position = model.measure(&measure.value)?;
            Some(wanted(model, position, &least.value).is_some())
        };
        let lost = means(self.before) == Some(true) && means(self.after) == Some(false);
        lost.then(|| {
            self.gone(
                &least.value,
                &format!("no value of `{}` that is", measure.value),
            )
        })
    }

    /// An answer that practices can no longer have.
    fn answer(&self) -> Option<Lost> {
        let answer = &self.gate.answer.as_ref()?.value;
        let has = |model: &Model, item: ItemIndex| {
            let scale = model.scale_of(item);
            scale.is_some_and(|scale| matches!(scale.look_up(answer), Lookup::Found(_)))
        };
        let had = self.looked_at(self.before);
        let had: Vec<&str> = had
            .filter(|item| has(self.before, *item))
            .map(|item| self.before.item(item).id.as_str())
            .collect();
        let mut now = self.looked_at(self.after);
        let none_left = !had.is_empty() && !now.any(|item| has(self.after, item));
        let without = had.iter().find(|id| {
            let later = self.after.find(id);
            later.is_some_and(|item| !has(self.after, item))
        });
        match without {
            Some(id) => Some(self.gone(answer, &format!("for {id} no answer"))),
            None => none_left.then(|| self.gone(answer, "no answer")),
        }
    }

    /// That no practice is left, whatever the names are.
    fn practices(&self) -> Option<Lost> {
        let lost = self.looked_at(self.before).next().is_some()
            && self.looked_at(self.after).next().is_none();
        lost.then(|| Lost {
            what: "practices".to_owned(),
            message: format!(
                "no practice of {} is one that the gate looks at, and {} has some",
                self.after.reference, self.before.reference
            ),
        })
    }

    fn looked_at<'m>(&'m self, model: &'m Model) -> impl Iterator<Item = ItemIndex> + 'm {
        let practices = model.practices().iter().copied();
        practices.filter(|item| self.gate.applies(model, *item))
    }

    fn gone(&self, what: &str, kind: &str) -> Lost {
        Lost {
            what: what.to_owned(),
            message: format!(
                "{} has {kind} `{what}`, which the gate looks at and {} has",
                self.after.reference, self.before.reference
            ),
        }
    }
}
