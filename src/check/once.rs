use std::collections::HashMap;

use super::Finding;
use crate::diagnostic::{Level, Place, Rule};
use crate::text::{RepoPath, Span};

type Said = (RepoPath, Span, &'static str);

/// Leaves out what a lint says where a gate says the same of the same place. It
/// counts by the graver of both levels, so that no gate makes it pass.
pub(super) fn keep_once(findings: &mut Vec<Finding>) {
    let by_gates = findings.iter().filter_map(|finding| {
        let said = said(finding, finding.instead_of?)?;
        Some((said, Level::Allow))
    });
    let mut by_gates: HashMap<Said, Level> = by_gates.collect();
    if by_gates.is_empty() {
        return;
    }
    findings.retain(|finding| {
        let same = said(finding, finding.diagnostic.rule).filter(|_| finding.gate.is_none());
        match same.and_then(|said| by_gates.get_mut(&said)) {
            Some(level) => {
                *level = finding.diagnostic.level.max(*level);
                false
            }
            None => true,
        }
    });
    for finding in findings.iter_mut() {
        let said = finding.instead_of.and_then(|rule| said(finding, rule));
        if let Some(level) = said.and_then(|said| by_gates.get(&said)) {
            finding.diagnostic.level = finding.diagnostic.level.max(*level);
        }
    }
}

fn said(finding: &Finding, rule: &'static Rule) -> Option<Said> {
    match &finding.diagnostic.place {
        Place::Text(file, span) => Some((file.path().clone(), *span, rule.id)),
        _ => None,
    }
}
