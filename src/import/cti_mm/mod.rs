//! The workbook of the CTI maturity model (CTI-MM) by its author.
//!
//! It states no licence, so rungs carries nothing of it: the model is written
//! from the user's own copy. The sheet `All Levels` and the sheets `Level 1` to
//! `Level 5` are two editions of the text; one is read, the other looked at for
//! what it says about the same controls.

mod answers;
mod edition;
mod id;
mod layout;
mod model;
mod pair;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::workbook::{Sheet, Workbook};
use super::{Draft, Imported, Importer, Input, ModelFile, Refusal};
use crate::model::{Model, model as read_model};
use crate::text::{RepoPath, SourceFile};
use crate::yaml;
use edition::Edition;
use layout::Findings;
use pair::Pairs;

/// The most controls of one edition.
pub const MOST_CONTROLS: usize = 1_000;

pub(super) static IMPORTER: Importer = Importer {
    id: "cti-mm-xlsx",
    about: "the CTI-MM author's workbook, with its model",
    editions: &[Which::AllLevels.word(), Which::Levels.word()],
    run,
};

/// One of the two editions that a workbook holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    AllLevels,
    Levels,
}

impl Which {
    /// Its name on the command line, and the version of its model.
    const fn word(self) -> &'static str {
        match self {
            Self::AllLevels => "all-levels",
            Self::Levels => "levels",
        }
    }

    /// Which of the workbook's sheets it is.
    const fn edition(self) -> &'static str {
        match self {
            Self::AllLevels => "All Levels",
            Self::Levels => "Level 1 to Level 5",
        }
    }

    const fn other(self) -> Self {
        match self {
            Self::AllLevels => Self::Levels,
            Self::Levels => Self::AllLevels,
        }
    }

    fn sheets(self, workbook: &Workbook) -> Vec<&Sheet> {
        let names = match self {
            Self::AllLevels => vec!["all levels".to_owned()],
            Self::Levels => (1..=5).map(|level| format!("level {level}")).collect(),
        };
        let named = |name: &String| {
            let mut sheets = workbook.sheets.iter();
            sheets.find(|sheet| sheet.name.trim().to_lowercase() == *name)
        };
        names.iter().filter_map(named).collect()
    }

    fn read<'w>(
        self,
        workbook: &'w Workbook,
        findings: &mut Findings<'_>,
    ) -> Result<Edition<'w>, Refusal> {
        let sheets = self.sheets(workbook).into_iter();
        let rows: Vec<_> = sheets
            .flat_map(|sheet| layout::rows(sheet, findings))
            .collect();
        if rows.len() > MOST_CONTROLS {
            return Err(Refusal {
                message: format!("{} has more than {MOST_CONTROLS} controls", self.edition()),
                help: None,
            });
        }
        Ok(Edition::new(rows, findings))
    }
}

fn run(input: &Input<'_>) -> Result<Imported, Refusal> {
    let workbook = Workbook::open(input.bytes).map_err(|error| Refusal {
        message: error.message(),
        help: error.help().map(str::to_owned),
    })?;
    let which = match input.edition {
        Some(word) if word == Which::Levels.word() => Which::Levels,
        _ => Which::AllLevels,
    };
    recognise(&workbook, which)?;
    let mut findings = Findings::new(&input.file);
    let mut base = which.read(&workbook, &mut findings)?;
    let mut other = which.other().read(&workbook, &mut findings)?;
    if base.controls.is_empty() {
        return Err(Refusal {
            message: format!("no control was found in the sheets {}", which.edition()),
            help: None,
        });
    }
    if which == Which::Levels && which.sheets(&workbook).len() < 5 {
        let message = "a level has no sheet of its own; its controls are not in the model";
        findings.report(
            &super::rules::WORKBOOK_SHEET,
            which.edition(),
            message,
            None,
        );
    }
    let pairs = Pairs::new(&base, &other);
    pair::agree_on_indicators(&mut base, &mut other, &pairs, &mut findings);
    let sides = (which.edition(), which.other().edition());
    pair::report((sides.0, &base), (sides.1, &other), &pairs, &mut findings);
    pair::report_twins(&base, &mut findings);
    let text = model::to_yaml(which, &base, &other, &pairs, &mut findings);
    let answers = answers::read(&base, &other, &pairs, &mut findings);
    Ok(Imported {
        model: typed(&text)?,
        model_file: Some(ModelFile {
            path: path(which).to_owned(),
            text,
        }),
        draft: Draft {
            unit: input.unit.to_owned(),
            answers: answers.by_id,
            ..Draft::default()
        },
        findings: findings.all,
        read: answers.read,
        reconciliation: Vec::new(),
        wording: BTreeMap::new(),
    })
}

const fn path(which: Which) -> &'static str {
    match which {
        Which::AllLevels => "models/cti-mm.yaml",
        Which::Levels => "models/cti-mm-levels.yaml",
    }
}

/// Refuses what has none of the sheets.
fn recognise(workbook: &Workbook, which: Which) -> Result<(), Refusal> {
    if !which.sheets(workbook).is_empty() {
        return Ok(());
    }
    if !which.other().sheets(workbook).is_empty() {
        return Err(Refusal {
            message: format!("the workbook has no sheet {}", which.edition()),
            help: Some(format!(
                "import {} instead, with `--edition {}`",
                which.other().edition(),
                which.other().word()
            )),
        });
    }
    let names: Vec<&str> = workbook
        .sheets
        .iter()
        .take(5)
        .map(|sheet| sheet.name.as_str())
        .collect();
    Err(Refusal {
        message:
            "not a CTI-MM workbook: it has neither a sheet `All Levels` nor one such as `Level 1`"
                .to_owned(),
        help: Some(format!("its sheets are {}", names.join(", "))),
    })
}

/// The model as it will be read from its file.
fn typed(text: &str) -> Result<Arc<Model>, Refusal> {
    let file = Arc::new(SourceFile::new(
        RepoPath::given("model.yaml"),
        text.to_owned(),
    ));
    let parsed = yaml::parse(&file);
    let (model, findings) = parsed
        .root
        .map_or((None, Vec::new()), |root| read_model(&file, &root));
    let wrong = parsed.findings.iter().chain(&findings).next();
    match model.filter(|_| wrong.is_none()) {
        Some(model) => Ok(Arc::new(model)),
        None => Err(Refusal {
            message: wrong.map_or_else(
                || "its controls make no model".to_owned(),
                |wrong| format!("its controls make no sound model: {}", wrong.message),
            ),
            help: None,
        }),
    }
}
