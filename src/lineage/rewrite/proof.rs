use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::head::Changes;
use super::sheet::{Sheet, Source};
use super::{Unwritable, entry, source};
use crate::lineage::Plan;
use crate::text::SourceFile;
use crate::yaml::{Entry, Node, Value, parse};

/// What the rewriting itself changes, and is looked at by itself.
const OWN: [&str; 4] = ["model", "model_digest", "answers", "retired"];

/// Reads the new texts and compares them with what was planned: every answer
/// that is carried or retired says what it said, no other says anything, all else
/// stands as it stood, and so do comments.
pub(super) fn check(
    plan: &Plan<'_>,
    sheets: &[Sheet<'_, '_>],
    changes: &[Changes],
    texts: &[String],
) -> Result<(), Unwritable> {
    let files = plan.assessment.files.iter().zip(texts);
    let files: Vec<Arc<SourceFile>> = files
        .map(|(file, text)| Arc::new(SourceFile::new(file.path().clone(), text.clone())))
        .collect();
    let parsed: Vec<_> = files.iter().map(parse).collect();
    let mut roots = Vec::new();
    for (file, parsed) in parsed.iter().enumerate() {
        match &parsed.root {
            Some(root) if parsed.findings.is_empty() => roots.push(root),
            _ => return Err(lost(file, 0, "the file")),
        }
    }
    answers(plan, sheets, &under(&roots, "answers"))?;
    claims(plan, sheets, texts)?;
    retired(plan, sheets, &under(&roots, "retired"))?;
    for ((sheet, root), changes) in sheets.iter().zip(&roots).zip(changes) {
        others(sheet, root, changes)?;
    }
    comments(sheets, changes, texts)
}

fn lost(file: usize, start: u32, what: &str) -> Unwritable {
    Unwritable {
        file,
        start,
        message: format!("{what} would not stand in the result as it is"),
        help: "write it as `rungs fmt` and `rungs init` do, and migrate again".to_owned(),
    }
}

fn lost_at(source: Source<'_, '_>) -> Unwritable {
    let key = &source.entry.key;
    lost(
        source.sheet.position,
        source.entry.key_span.start,
        &format!("`{key}`"),
    )
}

fn under<'n, 'a>(roots: &[&'n Node<'a>], key: &str) -> HashMap<&'n str, &'n Entry<'a>> {
    let entries = roots
        .iter()
        .flat_map(|root| root.get(key).map(Node::entries).unwrap_or_default());
    entries.map(|entry| (entry.key.as_ref(), entry)).collect()
}

fn answers(
    plan: &Plan<'_>,
    sheets: &[Sheet<'_, '_>],
    new: &HashMap<&str, &Entry<'_>>,
) -> Result<(), Unwritable> {
    let mut planned = 0;
    for (to, carried) in &plan.carried {
        let Some(source) = source(sheets, carried.answer) else {
            return Err(lost(0, 0, "the answers"));
        };
        let found = new.get(plan.new.item(*to).id.as_str());
        let gone = plan.lost_metric(carried.answer).map(|_| "supported_by");
        let kept = |found: &&Entry<'_>| {
            same_answer(source.entry, found, gone) && review_stands(source.entry, found)
        };
        if !found.is_some_and(kept) {
            return Err(lost_at(source));
        }
        planned += usize::from(!source.entry.value.is_null());
    }
    let said = new.values().filter(|entry| !entry.value.is_null()).count();
    if said != planned {
        return Err(lost(0, 0, "the answers"));
    }
    Ok(())
}

/// What a metric was to support stands in comments, line for line.
fn claims(plan: &Plan<'_>, sheets: &[Sheet<'_, '_>], texts: &[String]) -> Result<(), Unwritable> {
    let lost = plan.carried.values().map(|carried| carried.answer);
    let lost = lost.filter(|answer| plan.lost_metric(*answer).is_some());
    for source in lost.filter_map(|answer| source(sheets, answer)) {
        let claim = source.entry.value.get("supported_by");
        let claim = claim.and_then(|claim| source.sheet.text.get(claim.span.range()));
        let mut lines = claim.unwrap_or_default().lines().map(str::trim);
        if !lines.all(|line| texts.iter().any(|text| text.contains(line))) {
            return Err(lost_at(source));
        }
    }
    Ok(())
}

