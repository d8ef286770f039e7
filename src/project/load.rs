use std::collections::{HashMap, HashSet};
use std::sync::{Arc, RwLock};

use rayon::prelude::*;

use super::checked::{Checked, place_of};
use super::groups::HEAD;
use super::{Group, Project, rules};
use crate::diagnostic::{Diagnostic, Place};
use crate::lint::{self, Head, Scene};
use crate::model::{self, Assessment, Model, ModelRef, Resolved, Status};
use crate::schema::Kind;
use crate::source::FILE_UNREADABLE;
use crate::text::{RepoPath, SourceFile};
use crate::value::Date;
use crate::yaml::Node;

/// An assessment as it was found.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The path of its head.
    pub path: RepoPath,
    /// What is wrong with it, before levels are applied.
    pub findings: Vec<Diagnostic>,
    /// Whether its meaning is broken, so that it has no numbers.
    pub broken: bool,
    /// Unit, model and status, when they can be told.
    pub head: Option<Head>,
    /// The typed content, when it could be read and its model was found.
    pub material: Option<Material>,
    /// Whether it is an assessment at all, and not a file of another kind that
    /// was named on the command line.
    pub assessment: bool,
}

/// An assessment with its model.
#[derive(Debug, Clone)]
pub struct Material {
    /// The answers.
    pub assessment: Assessment,
    /// The yardstick.
    pub model: Arc<Model>,
    /// The answers matched to the yardstick.
    pub resolved: Resolved,
}

impl Project {
    /// Loads and checks groups of files, each in one go and several at a time,
    /// and gives what `take` makes of each, in the order of the groups. What
    /// `take` does not keep is freed at once, so memory does not grow with the
    /// number of files.
    pub fn load<T: Send>(
        &self,
        groups: &[Group],
        today: Date,
        take: impl Fn(Loaded) -> T + Sync,
    ) -> Vec<T> {
        self.observed();
        let known = ExistingFiles::default();
        let exists = |path: &RepoPath| known.check(self, path);
        let load = |group| {
            let loaded = self.load_group(group, today, &exists);
            loaded.into_iter().map(&take)
        };
        groups.par_iter().flat_map_iter(load).collect()
    }

    /// Loads and checks one group, on this thread alone.
    pub fn load_one(&self, group: &Group, today: Date) -> Vec<Loaded> {
        let known = ExistingFiles::default();
        self.load_group(group, today, &|path| known.check(self, path))
    }

    fn load_group(
        &self,
        group: &Group,
        today: Date,
        exists: &(dyn Fn(&RepoPath) -> bool + Sync),
    ) -> Vec<Loaded> {
        let mut sorted = Sorted::default();
        let read: Vec<_> = group.files.iter().map(|path| self.read(path)).collect();
        for file in &read {
            match file {
                Ok(file) => sorted.sort(Checked::new(file)),
                Err(finding) => sorted.unreadable.push(Diagnostic::clone(finding)),
            }
        }
        let mut loaded = self.split(&mut sorted, today, exists);
        let heads = sorted.heads.into_iter();
        loaded
            .extend(heads.map(|head| self.assessment(head, Vec::new(), Vec::new(), today, exists)));
        loaded.extend(
            sorted
                .others
                .into_iter()
                .map(|other| self.other(other, today)),
        );
        loaded.extend(sorted.parts.into_iter().map(part_alone));
        let unreadable = sorted.unreadable.into_iter();
        loaded.extend(unreadable.map(|finding| {
            let path = finding.place.path().cloned();
            let path = path.unwrap_or_else(|| RepoPath::given(""));
            Loaded::without_content(path, vec![finding])
        }));
        loaded.sort_by(|a, b| a.path.cmp(&b.path));
        loaded
    }

