//! Where in a report a figure is read.

use std::sync::Arc;

use rungs::model::{self, Lookup, priority};
use rungs::text::{RepoPath, SourceFile};
use rungs::value::Rational;
use rungs::yaml;
use serde_json::Value as Json;

use super::{Ran, exact};
use crate::support::root;

/// A unit, a node and a measure.
type Of = (&'static str, &'static str, &'static str);

/// Where a figure is read.
pub(super) enum Read {
    /// The exact value of a measure.
    Value(Of),
    /// The number in the id of a level: 2 in `CTI2`.
    Level(Of),
    /// The points that a share is made of.
    Points(Of),
    /// The points there could be.
    Max(Of),
    /// The label of the band.
    Band(Of),
    /// What the measure would be with every target reached.
    AtTarget(Of),
    /// How many practices of a node have a value or are not applicable.
    Dealt(&'static str, &'static str),
    /// How many practices a node has.
    Total(&'static str, &'static str),
    /// How many of them are not applicable.
    NotApplicable(&'static str, &'static str),
    /// How far a practice is below its target.
    Gap(&'static str, &'static str),
    /// The same summed over the practices of a node.
    Gaps(&'static str, &'static str),
    /// How many targets of a node are met.
    Met(&'static str, &'static str),
    /// How many of a unit's members are assessed, of all.
    Assessed(&'static str),
    /// The points that a workbook shows at a node.
    WorkbookPoints(&'static str),
    /// The maximum that it shows.
    WorkbookMax(&'static str),
    /// The share that it shows, as the fraction of the two.
    WorkbookShare(&'static str),
    /// The score of an answer in the file that `reconcile` wrote.
    Merged(&'static str),
    /// How far apart the answers of several are.
    Spread(&'static str),
    /// The priority for an impact and an effort.
    Priority(Option<u8>, Option<u8>),
}

impl Ran {
    /// The report, where a command was run.
    pub(super) fn report(&self) -> Option<&Json> {
        match self {
            Self::Report(report) | Self::Merged(report, _) => Some(report),
            Self::Nothing => None,
        }
    }
}

impl Read {
    /// The figure; `none` where there is no value.
    pub(super) fn from(&self, ran: &Ran) -> String {
        if let Self::Priority(impact, effort) = self {
            let priority = priority(*impact, *effort);
            return priority.map_or("none".to_owned(), |priority| priority.to_string());
        }
        let report = ran.report().expect("a command was run");
        match self {
            Self::Value(of) => shown(&measure(report, *of)["value"]),
            Self::Level(of) => {
                let level = shown(&measure(report, *of)["value"]);
                level
                    .trim_start_matches(|found: char| found.is_alphabetic())
                    .to_owned()
            }
            Self::Points(of) => shown(&measure(report, *of)["points"]),
            Self::Max(of) => shown(&measure(report, *of)["max"]),
            Self::Band(of) => shown(&measure(report, *of)["band"]),
            Self::AtTarget(of) => shown(&measure(report, *of)["at_target"]),
            Self::Dealt(of, id) => {
                let node = node(report, of, id);
                let count = |key: &str| node[key].as_u64().unwrap();
                (count("answered") + count("not_applicable")).to_string()
            }
            Self::Total(of, id) => shown(&node(report, of, id)["total"]),
            Self::NotApplicable(of, id) => shown(&node(report, of, id)["not_applicable"]),
            Self::Gap(of, id) => shown(&node(report, of, id)["gap"]),
            Self::Gaps(of, id) => gaps(unit(report, of), id).to_string(),
            Self::Met(of, id) => shown(&node(report, of, id)["targets"]["met"]),
            Self::Assessed(of) => {
                let members = unit(report, of)["members"].as_array().unwrap();
                let assessed = members.iter().filter(|member| member["assessed"] == true);
                let share = format!("{}/{}", assessed.count(), members.len());
                exact(&share).unwrap()
            }
            Self::WorkbookPoints(id) => shown(&workbook(report, id)["points"]),
            Self::WorkbookMax(id) => shown(&workbook(report, id)["max"]),
            Self::WorkbookShare(id) => workbook_share(report, id),
            Self::Merged(id) => {
                let Ran::Merged(_, text) = ran else {
                    panic!("nothing was merged")
                };
                score_in(text, id)
            }
            Self::Spread(id) => {
                let practices = report["practices"].as_array().unwrap();
                let practice = practices
                    .iter()
                    .find(|practice| practice["item"] == *id)
                    .unwrap();
                shown(&practice["spread"]["score"])
            }
            Self::Priority(..) => unreachable!("it was answered above"),
        }
    }
}

/// The numbers of a unit: of its assessment, or of its members.
pub(super) fn unit<'r>(report: &'r Json, unit: &str) -> &'r Json {
    let lists = [&report["units"], &report["assessments"]];
    let mut all = lists.into_iter().filter_map(Json::as_array).flatten();
    all.find(|found| found["unit"] == unit)
        .unwrap_or_else(|| panic!("no numbers of {unit}"))
}

fn node<'r>(report: &'r Json, of: &str, id: &str) -> &'r Json {
    let mut nodes = unit(report, of)["nodes"].as_array().unwrap().iter();
    nodes
        .find(|node| node["id"] == id)
        .unwrap_or_else(|| panic!("no node {id} of {of}"))
}

fn measure(report: &Json, (of, id, measure): Of) -> &Json {
    let measures = node(report, of, id)["measures"].as_object().unwrap();
    measures
        .get(measure)
        .unwrap_or_else(|| panic!("no measure {measure} at {id} of {of}"))
}

/// The practices below a node, those out of scope left out.
fn below<'u>(unit: &'u Json, id: &str) -> Vec<&'u Json> {
    let nodes = unit["nodes"].as_array().unwrap();
    let at = nodes.iter().position(|node| node["id"] == id).unwrap();
    let depth = |node: &Json| node["depth"].as_u64();
    let inside = nodes[at + 1..]
        .iter()
        .take_while(|node| depth(node) > depth(&nodes[at]));
    inside
        .filter(|node| node["state"].is_string() && node["state"] != "out_of_scope")
        .collect()
}

fn gaps(unit: &Json, id: &str) -> Rational {
    let leaves = below(unit, id);
    let gaps = leaves.iter().filter_map(|leaf| leaf["gap"].as_str());
    gaps.map(fraction).sum()
}

/// The answers below a node.
pub(super) fn answers(unit: &Json, id: &str) -> Vec<String> {
    let word = |leaf: &&Json| match leaf["state"].as_str() {
        Some("value") => shown(&leaf["answer"]),
        Some("not_applicable") => "n/a".to_owned(),
        _ => "–".to_owned(),
    };
    below(unit, id).iter().map(word).collect()
}

fn workbook<'r>(report: &'r Json, id: &str) -> &'r Json {
    let nodes = report["reconciliation"].as_array().unwrap();
    &nodes.iter().find(|node| node["node"] == id).unwrap()["workbook"]
}

