use std::sync::Arc;

use cel::common::types::{CelBool, CelInt, CelList, CelMap, CelString};
use cel::common::value::{CowVal, Val};
use cel::{Context, Env, ExecutionError};

use super::mentions::Mentions;
use super::practice::{Practice, map, number, text, whole};
use super::shape::Sizes;
use crate::diff::{Change, Direction, Subject};
use crate::gate::Scene;
use crate::model::{ItemIndex, Model};
use crate::score::Completeness;
use crate::value::Date;

/// What an expression sees of a scene, as far as it mentions it.
pub(super) fn context<'s>(
    scene: &Scene<'s>,
    mentions: &Mentions,
    environment: Arc<Env>,
) -> Context<'s, 's> {
    let mut context = Context::with_env(environment);
    let head = scene.head;
    let mut add = |name: &str, value: &dyn Fn() -> Box<dyn Val + 's>| {
        if mentions.name(name) {
            context.add_variable_as_val(name, value());
        }
    };
    let day = head.assessment.as_of.as_ref();
    add("as_of", &|| text(day.map(|day| day.value.as_str())));
    add("changes", &|| Box::new(changes(scene)));
    add("has_base", &|| {
        Box::new(CelBool::from(scene.earlier.is_some()))
    });
    add("measures", &|| {
        Box::new(measures(scene, mentions, ItemIndex::ROOT))
    });
    let model = &head.model.reference;
    add("model", &|| {
        let id = text(Some(&model.id));
        Box::new(map([("id", id), ("version", text(Some(&model.version)))]))
    });
    add("nodes", &|| Box::new(nodes(scene, mentions)));
    add("practices", &|| Box::new(practices(scene)));
    add("today", &|| {
        Box::new(CelString::from(scene.today.to_string()))
    });
    add("unit", &|| text(Some(&head.assessment.unit.value)));
    context
}

fn practices<'s>(scene: &Scene<'s>) -> CelList<'s> {
    let practices = scene.practices().map(|item| {
        let practice = Practice {
            side: scene.head,
            item,
            today: scene.today,
        };
        Box::new(practice) as Box<dyn Val + 's>
    });
    CelList::from(practices.collect::<Vec<_>>())
}

fn nodes<'s>(scene: &Scene<'s>, mentions: &Mentions) -> CelMap<'s> {
    let model = scene.head.model;
    let nodes = (0..model.items.len()).map(ItemIndex);
    let nodes = nodes.filter(|node| {
        let found = model.item(*node);
        !found.leaf && mentions.node(&found.id)
    });
    map(nodes.map(|node| {
        let id = model.item(node).id.as_str();
        let value: Box<dyn Val + 's> = Box::new(self::node(scene, mentions, node));
        (id, value)
    }))
}

fn node<'s>(scene: &Scene<'s>, mentions: &Mentions, node: ItemIndex) -> CelMap<'s> {
    let model = scene.head.model;
    let found = model.item(node);
    let counts = Completeness::of(model, scene.head.resolved, node);
    let measures: Box<dyn Val + 's> = Box::new(measures(scene, mentions, node));
    map([
        ("answered", whole(counts.answered)),
        ("id", text(Some(&found.id))),
        ("kind", text(Some(&found.kind))),
        ("measures", measures),
        ("not_applicable", whole(counts.not_applicable)),
        ("out_of_scope", whole(counts.out_of_scope)),
        ("title", text(Some(&found.title))),
        ("total", whole(counts.total())),
        ("unanswered", whole(counts.unanswered)),
    ])
}

/// The measures that have a value at a node; a measure without one is null.
fn measures<'s>(scene: &Scene<'s>, mentions: &Mentions, node: ItemIndex) -> CelMap<'s> {
    let measures = scene.head.model.measures.iter().enumerate();
    let measures = measures.filter(|(_, measure)| mentions.measure(&measure.id));
    map(measures.map(|(position, measure)| {
        let Some(outcome) = scene.engine.value(position, node) else {
            return (measure.id.as_str(), text(None));
        };
        let level = outcome.level.map_or_else(|| text(None), whole);
        let levels = &scene.head.model.levels;
        let id = outcome.level.and_then(|level| levels.get(level));
        let exact: Box<dyn Val + 's> = match id {
            Some(level) => text(Some(&level.id)),
            None => Box::new(CelString::from(outcome.number.to_string())),
        };
        let value: Box<dyn Val + 's> = Box::new(map([
            ("level", level),
            ("number", number(Some(outcome.number))),
            ("value", exact),
        ]));
        (measure.id.as_str(), value)
    }))
}

fn touching<'c>(scene: &'c Scene<'_>) -> impl Iterator<Item = &'c Change> {
    let changes = scene.earlier.and_then(|earlier| earlier.changes.as_ref());
    let changes = changes.into_iter().flatten();
    changes.filter(|change| scene.touches(&change.subject))
}