fn retired(
    plan: &Plan<'_>,
    sheets: &[Sheet<'_, '_>],
    new: &HashMap<&str, &Entry<'_>>,
) -> Result<(), Unwritable> {
    for source in plan.retired.iter().filter_map(|at| source(sheets, *at)) {
        let found = new.get(entry::retired_id(plan, source).as_str());
        if !found.is_some_and(|found| found.value.same_value(&source.entry.value)) {
            return Err(lost_at(source));
        }
    }
    let head = sheets.first().and_then(|head| head.root.get("retired"));
    for known in head.map(Node::entries).unwrap_or_default() {
        let found = new.get(known.key.as_ref());
        if !found.is_some_and(|found| found.value.same_value(&known.value)) {
            return Err(lost(0, known.key_span.start, &format!("`{}`", known.key)));
        }
    }
    Ok(())
}

/// Whatever is no answer.
fn others(sheet: &Sheet<'_, '_>, new: &Node<'_>, changes: &Changes) -> Result<(), Unwritable> {
    let mut planned = 0;
    let other = |entry: &&Entry<'_>| !OWN.contains(&entry.key.as_ref());
    for entry in sheet.root.entries().iter().filter(other) {
        let Some(expected) = changes.expected(&entry.value) else {
            continue;
        };
        planned += 1;
        let found = new.get(&entry.key);
        if !found.is_some_and(|found| found.same_value(&expected)) {
            let what = format!("`{}`", entry.key);
            return Err(lost(sheet.position, entry.key_span.start, &what));
        }
    }
    let found = new.entries().iter().filter(other).count();
    if found != planned {
        return Err(lost(sheet.position, 0, "the head"));
    }
    Ok(())
}

/// Lines with nothing but a comment, the names of nodes aside.
fn comments(
    sheets: &[Sheet<'_, '_>],
    changes: &[Changes],
    texts: &[String],
) -> Result<(), Unwritable> {
    let lines = |text: &'_ String| {
        text.lines()
            .map(|line| line.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let lines: HashSet<String> = texts.iter().flat_map(lines).collect();
    for (sheet, changes) in sheets.iter().zip(changes) {
        let mut start = 0;
        for line in sheet.text.split_inclusive('\n') {
            let comment = line.trim();
            let renamed = changes.modelines.iter().find(|(old, _)| old == comment);
            let comment = renamed.map_or(comment, |(_, new)| new);
            let generated = sheet.headings.contains(comment);
            if comment.starts_with('#') && !generated && !lines.contains(comment) {
                // It can have become a comment in a comment.
                let kept = texts.iter().any(|text| text.contains(comment));
                if !kept {
                    return Err(lost(sheet.position, start, "a comment"));
                }
            }
            start += u32::try_from(line.len()).unwrap_or_default();
        }
    }
    Ok(())
}

/// Whether two entries say the same, a mark for review aside and a bare value
/// being the same as `answer: value`. What is `gone` became a comment.
fn same_answer(old: &Entry<'_>, new: &Entry<'_>, gone: Option<&str>) -> bool {
    let mut old = said(&old.value);
    old.retain(|(key, _)| gone != Some(*key));
    let new = said(&new.value);
    old.len() == new.len()
        && old.iter().all(|(key, value)| {
            new.iter()
                .any(|(other, found)| other == key && value.same_value(found))
        })
}

/// Whether a mark that was there says what it said, and perhaps more.
fn review_stands(old: &Entry<'_>, new: &Entry<'_>) -> bool {
    let Some(old) = old.value.get("review") else {
        return true;
    };
    let text = |review: &Node<'_>, key: &str| {
        let text = review.get(key).and_then(Node::as_str);
        text.unwrap_or_default().trim().to_owned()
    };
    new.value.get("review").is_some_and(|new| {
        let was = text(old, "was");
        (was.is_empty() || text(new, "was") == was) && text(new, "why").contains(&text(old, "why"))
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
