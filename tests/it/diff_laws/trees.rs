//! Trees that stand in this repository, compared with themselves.

use std::path::PathBuf;

use rungs::project::Project;
use rungs::report::AssessmentStatus;

use super::sides::read;
use crate::support::root;

/// Every folder below one that has a configuration.
fn projects(below: &str) -> Vec<PathBuf> {
    let mut open = vec![root().join(below)];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        if folder.join("rungs.yaml").is_file() {
            found.push(folder.clone());
        }
        let entries = std::fs::read_dir(&folder).unwrap();
        let folders = entries.flatten().map(|entry| entry.path());
        open.extend(folders.filter(|path| path.is_dir() && !path.is_symlink()));
    }
    found
}

#[test]
fn no_tree_differs_from_itself() {
    let mut compared = 0;
    for folder in ["tests/cases", "examples", "templates"]
        .into_iter()
        .flat_map(projects)
    {
        let Ok(project) = Project::open(&folder) else {
            continue;
        };
        if project.groups().is_err() {
            continue;
        }
        let read = read(&folder, &folder, true);
        for one in read.report().assessments {
            let what = format!("{}: {:?}", folder.display(), one.path);
            assert_eq!(one.status, AssessmentStatus::Unchanged, "{what}");
            assert!(one.changes.is_empty() && one.measures.is_empty(), "{what}");
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared} assessments");
}
