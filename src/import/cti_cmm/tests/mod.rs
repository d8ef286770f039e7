//! The layout of the workbook v1.0, in small workbooks with words of our own.

mod placing;
mod planning;
mod reconciliation;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::IMPORTER;
use crate::diagnostic::{Diagnostic, Place};
use crate::import::workbook::forge::Book;
use crate::import::{Imported, Input, Refusal};
use crate::model::{self, Model, ModelRef};
use crate::text::{RepoPath, SourceFile};
use crate::value::Date;
use crate::yaml;

const TITLE: &str = "Assessment Tool BETA (Version 1.2 April 2025)";
const ASSET: &str = "Domain 1 - ASSET";

/// A sheet's cells by their addresses: a number, a date, a formula, or a text.
#[derive(Clone, Default)]
struct Cells(BTreeMap<(u32, u32), String>);

impl Cells {
    fn put(&mut self, at: &str, value: &str) -> &mut Self {
        let address: crate::import::workbook::CellRef = at.parse().unwrap();
        let escaped = value.replace('&', "&amp;").replace('<', "&lt;");
        let cell = if let Some(formula) = escaped.strip_prefix('=') {
            format!("<c r=\"{at}\"><f>{formula}</f></c>")
        } else if value.parse::<f64>().is_ok() {
            format!("<c r=\"{at}\"><v>{value}</v></c>")
        } else if Date::parse(value).is_some() {
            format!("<c r=\"{at}\" t=\"d\"><v>{value}T00:00:00</v></c>")
        } else {
            format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{escaped}</t></is></c>")
        };
        self.0.insert((address.row, address.column), cell);
        self
    }

    fn xml(&self) -> String {
        let mut rows: BTreeMap<u32, String> = BTreeMap::new();
        for ((row, _), cell) in &self.0 {
            rows.entry(*row).or_default().push_str(cell);
        }
        let row = |(row, cells): (u32, String)| format!("<row r=\"{row}\">{cells}</row>");
        rows.into_iter().map(row).collect()
    }
}

/// A sheet with one objective of so many practices, as the workbook v1.0 lays it
/// out: levels in B, and once more in C.
fn domain(practices: u32) -> Cells {
    let mut cells = Cells::default();
    let headers = [
        ("E5", "SCORE"),
        ("F5", "MAX"),
        ("G5", "STATUS"),
        ("H5", "EVIDENCE"),
        ("I5", "POC"),
        ("J5", "Target Score"),
        ("K5", "Est. Impact"),
        ("L5", "Est. LOE"),
        ("M5", "Priority"),
        ("N5", "Target Date"),
        ("O5", "NOTES"),
        ("G2", "DATE LAST ASSESED"),
        ("G3", "Domain is Relevant?"),
        ("H3", "Yes"),
        ("B6", "1. AN OBJECTIVE"),
        ("K6", "Low (1), Med (2), High (3)"),
        ("N6", "MM/DD/YYYY"),
    ];
    for (at, value) in headers {
        cells.put(at, value);
    }
    for row in 7..7 + practices {
        cells.put(&format!("D{row}"), &format!("a. Question in row {row}"));
        cells.put(
            &format!("F{row}"),
            &format!("=IF(E{row}=\"N/A\",\"N/A\",3)"),
        );
        let priority = format!("=K{row}+(IF(L{row}=3,1,IF(L{row}=2,2,IF(L{row}=1,3,0))))");
        cells.put(&format!("M{row}"), &priority);
    }
    let (last, subtotal, total) = (6 + practices, 7 + practices, 9 + practices);
    cells.put(&format!("D{subtotal}"), "Section Subtotal");
    cells.put(&format!("D{total}"), "Domain Total");
    for (column, of) in [('E', 'E'), ('F', 'F')] {
        cells.put(
            &format!("{column}{subtotal}"),
            &format!("=SUM({of}7:{of}{last})"),
        );
        cells.put(&format!("{column}{total}"), &format!("={column}{subtotal}"));
    }
    for row in [subtotal, total] {
        cells.put(&format!("G{row}"), &format!("=E{row}/F{row}"));
    }
    cells
}

fn dashboard(title: &str, total: u32) -> Cells {
    let mut cells = Cells::default();
    for (at, value) in [
        ("B3", title),
        ("D5", "SCORE"),
        ("E5", "MAX"),
        ("C18", "Total"),
    ] {
        cells.put(at, value);
    }
    cells.put("B6", "1. Things we own");
    cells.put("H6", &format!("='{ASSET}'!H3"));
    cells.put("D6", &format!("=IF(H6=\"No\",\"N/A\",'{ASSET}'!E{total})"));
    cells.put("E6", &format!("=IF(H6=\"No\",\"N/A\",'{ASSET}'!F{total})"));
    cells.put("F6", "=IF(H6=\"No\",\"N/A\",D6/E6)");
    cells.put("D18", "=SUM(D6:D16)");
    cells.put("E18", "=SUM(E6:E16)");
    cells.put("F18", "=D18/E18");
    cells
}

