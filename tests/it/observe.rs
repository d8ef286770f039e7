//! Metric values in their order, and what is read out of them.

use std::sync::Arc;

use rungs::model::{self, Claim, Model, Observations};
use rungs::observe::{Reading, Series, Standing, Trend, read, standing};
use rungs::text::{RepoPath, SourceFile};
use rungs::value::Date;
use rungs::yaml;

use crate::support::{copy_of, root, run};

const MODEL: &str = "
rungs: model/1
id: desk
version: \"1\"
title: Desk
scales: {done: {answers: [{key: \"no\", score: 0}, {key: \"yes\", score: 1}]}}
measures: {share: {rule: combine, fn: ratio}}
items:
  - id: CALLS
    title: Calls
    metrics:
      - {id: CALLS.taken, title: Calls taken in time, unit: percent, direction: up, cadence: monthly}
      - {id: CALLS.wait, title: Time to an answer, unit: minutes, direction: down}
      - {id: CALLS.all, title: Calls, cadence: as it comes}
";

fn file(text: &str) -> Arc<SourceFile> {
    let path = RepoPath::given("a.yaml");
    Arc::new(SourceFile::new(path, text.to_owned()))
}

fn desk(text: &str) -> Model {
    let file = file(text);
    let (model, findings) = model::model(&file, &yaml::parse(&file).root.unwrap());
    assert!(findings.is_empty(), "{findings:?}");
    model.unwrap()
}

fn observed(values: &str) -> Observations {
    let file = file(&format!(
        "rungs: observations/1\nmodel: desk@1\nunit: a\nobservations:\n{values}"
    ));
    model::observations(&file, &yaml::parse(&file).root.unwrap()).unwrap()
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

const VALUES: &str = "
  - {metric: CALLS.taken, date: 2026-09-01, value: 90}
  - {metric: CALLS.taken, date: 2026-10-01, value: 93.5}
  - {metric: CALLS.taken, date: 2026-12-01, value: 20}
  - {metric: CALLS.wait, date: 2026-10-01, value: 4}
  - {metric: CALLS.wait, date: 2026-10-01, value: 5}
  - {metric: CALLS.wait, date: 2026-09-01, value: 3}
  - {metric: CALLS.all, date: 2026-01-01, value: 7}
  - {metric: CALLS.none, date: 2026-01-01, value: 7}
";

fn with<T>(metric: &str, today: &str, look: impl FnOnce(Option<Reading<'_>>) -> T) -> T {
    let model = desk(MODEL);
    let series = Series::collect([(&observed(VALUES), &model)]);
    look(read(&series, model.metric(metric).unwrap(), day(today)))
}

#[test]
fn the_latest_value_is_that_of_the_last_day_up_to_today() {
    with("CALLS.taken", "2026-11-01", |reading| {
        let reading = reading.unwrap();
        assert_eq!(reading.latest.value.to_string(), "187/2");
        assert_eq!(reading.change.unwrap().to_string(), "7/2");
        assert_eq!(reading.trend, Some(Trend::Better));
        assert_eq!((reading.age, reading.overdue), (31, Some(false)));
    });
    with("CALLS.taken", "2026-11-02", |reading| {
        assert_eq!(reading.unwrap().overdue, Some(true));
    });
    with("CALLS.taken", "2026-08-31", |reading| {
        assert!(reading.is_none())
    });
}

#[test]
fn the_first_of_two_values_of_a_day_counts_and_less_can_be_better() {
    with("CALLS.wait", "2026-10-15", |reading| {
        let reading = reading.unwrap();
        assert_eq!(reading.latest.value.to_string(), "4");
        assert_eq!(reading.trend, Some(Trend::Worse));
        assert_eq!(reading.overdue, None);
    });
}

#[test]
fn a_first_value_has_no_trend() {
    with("CALLS.all", "2026-10-15", |reading| {
        let reading = reading.unwrap();
        assert_eq!((reading.trend, reading.overdue), (None, None));
    });
}

#[test]
fn a_value_in_another_unit_is_another_quantity() {
    let minutes = desk(MODEL);
    let hours = desk(&MODEL.replace("minutes", "hours"));
    let series = Series::collect([(&observed(VALUES), &minutes)]);
    let metric = hours.metric("CALLS.wait").unwrap();
    assert!(read(&series, metric, day("2026-10-15")).is_none());
}

#[test]
fn a_claim_stands_by_the_latest_value_alone() {
    let model = desk(MODEL);
    let series = Series::collect([(&observed(VALUES), &model)]);
    let claim = |text: &str| -> Claim {
        let head = format!(
            "rungs: assessment/1\nmodel: desk@1\nunit: a\nanswers: {{CALLS: {{supported_by: {{{text}}}}}}}\n"
        );
        let file = file(&head);
        let parsed = yaml::parse(&file);
        let read = model::assessment(&[(Arc::clone(&file), parsed.root.as_ref().unwrap())]);
        read.unwrap().answers[0].supported_by.clone().unwrap()
    };
    for (text, today, expected) in [
        ("metric: CALLS.taken, at_least: 93.5", "2026-10-15", "holds"),
        (
            "metric: CALLS.taken, at_least: 93.6",
            "2026-10-15",
            "contradicted",
        ),
        (
            "metric: CALLS.taken, at_least: 93.5",
            "2026-09-15",
            "contradicted",
        ),
        ("metric: CALLS.wait, at_most: 4", "2026-10-15", "holds"),
        (
            "metric: CALLS.wait, at_most: 3",
            "2026-10-15",
            "contradicted",
        ),
        ("metric: CALLS.wait, at_most: 3", "2026-08-15", "unobserved"),
        ("metric: CALLS.wait", "2026-10-15", "empty"),
        ("metric: CALLS.hold, at_most: 3", "2026-10-15", "empty"),
    ] {
        let found = match standing(&claim(text), &model, &series, day(today)) {
            Standing::Holds(_) => "holds",
            Standing::Contradicted(_) => "contradicted",
            Standing::Unobserved => "unobserved",
            Standing::Empty => "empty",
        };
        assert_eq!(found, expected, "{text} on {today}");
    }
}

#[test]
fn no_observation_changes_a_score() {
    let place = copy_of(&root().join("examples/metrics"));
    let measures = || {
        let json = run(place.path(), &["score", "--leaves", "--format", "json"]).stdout;
        let mut report: serde_json::Value = serde_json::from_str(&json).unwrap();
        let nodes = report.pointer_mut("/assessments/0/nodes").unwrap();
        let nodes = nodes.as_array_mut().unwrap();
        let observed = nodes
            .iter_mut()
            .filter_map(|node| node.as_object_mut().unwrap().remove("metrics"))
            .count();
        (observed, report)
    };
    let (observed, with) = measures();
    std::fs::remove_dir_all(place.path().join("metrics")).unwrap();
    let (none, without) = measures();
    assert_eq!((observed, none), (2, 0));
    assert_eq!(with, without);
}

#[test]
fn a_models_schema_of_observations_knows_its_metrics() {
    let place = copy_of(&root().join("examples/metrics"));
    let schema = |kind: &str| {
        let text = run(place.path(), &["schema", kind, "--model", "alerts@1"]).stdout;
        let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
        jsonschema::validator_for(&schema).expect("it compiles")
    };
    for (kind, path) in [
        ("observations", "metrics/2026.yaml"),
        ("assessment", "assessments/acme-soc.yaml"),
    ] {
        let text = std::fs::read_to_string(place.path().join(path)).unwrap();
        let validator = schema(kind);
        let value = |text: &str| -> serde_json::Value { serde_yaml::from_str(text).unwrap() };
        assert!(validator.is_valid(&value(&text)), "{path}");
        let misspelt = text.replace("LEARN.false", "LEARN.fals");
        assert!(!validator.is_valid(&value(&misspelt)), "{path}");
    }
}
