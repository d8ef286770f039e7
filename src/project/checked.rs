use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::schema::{self, Kind};
use crate::text::{RepoPath, SourceFile};
use crate::yaml::{self, Node};

/// One file, parsed and checked against the schema of its kind.
pub(super) struct Checked<'f> {
    pub(super) file: &'f Arc<SourceFile>,
    pub(super) root: Option<Node<'f>>,
    pub(super) kind: Option<Kind>,
    pub(super) findings: Vec<Diagnostic>,
}

impl<'f> Checked<'f> {
    pub(super) fn new(file: &'f Arc<SourceFile>) -> Self {
        let parsed = yaml::parse(file);
        let mut checked = Self {
            file,
            root: parsed.root,
            kind: None,
            findings: parsed.findings,
        };
        let Some(root) = &checked.root else {
            return checked;
        };
        match schema::kind_of(file, root) {
            Ok(kind) => {
                checked.kind = Some(kind);
                let violations = schema::validate(kind, file, root);
                let known: Vec<_> = checked.findings.iter().map(place_of).collect();
                checked.findings.extend(
                    violations
                        .into_iter()
                        .filter(|finding| !known.contains(&place_of(finding))),
                );
            }
            Err(finding) => checked.findings.push(*finding),
        }
        checked
    }
}

/// The file and bytes of a finding, when it has them.
pub(super) fn place_of(finding: &Diagnostic) -> Option<(RepoPath, crate::text::Span)> {
    match &finding.place {
        Place::Text(file, span) => Some((file.path().clone(), *span)),
        _ => None,
    }
}
