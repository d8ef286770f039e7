//! Every string of the corpus in every field that a file can fill.

use super::corpus;
use super::judge::{judge, plain};
use super::outcomes;
use crate::render::escape;
use crate::render::markdown::diff::{diff, said};
use crate::report::{
    ChangeReport, DiffReport, DiffedAssessment, EvidenceReport, ModelReport, MovementReport,
    OverriddenReport, WordKind, WordRun, sample,
};

/// A word that no report says of itself.
const STANDING: &str = "Standing";

/// Where a text of a file stands; each shape of a comment has places of its own.
type Shape = fn(&str) -> DiffReport;

#[test]
fn every_string_is_shown_as_itself_in_every_field() {
    let shape: Shape = |text| filled(sample::report(vec![outcomes::full("blue")]), text);
    every_string(shape, 1);
}

#[test]
fn every_string_is_shown_as_itself_among_several() {
    let shape: Shape = |text| filled(sample::report(vec![incomparable(), brief()]), text);
    every_string(shape, 0);
}

#[test]
fn every_string_is_shown_as_itself_where_it_is_folded_away() {
    let shape: Shape = |text| {
        let all = vec![
            incomparable(),
            brief(),
            outcomes::new(""),
            outcomes::gone(""),
        ];
        filled(sample::report(all), text)
    };
    every_string(shape, 0);
}

fn every_string(shape: Shape, charted: usize) {
    let standing = judge(&diff(&shape(STANDING)));
    let charts = standing.elements.iter().filter(|it| *it == "pre").count();
    assert_eq!(charts, charted, "a chart is among what is judged");
    assert!(standing.text.matches(STANDING).count() > 30);
    for text in corpus::strings() {
        let seen = judge(&diff(&shape(&text)));
        let shown = escape::terminal(&said::folded(&text)).into_owned();
        if shown.trim().is_empty() {
            continue;
        }
        let expected = standing.text.replace(STANDING, &plain(&shown));
        assert_eq!(seen.text, plain(&expected), "{text:?}");
        assert_eq!(seen.elements, standing.elements, "{text:?}");
        assert_eq!(seen.links.len(), standing.links.len(), "{text:?}");
    }
}

fn incomparable() -> DiffedAssessment {
    let mut one = sample::assessment("blue");
    one.comparable = false;
    one.incomparable = Some(String::new());
    one
}

fn brief() -> DiffedAssessment {
    let mut one = outcomes::fallen("crew");
    one.changes.truncate(1);
    one.measures.truncate(1);
    one
}

fn filled(mut report: DiffReport, text: &str) -> DiffReport {
    let said = || Some(text.to_owned());
    report.notes = vec![text.to_owned()];
    report.narrowed = vec![text.to_owned()];
    report.findings = vec![outcomes::finding(text)];
    report.findings.iter_mut().for_each(|it| it.path = said());
    report.base.name = text.to_owned();
    report.base.why = said();
    report.head.name = text.to_owned();
    for one in &mut report.assessments {
        assessment(one, text);
    }
    report
}

fn assessment(one: &mut DiffedAssessment, text: &str) {
    let said = || Some(text.to_owned());
    one.unit = said();
    one.path = one.path.as_ref().and_then(|_| said());
    one.base_path = one.base_path.as_ref().and_then(|_| said());
    one.files = said();
    one.model = Some(model(text));
    one.base_model = one.comparable.then(|| model(text));
    one.incomparable = one.incomparable.as_ref().and_then(|_| said());
    one.headline = vec![text.to_owned()];
    for it in &mut one.restated {
        it.node = text.to_owned();
        it.title = text.to_owned();
        it.measure = text.to_owned();
        for value in it.from.iter_mut().chain(&mut it.to) {
            value.shown = text.to_owned();
            value.points_shown = said();
        }
    }
    one.changes.iter_mut().for_each(|it| change(it, text));
    if let Some(first) = one.changes.first().cloned() {
        let run = |kind| WordRun {
            kind,
            text: text.to_owned(),
        };
        let kinds = [
            WordKind::Same,
            WordKind::Removed,
            WordKind::Added,
            WordKind::Same,
        ];
        one.changes.push(ChangeReport {
            field: "because",
            words: kinds.map(run).to_vec(),
            ..first
        });
    }
    one.measures.iter_mut().for_each(|it| movement(it, text));
}

fn model(text: &str) -> ModelReport {
    ModelReport {
        id: text.to_owned(),
        version: text.to_owned(),
        title: text.to_owned(),
        attribution: Some(text.to_owned()),
        ..sample::model("1")
    }
}

fn change(change: &mut ChangeReport, text: &str) {
    let fill = |field: &mut Option<String>| {
        if let Some(field) = field {
            *field = text.to_owned();
        }
    };
    let fields = [
        &mut change.item,
        &mut change.title,
        &mut change.domain,
        &mut change.from,
        &mut change.to,
        &mut change.base_path,
        &mut change.path,
        &mut change.because,
    ];
    fields.into_iter().for_each(fill);
    change.base_item = Some(text.to_owned());
    change.remark = Some(format!("expired: {text}"));
    change.evidence = vec![EvidenceReport {
        said: text.to_owned(),
        recorded: Some(text.to_owned()),
        expired: true,
    }];
}

fn movement(movement: &mut MovementReport, text: &str) {
    movement.node = text.to_owned();
    movement.title = text.to_owned();
    movement.measure = text.to_owned();
    movement.kind = Some(text.to_owned());
    movement.by = vec![text.to_owned(); 2];
    if let Some(next) = &mut movement.next {
        next.level = text.to_owned();
        next.by = vec![text.to_owned()];
    }
    movement.items = vec![sample::by_item(text, "+1")];
    for value in movement.from.iter_mut().chain(&mut movement.to) {
        value.shown = text.to_owned();
        value.points_shown = Some(text.to_owned());
        value.band = Some(text.to_owned());
        value.overridden = Some(OverriddenReport {
            because: Some(text.to_owned()),
            by: Some(text.to_owned()),
        });
    }
}
