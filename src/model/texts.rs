use std::collections::HashMap;

use serde_json::Value;

use super::ModelRef;
use crate::value::{Digest, canonical_json};

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

impl Texts {
    /// The digest over its items: SHA-256 of their canonical JSON (RFC 8785),
    /// white space collapsed.
    pub fn digest_of<'a>(items: impl Iterator<Item = (&'a String, &'a String)>) -> Digest {
        let collapsed = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let items = items.map(|(id, text)| (id.clone(), Value::from(collapsed(text))));
        Digest::of(canonical_json(&Value::Object(items.collect())).as_bytes())
    }
}
