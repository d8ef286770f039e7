//! The official CTI-CMM assessment workbook, v1.3.
//!
//! Everything is found by sheet names and header texts, practices by digests of
//! their text; the workbook's letters, fixed cells and stored totals are not
//! relied on.

mod answers;
mod faults;
mod figures;
mod layout;
mod practices;
mod totals;
mod wording;

use std::collections::BTreeMap;

use super::workbook::Workbook;
use super::{Draft, Imported, Importer, Input, Refusal};
use crate::model::ModelRef;

pub(super) static IMPORTER: Importer = Importer {
    id: "cti-cmm-xlsx",
    about: "the official CTI-CMM assessment workbook, v1.3",
    editions: &[],
    run,
};

fn run(input: &Input<'_>) -> Result<Imported, Refusal> {
    let workbook = Workbook::open(input.bytes).map_err(|error| Refusal {
        message: error.message(),
        help: error.help().map(str::to_owned),
    })?;
    edition(&workbook)?;
    let reference = ModelRef {
        id: "cti-cmm".to_owned(),
        version: "1.3".to_owned(),
    };
    let model = (input.model)(&reference).ok_or_else(|| Refusal {
        message: format!("there is no model {reference}"),
        help: None,
    })?;
    let mut findings = Vec::new();
    let sheets = layout::sheets(&workbook, &model, &input.file, &mut findings);
    let placed = practices::place(&sheets, &model, &input.file, &mut findings);
    let read = answers::read(&sheets, &placed, &model, &input.file, &mut findings);
    let draft = Draft {
        unit: input.unit.to_owned(),
        ..read.draft
    };
    let reconciliation =
        figures::reconcile(&workbook, &sheets, &placed, &read.scores, &model, &draft);
    let wording = placed
        .iter()
        .map(|row| (model.item(row.item).id.clone(), row.text.clone()));
    let wording: BTreeMap<String, String> = wording.collect();
    Ok(Imported {
        model,
        model_file: None,
        draft,
        read: Vec::new(),
        findings,
        reconciliation,
        wording,
    })
}

/// Refuses what is not the workbook of model version 1.3.
fn edition(workbook: &Workbook) -> Result<(), Refusal> {
    let domains = workbook
        .sheets
        .iter()
        .filter(|sheet| layout::domain_code(&sheet.name).is_some())
        .count();
    if domains == 0 {
        let names: Vec<&str> = workbook
            .sheets
            .iter()
            .take(5)
            .map(|sheet| sheet.name.as_str())
            .collect();
        return Err(Refusal {
            message:
                "not a CTI-CMM assessment workbook: it has no sheet such as `Domain 1 - ASSET`"
                    .to_owned(),
            help: Some(format!("its sheets are {}", names.join(", "))),
        });
    }
    let texts = workbook
        .sheet("Dashboard")
        .map(|sheet| sheet.cells.values())
        .into_iter()
        .flatten();
    let mut texts = texts.filter_map(|cell| match &cell.value {
        super::workbook::Value::Text(text) => Some(text.as_str()),
        _ => None,
    });
    if let Some(other) = texts.find(|text| text.contains("Version 1.2")) {
        return Err(Refusal {
            message: format!("this is the workbook of model version 1.2 (`{other}`)"),
            help: Some("this importer reads the workbook v1.3 of model version 1.3".to_owned()),
        });
    }
    Ok(())
}
