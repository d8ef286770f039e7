use std::collections::BTreeMap;
use std::sync::Arc;

use super::Project;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{MODEL_SUPERSEDES, ModelRef};
use crate::text::RepoPath;
use crate::yaml;

/// The most models of a circle that a message names.
const NAMED: usize = 3;

impl Project {
    /// Finds models that replace each other in a circle. None of them can be
    /// used: which comes after which is what they do not say. That a model
    /// replaces itself is found where it is read.
    pub(super) fn break_circles(&mut self) {
        for circle in circles(&self.succession()) {
            for at in 0..circle.len() {
                let mut way = circle.clone();
                way.rotate_left(at);
                let finding = self.circle(&way);
                self.findings.extend(finding);
            }
            for reference in circle {
                self.library.add_broken(reference);
            }
        }
    }

    /// Which model each of the project's own replaces, of those that can be used.
    /// What is built in replaces only what is built in, and need not be read.
    fn succession(&self) -> BTreeMap<ModelRef, ModelRef> {
        let pair = |earlier: &String| ModelRef::parse(earlier);
        self.library
            .own()
            .filter_map(|model| {
                let earlier = model.supersedes.as_ref().and_then(pair)?;
                Some((model.reference.clone(), earlier))
            })
            .collect()
    }

    /// What is said at the first model of a circle.
    fn circle(&self, way: &[ModelRef]) -> Option<Diagnostic> {
        let own = way.first()?;
        let place = self.place_of_supersedes(own)?;
        let between = way.iter().skip(1);
        let named = between.clone().take(NAMED);
        let named: Vec<String> = named.map(|name| format!("`{name}`")).collect();
        let more = match between.len() - named.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let way = named.join(", ");
        let message = format!("`{own}` says that it replaces itself, by way of {way}{more}");
        let finding = Diagnostic::new(&MODEL_SUPERSEDES, place, message);
        Some(finding.help("the first of them replaces none of the others: drop its `supersedes`"))
    }

    /// Where a model of the project says what it replaces.
    fn place_of_supersedes(&self, reference: &ModelRef) -> Option<Place> {
        let shown = self.library.path(reference)?.as_str();
        let path = shown.strip_prefix(&self.prefix).unwrap_or(shown);
        let file = self.read(&RepoPath::given(path)).ok()?;
        let parsed = yaml::parse(&file);
        let span = parsed.root.as_ref()?.get("supersedes")?.span;
        Some(Place::Text(Arc::clone(&file), span))
    }
}

/// The circles of two models and more, each from its first name on.
fn circles(earlier: &BTreeMap<ModelRef, ModelRef>) -> Vec<Vec<ModelRef>> {
    // In which walk a model was reached: each is walked over once.
    let mut reached: BTreeMap<&ModelRef, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (walk, start) in earlier.keys().enumerate() {
        let mut at = Some(start);
        while let Some(here) = at.filter(|here| !reached.contains_key(here)) {
            reached.insert(here, walk);
            at = earlier.get(here);
        }
        let Some(met) = at.filter(|met| reached.get(met) == Some(&walk)) else {
            continue;
        };
        let mut circle = vec![met.clone()];
        let mut next = earlier.get(met);
        while let Some(here) = next.filter(|here| *here != met) {
            circle.push(here.clone());
            next = earlier.get(here);
        }
        if circle.len() > 1 {
            found.push(circle);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pairs: &[(&str, &str)]) -> Vec<String> {
        let name = |name: &str| ModelRef::parse(&format!("m@{name}")).unwrap();
        let pairs = pairs.iter().map(|(a, b)| (name(a), name(b))).collect();
        let shown = |circle: Vec<ModelRef>| {
            let names = circle.iter().map(|one| one.version.clone());
            names.collect::<Vec<_>>().join(" ")
        };
        circles(&pairs).into_iter().map(shown).collect()
    }

    #[test]
    fn a_line_is_no_circle() {
        assert!(found(&[("3", "2"), ("2", "1"), ("4", "2")]).is_empty());
    }

    #[test]
    fn circles_of_any_length() {
        assert_eq!(found(&[("1", "2"), ("2", "1")]), ["1 2"]);
        assert_eq!(
            found(&[("1", "3"), ("2", "1"), ("3", "2"), ("5", "6"), ("6", "5")]),
            ["1 3 2", "5 6"]
        );
    }

    #[test]
    fn what_leads_into_a_circle_is_not_in_it() {
        assert_eq!(
            found(&[("0", "2"), ("2", "3"), ("3", "2"), ("9", "3")]),
            ["2 3"]
        );
    }

    #[test]
    fn a_model_that_replaces_itself_is_told_where_it_is_read() {
        assert!(found(&[("1", "1"), ("2", "1")]).is_empty());
    }
}
