//! Every worked example of the model families, through real files and the
//! command line. The table is in `table.rs`.

mod read;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rungs::project::built_in_models;
use rungs::value::Rational;
use serde_json::Value as Json;

use crate::support::workbook::{Entry, filled, official, practice_cells};
use crate::support::{copy_of, root, run};
use read::{Read, unit};
use table::EXAMPLES;

/// A worked example, or a part of one.
struct Example {
    /// Its name, as in the list of worked examples.
    name: &'static str,
    /// The publisher's rule, in short.
    rule: &'static str,
    /// Where the figures come from.
    runs: Runs,
    /// What goes in: the answers below a node of a unit, those out of scope left
    /// out; `–` is unanswered.
    answers: &'static [(&'static str, &'static str, &'static str)],
    /// What comes out.
    figures: &'static [Figure],
}

/// A figure: its key in the list of worked examples, where it is read, and what
/// it is, exactly.
type Figure = (&'static str, Read, &'static str);

/// What is run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Runs {
    /// `score --leaves` in `examples/models/…`.
    Score(&'static str),
    /// `score` of a file in which every practice of `cti-cmm@1.3` is `fully`, and
    /// these nodes are out of scope.
    BuiltIn(&'static [&'static str]),
    /// `import` of a workbook in the repository.
    Import(&'static str),
    /// `import` of the publisher's workbook v1.3 with these answers, where it is
    /// at hand.
    Official(Fill),
    /// `reconcile` of the drafts of a case, merged by a policy.
    Reconcile(&'static str, &'static str),
    /// Nothing: a function of the library is asked.
    Library,
    /// Nothing here: another test holds it.
    Elsewhere(&'static str),
}

/// What is typed into the official workbook.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fill {
    /// The answers of E1a and E1b.
    Asset,
    /// 3 everywhere.
    All,
    /// 3 everywhere, and SITUATION is not relevant.
    AllButSituation,
}

/// A run that figures are read from.
enum Ran {
    Report(Json),
    /// A report and the file that was written beside it.
    Merged(Json, String),
    Nothing,
}

impl Runs {
    fn run(self) -> Option<Ran> {
        match self {
            Self::Score(model) => {
                let folder = root().join("examples/models").join(model);
                let words = ["score", "--leaves", "--format", "json"];
                Some(Ran::Report(report(&folder, &words)))
            }
            Self::BuiltIn(out) => {
                let place = tempfile::tempdir().unwrap();
                std::fs::write(place.path().join("all.yaml"), all_fully(out)).unwrap();
                let words = ["score", "all.yaml", "--format", "json"];
                Some(Ran::Report(report(place.path(), &words)))
            }
            Self::Import(path) => Some(imported(&std::fs::read(root().join(path)).unwrap())),
            Self::Official(fill) => Some(imported(&fill.into_workbook(&official("v1.3")?))),
            Self::Reconcile(case, policy) => {
                let place = copy_of(&root().join("tests/cases/reconcile").join(case).join("tree"));
                let drafts = ["drafts/ann.yaml", "drafts/bob.yaml", "drafts/cid.yaml"];
                let tail = [
                    "--merge",
                    policy,
                    "--out",
                    "merged.yaml",
                    "--format",
                    "json",
                ];
                let words = [&["reconcile"], &drafts[..], &tail[..]].concat();
                let report = report(place.path(), &words);
                let merged = std::fs::read_to_string(place.path().join("merged.yaml")).unwrap();
                Some(Ran::Merged(report, merged))
            }
            Self::Library | Self::Elsewhere(_) => Some(Ran::Nothing),
        }
    }
}

impl Fill {
    fn into_workbook(self, workbook: &[u8]) -> Vec<u8> {
        let mut entries: Vec<(String, String, Entry)> = Vec::new();
        let mut enter = |sheet: &str, cell: String, entry| {
            entries.push((sheet.to_owned(), cell, entry));
        };
        if self == Self::Asset {
            let answers = "3 2 1 N/A 0 – 3 3 2 2 1 0 N/A".split(' ');
            for (row, answer) in (7..=12).chain(16..=22).zip(answers) {
                let entry = match answer.parse() {
                    Ok(points) => Entry::Number(points),
                    Err(_) if answer == "N/A" => Entry::Text("N/A"),
                    Err(_) => continue,
                };
                enter("Domain 1 - ASSET", format!("D{row}"), entry);
            }
        } else {
            let every = practice_cells(workbook);
            assert_eq!(every.len(), 197);
            for (sheet, cell) in every {
                enter(&sheet, cell, Entry::Number(3));
            }
        }
        if self == Self::AllButSituation {
            enter("Domain 5 - SITUATION", "G3".to_owned(), Entry::Text("No"));
        }
        filled(workbook, &entries)
    }
}

