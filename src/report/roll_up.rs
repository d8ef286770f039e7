use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use indexmap::IndexMap;
use serde::Serialize;

use super::measure::measure_report;
use super::score::bare_node;
use super::{MeasureReport, ModelReport, NodeReport};
use crate::model::{Assessment, DEEPEST_UNIT, ItemIndex, Model, Resolved, UnitDeclaration};
use crate::score::{Completeness, Engine, Member, rolls_up};

/// What a unit's members come to, by the measures of a model that combine units.
#[derive(Debug, Clone, Serialize)]
pub struct RollUp {
    /// The unit's id.
    pub unit: String,
    /// Its title, when the configuration gives one.
    pub title: Option<String>,
    /// The model.
    pub model: ModelReport,
    /// Whether a member's assessment is broken, so that there are no numbers.
    pub broken: bool,
    /// The units that count in it.
    pub members: Vec<MemberReport>,
    /// The measures shown first.
    pub headline: Vec<String>,
    /// The root first, then parents before children; only measures that combine
    /// units, or are made of such.
    pub nodes: Vec<NodeReport>,
    /// Whether practices were asked for, so that every node is shown.
    #[serde(skip)]
    pub deep: bool,
}

/// A unit that counts in another one.
#[derive(Debug, Clone, Serialize)]
pub struct MemberReport {
    /// Its id.
    pub unit: String,
    /// Its title, when the configuration gives one.
    pub title: Option<String>,
    /// How much it counts.
    pub weight: String,
    /// Whether it has numbers.
    pub assessed: bool,
    /// What it contributes at the root, by measure.
    pub measures: IndexMap<String, Option<MeasureReport>>,
}

/// An assessment that may count in units above its own.
pub struct Rolled<'r> {
    /// Its unit.
    pub unit: &'r str,
    /// Its answers; nothing where their meaning is broken.
    pub answers: Option<(&'r Assessment, &'r Resolved)>,
}

/// Rolls assessments of one model up to every declared unit that has members.
/// Units no member of which has an assessment are left out, and so is all when
/// the model combines no units.
pub fn roll_ups(
    units: &[UnitDeclaration],
    model: &Model,
    assessments: &[Rolled<'_>],
    leaves: bool,
) -> Vec<RollUp> {
    let measures = model.measures.iter().enumerate();
    let measures = measures.filter(|(_, measure)| rolls_up(model, measure));
    let measures: Vec<usize> = measures.map(|(position, _)| position).collect();
    if measures.is_empty() {
        return Vec::new();
    }
    let tree = Tree {
        units,
        model,
        assessments,
        members: members(units),
        engines: RefCell::default(),
        broken: RefCell::default(),
    };
    let rolled = units.iter().filter_map(|unit| {
        let engine = tree.engine(&unit.id, 0);
        let engine = engine.or_else(|| tree.broken_only(&unit.id))?;
        tree.report(unit, &engine, &measures, leaves)
    });
    rolled.collect()
}

/// The units that count in each unit.
fn members(units: &[UnitDeclaration]) -> HashMap<&str, Vec<&UnitDeclaration>> {
    let mut members: HashMap<&str, Vec<&UnitDeclaration>> = HashMap::new();
    for unit in units {
        let mut above: Vec<&str> = Vec::new();
        for one in unit.parent.iter().chain(&unit.groups) {
            // A parent that is named as a group too is one unit.
            if !above.contains(&one.value.as_str()) {
                above.push(&one.value);
                members.entry(&one.value).or_default().push(unit);
            }
        }
    }
    members
}

struct Tree<'t> {
    units: &'t [UnitDeclaration],
    model: &'t Model,
    assessments: &'t [Rolled<'t>],
    members: HashMap<&'t str, Vec<&'t UnitDeclaration>>,
    /// What is known of units; a unit can be reached by very many ways.
    engines: RefCell<HashMap<&'t str, Option<Rc<Engine<'t>>>>>,
    broken: RefCell<HashMap<&'t str, bool>>,
}

