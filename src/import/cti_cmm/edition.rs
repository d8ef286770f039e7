//! The editions of the workbook: what tells one from the other, and what one
//! has that the other has not. Nothing else asks which edition it reads.

use std::collections::HashSet;

use super::layout::{self, text};
use super::practices::{fingerprint, without_letter};
use crate::import::Refusal;
use crate::import::workbook::{Sheet, Value, Workbook};

/// One edition of the official workbook.
#[derive(Debug)]
pub(super) struct Edition {
    /// The workbook's own version, as its file is named.
    pub(super) workbook: &'static str,
    /// The version of the model that its Dashboard names.
    pub(super) model: &'static str,
    /// Digests of the practices' texts, one `id,digest` a line: enough to
    /// recognise a text, not to restore it.
    pub(super) practices: &'static str,
    /// The headers of the columns for planning, where it has them.
    pub(super) planning: Option<&'static PlanningHeaders>,
    /// A sheet of formulas that repeats the practices from those of the domains.
    pub(super) summary: Option<&'static str>,
}

/// The headers of the columns for planning, in lower case.
#[derive(Debug)]
pub(super) struct PlanningHeaders {
    pub(super) target: &'static str,
    pub(super) impact: &'static str,
    pub(super) effort: &'static str,
    pub(super) priority: &'static str,
    pub(super) day: &'static str,
}

/// Every edition that is read, the newest first.
pub(super) static EDITIONS: [Edition; 2] = [
    Edition {
        workbook: "v1.3",
        model: "1.3",
        practices: include_str!("../../../templates/models/cti-cmm/1.3/practices.csv"),
        planning: None,
        summary: None,
    },
    Edition {
        workbook: "v1.0",
        model: "1.2",
        practices: include_str!("../../../templates/models/cti-cmm/1.2/practices.csv"),
        planning: Some(&PlanningHeaders {
            target: "target score",
            impact: "est. impact",
            effort: "est. loe",
            priority: "priority",
            day: "target date",
        }),
        summary: Some("Priorities Summary"),
    },
];

/// The edition that a workbook is: the one its Dashboard names, else the one
/// whose columns it has.
pub(super) fn of(workbook: &Workbook) -> Result<&'static Edition, Refusal> {
    let domains: Vec<&Sheet> = workbook
        .sheets
        .iter()
        .filter(|sheet| layout::domain_code(&sheet.name).is_some())
        .collect();
    if domains.is_empty() {
        return Err(no_domains(workbook));
    }
    let edition = match named(workbook)? {
        Some(edition) => edition,
        None => by_columns(&domains),
    };
    not_another(edition, &EDITIONS, &domains)?;
    Ok(edition)
}

fn no_domains(workbook: &Workbook) -> Refusal {
    let names = workbook.sheets.iter().map(|sheet| sheet.name.as_str());
    let names: Vec<&str> = names.take(5).collect();
    Refusal {
        message: "not a CTI-CMM assessment workbook: it has no sheet such as `Domain 1 - ASSET`"
            .to_owned(),
        help: Some(format!("its sheets are {}", names.join(", "))),
    }
}

/// The edition that the Dashboard names, if it names one.
fn named(workbook: &Workbook) -> Result<Option<&'static Edition>, Refusal> {
    let dashboard = workbook.sheet("Dashboard");
    let cells = dashboard.into_iter().flat_map(|sheet| sheet.cells.values());
    let named = cells
        .map(|cell| text(&cell.value))
        .find_map(|words| Some((words, version(words)?)));
    let Some((words, version)) = named else {
        return Ok(None);
    };
    let edition = EDITIONS.iter().find(|edition| edition.model == version);
    let Some(edition) = edition else {
        return Err(Refusal {
            message: format!("this is the workbook of model version {version} (`{words}`)"),
            help: Some(format!("this importer reads {}", known())),
        });
    };
    Ok(Some(edition))
}

/// The model version in a text such as `Assessment Tool (Version 1.2 April 2025)`.
fn version(words: &str) -> Option<&str> {
    let (before, after) = words.split_once("Version ")?;
    let digits = |found: char| found.is_ascii_digit() || found == '.';
    let end = after.find(|found| !digits(found)).unwrap_or(after.len());
    let version = after.get(..end)?.trim_end_matches('.');
    (before.contains("Assessment Tool") && version.contains('.')).then_some(version)
}

/// The editions in words.
fn known() -> String {
    let of = |edition: &Edition| {
        format!(
            "the workbook {} of model version {}",
            edition.workbook, edition.model
        )
    };
    EDITIONS.iter().map(of).collect::<Vec<_>>().join(" and ")
}

/// The edition whose columns the sheets have: one with columns for planning
/// where they are there, else one without.
fn by_columns(domains: &[&Sheet]) -> &'static Edition {
    let [newest, ..] = &EDITIONS;
    let has = |headers: &PlanningHeaders| {
        let mut sheets = domains.iter();
        sheets.any(|sheet| layout::has_header(sheet, headers.target))
    };
    let mut editions = EDITIONS.iter();
    let planned = editions.find(|edition| edition.planning.is_some_and(has));
    planned.unwrap_or(newest)
}

/// Refuses a workbook whose practices are those of another edition than it says
/// it is: one letter stands for different practices in two editions.
pub(super) fn not_another(
    edition: &Edition,
    editions: &[Edition],
    domains: &[&Sheet],
) -> Result<(), Refusal> {
    let cells = domains.iter().flat_map(|sheet| sheet.cells.values());
    let texts = cells.filter_map(|cell| match &cell.value {
        Value::Text(_) => Some(fingerprint(without_letter(text(&cell.value)))),
        _ => None,
    });
    let texts: HashSet<String> = texts.collect();
    let recognised = |edition: &Edition| {
        let rows = edition.practices.lines();
        let digests = rows.filter_map(|row| Some(row.split_once(',')?.1.trim()));
        digests.filter(|digest| texts.contains(*digest)).count()
    };
    let most = recognised(edition);
    let other = editions.iter().find(|other| recognised(other) > most);
    match other {
        None => Ok(()),
        Some(other) => Err(Refusal {
            message: format!(
                "it is made as the workbook {} of model version {}, and most practices that can be recognised are those of model version {}",
                edition.workbook, edition.model, other.model
            ),
            help: Some("import the workbook as its publisher made it".to_owned()),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn the_version_is_read_from_the_tools_title_only() {
        assert_eq!(
            version("Assessment Tool BETA (Version 1.2 April 2025)"),
            Some("1.2")
        );
        assert_eq!(version("Assessment Tool, Version 2.0."), Some("2.0"));
        assert_eq!(version("Version 1.2 of our report"), None);
        assert_eq!(version("Assessment Tool Version x"), None);
    }
}
