use std::sync::Arc;

use rungs::model::Model;
use rungs::text::SourceFile;
use rungs::yaml::{Node, Value, parse};

/// A step from a value to one in it.
enum Step {
    Key(String),
    Item(usize),
}

/// The line in the file as it is of a byte in its canonical form: that of the
/// same key, since keys are what the two have in common.
pub(super) fn line_of(
    model: &Model,
    canonical: &Arc<SourceFile>,
    start: u32,
    file: &Arc<SourceFile>,
) -> u32 {
    let (from, to) = (parse(canonical), parse(file));
    let mut steps = Vec::new();
    if let Some(root) = &from.root {
        steps_to(root, start, &mut steps);
    }
    let mut at = 0;
    let mut next = to.root.as_ref();
    for step in steps {
        let Some(node) = next else { break };
        next = match step {
            Step::Key(key) => {
                let item = model.find(&key);
                let same =
                    |other: &str| other == key || (item.is_some() && model.find(other) == item);
                let entry = node.entries().iter().find(|entry| same(&entry.key));
                at = entry.map_or(at, |entry| entry.key_span.start);
                entry.map(|entry| &entry.value)
            }
            Step::Item(position) => {
                let item = node.items().get(position);
                at = item.map_or(at, |item| item.span.start);
                item
            }
        };
    }
    file.position(at).line
}

fn steps_to(node: &Node<'_>, start: u32, steps: &mut Vec<Step>) {
    match &node.value {
        Value::Mapping(entries) => {
            let entry = entries.iter().rfind(|entry| entry.key_span.start <= start);
            let within = |end: u32| start <= end.max(node.span.start);
            if let Some(entry) = entry.filter(|_| within(node.span.end)) {
                steps.push(Step::Key(entry.key.to_string()));
                steps_to(&entry.value, start, steps);
            }
        }
        Value::Sequence(items) => {
            let found = items.iter().rposition(|item| item.span.start <= start);
            if let Some((position, item)) = found.and_then(|at| Some((at, items.get(at)?))) {
                steps.push(Step::Item(position));
                steps_to(item, start, steps);
            }
        }
        _ => {}
    }
}
