use std::collections::{HashMap, HashSet};

use super::edition::Edition;
use super::layout::{Block, DomainSheet, text};
use crate::diagnostic::Diagnostic;
use crate::import::rules;
use crate::import::workbook::{CellRef, Value};
use crate::model::{ItemIndex, Model};
use crate::text::RepoPath;
use crate::value::Digest;

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

/// A row of a sheet, not placed yet.
struct Found<'s> {
    /// The position of its sheet.
    sheet: usize,
    domain: ItemIndex,
    block: &'s Block,
    nth: usize,
    row: u32,
    text: String,
    digest: String,
}

impl Found<'_> {
    fn placed(&self, item: ItemIndex) -> Placed {
        Placed {
            item,
            sheet: self.sheet,
            row: self.row,
            text: self.text.clone(),
        }
    }
}

/// Recognises practice rows by their texts, else by their position.
pub(super) fn place(
    sheets: &[DomainSheet<'_>],
    edition: &Edition,
    model: &Model,
    file: &RepoPath,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Placed> {
    let known = known(edition, model);
    let rows = rows(sheets);
    let twins = twins(&rows);
    let mut placed: Vec<Placed> = Vec::new();
    let mut unknown = Vec::new();
    for row in &rows {
        let item = match known.get(&row.digest).map(Vec::as_slice) {
            Some([only]) => Some(*only),
            Some(several) => among(several, row, &twins, model),
            None => None,
        };
        match item {
            Some(item) => placed.push(row.placed(item)),
            None => unknown.push(row),
        }
    }
    refuse_twins(&mut placed, sheets, model, file, findings);
    let mut taken: HashSet<ItemIndex> = placed.iter().map(|row| row.item).collect();
    for row in unknown {
        let Some(sheet) = sheets.get(row.sheet) else {
            continue;
        };
        let at = sheet.place(file, CellRef::new(row.row, sheet.columns.text));
        let by_position = at_position(model, row.domain, row.block, row.nth);
        if let Some(item) = by_position.filter(|item| taken.insert(*item)) {
            let message = format!(
                "the text is not that of the edition; taken for {} by its position",
                model.item(item).id
            );
            let finding = Diagnostic::new(&rules::WORKBOOK_PRACTICE, at, message);
            findings
                .push(finding.help("check that the answer stands at the practice that is meant"));
            placed.push(row.placed(item));
        } else {
            let message = "the text is not that of the edition, and its position names no practice that is left; not imported";
            findings.push(Diagnostic::new(&rules::WORKBOOK_ROW, at, message));
        }
    }
    placed.sort_by_key(|row| row.item);
    placed
}

/// Every practice row, sheet by sheet, from top to bottom.
fn rows<'s>(sheets: &'s [DomainSheet<'_>]) -> Vec<Found<'s>> {
    let mut rows = Vec::new();
    for (position, sheet) in sheets.iter().enumerate() {
        for block in &sheet.blocks {
            for (nth, row) in block.rows.iter().enumerate() {
                let at = CellRef::new(*row, sheet.columns.text);
                let text = without_letter(text(sheet.sheet.value(at))).to_owned();
                rows.push(Found {
                    sheet: position,
                    domain: sheet.domain,
                    block,
                    nth,
                    row: *row,
                    digest: fingerprint(&text),
                    text,
                });
            }
        }
    }
    rows
}

/// The rows of each sheet by their texts.
type Twins<'s> = HashMap<(usize, &'s str), Vec<u32>>;

fn twins<'s>(rows: &'s [Found<'_>]) -> Twins<'s> {
    let mut twins = Twins::new();
    for row in rows {
        let alike = twins.entry((row.sheet, row.digest.as_str())).or_default();
        alike.push(row.row);
    }
    twins
}

/// The practice of a row whose text the edition gives to several: where its
/// sheet has as many such rows as the domain such practices, each in its turn,
/// else the one at its position.
fn among(
    several: &[ItemIndex],
    row: &Found<'_>,
    twins: &Twins<'_>,
    model: &Model,
) -> Option<ItemIndex> {
    let inside = |item: &ItemIndex| {
        let mut upwards = std::iter::successors(Some(*item), |item| model.item(*item).parent);
        upwards.any(|item| item == row.domain)
    };
    let here: Vec<ItemIndex> = several.iter().copied().filter(inside).collect();
    let alike = twins.get(&(row.sheet, row.digest.as_str()))?;
    if alike.len() == here.len() {
        let turn = alike.iter().position(|twin| *twin == row.row)?;
        return here.get(turn).copied();
    }
    let item = at_position(model, row.domain, row.block, row.nth)?;
    here.contains(&item).then_some(item)
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

/// The practices by the digests of their texts; some share one.
fn known(edition: &Edition, model: &Model) -> HashMap<String, Vec<ItemIndex>> {
    let mut known: HashMap<String, Vec<ItemIndex>> = HashMap::new();
    for row in edition.practices.lines() {
        if let Some((id, digest)) = row.split_once(',')
            && let Some(item) = model.find(id)
        {
            known
                .entry(digest.trim().to_owned())
                .or_default()
                .push(item);
        }
    }
    known
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
    use super::{Edition, fingerprint, without_letter};
    use crate::import::cti_cmm::edition::EDITIONS;
    use crate::import::cti_cmm::layout;
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

    /// Compares with the publisher's own workbooks where there are some, and
    /// writes the digests anew when asked to.
    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "a test against files that the project does not carry"
    )]
    fn the_digests_are_those_of_the_official_workbooks() {
        let Some(folder) = std::env::var_os("RUNGS_OFFICIAL_WORKBOOKS") else {
            return;
        };
        let files = [
            ("v1.3", "cti-cmm-assessment-v1.3.xlsx"),
            ("v1.0", "cti-cmm-assessment-v1.0-model-1.2.xlsx"),
        ];
        for (edition, name) in files {
            let mut editions = EDITIONS.iter();
            let edition = editions.find(|known| known.workbook == edition).unwrap();
            let path = std::path::Path::new(&folder).join(name);
            let workbook = Workbook::open(&std::fs::read(path).unwrap()).unwrap();
            let lines = digests(edition, &workbook);
            let folder = format!("templates/models/cti-cmm/{}", edition.model);
            if std::env::var_os("UPDATE").is_some() {
                std::fs::write(format!("{folder}/practices.csv"), &lines).unwrap();
            } else {
                assert_eq!(edition.practices, lines);
            }
        }
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "a test reads the model file as it is now"
    )]
    fn digests(edition: &Edition, workbook: &Workbook) -> String {
        let path = format!("templates/models/cti-cmm/{}/model.yaml", edition.model);
        let text = std::fs::read_to_string(path).unwrap();
        let file = crate::text::RepoPath::given("model.yaml");
        let source = std::sync::Arc::new(crate::text::SourceFile::new(file.clone(), text));
        let parsed = crate::yaml::parse(&source);
        let (model, _) = crate::model::model(&source, &parsed.root.unwrap());
        let model = model.unwrap();
        let sheets = layout::sheets(workbook, edition, &model, &file, &mut Vec::new());
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
        lines
    }
}
