use std::collections::BTreeMap;

use crate::diagnostic::{Level, Place, Rule, RuleDocs};
use crate::gate::{Breach, Gate, Scene, Subject};
use crate::model::{GateDeclaration, ItemIndex, Spanned};
use crate::value::Date;

pub(crate) static GATE: Gate = Gate {
    rule: &Rule {
        id: "review-age",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "The day that answers were last looked at is more than `days` ago: that of the nearest node under `assessed`, else `as_of`. Without either it is not known, which does not pass.",
            why: "An assessment that nobody looked at for a year describes last year.",
            example: "gates:\n  - {rule: review-age, days: 365}",
            instead: "look at the answers again, and write the day under `assessed` or `as_of`",
        },
    },
    options: &["days"],
    needs: &[&["days"]],
    condition,
    run,
};

fn condition(gate: &GateDeclaration) -> String {
    let days = gate.days.as_ref().map_or(0, |days| days.value);
    format!("answers were looked at within {days} days")
}

/// The place in the model that a day is about, and the day as written.
type Known<'s> = (ItemIndex, Option<&'s Spanned<String>>);

fn run(scene: &Scene<'_>, breaches: &mut Vec<Breach>) {
    let Some(days) = &scene.gate.days else {
        return;
    };
    let mut nodes: BTreeMap<ItemIndex, Known<'_>> = BTreeMap::new();
    for item in scene.practices() {
        let known = known(scene, item);
        nodes.entry(known.0).or_insert(known);
    }
    for (node, written) in nodes.into_values() {
        let day = written.and_then(|written| Date::parse(&written.value));
        let age = day.map(|day| scene.today.days_since(day));
        if age.is_some_and(|age| age <= i64::from(days.value)) {
            continue;
        }
        let id = &scene.head.model.item(node).id;
        let message = match (day, age) {
            (Some(day), Some(age)) => {
                format!("{id} was last looked at on {day}, {age} days ago")
            }
            _ => format!("nothing says when {id} was last looked at"),
        };
        let place: Place = match written {
            Some(written) => scene.place(written.at),
            None => scene.place(scene.head.assessment.unit.at),
        };
        breaches.push(
            Breach::new(Subject::Node(id.clone()), place, message)
                .value(day.map_or_else(|| "unknown".to_owned(), |day| day.to_string()))
                .help("look at its answers again, and write the day under `assessed` or `as_of`"),
        );
    }
}

/// The day that a practice was looked at.
fn known<'s>(scene: &Scene<'s>, item: ItemIndex) -> Known<'s> {
    let (model, assessment) = (scene.head.model, scene.head.assessment);
    let of_node = |node: ItemIndex| {
        let mut days = assessment.assessed.iter();
        let found = days.find(|(id, _)| model.find(&id.value) == Some(node));
        found.map(|(_, day)| (node, Some(day)))
    };
    let mut upwards = std::iter::once(item).chain(model.upwards(item));
    let found = upwards.find_map(of_node);
    found.unwrap_or((ItemIndex::ROOT, assessment.as_of.as_ref()))
}
