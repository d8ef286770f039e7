//! The text of an assessment under another version of its model. It edits what
//! a person wrote, keeps comments, and reads the result again before anybody may
//! replace a file.

mod entry;
mod head;
mod home;
mod modeline;
mod patch;
mod proof;
mod sheet;

use std::collections::{BTreeMap, HashSet};

use home::Homes;
use sheet::{Sheet, Source};

use super::counterpart::Counterparts;
use super::{Fate, Plan};
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
    /// The schemas with the new model's ids that files name to editors now.
    pub schemas: Vec<NewSchema>,
}

/// A schema that a file names to editors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSchema {
    /// The position of the file.
    pub file: usize,
    /// The path of the schema, from the file.
    pub path: String,
    /// What the schema is for: `assessment` or `answers`.
    pub kind: &'static str,
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
    let files = plan.assessment.files.iter();
    let parsed: Vec<_> = files.map(crate::yaml::parse).collect();
    let headings = sheet::headings(plan.old);
    let mut sheets = Vec::new();
    let mut first = 0;
    for (position, parsed) in parsed.iter().enumerate() {
        let sheet = Sheet::new(plan, position, parsed.root.as_ref(), first, &headings)?;
        first += sheet.entries.len();
        sheets.push(sheet);
    }
    let counterparts = Counterparts::new(plan.old, plan.new, mapping);
    let mut changes = Vec::new();
    for sheet in &sheets {
        changes.push(match sheet.position {
            0 => head::of_head(plan, &counterparts, sheet)?,
            _ => head::of_part(plan, &counterparts, sheet)?,
        });
    }
    let bodies = bodies(plan, &sheets, &counterparts)?;
    let retired = retired(plan, &sheets)?;
    let mut commented = Vec::new();
    let mut schemas = Vec::new();
    let mut texts = Vec::new();
    for ((sheet, body), changes) in sheets.iter().zip(&bodies).zip(&mut changes) {
        commented.append(&mut changes.commented);
        schemas.append(&mut changes.schemas);
        let mut edits = std::mem::take(&mut changes.edits);
        let block = (sheet.position == 0).then_some(retired.as_str());
        sheet.replace_answers(body, block.unwrap_or_default(), &mut edits)?;
        let text = edits.apply(sheet.text).ok_or_else(|| {
            sheet.unwritable(
                0,
                "it is laid out in a way that cannot be edited safely",
                "run `rungs fmt` on it, and migrate again",
            )
        })?;
        texts.push(text);
    }
    proof::check(plan, &sheets, &changes, &texts)?;
    commented.extend(plan.unsupported());
    Ok(Rewritten {
        texts,
        commented,
        schemas,
    })
}

/// An answer in its file.
fn source<'s, 'a>(sheets: &'s [Sheet<'s, 'a>], answer: usize) -> Option<Source<'s, 'a>> {
    let after = sheets.partition_point(|sheet| sheet.first <= answer);
    let mut before = sheets.get(..after)?.iter().rev();
    before.find_map(|sheet| sheet.source(answer))
}

/// The entries of each file's answers, in the new model's order, with the
/// headings that the file had.
fn bodies(
    plan: &Plan<'_>,
    sheets: &[Sheet<'_, '_>],
    counterparts: &Counterparts<'_>,
) -> Result<Vec<String>, Unwritable> {
    let homes = Homes::new(plan, counterparts);
    let mut entries: Vec<BTreeMap<ItemIndex, String>> = vec![BTreeMap::new(); sheets.len()];
    for (to, carried) in &plan.carried {
        let Some(source) = source(sheets, carried.answer) else {
            continue;
        };
        let file = homes.of_answer(*to, source.sheet.position);
        let indent = sheets.get(file).map_or(sheet::INDENT, Sheet::indent);
        let text = entry::carried(plan, source, (*to, carried), indent)?;
        if let Some(file) = entries.get_mut(file) {
            file.insert(*to, text);
        }
    }
    for (leaf, file) in homes.listed() {
        if let (Some(sheet), Some(file)) = (sheets.get(file), entries.get_mut(file))
            && !plan.carried.contains_key(&leaf)
        {
            file.insert(leaf, entry::unanswered(plan.new, leaf, sheet.indent()));
        }
    }
    let bodies = sheets.iter().zip(&entries);
    Ok(bodies
        .map(|(sheet, entries)| body(plan.new, sheet, entries))
        .collect())
}

fn body(model: &Model, sheet: &Sheet<'_, '_>, entries: &BTreeMap<ItemIndex, String>) -> String {
    let mut out = String::new();
    let mut heading = None;
    let pad = " ".repeat(sheet.indent());
    for (item, text) in entries {
        let parent = model.item(*item).parent;
        if sheet.has_headings && parent != heading {
            heading = parent;
            if let Some(node) = parent.map(|parent| model.item(parent)) {
                let title = emit_comment(&node.title);
                out.push_str(&format!("\n{pad}# {} {title}\n", node.id));
            }
        }
        out.push_str(text);
        out.push('\n');
    }
    out
}

/// The entries for `retired`: answers that no longer count, and practices that
/// are gone of which nothing but a comment says something.
fn retired(plan: &Plan<'_>, sheets: &[Sheet<'_, '_>]) -> Result<String, Unwritable> {
    let carried: HashSet<usize> = plan.carried.values().map(|one| one.answer).collect();
    let empty = plan.told.iter().filter(|told| told.fate == Fate::Empty);
    let empty = empty.map(|told| told.answer);
    let empty = empty.filter(|answer| !carried.contains(answer));
    let remarked = empty.filter(|answer| {
        source(sheets, *answer).is_some_and(|source| entry::remarked(plan, source))
    });
    let mut positions: Vec<usize> = remarked.chain(plan.retired.iter().copied()).collect();
    positions.sort_unstable();
    let head = sheets.first();
    let indent = head.map_or(sheet::INDENT, Sheet::retired_indent);
    let mut out = String::new();
    for source in positions.iter().filter_map(|at| source(sheets, *at)) {
        let id = entry::retired_id(plan, source);
        let known = head.and_then(|head| head.root.get("retired"));
        let known = known.and_then(|known| known.entry(&id));
        if let (Some(known), Some(head)) = (known, head) {
            let message = format!("`{id}` was retired before, and an answer to it stands again");
            let help =
                "give the retired one another version, such as that of a draft, or delete it";
            return Err(head.unwritable(known.key_span.start, &message, help));
        }
        out.push_str(&entry::retired(plan, source, indent));
        out.push('\n');
    }
    Ok(out)
}
