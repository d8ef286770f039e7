use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use rungs::import::workbook::{CellRef, Value, Workbook};
use rungs::import::{Imported, Reconciliation};
use rungs::project::built_in_models;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A workbook of the publisher, and what there is to know about it.
struct Official {
    file: &'static str,
    model: &'static str,
    practices: usize,
    /// Where the scores are.
    score: &'static str,
    /// Practices of the model that the workbook lacks.
    missing: &'static [&'static str],
    nodes: usize,
    findings: usize,
}

const V1_3: Official = Official {
    file: "cti-cmm-assessment-v1.3.xlsx",
    model: "cti-cmm@1.3",
    practices: 197,
    score: "D",
    missing: &["ACCESS-1.h", "ACCESS-1.i"],
    nodes: 1 + 11 + 28,
    findings: 0,
};
const V1_0: Official = Official {
    file: "cti-cmm-assessment-v1.0-model-1.2.xlsx",
    model: "cti-cmm@1.2",
    practices: 246,
    score: "E",
    missing: &[],
    nodes: 1 + 11 + 31,
    // Levels of 15 rows, and one note on the summary.
    findings: 16,
};

impl Official {
    fn bytes(&self) -> Option<Vec<u8>> {
        super::bytes(self.file)
    }
}

/// The rows of practices by sheet: domain, practice and level as the sheet shows
/// them, counted here and not by the importer.
fn rows(workbook: &Workbook, text_column: u32) -> Vec<(String, u32, String, String)> {
    let mut rows = Vec::new();
    for sheet in &workbook.sheets {
        let Some((_, code)) = sheet
            .name
            .strip_prefix("Domain ")
            .and_then(|rest| rest.split_once(" - "))
        else {
            continue;
        };
        let (mut objective, mut level, mut letter) = (String::new(), String::new(), b'a');
        let last = sheet.cells.keys().map(|at| at.row).max().unwrap_or(0);
        for row in 6..=last {
            let text = |column: u32| match sheet.cell(row, column).map(|cell| &cell.value) {
                Some(Value::Text(text)) => text.trim().to_owned(),
                _ => String::new(),
            };
            let (left, right) = (text(2), text(text_column));
            if let Some((number, _)) = left
                .split_once(". ")
                .filter(|(number, _)| number.parse::<u32>().is_ok())
            {
                (objective, letter) = (number.to_owned(), b'a');
            } else if right.contains("Total") || right.contains("Subtotal") {
                continue;
            } else if !right.is_empty() {
                if !left.is_empty() {
                    level = left.replace(' ', "");
                }
                let id = format!("{code}-{objective}.{}", char::from(letter));
                rows.push((sheet.name.clone(), row, id, level.clone()));
                letter += 1;
            }
        }
    }
    rows
}

fn practices_and_levels(official: &Official) {
    let Some(bytes) = official.bytes() else {
        return;
    };
    let workbook = Workbook::open(&bytes).unwrap();
    let mut models = built_in_models().iter();
    let model = models.find(|model| model.name == official.model).unwrap();
    let model = model.model().unwrap();
    let score: CellRef = format!("{}1", official.score).parse().unwrap();
    let expected = rows(&workbook, score.column - 1).into_iter();
    let expected: Vec<(String, String)> = expected.map(|(_, _, id, level)| (id, level)).collect();
    let ours = model.leaves(rungs::model::ItemIndex::ROOT).map(|leaf| {
        let item = model.item(leaf);
        let level = item.level.map(|level| model.levels[level].id.clone());
        (item.id.clone(), level.unwrap_or_default())
    });
    let ours: Vec<(String, String)> = ours
        .filter(|(id, _)| !official.missing.contains(&id.as_str()))
        .collect();
    assert_eq!(ours, expected);
    assert_eq!(ours.len(), official.practices);
}

#[test]
fn the_models_have_the_workbooks_practices_and_levels() {
    practices_and_levels(&V1_3);
    practices_and_levels(&V1_0);
}

fn import(bytes: &[u8]) -> Imported {
    let find = |reference: &rungs::model::ModelRef| {
        let built_in = built_in_models()
            .iter()
            .find(|model| model.name == reference.to_string())?;
        built_in.model()
    };
    let input = rungs::import::Input {
        bytes,
        file: rungs::text::RepoPath::given("w.xlsx"),
        unit: "u",
        edition: None,
        model: &find,
    };
    (rungs::import::IMPORTERS[0].run)(&input).unwrap()
}

