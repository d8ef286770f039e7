//! The module graph written in `ARCHITECTURE.md` is the one the code has.
//!
//! A line of the table may only name modules above it, so the table cannot hold
//! a cycle; a permission that nobody uses fails too, so the table is never
//! looser than the code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::support::{files_below, root};

type Graph = BTreeMap<String, BTreeSet<String>>;

/// Lines of code a file may have, tests at its end aside.
const MOST_LINES: usize = 400;

fn declared() -> Graph {
    let text =
        fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md is at the root");
    let table = text
        .split("```layers\n")
        .nth(1)
        .expect("it holds a layers block");
    let mut graph = Graph::new();
    for line in table.lines().take_while(|line| !line.starts_with("```")) {
        let (module, above) = line
            .split_once(':')
            .expect("lines read `module: modules above`");
        for name in above.split_whitespace() {
            assert!(
                graph.contains_key(name),
                "{module} names {name}, which is not above it"
            );
        }
        graph.insert(
            module.to_owned(),
            above.split_whitespace().map(str::to_owned).collect(),
        );
    }
    graph
}

fn imports(text: &str, place: &str) -> BTreeSet<String> {
    let code: Vec<&str> = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect();
    let code = code.join("\n");
    assert!(
        !code.contains("super::super"),
        "{place}: name modules from the crate's root"
    );
    let parts = code.split("crate::").skip(1).map(|part| {
        assert!(
            !part.starts_with('{'),
            "{place}: one `use crate::module::…` a statement"
        );
        part.chars()
            .take_while(|found| found.is_alphanumeric() || *found == '_')
            .collect()
    });
    parts.collect()
}

#[test]
fn the_code_imports_what_the_table_allows() {
    let source = root().join("src");
    let mut actual = Graph::new();
    for path in files_below(&source)
        .iter()
        .filter(|path| path.ends_with(".rs"))
    {
        let module = path.split(['/', '.']).next().unwrap_or_default().to_owned();
        if module == "lib" || module == "bin" {
            continue;
        }
        let text = fs::read_to_string(source.join(path)).expect("source is readable");
        let found = actual.entry(module.clone()).or_default();
        found.extend(
            imports(&text, path)
                .into_iter()
                .filter(|name| *name != module),
        );
    }
    assert_eq!(declared(), actual);
}

#[test]
fn no_file_is_longer_than_one_idea() {
    for folder in ["src", "tests/it"] {
        for path in files_below(&root().join(folder))
            .iter()
            .filter(|path| path.ends_with(".rs"))
        {
            let text =
                fs::read_to_string(root().join(folder).join(path)).expect("source is readable");
            let code = text
                .split("#[cfg(test)]\nmod tests {")
                .next()
                .unwrap_or_default();
            let lines = code.lines().count();
            assert!(lines <= MOST_LINES, "{folder}/{path} has {lines} lines");
        }
    }
}

#[test]
fn no_name_is_a_dumping_ground() {
    for path in files_below(&root().join("src")) {
        for name in ["utils", "util", "helpers", "common", "misc"] {
            let stem = Path::new(&path)
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned());
            assert_ne!(stem.as_deref(), Some(name), "src/{path}");
            assert!(!path.split('/').any(|part| part == name), "src/{path}");
        }
    }
}
