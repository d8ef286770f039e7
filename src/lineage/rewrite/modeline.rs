use super::sheet::Sheet;
use super::{NewSchema, head::Changes};
use crate::lineage::Plan;
use crate::model::ModelRef;
use crate::text::Span;

/// How a comment begins that names a schema to editors.
const MODELINE: &str = "# yaml-language-server:";
/// The folder that `rungs init` writes schemas to, above the files that name it.
const FOLDER: &str = ".rungs/";
/// The kinds of files that a schema with a model's ids is for.
const KINDS: [&str; 2] = ["assessment", "answers"];

/// Lets the line that names the earlier model's schema to editors name the later
/// one's. Only a schema that `rungs init` names so is ours to change.
pub(super) fn rename_schema(plan: &Plan<'_>, sheet: &Sheet<'_, '_>, changes: &mut Changes) {
    let mut start = 0;
    for line in sheet.text.split_inclusive('\n') {
        let here = start;
        start += line.len();
        if !line.trim().is_empty() && !line.starts_with('#') {
            return;
        }
        let Some(at) = line.find("$schema=").filter(|_| line.starts_with(MODELINE)) else {
            continue;
        };
        let path = line.get(at + "$schema=".len()..).unwrap_or_default();
        let path = path.split_whitespace().next().unwrap_or_default();
        let Some((before, kind)) = ours(path, &plan.old.reference) else {
            continue;
        };
        let path_start = here + at + "$schema=".len();
        let renamed = format!("{before}{}", file_name(&plan.new.reference, kind));
        let span = Span::new(path_start, path_start + path.len());
        changes.edits.replace(span, renamed.clone());
        let new = line.replacen(path, &renamed, 1).trim().to_owned();
        changes.modelines.push((line.trim().to_owned(), new));
        changes.schemas.push(NewSchema {
            file: sheet.position,
            path: renamed,
            kind,
        });
    }
}

/// The folder that a path names our schema of a model in, and the schema's kind.
fn ours<'p>(path: &'p str, model: &ModelRef) -> Option<(&'p str, &'static str)> {
    KINDS.into_iter().find_map(|kind| {
        let before = path.strip_suffix(&file_name(model, kind))?;
        let above = before.strip_suffix(FOLDER)?;
        let above = above.strip_prefix("./").unwrap_or(above);
        let ours = above.split_inclusive('/').all(|part| part == "../");
        ours.then_some((before, kind))
    })
}

fn file_name(model: &ModelRef, kind: &str) -> String {
    format!("{}-{}.{kind}.schema.json", model.id, model.version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_schema_that_init_names_is_ours() {
        let model = ModelRef::parse("house@1").unwrap();
        let ours = |path| ours(path, &model);
        assert_eq!(
            ours("../.rungs/house-1.assessment.schema.json"),
            Some(("../.rungs/", "assessment"))
        );
        assert_eq!(
            ours(".rungs/house-1.answers.schema.json"),
            Some((".rungs/", "answers"))
        );
        for other in [
            "",
            "house-1.assessment.schema.json",
            "/tmp/.rungs/house-1.assessment.schema.json",
            "https://example.org/.rungs/house-1.assessment.schema.json",
            "../schemas/house-1.assessment.schema.json",
            "../.rungs/house-2.assessment.schema.json",
            "../.rungs/my-house-1.assessment.schema.json",
            "../.rungs/house-1.model.schema.json",
        ] {
            assert_eq!(ours(other), None, "{other}");
        }
    }
}