impl<'t> Tree<'t> {
    fn members(&self, unit: &str) -> impl Iterator<Item = &'t UnitDeclaration> {
        self.members.get(unit).into_iter().flatten().copied()
    }

    /// The numbers of a unit: those of its members when it has any, else those of
    /// its assessment. A unit above itself has none, and neither has one too deep;
    /// the configuration's check reports it.
    fn engine(&self, unit: &'t str, depth: usize) -> Option<Rc<Engine<'t>>> {
        if let Some(known) = self.engines.borrow().get(unit) {
            return known.clone();
        }
        if depth >= DEEPEST_UNIT {
            return None;
        }
        self.engines.borrow_mut().insert(unit, None);
        let engine = self.computed(unit, depth);
        self.engines.borrow_mut().insert(unit, engine.clone());
        engine
    }

    fn computed(&self, unit: &'t str, depth: usize) -> Option<Rc<Engine<'t>>> {
        let mut members = self.members(unit).peekable();
        if members.peek().is_none() {
            let own = self.assessments.iter().find(|one| one.unit == unit)?;
            let (assessment, resolved) = own.answers?;
            return Some(Rc::new(Engine::new(self.model, assessment, resolved)));
        }
        let members = members.map(|member| Member {
            unit: member.id.clone(),
            weight: member.weight.clone(),
            engine: self.engine(&member.id, depth + 1),
        });
        let members: Vec<Member<'t>> = members.collect();
        let any = members.iter().any(|member| member.engine.is_some());
        any.then(|| Rc::new(Engine::roll_up(self.model, members)))
    }

    /// A unit whose members have no numbers because a file of theirs is broken.
    fn broken_only(&self, unit: &'t str) -> Option<Rc<Engine<'t>>> {
        let members = self.members(unit).map(|member| Member {
            unit: member.id.clone(),
            weight: member.weight.clone(),
            engine: None,
        });
        let members: Vec<Member<'t>> = members.collect();
        self.broken(unit, 0)
            .then(|| Rc::new(Engine::roll_up(self.model, members)))
    }

    fn broken(&self, unit: &'t str, depth: usize) -> bool {
        if let Some(known) = self.broken.borrow().get(unit) {
            return *known;
        }
        if depth >= DEEPEST_UNIT {
            return false;
        }
        self.broken.borrow_mut().insert(unit, false);
        let mut own = self.assessments.iter().filter(|one| one.unit == unit);
        let alone = self.members(unit).next().is_none();
        let broken = alone && own.any(|one| one.answers.is_none())
            || self
                .members(unit)
                .any(|member| self.broken(&member.id, depth + 1));
        self.broken.borrow_mut().insert(unit, broken);
        broken
    }

    fn report(
        &self,
        unit: &'t UnitDeclaration,
        engine: &Engine<'t>,
        measures: &[usize],
        leaves: bool,
    ) -> Option<RollUp> {
        let members = engine.members();
        if members.is_empty() {
            return None;
        }
        let broken = self.broken(&unit.id, 0);
        let title = |id: &str| {
            let unit = self.units.iter().find(|unit| unit.id == id)?;
            unit.title.clone()
        };
        let member = |member: &Member<'t>| MemberReport {
            unit: member.unit.clone(),
            title: title(&member.unit),
            weight: member.weight.to_string(),
            assessed: member.engine.is_some(),
            measures: match member.engine.as_deref() {
                Some(engine) => values(engine, measures, ItemIndex::ROOT),
                None => IndexMap::new(),
            },
        };
        let items = (0..self.model.items.len()).map(ItemIndex);
        let items = items.filter(|item| !broken && (leaves || !self.model.item(*item).leaf));
        let mut assessed = Vec::new();
        gather(engine, &mut HashSet::new(), &mut assessed);
        let node = |item| {
            let counts = assessed.iter();
            let counts = counts.map(|one| Completeness::of(self.model, &one.resolved, item));
            let counts = counts.fold(Completeness::default(), |sum, one| sum + one);
            bare_node(self.model, item, counts, values(engine, measures, item))
        };
        let name = |at: &usize| {
            self.model
                .measures
                .get(*at)
                .map(|measure| measure.id.clone())
        };
        let first = self
            .model
            .headline
            .iter()
            .filter(|at| measures.contains(at));
        let first: Vec<String> = first.filter_map(name).collect();
        Some(RollUp {
            unit: unit.id.clone(),
            title: unit.title.clone(),
            model: ModelReport::new(self.model),
            broken,
            members: members.iter().map(member).collect(),
            headline: if first.is_empty() {
                measures.iter().filter_map(name).collect()
            } else {
                first
            },
            nodes: items.map(node).collect(),
            deep: leaves,
        })
    }
}

fn values(
    engine: &Engine<'_>,
    measures: &[usize],
    item: ItemIndex,
) -> IndexMap<String, Option<MeasureReport>> {
    let measures = measures.iter().filter_map(|position| {
        let measure = engine.model.measures.get(*position)?;
        let value = engine.value(*position, item);
        let report = value.map(|value| measure_report(engine.model, &[], measure, &value));
        Some((measure.id.clone(), report))
    });
    measures.collect()
}

/// The assessments of all units that count in a unit, each once however many ways
/// lead to it.
fn gather<'e, 't>(
    engine: &'e Engine<'t>,
    seen: &mut HashSet<*const Engine<'t>>,
    assessed: &mut Vec<&'e Engine<'t>>,
) {
    if !seen.insert(std::ptr::from_ref(engine)) {
        return;
    }
    if engine.members().is_empty() {
        assessed.push(engine);
    }
    let members = engine.members().iter();
    for member in members.filter_map(|member| member.engine.as_deref()) {
        gather(member, seen, assessed);
    }
}