/// A workbook with the one domain of six practices, and its Dashboard.
fn book(asset: &Cells) -> Book {
    Book::new()
        .cells("Dashboard", &dashboard(TITLE, 15).xml())
        .cells(ASSET, &asset.xml())
}

fn built_in(reference: &ModelRef) -> Option<Arc<Model>> {
    let text = match reference.version.as_str() {
        "1.2" => include_str!("../../../../templates/models/cti-cmm/1.2/model.yaml"),
        "1.3" => include_str!("../../../../templates/models/cti-cmm/1.3/model.yaml"),
        _ => return None,
    };
    let file = Arc::new(SourceFile::new(RepoPath::given("m"), text.to_owned()));
    let parsed = yaml::parse(&file);
    model::model(&file, &parsed.root?).0.map(Arc::new)
}

fn run(book: &Book) -> Result<Imported, Refusal> {
    let bytes = book.bytes();
    (IMPORTER.run)(&Input {
        bytes: &bytes,
        file: RepoPath::given("w.xlsx"),
        unit: "u",
        edition: None,
        model: &built_in,
    })
}

fn import(book: &Book) -> Imported {
    run(book).unwrap()
}

/// Each finding of a rule as its cell and its message.
fn told(imported: &Imported, rule: &str) -> Vec<String> {
    let of = |finding: &&Diagnostic| finding.rule.id == rule;
    let told = |finding: &Diagnostic| {
        let Place::Cell { cell, .. } = &finding.place else {
            panic!("findings are at cells");
        };
        let cell = cell.strip_prefix("Domain 1 - ASSET!").unwrap_or(cell);
        format!("{cell}: {}", finding.message)
    };
    imported.findings.iter().filter(of).map(told).collect()
}

#[test]
fn the_edition_is_the_one_the_dashboard_names_else_the_one_whose_columns_it_has() {
    let edition = |book: &Book| import(book).model.reference.to_string();
    assert_eq!(edition(&book(&domain(6))), "cti-cmm@1.2");
    let untitled = Book::new()
        .cells("Dashboard", &dashboard("Our own title", 15).xml())
        .cells(ASSET, &domain(6).xml());
    assert_eq!(edition(&untitled), "cti-cmm@1.2");
    let bare = Book::new().cells(ASSET, &domain(6).xml());
    assert_eq!(edition(&bare), "cti-cmm@1.2");
    let mut narrow = Cells::default();
    narrow.put("D5", "SCORE").put("E5", "MAX");
    assert_eq!(
        edition(&Book::new().cells(ASSET, &narrow.xml())),
        "cti-cmm@1.3"
    );
    let newer = "Assessment Tool (Version 2.0 May 2027)";
    let newer = Book::new()
        .cells("Dashboard", &dashboard(newer, 15).xml())
        .cells(ASSET, &domain(6).xml());
    let refusal = run(&newer).unwrap_err();
    assert_eq!(
        refusal.message,
        "this is the workbook of model version 2.0 (`Assessment Tool (Version 2.0 May 2027)`)"
    );
}

#[test]
fn a_row_whose_levels_disagree_is_told_once() {
    let mut asset = domain(6);
    // The first row of each level holds it for those below, as merged cells do.
    for (at, level) in [
        ("B7", "CTI 1"),
        ("B8", "CTI2"),
        ("B10", "CTI3"),
        ("B12", "CTI1"),
    ] {
        asset.put(at, level);
    }
    for (at, level) in [
        ("C7", "CTI1"),
        ("C8", "CTI 2"),
        ("C9", "CTI3"),
        ("C11", "CTI3"),
    ] {
        asset.put(at, level);
    }
    assert_eq!(
        told(&import(&book(&asset)), "workbook-level"),
        [
            "C9: the second level column holds CTI3 for ASSET-1.c; the first shows CTI2, which counts",
            "C10: the second level column is empty for ASSET-1.d; the first shows CTI3, which counts",
            "B12: the sheet shows CTI1 for ASSET-1.f, which is CTI3 in the model; the model's level counts",
        ]
    );
    assert_eq!(
        told(&import(&book(&domain(6))), "workbook-level"),
        Vec::<String>::new()
    );
}

#[test]
fn a_summary_that_lacks_practices_is_told_in_one_note() {
    let mut summary = Cells::default();
    for row in [7, 8, 10, 11] {
        let formula = format!("=IF('{ASSET}'!M{row}>=$C$3,'{ASSET}'!C{row}:N{row},\"Below\")");
        summary.put(&format!("D{row}"), &formula);
    }
    summary.put("D9", &format!("=IF('{ASSET}'!#REF!>=$C$3,1,2)"));
    let with = book(&domain(6)).cells("Priorities Summary", &summary.xml());
    assert_eq!(
        told(&import(&with), "workbook-summary"),
        [
            "Priorities Summary: the sheet lacks 2 practices: ASSET-1.c, ASSET-1.f, and its row 9 is `#REF!`; nothing is imported from it"
        ]
    );
    assert!(told(&import(&book(&domain(6))), "workbook-summary").is_empty());
}