    /// The split assessment of a group, when the group has a head for one. What
    /// beside the head could not be read may be a part of it, so it breaks it.
    fn split(
        &self,
        sorted: &mut Sorted<'_>,
        today: Date,
        exists: &(dyn Fn(&RepoPath) -> bool + Sync),
    ) -> Vec<Loaded> {
        let named = |checked: &Checked<'_>| checked.file.path().name() == HEAD;
        if let Some(at) = sorted.heads.iter().position(named) {
            let head = sorted.heads.remove(at);
            let parts = std::mem::take(&mut sorted.parts);
            let mut strange: Vec<Diagnostic> = std::mem::take(&mut sorted.unreadable);
            let (unclear, others) = std::mem::take(&mut sorted.others)
                .into_iter()
                .partition(|other| other.kind.is_none());
            sorted.others = others;
            let unclear: Vec<Checked<'_>> = unclear;
            strange.extend(unclear.into_iter().flat_map(|other| other.findings));
            return vec![self.assessment(head, parts, strange, today, exists)];
        }
        let broken_head = sorted
            .others
            .iter()
            .any(|other| other.kind.is_none() && named(other))
            || sorted
                .unreadable
                .iter()
                .any(|finding| finding.place.path().is_some_and(|path| path.name() == HEAD));
        if !broken_head {
            return Vec::new();
        }
        // Its head is there and says nothing: the parts go with it.
        let parts = std::mem::take(&mut sorted.parts);
        for part in parts {
            let findings = part.findings;
            match sorted.others.iter_mut().find(|other| named(other)) {
                Some(head) => head.findings.extend(findings),
                None => sorted.unreadable.extend(findings),
            }
        }
        Vec::new()
    }

    fn other(&self, checked: Checked<'_>, today: Date) -> Loaded {
        let mut findings = checked.findings.clone();
        match (checked.kind, &checked.root) {
            (Some(Kind::Model), Some(root)) => findings.extend(model::model(checked.file, root).1),
            (Some(Kind::Mapping), Some(root)) => {
                let mapping = model::mapping(checked.file, root);
                findings.extend(
                    mapping
                        .iter()
                        .flat_map(|one| self.library.check_mapping(one)),
                );
            }
            (Some(Kind::Observations), _) => {
                findings.extend(self.check_named_observations(&checked, today));
            }
            _ => {}
        }
        let assessment = checked.kind.is_none();
        Loaded {
            assessment,
            ..Loaded::without_content(checked.file.path().clone(), findings)
        }
    }

    fn assessment(
        &self,
        head: Checked<'_>,
        parts: Vec<Checked<'_>>,
        beside: Vec<Diagnostic>,
        today: Date,
        exists: &(dyn Fn(&RepoPath) -> bool + Sync),
    ) -> Loaded {
        let path = head.file.path().clone();
        let mut findings = beside;
        let mut trees: Vec<(Arc<SourceFile>, &Node<'_>)> = Vec::new();
        for checked in std::iter::once(&head).chain(&parts) {
            findings.extend(checked.findings.iter().cloned());
            if let Some(root) = &checked.root {
                trees.push((Arc::clone(checked.file), root));
            }
        }
        let assessment = head
            .root
            .is_some()
            .then(|| model::assessment(&trees))
            .flatten();
        let Some(assessment) = assessment else {
            return Loaded::without_content(path, findings);
        };
        let head = (!assessment.unit.value.is_empty()).then(|| Head {
            unit: assessment.unit.value.clone(),
            model: assessment.model.value.clone(),
            status: assessment.status,
            place: assessment.place(assessment.unit.at),
        });
        let Some(model) = self.library.find(&assessment.model.value) else {
            findings.push(self.unknown_model(&assessment));
            return Loaded {
                head,
                ..Loaded::without_content(path, findings)
            };
        };
        let resolved = Resolved::new(&model, &assessment);
        let scene = Scene {
            assessment: &assessment,
            model: &model,
            resolved: &resolved,
            today,
            exists,
            observed: self.series(&assessment.unit.value, &model.reference.id),
        };
        // What the dialect or the schema refused at a place is not refused again.
        let refused: HashSet<_> = findings
            .iter()
            .filter(|finding| finding.rule.breaks)
            .map(place_of)
            .collect();
        let lints = lint::check(&scene).into_iter();
        findings.extend(lints.filter(|finding| !refused.contains(&place_of(finding))));
        let broken = findings.iter().any(|finding| finding.rule.breaks);
        let material = Some(Material {
            assessment,
            model,
            resolved,
        });
        Loaded {
            path,
            findings,
            broken,
            head,
            material,
            assessment: true,
        }
    }

    fn unknown_model(&self, assessment: &Assessment) -> Diagnostic {
        let named = &assessment.model;
        self.no_model(&named.value, assessment.place(named.at), "answers")
    }

    /// That there is no model to say something `about` what was given to it.
    pub(super) fn no_model(&self, reference: &ModelRef, place: Place, about: &str) -> Diagnostic {
        let wanted = reference.to_string();
        if self.library.is_broken(reference) {
            let message = format!(
                "the model `{wanted}` cannot be used, so nothing can be said about the {about}"
            );
            return Diagnostic::new(&rules::UNKNOWN_MODEL, place, message)
                .help("mend the model's file first");
        }
        let names = self.library.names();
        let help = match crate::text::nearest(&wanted, names.iter().map(String::as_str)) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("there are {}", names.join(", ")),
        };
        Diagnostic::new(
            &rules::UNKNOWN_MODEL,
            place,
            format!("there is no model `{wanted}`"),
        )
        .help(help)
    }
}

