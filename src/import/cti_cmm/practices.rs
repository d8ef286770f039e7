use std::collections::{HashMap, HashSet};

use super::layout::{Block, DomainSheet, text};
use crate::diagnostic::Diagnostic;
use crate::import::rules;
use crate::import::workbook::{CellRef, Value};
use crate::model::{ItemIndex, Model};
use crate::text::RepoPath;
use crate::value::Digest;

/// Digests of the practices' texts in this edition, one `id,digest` a line:
/// enough to recognise a text, not to restore it.
const KNOWN: &str = include_str!("../../../templates/models/cti-cmm/1.3/practices.csv");

/// A practice row that was recognised.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) item: ItemIndex,
    /// The position of its sheet.
    pub(super) sheet: usize,
    pub(super) row: u32,
    /// The publisher's text without its letter.
    pub(super) text: String,
}

/// Recognises practice rows by their texts, else by their position.
pub(super) fn place(
    sheets: &[DomainSheet<'_>],
    model: &Model,
    file: &RepoPath,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Placed> {
    let known = known(model);
    let mut placed: Vec<Placed> = Vec::new();
    let mut unknown = Vec::new();
    for (position, sheet) in sheets.iter().enumerate() {
        for block in &sheet.blocks {
            for (nth, row) in block.rows.iter().enumerate() {
                let at = CellRef::new(*row, sheet.columns.text);
                let words = without_letter(text(sheet.sheet.value(at))).to_owned();
                match known.get(&fingerprint(&words)) {
                    Some(item) => placed.push(Placed {
                        item: *item,
                        sheet: position,
                        row: *row,
                        text: words,
                    }),
                    None => unknown.push((position, block, nth, words)),
                }
            }
        }
    }
    refuse_twins(&mut placed, sheets, model, file, findings);
    let mut taken: HashSet<ItemIndex> = placed.iter().map(|row| row.item).collect();
    for (position, block, nth, words) in unknown {
        let (Some(sheet), Some(row)) = (sheets.get(position), block.rows.get(nth)) else {
            continue;
        };
        let at = sheet.place(file, CellRef::new(*row, sheet.columns.text));
        let by_position = at_position(model, sheet.domain, block, nth);
        if let Some(item) = by_position.filter(|item| taken.insert(*item)) {
            let message = format!(
                "the text is not that of the edition; taken for {} by its position",
                model.item(item).id
            );
            let finding = Diagnostic::new(&rules::WORKBOOK_PRACTICE, at, message);
            findings
                .push(finding.help("check that the answer stands at the practice that is meant"));
            placed.push(Placed {
                item,
                sheet: position,
                row: *row,
                text: words,
            });
        } else {
            let message = "the text is not that of the edition, and its position names no practice that is left; not imported";
            findings.push(Diagnostic::new(&rules::WORKBOOK_ROW, at, message));
        }
    }
    placed.sort_by_key(|row| row.item);
    placed
}

/// The second of two rows with one text cannot be placed.
fn refuse_twins(
    placed: &mut Vec<Placed>,
    sheets: &[DomainSheet<'_>],
    model: &Model,
    file: &RepoPath,
    findings: &mut Vec<Diagnostic>,
) {
    let mut first: HashMap<ItemIndex, u32> = HashMap::new();
    placed.retain(|row| {
        let Some(earlier) = first.get(&row.item) else {
            first.insert(row.item, row.row);
            return true;
        };
        if let Some(sheet) = sheets.get(row.sheet) {
            let place = sheet.place(file, CellRef::new(row.row, sheet.columns.text));
            let message = format!(
                "a second row with the text of {}, first in row {earlier}; not imported",
                model.item(row.item).id
            );
            findings.push(Diagnostic::new(&rules::WORKBOOK_ROW, place, message));
        }
        false
    });
}

/// The practice at a place of an objective.
fn at_position(model: &Model, domain: ItemIndex, block: &Block, nth: usize) -> Option<ItemIndex> {
    let objective = model
        .children(domain)
        .nth(block.number.checked_sub(1)? as usize)?;
    model.children(objective).nth(nth)
}

fn known(model: &Model) -> HashMap<String, ItemIndex> {
    let rows = KNOWN.lines().filter_map(|line| line.split_once(','));
    rows.filter_map(|(id, digest)| Some((digest.trim().to_owned(), model.find(id)?)))
        .collect()
}

/// A practice's text without the letter that counts it.
pub(super) fn without_letter(words: &str) -> &str {
    let rest = words.split_once('.');
    match rest {
        Some((letter, rest))
            if letter.len() == 1
                && letter.starts_with(|first: char| first.is_ascii_alphabetic()) =>
        {
            rest.trim_start()
        }
        _ => words,
    }
}

/// The digest of a text whose case, white space and punctuation do not count.
pub(super) fn fingerprint(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for found in words.chars() {
        if found.is_alphanumeric() {
            plain.extend(found.to_lowercase());
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    Digest::of(plain.trim().as_bytes())
        .hex()
        .chars()
        .take(16)
        .collect()
}

/// A cell's text when it holds one, for texts that may also be numbers.
pub(super) fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Empty => None,
        Value::Text(_) => Some(text(value).to_owned()).filter(|words| !words.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Error(error) => Some(error.clone()),
        Value::Date(day) => Some(day.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, fingerprint, without_letter};
    use crate::import::workbook::Workbook;

    #[test]
    fn letters_case_and_spacing_do_not_count() {
        assert_eq!(without_letter("d.IR time"), "IR time");
        assert_eq!(without_letter("No letter. Here"), "No letter. Here");
        assert_eq!(
            fingerprint("CTI’s  own\u{a0}text (see\nTHREAT)."),
            fingerprint("cti s own text see threat")
        );
        assert_ne!(fingerprint("a text"), fingerprint("another text"));
    }

    /// Compares with the publisher's own workbook where there is one, and writes
    /// the digests anew when asked to.
    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "a test against a file that the project does not carry"
    )]
    fn the_digests_are_those_of_the_official_workbook() {
        let Some(folder) = std::env::var_os("RUNGS_OFFICIAL_WORKBOOKS") else {
            return;
        };
        let path = std::path::Path::new(&folder).join("cti-cmm-assessment-v1.3.xlsx");
        let workbook = Workbook::open(&std::fs::read(path).unwrap()).unwrap();
        let text = include_str!("../../../templates/models/cti-cmm/1.3/model.yaml");
        let file = crate::text::RepoPath::given("model.yaml");
        let source =
            std::sync::Arc::new(crate::text::SourceFile::new(file.clone(), text.to_owned()));
        let parsed = crate::yaml::parse(&source);
        let (model, _) = crate::model::model(&source, &parsed.root.unwrap());
        let model = model.unwrap();
        let sheets =
            crate::import::cti_cmm::layout::sheets(&workbook, &model, &file, &mut Vec::new());
        let mut lines = String::new();
        for sheet in &sheets {
            for block in &sheet.blocks {
                for (nth, row) in block.rows.iter().enumerate() {
                    let item = super::at_position(&model, sheet.domain, block, nth).unwrap();
                    let at = crate::import::workbook::CellRef::new(*row, sheet.columns.text);
                    let words = without_letter(super::text(sheet.sheet.value(at)));
                    lines.push_str(&format!("{},{}\n", model.item(item).id, fingerprint(words)));
                }
            }
        }
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write("templates/models/cti-cmm/1.3/practices.csv", &lines).unwrap();
        } else {
            assert_eq!(KNOWN, lines);
        }
    }
}
