use std::collections::HashSet;

use super::Review;
use crate::model::rules;
use crate::text::nearest;
use crate::yaml::{Entry, Node};

impl<'r, 'a> Review<'r, 'a> {
    /// Facets and their values are declared, wherever they are used.
    pub(super) fn facets(&mut self) {
        let items = self.model.items.iter();
        let items = items.filter_map(|item| self.said(item, "facets"));
        let measures = self.entries("measures").iter();
        let measures = measures.filter_map(|entry| entry.value.get("where")?.get("facets"));
        let used: Vec<&'r Entry<'a>> = items.chain(measures).flat_map(Node::entries).collect();
        if self.model.facets.is_empty() {
            if let Some(first) = used.first() {
                let message = "the model uses facets and declares none".to_owned();
                let help = format!(
                    "declare each with its values: `facets: {{{}: […]}}`",
                    first.key
                );
                self.report(&rules::MODEL_FACET, first.key_span, message, help);
            }
            return;
        }
        let mut seen = HashSet::new();
        for entry in used {
            self.facet(entry, &mut seen);
        }
    }

    /// One facet where it is used; the same slip is told once.
    fn facet(&mut self, entry: &'r Entry<'a>, seen: &mut HashSet<(&'r str, &'r str)>) {
        let model = self.model;
        let declared = model.facets.iter().find(|(name, _)| *name == entry.key);
        let Some((name, values)) = declared else {
            if seen.insert((&entry.key, "")) {
                let names = model.facets.iter().map(|(name, _)| name.as_str());
                let help = near(&entry.key, names, "declare it under `facets:`");
                let message = format!("the facet `{}` is not declared", entry.key);
                self.report(&rules::MODEL_FACET, entry.key_span, message, help);
            }
            return;
        };
        let one = std::slice::from_ref(&entry.value);
        let used = match entry.value.items() {
            [] => one,
            several => several,
        };
        for node in used {
            let Some(value) = node.as_str() else { continue };
            if !values.iter().any(|known| known == value) && seen.insert((name, value)) {
                let message = format!("`{value}` is not a declared value of the facet `{name}`");
                let known = values.iter().map(String::as_str);
                let help = near(value, known, "declare it under `facets:`");
                self.report(&rules::MODEL_FACET, node.span, message, help);
            }
        }
    }
}

fn near<'n>(name: &str, names: impl Iterator<Item = &'n str>, otherwise: &str) -> String {
    nearest(name, names).map_or(otherwise.to_owned(), |close| {
        format!("did you mean `{close}`?")
    })
}
