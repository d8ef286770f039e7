use super::Checker;

impl Checker<'_, '_, '_> {
    /// What items refer to is there.
    pub(super) fn links(&mut self) {
        for item in &self.model.items {
            for id in item.see.iter().chain(&item.resolved_by) {
                if self.model.find(id).is_none() {
                    let message = format!(
                        "`{}` refers to `{id}`, which is no item of the model",
                        item.id
                    );
                    self.wrong(item.span, message, "name an item, or drop the reference");
                }
            }
        }
    }
}
