use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::checked::Checked;
use super::{Project, rules};
use crate::diagnostic::{Diagnostic, Place};
use crate::lint::{self, Head, ObservationScene};
use crate::model::{self, Model, Observations};
use crate::observe::Series;
use crate::schema::{self, Kind};
use crate::text::{RepoPath, SourceFile};
use crate::value::Date;

/// Observed values in a project; more are no record but a data set.
pub const MOST_OBSERVATIONS: usize = 500_000;

/// Files that are read at the same time.
const AT_ONCE: usize = 64;

/// What the observation files of a project say.
#[derive(Debug, Default)]
pub(super) struct Observed {
    files: Vec<File>,
    series: HashMap<Key, Series>,
    nothing: Series,
    findings: Vec<Diagnostic>,
    left_out: usize,
}

/// A unit and the id of a model, whichever its version.
type Key = (String, String);

#[derive(Debug)]
struct File {
    observations: Observations,
    model: Arc<Model>,
}

impl File {
    fn len(&self) -> usize {
        self.observations.values.len()
    }

    fn key(&self) -> Key {
        let unit = self.observations.unit.value.clone();
        (unit, self.model.reference.id.clone())
    }
}

impl Observed {
    /// Leaves a file out because there are too many values.
    fn refuse(&mut self, file: &File) {
        let place = Place::File(file.observations.file.path().clone());
        let message = format!("a project has at most {MOST_OBSERVATIONS} observations");
        let finding = Diagnostic::new(&rules::OBSERVATIONS_MANY, place, message);
        self.findings.push(finding);
        self.left_out += 1;
    }

    /// Puts the values of each unit and model together.
    fn sort(&mut self) {
        let mut by_key: HashMap<Key, Vec<&File>> = HashMap::new();
        for file in &self.files {
            by_key.entry(file.key()).or_default().push(file);
        }
        let series = by_key.into_iter().map(|(key, files)| {
            let files = files.into_iter();
            let files = files.map(|file| (&file.observations, file.model.as_ref()));
            (key, Series::collect(files))
        });
        self.series = series.collect();
    }
}

impl Project {
    /// What was observed in a unit against a model, whichever its version;
    /// nothing where files are looked at without a project.
    pub fn series(&self, unit: &str, model: &str) -> Option<&Series> {
        self.config_file.as_ref()?;
        let observed = self.observed();
        let key = (unit.to_owned(), model.to_owned());
        Some(observed.series.get(&key).unwrap_or(&observed.nothing))
    }

    /// How many observation files are left out because of what they are.
    pub fn observations_left_out(&self) -> usize {
        self.observed().left_out
    }

    /// What is wrong with the project's observation files. `heads` are all of
    /// its assessments.
    pub fn check_observations(&self, heads: &[Head], today: Date) -> Vec<Diagnostic> {
        let observed = self.observed();
        let lints = observed.files.iter().flat_map(|file| {
            let series = observed.series.get(&file.key());
            let series = series.unwrap_or(&observed.nothing);
            check(file, series, Some(heads), today)
        });
        lints.chain(observed.findings.iter().cloned()).collect()
    }

    /// What is wrong with a file of observations that was named by itself,
    /// beyond its shape: against the project's others when it is one of them.
    pub(super) fn check_named_observations(
        &self,
        checked: &Checked<'_>,
        today: Date,
    ) -> Vec<Diagnostic> {
        let file = match self.observations_of(checked) {
            Ok(Some(file)) => file,
            Ok(None) => return Vec::new(),
            Err(finding) => return vec![*finding],
        };
        let path = checked.file.path();
        let own = |other: &File| other.observations.file.path() == path;
        let observed = self.observed();
        if observed.files.iter().any(own)
            && let Some(series) = observed.series.get(&file.key())
        {
            return check(&file, series, None, today);
        }
        let alone = Series::collect([(&file.observations, file.model.as_ref())]);
        check(&file, &alone, None, today)
    }

    /// The observation files that the configuration names, read on first use and
    /// only when it names any. Not to be asked for first while files are read in
    /// parallel, because this does so too.
    pub(super) fn observed(&self) -> &Observed {
        self.observed.get_or_init(|| self.read_observed())
    }

    fn read_observed(&self) -> Observed {
        let mut observed = Observed::default();
        if self.config.observations.is_empty() {
            return observed;
        }
        // That its patterns can be read was checked when the project was opened.
        let paths = self.matching(&self.config.observations).unwrap_or_default();
        let mut paths = paths.chunks(AT_ONCE);
        let mut count = 0;
        while let Some(next) = paths.next() {
            let read: Vec<_> = next
                .par_iter()
                .map(|path| self.read_observation_file(path))
                .collect();
            for (file, findings) in read {
                observed.findings.extend(findings);
                count += file.as_ref().map_or(0, File::len);
                match file {
                    Some(file) if count <= MOST_OBSERVATIONS => observed.files.push(file),
                    Some(file) => observed.refuse(&file),
                    None => observed.left_out += 1,
                }
            }
            if count > MOST_OBSERVATIONS {
                observed.left_out += paths.by_ref().map(<[_]>::len).sum::<usize>();
            }
        }
        observed.sort();
        observed
    }

    fn read_observation_file(&self, path: &RepoPath) -> (Option<File>, Vec<Diagnostic>) {
        let source: Arc<SourceFile> = match self.read(path) {
            Ok(source) => source,
            Err(finding) => return (None, vec![*finding]),
        };
        let mut checked = Checked::new(&source);
        if let (Some(kind), Some(root)) = (checked.kind, &checked.root)
            && kind != Kind::Observations
        {
            // What else is wrong with it is said where such files belong.
            let finding = schema::other_kind(&source, root, Kind::Observations, kind);
            return (None, vec![finding]);
        }
        let file = self.observations_of(&checked);
        let mut findings = std::mem::take(&mut checked.findings);
        match file {
            Ok(file) => (file, findings),
            Err(finding) => {
                findings.push(*finding);
                (None, findings)
            }
        }
    }

    /// The typed content of a file and its model; nothing when its meaning is not
    /// clear.
    fn observations_of(&self, checked: &Checked<'_>) -> Result<Option<File>, Box<Diagnostic>> {
        let typed = checked
            .root
            .as_ref()
            .and_then(|root| model::observations(checked.file, root));
        let Some(observations) = typed else {
            return Ok(None);
        };
        let reference = &observations.model;
        let Some(model) = self.library.find(&reference.value) else {
            let place = observations.place(reference.at);
            return Err(Box::new(self.no_model(&reference.value, place, "values")));
        };
        let unclear = checked.findings.iter().any(|finding| finding.rule.breaks);
        let file = File {
            observations,
            model,
        };
        Ok(Some(file).filter(|_| !unclear))
    }
}

fn check(file: &File, series: &Series, heads: Option<&[Head]>, today: Date) -> Vec<Diagnostic> {
    lint::check_observations(&ObservationScene {
        observations: &file.observations,
        model: &file.model,
        series,
        heads,
        today,
    })
}
