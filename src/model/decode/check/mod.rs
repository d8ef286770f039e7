//! What a model says that cannot be meant, one check a file. Each of these
//! breaks the model; what only matters to its author is in `model::review`.

mod answers;
mod bands;
mod chain;
mod links;
mod measures;
mod succession;

use super::Names;
use super::model::steps;
use crate::model::{Model, rules};
use crate::text::Span;
use crate::yaml::Node;

/// Items of a model; more is no model of practice.
pub(super) const MOST_ITEMS: usize = 20_000;
/// Measures of a model.
pub(super) const MOST_MEASURES: usize = 200;
/// Measures that are computed out of each other in a chain.
const LONGEST_CHAIN: usize = 32;
/// Answers of a scale that is given in steps.
pub(super) const MOST_STEPS: usize = 1_001;

/// What a model says that cannot be meant, beyond names that it does not define.
pub(super) fn check(root: &Node<'_>, model: &Model, names: &mut Names<'_>) {
    let mut checker = Checker { root, model, names };
    checker.succession();
    checker.levels();
    checker.answers();
    checker.bands();
    checker.links();
    for position in 0..model.measures.len() {
        checker.measure(position);
    }
}

struct Checker<'c, 'a, 'f> {
    root: &'c Node<'a>,
    model: &'c Model,
    names: &'c mut Names<'f>,
}

impl Checker<'_, '_, '_> {
    fn wrong(&mut self, span: Span, message: String, help: &str) {
        let help = Some(help.to_owned());
        self.names
            .report(&rules::MODEL_REFERENCE, span, message, help);
    }

    fn twice(&mut self, span: Span, first: Span, message: String) {
        let help = "give the second a name of its own";
        self.names.twice(span, first, message, help);
    }
}
