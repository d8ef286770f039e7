//! Lists that are written by hand are compared with what they list.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{expect_file, files_below, root};
use rungs::{gate, history, import, lint, report};

#[test]
fn every_lint_has_its_file_its_place_in_the_list_and_its_cases() {
    let listed: Vec<&str> = lint::LINTS.iter().map(|lint| lint.rule.id).collect();
    assert!(listed.is_sorted(), "lints stand in the order of their ids");
    let files: BTreeSet<String> = files_below(&root().join("src/lint/rules"))
        .iter()
        .filter(|file| *file != "mod.rs")
        .map(|file| file.trim_end_matches(".rs").replace('_', "-"))
        .collect();
    assert_eq!(files, listed.iter().map(|id| (*id).to_owned()).collect());
    for id in listed {
        let case = root().join("tests/cases/lint").join(id);
        let text = |name: &str| fs::read_to_string(case.join(name)).unwrap_or_default();
        assert!(
            text("stdout.txt").contains(&format!("[{id}]")),
            "tests/cases/lint/{id} has a hit"
        );
        let tree = files_below(&case.join("tree"));
        assert!(
            tree.iter().any(|file| file.contains("near-miss")),
            "tests/cases/lint/{id} has a near miss"
        );
        assert!(
            !text("stdout.txt").contains("near-miss"),
            "tests/cases/lint/{id}: the near miss is no hit"
        );
    }
}

#[test]
fn every_gate_has_its_file_its_place_in_the_list_and_its_cases() {
    let listed: Vec<&str> = gate::GATES.iter().map(|gate| gate.rule.id).collect();
    assert!(listed.is_sorted(), "gates stand in the order of their ids");
    let files: BTreeSet<String> = files_below(&root().join("src/gate/rules"))
        .iter()
        .filter(|file| *file != "mod.rs")
        .map(|file| file.trim_end_matches(".rs").replace('_', "-"))
        .collect();
    assert_eq!(files, listed.iter().map(|id| (*id).to_owned()).collect());
    for gate in gate::GATES {
        let id = gate.rule.id;
        let case = root().join("tests/cases/check").join(id);
        let shown = fs::read_to_string(case.join("stdout.txt")).unwrap_or_default();
        assert!(
            shown.contains(&format!("[{id}]")),
            "tests/cases/check/{id} has a hit"
        );
        let files = [
            files_below(&case.join("base")),
            files_below(&case.join("head")),
        ]
        .concat();
        assert!(
            files.iter().any(|file| file.contains("near-miss")),
            "tests/cases/check/{id} has a near miss"
        );
        assert!(
            !shown.contains("near-miss"),
            "tests/cases/check/{id}: the near miss is no hit"
        );
        for option in gate.options {
            assert!(
                !gate::COMMON_OPTIONS.contains(option),
                "{id}: every gate takes `{option}`"
            );
        }
    }
}

#[test]
fn every_check_of_an_audit_has_its_file_its_place_in_the_list_and_its_test() {
    let checks = history::audit::CHECKS.iter();
    let listed: Vec<&str> = checks.map(|check| check.rule.id).collect();
    assert!(listed.is_sorted(), "checks stand in the order of their ids");
    let files: BTreeSet<String> = files_below(&root().join("src/history/audit/rules"))
        .iter()
        .filter(|file| *file != "mod.rs")
        .map(|file| file.trim_end_matches(".rs").replace('_', "-"))
        .collect();
    assert_eq!(files, listed.iter().map(|id| (*id).to_owned()).collect());
    let folder = root().join("tests/it/audit");
    let tests = files_below(&folder).into_iter();
    let tests: String = tests
        .map(|file| fs::read_to_string(folder.join(file)).unwrap())
        .collect();
    for id in listed {
        assert!(tests.contains(&format!("\"{id}\"")), "{id} has a test");
    }
}

#[test]
fn every_rule_is_documented_and_has_one_id() {
    let rules = report::rules();
    let ids: BTreeSet<&str> = rules.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), rules.len(), "ids are unique");
    for rule in rules {
        let docs = &rule.docs;
        for text in [docs.what, docs.why, docs.example, docs.instead] {
            assert!(!text.trim().is_empty(), "{} is documented", rule.id);
        }
        let kebab =
            |found: char| found.is_ascii_lowercase() || found.is_ascii_digit() || found == '-';
        assert!(rule.id.chars().all(kebab), "{} is in kebab-case", rule.id);
    }
}

#[test]
fn the_reference_of_rules_is_that_of_the_code() {
    let mut page = String::from(
        "# Rules\n\nWritten by `UPDATE=1 cargo test` from the rules' own documentation; `rungs explain RULE` prints the same.\n",
    );
    for rule in report::rules() {
        let docs = &rule.docs;
        let breaks = if rule.breaks {
            "; a file that breaks it has no numbers"
        } else {
            ""
        };
        page.push_str(&format!(
            "\n## {}\n\nLevel: {}{breaks}.\n\n{}\n\nWhy: {}\n\n```text\n{}\n```\n\nInstead:\n\n```text\n{}\n```\n{}",
            rule.id, rule.level, docs.what, docs.why, docs.example, docs.instead, options_of(rule.id)
        ));
    }
    expect_file(&root().join("docs/reference/rules.md"), &page).unwrap();
}

/// What a gate of this rule takes; nothing where there is none.
fn options_of(rule: &str) -> String {
    let Some(gate) = gate::find(rule) else {
        return String::new();
    };
    let quoted = |keys: &[&str]| {
        let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
        keys.join(", ")
    };
    let own = match gate.options {
        [] => "none of its own".to_owned(),
        own => quoted(own),
    };
    format!(
        "\nAs a gate: level deny; options: {own}; and those of every gate: {}.\n",
        quoted(gate::COMMON_OPTIONS)
    )
}

#[test]
fn every_importer_has_a_case() {
    for importer in import::IMPORTERS {
        let cases = root().join("tests/cases/import");
        let commands = files_below(&cases)
            .into_iter()
            .filter(|file| file.ends_with("cmd"));
        let mut lines = commands.map(|file| fs::read_to_string(cases.join(file)).unwrap());
        assert!(
            lines.any(|line| line.contains(importer.id)),
            "{} has a case",
            importer.id
        );
    }
}

#[test]
fn the_tour_holds_every_file_of_its_example() {
    let list = fs::read_to_string(root().join("src/bin/rungs/commands/demo/files.rs")).unwrap();
    for file in files_below(&root().join("examples/cti-team")) {
        if file != "README.md" {
            assert!(
                list.contains(&format!("\"{file}\"")),
                "{file} is in the tour"
            );
        }
    }
}