/// The true figure and the faults together make up the workbook's own, exactly.
fn adds_up(imported: &Imported) {
    for node in &imported.reconciliation {
        let ours = node.ours.as_ref().map_or((0.0, 0.0), |points| {
            (points.earned.to_f64(), points.possible.to_f64())
        });
        let faults = node.faults.iter().fold(ours, |sum, fault| {
            (sum.0 + fault.points, sum.1 + fault.possible)
        });
        let number = |text: &str| text.parse::<f64>().unwrap_or(0.0);
        let theirs = (number(&node.theirs.points), number(&node.theirs.possible));
        assert_eq!(faults, theirs, "{}", imported.model.item(node.node).id);
    }
}

#[test]
fn the_faults_add_up_to_every_difference() {
    for official in [V1_3, V1_0] {
        let Some(bytes) = official.bytes() else {
            continue;
        };
        let imported = import(&bytes);
        assert_eq!(
            imported.findings.len(),
            official.findings,
            "{:?}",
            imported.findings
        );
        assert_eq!(imported.reconciliation.len(), official.nodes);
        adds_up(&imported);
    }
}

/// The workbook with cells filled in, as a spreadsheet program writes numbers
/// and texts; everything else stays as it is.
fn filled(bytes: &[u8], book: &Workbook, cells: &[(String, u32, String, &str)]) -> Vec<u8> {
    let mut by_sheet: BTreeMap<usize, Vec<&(String, u32, String, &str)>> = BTreeMap::new();
    for cell in cells {
        let sheet = book.sheets.iter().position(|sheet| sheet.name == cell.0);
        by_sheet.entry(sheet.unwrap()).or_default().push(cell);
    }
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut entry = from.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        let number = name
            .strip_prefix("xl/worksheets/sheet")
            .and_then(|rest| rest.strip_suffix(".xml")?.parse::<usize>().ok());
        if let Some(cells) = number.and_then(|number| by_sheet.get(&(number - 1))) {
            let mut xml = String::from_utf8(content).unwrap();
            for (_, row, column, value) in cells {
                xml = with_cell(&xml, &format!("{column}{row}"), value);
            }
            content = xml.into_bytes();
        }
        to.start_file(name, stored).unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// A sheet's XML with another value in a cell that it has already.
fn with_cell(xml: &str, at: &str, value: &str) -> String {
    let start = xml.find(&format!("<c r=\"{at}\"")).unwrap();
    let rest = &xml[start..];
    let tag = rest.find('>').unwrap();
    let end = if rest[..tag].ends_with('/') {
        tag + 1
    } else {
        rest.find("</c>").unwrap() + "</c>".len()
    };
    let cell = if value.parse::<f64>().is_ok() {
        format!("<c r=\"{at}\"><v>{value}</v></c>")
    } else {
        format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{value}</t></is></c>")
    };
    format!("{}{cell}{}", &xml[..start], &rest[end..])
}

/// Every practice at 3, with other cells besides.
fn all_at_three(
    official: &Official,
    cells: &[(&str, u32, &str, &'static str)],
) -> Option<Imported> {
    let bytes = official.bytes()?;
    let workbook = Workbook::open(&bytes).unwrap();
    let score: CellRef = format!("{}1", official.score).parse().unwrap();
    let rows = rows(&workbook, score.column - 1).into_iter();
    let mut all: Vec<(String, u32, String, &str)> = rows
        .map(|(sheet, row, _, _)| (sheet, row, official.score.to_owned(), "3"))
        .collect();
    assert_eq!(all.len(), official.practices);
    let own = cells.iter();
    all.extend(own.map(|(sheet, row, column, value)| {
        ((*sheet).to_owned(), *row, (*column).to_owned(), *value)
    }));
    let imported = import(&filled(&bytes, &workbook, &all));
    adds_up(&imported);
    Some(imported)
}

fn node<'i>(imported: &'i Imported, id: &str) -> &'i Reconciliation {
    let node = imported.model.find(id).unwrap();
    let mut nodes = imported.reconciliation.iter();
    nodes.find(|found| found.node == node).unwrap()
}

/// Ours and theirs, each as `points/maximum`.
fn figures(imported: &Imported, id: &str) -> (String, String) {
    let node = node(imported, id);
    let ours = node.ours.as_ref();
    let ours = ours.map(|points| format!("{}/{}", points.earned, points.possible));
    let theirs = format!("{}/{}", node.theirs.points, node.theirs.possible);
    (ours.unwrap_or_default(), theirs)
}

fn pair(ours: &str, theirs: &str) -> (String, String) {
    (ours.to_owned(), theirs.to_owned())
}

#[test]
fn every_practice_at_three() {
    if let Some(all) = all_at_three(&V1_3, &[]) {
        assert_eq!(figures(&all, "cti-cmm"), pair("591/597", "516/585"));
    }
    if let Some(all) = all_at_three(&V1_0, &[]) {
        assert_eq!(figures(&all, "cti-cmm"), pair("738/738", "735/735"));
        assert_eq!(figures(&all, "PROGRAM"), pair("75/75", "72/72"));
        let [fault] = node(&all, "cti-cmm").faults.as_slice() else {
            panic!("PROGRAM-3.a is the one reason");
        };
        assert_eq!(fault.cell, "Domain 11 - PROGRAM!E38, F38");
        assert!(
            fault.reason.contains("row 30 (PROGRAM-3.a)"),
            "{}",
            fault.reason
        );
    }
}

#[test]
fn a_domain_out_of_use_with_all_else_at_three() {
    let sheet = "Domain 5 - SITUATION";
    if let Some(all) = all_at_three(&V1_3, &[(sheet, 3, "G", "No")]) {
        assert_eq!(figures(&all, "cti-cmm"), pair("567/573", "516/585"));
        assert_eq!(figures(&all, "SITUATION"), pair("", "24/24"));
    }
    if let Some(all) = all_at_three(&V1_0, &[(sheet, 3, "H", "No")]) {
        assert_eq!(figures(&all, "cti-cmm"), pair("699/699", "696/696"));
        assert_eq!(figures(&all, "SITUATION"), pair("", "N/A/N/A"));
        assert!(node(&all, "SITUATION").agrees());
    }
}

#[test]
fn the_workbook_v1_0_takes_one_not_applicable_off_once() {
    if let Some(all) = all_at_three(&V1_0, &[("Domain 1 - ASSET", 7, "E", "N/A")]) {
        assert_eq!(figures(&all, "cti-cmm"), pair("735/735", "732/732"));
        assert!(node(&all, "ASSET").agrees());
    }
    // Its one literal maximum.
    if let Some(all) = all_at_three(&V1_0, &[("Domain 4 - ACCESS", 11, "E", "N/A")]) {
        assert_eq!(figures(&all, "ACCESS-1"), pair("24/24", "24/27"));
        let cells: Vec<&str> = node(&all, "ACCESS-1")
            .faults
            .iter()
            .map(|fault| fault.cell.as_str())
            .collect();
        assert_eq!(cells, ["Domain 4 - ACCESS!F11"]);
    }
}

#[test]
fn the_workbook_v1_0_has_plans() {
    let sheet = "Domain 6 - RESPONSE";
    let cells = [
        (sheet, 36, "J", "2"),
        (sheet, 36, "K", "3"),
        (sheet, 36, "L", "1"),
        (sheet, 36, "N", "12/31/2027"),
        (sheet, 36, "E", "1"),
    ];
    let Some(all) = all_at_three(&V1_0, &cells) else {
        return;
    };
    assert_eq!(all.findings.len(), V1_0.findings, "{:?}", all.findings);
    // Lettered h in the workbook, for a second time.
    let answer = &all.draft.answers["RESPONSE-3.j"];
    let target = answer.target.as_ref().unwrap();
    assert_eq!(answer.answer.as_deref(), Some("partially"));
    assert_eq!(target.answer, "largely");
    assert_eq!(
        target.by.map(|day| day.to_string()).as_deref(),
        Some("2027-12-31")
    );
    assert_eq!((answer.impact, answer.effort), (Some(3), Some(1)));
}
