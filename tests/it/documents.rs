//! What people read and copy is what was run.

use std::fs;

use crate::support::{copy_of, expect_file, files_below, root, run};

/// The examples, each a project of its own.
fn examples() -> Vec<String> {
    let files = files_below(&root().join("examples"));
    files
        .iter()
        .filter_map(|file| file.strip_suffix("/rungs.yaml"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_example_validates_and_scores() {
    assert!(!examples().is_empty());
    for example in examples() {
        let place = copy_of(&root().join("examples").join(&example));
        let ran = run(place.path(), &["validate", "--fail-on", "warn"]);
        assert_eq!(ran.exit, 0, "{example}\n{}{}", ran.stdout, ran.stderr);
        assert_eq!(run(place.path(), &["score"]).exit, 0, "{example}");
        assert_eq!(
            run(place.path(), &["fmt", "--check"]).exit,
            0,
            "{example} is in canonical form"
        );
    }
}

/// Blocks marked `console` hold commands after `$ ` and what they print. One
/// without any output only shows how to call it.
#[test]
fn every_console_block_prints_what_it_says() {
    let mut pages = vec![("README.md".to_owned(), root())];
    pages.extend(examples().into_iter().map(|example| {
        let folder = root().join("examples").join(&example);
        (format!("examples/{example}/README.md"), folder)
    }));
    let guide = files_below(&root().join("docs"))
        .into_iter()
        .filter(|file| file.ends_with(".md"));
    pages.extend(guide.map(|file| (format!("docs/{file}"), root())));
    for (page, folder) in pages {
        let text = fs::read_to_string(root().join(&page)).expect("the page is readable");
        for block in text.split("```console\n").skip(1) {
            let block = block.split("```").next().unwrap_or_default();
            check_block(&page, &folder, block);
        }
    }
}

fn check_block(page: &str, folder: &std::path::Path, block: &str) {
    let place = copy_of(&folder.join("nowhere"));
    let _ = place;
    let mut commands: Vec<(String, String)> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command.to_owned(), String::new())),
            (None, Some((_, output))) => {
                output.push_str(line);
                output.push('\n');
            }
            (None, None) => panic!("{page}: a block starts with a command"),
        }
    }
    for (command, expected) in commands {
        let Some(words) = command
            .strip_prefix("rungs ")
            .filter(|_| !expected.trim().is_empty())
        else {
            continue;
        };
        let words: Vec<&str> = words.split_whitespace().collect();
        let ran = run(folder, &words);
        let actual = format!("{}{}", ran.stdout, ran.stderr);
        assert!(
            fits(&expected, &actual),
            "{page}: `{command}`\n--- the page says\n{expected}\n--- it prints\n{actual}"
        );
    }
}

/// Whether a text is another one, of which lines of `…` leave out any number of
/// lines.
fn fits(expected: &str, actual: &str) -> bool {
    let mut rest = actual.trim_end();
    let mut open = false;
    for part in expected.trim_end().split('\n') {
        if part.trim() == "…" {
            open = true;
            continue;
        }
        if open && part.is_empty() {
            continue;
        }
        let lines: Vec<&str> = rest.split('\n').collect();
        let found = if open {
            lines
                .iter()
                .position(|line| line.trim_end() == part.trim_end())
        } else {
            Some(0).filter(|_| lines[0].trim_end() == part.trim_end())
        };
        let Some(at) = found else { return false };
        open = false;
        let skipped: usize = lines[..=at].iter().map(|line| line.len() + 1).sum();
        rest = rest.get(skipped.min(rest.len())..).unwrap_or_default();
    }
    open || rest.trim().is_empty()
}

/// Lines of a step of the tour.
const SCREEN: usize = 50;

