use std::sync::Arc;

use rayon::prelude::*;

use super::Project;
use super::checked::Checked;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{self, At, Waiver};
use crate::schema::{self, Kind};
use crate::text::{RepoPath, SourceFile};

/// The folder whose files are waivers.
pub const WAIVER_FOLDER: &str = "waivers";

/// The files that are waivers.
pub(super) const WAIVERS: &str = "waivers/**/*.yaml";

/// A waiver and where it is written.
#[derive(Debug, Clone)]
pub struct PlacedWaiver {
    /// What it says.
    pub waiver: Waiver,
    /// The file it is in.
    pub file: Arc<SourceFile>,
    /// Whether the file holds nothing else.
    pub own_file: bool,
    /// Whether it is written as a waiver must be. One that is not excepts nothing.
    pub whole: bool,
}

impl PlacedWaiver {
    /// A place in it.
    pub fn place(&self, at: At) -> Place {
        Place::Text(Arc::clone(&self.file), at.span)
    }

    /// Where it begins.
    pub fn start(&self) -> Place {
        self.place(self.waiver.rule.at)
    }

    /// Where its last day is written, or would be.
    pub fn end(&self) -> Place {
        let expires = self.waiver.expires.as_ref();
        self.place(expires.map_or(self.waiver.rule.at, |expires| expires.at))
    }

    /// The line it begins at.
    pub fn line(&self) -> u32 {
        self.file.position(self.waiver.rule.at.span.start).line
    }
}

impl Project {
    /// Reads the waivers of the configuration, and those with files of their own.
    pub(super) fn read_waivers(&mut self) {
        let config = self.config_file.as_ref();
        let listed = config.map(|file| {
            let waivers = self.config.waivers.iter();
            waivers.map(|waiver| self.listed(waiver, file)).collect()
        });
        self.waivers = listed.unwrap_or_default();
        let paths = self.matching(&[WAIVERS.to_owned()]).unwrap_or_default();
        let read: Vec<_> = paths
            .par_iter()
            .map(|path| self.read_waiver(path))
            .collect();
        for (waiver, findings) in read {
            self.waivers.extend(waiver);
            self.findings.extend(findings);
        }
    }

    /// One of the configuration. A misspelt key in it could make it except more
    /// than was meant.
    fn listed(&self, waiver: &Waiver, file: &Arc<SourceFile>) -> PlacedWaiver {
        let own = waiver.at.span;
        let inside = |finding: &Diagnostic| match &finding.place {
            Place::Text(found, span) => {
                found.path() == file.path() && own.start <= span.start && span.start <= own.end
            }
            _ => false,
        };
        let broken = self
            .findings
            .iter()
            .any(|one| one.rule.breaks && inside(one));
        PlacedWaiver {
            waiver: waiver.clone(),
            file: Arc::clone(file),
            own_file: false,
            whole: !broken,
        }
    }

    fn read_waiver(&self, path: &RepoPath) -> (Option<PlacedWaiver>, Vec<Diagnostic>) {
        let file = match self.read(path) {
            Ok(file) => file,
            Err(finding) => return (None, vec![*finding]),
        };
        let checked = Checked::new(&file);
        let Some(root) = &checked.root else {
            return (None, checked.findings);
        };
        match checked.kind {
            Some(Kind::Waiver) => {
                let whole = !checked.findings.iter().any(|finding| finding.rule.breaks);
                let placed = model::waiver(root).map(|waiver| PlacedWaiver {
                    waiver,
                    file: Arc::clone(&file),
                    own_file: true,
                    whole,
                });
                (placed, checked.findings)
            }
            Some(other) => {
                let finding = schema::other_kind(&file, root, Kind::Waiver, other);
                (None, vec![finding])
            }
            None => (None, checked.findings),
        }
    }
}
