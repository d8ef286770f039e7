use std::collections::BTreeSet;
use std::rc::Rc;

use indexmap::IndexMap;
use serde::Serialize;

use super::measure::measure_report;
use super::score::bare_node;
use super::{MeasureReport, ModelReport, NodeReport};
use crate::model::{Assessment, ItemIndex, Model, Resolved, UnitDeclaration};
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
    };
    let rolled = units.iter().filter_map(|unit| {
        let engine = tree.engine(&unit.id, &mut BTreeSet::new());
        let engine = engine.or_else(|| tree.broken_only(&unit.id))?;
        tree.report(unit, &engine, &measures, leaves)
    });
    rolled.collect()
}

struct Tree<'t> {
    units: &'t [UnitDeclaration],
    model: &'t Model,
    assessments: &'t [Rolled<'t>],
}

impl<'t> Tree<'t> {
    fn members<'u>(
        &self,
        unit: &'u str,
    ) -> impl Iterator<Item = &'t UnitDeclaration> + use<'t, 'u> {
        self.units.iter().filter(move |member| {
            let mut groups = member.parent.iter().chain(&member.groups);
            groups.any(|group| group.value == unit)
        })
    }

    /// The numbers of a unit: those of its members when it has any, else those of
    /// its assessment. A unit above itself has none; the configuration's check
    /// reports it.
    fn engine(&self, unit: &str, above: &mut BTreeSet<String>) -> Option<Rc<Engine<'t>>> {
        let mut members = self.members(unit).peekable();
        if members.peek().is_none() {
            let own = self.assessments.iter().find(|one| one.unit == unit)?;
            let (assessment, resolved) = own.answers?;
            return Some(Rc::new(Engine::new(self.model, assessment, resolved)));
        }
        if !above.insert(unit.to_owned()) {
            return None;
        }
        let members = members.map(|member| Member {
            unit: member.id.clone(),
            weight: member.weight.clone(),
            engine: self.engine(&member.id, above),
        });
        let members: Vec<Member<'t>> = members.collect();
        above.remove(unit);
        let any = members.iter().any(|member| member.engine.is_some());
        any.then(|| Rc::new(Engine::roll_up(self.model, members)))
    }

    /// A unit whose members have no numbers because a file of theirs is broken.
    fn broken_only(&self, unit: &str) -> Option<Rc<Engine<'t>>> {
        let members = self.members(unit).map(|member| Member {
            unit: member.id.clone(),
            weight: member.weight.clone(),
            engine: None,
        });
        let members: Vec<Member<'t>> = members.collect();
        self.broken(unit, &mut BTreeSet::new())
            .then(|| Rc::new(Engine::roll_up(self.model, members)))
    }

    fn broken(&self, unit: &str, above: &mut BTreeSet<String>) -> bool {
        if !above.insert(unit.to_owned()) {
            return false;
        }
        let mut own = self.assessments.iter().filter(|one| one.unit == unit);
        let alone = self.members(unit).next().is_none();
        let broken = alone && own.any(|one| one.answers.is_none())
            || self
                .members(unit)
                .any(|member| self.broken(&member.id, above));
        above.remove(unit);
        broken
    }

    fn report(
        &self,
        unit: &UnitDeclaration,
        engine: &Engine<'t>,
        measures: &[usize],
        leaves: bool,
    ) -> Option<RollUp> {
        let members = engine.members();
        if members.is_empty() {
            return None;
        }
        let broken = self.broken(&unit.id, &mut BTreeSet::new());
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
        let node = |item| {
            let counts = counted(engine, item);
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

/// The practices of all units that count in a unit.
fn counted(engine: &Engine<'_>, item: ItemIndex) -> Completeness {
    if engine.members().is_empty() {
        return Completeness::of(engine.model, &engine.resolved, item);
    }
    let engines = engine
        .members()
        .iter()
        .filter_map(|member| member.engine.as_deref());
    engines.fold(Completeness::default(), |sum, engine| {
        sum + counted(engine, item)
    })
}
