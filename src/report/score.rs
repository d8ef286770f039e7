use indexmap::IndexMap;
use serde::Serialize;

use super::measure::measure_report;
use super::targets::{TargetsReport, add_targets};
use super::{MeasureReport, MetricReport, RollUp, Tool, TrendReport};
use crate::lint::Head;
use crate::model::{Assessment, ItemIndex, Model, Resolved, State};
use crate::score::{Completeness, Engine, ScoredNode};
use crate::value::Date;

/// The result of `score`.
#[derive(Debug, Clone, Serialize)]
pub struct ScoreReport {
    /// `rungs/score/1`.
    pub schema: &'static str,
    /// This program.
    pub tool: Tool,
    /// The revision looked at; nothing for the work tree.
    pub revision: Option<String>,
    /// The day it was computed for.
    pub as_of: String,
    /// The assessments, sorted by path.
    pub assessments: Vec<ScoredAssessment>,
    /// The units that others count in, in the configuration's order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<RollUp>,
}

impl ScoreReport {
    /// The name of the format.
    pub const SCHEMA: &'static str = "rungs/score/1";
}

/// One assessment's numbers.
#[derive(Debug, Clone, Serialize)]
pub struct ScoredAssessment {
    /// Its path.
    pub path: String,
    /// Its unit, when it can be told.
    pub unit: Option<String>,
    /// `final` or `draft`, when it can be told.
    pub status: Option<&'static str>,
    /// The day it describes.
    pub as_of: Option<String>,
    /// Whether its meaning is broken, so that it has no numbers.
    pub broken: bool,
    /// Its model, when it was found.
    pub model: Option<ModelReport>,
    /// The measures shown first.
    pub headline: Vec<String>,
    /// The root first, then parents before children.
    pub nodes: Vec<NodeReport>,
    /// How the measures shown first have moved at the root; only where that was asked
    /// for and history can tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trend: Option<Vec<TrendReport>>,
    /// What measures were wanted to be.
    #[serde(skip)]
    pub targets: Vec<Target>,
}

/// What a measure at a node is wanted to be.
#[derive(Debug, Clone)]
pub struct Target {
    /// The node's id.
    pub node: String,
    /// The measure's id.
    pub measure: String,
    /// The least it shall be.
    pub at_least: String,
    /// By when.
    pub by: Option<String>,
}

/// The model that was scored by.
#[derive(Debug, Clone, Serialize)]
pub struct ModelReport {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// Its digest.
    pub digest: String,
    /// The licence of its content.
    pub licence: Option<String>,
    /// The notice that its licence asks for.
    pub attribution: Option<String>,
}

/// One node's numbers.
#[derive(Debug, Clone, Serialize)]
pub struct NodeReport {
    /// Its id; the model's id for the root.
    pub id: String,
    /// What the model calls such nodes.
    pub kind: Option<String>,
    /// Its title.
    pub title: String,
    /// How far below the root, which is 0.
    pub depth: usize,
    /// Practices with an answer.
    pub answered: usize,
    /// Practices without one yet.
    pub unanswered: usize,
    /// Practices that are not applicable.
    pub not_applicable: usize,
    /// Practices out of scope.
    pub out_of_scope: usize,
    /// All practices.
    pub total: usize,
    /// What each measure says; nothing where it has no value.
    pub measures: IndexMap<String, Option<MeasureReport>>,
    /// A practice's answer, with `--leaves`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Option<String>>,
    /// A practice's state, with `--leaves`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<&'static str>,
    /// The node's metrics that were observed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metrics: Vec<MetricReport>,
    /// How many practices have a target and how many meet it, where any has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub targets: Option<TargetsReport>,
    /// The answer that a practice is wanted to have, with `--leaves`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// How many points a practice is below its target, with `--leaves`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap: Option<String>,
}