/// The share that a workbook shows is the fraction of its points and maximum.
fn workbook_share(report: &Json, id: &str) -> String {
    let figure = workbook(report, id);
    let share = format!("{}/{}", shown(&figure["points"]), shown(&figure["max"]));
    let share = exact(&share).unwrap();
    let number = figure["number"].as_f64().unwrap();
    let apart = (fraction(&share).to_f64() - number).abs();
    assert!(apart < 1e-6, "{id} shows {number}");
    share
}

/// The score of an answer that a written assessment has.
fn score_in(text: &str, id: &str) -> String {
    let read = |text: String| Arc::new(SourceFile::new(RepoPath::given("t.yaml"), text));
    let case = root().join("tests/cases/reconcile/three-answers/tree/models/small.yaml");
    let (yardstick, written) = (
        read(std::fs::read_to_string(case).unwrap()),
        read(text.to_owned()),
    );
    let parsed = yaml::parse(&yardstick);
    let (model, _) = model::model(&yardstick, parsed.root.as_ref().unwrap());
    let model = model.unwrap();
    let parsed = yaml::parse(&written);
    let assessment = model::assessment(&[(Arc::clone(&written), parsed.root.as_ref().unwrap())]);
    let assessment = assessment.unwrap();
    let answer = assessment
        .answers
        .iter()
        .find(|answer| answer.id.value == id)
        .unwrap();
    let written = &answer.answer.as_ref().unwrap().value.text;
    let item = model.find(id).unwrap();
    match model.scale_of(item).unwrap().look_up(written) {
        Lookup::Found(choice) => model.score_of_choice(item, choice).unwrap().to_string(),
        other => panic!("{written} is {other:?}"),
    }
}

fn fraction(text: &str) -> Rational {
    let (over, under) = text.split_once('/').unwrap_or((text, "1"));
    let parsed = |text| Rational::parse(text).unwrap();
    parsed(over).checked_div(&parsed(under)).unwrap()
}

fn shown(value: &Json) -> String {
    match value {
        Json::Null => "none".to_owned(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}
