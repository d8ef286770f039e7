use std::collections::HashMap;

use cel::ExecutionError;
use cel::common::traits::Indexer;
use cel::common::types::{
    CelDouble, CelInt, CelMap, CelMapKey, CelNull, CelString, STRING_TYPE, Type,
};
use cel::common::value::{CowVal, Val};

use crate::diff::Side;
use crate::model::{Answer, Choice, ItemIndex, Lookup, State};
use crate::value::{Date, Rational};

static TYPE: Type = Type::new_unspecified_type("practice");

/// Decimals of numbers, as in the JSON of reports.
const DECIMALS: u32 = 6;

/// A practice that is looked into on demand: most expressions ask for two or three
/// of its fields.
#[derive(Debug, Clone, Copy)]
pub(super) struct Practice<'s> {
    pub(super) side: Side<'s>,
    pub(super) item: ItemIndex,
    pub(super) today: Date,
}

impl<'s> Practice<'s> {
    fn answer(&self) -> Option<&'s Answer> {
        self.side.resolved.answer(self.side.assessment, self.item)
    }

    fn choice(&self, position: usize) -> Option<&'s Choice> {
        let scale = self.side.model.scale_of(self.item)?;
        scale.choices.get(position)
    }

    fn target(&self) -> Option<usize> {
        let target = self.answer()?.target.as_ref()?;
        let scale = self.side.model.scale_of(self.item)?;
        match scale.look_up(&target.answer.value.text) {
            Lookup::Found(choice) => Some(choice),
            _ => None,
        }
    }

    fn score(&self, choice: Option<usize>) -> Option<Rational> {
        self.side.model.score_of_choice(self.item, choice?)
    }

    fn chosen(&self) -> Option<usize> {
        match self.side.resolved.state(self.item) {
            State::Value(choice) => Some(choice),
            _ => None,
        }
    }

    fn text(&self, name: &str) -> Option<Option<&'s str>> {
        let (side, item) = (self.side, self.side.model.item(self.item));
        Some(match name {
            "answer" => self
                .chosen()
                .and_then(|choice| self.choice(choice))
                .map(|choice| choice.key.as_str()),
            "because" => self
                .answer()
                .and_then(|answer| answer.because.as_ref())
                .map(|because| because.value.as_str()),
            "by" => self
                .answer()
                .and_then(|answer| answer.target.as_ref()?.by.as_ref())
                .map(|by| by.value.as_str()),
            "id" => Some(&item.id),
            "level" => item
                .level
                .and_then(|level| side.model.levels.get(level))
                .map(|level| level.id.as_str()),
            "na" => self
                .answer()
                .and_then(|answer| answer.na.as_ref())
                .map(|na| na.value.as_deref().unwrap_or_default()),
            "node" => item.parent.map(|node| side.model.item(node).id.as_str()),
            "owner" => self
                .answer()
                .and_then(|answer| answer.owner.as_ref())
                .map(|owner| owner.value.as_str()),
            "state" => Some(side.resolved.state(self.item).word()),
            "target" => self
                .target()
                .and_then(|choice| self.choice(choice))
                .map(|choice| choice.key.as_str()),
            "title" => Some(&item.title),
            _ => return None,
        })
    }

    fn evidence(&self) -> CelMap<'s> {
        let evidence = self.answer().map(|answer| answer.evidence.as_slice());
        let evidence = evidence.unwrap_or_default();
        // A day that is none has passed.
        let expired = |day: &str| Date::parse(day).is_none_or(|day| day < self.today);
        let expired = evidence
            .iter()
            .filter_map(|evidence| evidence.expires.as_ref())
            .filter(|day| expired(&day.value));
        map([
            ("count", whole(evidence.len())),
            ("expired", whole(expired.count())),
        ])
    }

    fn field<'v>(&self, name: &str) -> Option<Box<dyn Val + 'v>>
    where
        's: 'v,
    {
        if let Some(found) = self.text(name) {
            return Some(text(found));
        }
        Some(match name {
            "evidence" => Box::new(self.evidence()),
            "facets" => {
                let facets = self.side.model.item(self.item).facets.iter();
                let facets = facets.map(|(facet, value)| (facet.as_str(), text(Some(value))));
                Box::new(map(facets))
            }
            "score" => number(self.score(self.chosen())),
            "target_score" => number(self.score(self.target())),
            _ => return None,
        })
    }
}

/// A text, or null.
pub(super) fn text<'v>(text: Option<&'v str>) -> Box<dyn Val + 'v> {
    match text {
        Some(text) => Box::new(CelString::from(text)),
        None => Box::new(CelNull),
    }
}

/// A number as JSON has it, or null.
pub(super) fn number<'v>(number: Option<Rational>) -> Box<dyn Val + 'v> {
    let rounded = number.and_then(|number| number.rounded(DECIMALS).parse::<f64>().ok());
    match rounded {
        Some(number) => Box::new(CelDouble::from(number)),
        None => Box::new(CelNull),
    }
}

pub(super) fn whole<'v>(count: usize) -> Box<dyn Val + 'v> {
    Box::new(CelInt::from(i64::try_from(count).unwrap_or(i64::MAX)))
}

pub(super) fn map<'v>(
    entries: impl IntoIterator<Item = (&'v str, Box<dyn Val + 'v>)>,
) -> CelMap<'v> {
    let entries = entries.into_iter();
    let entries = entries.map(|(key, value)| (CelMapKey::from(key), value));
    CelMap::from(entries.collect::<HashMap<_, _>>())
}

impl Val for Practice<'_> {
    fn get_type(&self) -> &Type {
        &TYPE
    }

    fn cel_type() -> &'static Type {
        &TYPE
    }

    fn as_indexer<'b, 'v>(&'b self) -> Option<&'b (dyn Indexer + 'v)>
    where
        Self: 'v,
    {
        Some(self)
    }

    fn equals(&self, other: &dyn Val) -> bool {
        let id = CelString::from(self.side.model.item(self.item).id.as_str());
        let key = CelString::from("id");
        let other = Some(other).filter(|other| other.get_type() == &TYPE);
        let other = other.and_then(|other| other.as_indexer());
        let other = other.and_then(|other| other.get(&key).ok());
        other.is_some_and(|other| id.equals(other.as_ref()))
    }

    fn clone_as_boxed<'v>(&self) -> Box<dyn Val + 'v>
    where
        Self: 'v,
    {
        Box::new(*self)
    }
}

impl Indexer for Practice<'_> {
    fn get<'b, 'v>(&'b self, key: &dyn Val) -> Result<CowVal<'b, 'v>, ExecutionError>
    where
        Self: 'v,
    {
        self.value(key).map(CowVal::Owned)
    }

    fn steal<'v>(self: Box<Self>, key: &dyn Val) -> Result<Box<dyn Val + 'v>, ExecutionError>
    where
        Self: 'v,
    {
        self.value(key)
    }
}

impl<'s> Practice<'s> {
    fn value<'v>(&self, key: &dyn Val) -> Result<Box<dyn Val + 'v>, ExecutionError>
    where
        's: 'v,
    {
        let Some(name) = key.downcast_ref::<CelString<'_>>() else {
            return Err(ExecutionError::UnexpectedType {
                got: key.get_type().name().to_owned(),
                want: STRING_TYPE.name().to_owned(),
            });
        };
        self.field(name.inner())
            .ok_or_else(|| ExecutionError::no_such_key(name.inner()))
    }
}
