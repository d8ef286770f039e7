use serde::Serialize;

use super::Tool;
use super::score::measure_report;
use crate::diagnostic::{Place, Rule};
use crate::model::{Assessment, ItemIndex, Model, Resolved};
use crate::score::{Engine, Step, trace};
use crate::text::Position;

/// The result of `explain`.
#[derive(Debug, Clone, Serialize)]
pub struct Explanation {
    /// `rungs/explain/1`.
    pub schema: &'static str,
    /// This program.
    pub tool: Tool,
    /// What it is about.
    #[serde(flatten)]
    pub subject: Subject,
}

impl Explanation {
    /// The name of the format.
    pub const SCHEMA: &'static str = "rungs/explain/1";

    /// An explanation of something.
    pub fn new(subject: Subject) -> Self {
        Self {
            schema: Self::SCHEMA,
            tool: Tool::SELF,
            subject,
        }
    }
}

/// What an explanation is about.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "subject", rename_all = "lowercase")]
pub enum Subject {
    /// How numbers of a node came to be.
    Measure {
        /// The assessment's path.
        path: String,
        /// The unit.
        unit: String,
        /// The node.
        node: ExplainedNode,
        /// Each measure.
        measures: Vec<ExplainedMeasure>,
    },
    /// What a rule is for.
    Rule {
        /// The rule.
        rule: ExplainedRule,
    },
}

/// The node whose numbers are explained.
#[derive(Debug, Clone, Serialize)]
pub struct ExplainedNode {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What to look for when answering it, where the model says so.
    #[serde(skip)]
    pub guidance: Vec<String>,
    /// The publisher's wording, when the project has it.
    #[serde(skip)]
    pub wording: Option<String>,
}

/// How one measure's value came to be.
#[derive(Debug, Clone, Serialize)]
pub struct ExplainedMeasure {
    /// The measure's id.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its exact value, or nothing.
    pub value: Option<String>,
    /// Its rounded value, or nothing.
    pub number: Option<f64>,
    /// Whether it is rungs' reading and not the publisher's rule.
    pub derived: bool,
    /// The steps.
    pub steps: Vec<ExplainedStep>,
    /// How the value is shown.
    #[serde(skip)]
    pub shown: String,
}

/// One step.
#[derive(Debug, Clone, Serialize)]
pub struct ExplainedStep {
    /// What was done, or what an answer says.
    pub text: String,
    /// What came out of it.
    pub value: Option<String>,
    /// How far it is indented.
    pub depth: usize,
    /// Where it stands in files.
    pub places: Vec<ExplainedPlace>,
    /// The id of the item it is about.
    #[serde(skip)]
    pub item: Option<String>,
}

/// Where something that counted stands.
#[derive(Debug, Clone, Serialize)]
pub struct ExplainedPlace {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// The line's text.
    pub text: String,
}

/// What a rule is for.
#[derive(Debug, Clone, Serialize)]
pub struct ExplainedRule {
    /// Its id.
    pub id: &'static str,
    /// Its level unless a configuration says otherwise.
    pub level: &'static str,
    /// What it checks.
    pub what: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// What breaks it.
    pub example: &'static str,
    /// What to do instead.
    pub instead: &'static str,
}

/// Explains a rule.
pub fn explain_rule(rule: &'static Rule) -> Explanation {
    let docs = &rule.docs;
    let rule = ExplainedRule {
        id: rule.id,
        level: rule.level.word(),
        what: docs.what,
        why: docs.why,
        example: docs.example,
        instead: docs.instead,
    };
    Explanation::new(Subject::Rule { rule })
}

/// Explains the measures of a node, step by step down to the lines of the
/// answers.
pub fn explain_node(
    model: &Model,
    assessment: &Assessment,
    resolved: &Resolved,
    node: ItemIndex,
    only: Option<usize>,
) -> Explanation {
    let engine = Engine::new(model, assessment, resolved);
    let wanted =
        (0..model.measures.len()).filter(|position| only.is_none_or(|only| only == *position));
    let measures = wanted.filter_map(|position| {
        let measure = model.measures.get(position)?;
        let outcome = engine.value(position, node);
        let report = outcome
            .as_ref()
            .map(|outcome| measure_report(model, assessment, measure, outcome));
        let mut steps = Vec::new();
        if let Some(judged) = outcome
            .as_ref()
            .and_then(|outcome| outcome.overridden.as_ref())
        {
            steps.extend(judgement(assessment, judged.position));
        }
        steps.extend(
            trace(&engine, position, node)
                .iter()
                .map(|step| explained(model, assessment, resolved, step)),
        );
        Some(ExplainedMeasure {
            name: measure.id.clone(),
            title: measure.title.clone(),
            value: report.as_ref().map(|report| report.value.clone()),
            number: report.as_ref().map(|report| report.number),
            derived: measure.derived,
            steps,
            shown: report.map_or("no value".to_owned(), |report| report.shown),
        })
    });
    let item = model.item(node);
    let guidance = &item.guidance;
    let guidance = [&guidance.text, &guidance.producer, &guidance.consumer]
        .into_iter()
        .flatten();
    Explanation::new(Subject::Measure {
        path: assessment.path().to_owned(),
        unit: assessment.unit.value.clone(),
        node: ExplainedNode {
            id: item.id.clone(),
            title: item.title.clone(),
            guidance: guidance.cloned().collect(),
            wording: None,
        },
        measures: measures.collect(),
    })
}

/// The step that says which judgement replaced the computed value.
fn judgement(assessment: &Assessment, position: usize) -> Option<ExplainedStep> {
    let judged = assessment.overrides.get(position)?;
    let because = judged
        .because
        .as_ref()
        .map_or("no reason given", |because| because.value.trim());
    let by = judged
        .by
        .as_deref()
        .map_or(String::new(), |by| format!(" ({by})"));
    Some(ExplainedStep {
        text: format!("overridden: {because}{by}; computed was:"),
        value: Some(judged.value.value.clone()),
        depth: 0,
        places: place(assessment, judged.at).into_iter().collect(),
        item: None,
    })
}

fn explained(
    model: &Model,
    assessment: &Assessment,
    resolved: &Resolved,
    step: &Step,
) -> ExplainedStep {
    let answer = step.item.and_then(|item| resolved.answer(assessment, item));
    let scope = step.item.filter(|_| answer.is_none()).and_then(|item| {
        let out = assessment.out_of_scope.iter().find(|out| {
            model
                .find(&out.id.value)
                .is_some_and(|node| model.within(item, node))
        })?;
        place(assessment, out.id.at)
    });
    let line = answer.and_then(|answer| place(assessment, answer.id.at));
    let item = step.item.map(|item| model.item(item).id.clone());
    let text = match &item {
        Some(id) => format!("{id} {}", step.text).trim_end().to_owned(),
        None => step.text.clone(),
    };
    ExplainedStep {
        text,
        value: step.value.clone(),
        depth: step.depth,
        places: line.or(scope).into_iter().collect(),
        item,
    }
}

fn place(assessment: &Assessment, at: crate::model::At) -> Option<ExplainedPlace> {
    let Place::Text(file, span) = assessment.place(at) else {
        return None;
    };
    let Position { line, .. } = file.position(span.start);
    let text = file
        .slice(file.lines().line(file.text(), line))
        .trim()
        .to_owned();
    Some(ExplainedPlace {
        path: file.path().to_string(),
        line,
        text,
    })
}
