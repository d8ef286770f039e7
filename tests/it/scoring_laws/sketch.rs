//! Models and answers made at random, and the values they come to.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use rungs::model::{self, Assessment, ItemIndex, Model, Resolved};
use rungs::score::Engine;
use rungs::text::{RepoPath, SourceFile};
use rungs::value::Rational;
use rungs::yaml;

use super::MEASURES;

/// What is said about a practice; answers are numbered by how good they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    Value(usize),
    NotApplicable,
    Unanswered,
    OutOfScope,
}

#[derive(Debug, Clone)]
pub(super) struct Practice {
    pub(super) weight: &'static str,
    pub(super) negative: bool,
    /// The number of its level; 0 is none.
    pub(super) level: usize,
    /// On the scale from 1 to 5, and not on that of four words.
    pub(super) five: bool,
    pub(super) said: Said,
    pub(super) target: Option<usize>,
}

impl Practice {
    /// The answer of a goodness, as a file has it.
    fn key(&self, good: usize) -> &'static str {
        let keys: &[&str] = match self.five {
            true => &["1", "2", "3", "4", "5"],
            false => &["none", "some", "most", "all"],
        };
        let good = good.min(keys.len() - 1);
        keys[if self.negative {
            keys.len() - 1 - good
        } else {
            good
        }]
    }

    pub(super) fn saying(&self, said: Said) -> Self {
        Self {
            said,
            ..self.clone()
        }
    }
}

/// Areas of practices, named `A0`, `A0-0` and so on by their positions.
pub(super) type Sketch = Vec<Vec<Practice>>;

pub(super) const BEST: usize = 4;

pub(super) fn practice() -> impl Strategy<Value = Practice> {
    let said = prop_oneof![
        6 => (0..=BEST).prop_map(Said::Value),
        1 => Just(Said::NotApplicable),
        2 => Just(Said::Unanswered),
        1 => Just(Said::OutOfScope),
    ];
    let weight = prop_oneof![Just("0"), Just("0.5"), Just("1"), Just("1"), Just("3")];
    let parts = (
        weight,
        any::<bool>(),
        0..4usize,
        any::<bool>(),
        said,
        proptest::option::of(0..=BEST),
    );
    parts.prop_map(|(weight, negative, level, five, said, target)| Practice {
        weight,
        negative,
        level,
        five,
        said,
        target,
    })
}

pub(super) fn sketch() -> impl Strategy<Value = Sketch> {
    proptest::collection::vec(proptest::collection::vec(practice(), 1..5), 1..4)
}

/// Other decisions about how a sketch is written.
#[derive(Default)]
pub(super) struct Written<'w> {
    /// Turns areas and practices around.
    pub(super) backwards: bool,
    /// Lists the answers from 1 to 5, in place of steps.
    pub(super) listed: bool,
    /// More measures.
    pub(super) measures: &'w str,
    /// Lines of the assessment before its answers.
    pub(super) head: &'w str,
}

pub(super) fn file(text: String) -> Arc<SourceFile> {
    Arc::new(SourceFile::new(RepoPath::given("t.yaml"), text))
}

pub(super) fn yardstick(sketch: &Sketch, written: &Written<'_>) -> Model {
    let five = match written.listed {
        true => {
            "answers: [{key: '1', score: 1}, {key: '2', score: 2}, {key: '3', score: 3}, {key: '4', score: 4}, {key: '5', score: 5}]"
        }
        false => "steps: {from: 1, to: 5}",
    };
    let mut text = format!(
        "rungs: model/1\nid: m\nversion: '1'\ntitle: M\nkinds: [area, practice]\n\
         levels: [{{id: L0}}, {{id: L1}}, {{id: L2}}, {{id: L3}}]\nscales:\n  \
         four: {{answers: [{{key: none, score: 0}}, {{key: some, score: 1}}, {{key: most, score: 2}}, {{key: all, score: 3}}], not_applicable: true}}\n  \
         five: {{{five}, not_applicable: true}}\n\
         bands:\n  halves: {{closed: lower, edges: [{{to: 0.5, label: low}}, {{label: high}}]}}\nmeasures:\n"
    );
    for (id, definition, ..) in MEASURES {
        text.push_str(&format!("  {id}: {{{definition}}}\n"));
    }
    text.push_str(&format!("{}items:\n", written.measures));
    let in_order = |count: usize| -> Vec<usize> {
        let order = 0..count;
        if written.backwards {
            order.rev().collect()
        } else {
            order.collect()
        }
    };
    for area in in_order(sketch.len()) {
        text.push_str(&format!("  - id: A{area}\n    title: A\n    items:\n"));
        for at in in_order(sketch[area].len()) {
            let practice = &sketch[area][at];
            let scale = if practice.five { "five" } else { "four" };
            let polarity = if practice.negative {
                ", polarity: negative"
            } else {
                ""
            };
            let level = match practice.level {
                0 => String::new(),
                level => format!(", level: L{level}"),
            };
            let weight = practice.weight;
            text.push_str(&format!(
                "      - {{id: A{area}-{at}, title: P, scale: {scale}, weight: {weight}{polarity}{level}}}\n"
            ));
        }
    }
    let file = file(text);
    let parsed = yaml::parse(&file);
    let (model, findings) = model::model(&file, parsed.root.as_ref().expect("it is YAML"));
    // Levels that no practice carries and the like are not what is looked at here.
    assert!(
        findings
            .iter()
            .all(|finding| !finding.message.contains("has no")),
        "{findings:?}"
    );
    model.expect("it is a model")
}

