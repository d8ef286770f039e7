use super::Checker;
use crate::model::rules;

impl Checker<'_, '_, '_> {
    /// A version replaces another one, never itself.
    pub(super) fn succession(&mut self) {
        let own = self.model.reference.to_string();
        let Some(node) = self.root.get("supersedes") else {
            return;
        };
        if self.model.supersedes.as_ref() == Some(&own) {
            let message = format!("`{own}` says that it replaces itself");
            let help = "name the version before, or give this one a `version` of its own";
            let help = Some(help.to_owned());
            self.names
                .report(&rules::MODEL_SUPERSEDES, node.span, message, help);
        }
    }
}