impl Loaded {
    fn without_content(path: RepoPath, findings: Vec<Diagnostic>) -> Self {
        let broken = findings.iter().any(|finding| finding.rule.breaks);
        Self {
            path,
            findings,
            broken,
            head: None,
            material: None,
            assessment: true,
        }
    }

    /// Whether a file of it could not be read at all.
    pub fn unreadable(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.rule.id == FILE_UNREADABLE)
    }

    /// Whether it counts: drafts are validated only.
    pub fn counts(&self) -> bool {
        self.assessment
            && self
                .head
                .as_ref()
                .is_none_or(|head| head.status == Status::Final)
    }
}

fn part_alone(part: Checked<'_>) -> Loaded {
    let root = part.root.as_ref();
    let span = root
        .and_then(|root| root.entry("rungs"))
        .map(|entry| entry.value.span)
        .unwrap_or_default();
    let place = Place::Text(Arc::clone(part.file), span);
    let message = "a part of a split assessment, but there is no `assessment.yaml` in its folder";
    let finding = Diagnostic::new(&rules::PART_WITHOUT_HEAD, place, message);
    let mut findings = part.findings;
    findings.push(finding.help("add `assessment.yaml` with `unit` and `model` beside it"));
    Loaded::without_content(part.file.path().clone(), findings)
}

/// The files of a group by what they are.
#[derive(Default)]
struct Sorted<'f> {
    heads: Vec<Checked<'f>>,
    parts: Vec<Checked<'f>>,
    others: Vec<Checked<'f>>,
    unreadable: Vec<Diagnostic>,
}

impl<'f> Sorted<'f> {
    fn sort(&mut self, checked: Checked<'f>) {
        match checked.kind {
            Some(Kind::Answers) => self.parts.push(checked),
            Some(Kind::Assessment) => self.heads.push(checked),
            _ => self.others.push(checked),
        }
    }
}

/// Remembers which paths were looked for, since many answers rest on the same
/// few documents.
#[derive(Default)]
struct ExistingFiles(RwLock<HashMap<RepoPath, bool>>);

impl ExistingFiles {
    fn check(&self, project: &Project, path: &RepoPath) -> bool {
        let known = self
            .0
            .read()
            .ok()
            .and_then(|known| known.get(path).copied());
        known.unwrap_or_else(|| {
            let exists = project.files.exists(path);
            if let Ok(mut known) = self.0.write() {
                known.insert(path.clone(), exists);
            }
            exists
        })
    }
}
