use std::collections::HashMap;

use super::ModelRef;

/// A publisher's wording for a model's items, kept apart from the model because
/// it has a licence of its own.
#[derive(Debug, Clone)]
pub struct Texts {
    /// The model it words.
    pub model: ModelRef,
    /// Its licence.
    pub licence: Option<String>,
    /// The notice its licence asks for.
    pub attribution: Option<String>,
    /// The digest it says it has over its items.
    pub digest: Option<String>,
    /// Wording by item id.
    pub items: HashMap<String, String>,
}