/// Scores an assessment and puts its numbers into a report.
pub fn score_assessment(
    path: &str,
    model: &Model,
    assessment: &Assessment,
    resolved: &Resolved,
    leaves: bool,
) -> ScoredAssessment {
    let engine = Engine::new(model, assessment, resolved);
    let scored = engine.scored();
    let mut nodes: Vec<NodeReport> = Vec::new();
    for (position, node) in scored.nodes.iter().enumerate() {
        nodes.push(node_report(model, assessment, node));
        if leaves {
            let next = scored
                .nodes
                .get(position + 1)
                .map_or(model.items.len(), |next| next.item.0);
            let between = (node.item.0 + 1..next).map(ItemIndex);
            nodes.extend(between.map(|leaf| leaf_report(model, resolved, leaf)));
        }
    }
    add_targets(&engine, assessment, &mut nodes);
    let target = |target: &crate::model::Target| Target {
        node: target.node.value.clone(),
        measure: target.measure.value.clone(),
        at_least: target.at_least.value.clone(),
        by: target.by.as_ref().map(|by| by.value.clone()),
    };
    ScoredAssessment {
        path: path.to_owned(),
        unit: Some(assessment.unit.value.clone()),
        status: Some(assessment.status.word()),
        as_of: assessment
            .as_of
            .as_ref()
            .filter(|day| Date::parse(&day.value).is_some())
            .map(|day| day.value.clone()),
        broken: false,
        model: Some(ModelReport::new(model)),
        headline: model
            .headline
            .iter()
            .filter_map(|at| model.measures.get(*at))
            .map(|measure| measure.id.clone())
            .collect(),
        nodes,
        trend: None,
        targets: assessment.targets.iter().map(target).collect(),
    }
}

impl ModelReport {
    /// What is said about a model.
    pub fn new(model: &Model) -> Self {
        Self {
            id: model.reference.id.clone(),
            version: model.reference.version.clone(),
            title: model.title.clone(),
            digest: model.digest.to_string(),
            licence: model.licence.clone(),
            attribution: model.attribution.clone(),
        }
    }
}

fn node_report(model: &Model, assessment: &Assessment, node: &ScoredNode) -> NodeReport {
    let judgements = &assessment.overrides;
    let measures = model.measures.iter().zip(&node.measures);
    let measures = measures.map(|(measure, outcome)| {
        let report = outcome
            .as_ref()
            .map(|outcome| measure_report(model, judgements, measure, outcome));
        (measure.id.clone(), report)
    });
    let measures = measures.collect();
    bare_node(model, node.item, node.completeness, measures)
}

/// A node with its counts and measures.
pub(super) fn bare_node(
    model: &Model,
    item: ItemIndex,
    counts: Completeness,
    measures: IndexMap<String, Option<MeasureReport>>,
) -> NodeReport {
    let item = model.item(item);
    NodeReport {
        id: item.id.clone(),
        kind: Some(item.kind.clone()).filter(|kind| !kind.is_empty()),
        title: item.title.clone(),
        depth: item.depth,
        answered: counts.answered,
        unanswered: counts.unanswered,
        not_applicable: counts.not_applicable,
        out_of_scope: counts.out_of_scope,
        total: counts.total(),
        measures,
        answer: None,
        state: None,
        targets: None,
        target: None,
        gap: None,
        metrics: Vec::new(),
    }
}

fn leaf_report(model: &Model, resolved: &Resolved, leaf: ItemIndex) -> NodeReport {
    let item = model.item(leaf);
    let state = resolved.state(leaf);
    let is = |wanted: bool| usize::from(wanted);
    let choice = match state {
        State::Value(choice) => model
            .scale_of(leaf)
            .and_then(|scale| scale.choices.get(choice)),
        _ => None,
    };
    NodeReport {
        id: item.id.clone(),
        kind: Some(item.kind.clone()).filter(|kind| !kind.is_empty()),
        title: item.title.clone(),
        depth: item.depth,
        answered: is(matches!(state, State::Value(_))),
        unanswered: is(state == State::Unanswered),
        not_applicable: is(state == State::NotApplicable),
        out_of_scope: is(state == State::OutOfScope),
        total: 1,
        measures: IndexMap::new(),
        answer: Some(choice.map(|choice| choice.key.clone())),
        state: Some(state.word()),
        targets: None,
        target: None,
        gap: None,
        metrics: Vec::new(),
    }
}

impl ScoredAssessment {
    /// An assessment that has no numbers because its meaning is broken.
    pub fn broken(path: &str, head: Option<&Head>) -> Self {
        Self {
            path: path.to_owned(),
            unit: head.map(|head| head.unit.clone()),
            status: head.map(|head| head.status.word()),
            as_of: None,
            broken: true,
            model: None,
            headline: Vec::new(),
            nodes: Vec::new(),
            trend: None,
            targets: Vec::new(),
        }
    }
}