#[test]
fn the_tour_runs() {
    let place = tempfile::tempdir().unwrap();
    let ran = run(place.path(), &["demo"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    for word in [
        "$ rungs validate",
        "$ rungs score",
        "$ rungs diff\n",
        "--format markdown",
        "did you mean `THREAT-5.a`?",
    ] {
        assert!(ran.stdout.contains(word), "{word}\n{}", ran.stdout);
    }
    // The same on any machine, so that pages can show it.
    assert_eq!(ran.stdout, run(place.path(), &["demo"]).stdout);
    for step in ran.stdout.split("\n# ") {
        let lines = step.lines().count();
        assert!(lines <= SCREEN, "{lines} lines\n{step}");
    }
    assert!(
        files_below(place.path()).is_empty(),
        "it leaves nothing behind"
    );
}

#[test]
fn the_reference_of_the_command_line_is_that_of_the_binary() {
    let help = |words: &[&str]| run(&root(), words).stdout;
    let top = help(&["--help"]);
    let mut page = format!(
        "# Command line\n\nWritten by `UPDATE=1 cargo test` from the binary's own help.\n\n```text\n{top}```\n"
    );
    for name in commands_of(&top) {
        let own = help(&[&name, "--help"]);
        page.push_str(&format!("\n## rungs {name}\n\n```text\n{own}```\n"));
        for below in commands_of(&own) {
            let text = help(&[&name, &below, "--help"]);
            page.push_str(&format!(
                "\n### rungs {name} {below}\n\n```text\n{text}```\n"
            ));
        }
    }
    expect_file(&root().join("docs/reference/cli.md"), &page).unwrap();
}

/// The commands that a help lists.
fn commands_of(help: &str) -> Vec<String> {
    let list = help.split("Commands:\n").nth(1).unwrap_or_default();
    let lines = list.split("\n\n").next().unwrap_or_default().lines();
    let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn what_init_writes_is_right() {
    for extra in [
        &[][..],
        &["--split"][..],
        &["--model", "blank"][..],
        &["--model", "blank", "--split"][..],
    ] {
        let place = tempfile::tempdir().unwrap();
        let ran = run(place.path(), &[&["init", "--unit", "acme"], extra].concat());
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        let ran = run(place.path(), &["validate", "--fail-on", "note"]);
        assert_eq!(ran.exit, 0, "{}{}", ran.stdout, ran.stderr);
        assert_eq!(run(place.path(), &["fmt", "--check"]).exit, 0);
        let author = ["model", "validate", "--allow-empty", "--fail-on", "note"];
        let ran = run(place.path(), &author);
        assert_eq!(ran.exit, 0, "{}{}", ran.stdout, ran.stderr);
        let again = run(place.path(), &[&["init", "--unit", "acme"], extra].concat());
        assert!(
            again.stdout.lines().all(|line| line.starts_with("kept")),
            "{}",
            again.stdout
        );
    }
}

#[test]
fn a_model_of_ones_own_is_kept_once_it_is_filled_in() {
    let place = tempfile::tempdir().unwrap();
    let init = ["init", "--model", "blank", "--unit", "acme"];
    let first = run(place.path(), &init);
    assert!(first.stderr.contains("models/acme-practices.yaml"));
    let path = place.path().join("models/acme-practices.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let filled = text
        .replace("\"0.1\"", "\"1.0\"")
        .replace("GIVE-3", "GIVE-4");
    fs::write(&path, &filled).unwrap();
    fs::remove_file(place.path().join("assessments/acme.yaml")).unwrap();
    let again = run(place.path(), &init);
    assert_eq!(again.exit, 0, "{}", again.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), filled);
    let assessment = fs::read_to_string(place.path().join("assessments/acme.yaml")).unwrap();
    assert!(assessment.contains("model: acme-practices@1.0"));
    assert!(assessment.contains("GIVE-4:") && !assessment.contains("GIVE-3:"));
}

#[test]
fn every_path_named_in_a_page_exists() {
    let mut pages: Vec<String> = files_below(&root().join("docs"))
        .into_iter()
        .map(|file| format!("docs/{file}"))
        .collect();
    pages.extend(
        [
            "README.md",
            "ARCHITECTURE.md",
            "CONTRIBUTING.md",
            "CHANGELOG.md",
        ]
        .map(str::to_owned),
    );
    for page in pages.iter().filter(|page| page.ends_with(".md")) {
        let text =
            fs::read_to_string(root().join(page)).unwrap_or_else(|_| panic!("{page} is there"));
        let folder = root().join(page).parent().unwrap().to_path_buf();
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let path = link.split('#').next().unwrap_or_default();
            if !path.is_empty() && !path.contains("://") && !path.starts_with("mailto:") {
                assert!(folder.join(path).exists(), "{page} links to {path}");
            }
        }
    }
}
