use super::Review;
use crate::model::rules;

impl Review<'_, '_> {
    /// A version replaces another one.
    pub(super) fn supersedes(&mut self) {
        let own = self.model.reference.to_string();
        let Some(node) = self.root.get("supersedes") else {
            return;
        };
        if self.model.supersedes.as_ref() == Some(&own) {
            let message = format!("`{own}` says that it replaces itself");
            let help = "name the version before, or give this one a `version` of its own";
            self.report(&rules::MODEL_SUPERSEDES, node.span, message, help);
        }
    }
}
