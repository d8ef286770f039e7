//! The JSON that commands print is what the published schemas say.

use serde_json::Value;

use crate::support::{copy_of, root, run};

fn validator(name: &str) -> jsonschema::Validator {
    let path = root().join(format!("schema/{name}.v1.schema.json"));
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .should_validate_formats(true)
        .build(&schema)
        .expect("the schema compiles")
}

pub(crate) fn holds(name: &str, text: &str) {
    let value: Value =
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
    let errors: Vec<String> = validator(name)
        .iter_errors(&value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
}

#[test]
fn every_json_output_is_valid_against_its_schema() {
    for example in ["cti-team", "split"] {
        let place = copy_of(&root().join("examples").join(example));
        for (name, words) in [
            ("report-validate", vec!["validate", "--format", "json"]),
            ("report-score", vec!["score", "--format", "json"]),
            (
                "report-score",
                vec!["score", "--format", "json", "--leaves"],
            ),
            (
                "report-explain",
                vec!["explain", "ASSET", "--format", "json"],
            ),
            (
                "report-explain",
                vec!["explain", "ASSET-1.a", "--format", "json"],
            ),
            (
                "report-explain",
                vec!["explain", "unknown-item", "--format", "json"],
            ),
            ("report-plan", vec!["plan", "--format", "json"]),
            (
                "report-plan",
                vec!["plan", "--reach", "share=0.9", "--format", "json"],
            ),
            ("report-models", vec!["model", "list", "--format", "json"]),
            (
                "report-model-show",
                vec!["model", "show", "cti-cmm", "--format", "json"],
            ),
        ] {
            holds(name, &run(place.path(), &words).stdout);
        }
    }
}

/// What cases expect as JSON is valid against a schema; there is more than so much of it.
fn cases_hold(command: &str, least: usize) {
    let cases = root().join("tests/cases").join(command);
    let mut held = 0;
    for case in std::fs::read_dir(cases).unwrap().flatten() {
        let text = std::fs::read_to_string(case.path().join("stdout.txt")).unwrap_or_default();
        if text.starts_with('{') {
            holds(&format!("report-{command}"), &text);
            held += 1;
        }
    }
    assert!(held > least, "{command}");
}

#[test]
fn what_cases_expect_is_valid_against_the_schemas() {
    for (command, least) in [("reconcile", 3), ("plan", 2), ("blame", 0), ("log", 0)] {
        cases_hold(command, least);
    }
}

#[test]
fn lists_of_waivers_are_valid_against_the_schema() {
    let place = copy_of(&root().join("tests/cases/waiver/list/tree"));
    let words = ["waiver", "list", "--format", "json"];
    holds("report-waivers", &run(place.path(), &words).stdout);
}

#[test]
fn the_report_of_an_import_is_valid_against_its_schema() {
    for (case, importer, file) in [
        ("plain", "cti-cmm-xlsx", "tool.xlsx"),
        ("cti-mm", "cti-mm-xlsx", "cti-mm.xlsx"),
        ("cti-mm-no-project", "cti-mm-xlsx", "cti-mm.xlsx"),
    ] {
        let place = copy_of(&root().join("tests/cases/import").join(case).join("tree"));
        let words = ["import", importer, file, "--unit", "u", "--format", "json"];
        holds("report-import", &run(place.path(), &words).stdout);
    }
}

#[test]
fn what_was_observed_is_valid_against_the_schemas() {
    let place = copy_of(&root().join("examples/metrics"));
    let json = |words: &[&str]| {
        let words: Vec<&str> = words.iter().copied().chain(["--format", "json"]).collect();
        run(place.path(), &words).stdout
    };
    holds("report-score", &json(&["score", "--leaves"]));
    holds("report-explain", &json(&["explain", "TRIAGE-2"]));
}

#[test]
fn comparisons_of_models_are_valid_against_the_schema() {
    let cases = root().join("tests/cases/model");
    let mut held = 0;
    for case in std::fs::read_dir(cases).unwrap().flatten() {
        let text = std::fs::read_to_string(case.path().join("stdout.txt")).unwrap_or_default();
        if text.contains("\"rungs/model-diff/1\"") {
            holds("report-model-diff", &text);
            held += 1;
        }
    }
    assert!(held >= 3);
}

#[test]
fn what_migrations_say_is_valid_against_the_schema() {
    let cases = root().join("tests/cases/migrate");
    let mut found = 0;
    for case in std::fs::read_dir(cases).unwrap().flatten() {
        let tree = case.path().join("tree/models/house-2.yaml");
        if tree.exists() {
            let place = copy_of(&case.path().join("tree"));
            let words = [
                "migrate",
                "--to",
                "house@2",
                "--dry-run",
                "--format",
                "json",
            ];
            let ran = run(place.path(), &words);
            if ran.exit != 2 {
                holds("report-migrate", &ran.stdout);
                found += usize::from(ran.exit == 1);
            }
        }
    }
    assert!(found > 3, "findings were looked at");
}

#[test]
fn findings_of_every_kind_are_valid_against_the_schema() {
    let cases = root().join("tests/cases");
    for folder in ["lint", "validate"] {
        for case in std::fs::read_dir(cases.join(folder)).unwrap().flatten() {
            let place = copy_of(&case.path().join("tree"));
            let files = crate::support::files_below(place.path());
            let assessments: Vec<&str> = files
                .iter()
                .map(String::as_str)
                .filter(|file| file.ends_with(".yaml"))
                .collect();
            let words: Vec<&str> = if files.iter().any(|file| file == "rungs.yaml") {
                vec!["validate", "--format", "json", "--allow-empty"]
            } else {
                ["validate", "--format", "json"]
                    .into_iter()
                    .chain(assessments)
                    .collect()
            };
            let ran = run(place.path(), &words);
            if !ran.stdout.is_empty() {
                holds("report-validate", &ran.stdout);
            }
        }
    }
}

#[test]
fn what_is_said_about_models_is_valid_against_the_schemas() {
    let place = copy_of(&root().join("tests/cases/model/show/tree"));
    let json = ["--format", "json"];
    let show = ["model", "show", "exchange@1.9"];
    for (name, words) in [
        ("report-models", [&["model", "list"][..], &json].concat()),
        ("report-model-show", [&show[..], &json].concat()),
        (
            "report-model-show",
            [&show[..], &["--brief"], &json].concat(),
        ),
        (
            "report-validate",
            [&["model", "validate"][..], &json].concat(),
        ),
    ] {
        holds(name, &run(place.path(), &words).stdout);
    }
}

#[test]
fn a_models_schema_is_one_and_takes_what_the_tool_takes() {
    let place = copy_of(&root().join("examples/cti-team"));
    let schema = run(
        place.path(),
        &["schema", "assessment", "--model", "cti-cmm@1.3"],
    )
    .stdout;
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .build(&schema)
        .expect("it compiles");
    let practices = schema
        .pointer("/$defs/answers/properties")
        .and_then(Value::as_object)
        .unwrap();
    assert_eq!(practices.len(), 199);
    assert!(practices.values().all(|practice| {
        practice["description"]
            .as_str()
            .is_some_and(|text| text.len() > 20)
    }));
    let yaml = std::fs::read_to_string(place.path().join("assessments/acme-cti.yaml")).unwrap();
    let value: Value = serde_yaml::from_str(&yaml).unwrap();
    assert!(
        validator.is_valid(&value),
        "{:#?}",
        validator
            .iter_errors(&value)
            .map(|error| error.to_string())
            .collect::<Vec<_>>()
    );
    for (answer, fits) in [("fully", true), ("FI", true), ("mostly", false)] {
        let mut changed = value.clone();
        changed["answers"]["ASSET-1.a"] = answer.into();
        assert_eq!(validator.is_valid(&changed), fits, "{answer}");
        changed["answers"]["ASSET-1.a"] = serde_json::json!({"answer": answer});
        assert_eq!(validator.is_valid(&changed), fits, "{answer}");
    }
}
