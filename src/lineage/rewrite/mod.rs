//! The text of an assessment under another version of its model. It edits what
//! a person wrote, keeps comments, and reads the result again before anybody may
//! replace a file.

mod entry;
mod head;
mod proof;
mod sheet;

use std::collections::BTreeMap;

use sheet::Sheet;

use super::Plan;
use crate::model::{ItemIndex, Mapping, Model};
use crate::yaml::emit_comment;

/// The files of an assessment as they are to be, in the order of its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// The texts.
    pub texts: Vec<String>,
    /// What stands in the head about nodes or measures that are gone; it was
    /// turned into comments.
    pub commented: Vec<String>,
}

/// Why an assessment cannot be rewritten; nothing of it was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritable {
    /// The position of the file.
    pub file: usize,
    /// The byte that it is about.
    pub start: u32,
    /// What was found: a lower-case fragment.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// Rewrites an assessment as planned. Its files are in canonical form.
///
/// # Errors
/// When a file is laid out so that it cannot be edited safely, or when the
/// result would not hold what it must.
pub fn rewrite(plan: &Plan<'_>, mapping: &Mapping) -> Result<Rewritten, Unwritable> {
    let parsed: Vec<_> = plan
        .assessment
        .files
        .iter()
        .map(crate::yaml::parse)
        .collect();
    let mut sheets = Vec::new();
    let mut first = 0;
    for (position, parsed) in parsed.iter().enumerate() {
        let sheet = Sheet::new(plan, position, parsed.root.as_ref(), first)?;
        first += sheet.entries.len();
        sheets.push(sheet);
    }
    let bodies = bodies(plan, &sheets)?;
    let retired = retired(plan, &sheets)?;
    let mut commented = Vec::new();
    let mut texts = Vec::new();
    for (sheet, body) in sheets.iter().zip(&bodies) {
        let is_head = sheet.position == 0;
        let mut edits = if is_head {
            head::edits(plan, mapping, sheet, &mut commented)?
        } else {
            crate::yaml::Edits::default()
        };
        let block = is_head.then_some(retired.as_str());
        sheet.replace_answers(body, block.unwrap_or_default(), &mut edits);
        let text = edits.apply(sheet.text).ok_or_else(|| {
            sheet.unwritable(
                0,
                "the head is laid out in a way that cannot be edited safely",
            )
        })?;
        texts.push(text);
    }
    proof::check(plan, &sheets, &texts)?;
    Ok(Rewritten { texts, commented })
}

/// The entries of each file's answers, in the new model's order, with the
/// headings that the file had.
fn bodies(plan: &Plan<'_>, sheets: &[Sheet<'_, '_>]) -> Result<Vec<String>, Unwritable> {
    let mut entries: Vec<BTreeMap<ItemIndex, String>> = vec![BTreeMap::new(); sheets.len()];
    for (to, carried) in &plan.carried {
        let Some(source) = sheets.iter().find_map(|sheet| sheet.entry(carried.answer)) else {
            continue;
        };
        let text = entry::carried(plan, source, *to, carried.review.as_deref());
        let file = home(plan, sheets, *to).ok_or_else(|| {
            let id = &plan.new.item(*to).id;
            source.sheet.unwritable(
                source.key.start,
                &format!(
                    "no part of the split assessment holds `{id}` under {}",
                    plan.new.reference
                ),
            )
        })?;
        if let Some(file) = entries.get_mut(file) {
            file.insert(*to, text);
        }
    }
    // A file that lists what is unanswered goes on doing so.
    if sheets.iter().any(|sheet| sheet.lists_unanswered) {
        for leaf in plan.new.leaves(ItemIndex::ROOT) {
            let file = home(plan, sheets, leaf).and_then(|file| entries.get_mut(file));
            if let Some(file) = file {
                file.entry(leaf)
                    .or_insert_with(|| entry::unanswered(plan.new, leaf));
            }
        }
    }
    let bodies = sheets.iter().zip(&entries);
    Ok(bodies
        .map(|(sheet, entries)| body(plan.new, sheet, entries))
        .collect())
}

/// The file that an item of the new model belongs into: the part of its node,
/// else the one that holds answers anyway.
fn home(plan: &Plan<'_>, sheets: &[Sheet<'_, '_>], item: ItemIndex) -> Option<usize> {
    let parts = &plan.assessment.parts;
    let part = parts.iter().find(|(_, node)| {
        let node = plan.new.find(&node.value);
        node.is_some_and(|node| plan.new.within(item, node))
    });
    match part {
        Some((file, _)) => Some(*file as usize),
        None if parts.is_empty() || sheets.first()?.answers.is_some() => Some(0),
        None => None,
    }
}

fn body(model: &Model, sheet: &Sheet<'_, '_>, entries: &BTreeMap<ItemIndex, String>) -> String {
    let mut out = String::new();
    let mut heading = None;
    for (item, text) in entries {
        let parent = model.item(*item).parent;
        if sheet.has_headings && parent != heading {
            heading = parent;
            if let Some(node) = parent.map(|parent| model.item(parent)) {
                let title = emit_comment(&node.title);
                out.push_str(&format!("\n  # {} {title}\n", node.id));
            }
        }
        out.push_str(text);
        out.push('\n');
    }
    out
}

/// The entries for `retired`.
fn retired(plan: &Plan<'_>, sheets: &[Sheet<'_, '_>]) -> Result<String, Unwritable> {
    let mut out = String::new();
    for retired in &plan.retired {
        if let Some(source) = sheets.iter().find_map(|sheet| sheet.entry(retired.answer)) {
            out.push_str(&entry::retired(plan, source));
            out.push('\n');
        }
    }
    Ok(out)
}
