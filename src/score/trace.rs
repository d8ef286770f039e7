use super::climb::attained;
use super::combine::{self, Missing, Part};
use super::{Engine, Outcome};
use crate::model::{Combine, Function, ItemIndex, Over, Rule, State};
use crate::value::Rational;

/// One step of how a value came to be.
#[derive(Debug, Clone)]
pub struct Step {
    /// What was done, in words.
    pub text: String,
    /// What came out of it.
    pub value: Option<String>,
    /// The item the step is about, whose line the report adds.
    pub item: Option<ItemIndex>,
    /// How far it is indented below the result.
    pub depth: usize,
}

impl Step {
    pub(super) fn new(depth: usize, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            value: None,
            item: None,
            depth,
        }
    }

    pub(super) fn value(mut self, value: impl ToString) -> Self {
        self.value = Some(value.to_string());
        self
    }

    pub(super) fn item(mut self, item: ItemIndex) -> Self {
        self.item = Some(item);
        self
    }
}

/// How the value of a measure at a node came to be, step by step down to the
/// answers.
pub fn trace(engine: &Engine<'_>, measure: usize, node: ItemIndex) -> Vec<Step> {
    let Some(definition) = engine.model.measures.get(measure) else {
        return Vec::new();
    };
    let outcome = engine.value(measure, node);
    let mut steps = Vec::new();
    match &definition.rule {
        Rule::Combine(rule) => {
            let parts = combine::parts(engine, rule, definition, node);
            combined(engine, rule, parts, outcome.as_ref(), node, &mut steps);
        }
        Rule::Attain(rule) => attained(engine, rule, node, &mut steps),
        Rule::Pick(item) => steps.push(leaf(engine, item.unwrap_or(node), 0)),
        Rule::Band { of } => {
            let name = engine
                .model
                .measures
                .get(*of)
                .map_or("", |measure| &measure.id);
            let value = engine
                .value(*of, node)
                .map_or("no value".to_owned(), |of| of.number.to_string());
            steps.push(Step::new(0, format!("the number of `{name}`")).value(value));
        }
    }
    steps
}

fn combined(
    engine: &Engine<'_>,
    rule: &Combine,
    parts: Result<Vec<Part>, Missing>,
    outcome: Option<&Outcome>,
    node: ItemIndex,
    steps: &mut Vec<Step>,
) {
    if rule.function == Function::Progress {
        return progressed(engine, rule, parts.ok().as_deref(), outcome, steps);
    }
    let what = in_words(rule);
    let Ok(parts) = parts else {
        let step = Step::new(
            0,
            "no value: the rule wants every answer, and some are missing",
        );
        steps.push(step.value("no value"));
        let missing = engine.model.leaves(node);
        let missing = missing.filter(|leaf| {
            engine.resolved.state(*leaf) == State::Unanswered && looked_at(engine, rule, *leaf)
        });
        return steps.extend(missing.map(|item| leaf(engine, item, 1)));
    };
    let (one, many) = match &rule.over {
        Over::Leaves => ("practice", "practices".to_owned()),
        Over::Units => ("unit", "units".to_owned()),
        Over::Children => ("node one below", "nodes one below".to_owned()),
        Over::Descendants(kind) => (kind.as_str(), plural(kind)),
    };
    let over = if parts.len() == 1 { one } else { &many };
    let head = Step::new(0, format!("{what} {} {over}", parts.len()));
    steps.push(match outcome.and_then(|outcome| outcome.points.as_ref()) {
        Some(points) => head.value(format!("{} / {}", points.earned, points.possible)),
        None => {
            head.value(outcome.map_or("no value".to_owned(), |outcome| outcome.number.to_string()))
        }
    });
    if let (Some((low, high)), Some(outcome)) = (&rule.range, outcome) {
        let text = format!("mapped from 0 to 1 onto {low} to {high}");
        steps.push(Step::new(0, text).value(&outcome.number));
    }
    for part in &parts {
        let (earned, possible) = match rule.function {
            Function::Ratio | Function::ToTarget => {
                (&part.score - &part.low, Some(&part.high - &part.low))
            }
            _ => (part.score.clone(), None),
        };
        let mut value = possible.map_or(earned.to_string(), |possible| {
            format!("{earned} / {possible}")
        });
        let weighs = !matches!(rule.function, Function::Min | Function::Max);
        if weighs && part.weight != Rational::ONE {
            value.push_str(&format!(" × {}", part.weight));
        }
        let member = part.member.and_then(|member| engine.members.get(member));
        let words = match member {
            Some(member) => format!("of the unit {}", member.unit),
            None if engine.model.item(part.item).leaf => answer_words(engine, part.item),
            None => String::new(),
        };
        steps.push(Step::new(1, words).item(part.item).value(value));
    }
    left_out(engine, rule, &parts, node, steps);
}

