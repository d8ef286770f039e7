use std::sync::Arc;

use super::rules::MAPPING_CONFLICT;
use super::{Library, built_in_mappings};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Mapping, ModelRef};

impl Library {
    /// Checks a mapping against the models there are and adds it when it is
    /// sound. Call it once all models are there.
    pub(super) fn add_mapping(&mut self, mapping: Mapping) -> Vec<Diagnostic> {
        let mut findings = self.check_mapping(&mapping);
        if let Some(other) = self.mapping(&mapping.from.0, &mapping.to.0) {
            let message = format!(
                "there is another mapping from {} to {}",
                mapping.from.0, mapping.to.0
            );
            let place = Place::Text(Arc::clone(&mapping.file), mapping.from.1);
            let first = Place::Text(Arc::clone(&other.file), other.from.1);
            let finding = Diagnostic::new(&MAPPING_CONFLICT, place, message);
            let finding = finding.related(first, "the other mapping");
            findings.push(finding.help("keep one of them"));
        }
        if findings.is_empty() {
            self.mappings.push(Arc::new(mapping));
        }
        findings
    }

    /// What is wrong with a mapping, the models there are being known.
    pub(super) fn check_mapping(&self, mapping: &Mapping) -> Vec<Diagnostic> {
        let (from, to) = (self.find(&mapping.from.0), self.find(&mapping.to.0));
        mapping.check(from.as_deref(), to.as_deref())
    }

    /// The mapping from one model version to another, the project's own or a
    /// built-in one.
    pub fn mapping(&self, from: &ModelRef, to: &ModelRef) -> Option<Arc<Mapping>> {
        let fits = |mapping: &&Arc<Mapping>| mapping.from.0 == *from && mapping.to.0 == *to;
        let own = self.mappings.iter().find(fits).cloned();
        own.or_else(|| {
            built_in_mappings().iter().find_map(|mapping| {
                let fits = mapping.from == from.to_string() && mapping.to == to.to_string();
                fits.then(|| mapping.mapping()).flatten()
            })
        })
    }

    /// Every pair of versions that there is a mapping for, sorted.
    pub fn mapped(&self) -> Vec<(String, String)> {
        let own = self.mappings.iter();
        let own = own.map(|mapping| (mapping.from.0.to_string(), mapping.to.0.to_string()));
        let built_in = built_in_mappings().iter();
        let built_in = built_in.map(|mapping| (mapping.from.to_owned(), mapping.to.to_owned()));
        let mut pairs: Vec<(String, String)> = own.chain(built_in).collect();
        pairs.sort();
        pairs
    }
}
