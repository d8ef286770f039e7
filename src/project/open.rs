use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::groups::{Group, HEAD, group};
use super::observed::Observed;
use super::patterns::{glob_set, is_yaml, literal_prefix};
use super::units::check_units;
use super::waivers::WAIVERS;
use super::{Library, PlacedWaiver, rules};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{self, Config, Mapping};
use crate::schema::{self, Kind};
use crate::source::{Folder, Tree, find_upwards, unreadable};
use crate::text::{RepoPath, SourceFile};
use crate::yaml::{self, MOST_BYTES};

/// The configuration's file name.
pub const CONFIG_FILE: &str = "rungs.yaml";

/// A project, or the stand-in for one around files named on the command line.
#[derive(Debug)]
pub struct Project {
    /// Where it is on disk, or would be.
    pub folder: Folder,
    /// Its files, which may be those of another moment.
    pub files: Tree,
    /// What stands before the paths that findings name, where files are named
    /// from a folder above.
    pub prefix: String,
    /// What its configuration says; the defaults when it has none.
    pub config: Config,
    /// The configuration's file, when there is one.
    pub config_file: Option<Arc<SourceFile>>,
    /// Its models and the built-in ones.
    pub library: Library,
    /// Its waivers: those of the configuration, then those with files of their own.
    pub waivers: Vec<PlacedWaiver>,
    /// What is wrong with the configuration, models, texts and waivers.
    pub findings: Vec<Diagnostic>,
    /// What was observed, once it was asked for.
    pub(super) observed: OnceLock<Observed>,
}

/// Why there is no project to work on.
#[derive(Debug)]
pub enum OpenError {
    /// No configuration from this folder upwards.
    NoProject(PathBuf),
    /// No configuration from this folder upwards in a snapshot of git.
    NotInSnapshot(String),
    /// A pattern in the configuration is not one.
    Glob(String),
}

impl fmt::Display for OpenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoProject(start) => write!(
                formatter,
                "no {CONFIG_FILE} in {} or above",
                start.display()
            ),
            Self::NotInSnapshot(start) if start.is_empty() => {
                write!(formatter, "no {CONFIG_FILE} in that revision")
            }
            Self::NotInSnapshot(start) => {
                write!(
                    formatter,
                    "no {CONFIG_FILE} in {start} or above in that revision"
                )
            }
            Self::Glob(pattern) => write!(
                formatter,
                "`{pattern}` in {CONFIG_FILE} is not a file pattern inside the project"
            ),
        }
    }
}

impl Project {
    /// Opens the project that a folder belongs to.
    ///
    /// # Errors
    /// When there is none, or its patterns cannot be read.
    pub fn open(start: &Path) -> Result<Self, OpenError> {
        let root = find_upwards(start, CONFIG_FILE)
            .ok_or_else(|| OpenError::NoProject(start.to_path_buf()))?;
        Self::bare(&root).configured()
    }

    /// The same with what its configuration says.
    pub(super) fn configured(mut self) -> Result<Self, OpenError> {
        let read = || {
            self.read_config();
            glob_set(&self.config.assessments)?;
            glob_set(&self.config.observations)?;
            self.read_waivers();
            self.read_models()
        };
        let ((), models) = rayon::join(|| schema::prepare(Kind::Assessment), read);
        models?;
        Ok(self)
    }

    /// A folder without a configuration: built-in models and defaults serve.
    pub fn bare(folder: &Path) -> Self {
        Self {
            folder: Folder::new(folder),
            files: Tree::Folder(Folder::new(folder)),
            prefix: String::new(),
            config: Config::default(),
            config_file: None,
            library: Library::default(),
            waivers: Vec::new(),
            findings: Vec::new(),
            observed: OnceLock::new(),
        }
    }

    /// The assessments that the configuration names.
    ///
    /// # Errors
    /// When a pattern cannot be read.
    pub fn groups(&self) -> Result<Vec<Group>, OpenError> {
        self.groups_matching(&self.config.assessments)
    }

    /// The assessments that patterns name.
    ///
    /// # Errors
    /// When a pattern cannot be read.
    pub fn groups_matching(&self, patterns: &[String]) -> Result<Vec<Group>, OpenError> {
        let mut files = self.matching(patterns)?;
        let heads: Vec<RepoPath> = files
            .iter()
            .filter(|path| path.name() == HEAD)
            .cloned()
            .collect();
        for head in heads {
            files.extend(self.beside(&head));
        }
        Ok(group(files))
    }

