//! Gates by themselves: small assessments, one declaration, and what breaks it.

mod declared;
mod found;

use std::sync::Arc;

use rungs::diagnostic::Level;
use rungs::diff::{Alignment, Side, changes};
use rungs::gate::{Breach, Earlier, Scene, Subject, find, lost};
use rungs::model::{Assessment, GateDeclaration, Model, Resolved};
use rungs::score::Engine;
use rungs::text::{RepoPath, SourceFile};
use rungs::value::Date;
use rungs::{model, yaml};

/// Two domains; the second answer of the cellar is turned round.
const HOUSE: &str = "
rungs: model/1
id: house
version: '1'
title: House
levels: [{id: L0}, {id: L1}, {id: L2}]
facets: {side: [inner, outer]}
scales:
  three: {answers: [{key: no, score: 0}, {key: partly, score: 1}, {key: yes, score: 2}], not_applicable: true}
measures:
  share: {rule: combine, fn: ratio, unanswered: exclude}
  mean: {rule: combine, fn: mean}
  sum: {rule: combine, fn: sum}
  least: {rule: combine, fn: min, over: children, of: mean}
  level: {rule: attain, at: yes}
  name: {rule: band, of: share, band: colours}
bands: {colours: {closed: lower, edges: [{to: 0.5, label: red}, {label: green}]}}
items:
  - id: DOOR
    title: Doors
    items:
      - {id: DOOR-1, title: Doors close, level: L1, scale: three, facets: {side: outer}}
      - {id: DOOR-2, title: Doors lock, level: L2, scale: three, facets: {side: inner}}
  - id: CELLAR
    title: Cellar
    items:
      - {id: CELLAR-1, title: The cellar is dry, level: L1, scale: three}
      - {id: CELLAR-2, title: Water comes in, level: L1, scale: three, polarity: negative}
";

fn file(name: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile::new(RepoPath::given(name), text.to_owned()))
}

fn house(text: &str) -> Model {
    let file = file("model.yaml", text);
    let parsed = yaml::parse(&file);
    let (model, findings) = model::model(&file, parsed.root.as_ref().unwrap());
    assert!(findings.is_empty(), "{findings:?}");
    model.unwrap()
}

/// What stands in an assessment beside its head.
fn assessment(model: &Model, rest: &str) -> Assessment {
    let text = format!(
        "rungs: assessment/1\nmodel: {}\nunit: acme\n{rest}",
        model.reference
    );
    let file = file("acme.yaml", &text);
    let parsed = yaml::parse(&file);
    assert!(parsed.findings.is_empty(), "{rest}");
    model::assessment(&[(Arc::clone(&file), parsed.root.as_ref().unwrap())]).unwrap()
}

fn declaration(gate: &str) -> GateDeclaration {
    let file = file(
        "rungs.yaml",
        &format!("rungs: config/1\ngates:\n  - {{{gate}}}\n"),
    );
    let parsed = yaml::parse(&file);
    assert!(parsed.findings.is_empty(), "{gate}");
    let mut config = model::config(parsed.root.as_ref().unwrap());
    config.gates.pop().expect("a gate")
}

/// What a gate finds on 2026-10-15, against a base with another model perhaps.
fn found(gate: &str, head: (&Model, &str), base: Option<(&Model, &str)>) -> Vec<Breach> {
    let declared = declaration(gate);
    let (model, text) = head;
    let assessed = assessment(model, text);
    let resolved = Resolved::new(model, &assessed);
    let side = Side {
        model,
        assessment: &assessed,
        resolved: &resolved,
    };
    let before = base.map(|(model, text)| {
        let assessed = assessment(model, text);
        let resolved = Resolved::new(model, &assessed);
        (model, assessed, resolved)
    });
    let earlier = before.as_ref().map(|(model, assessment, resolved)| {
        let base = Side {
            model,
            assessment,
            resolved,
        };
        let alignment = Alignment::new(&base, &side, None).ok();
        Earlier {
            side: base,
            changes: alignment.map(|alignment| changes(&base, &side, &alignment)),
        }
    });
    let engine = Engine::new(model, &assessed, &resolved);
    let scene = Scene {
        gate: &declared,
        head: side,
        engine: &engine,
        earlier: earlier.as_ref(),
        today: Date::parse("2026-10-15").unwrap(),
    };
    let mut breaches = Vec::new();
    (find(&declared.rule.value).expect("a gate").run)(&scene, &mut breaches);
    let place = scene.place(assessed.model.at);
    breaches.extend(lost(&scene).into_iter().map(|lost| {
        let breach = Breach::new(Subject::Assessment, place.clone(), lost.message);
        breach.aspect(format!("lost {}", lost.what))
    }));
    breaches
}

/// Subject, aspect and message of each.
fn words(breaches: &[Breach]) -> Vec<String> {
    let word = |breach: &Breach| {
        let subject = match &breach.subject {
            Subject::Assessment => "–",
            Subject::Node(id) | Subject::Practice(id) => id,
        };
        let level = match breach.level {
            Some(Level::Warn) => "warn ",
            _ => "",
        };
        format!("{level}{subject} [{}] {}", breach.aspect, breach.message)
    };
    breaches.iter().map(word).collect()
}

/// What a gate finds in answers of the house.
fn in_answers(gate: &str, answers: &str) -> Vec<String> {
    let model = house(HOUSE);
    words(&found(
        gate,
        (&model, &format!("answers: {{{answers}}}\n")),
        None,
    ))
}

/// What a gate finds where answers of the house changed.
fn in_change(gate: &str, base: &str, head: &str) -> Vec<String> {
    let model = house(HOUSE);
    let answers = |text: &str| format!("answers: {{{text}}}\n");
    let (base, head) = (answers(base), answers(head));
    words(&found(gate, (&model, &head), Some((&model, &base))))
}
