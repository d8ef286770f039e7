//! The answer changes of a comparison, said about its base.

use std::collections::BTreeMap;

use rungs::diff::{Change, Field, Subject};
use rungs::model::{
    Answer, Assessment, At, Baseline, ItemIndex, OutOfScope, Override, Spanned, State, Target,
    Wanted, Written,
};

use super::sides::Typed;

/// What is said about a practice, as far as it is scored.
#[derive(Default)]
struct Row {
    answer: Option<String>,
    na: bool,
    target: Option<String>,
}

/// The base with the changes said about it, and nothing else of the head.
pub(super) fn applied(typed: &Typed<'_>) -> Assessment {
    let model = typed.head.model;
    let mut rows: BTreeMap<ItemIndex, Row> = BTreeMap::new();
    for (at, item) in model.items.iter().enumerate().filter(|(_, item)| item.leaf) {
        let index = ItemIndex(at);
        let state = typed.base.resolved.state(index);
        let scale = model.scale_of(index).unwrap();
        let said = typed.base.resolved.answer(typed.base.assessment, index);
        rows.insert(
            index,
            Row {
                answer: match state {
                    State::Value(choice) => Some(scale.choices[choice].key.clone()),
                    _ => None,
                },
                na: state == State::NotApplicable,
                target: said
                    .and_then(|answer| Some(answer.target.as_ref()?.answer.value.text.clone())),
            },
        );
        assert!(item.leaf);
    }
    let mut next = typed.base.assessment.clone();
    for change in &typed.changes {
        say(change, typed, &mut rows, &mut next);
    }
    next.answers = rows
        .into_iter()
        .map(|(item, row)| answer(&model.item(item).id, &row))
        .collect();
    next
}

fn say(
    change: &Change,
    typed: &Typed<'_>,
    rows: &mut BTreeMap<ItemIndex, Row>,
    next: &mut Assessment,
) {
    let model = typed.head.model;
    let Subject::Item {
        head: Some(item), ..
    } = change.subject
    else {
        return;
    };
    let to = change.to.clone();
    let is = |id: &Spanned<String>| model.find(&id.value) == Some(item);
    let id = || spanned(model.item(item).id.clone());
    match change.field {
        Field::Scope => {
            next.out_of_scope.retain(|out| !is(&out.id));
            if let Some(reason) = to {
                next.out_of_scope.push(OutOfScope { id: id(), reason });
            }
        }
        Field::Counts | Field::Answer | Field::NotApplicable => {
            let row = rows.get_mut(&item).unwrap();
            row.na = to.as_ref().is_some_and(|said| said.starts_with("n/a"));
            row.answer = to.filter(|said| !row.na && said != "out of scope");
        }
        Field::Target if rows.contains_key(&item) && !measured(change) => {
            let target = to.map(|said| said.split(" by ").next().unwrap().to_owned());
            rows.get_mut(&item).unwrap().target = target;
        }
        _ => said_of_measure(change, typed, item, next),
    }
}

/// What is wanted, counted from or judged of a measure at a node.
fn said_of_measure(change: &Change, typed: &Typed<'_>, item: ItemIndex, next: &mut Assessment) {
    let model = typed.head.model;
    let to = change.to.clone();
    let is = |id: &Spanned<String>| model.find(&id.value) == Some(item);
    let id = || spanned(model.item(item).id.clone());
    // The measure stands first.
    let measure = change.to.as_ref().or(change.from.as_ref());
    let measure = measure
        .and_then(|said| said.split_once(' '))
        .map(|(measure, _)| measure.to_owned());
    let of_measure = |one: &Spanned<String>| Some(&one.value) == measure.as_ref();
    match change.field {
        Field::Target => {
            next.targets
                .retain(|one| !(is(&one.node) && of_measure(&one.measure)));
            let said = to.and_then(|said| Some(said.split_once(" at least ")?.1.to_owned()));
            next.targets.extend(said.map(|said| Target {
                node: id(),
                measure: spanned(measure.clone().unwrap()),
                at_least: spanned(said.split(" by ").next().unwrap().to_owned()),
                by: None,
                because: None,
            }));
        }
        Field::Baseline => {
            next.baselines
                .retain(|one| !(is(&one.node) && of_measure(&one.measure)));
            let said = to.and_then(|said| Some(said.split_once(" was ")?.1.to_owned()));
            next.baselines.extend(said.map(|said| Baseline {
                node: id(),
                measure: spanned(measure.clone().unwrap()),
                value: spanned(said),
                recorded: None,
            }));
        }
        Field::Override => {
            next.overrides
                .retain(|one| !(is(&one.node) && of_measure(&one.measure)));
            let said = to.and_then(|said| Some(said.split_once(" is ")?.1.to_owned()));
            next.overrides.extend(said.map(|said| Override {
                at: nowhere(),
                node: id(),
                measure: spanned(measure.clone().unwrap()),
                value: spanned(said.split(" by ").next().unwrap().to_owned()),
                because: None,
                by: None,
            }));
        }
        _ => {}
    }
}

/// Whether a target is one of a measure, and not of an answer.
fn measured(change: &Change) -> bool {
    let mut said = [&change.from, &change.to].into_iter().flatten();
    said.any(|said| said.contains(" at least "))
}

fn answer(id: &str, row: &Row) -> Answer {
    let written = |text: &String| {
        spanned(Written {
            text: text.clone(),
            number: false,
        })
    };
    Answer {
        id: spanned(id.to_owned()),
        at: nowhere(),
        answer: row.answer.as_ref().map(written),
        na: row.na.then(|| spanned(None)),
        because: None,
        evidence: Vec::new(),
        owner: None,
        target: row.target.as_ref().map(|target| Wanted {
            answer: written(target),
            by: None,
        }),
        impact: None,
        effort: None,
        supported_by: None,
        review: None,
    }
}

fn nowhere() -> At {
    At {
        file: 0,
        span: rungs::text::Span::default(),
    }
}

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned {
        value,
        at: nowhere(),
    }
}
