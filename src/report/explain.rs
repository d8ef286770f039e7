use serde::Serialize;

use super::measure::measure_report;
use super::turned::{Turned, turned};
use super::{ExplainedRule, ShownGuidance, Tool};
use crate::diagnostic::Place;
use crate::model::{Answer, Assessment, At, Claim, ItemIndex, Model, Resolved};
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
        node: Box<ExplainedNode>,
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
    /// The model's wording.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What to look for when answering it, where the model says so.
    #[serde(skip_serializing_if = "ShownGuidance::is_empty")]
    pub guidance: ShownGuidance,
    /// What polarity made of the answer, where a yes is bad news.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turned: Option<Turned>,
    /// The publisher's wording, when the project has it.
    #[serde(skip)]
    pub wording: Option<String>,
    /// What the assessment says about a practice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<Said>,
}

/// One thing that an assessment says about a practice.
#[derive(Debug, Clone, Serialize)]
pub struct Said {
    /// The key, such as `because`.
    pub what: &'static str,
    /// What it says.
    pub text: String,
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
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
    // A level is something that nodes hold; for a practice there is only its answer.
    let leaf = model.item(node).leaf;
    let wanted = (0..model.measures.len()).filter(|position| match only {
        Some(only) => only == *position,
        None => !(leaf && model.yields_levels(*position)),
    });
    let measures = wanted.filter_map(|position| {
        let measure = model.measures.get(position)?;
        let outcome = engine.value(position, node);
        let report = outcome
            .as_ref()
            .map(|outcome| measure_report(model, &assessment.overrides, measure, outcome));
        let mut steps = Vec::new();
        if let Some(judged) = outcome
            .as_ref()
            .and_then(|outcome| outcome.overridden.as_ref())
        {
            let computed = judged.computed.as_ref();
            let computed = computed.map(|computed| {
                measure_report(model, &assessment.overrides, measure, computed).value
            });
            steps.extend(judgement(assessment, judged.position, computed));
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
    Explanation::new(Subject::Measure {
        path: assessment.path().to_owned(),
        unit: assessment.unit.value.clone(),
        node: Box::new(ExplainedNode {
            id: item.id.clone(),
            title: item.title.clone(),
            text: item.text.clone(),
            guidance: ShownGuidance::from(&item.guidance),
            turned: turned(model, resolved, node),
            wording: None,
            said: resolved
                .answer(assessment, node)
                .map_or_else(Vec::new, |answer| said(assessment, answer)),
        }),
        measures: measures.collect(),
    })
}

/// All that an answer says, each with its line.
fn said(assessment: &Assessment, answer: &Answer) -> Vec<Said> {
    let mut all: Vec<(&'static str, String, At)> = Vec::new();
    if let Some(value) = &answer.answer {
        all.push(("answer", value.value.text.clone(), value.at));
    }
    if let Some(na) = &answer.na {
        all.push(("na", na.value.clone().unwrap_or_default(), na.at));
    }
    if let Some(because) = &answer.because {
        all.push(("because", because.value.trim().to_owned(), because.at));
    }
    for evidence in &answer.evidence {
        let reference = evidence
            .reference
            .as_ref()
            .map(|reference| reference.value.as_str());
        let mut text = [reference, evidence.note.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ");
        for (word, day) in [
            ("recorded", &evidence.recorded),
            ("expires", &evidence.expires),
        ] {
            if let Some(day) = day {
                text.push_str(&format!(", {word} {}", day.value));
            }
        }
        all.push(("evidence", text, evidence.at));
    }
    if let Some(owner) = &answer.owner {
        all.push(("owner", owner.value.clone(), owner.at));
    }
    if let Some(target) = &answer.target {
        let by = target
            .by
            .as_ref()
            .map_or(String::new(), |by| format!(" by {}", by.value));
        all.push((
            "target",
            format!("{}{by}", target.answer.value.text),
            target.answer.at,
        ));
    }
    if let Some(claim) = &answer.supported_by {
        all.push(("supported_by", claimed(claim), claim.at));
    }
    let place = |(what, text, at)| {
        place(assessment, at).map(|place| Said {
            what,
            text,
            path: place.path,
            line: place.line,
        })
    };
    all.into_iter().filter_map(place).collect()
}

/// A claim in words: the metric and its thresholds.
fn claimed(claim: &Claim) -> String {
    let mut text = claim.metric.value.clone();
    for (word, threshold) in [("at least", &claim.at_least), ("at most", &claim.at_most)] {
        if let Some(threshold) = threshold {
            text.push_str(&format!(" {word} {}", threshold.value));
        }
    }
    text
}

/// The steps that say which judgement replaced which computed value.
fn judgement(
    assessment: &Assessment,
    position: usize,
    computed: Option<String>,
) -> Vec<ExplainedStep> {
    let Some(judged) = assessment.overrides.get(position) else {
        return Vec::new();
    };
    let because = judged
        .because
        .as_ref()
        .map_or("no reason given", |because| because.value.trim());
    let by = judged
        .by
        .as_deref()
        .map_or(String::new(), |by| format!(" ({by})"));
    let step = |text: String, value: String, places| ExplainedStep {
        text,
        value: Some(value),
        depth: 0,
        places,
        item: None,
    };
    let places: Vec<ExplainedPlace> = place(assessment, judged.at).into_iter().collect();
    vec![
        step(
            "a recorded judgement replaces the computed value".to_owned(),
            judged.value.value.clone(),
            places,
        ),
        ExplainedStep {
            depth: 1,
            value: None,
            ..step(format!("because: {because}{by}"), String::new(), Vec::new())
        },
        step(
            "computed:".to_owned(),
            computed.unwrap_or_else(|| "no value".to_owned()),
            Vec::new(),
        ),
    ]
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