fn changes<'s>(scene: &Scene<'s>) -> CelList<'s> {
    let owned = |text: &Option<String>| -> Box<dyn Val + 's> {
        match text {
            Some(text) => Box::new(CelString::from(text.clone())),
            None => self::text(None),
        }
    };
    let changes = touching(scene).map(|change| {
        let item: Box<dyn Val + 's> = Box::new(CelString::from(name(scene, &change.subject)));
        let direction = match change.direction {
            Direction::Up => "up",
            Direction::Down => "down",
            Direction::Neither => "neither",
        };
        let change = map([
            ("direction", text(Some(direction))),
            ("field", text(Some(change.field.word()))),
            ("from", owned(&change.from)),
            ("item", item),
            ("regression", Box::new(CelBool::from(change.regression))),
            ("to", owned(&change.to)),
        ]);
        Box::new(change) as Box<dyn Val + 's>
    });
    CelList::from(changes.collect::<Vec<_>>())
}

/// The id of what a change is about, by the model that has it now.
fn name(scene: &Scene<'_>, subject: &Subject) -> String {
    let id = |model: &Model, item: ItemIndex| model.item(item).id.clone();
    match subject {
        Subject::Head => String::new(),
        Subject::Named(name) => name.clone(),
        Subject::Item { base, head } => {
            let now = head.map(|item| id(scene.head.model, item));
            let earlier = scene.earlier.map(|earlier| earlier.side.model);
            let before = earlier.zip(*base);
            now.or_else(|| before.map(|(model, item)| id(model, item)))
                .unwrap_or_default()
        }
    }
}

/// How much there is of what an expression mentions.
pub(super) fn sizes(scene: &Scene<'_>, mentions: &Mentions) -> Sizes {
    let head = scene.head;
    let mut sizes = Sizes::of_model(head.model);
    if mentions.name("practices") {
        sizes.practices = scene.practices().count() as u64;
    }
    let mut longest = head.assessment.unit.value.len().max(10);
    longest = longest.max(
        head.assessment
            .as_of
            .as_ref()
            .map_or(0, |day| day.value.len()),
    );
    if mentions.name("changes") {
        sizes.changes = touching(scene).count() as u64;
        let texts = touching(scene).flat_map(|change| [&change.from, &change.to]);
        longest = longest.max(texts.flatten().map(String::len).max().unwrap_or(0));
    }
    let length = |text: Option<&String>| text.map_or(0, String::len);
    for answer in &head.assessment.answers {
        let because = length(answer.because.as_ref().map(|text| &text.value));
        let na = length(answer.na.as_ref().and_then(|na| na.value.as_ref()));
        let owner = length(answer.owner.as_ref().map(|owner| &owner.value));
        let by = answer.target.as_ref().and_then(|target| target.by.as_ref());
        longest = longest.max(because).max(na).max(owner);
        longest = longest.max(length(by.map(|by| &by.value)));
    }
    sizes.text = longest as u64;
    sizes
}

impl Sizes {
    /// The larger of each.
    pub(in crate::gate) fn or(self, other: Self) -> Self {
        Self {
            practices: self.practices.max(other.practices),
            nodes: self.nodes.max(other.nodes),
            measures: self.measures.max(other.measures),
            changes: self.changes.max(other.changes),
            facets: self.facets.max(other.facets),
            name: self.name.max(other.name),
            text: self.text.max(other.text),
        }
    }

    /// The sizes of a whole model, without texts and changes.
    pub(in crate::gate) fn of_model(model: &Model) -> Self {
        let practices = model.practices().len();
        let names = model.items.iter().map(|item| {
            let facets = item.facets.iter();
            let facets = facets.map(|(facet, value)| facet.len().max(value.len()));
            let longest = item.id.len().max(item.title.len()).max(item.kind.len());
            longest.max(facets.max().unwrap_or(0))
        });
        let choices = model.scales.iter().flat_map(|scale| &scale.choices);
        let names = names
            .chain(choices.map(|choice| choice.key.len()))
            .chain(model.levels.iter().map(|level| level.id.len()))
            .chain(model.measures.iter().map(|measure| measure.id.len()))
            .chain([model.reference.id.len(), model.reference.version.len()]);
        let facets = model.items.iter().map(|item| item.facets.len());
        Self {
            practices: practices as u64,
            nodes: (model.items.len() - practices) as u64,
            measures: model.measures.len() as u64,
            changes: 0,
            facets: facets.max().unwrap_or(0) as u64,
            name: names.max().unwrap_or(0) as u64,
            text: 0,
        }
    }
}

/// Days from one day to another.
pub(super) fn days<'b, 'v>(parts: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let mut days = Vec::new();
    for part in &parts {
        let written = part.downcast_ref::<CelString<'_>>();
        let written = written.map_or("", CelString::inner);
        let Some(day) = Date::parse(written) else {
            let message = format!("`{written}` is no day");
            return Err(ExecutionError::function_error("days", message));
        };
        days.push(day);
    }
    match days.as_slice() {
        [from, to] => Ok(CowVal::owned(CelInt::from(to.days_since(*from)))),
        _ => Err(ExecutionError::function_error("days", "it takes two days")),
    }
}
