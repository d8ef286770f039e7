//! Against the publisher's own workbook, where `RUNGS_OFFICIAL_WORKBOOKS` names
//! a folder that has it; without it these tests say so and pass.

use std::path::PathBuf;

use rungs::import::workbook::Workbook;
use rungs::project::built_in_models;

fn workbook() -> Option<PathBuf> {
    named("cti-cmm-assessment-v1.3.xlsx")
}

fn named(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("RUNGS_OFFICIAL_WORKBOOKS");
    let path = folder.map(|folder| PathBuf::from(folder).join(name));
    let path = path.filter(|path| path.exists());
    if path.is_none() {
        println!("skipped: RUNGS_OFFICIAL_WORKBOOKS names no folder with {name}");
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
        edition: None,
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

fn cti_mm(edition: &str) -> Option<rungs::import::Imported> {
    let bytes = std::fs::read(named("cti-mm.xlsx")?).unwrap();
    let importer = rungs::import::IMPORTERS
        .iter()
        .find(|importer| importer.id == "cti-mm-xlsx");
    let input = rungs::import::Input {
        bytes: &bytes,
        file: rungs::text::RepoPath::given("w.xlsx"),
        unit: "u",
        edition: Some(edition),
        model: &|_| None,
    };
    Some((importer.unwrap().run)(&input).unwrap())
}

fn per_level(imported: &rungs::import::Imported) -> [usize; 5] {
    let model = &imported.model;
    let mut counted = [0; 5];
    for leaf in model.leaves(rungs::model::ItemIndex::ROOT) {
        counted[model.item(leaf).level.unwrap() - 1] += 1;
    }
    counted
}

/// How many answers are yes and how many no.
fn yes_and_no(imported: &rungs::import::Imported) -> (usize, usize) {
    let answers = || imported.draft.answers.values();
    let with = |key: &str| {
        answers()
            .filter(|one| one.answer.as_deref() == Some(key))
            .count()
    };
    (with("yes"), with("no"))
}

fn findings_of(imported: &rungs::import::Imported, rule: &str) -> Vec<String> {
    let findings = imported
        .findings
        .iter()
        .filter(|finding| finding.rule.id == rule);
    let cell = |finding: &rungs::diagnostic::Diagnostic| match &finding.place {
        rungs::diagnostic::Place::Cell { cell, .. } => cell.clone(),
        other => format!("{other:?}"),
    };
    findings.map(cell).collect()
}

/// 226 rows hold 225 ids; all 24 answers arrive, and the one ticked box; every
/// link finds its control.
#[test]
fn the_cti_mm_workbook_is_read_in_full() {
    let Some(imported) = cti_mm("all-levels") else {
        return;
    };
    assert_eq!(per_level(&imported), [35, 48, 59, 55, 28]);
    assert_eq!(yes_and_no(&imported), (14 + 1, 10));
    let read = imported
        .read
        .iter()
        .map(|read| (read.place.as_str(), read.answers));
    assert_eq!(
        read.collect::<Vec<_>>(),
        [("All Levels!F", 24), ("All Levels!K", 1)]
    );
    let items = &imported.model.items;
    assert_eq!(items.iter().filter(|item| item.negative).count(), 19);
    let linked = items.iter().filter(|item| !item.resolved_by.is_empty());
    assert!(linked.clone().all(|item| item.resolved_by.len() == 1));
    assert_eq!(linked.count(), 18);
    let cells = |rule: &str| findings_of(&imported, rule);
    assert!(cells("workbook-link").is_empty() && cells("workbook-row").is_empty());
    assert_eq!(cells("workbook-id-twice"), ["All Levels!D28"]);
    assert_eq!(cells("workbook-place"), ["All Levels!D40"]);
    assert_eq!(
        cells("workbook-stray"),
        ["All Levels!K31", "All Levels!K40"]
    );
    assert_eq!(cells("workbook-box"), ["All Levels!K3:K20"]);
    assert_eq!(cells("workbook-text-twice"), ["All Levels!D19"]);
    assert_eq!(cells("workbook-sample"), ["All Levels!F"]);
    assert_eq!(cells("workbook-id").len(), 7);
    assert!(
        imported
            .findings
            .iter()
            .all(|finding| finding.level < rungs::diagnostic::Level::Deny)
    );
}

/// Four answers are about controls that the newer edition dropped or replaced.
#[test]
fn the_other_edition_of_the_cti_mm_workbook_takes_what_its_words_allow() {
    let Some(imported) = cti_mm("levels") else {
        return;
    };
    assert_eq!(per_level(&imported), [35, 46, 54, 54, 28]);
    let rows = findings_of(&imported, "workbook-row");
    assert_eq!(
        rows,
        ["F26", "F52", "F150", "F168"].map(|cell| format!("All Levels!{cell}"))
    );
    let read: usize = imported.read.iter().map(|read| read.answers).sum();
    assert_eq!(read, 24 + 1 - rows.len());
    assert_eq!(findings_of(&imported, "workbook-link"), ["All Levels!E17"]);
    let link = |id: &str| {
        &imported
            .model
            .item(imported.model.find(id).unwrap())
            .resolved_by
    };
    assert_eq!(link("1.B.1.b"), &["2.A.1.c"], "the control moved");
}
