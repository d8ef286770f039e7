//! Against the publisher's own workbook, where `RUNGS_OFFICIAL_WORKBOOKS` names
//! a folder that has it; without it these tests say so and pass.

use std::path::PathBuf;

use rungs::import::workbook::Workbook;
use rungs::project::built_in_models;

fn workbook() -> Option<PathBuf> {
    let folder = std::env::var_os("RUNGS_OFFICIAL_WORKBOOKS");
    let path = folder.map(|folder| PathBuf::from(folder).join("cti-cmm-assessment-v1.3.xlsx"));
    let path = path.filter(|path| path.exists());
    if path.is_none() {
        println!("skipped: RUNGS_OFFICIAL_WORKBOOKS names no folder with the workbook v1.3");
    }
    path
}

#[test]
fn the_model_has_the_workbooks_practices_and_levels() {
    let Some(path) = workbook() else { return };
    let workbook = Workbook::open(&std::fs::read(path).unwrap()).unwrap();
    let model = built_in_models()[0].model().unwrap();
    let mut compared = 0;
    for sheet in &workbook.sheets {
        let Some((_, code)) = sheet
            .name
            .strip_prefix("Domain ")
            .and_then(|rest| rest.split_once(" - "))
        else {
            continue;
        };
        let domain = model
            .find(code)
            .unwrap_or_else(|| panic!("{code} is a domain"));
        let mut expected = Vec::new();
        let (mut objective, mut level, mut letter) = (String::new(), String::new(), b'a');
        let rows = sheet.cells.keys().map(|at| at.row).max().unwrap_or(0);
        for row in 6..=rows {
            let text = |column: u32| match sheet.cell(row, column).map(|cell| &cell.value) {
                Some(rungs::import::workbook::Value::Text(text)) => text.trim().to_owned(),
                _ => String::new(),
            };
            let (left, right) = (text(2), text(3));
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
                expected.push((
                    format!("{code}-{objective}.{}", char::from(letter)),
                    level.clone(),
                ));
                letter += 1;
            }
        }
        let ours = model.leaves(domain).map(|leaf| {
            let item = model.item(leaf);
            (
                item.id.clone(),
                item.level
                    .map(|level| model.levels[level].id.clone())
                    .unwrap_or_default(),
            )
        });
        let missing = ["ACCESS-1.h", "ACCESS-1.i"];
        let ours: Vec<(String, String)> = ours
            .filter(|(id, _)| !missing.contains(&id.as_str()))
            .collect();
        assert_eq!(ours, expected, "{code}");
        compared += expected.len();
    }
    assert_eq!(compared, 197);
}

/// The true figure and the faults together make up the workbook's own, exactly.
#[test]
fn the_faults_add_up_to_every_difference() {
    let Some(path) = workbook() else { return };
    let bytes = std::fs::read(path).unwrap();
    let find = |reference: &rungs::model::ModelRef| {
        let built_in = built_in_models()
            .iter()
            .find(|model| model.name == reference.to_string())?;
        built_in.model()
    };
    let input = rungs::import::Input {
        bytes: &bytes,
        file: rungs::text::RepoPath::given("w.xlsx"),
        unit: "u",
        model: &find,
    };
    let imported = (rungs::import::IMPORTERS[0].run)(&input).unwrap();
    assert!(imported.findings.is_empty(), "{:?}", imported.findings);
    assert_eq!(imported.reconciliation.len(), 1 + 11 + 28);
    for node in &imported.reconciliation {
        let ours = node.ours.as_ref().map_or((0.0, 0.0), |points| {
            (points.earned.to_f64(), points.possible.to_f64())
        });
        let faults = node.faults.iter().fold(ours, |sum, fault| {
            (sum.0 + fault.points, sum.1 + fault.possible)
        });
        let theirs = (
            node.theirs.points.parse::<f64>().unwrap(),
            node.theirs.possible.parse::<f64>().unwrap(),
        );
        assert_eq!(faults, theirs, "{}", imported.model.item(node.node).id);
    }
}
