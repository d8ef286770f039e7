use std::sync::Arc;

use super::Project;
use super::open::OpenError;
use crate::diagnostic::Diagnostic;
use crate::model::{self, Model};
use crate::schema::{self, Kind};
use crate::text::{RepoPath, SourceFile};
use crate::value::Digest;
use crate::yaml;

/// A model's file as its author checks it.
#[derive(Debug)]
pub struct CheckedModel {
    /// Its path.
    pub path: RepoPath,
    /// What is wrong with it or worth knowing.
    pub findings: Vec<Diagnostic>,
    /// `id@version`, when that can be told.
    pub name: Option<String>,
    /// Its digest, when it can be used.
    pub digest: Option<Digest>,
}

/// The model that a text says, for templates that rungs writes; nothing where it
/// says none.
pub fn model_of(path: &str, text: &str) -> Option<Model> {
    let file = Arc::new(SourceFile::new(RepoPath::given(path), text.to_owned()));
    let parsed = yaml::parse(&file);
    model::model(&file, &parsed.root?).0
}

impl Project {
    /// The files among `models:` that are models.
    ///
    /// # Errors
    /// When a pattern cannot be read.
    pub fn model_files(&self) -> Result<Vec<RepoPath>, OpenError> {
        let mut files = self.matching(&self.config.models)?;
        files.retain(|path| {
            let Ok(file) = self.read(path) else {
                return true;
            };
            let root = yaml::parse(&file).root;
            let kind = root.and_then(|root| schema::kind_of(&file, &root).ok());
            !matches!(kind, Some(Kind::Texts | Kind::Mapping))
        });
        Ok(files)
    }

    /// Checks a model's file: all that breaks it, what goes against other models
    /// of the project, and, once it can be used, what only its author can judge.
    pub fn check_model(&self, path: &RepoPath) -> CheckedModel {
        let mut checked = CheckedModel {
            path: path.clone(),
            findings: Vec::new(),
            name: None,
            digest: None,
        };
        match self.read(path) {
            Err(finding) => checked.findings.push(*finding),
            Ok(file) => {
                checked.path = file.path().clone();
                checked.read(&file);
                let of_file = |finding: &&Diagnostic| finding.place.path() == Some(file.path());
                let known = self.findings.iter().filter(of_file);
                checked.findings.extend(known.cloned());
            }
        }
        if checked.findings.iter().any(|finding| finding.rule.breaks) {
            checked.digest = None;
        }
        checked
    }
}

impl CheckedModel {
    fn read(&mut self, file: &Arc<SourceFile>) {
        let parsed = yaml::parse(file);
        self.findings.extend(parsed.findings);
        let Some(root) = &parsed.root else { return };
        match schema::kind_of(file, root) {
            Ok(Kind::Model) => {}
            Ok(other) => {
                let finding = schema::other_kind(file, root, Kind::Model, other);
                return self.findings.push(finding);
            }
            Err(finding) => return self.findings.push(*finding),
        }
        self.findings
            .extend(schema::validate(Kind::Model, file, root));
        let (model, findings) = model::model(file, root);
        self.findings.extend(findings);
        let Some(model) = model else { return };
        self.name = Some(model.reference.to_string());
        self.digest = Some(model.digest);
        if !self.findings.iter().any(|finding| finding.rule.breaks) {
            self.findings.extend(model::review(file, root, &model));
        }
    }
}
