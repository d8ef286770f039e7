use std::sync::Arc;

use super::Unwritable;
use super::sheet::Sheet;
use crate::lineage::Plan;
use crate::text::SourceFile;
use crate::yaml::{Entry, Node, Value, parse};

/// Reads the new texts and compares them with what was planned: every answer
/// that is carried or retired says what it said, and no other says anything.
pub(super) fn check(
    plan: &Plan<'_>,
    sheets: &[Sheet<'_, '_>],
    texts: &[String],
) -> Result<(), Unwritable> {
    let files: Vec<Arc<SourceFile>> = plan
        .assessment
        .files
        .iter()
        .zip(texts)
        .map(|(file, text)| Arc::new(SourceFile::new(file.path().clone(), text.clone())))
        .collect();
    let parsed: Vec<_> = files.iter().map(parse).collect();
    let lost = |start: u32, what: &str| {
        let message = format!("{what} would not stand in the result as it is");
        sheets.first().map_or_else(
            || unread(&message),
            |sheet| sheet.unwritable(start, &message),
        )
    };
    if parsed
        .iter()
        .any(|parsed| parsed.root.is_none() || !parsed.findings.is_empty())
    {
        return Err(unread("the result could not be read back"));
    }
    let roots = || parsed.iter().filter_map(|parsed| parsed.root.as_ref());
    let under = |key: &'static str| {
        roots().flat_map(move |root| root.get(key).map(Node::entries).unwrap_or_default())
    };
    for (to, carried) in &plan.carried {
        let id = &plan.new.item(*to).id;
        let old = sheets.iter().find_map(|sheet| sheet.entry(carried.answer));
        let new = under("answers").find(|entry| entry.key == id.as_str());
        let same = old
            .zip(new)
            .is_some_and(|(old, new)| same_answer(old.entry, new));
        if !same {
            return Err(lost(old.map_or(0, |old| old.key.start), id));
        }
    }
    let said = under("answers")
        .filter(|entry| !entry.value.is_null())
        .count();
    let planned = plan.carried.values().filter(|carried| {
        let source = sheets.iter().find_map(|sheet| sheet.entry(carried.answer));
        source.is_some_and(|source| !source.entry.value.is_null())
    });
    if said != planned.count() {
        return Err(lost(0, "the answers"));
    }
    for retired in &plan.retired {
        let old = sheets.iter().find_map(|sheet| sheet.entry(retired.answer));
        let Some(old) = old else { continue };
        let kept = under("retired").any(|entry| entry.value.same_value(&old.entry.value));
        if !kept {
            return Err(lost(old.key.start, &old.entry.key));
        }
    }
    Ok(())
}

fn unread(message: &str) -> Unwritable {
    Unwritable {
        file: 0,
        start: 0,
        message: message.to_owned(),
        help: "run `rungs fmt` on it, and migrate again".to_owned(),
    }
}

/// Whether two entries say the same, a mark for review aside and a bare value
/// being the same as `answer: value`.
fn same_answer(old: &Entry<'_>, new: &Entry<'_>) -> bool {
    let old = said(&old.value);
    let new = said(&new.value);
    old.len() == new.len()
        && old.iter().all(|(key, value)| {
            new.iter()
                .any(|(other, found)| other == key && value.same_value(found))
        })
}

fn said<'n, 'a>(node: &'n Node<'a>) -> Vec<(&'n str, &'n Node<'a>)> {
    match &node.value {
        Value::Null => Vec::new(),
        Value::Mapping(entries) => {
            let entries = entries
                .iter()
                .map(|entry| (entry.key.as_ref(), &entry.value));
            entries.filter(|(key, _)| *key != "review").collect()
        }
        _ => vec![("answer", node)],
    }
}
