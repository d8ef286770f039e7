//! Input that is wrong in ways a folder of test files cannot hold: each names
//! the file, ends with the right exit code and leaves nothing behind.

use std::fs;
use std::path::Path;

use crate::support::{Ran, copy_of, files_below, root, run};

const HEAD: &str = "rungs: assessment/1\nmodel: cti-cmm@1.3\nunit: acme\n";

fn validate(folder: &Path) -> Ran {
    let before = files_below(folder);
    let ran = run(folder, &["validate"]);
    assert_eq!(before, files_below(folder), "nothing is written");
    assert_ne!(ran.exit, 70, "{}", ran.stderr);
    ran
}

fn project() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("rungs.yaml"), "rungs: config/1\n").unwrap();
    fs::create_dir(place.path().join("assessments")).unwrap();
    place
}

fn says(ran: &Ran, exit: i32, words: &[&str]) {
    assert_eq!(ran.exit, exit, "{}{}", ran.stdout, ran.stderr);
    for word in words {
        assert!(
            ran.stdout.contains(word) || ran.stderr.contains(word),
            "{word}\n{}{}",
            ran.stdout,
            ran.stderr
        );
    }
}

#[test]
#[cfg(unix)]
fn a_link_out_of_the_project_is_not_followed() {
    let (place, outside) = (project(), tempfile::tempdir().unwrap());
    let secret = outside.path().join("secret.yaml");
    fs::write(&secret, format!("{HEAD}# the secret\n")).unwrap();
    std::os::unix::fs::symlink(&secret, place.path().join("assessments/a.yaml")).unwrap();
    let ran = validate(place.path());
    says(
        &ran,
        2,
        &[
            "assessments/a.yaml",
            "symbolic link that leads out of the project",
        ],
    );
    assert!(!ran.stdout.contains("secret"), "{}", ran.stdout);
    assert_eq!(run(place.path(), &["score"]).exit, 2);
}

#[cfg(unix)]
#[test]
fn a_link_inside_the_project_is_not_followed_either() {
    let place = project();
    fs::write(place.path().join("real.yaml"), HEAD).unwrap();
    std::os::unix::fs::symlink("../real.yaml", place.path().join("assessments/a.yaml")).unwrap();
    let ran = validate(place.path());
    says(
        &ran,
        2,
        &[
            "expected a file, found a symbolic link",
            "put the file itself into the project",
        ],
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf8_is_said_to_be_one() {
    use std::os::unix::ffi::OsStrExt;
    let place = project();
    let name = std::ffi::OsStr::from_bytes(b"assessments/a\xff.yaml");
    fs::write(place.path().join(name), HEAD).unwrap();
    says(
        &validate(place.path()),
        2,
        &["a name that is not UTF-8", "rename it"],
    );
}

#[test]
#[cfg(unix)]
fn a_file_closed_to_the_user_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let place = project();
    let path = place.path().join("assessments/a.yaml");
    fs::write(&path, HEAD).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        println!("skipped: this user may read every file");
        return;
    }
    says(
        &validate(place.path()),
        2,
        &["assessments/a.yaml", "permission denied"],
    );
}

#[test]
fn a_file_of_100_megabytes_is_not_read() {
    let place = project();
    let file = fs::File::create(place.path().join("assessments/a.yaml")).unwrap();
    file.set_len(100 * 1024 * 1024).unwrap();
    says(
        &validate(place.path()),
        2,
        &["assessments/a.yaml", "at most 16777216"],
    );
}

#[test]
fn a_folder_in_place_of_a_file_is_named() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("a.yaml")).unwrap();
    let ran = run(place.path(), &["validate", "a.yaml"]);
    says(&ran, 2, &["there is no assessment in what was named"]);
    let ran = run(
        place.path(),
        &["import", "cti-cmm-xlsx", "a.yaml", "--unit", "u"],
    );
    says(&ran, 2, &["a.yaml", "found a folder"]);
}

#[test]
fn ten_thousand_levels_are_refused_at_the_sixty_fifth() {
    let place = project();
    for (name, text) in [
        ("flow", format!("a: {}", "[".repeat(10_000))),
        (
            "block",
            (0..10_000)
                .map(|depth| format!("{}a:\n", " ".repeat(depth % 200 + depth / 200)))
                .collect(),
        ),
        ("dash", "- ".repeat(10_000)),
    ] {
        fs::write(place.path().join("assessments/a.yaml"), text).unwrap();
        let ran = validate(place.path());
        assert_eq!(ran.exit, 1, "{name}: {}", ran.stderr);
    }
}

#[test]
fn an_alias_bomb_is_refused_at_its_first_anchor() {
    let place = project();
    let mut text = String::from("a0: &a0 [x, x]\n");
    for at in 1..40 {
        text.push_str(&format!("a{at}: &a{at} [*a{0}, *a{0}]\n", at - 1));
    }
    fs::write(place.path().join("assessments/a.yaml"), text).unwrap();
    says(
        &validate(place.path()),
        1,
        &["anchors are not allowed", "a.yaml:1:5"],
    );
}

