use std::collections::HashSet;
use std::path::Path;

use super::patterns::literal_prefix;
use super::{CONFIG_FILE, OpenError, Project};
use crate::diagnostic::Diagnostic;
use crate::model::Config;
use crate::source::git::{GitTree, Repository};
use crate::source::{Folder, Tree};
use crate::text::RepoPath;

impl Project {
    /// Opens the project that a folder of the repository belongs to in one
    /// snapshot of git. Its configuration is looked for in that snapshot, from the
    /// folder upwards, whatever is on disk; the folder need not be in it. Folders are
    /// paths inside the snapshot.
    ///
    /// # Errors
    /// When there is none, or its patterns cannot be read.
    pub fn open_in(snapshot: &GitTree, folder: &str) -> Result<Self, OpenError> {
        let folder = folder.trim_end_matches('/');
        let is_project = |folder: &&str| {
            let config = match *folder {
                "" => RepoPath::given(CONFIG_FILE),
                folder => RepoPath::given(&format!("{folder}/{CONFIG_FILE}")),
            };
            snapshot.exists(&config) && !snapshot.is_folder(&config)
        };
        let root = upwards(folder).find(is_project);
        let root = root.ok_or_else(|| OpenError::NotInSnapshot(folder.to_owned()))?;
        Self::bare_in(snapshot, root).configured()
    }

    /// A folder of a snapshot by the configuration of the same project at another
    /// moment.
    ///
    /// # Errors
    /// When its patterns cannot be read.
    pub fn configured_by(
        other: &Self,
        snapshot: &GitTree,
        folder: &str,
    ) -> Result<Self, OpenError> {
        let mut project = Self::bare_in(snapshot, folder);
        project.config = other.config.clone();
        // The waivers of the other's configuration stand there and not here.
        project.config.waivers.clear();
        project.read_waivers();
        project.read_models()?;
        Ok(project)
    }

    /// A folder on disk by the configuration of the same project at another moment.
    ///
    /// # Errors
    /// When its patterns cannot be read.
    pub fn configured_at(other: &Self, folder: &Path) -> Result<Self, OpenError> {
        let mut project = Self::bare(folder);
        project.config = other.config.clone();
        project.read_models()?;
        Ok(project)
    }

    /// A folder of a snapshot by the configuration in it; nothing where it has none.
    /// None is looked for in folders above.
    pub fn standing_in(snapshot: &GitTree, folder: &str) -> Option<Result<Self, OpenError>> {
        Self::bare_in(snapshot, folder).standing()
    }

    /// The same of a folder on disk.
    pub fn standing_at(folder: &Path) -> Option<Result<Self, OpenError>> {
        Self::bare(folder).standing()
    }

    fn standing(self) -> Option<Result<Self, OpenError>> {
        let config = RepoPath::given(CONFIG_FILE);
        let there = self.files.exists(&config) && !self.files.is_folder(&config);
        there.then(|| self.configured())
    }

    /// Whether two moments of its folder are not the same in what it reads.
    ///
    /// # Errors
    /// When its patterns cannot be read.
    pub fn reads_otherwise(&self, one: &Self, other: &Self) -> Result<bool, OpenError> {
        let Config {
            models,
            assessments,
            observations,
            ..
        } = &self.config;
        let patterns = [&models[..], assessments, observations].concat();
        let mut files: HashSet<RepoPath> = HashSet::from([RepoPath::given(CONFIG_FILE)]);
        for side in [one, other] {
            files.extend(side.matching(&patterns)?);
            let groups = side.groups_matching(assessments)?.into_iter();
            files.extend(groups.flat_map(|group| group.files));
        }
        let read = |path: &str| files.contains(&RepoPath::given(path));
        Ok(!one.files.differing(&other.files, "", &read).is_empty())
    }

    /// The same configuration and models with the files of a snapshot that has both
    /// as they are here.
    #[must_use]
    pub fn in_snapshot(&self, snapshot: &GitTree) -> Self {
        let bare = Self::bare_in(
            snapshot,
            self.files.place_in_repository().trim_end_matches('/'),
        );
        Self {
            config: self.config.clone(),
            config_file: self.config_file.clone(),
            library: self.library.clone(),
            findings: self.findings.clone(),
            ..bare
        }
    }

    /// The same project, in which no file is an assessment.
    #[must_use]
    pub fn without_assessments(mut self) -> Self {
        self.config.assessments.clear();
        self
    }

    /// Whether it has a configuration that says what it means.
    pub fn readable(&self) -> bool {
        let config = self.config_file.as_ref().map(|file| file.path());
        let of_config =
            |finding: &Diagnostic| finding.rule.breaks && finding.place.path() == config;
        config.is_some() && !self.findings.iter().any(of_config)
    }

    /// The folders in which its patterns look for models, and those for assessments.
    pub fn folders<'s>(&'s self) -> (Vec<&'s str>, Vec<&'s str>) {
        let folders =
            |patterns: &'s [String]| patterns.iter().map(|one| literal_prefix(one)).collect();
        (
            folders(&self.config.models),
            folders(&self.config.assessments),
        )
    }

    /// The same files with the models of another project.
    #[must_use]
    pub fn with_models_of(self, other: &Self) -> Self {
        Self {
            library: other.library.clone(),
            ..self
        }
    }

    /// The same project on disk, whose files are known by the ids that a repository
    /// would give them.
    #[must_use]
    pub fn with_ids_of(mut self, repository: &Repository) -> Self {
        self.files = match self.files {
            Tree::Folder(folder) => Tree::Folder(folder.with_ids_of(repository)),
            tree @ Tree::Git(_) => tree,
        };
        self
    }

    /// A folder of a snapshot without a configuration.
    pub fn bare_in(snapshot: &GitTree, folder: &str) -> Self {
        let tree = snapshot.below(folder);
        let on_disk = tree.repository().on_disk(tree.place());
        Self {
            files: Tree::Git(tree),
            folder: Folder::new(on_disk),
            ..Self::bare(Path::new(""))
        }
    }
}

/// A folder and those above it, the repository's root last.
fn upwards(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| match *folder {
        "" => None,
        folder => Some(folder.rsplit_once('/').map_or("", |(above, _)| above)),
    })
}

#[cfg(test)]
mod tests {
    use super::upwards;

    #[test]
    fn the_root_is_the_last_folder_above() {
        assert_eq!(upwards("a/b").collect::<Vec<_>>(), ["a/b", "a", ""]);
        assert_eq!(upwards("").collect::<Vec<_>>(), [""]);
    }
}
