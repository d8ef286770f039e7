use indexmap::IndexMap;

use super::due::{due_report, left_out_report};
use super::goal::goal_report;
use super::step::{departing, step_report, worth};
use super::value::{change, plan_value};
use super::{PlanNode, PlannedAssessment, StandingReport, StepReport};
use crate::diff::{Alignment, Side};
use crate::model::{ItemIndex, Model};
use crate::plan::{
    Aim, Course, Goal, Road, Stage, Supposed, departure, dues, left_out, towards_goals,
    towards_targets,
};
use crate::project::Material;
use crate::report::ModelReport;
use crate::score::{Engine, Outcome};
use crate::value::Date;

/// What is asked of the plan of one assessment.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The nodes to look at, with everything below them; all when empty.
    pub nodes: Vec<ItemIndex>,
    /// What is to be reached; when empty, what the assessment's targets want.
    pub goals: Vec<Goal>,
    /// The day that counts as today.
    pub today: Date,
}

/// What is asked of the way to a branch.
#[derive(Debug, Clone)]
pub struct PlannedBranch {
    /// The nodes to look at, with everything below them; all when empty.
    pub nodes: Vec<ItemIndex>,
    /// The day that counts as today.
    pub today: Date,
}

/// Plans an assessment: towards its targets, or towards what is asked for.
pub fn plan_assessment(path: &str, material: &Material, asked: &Planned) -> PlannedAssessment {
    let side = side(material);
    let now = Supposed::now(&side);
    let by_targets = asked.goals.is_empty();
    let Course {
        aims,
        more_aims,
        steps,
    } = match by_targets {
        true => towards_targets(&now, &asked.nodes),
        false => towards_goals(&now, &asked.goals),
    };
    let nodes = watched(&asked.nodes, &aims);
    let road = Road::walk(&now, &nodes, steps);
    let mut report = planned(path, &now, material, &nodes, &road, asked.today);
    let stages = (&road.start, &road.end);
    let goal = |aim| goal_report(&now, aim, &nodes, stages, asked.today);
    report.more_goals = more_aims;
    report.goals = aims.iter().filter_map(goal).collect();
    if by_targets {
        let (due, met) = dues(&now, &asked.nodes, &aims);
        let due = due.iter().map(|due| due_report(&now, due, asked.today));
        report.due = Some(due.collect());
        report.met = Some(met);
        let left = left_out(&now, &asked.nodes);
        report.left_out = left.iter().map(|one| left_out_report(&now, one)).collect();
    }
    report
}

/// The way from an assessment to what a branch says of the same unit and model.
pub fn plan_branch(
    path: &str,
    here: &Material,
    there: &Material,
    asked: &PlannedBranch,
) -> PlannedAssessment {
    let (from, to) = (side(here), side(there));
    let unit = Some(here.assessment.unit.value.as_str());
    let aligned = Alignment::new(&from, &to, None);
    let alignment = match aligned {
        Ok(alignment) if alignment.same_model => alignment,
        Ok(_) => {
            let why = format!("{} is another model there", here.model.reference);
            return PlannedAssessment::incomparable(Some(path), unit, why);
        }
        Err(_) => {
            let why = format!(
                "it answers {} here and {} there",
                here.model.reference, there.model.reference
            );
            return PlannedAssessment::incomparable(Some(path), unit, why);
        }
    };
    let now = Supposed::now(&from);
    let found = departure(&from, &to, &alignment, &asked.nodes);
    let nodes = watched(&asked.nodes, &[]);
    let road = Road::walk(&now, &nodes, found.steps);
    let mut report = planned(path, &now, here, &nodes, &road, asked.today);
    let change = |change| departing(&here.model, &there.model, change);
    report.worse = found.worse.iter().map(change).collect();
    report.other = found.other.iter().map(change).collect();
    let engine = Supposed::now(&to).engine();
    for (node, shown) in nodes.iter().zip(&mut report.nodes) {
        let node = alignment.head_of(*node);
        for (id, standing) in &mut shown.measures {
            let measure = there.model.measure(id);
            let outcome = node.zip(measure).and_then(|(node, measure)| {
                plan_value(&there.model, measure, engine.value(measure, node).as_ref())
            });
            standing.there = Some(outcome);
        }
    }
    report
}

fn side(material: &Material) -> Side<'_> {
    Side {
        model: &material.model,
        assessment: &material.assessment,
        resolved: &material.resolved,
    }
}

/// The root, what was asked for, and what goals are about; each once.
fn watched(asked: &[ItemIndex], aims: &[Aim]) -> Vec<ItemIndex> {
    let mut nodes = vec![ItemIndex::ROOT];
    let of_aims = aims.iter().map(|aim| aim.goal.node);
    for node in asked.iter().copied().chain(of_aims) {
        if !nodes.contains(&node) {
            nodes.push(node);
        }
    }
    nodes
}

fn planned(
    path: &str,
    now: &Supposed<'_>,
    material: &Material,
    nodes: &[ItemIndex],
    road: &Road,
    today: Date,
) -> PlannedAssessment {
    let model = &material.model;
    let blank = PlannedAssessment::broken(path, None);
    PlannedAssessment {
        unit: Some(material.assessment.unit.value.clone()),
        broken: false,
        model: Some(ModelReport::new(model)),
        headline: model.headline_ids().map(str::to_owned).collect(),
        nodes: standings(material, nodes, road),
        steps: steps(now, nodes, road, today),
        ..blank
    }
}

fn steps(now: &Supposed<'_>, nodes: &[ItemIndex], road: &Road, today: Date) -> Vec<StepReport> {
    let mut before = Some(&road.start);
    let mut steps = Vec::with_capacity(road.steps.len());
    for walked in &road.steps {
        let stages = before.zip(walked.after.as_ref());
        steps.push(StepReport {
            worth: stages.map(|(before, after)| worth(now.model, nodes, before, after)),
            ..step_report(now, &walked.step, today)
        });
        before = walked.after.as_ref();
    }
    steps
}

fn standings(material: &Material, nodes: &[ItemIndex], road: &Road) -> Vec<PlanNode> {
    let model: &Model = &material.model;
    let judged = Engine::new(model, &material.assessment, &material.resolved);
    let value = |stage: &Stage, at: usize, measure: usize| -> Option<Outcome> {
        stage.get(at)?.get(measure)?.clone()
    };
    let node = |(at, node): (usize, &ItemIndex)| {
        let measures = model.measures.iter().enumerate();
        let measures = measures.map(|(position, measure)| {
            let (now, after) = (
                value(&road.start, at, position),
                value(&road.end, at, position),
            );
            let same = |outcome: &Outcome| {
                let number = now.as_ref().map(|now| &now.number);
                outcome.overridden.is_none() && number == Some(&outcome.number)
            };
            let judgement = judged.value(position, *node).filter(|it| !same(it));
            let standing = StandingReport {
                now: plan_value(model, position, now.as_ref()),
                after: plan_value(model, position, after.as_ref()),
                delta: change(model, position, now.as_ref(), after.as_ref()),
                there: None,
                judged: plan_value(model, position, judgement.as_ref()),
            };
            (measure.id.clone(), standing)
        });
        PlanNode {
            id: model.item(*node).id.clone(),
            title: model.item(*node).title.clone(),
            depth: model.item(*node).depth,
            measures: measures.collect::<IndexMap<String, StandingReport>>(),
        }
    };
    nodes.iter().enumerate().map(node).collect()
}
