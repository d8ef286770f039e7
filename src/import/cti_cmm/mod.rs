//! The official CTI-CMM assessment workbook, v1.0 and v1.3.
//!
//! What differs between the two is in [`edition`]. Everything is found by sheet names and header texts, practices by digests of
//! their text; the workbook's letters, fixed cells and stored totals are not
//! relied on.

mod answers;
mod edition;
mod faults;
mod figures;
mod layout;
mod levels;
mod planning;
mod practices;
mod summary;
mod totals;
mod wording;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::workbook::Workbook;
use super::{Draft, Imported, Importer, Input, Refusal};
use crate::model::ModelRef;

pub(super) static IMPORTER: Importer = Importer {
    id: "cti-cmm-xlsx",
    about: "the official CTI-CMM assessment workbook, v1.0 or v1.3",
    editions: &[],
    run,
};

fn run(input: &Input<'_>) -> Result<Imported, Refusal> {
    let workbook = Workbook::open(input.bytes).map_err(|error| Refusal {
        message: error.message(),
        help: error.help().map(str::to_owned),
    })?;
    let edition = edition::of(&workbook)?;
    let reference = ModelRef {
        id: "cti-cmm".to_owned(),
        version: edition.model.to_owned(),
    };
    let model = (input.model)(&reference).ok_or_else(|| Refusal {
        message: format!("there is no model {reference}"),
        help: None,
    })?;
    let mut findings = Vec::new();
    let sheets = layout::sheets(&workbook, edition, &model, &input.file, &mut findings);
    let placed = practices::place(&sheets, edition, &model, &input.file, &mut findings);
    levels::check(&sheets, &placed, &model, &input.file, &mut findings);
    let read = answers::read(&sheets, &placed, &model, &input.file, &mut findings);
    let draft = Draft {
        unit: input.unit.to_owned(),
        ..read.draft
    };
    findings.extend(edition.summary.and_then(|name| {
        summary::left_out(&workbook, name, &sheets, &placed, &model, &input.file)
    }));
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
