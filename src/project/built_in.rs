use std::sync::{Arc, OnceLock};

use super::model_of;
use crate::model::{self, Mapping, Model};
use crate::text::{RepoPath, SourceFile};
use crate::yaml;

/// A model that comes with rungs.
pub struct BuiltIn {
    /// `id@version`.
    pub name: &'static str,
    /// The model file's text.
    pub text: &'static str,
    model: OnceLock<Option<Arc<Model>>>,
}

static MODELS: [BuiltIn; 3] = [
    BuiltIn::new(
        "cti-cmm@1.3",
        include_str!("../../templates/models/cti-cmm/1.3/model.yaml"),
    ),
    BuiltIn::new(
        "cti-quality@1.0",
        include_str!("../../templates/models/cti-quality/1.0/model.yaml"),
    ),
    BuiltIn::new(
        "cti-cmm@1.2",
        include_str!("../../templates/models/cti-cmm/1.2/model.yaml"),
    ),
];

/// A mapping that comes with rungs.
pub struct BuiltInMapping {
    /// The earlier version, as `id@version`.
    pub from: &'static str,
    /// The later version, as `id@version`.
    pub to: &'static str,
    /// The mapping file's text.
    pub text: &'static str,
    mapping: OnceLock<Option<Arc<Mapping>>>,
}

static MAPPINGS: [BuiltInMapping; 1] = [BuiltInMapping {
    from: "cti-cmm@1.2",
    to: "cti-cmm@1.3",
    text: include_str!("../../templates/models/cti-cmm/1.2-to-1.3.yaml"),
    mapping: OnceLock::new(),
}];

/// The mappings that come with rungs.
pub fn built_in_mappings() -> &'static [BuiltInMapping] {
    &MAPPINGS
}

impl BuiltInMapping {
    /// The mapping, read on first use. Built-in files are tested to be right.
    pub fn mapping(&self) -> Option<Arc<Mapping>> {
        self.mapping.get_or_init(|| self.read()).clone()
    }

    fn read(&self) -> Option<Arc<Mapping>> {
        let path = RepoPath::given(&format!("(built in) {} to {}", self.from, self.to));
        let file = Arc::new(SourceFile::new(path, self.text.to_owned()));
        let parsed = yaml::parse(&file);
        model::mapping(&file, &parsed.root?).map(Arc::new)
    }
}

/// The models that come with rungs.
pub fn built_in_models() -> &'static [BuiltIn] {
    &MODELS
}

impl BuiltIn {
    const fn new(name: &'static str, text: &'static str) -> Self {
        Self {
            name,
            text,
            model: OnceLock::new(),
        }
    }

    /// The model, read on first use. Built-in files are tested to be right.
    pub fn model(&self) -> Option<Arc<Model>> {
        let read = || {
            let path = format!("(built in) {}", self.name);
            model_of(&path, self.text).map(Arc::new)
        };
        self.model.get_or_init(read).clone()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::built_in_models;
    use crate::model;
    use crate::schema;
    use crate::text::{RepoPath, SourceFile};
    use crate::yaml;

    #[test]
    fn every_built_in_model_is_without_findings_and_has_its_name() {
        for built_in in built_in_models() {
            let file = Arc::new(SourceFile::new(
                RepoPath::given("model.yaml"),
                built_in.text.to_owned(),
            ));
            let parsed = yaml::parse(&file);
            assert!(parsed.findings.is_empty(), "{:?}", parsed.findings);
            let root = parsed.root.unwrap();
            let findings = schema::validate(schema::Kind::Model, &file, &root);
            assert!(findings.is_empty(), "{findings:?}");
            let (model, findings) = model::model(&file, &root);
            assert!(findings.is_empty(), "{findings:?}");
            assert_eq!(model.unwrap().reference.to_string(), built_in.name);
        }
    }
}
