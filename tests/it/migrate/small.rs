//! Two versions of a small model, mappings between them and assessments, made at
//! random.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use rungs::model::{self, Answer, Assessment, Mapping, Model};
use rungs::schema::{self, Kind};
use rungs::text::{RepoPath, SourceFile};
use rungs::{format, yaml};

/// Two scales, one without N/A; an answer that is bad news.
pub(super) fn house(version: &str, items: &str) -> String {
    format!(
        "rungs: model/1
id: house
version: '{version}'
title: House
levels: [{{id: L0}}, {{id: L1}}]
scales:
  three: {{answers: [{{key: no, score: 0}}, {{key: partly, score: 1}}, {{key: yes, score: 2, also: [Y]}}], not_applicable: true}}
  two: {{answers: [{{key: no, score: 0}}, {{key: yes, score: 1, also: [Y]}}]}}
measures: {{share: {{rule: combine, fn: ratio}}, level: {{rule: attain, at: yes}}}}
items:
{items}"
    )
}

pub(super) const OLD: &str = "
  - id: A
    title: 'Doors: \"all\" # of them'
    items:
      - {id: A-1, title: Doors close, level: L1, scale: three, aliases: [A.1]}
      - {id: A-2, title: 'Locks: two', level: L1, scale: three}
      - {id: A-3, title: Keys, level: L1, scale: two}
  - id: B
    title: Roof
    items:
      - {id: B-1, title: It leaks, level: L1, scale: three, polarity: negative}
      - {id: B-2, title: It is tight, level: L1, scale: two}
      - {id: B-3, title: Gutters, level: L1, scale: three}
";
pub(super) const NEW: &str = "
  - id: A
    title: Doors
    items:
      - {id: A-1, title: Doors shut, level: L1, scale: three}
      - {id: A-2, title: Locks, level: L1, scale: two}
      - {id: A-4, title: Keys, level: L1, scale: three}
  - id: C
    title: Roof
    items:
      - {id: C-1, title: It leaks, level: L1, scale: three, polarity: negative}
      - {id: C-2, title: It is tight, level: L1, scale: three}
      - {id: C-3, title: Gutters, level: L1, scale: two}
";
pub(super) const EARLIER: [&str; 6] = ["A-1", "A-2", "A-3", "B-1", "B-2", "B-3"];
pub(super) const LATER: [&str; 6] = ["A-1", "A-2", "A-4", "C-1", "C-2", "C-3"];
/// Items of the earlier version whose scale has neither `partly` nor N/A.
pub(super) const STRICT: [&str; 2] = ["A-3", "B-2"];

/// What can stand after a key, in any layout. `%` is the item's title, `~` a
/// number that makes comments differ.
pub(super) const SAID: [&str; 16] = [
    "",
    " # %",
    " # asked ~",
    " yes # %",
    " Y # sure ~",
    " \"0\" # ~",
    " {answer: yes, owner: crew} # ~",
    "\n    answer: no # ~\n    because: |-\n      two # no comment\n       lines\n    evidence:\n    - note: \"a, b: c\"\n      recorded: 2026-09-01\n    # at the end ~",
    " # on the key ~\n    yes",
    " # first ~\n    because: only words",
    " {answer: yes, # in braces ~\n    owner: crew}",
    "\n    target: {answer: yes, by: 2027-01-01}\n    answer: 0",
    " {answer: no, review: {was: Z-1, why: before}}",
    "\n    # deeper ~\n    \"no\"",
    " {na: \"bought in, for now\"} # ~",
    " partly",
];

/// One answer: what is said, whether a comment stands above.
pub(super) type Said = (Option<usize>, bool);

pub(super) fn said() -> impl Strategy<Value = Vec<Said>> {
    let one = (
        proptest::option::weighted(0.8, 0..SAID.len()),
        any::<bool>(),
    );
    proptest::collection::vec(one, EARLIER.len())
}

/// What becomes of each earlier item, in an order in which they take later ones.
pub(super) fn turns() -> impl Strategy<Value = Vec<(usize, usize)>> {
    let order = Just((0..EARLIER.len()).collect::<Vec<_>>()).prop_shuffle();
    let relations = proptest::collection::vec(0usize..8, EARLIER.len());
    (order, relations).prop_map(|(order, relations)| order.into_iter().zip(relations).collect())
}

pub(super) fn mapping_text(turns: &[(usize, usize)]) -> String {
    let mut free: Vec<&str> = LATER.to_vec();
    let mut rows = String::new();
    let mut merged: Option<&str> = None;
    for (at, relation) in turns {
        let from = EARLIER[*at];
        if let Some(first) = merged.take() {
            if let Some(to) = free.pop() {
                rows.push_str(&format!("  - {{from: [{first}, {from}], to: [{to}], relation: merged, because: \"both, as one: # x\"}}\n"));
            }
            continue;
        }
        let mut row = |relation: &str, to: Option<&str>| {
            let to = to.map_or(String::new(), |to| format!("to: [{to}], "));
            rows.push_str(&format!(
                "  - {{from: [{from}], {to}relation: {relation}, because: \"why, so\\nwhy\"}}\n"
            ));
        };
        match *relation {
            0 if free.contains(&from) => {
                free.retain(|id| *id != from);
                row("same", Some(from));
            }
            1 | 2 => match free.pop() {
                Some(to) => row(["renamed", "reworded"][*relation - 1], Some(to)),
                None => row("dropped", None),
            },
            3 => match (free.pop(), free.pop()) {
                (Some(one), Some(two)) => row("split", Some(&format!("{one}, {two}"))),
                _ => row("dropped", None),
            },
            4 | 5 => merged = Some(from),
            6 => row("dropped", None),
            // It stands in no row.
            _ => {}
        }
    }
    if !free.is_empty() {
        rows.push_str(&format!(
            "  - {{to: [{}], relation: new}}\n",
            free.join(", ")
        ));
    }
    let rows = if rows.is_empty() {
        " []\n".to_owned()
    } else {
        format!("\n{rows}")
    };
    format!("rungs: mapping/1\nfrom: house@1\nto: house@2\nrows:{rows}")
}

