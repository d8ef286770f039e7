//! The program as a whole: what it says and what it writes.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::support::{Ran, copy_of, files_below, root, run};

fn tree() -> tempfile::TempDir {
    copy_of(&root().join("tests/cases/migrate/every-relation/tree"))
}

fn contents(folder: &std::path::Path) -> BTreeMap<String, Vec<u8>> {
    let files = files_below(folder).into_iter();
    files
        .map(|path| (path.clone(), fs::read(folder.join(path)).unwrap()))
        .collect()
}

/// Runs `migrate` and holds that nothing was written.
fn writes_nothing(place: &tempfile::TempDir, exit: i32, words: &[&str]) -> Ran {
    let before = contents(place.path());
    let ran = run(
        place.path(),
        &[&["migrate", "--to", "house@2"], words].concat(),
    );
    assert_eq!(ran.exit, exit, "{}{}", ran.stdout, ran.stderr);
    assert_eq!(before, contents(place.path()), "nothing is written");
    ran
}

const SECOND: &str = "rungs: assessment/1\nmodel: house@1\nunit: second\nanswers:\n  DOOR-4: yes\n";

#[test]
fn text_json_and_files_agree_and_a_dry_run_writes_nothing() {
    let place = tree();
    let text = writes_nothing(&place, 0, &["--dry-run"]).stdout;
    let json = writes_nothing(&place, 0, &["--dry-run", "--format", "json"]).stdout;
    writes_nothing(&place, 0, &["--dry-run", "--format", "markdown"]);
    let mut dry: Value = serde_json::from_str(&json).unwrap();
    let ran = run(
        place.path(),
        &["migrate", "--to", "house@2", "--format", "json"],
    );
    let wet: Value = serde_json::from_str(&ran.stdout).unwrap();
    dry["dry_run"] = false.into();
    assert_eq!(dry, wet, "the same is said before and after");
    let one = &wet["assessments"][0];
    let count = |word: &str| one["counts"][word].as_u64().unwrap();
    for (word, name) in [
        ("carried", "carried over"),
        ("to_confirm", "to confirm"),
        ("retired", "retired"),
        ("new", "new"),
    ] {
        let line = format!("{} ", count(word));
        assert!(
            text.lines()
                .any(|text| text.starts_with(&line) && text.contains(name)),
            "{text}"
        );
    }
    let answers = one["answers"].as_array().unwrap();
    let listed = count("carried") + count("to_confirm") + count("retired") + count("empty");
    assert_eq!(listed, answers.len() as u64);
    let after = fs::read_to_string(place.path().join("assessments/acme.yaml")).unwrap();
    let after: serde_yaml::Value = serde_yaml::from_str(&after).unwrap();
    for answer in answers {
        let from = answer["from"].as_str().unwrap();
        let retired = !after["retired"][format!("{from}@1")].is_null();
        assert_eq!(retired, answer["fate"] == "retired", "{from}");
        for to in answer["to"].as_array().unwrap() {
            let said = &after["answers"][to.as_str().unwrap()];
            assert_eq!(said.is_null(), answer["fate"] == "empty", "{from}");
            assert_eq!(
                said["review"].is_mapping(),
                answer["fate"] == "to confirm",
                "{from}"
            );
        }
    }
    writes_nothing(&place, 2, &[]);
}

#[test]
fn one_that_is_broken_or_cannot_be_rewritten_leaves_all_as_they_were() {
    let braces = r#"{"rungs": "assessment/1", "model": "house@1", "unit": "b", "answers": {"DOOR-1": "yes"}}"#;
    let inline = "rungs: assessment/1\nmodel: house@1\nunit: b\nanswers: {DOOR-1: yes}\n";
    let beside = "rungs: assessment/1\nmodel: house@1\nunit: b\nassessed: {ATTIC: 2026-09-01, DOOR: 2026-09-01}\n";
    let again = "rungs: assessment/1\nmodel: house@1\nunit: b\nanswers:\n  DOOR-4: yes\nretired:\n  DOOR-4@1: no\n";
    for (text, exit, says) in [
        (
            "rungs: assessment/1\nmodel: house@1\nunit: b\nanswers: {NOPE: yes}\n",
            1,
            "`NOPE` is not an item",
        ),
        ("rungs: [\n", 1, "not YAML"),
        (
            &SECOND.replace("second", "acme"),
            1,
            "a second final assessment",
        ),
        (braces, 2, "b.yaml:1: the file is written in braces"),
        (
            inline,
            2,
            "b.yaml:4: the answers do not each stand on lines of their own",
        ),
        (
            beside,
            2,
            "b.yaml:4: `assessed` speaks of something that house@2 does not have",
        ),
        (again, 2, "b.yaml:7: `DOOR-4@1` was retired before"),
    ] {
        let place = tree();
        fs::write(place.path().join("assessments/b.yaml"), text).unwrap();
        let ran = writes_nothing(&place, exit, &[]);
        assert!(
            ran.stdout.contains(says) || ran.stderr.contains(says),
            "{}{}",
            ran.stdout,
            ran.stderr
        );
        assert!(ran.stderr.contains("nothing was written"), "{}", ran.stderr);
    }
}

#[test]
#[cfg(unix)]
fn nothing_is_written_where_a_file_is_a_link() {
    let place = tree();
    fs::write(place.path().join("second.yaml"), SECOND).unwrap();
    std::os::unix::fs::symlink("../second.yaml", place.path().join("assessments/zzz.yaml"))
        .unwrap();
    let ran = writes_nothing(&place, 1, &[]);
    assert!(ran.stdout.contains("symbolic link"), "{}", ran.stdout);
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    let place = tree();
    let path = place.path().join("assessments/acme.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("\u{feff}{}", text.replace('\n', "\r\n"))).unwrap();
    assert_eq!(run(place.path(), &["migrate", "--to", "house@2"]).exit, 0);
    let windows = fs::read_to_string(&path).unwrap();
    let plain = windows
        .strip_prefix('\u{feff}')
        .unwrap()
        .replace("\r\n", "\n");
    assert!(!plain.contains('\r'));
    let expected = root().join("tests/cases/migrate/every-relation/after/assessments/acme.yaml");
    assert_eq!(
        plain,
        fs::read_to_string(expected).unwrap().replace("\r\n", "\n")
    );
}

#[test]
fn a_broken_model_or_mapping_is_shown_with_its_place() {
    for (path, from, to, says) in [
        (
            "models/house-2.yaml",
            "id: DOOR\n",
            "id: [DOOR\n",
            "models/house-2.yaml:16",
        ),
        (
            "models/house-1.yaml",
            "id: DOOR\n",
            "id: [DOOR\n",
            "models/house-1.yaml:15",
        ),
        (
            "models/house-2.yaml",
            "supersedes: house@1",
            "supersedes: house@2",
            "models/house-2.yaml:5",
        ),
        (
            "models/house-1-to-2.yaml",
            "rows:",
            "rows: [",
            "models/house-1-to-2.yaml",
        ),
    ] {
        let place = tree();
        let text = fs::read_to_string(place.path().join(path)).unwrap();
        assert!(text.contains(from));
        fs::write(place.path().join(path), text.replacen(from, to, 1)).unwrap();
        let ran = writes_nothing(&place, 1, &[]);
        assert!(ran.stdout.contains(says), "{}{}", ran.stdout, ran.stderr);
    }
}
