//! The gallery in `docs/pull-requests/`: pull requests on repositories made from
//! `examples/`, what `rungs diff` says of each, and beside it what `git diff` and
//! a plain comparison of the YAML say.

mod edits;
mod plain;
mod pull_requests;

use std::fs;
use std::path::Path;

use self::pull_requests::{PULL_REQUESTS, PullRequest};
use crate::git::Repo;
use crate::support::{expect_file, files_below, root, rungs};

/// Lines shown at the start and at the end of a comparison that is longer.
const START: usize = 60;
const END: usize = 20;

#[test]
fn the_gallery_shows_what_is_printed() {
    let mut failures = Vec::new();
    for (at, pull_request) in PULL_REQUESTS.iter().enumerate() {
        let name = format!("{:02}-{}", at + 1, pull_request.name);
        let folder = root().join("docs/pull-requests").join(name);
        for (file, text) in files(pull_request) {
            failures.extend(expect_file(&folder.join(file), &text).err());
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_gallery_has_a_page_that_names_every_pull_request() {
    let folder = root().join("docs/pull-requests");
    let page = fs::read_to_string(folder.join("README.md")).unwrap();
    let mut known = vec!["README.md".to_owned()];
    for (at, pull_request) in PULL_REQUESTS.iter().enumerate() {
        for file in ["comment.md", "git-diff.txt", "yaml-diff.txt"] {
            let path = format!("{:02}-{}/{file}", at + 1, pull_request.name);
            assert!(page.contains(&format!("({path})")), "{path} is linked");
            known.push(path);
        }
    }
    for file in files_below(&folder) {
        assert!(known.contains(&file), "{file} belongs to the gallery");
    }
}

#[test]
fn the_excerpt_in_the_readme_is_of_the_gallery() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let comment = root().join("docs/pull-requests/03-scope-cut/comment.md");
    let comment = fs::read_to_string(comment).unwrap();
    let quoted = readme.lines().filter_map(|line| line.strip_prefix("> "));
    let quoted: Vec<&str> = quoted.collect();
    assert!(quoted.len() > 5);
    for line in quoted {
        assert!(comment.lines().any(|known| known == line), "{line}");
    }
}

/// A plain comparison of keys and values, as the gallery has it, is one.
#[test]
fn a_plain_comparison_goes_by_keys_and_positions() {
    let from = "a: {b: 1, c: [x, y]}\n";
    let to = "a: {c: [y], b: 2}\n";
    assert_eq!(
        plain::compare(Some(from), Some(to)),
        "~ a.b: 1 → 2\n~ a.c[0]: x → y\n- a.c[1]: y\n"
    );
}

/// What stands in a folder of the gallery.
fn files(pull_request: &PullRequest) -> [(&'static str, String); 3] {
    let repo = Repo::new();
    let example = root().join("examples").join(pull_request.example);
    for file in files_below(&example) {
        let text = fs::read_to_string(example.join(&file)).unwrap();
        repo.write(&file, &text.replace("\r\n", "\n"));
    }
    for edit in pull_request.before {
        edit.make(repo.folder());
    }
    repo.commit("Assess");
    repo.git(&["switch", "--quiet", "--create", pull_request.name]);
    let old = yaml_files(repo.folder());
    for edit in pull_request.edits {
        edit.make(repo.folder());
    }
    repo.commit(pull_request.subject);
    let new = yaml_files(repo.folder());
    [
        ("comment.md", comment(&repo, pull_request)),
        ("git-diff.txt", shortened(&git_diff(&repo))),
        ("yaml-diff.txt", shortened(&plain::files(&old, &new))),
    ]
}

fn comment(repo: &Repo, pull_request: &PullRequest) -> String {
    let output = rungs(repo.folder())
        .env("GITHUB_SERVER_URL", "https://github.example.org")
        .env("GITHUB_REPOSITORY", "acme/maturity")
        .args(["diff", "--format", "markdown", "--base", "main"])
        .args(["--at", pull_request.name])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {said}", pull_request.name);
    String::from_utf8(output.stdout).unwrap()
}

fn git_diff(repo: &Repo) -> String {
    let settings = ["-c", "core.abbrev=10", "-c", "diff.algorithm=myers"];
    let diff = ["diff", "--no-color", "--no-ext-diff", "main...HEAD"];
    repo.git(&[&settings[..], &diff[..]].concat()) + "\n"
}

/// The YAML files of a folder with their texts.
fn yaml_files(folder: &Path) -> Vec<(String, String)> {
    let files = files_below(folder).into_iter();
    let files = files.filter(|file| file.ends_with(".yaml") && !file.starts_with(".git/"));
    files
        .map(|file| {
            let text = fs::read_to_string(folder.join(&file)).unwrap();
            (file, text)
        })
        .collect()
}

/// A text without its middle.
fn shortened(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let left_out = lines.len().saturating_sub(START + END);
    if left_out < 10 {
        return text.to_owned();
    }
    let (start, end) = (&lines[..START], &lines[lines.len() - END..]);
    let cut = format!("… {left_out} lines are left out here …");
    let lines = [start, &["", &cut, ""], end].concat();
    lines.join("\n") + "\n"
}
