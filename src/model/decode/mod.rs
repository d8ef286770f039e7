//! Trees to typed things.
//!
//! Readers are tolerant: what the schema already reported is skipped here, so
//! that everything that can still be said about a file is said in one run.

mod answers;
mod assessment;
mod check;
mod config;
mod gate;
mod items;
mod mapping;
mod measures;
mod metrics;
mod model;
mod observations;
mod texts;

use std::sync::Arc;

pub use assessment::assessment;
pub use config::config;
pub use gate::waiver;
pub use mapping::mapping;
pub use model::model;
pub use observations::observations;
pub use texts::texts;

use super::{At, Spanned};
use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::text::{SourceFile, Span, nearest};
use crate::value::Rational;
use crate::yaml::{Entry, Node};

/// Findings of a model that look for a near name; beyond that the file is not a
/// slip away from being right.
const MOST_SUGGESTIONS: usize = 50;
/// Names that a message lists.
const MOST_LISTED: usize = 12;

/// A text or a number as it is written, with its place.
fn written(file: u32, node: Option<&Node<'_>>) -> Option<Spanned<String>> {
    let node = node?;
    let value = node.as_written()?.to_owned();
    Some(Spanned {
        value,
        at: At {
            file,
            span: node.span,
        },
    })
}

/// A text.
fn text(node: Option<&Node<'_>>) -> Option<String> {
    node?.as_str().map(str::to_owned)
}

/// The texts of a list.
fn texts_of(node: Option<&Node<'_>>) -> Vec<String> {
    let items = node.map(Node::items).unwrap_or_default();
    items
        .iter()
        .filter_map(|item| item.as_str().map(str::to_owned))
        .collect()
}

/// A key with its place.
fn key(entry: &Entry<'_>) -> Spanned<String> {
    Spanned {
        value: entry.key.to_string(),
        at: At {
            file: 0,
            span: entry.key_span,
        },
    }
}

/// A whole number from 0 on, with its place.
fn count(node: Option<&Node<'_>>) -> Option<Spanned<u32>> {
    let written = written(0, node)?;
    Some(Spanned {
        value: written.value.parse().ok()?,
        at: written.at,
    })
}

/// An exact number.
fn number(node: Option<&Node<'_>>) -> Option<Rational> {
    Rational::parse(node?.as_written()?)
}

/// Collects what a reader finds wrong with names.
struct Names<'f> {
    file: &'f Arc<SourceFile>,
    findings: Vec<Diagnostic>,
}

impl<'f> Names<'f> {
    fn new(file: &'f Arc<SourceFile>) -> Self {
        Self {
            file,
            findings: Vec::new(),
        }
    }

    fn report(&mut self, rule: &'static Rule, span: Span, message: String, help: Option<String>) {
        let place = Place::Text(Arc::clone(self.file), span);
        self.findings
            .push(Diagnostic::new(rule, place, message).maybe_help(help));
    }

    /// A name that two things have: the second, and where the first is.
    fn twice(&mut self, span: Span, first: Span, message: String, help: &str) {
        let place = |span| Place::Text(Arc::clone(self.file), span);
        let finding = Diagnostic::new(&super::rules::MODEL_DUPLICATE, place(span), message)
            .related(place(first), "the first")
            .help(help);
        self.findings.push(finding);
    }

    /// The position of the name that a node holds among those there are, which
    /// are `what` in messages.
    fn position(&mut self, node: Option<&Node<'_>>, names: &[&str], what: &str) -> Option<usize> {
        let node = node?;
        let name = node.as_str()?;
        let found = names.iter().position(|known| *known == name);
        if found.is_none() {
            let seen = self.findings.len();
            let close = (seen < MOST_SUGGESTIONS)
                .then(|| nearest(name, names.iter().copied()))
                .flatten();
            let help = match close {
                Some(close) => format!("did you mean `{close}`?"),
                None if names.is_empty() => format!("the model defines no {what}"),
                None if names.len() <= MOST_LISTED => {
                    format!("the model's {what}s: {}", names.join(", "))
                }
                None => format!("the model has {} {what}s", names.len()),
            };
            let message = format!("the model has no {what} `{name}`");
            self.report(
                &super::rules::MODEL_REFERENCE,
                node.span,
                message,
                Some(help),
            );
        }
        found
    }
}
