use super::{CONFIG_FILE, OpenError, Project};
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

    /// A folder of a snapshot by its own configuration, or by that of another project
    /// where it has none. It is not looked for in folders above.
    ///
    /// # Errors
    /// When its patterns cannot be read.
    pub fn standing_in(snapshot: &GitTree, folder: &str, other: &Self) -> Result<Self, OpenError> {
        let project = Self::bare_in(snapshot, folder);
        match project.files.exists(&RepoPath::given(CONFIG_FILE)) {
            true => project.configured(),
            false => Self::configured_by(other, snapshot, folder),
        }
    }

    /// The same of a folder on disk.
    ///
    /// # Errors
    /// When its patterns cannot be read.
    pub fn standing_at(folder: &std::path::Path, other: &Self) -> Result<Self, OpenError> {
        let mut project = Self::bare(folder);
        if project.files.exists(&RepoPath::given(CONFIG_FILE)) {
            return project.configured();
        }
        project.config = other.config.clone();
        project.read_models()?;
        Ok(project)
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
            ..Self::bare(std::path::Path::new(""))
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