    /// The YAML files of a path's folder, which may be parts of one assessment.
    fn beside(&self, path: &RepoPath) -> Vec<RepoPath> {
        let folder = path.folder();
        self.files.list(folder, &|other| {
            is_yaml(other) && RepoPath::given(other).folder() == folder
        })
    }

    /// Files and folders named on the command line, as groups. A folder stands
    /// for the YAML files in it; a head or a part for all files of its folder
    /// that belong together.
    pub fn groups_of(&self, paths: &[RepoPath]) -> Vec<Group> {
        let mut files = Vec::new();
        for path in paths {
            let folder = path.folder();
            let prefix = if folder.is_empty() {
                String::new()
            } else {
                format!("{folder}/")
            };
            let head = RepoPath::given(&format!("{prefix}{HEAD}"));
            if self.files.is_folder(path) {
                files.extend(self.in_folder(path));
            } else if self.files.exists(&head) {
                files.extend(self.beside(path));
            } else {
                files.push(path.clone());
            }
        }
        group(files)
    }

    /// The assessments and observations in a folder: those that the configuration
    /// names, or without one the YAML files that say they are for rungs. A folder in it
    /// that is a project of its own is left alone.
    fn in_folder(&self, folder: &RepoPath) -> Vec<RepoPath> {
        let nested = |path: &str| path.ends_with(&format!("/{CONFIG_FILE}"));
        let mut nested = self.files.list(folder.as_str(), &nested);
        nested.retain(|config| config.folder() != folder.as_str());
        let own = |path: &RepoPath| {
            !nested
                .iter()
                .any(|config| path.as_str().starts_with(&format!("{}/", config.folder())))
        };
        let mut files = self.files.list(folder.as_str(), &is_yaml);
        files.retain(own);
        let patterns = [
            self.config.assessments.clone(),
            self.config.observations.clone(),
            vec![WAIVERS.to_owned()],
        ];
        match glob_set(&patterns.concat()) {
            Ok(set) if self.config_file.is_some() => {
                files.retain(|path| set.is_match(path.as_str()))
            }
            _ => files.retain(|path| self.says_rungs(path)),
        }
        files
    }

    fn says_rungs(&self, path: &RepoPath) -> bool {
        let text = self.files.read_text(path, MOST_BYTES);
        text.map_or(true, |text| {
            let start = |line: &str| {
                line.trim_start_matches(['\u{feff}', '{', ' ', '"'])
                    .starts_with("rungs")
            };
            text.lines().any(start)
        })
    }

    /// Reads one of the project's files.
    ///
    /// # Errors
    /// A finding when it cannot be read.
    pub fn read(&self, path: &RepoPath) -> Result<Arc<SourceFile>, Box<Diagnostic>> {
        let text = self.files.read_text(path, MOST_BYTES);
        let path = RepoPath::given(&format!("{}{path}", self.prefix));
        let text = text.map_err(|error| Box::new(unreadable(&path, &error)))?;
        Ok(Arc::new(SourceFile::new(path, text)))
    }

    pub(super) fn matching(&self, patterns: &[String]) -> Result<Vec<RepoPath>, OpenError> {
        let set = glob_set(patterns)?;
        let mut prefixes: Vec<&str> = patterns
            .iter()
            .map(|pattern| literal_prefix(pattern))
            .collect();
        prefixes.sort_unstable();
        prefixes.dedup();
        let mut files = Vec::new();
        for prefix in prefixes {
            files.extend(self.files.list(prefix, &|path| set.is_match(path)));
        }
        files.sort();
        files.dedup();
        Ok(files)
    }

    fn read_config(&mut self) {
        let file = match self.read(&RepoPath::given(CONFIG_FILE)) {
            Ok(file) => file,
            Err(finding) => return self.findings.push(*finding),
        };
        let parsed = yaml::parse(&file);
        self.findings.extend(parsed.findings);
        if let Some(root) = &parsed.root {
            match schema::kind_of(&file, root) {
                Ok(Kind::Config) => {
                    self.findings
                        .extend(schema::validate(Kind::Config, &file, root))
                }
                Ok(other) => {
                    self.findings
                        .push(schema::other_kind(&file, root, Kind::Config, other))
                }
                Err(finding) => self.findings.push(*finding),
            }
            self.config = model::config(root);
            self.findings.extend(check_units(&self.config.units, &file));
        }
        if self.config.assessments.is_empty() {
            self.config.assessments = vec!["assessments/**/*.yaml".to_owned()];
        }
        self.config_file = Some(file);
    }

