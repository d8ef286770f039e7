use std::collections::BTreeSet;
use std::sync::Arc;

use rungs::lineage::NewSchema;
use rungs::model::Model;
use rungs::project::Project;
use rungs::render::terminal;
use rungs::text::{RepoPath, SourceFile};

/// A schema that a file names to editors and that is not there: its path and
/// what it is for.
pub(super) type Absent = (String, &'static str);

/// Those of the schemas that files name now which nobody has written yet.
pub(super) fn absent(
    project: &Project,
    files: &[Arc<SourceFile>],
    schemas: &[NewSchema],
) -> Vec<Absent> {
    let named = schemas.iter().filter_map(|schema| {
        let file = files.get(schema.file)?.path().as_str();
        let inside = file.strip_prefix(&project.prefix).unwrap_or(file);
        let inside = RepoPath::given(inside);
        let path = joined(inside.folder(), &schema.path)?;
        let there = project.folder.exists(&RepoPath::given(&path));
        (!there).then(|| (format!("{}{path}", project.prefix), schema.kind))
    });
    named.collect()
}

/// A path from a folder; nothing where it leads out of the project.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// How to write each of them.
pub(super) fn schema_hints(absent: &BTreeSet<Absent>, new: &Model) -> String {
    let hints = absent.iter().map(|(path, kind)| {
        let (path, model) = (terminal(path), &new.reference);
        format!(
            "note: editors look for `{path}` now: `rungs schema {kind} --model {model} > {path}`\n"
        )
    });
    hints.collect()
}