pub(super) fn assessment(sketch: &Sketch, head: &str) -> Assessment {
    let mut out = String::new();
    let mut answers = String::new();
    for (area, practices) in sketch.iter().enumerate() {
        for (at, practice) in practices.iter().enumerate() {
            let said = match practice.said {
                Said::Value(good) => format!("answer: '{}'", practice.key(good)),
                Said::NotApplicable => "na: bought".to_owned(),
                Said::Unanswered => String::new(),
                Said::OutOfScope => {
                    out.push_str(&format!("    A{area}-{at}: not looked at\n"));
                    continue;
                }
            };
            let target = practice
                .target
                .map(|good| format!("target: {{answer: '{}'}}", practice.key(good)));
            let parts: Vec<String> = [said, target.unwrap_or_default()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect();
            answers.push_str(&format!("  A{area}-{at}: {{{}}}\n", parts.join(", ")));
        }
    }
    let scope = if out.is_empty() {
        String::new()
    } else {
        format!("scope:\n  out:\n{out}")
    };
    let text =
        format!("rungs: assessment/1\nmodel: m@1\nunit: u\n{scope}{head}answers:\n{answers}");
    let file = file(text);
    let parsed = yaml::parse(&file);
    model::assessment(&[(Arc::clone(&file), parsed.root.as_ref().expect("it is YAML"))])
        .expect("it is an assessment")
}

/// The value of each measure at each node, practices too.
pub(super) type Values = BTreeMap<(String, String), Option<Rational>>;

pub(super) fn values_of(engine: &Engine<'_>) -> Values {
    let model = engine.model;
    let items = (0..model.items.len()).map(ItemIndex);
    let all = items.flat_map(|item| {
        let measures = model.measures.iter().enumerate();
        measures.map(move |(at, measure)| {
            let value = engine.value(at, item).map(|outcome| outcome.number);
            ((measure.id.clone(), model.item(item).id.clone()), value)
        })
    });
    all.collect()
}

pub(super) fn values_as(sketch: &Sketch, written: &Written<'_>) -> Values {
    let model = yardstick(sketch, written);
    let assessment = assessment(sketch, written.head);
    let resolved = Resolved::new(&model, &assessment);
    values_of(&Engine::new(&model, &assessment, &resolved))
}

pub(super) fn values(sketch: &Sketch) -> Values {
    values_as(sketch, &Written::default())
}

/// The values of one measure by node.
pub(super) fn of<'v>(values: &'v Values, measure: &str) -> BTreeMap<&'v str, Option<&'v Rational>> {
    let found = values.iter().filter(|((id, _), _)| id == measure);
    found
        .map(|((_, node), value)| (node.as_str(), value.as_ref()))
        .collect()
}

/// The same practices with something else said where a state is met.
pub(super) fn with(sketch: &Sketch, was: Said, is: Said) -> Sketch {
    each(sketch, |practice| {
        if practice.said == was {
            practice.saying(is)
        } else {
            practice.clone()
        }
    })
}

pub(super) fn each(sketch: &Sketch, change: impl Fn(&Practice) -> Practice) -> Sketch {
    sketch
        .iter()
        .map(|area| area.iter().map(&change).collect())
        .collect()
}