    /// Models first, so that texts find theirs.
    pub(super) fn read_models(&mut self) -> Result<(), OpenError> {
        let paths = self.matching(&self.config.models)?;
        let files: Vec<_> = paths.par_iter().map(|path| self.read(path)).collect();
        let mut mappings = Vec::new();
        for file in files {
            match file {
                Ok(file) => mappings.extend(self.read_model(&file)),
                Err(finding) => self.findings.push(*finding),
            }
        }
        self.break_circles();
        // Both of its models may stand in files that come later.
        for mapping in mappings {
            let findings = self.library.add_mapping(mapping);
            self.findings.extend(findings);
        }
        Ok(())
    }

    /// Reads a model, a publisher's texts, or a mapping, which it gives back.
    fn read_model(&mut self, file: &Arc<SourceFile>) -> Option<Mapping> {
        let parsed = yaml::parse(file);
        self.findings.extend(parsed.findings);
        let root = parsed.root.as_ref()?;
        let kind = match schema::kind_of(file, root) {
            Ok(kind) => kind,
            Err(finding) => {
                self.findings.push(*finding);
                return None;
            }
        };
        let violations = schema::validate(kind, file, root);
        let sound = violations.is_empty();
        self.findings.extend(violations);
        match kind {
            Kind::Model => {
                let (model, findings) = model::model(file, root);
                let whole = sound && findings.is_empty();
                self.findings.extend(findings);
                self.library.add_path(model.as_ref(), file.path());
                match model {
                    Some(model) if whole => self.add_model(file, root, model),
                    Some(model) => self.library.add_broken(model.reference),
                    None => {}
                }
            }
            Kind::Texts => {
                if let Some(texts) = model::texts(root).filter(|_| sound) {
                    self.add_texts(file, root, texts);
                }
            }
            Kind::Mapping => return model::mapping(file, root).filter(|_| sound),
            other => self
                .findings
                .push(schema::other_kind(file, root, Kind::Model, other)),
        }
        None
    }

    fn add_texts(&mut self, file: &Arc<SourceFile>, root: &yaml::Node<'_>, texts: model::Texts) {
        let actual = model::Texts::digest_of(texts.items.iter()).to_string();
        if let (Some(said), Some(node)) = (&texts.digest, root.get("digest"))
            && *said != actual
        {
            let place = Place::Text(Arc::clone(file), node.span);
            let message = "the wording is not the one that this digest was made of";
            let finding = Diagnostic::new(&rules::TEXTS_DIGEST, place, message);
            self.findings
                .push(finding.help("import it again from the publisher's workbook"));
        }
        self.library.add_texts(texts);
    }

    fn add_model(&mut self, file: &Arc<SourceFile>, root: &yaml::Node<'_>, model: model::Model) {
        let digest = model.digest;
        let name = model.reference.to_string();
        let reference = model.reference.clone();
        if let Some(other) = self.library.add(model)
            && other.digest != digest
        {
            self.library.add_broken(reference);
            let span = root.get("id").map_or(root.span, |id| id.span);
            let message = format!("another {name} has a different digest: {}", other.digest);
            let place = Place::Text(Arc::clone(file), span);
            let finding = Diagnostic::new(&rules::MODEL_CONFLICT, place, message);
            self.findings
                .push(finding.help("give this model an id or a version of its own"));
        }
    }
}

impl Project {
    /// Where one of its files is on disk.
    pub fn on_disk(&self, file: &SourceFile) -> PathBuf {
        self.folder.on_disk(&self.inside(file))
    }

    /// Whether its configuration names a path among its models.
    pub fn looks_for_model(&self, path: &RepoPath) -> bool {
        glob_set(&self.config.models).is_ok_and(|models| models.is_match(path.as_str()))
    }

    /// Whether a file starts with a byte-order mark, which its text leaves out.
    pub fn has_byte_order_mark(&self, file: &SourceFile) -> bool {
        let text = self.files.read_text(&self.inside(file), MOST_BYTES);
        text.is_ok_and(|text| text.starts_with('\u{feff}'))
    }

    fn inside(&self, file: &SourceFile) -> RepoPath {
        let path = file.path().as_str();
        RepoPath::given(path.strip_prefix(&self.prefix).unwrap_or(path))
    }
}
