use std::collections::BTreeMap;

use super::{Cells, book, built_in, domain};
use crate::import::cti_cmm::edition::{Edition, not_another};
use crate::import::cti_cmm::layout;
use crate::import::cti_cmm::practices::{fingerprint, place};
use crate::import::workbook::Workbook;
use crate::model::ModelRef;
use crate::text::RepoPath;

/// An edition that gives the rows 7 and 9 of the first objective one text.
fn crafted(workbook: &'static str, rows: [(&str, u32); 6]) -> Edition {
    let row = |(id, row): (&str, u32)| {
        let text = if row == 9 { 7 } else { row };
        format!("{id},{}\n", fingerprint(&format!("Question in row {text}")))
    };
    Edition {
        workbook,
        model: "1.2",
        practices: rows.map(row).concat().leak(),
        planning: None,
        summary: None,
    }
}

const ROWS: [(&str, u32); 6] = [
    ("ASSET-1.a", 7),
    ("ASSET-1.b", 8),
    ("ASSET-1.c", 9),
    ("ASSET-1.d", 10),
    ("ASSET-1.e", 11),
    ("THREAT-1.a", 7),
];

#[test]
fn practices_of_one_text_are_told_apart_by_domain_and_order() {
    let edition = crafted("v1.0", ROWS);
    let model = built_in(&ModelRef {
        id: "cti-cmm".to_owned(),
        version: "1.2".to_owned(),
    });
    let model = model.unwrap();
    let placed = |asset: &Cells| {
        let workbook = Workbook::open(&book(asset).bytes()).unwrap();
        let file = RepoPath::given("w.xlsx");
        let sheets = layout::sheets(&workbook, &edition, &model, &file, &mut Vec::new());
        let mut findings = Vec::new();
        let placed = place(&sheets, &edition, &model, &file, &mut findings);
        let placed = placed.iter().map(|row| {
            let id = model.item(row.item).id.clone();
            (row.row, id)
        });
        (placed.collect::<BTreeMap<u32, String>>(), findings.len())
    };
    let mut asset = domain(6);
    asset.put("D9", "c. Question in row 7");
    let (rows, findings) = placed(&asset);
    assert_eq!(
        (rows[&7].as_str(), rows[&9].as_str()),
        ("ASSET-1.a", "ASSET-1.c")
    );
    assert_eq!((rows.len(), findings), (6, 1));
    // Moved down one row, both are recognised still.
    let mut moved = domain(6);
    for (at, text) in [
        ("D7", "Ours"),
        ("D8", "Question in row 7"),
        ("D9", "Question in row 8"),
        ("D10", "Question in row 7"),
    ] {
        moved.put(at, text);
    }
    let (rows, _) = placed(&moved);
    assert_eq!(
        (rows[&8].as_str(), rows[&10].as_str()),
        ("ASSET-1.a", "ASSET-1.c")
    );
    // With only one of the two left, its position decides.
    let mut edited = asset.clone();
    edited.put("D7", "a. Ours");
    let (rows, findings) = placed(&edited);
    assert_eq!(
        (rows[&7].as_str(), rows[&9].as_str()),
        ("ASSET-1.a", "ASSET-1.c")
    );
    assert_eq!(findings, 2);
}

#[test]
fn a_workbook_with_the_practices_of_another_edition_is_refused() {
    let mut other = ROWS;
    other[5] = ("ASSET-1.f", 12);
    let mut fewer = ROWS;
    fewer[5] = ("ASSET-1.f", 99);
    let editions = [crafted("v1.0", fewer), crafted("v1.3", other)];
    let workbook = Workbook::open(&book(&domain(6)).bytes()).unwrap();
    let sheets: Vec<_> = workbook.sheets.iter().collect();
    assert!(not_another(&editions[1], &editions, &sheets).is_ok());
    let refusal = not_another(&editions[0], &editions, &sheets).unwrap_err();
    assert!(refusal.message.contains("workbook v1.0"), "{refusal:?}");
}
