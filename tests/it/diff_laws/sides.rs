//! Two states as the library compares them.

use std::path::Path;

use rungs::diff::{Alignment, Change, Movement, Side, changes, movements};
use rungs::model::{Mapping, ModelRef};
use rungs::project::{Material, Pair, Pairing, Pairs, Project, Snapshot};
use rungs::report::{
    Compared, DiffReport, DiffedAssessment, SideReport, StatusCounts, Tool, compare_assessment,
};
use rungs::value::Date;
use std::sync::Arc;

use super::house::Two;

/// Both sides, read.
pub(super) struct Read {
    pub(super) base: Snapshot,
    pub(super) head: Snapshot,
    pub(super) pairs: Pairs,
}

pub(super) fn today() -> Date {
    Date::parse("2026-10-15").unwrap()
}

pub(super) fn snapshot(folder: &Path) -> Snapshot {
    let project = Project::open(folder).unwrap();
    let groups = project.groups().unwrap();
    Snapshot { project, groups }
}

/// What differs between two folders, or everything.
pub(super) fn read(base: &Path, head: &Path, everything: bool) -> Read {
    let (base, head) = (snapshot(base), snapshot(head));
    let pairing = Pairing {
        today: today(),
        everything,
        seconds: false,
        named: false,
    };
    let pairs = pairing.pairs(&base, &head);
    Read { base, head, pairs }
}

impl Read {
    /// Both states, written into folders that are gone again.
    pub(super) fn of(two: &Two) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let [base, head] = ["base", "head"].map(|name| folder.path().join(name));
        two.write(0, &base);
        two.write(1, &head);
        let read = read(&base, &head, true);
        read.sound();
        read
    }

    /// Whatever is made at random is in order.
    pub(super) fn sound(&self) {
        for side in [&self.base, &self.head] {
            let findings = side
                .project
                .findings
                .iter()
                .filter(|finding| finding.rule.breaks);
            let findings: Vec<&str> = findings.map(|finding| finding.message.as_str()).collect();
            assert!(findings.is_empty(), "{findings:?}");
        }
        for pair in &self.pairs.pairs {
            for side in [&pair.base, &pair.head].into_iter().flatten() {
                let findings = side.findings.iter().filter(|finding| finding.rule.breaks);
                let findings: Vec<String> = findings
                    .map(|finding| {
                        format!("{} {}: {}", side.path, finding.rule.id, finding.message)
                    })
                    .collect();
                assert!(findings.is_empty() && !side.broken, "{findings:?}");
                assert!(side.material.is_some());
            }
        }
    }

    fn mapping(&self, from: &ModelRef, to: &ModelRef) -> Option<Arc<Mapping>> {
        let library = &self.head.project.library;
        let found = library.mapping(from, to);
        found.or_else(|| library.mapping(to, from))
    }

    pub(super) fn compare(&self, pair: &Pair) -> DiffedAssessment {
        compare_assessment(&Compared {
            base: pair.base.as_deref(),
            head: pair.head.as_deref(),
            remark: pair.remark.clone(),
            untouched: pair.untouched,
            mapping: &|from, to| self.mapping(from, to),
            drafts: false,
            nodes: &[],
            today: today(),
        })
    }

    pub(super) fn report(&self) -> DiffReport {
        let side = |name: &str| SideReport {
            revision: None,
            name: name.to_owned(),
            why: None,
            links: None,
        };
        let mut report = DiffReport {
            schema: DiffReport::SCHEMA,
            tool: Tool::SELF,
            as_of: today().to_string(),
            base: side("base"),
            head: side("head"),
            notes: Vec::new(),
            findings: Vec::new(),
            counts: StatusCounts {
                unchanged: self.pairs.unread,
                ..StatusCounts::default()
            },
            changes: rungs::report::ChangeCounts::default(),
            narrowed: Vec::new(),
            assessments: self
                .pairs
                .pairs
                .iter()
                .map(|pair| self.compare(pair))
                .collect(),
            reproduce: "rungs diff base head".to_owned(),
        };
        report.count_changes();
        report
    }

    /// Each assessment that stands on both sides and can be compared.
    pub(super) fn typed(&self) -> Vec<Typed<'_>> {
        let pairs = self.pairs.pairs.iter();
        let typed = pairs.filter_map(|pair| {
            let base = side(pair.base.as_ref()?.material.as_ref()?);
            let head = side(pair.head.as_ref()?.material.as_ref()?);
            let mapping = self.mapping(&base.model.reference, &head.model.reference);
            let alignment = Alignment::new(&base, &head, mapping.as_deref()).ok()?;
            Some(Typed {
                changes: changes(&base, &head, &alignment),
                movements: movements(&base, &head, &alignment),
                base,
                head,
                alignment,
            })
        });
        typed.collect()
    }
}

fn side(material: &Material) -> Side<'_> {
    Side {
        model: &material.model,
        assessment: &material.assessment,
        resolved: &material.resolved,
    }
}

/// An assessment on both sides, compared.
pub(super) struct Typed<'t> {
    pub(super) base: Side<'t>,
    pub(super) head: Side<'t>,
    pub(super) alignment: Alignment,
    pub(super) changes: Vec<Change>,
    pub(super) movements: Vec<Movement>,
}