#[test]
fn a_part_that_cannot_be_read_breaks_its_assessment() {
    for (name, bytes) in [
        (
            "syntax",
            &b"rungs: answers/1\nnode: ASSET\nanswers: {ASSET-1.a: \"fully\n"[..],
        ),
        (
            "encoding",
            &b"rungs: answers/1\nnode: ASSET\nanswers: {ASSET-1.a: \xe9}\n"[..],
        ),
        (
            "kind",
            &b"rungs: anwsers/1\nnode: ASSET\nanswers: {ASSET-1.a: fully}\n"[..],
        ),
    ] {
        let place = project();
        let folder = place.path().join("assessments/acme");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("assessment.yaml"), HEAD).unwrap();
        fs::write(folder.join("asset.yaml"), bytes).unwrap();
        let ran = validate(place.path());
        assert_eq!(ran.exit, 1, "{name}");
        assert!(ran.stdout.contains("asset.yaml"), "{name}: {}", ran.stdout);
        let ran = run(place.path(), &["score", "--format", "json"]);
        assert_eq!(ran.exit, 1, "{name}");
        assert!(
            ran.stdout.contains("\"broken\": true") && ran.stdout.contains("\"nodes\": []"),
            "{name}: {}",
            ran.stdout
        );
    }
}

#[test]
fn parts_beside_a_head_count_whatever_the_pattern_is() {
    let place = project();
    fs::write(
        place.path().join("rungs.yaml"),
        "rungs: config/1\nassessments: [assessments/*/assessment.yaml]\n",
    )
    .unwrap();
    let folder = place.path().join("assessments/acme");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("assessment.yaml"), HEAD).unwrap();
    fs::write(
        folder.join("asset.yaml"),
        "rungs: answers/1\nnode: ASSET\nanswers: {ASSET-1.a: fully}\n",
    )
    .unwrap();
    assert!(
        run(place.path(), &["score", "--format", "json"])
            .stdout
            .contains("\"points\": \"3\"")
    );
}

#[test]
fn many_warnings_hide_no_error() {
    let place = project();
    let evidence = "      - {note: n, expires: 2020-01-01}\n".repeat(10_050);
    let text = format!(
        "{HEAD}answers:\n  ASSET-1.a:\n    answer: fully\n    evidence:\n{evidence}  ZZZ-1.a: fully\n"
    );
    fs::write(place.path().join("assessments/a.yaml"), text).unwrap();
    let ran = validate(place.path());
    assert_eq!(ran.exit, 1);
    assert!(
        ran.stdout.ends_with("10050 warnings, 1 note\n"),
        "{}",
        &ran.stdout[ran.stdout.len() - 200..]
    );
}

#[test]
fn patterns_stay_inside_the_project() {
    for pattern in ["/etc/*.conf", "../*.yaml", "a/../../*.yaml"] {
        let place = project();
        fs::write(
            place.path().join("rungs.yaml"),
            format!("rungs: config/1\nmodels: [\"{pattern}\"]\n"),
        )
        .unwrap();
        let ran = run(place.path(), &["validate"]);
        says(&ran, 2, &["is not a file pattern inside the project"]);
    }
}

#[test]
#[cfg(unix)]
fn a_reader_that_goes_away_changes_no_exit_code() {
    let place = project();
    fs::write(
        place.path().join("assessments/a.yaml"),
        format!("{HEAD}answers: {{ZZZ: fully}}\n"),
    )
    .unwrap();
    let mut child = crate::support::rungs(place.path());
    let mut child = child
        .arg("validate")
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

/// Each unit counts in two above it, so that there are 2^60 ways from the lowest
/// to the highest.
#[test]
fn units_that_very_many_ways_lead_to_are_scored_once() {
    let tree = root().join("tests/cases/score/roll-up/tree");
    let place = copy_of(&tree);
    let mut config = fs::read_to_string(tree.join("rungs.yaml")).unwrap();
    let (head, _) = config.split_once("units:").unwrap();
    config = format!("{head}units:\n  - {{id: a0}}\n  - {{id: b0}}\n");
    for layer in 1..=60 {
        let above = layer - 1;
        for (unit, other) in [("a", "b"), ("b", "a")] {
            config.push_str(&format!(
                "  - {{id: {unit}{layer}, parent: {unit}{above}, groups: [{other}{above}]}}\n"
            ));
        }
    }
    config.push_str("  - {id: red, parent: a60}\n  - {id: blue, parent: b60}\n");
    fs::write(place.path().join("rungs.yaml"), config).unwrap();
    let ran = run(place.path(), &["score", "--unit", "a0", "--format", "csv"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    // Red has 2/3, blue 1/6; each layer is the mean of two equal ones.
    let expected = ",a0,small@1,,false,small,model,Small,5,0,1,0,6,units,5/12,";
    assert!(ran.stdout.contains(expected), "{}", ran.stdout);
}
