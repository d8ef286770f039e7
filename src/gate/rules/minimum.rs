use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::gate::{Breach, Gate, Scene, Subject, shown, words};
use crate::model::{
    GateDeclaration, ItemIndex, Lookup, Model, Rule as MeasureRule, Spanned, State,
};
use crate::score::obstacles;
use crate::value::Rational;

/// Practices that a remedy names.
const MOST_NAMED: usize = 5;

pub(crate) static GATE: Gate = Gate {
    rule: &Rule {
        id: "minimum",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "A measure at a node is below what is wanted (`measure` and `at_least`), or a practice has a lower answer than is wanted (`answer`). A measure without a value does not pass, unless `without_value: pass` says so.",
            why: "Where a team has to be is agreed on; falling below it should not go unseen.",
            example: "gates:\n  - {rule: minimum, node: THREAT, measure: level, at_least: CTI2, from: 2027-01-01}\n  - {rule: minimum, item: ASSET-1.a, answer: largely}",
            instead: "raise the answers that stand in the way, or add a waiver with a reason, an owner and a last day",
        },
    },
    options: &["measure", "at_least", "answer", "without_value"],
    needs: &[&["measure", "at_least"], &["answer"]],
    condition,
    run,
};

fn condition(gate: &GateDeclaration) -> String {
    let text = |word: &Option<Spanned<String>>| {
        word.as_ref()
            .map_or("?".to_owned(), |word| word.value.clone())
    };
    let of_answers = || {
        let practices = words::practices(gate);
        format!("{practices} has at least `{}`", text(&gate.answer))
    };
    let of_measure = || {
        let node = match gate.nodes.is_empty() {
            true => "the whole".to_owned(),
            false => words::list(&gate.nodes),
        };
        let (measure, least) = (text(&gate.measure), text(&gate.at_least));
        format!("`{measure}` of {node} is at least {least}")
    };
    match (&gate.measure, &gate.answer) {
        (None, Some(_)) => of_answers(),
        (Some(_), Some(_)) => format!("{}, and {}", of_measure(), of_answers()),
        (_, None) => of_measure(),
    }
}

fn run(scene: &Scene<'_>, breaches: &mut Vec<Breach>) {
    if let (Some(measure), Some(least)) = (&scene.gate.measure, &scene.gate.at_least) {
        for node in scene.nodes() {
            breaches.extend(of_node(scene, &measure.value, &least.value, node));
        }
    }
    if let Some(answer) = &scene.gate.answer {
        for practice in scene.practices() {
            breaches.extend(of_practice(scene, &answer.value, practice));
        }
    }
}

/// The least value of a measure of a model; nothing where it means none there.
pub(in crate::gate) fn wanted(model: &Model, measure: usize, least: &str) -> Option<Rational> {
    match &model.measures.get(measure)?.rule {
        MeasureRule::Attain(_) => Some(Rational::from_count(model.level(least)?)),
        _ => Rational::parse(least),
    }
}

/// A measure at one node; nothing where it is enough or the model has no such
/// measure.
fn of_node(scene: &Scene<'_>, measure: &str, least: &str, node: ItemIndex) -> Option<Breach> {
    let model = scene.head.model;
    let position = model.measure(measure)?;
    let rule = &model.measures.get(position)?.rule;
    let wanted = wanted(model, position, least)?;
    let id = &model.item(node).id;
    let value = scene.engine.value(position, node);
    let breach = |message: String, value: String, place| {
        Breach::new(Subject::Node(id.clone()), place, message)
            .aspect(measure)
            .value(value)
    };
    let Some(value) = value else {
        if scene.gate.passes_without_value {
            return None;
        }
        let message = format!("`{measure}` of {id} has no value, wanted is at least {least}");
        let found = breach(message, "no value".to_owned(), scene.place_of(node));
        return Some(found.help("answer its practices, or let it pass with `without_value: pass`"));
    };
    if value.number >= wanted {
        return None;
    }
    let is = shown::value(scene, &value, least);
    let message = format!("`{measure}` of {id} is {is}, wanted is at least {least}");
    let in_the_way = match rule {
        MeasureRule::Attain(_) => obstacles(scene.engine, position, node, model.level(least)?),
        _ => Vec::new(),
    };
    let place = scene.place_of(in_the_way.first().copied().unwrap_or(node));
    let found = breach(message, is, place);
    Some(match in_the_way.is_empty() {
        true => found.help(format!("raise answers below {id}; `rungs plan --node {id} --reach {measure}={least}` says which")),
        false => found.help(format!("raise {}", named(scene, &in_the_way))),
    })
}

fn named(scene: &Scene<'_>, items: &[ItemIndex]) -> String {
    let ids = items.iter().take(MOST_NAMED);
    let ids: Vec<&str> = ids
        .map(|item| scene.head.model.item(*item).id.as_str())
        .collect();
    match items.len().saturating_sub(MOST_NAMED) {
        0 => ids.join(", "),
        more => format!("{} and {more} more", ids.join(", ")),
    }
}

/// The answer of one practice; what is out of scope or not applicable passes.
fn of_practice(scene: &Scene<'_>, least: &str, practice: ItemIndex) -> Option<Breach> {
    let model = scene.head.model;
    let scale = model.scale_of(practice)?;
    let Lookup::Found(choice) = scale.look_up(least) else {
        return None;
    };
    let wanted = model.score_of_choice(practice, choice)?;
    match scene.head.resolved.state(practice) {
        State::OutOfScope | State::NotApplicable => return None,
        State::Value(current) if model.score_of_choice(practice, current)? >= wanted => {
            return None;
        }
        State::Unanswered | State::Value(_) => {}
    }
    let is = shown::state(scene, practice);
    let id = &model.item(practice).id;
    let message = format!("`{id}` is {is}, wanted is at least `{least}`");
    let breach = Breach::new(
        Subject::Practice(id.clone()),
        scene.place_of(practice),
        message,
    );
    Some(
        breach
            .aspect("answer")
            .value(is)
            .help(format!("raise `{id}` to `{least}` on evidence")),
    )
}
