use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};
use crate::text::{RepoPath, RepoPathError};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "evidence-missing",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "Evidence that names a path where the project has no file, in the snapshot that is looked at.",
            why: "An auditor who follows the path finds nothing.",
            example: "evidence:\n  - {ref: docs/asset-alert.md}",
            instead: "evidence:\n  - {ref: docs/asset-alerts.md}",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    let evidence = scene
        .assessment
        .answers
        .iter()
        .flat_map(|answer| &answer.evidence);
    for reference in evidence.filter_map(|evidence| evidence.reference.as_ref()) {
        if let Some(message) = problem(scene, &reference.value) {
            let finding = Diagnostic::new(&LINT.rule, scene.place(reference.at), message);
            findings.push(
                finding.help(
                    "name a file of this repository, relative to the project's root, or a URL",
                ),
            );
        }
    }
}

fn problem(scene: &Scene<'_>, reference: &str) -> Option<String> {
    if is_url(reference) {
        return None;
    }
    // A section of a document may be named after `#`.
    let without_section = reference.rsplit_once('#').map(|(path, _)| path);
    for path in std::iter::once(reference).chain(without_section.filter(|path| !path.is_empty())) {
        match RepoPath::parse(path) {
            Ok(path) if (scene.exists)(&path) => return None,
            Ok(_) => {}
            Err(RepoPathError::Malformed) => {
                return Some(format!("`{reference}` is neither a URL nor a path"));
            }
            Err(_) => return Some(format!("`{reference}` leads out of the project")),
        }
    }
    Some(format!("there is no file `{reference}`"))
}

/// A scheme of at least two letters and a colon; one letter is a drive.
fn is_url(reference: &str) -> bool {
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|found| found.is_ascii_alphanumeric() || "+.-".contains(found))
    })
}