/// Whether a practice can bring something to a combination.
fn looked_at(engine: &Engine<'_>, rule: &Combine, leaf: ItemIndex) -> bool {
    combine::passes(engine, &rule.filter, leaf) && !combine::weight(engine, rule, leaf).is_zero()
}

fn in_words(rule: &Combine) -> &'static str {
    match rule.function {
        Function::Sum => "the sum of",
        Function::Mean if rule.weighted => "the weighted mean of",
        Function::Mean => "the mean of",
        Function::Ratio => "points over possible points of",
        Function::Min => "the lowest of",
        Function::Max => "the highest of",
        Function::ToTarget => "how much of their targets is reached by",
        Function::Progress => "how far from the baseline to the target",
    }
}

/// More than one of what a model calls its nodes, as English forms it.
fn plural(kind: &str) -> String {
    let stem = kind.strip_suffix('y');
    match stem.filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u'])) {
        Some(stem) => format!("{stem}ies"),
        None if kind.ends_with(['s', 'x']) || kind.ends_with("ch") => format!("{kind}es"),
        None => format!("{kind}s"),
    }
}

/// The way from a baseline to a target.
fn progressed(
    engine: &Engine<'_>,
    rule: &Combine,
    parts: Option<&[Part]>,
    outcome: Option<&Outcome>,
    steps: &mut Vec<Step>,
) {
    let of = rule.of.and_then(|of| engine.model.measures.get(of));
    let name = of.map_or("", |measure| &measure.id);
    let Some([part]) = parts else {
        let text = format!("`{name}` has no value, no baseline or no target here");
        return steps.push(Step::new(0, text).value("no value"));
    };
    let head = Step::new(0, "done of the way from the baseline to the target");
    let done = outcome.and_then(|outcome| outcome.points.as_ref());
    steps.push(match done {
        Some(points) => head.value(format!("{} / {}", points.earned, points.possible)),
        None => head.value("no value"),
    });
    let told = [
        ("is", &part.score),
        ("was at the baseline", &part.low),
        ("is wanted to be", &part.high),
    ];
    steps.extend(
        told.map(|(words, number)| Step::new(1, format!("`{name}` {words}")).value(number)),
    );
}

/// The practices that count neither above nor below the line, by why; those out
/// of scope in one step.
fn left_out(
    engine: &Engine<'_>,
    rule: &Combine,
    parts: &[Part],
    node: ItemIndex,
    steps: &mut Vec<Step>,
) {
    if rule.over != Over::Leaves {
        return;
    }
    let absent = engine
        .model
        .leaves(node)
        .filter(|item| !parts.iter().any(|part| part.item == *item));
    let (out, absent): (Vec<_>, Vec<_>) =
        absent.partition(|item| engine.resolved.state(*item) == State::OutOfScope);
    for item in absent {
        let why = match engine.resolved.state(item) {
            _ if !combine::passes(engine, &rule.filter, item) => "not looked at by this measure",
            _ if combine::weight(engine, rule, item).is_zero() => "its weight is 0",
            State::NotApplicable => "not applicable, left out",
            State::Unanswered => "unanswered",
            _ if rule.function == Function::ToTarget => "it has no target",
            _ => "not looked at by this measure",
        };
        steps.push(Step::new(1, why).item(item).value("–"));
    }
    match out.as_slice() {
        [] => {}
        [only] => steps.push(
            Step::new(1, "out of scope, left out")
                .item(*only)
                .value("–"),
        ),
        [first, .., last] => {
            let text = format!(
                "to {}: {} practices out of scope, left out",
                engine.model.item(*last).id,
                out.len()
            );
            steps.push(Step::new(1, text).item(*first).value("–"));
        }
    }
}

fn leaf(engine: &Engine<'_>, item: ItemIndex, depth: usize) -> Step {
    let value = engine
        .leaf_score(item)
        .map_or("–".to_owned(), |score| score.to_string());
    let words = if engine.model.item(item).leaf {
        answer_words(engine, item)
    } else {
        String::new()
    };
    Step::new(depth, words).item(item).value(value)
}

/// What is said about a practice's answer.
pub(super) fn answer_words(engine: &Engine<'_>, item: ItemIndex) -> String {
    match engine.resolved.state(item) {
        State::Value(choice) => {
            let scale = engine.model.scale_of(item);
            let choice = scale.and_then(|scale| scale.choices.get(choice));
            choice.map_or(String::new(), |choice| choice.key.clone())
        }
        State::Unanswered => "unanswered".to_owned(),
        State::NotApplicable => "not applicable".to_owned(),
        State::OutOfScope => "out of scope".to_owned(),
    }
}
