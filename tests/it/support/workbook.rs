//! The publisher's workbook, where it is at hand, with answers typed in.

use std::io::{Cursor, Read, Write};
use std::path::PathBuf;

use rungs::import::workbook::{Value, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What is typed into a cell.
pub(crate) enum Entry {
    Number(i64),
    Text(&'static str),
}

/// The bytes of the official workbook of an edition, from the folder that
/// `RUNGS_OFFICIAL_WORKBOOKS` names.
pub(crate) fn official(edition: &str) -> Option<Vec<u8>> {
    let folder = PathBuf::from(std::env::var_os("RUNGS_OFFICIAL_WORKBOOKS")?);
    std::fs::read(folder.join(format!("cti-cmm-assessment-{edition}.xlsx"))).ok()
}

/// The sheets and cells in which practices are answered.
pub(crate) fn practice_cells(workbook: &[u8]) -> Vec<(String, String)> {
    let workbook = Workbook::open(workbook).unwrap();
    let mut found = Vec::new();
    for sheet in workbook
        .sheets
        .iter()
        .filter(|sheet| sheet.name.starts_with("Domain "))
    {
        let rows = sheet.cells.keys().map(|at| at.row).max().unwrap_or(0);
        for row in 6..=rows {
            let Some(Value::Text(text)) = sheet.cell(row, 3).map(|cell| &cell.value) else {
                continue;
            };
            // Practices are lettered, totals are not.
            if text.trim().as_bytes().get(1) == Some(&b'.') {
                found.push((sheet.name.clone(), format!("D{row}")));
            }
        }
    }
    found
}

/// The workbook with cells filled in; formulas keep their old results.
pub(crate) fn filled(workbook: &[u8], entries: &[(String, String, Entry)]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        parts.push((name, bytes));
    }
    let text = |name: &str| {
        let part = parts.iter().find(|(found, _)| found == name).unwrap();
        String::from_utf8(part.1.clone()).unwrap()
    };
    let (sheets, relations) = (text("xl/workbook.xml"), text("xl/_rels/workbook.xml.rels"));
    for (sheet, cell, entry) in entries {
        let id = attribute(
            element(&sheets, "<sheet ", &format!("name=\"{sheet}\"")),
            "r:id",
        );
        let target = attribute(
            element(&relations, "<Relationship ", &format!("Id=\"{id}\"")),
            "Target",
        );
        let name = format!("xl/{target}");
        let part = parts.iter_mut().find(|(found, _)| *found == name).unwrap();
        let typed = with_cell(std::str::from_utf8(&part.1).unwrap(), cell, entry);
        part.1 = typed.into_bytes();
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The first element of a name that has an attribute.
fn element<'t>(text: &'t str, start: &str, with: &str) -> &'t str {
    let mut elements = text.split(start).skip(1);
    let element = elements.find_map(|rest| {
        let element = rest.split('>').next()?;
        element.contains(with).then_some(element)
    });
    element.unwrap_or_else(|| panic!("no {start}with {with}"))
}

fn attribute<'t>(element: &'t str, name: &str) -> &'t str {
    let value = element.split(&format!("{name}=\"")).nth(1).unwrap();
    value.split('"').next().unwrap()
}

/// A sheet with another content of a cell, whose style is kept.
fn with_cell(sheet: &str, cell: &str, entry: &Entry) -> String {
    let start = format!("<c r=\"{cell}\"");
    let at = sheet
        .find(&start)
        .unwrap_or_else(|| panic!("no cell {cell}"));
    let (before, rest) = sheet.split_at(at);
    let (head, after) = rest.split_once('>').unwrap();
    let after = match head.ends_with('/') {
        true => after,
        false => after.split_once("</c>").unwrap().1,
    };
    let style = match head.contains("s=\"") {
        true => format!(" s=\"{}\"", attribute(head, "s")),
        false => String::new(),
    };
    let content = match entry {
        Entry::Number(number) => format!("><v>{number}</v></c>"),
        Entry::Text(text) => format!(" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    };
    format!("{before}{start}{style}{content}{after}")
}