/// An assessment. Its head speaks of nodes that stay and of some that go.
pub(super) fn text(said: &[Said], indent: usize, head: bool) -> String {
    let mut text =
        String::from("# all of it\nrungs: assessment/1\nmodel: house@1 # ours\nunit: u\n");
    if head {
        text.push_str("assessed:\n  B: 2026-09-01 # gone\n  A: 2026-09-02 # stays\n");
        text.push_str("scope:\n  out:\n    B: |\n      none\n");
        text.push_str("targets:\n  - node: B\n    measure: share\n    at_least: 0.5\n  # over A\n  - {node: A, measure: level, at_least: L1}\n");
    }
    let pad = " ".repeat(indent);
    let mut answers = String::new();
    for (at, (what, above)) in said.iter().enumerate() {
        let id = EARLIER[at];
        let Some(what) = what.filter(|what| !(STRICT.contains(&id) && *what >= 14)) else {
            continue;
        };
        if *above {
            answers.push_str(&format!("{pad}# above {id}\n"));
        }
        let old = old();
        let title = &old.item(old.find(id).expect("it is there")).title;
        let said = SAID[what].replace('%', title).replace('~', &at.to_string());
        let said = said.replace("\n  ", &format!("\n{pad}"));
        let key = if at == 0 { "A.1" } else { id };
        answers.push_str(&format!("{pad}{key}:{said}\n"));
    }
    if answers.is_empty() {
        return text + "# the end\n";
    }
    text + "answers: # below\n" + &answers + "retired:\n  OLD-1@0: yes # long gone\n# the end\n"
}

pub(super) fn file(text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile::new(RepoPath::given("t.yaml"), text.to_owned()))
}

pub(super) fn model_of(text: &str) -> Model {
    let file = file(text);
    let parsed = yaml::parse(&file);
    let (model, findings) = model::model(&file, &parsed.root.expect("it is YAML"));
    assert!(findings.is_empty(), "{findings:?}");
    model.expect("it is a model")
}

pub(super) fn old() -> Model {
    model_of(&house("1", OLD))
}

pub(super) fn mapping_of(text: &str, old: &Model, new: &Model) -> Mapping {
    let file = file(text);
    let parsed = yaml::parse(&file);
    assert!(parsed.findings.is_empty(), "{:?}\n{text}", parsed.findings);
    let root = parsed.root.expect("it is YAML");
    let findings = schema::validate(Kind::Mapping, &file, &root);
    assert!(findings.is_empty(), "{findings:?}\n{text}");
    let mapping = model::mapping(&file, &root).expect("it is a mapping");
    let findings = mapping.check(Some(old), Some(new));
    assert!(findings.is_empty(), "{findings:?}\n{text}");
    mapping
}

pub(super) fn read(text: &str) -> Assessment {
    let file = file(text);
    let parsed = yaml::parse(&file);
    assert!(parsed.findings.is_empty(), "{:?}\n{text}", parsed.findings);
    let root = parsed.root.expect("it is YAML");
    let findings = schema::validate(Kind::Assessment, &file, &root);
    assert!(findings.is_empty(), "{findings:?}\n{text}");
    model::assessment(&[(Arc::clone(&file), &root)]).expect("it is one")
}

pub(super) fn formatted(text: &str, model: &Model) -> String {
    let file = file(text);
    let job = format::Job {
        file: &file,
        kind: Kind::Assessment,
        model,
        accept_model: false,
    };
    format::format(&job).unwrap_or_else(|_| panic!("it has a canonical form\n{text}"))
}

/// Everything that an answer says, places and the mark for review aside.
pub(super) fn content(answer: &Answer) -> String {
    let text = |text: &Option<model::Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    let evidence = answer.evidence.iter().map(|one| {
        let reference = text(&one.reference);
        (
            reference,
            one.note.clone(),
            text(&one.recorded),
            text(&one.expires),
        )
    });
    let value = answer.answer.as_ref().map(|value| value.value.text.clone());
    let na = answer.na.as_ref().map(|na| na.value.clone());
    let target = answer.target.as_ref();
    let target = target.map(|target| (target.answer.value.text.clone(), text(&target.by)));
    let evidence: Vec<_> = evidence.collect();
    let (because, owner) = (text(&answer.because), text(&answer.owner));
    format!(
        "{value:?} {na:?} {because:?} {evidence:?} {owner:?} {target:?} {:?} {:?}",
        answer.impact, answer.effort
    )
}

pub(super) fn silent(answer: &Answer) -> bool {
    content(answer) == "None None None [] None None None None" && answer.review.is_none()
}

/// The comments of a text. Nothing here has a `#` in quotes or in prose after
/// a space but what says that it is no comment.
pub(super) fn comments(text: &str) -> BTreeSet<String> {
    let comment = |line: &str| {
        let at = if line.trim_start().starts_with('#') {
            line.find('#')
        } else {
            line.find(" #")
        };
        at.map(|at| line[at..].trim().to_owned())
    };
    text.lines().filter_map(comment).collect()
}