/// An assessment in which everything is done.
fn all_fully(out: &[&str]) -> String {
    let model = built_in_models()[0].model().unwrap();
    let mut text = String::from("rungs: assessment/1\nmodel: cti-cmm@1.3\nunit: unit\n");
    if !out.is_empty() {
        text.push_str("scope:\n  out:\n");
        text.extend(out.iter().map(|node| format!("    {node}: not asked\n")));
    }
    let out: Vec<_> = out.iter().map(|node| model.find(node).unwrap()).collect();
    text.push_str("answers:\n");
    for leaf in model.leaves(rungs::model::ItemIndex::ROOT) {
        if !out.iter().any(|node| model.within(leaf, *node)) {
            text.push_str(&format!("  {}: fully\n", model.item(leaf).id));
        }
    }
    text
}

fn imported(bytes: &[u8]) -> Ran {
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("tool.xlsx"), bytes).unwrap();
    let words = [
        "import",
        "cti-cmm-xlsx",
        "tool.xlsx",
        "--unit",
        "unit",
        "--format",
        "json",
    ];
    Ran::Report(report(place.path(), &words))
}

fn report(folder: &Path, words: &[&str]) -> Json {
    let ran = run(folder, words);
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| {
        panic!("{words:?} in {}: {error}\n{}", folder.display(), ran.stderr)
    })
}

#[test]
fn every_worked_example_comes_out_as_worked_out() {
    let mut runs: BTreeMap<Runs, Option<Ran>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for example in EXAMPLES {
        let ran = runs
            .entry(example.runs)
            .or_insert_with(|| example.runs.run());
        let Some(ran) = ran else {
            println!("skipped: {}, without the official workbook", example.name);
            continue;
        };
        if let Runs::Elsewhere(place) = example.runs {
            println!("elsewhere: {}, in {place}", example.name);
            continue;
        }
        for (of, node, answers) in example.answers {
            let found = ran
                .report()
                .map(|report| read::answers(unit(report, of), node));
            let found = found.map(|found| found.join(" "));
            if found.as_deref() != Some(answers) {
                wrong.push(format!(
                    "{}: {of} answers {node} {found:?}, not {answers}",
                    example.name
                ));
            }
        }
        for (key, read, expected) in example.figures {
            let found = read.from(ran);
            if found != *expected {
                wrong.push(format!("{} {key}: {found}, not {expected}", example.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The table against the list of worked examples, where that is at hand.
#[test]
fn the_table_is_the_list_of_worked_examples() {
    let folder = std::env::var_os("RUNGS_OFFICIAL_WORKBOOKS").map(PathBuf::from);
    let list = folder.and_then(|folder| std::fs::read(folder.join("oracles.json")).ok());
    let Some(list) = list else {
        println!("skipped: RUNGS_OFFICIAL_WORKBOOKS names no folder with oracles.json");
        return;
    };
    let list: Vec<Json> = serde_json::from_slice(&list).unwrap();
    type Listed = BTreeMap<(String, String), BTreeSet<(String, String)>>;
    let mut theirs = Listed::new();
    for example in &list {
        let text = |key: &str| example[key].as_str().unwrap().to_owned();
        let mut figures = BTreeSet::new();
        flatten("", &example["expect"], &mut figures);
        theirs.insert((text("name"), text("rule")), figures);
    }
    let mut ours = Listed::new();
    for example in EXAMPLES {
        let key = (example.name.to_owned(), example.rule.to_owned());
        let figures = example.figures.iter();
        let figures = figures.map(|(key, _, expected)| ((*key).to_owned(), (*expected).to_owned()));
        ours.entry(key).or_default().extend(figures);
    }
    assert_eq!(list.len(), theirs.len(), "names differ");
    assert_eq!(ours, theirs);
}

/// The figures of an expectation by their keys, numbers exact.
fn flatten(key: &str, value: &Json, into: &mut BTreeSet<(String, String)>) {
    let below = |inner: &str| match key {
        "" => inner.to_owned(),
        key => format!("{key}.{inner}"),
    };
    let mut put = |text: String| {
        into.insert((key.to_owned(), text));
    };
    match value {
        Json::Null => put("none".to_owned()),
        Json::String(text) => put(exact(text).unwrap_or_else(|| text.clone())),
        Json::Object(fields) => match fields.get("exact").and_then(Json::as_str) {
            Some(text) => put(exact(text).unwrap()),
            None => fields
                .iter()
                .for_each(|(name, inner)| flatten(&below(name), inner, into)),
        },
        Json::Array(items) => {
            for (at, inner) in items.iter().enumerate() {
                flatten(&below(&at.to_string()), inner, into);
            }
        }
        other => put(exact(&other.to_string()).unwrap()),
    }
}

/// A fraction or a decimal as rungs writes it.
fn exact(text: &str) -> Option<String> {
    let (over, under) = text.split_once('/').unwrap_or((text, "1"));
    let number = Rational::parse(over)?.checked_div(&Rational::parse(under)?)?;
    Some(number.to_string())
}
