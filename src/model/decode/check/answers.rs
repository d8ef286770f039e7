use std::collections::HashMap;

use super::{Checker, MOST_STEPS};
use crate::text::Span;
use crate::yaml::{Entry, Node};

impl Checker<'_, '_, '_> {
    /// No two levels have one id.
    pub(super) fn levels(&mut self) {
        let levels = self.root.get("levels").map(Node::items).unwrap_or_default();
        let ids = levels.iter().filter_map(|level| level.get("id"));
        self.apart(ids, |name| format!("two levels are called `{name}`"));
    }

    /// Every scale has answers, and no two of them have one spelling.
    pub(super) fn answers(&mut self) {
        let scales = self.root.get("scales");
        for scale in scales.map(Node::entries).unwrap_or_default() {
            self.answers_or_steps(scale);
            let choices = scale.value.get("answers").map(Node::items);
            let spellings = choices.unwrap_or_default().iter().flat_map(|choice| {
                let others = choice.get("also").map(Node::items).unwrap_or_default();
                choice.get("key").into_iter().chain(others)
            });
            self.apart(spellings, |name| {
                format!(
                    "two answers of the scale `{}` are called `{name}`",
                    scale.key
                )
            });
        }
    }

    fn apart<'n>(
        &mut self,
        nodes: impl Iterator<Item = &'n Node<'n>>,
        message: impl Fn(&str) -> String,
    ) {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for node in nodes {
            let Some(name) = node.as_str() else { continue };
            match seen.get(name) {
                Some(first) => self.twice(node.span, *first, message(name)),
                None => {
                    seen.insert(name, node.span);
                }
            }
        }
    }

    /// A scale lists its answers or gives steps that lead somewhere.
    fn answers_or_steps(&mut self, scale: &Entry<'_>) {
        let steps = scale.value.get("steps");
        let message = match (scale.value.get("answers"), steps) {
            (Some(_), None) => return,
            (None, Some(steps)) if super::steps(steps).is_some() => return,
            (None, None) => format!("the scale `{}` has no answers", scale.key),
            (Some(_), Some(_)) => format!(
                "the scale `{}` lists answers and gives steps too",
                scale.key
            ),
            (None, Some(_)) => format!(
                "the steps of the scale `{}` do not rise, or are more than {MOST_STEPS}",
                scale.key
            ),
        };
        let help = "list `answers`, or give `steps: {from: 0, to: 100, by: 1}`";
        self.wrong(scale.key_span, message, help);
    }
}
