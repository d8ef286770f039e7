use std::path::{Path, PathBuf};

use rungs::project::{OpenError, Project};
use rungs::source::absolute;
use rungs::source::git::{GitTree, Repository};
use rungs::text::RepoPath;

use crate::context::{Context, Place, sound};
use crate::failure::Failure;

impl Context {
    /// The project around the working folder, as it is on disk or in a commit,
    /// with the assessments to look at: all of them, or those named.
    ///
    /// # Errors
    /// When there is no such commit, neither a project nor a name, or nothing to
    /// look at.
    pub fn place_at(
        &self,
        at: Option<&str>,
        paths: &[PathBuf],
        allow_empty: bool,
    ) -> Result<Place, Failure> {
        let Some(revision) = at else {
            return self.place(paths, allow_empty);
        };
        let repository = Repository::discover(&self.folder)?;
        let commit = repository.commit(revision)?;
        let tree = repository.tree_of(&commit)?;
        let mut place = self.place_in(&tree, paths)?;
        place.revision = Some(commit.id.to_string());
        self.something(place, paths, allow_empty)
    }

    /// The same for commands that work by the configuration: it has to be sound.
    ///
    /// # Errors
    /// As before, or when the configuration is broken.
    pub fn sound_place_at(
        &self,
        at: Option<&str>,
        paths: &[PathBuf],
        allow_empty: bool,
    ) -> Result<Place, Failure> {
        let place = self.place_at(at, paths, allow_empty)?;
        sound(&place.project)?;
        Ok(place)
    }

    fn place_in(&self, tree: &GitTree, paths: &[PathBuf]) -> Result<Place, Failure> {
        let inside = |path: &Path| self.inside(tree, &absolute(&self.folder, path));
        let named: Vec<String> = paths
            .iter()
            .map(|path| inside(path))
            .collect::<Result<_, _>>()?;
        let start = match named.first() {
            Some(first) => folder_of(tree, first),
            None => inside(&self.folder)?,
        };
        let project = match Project::open_in(tree, &start) {
            Err(OpenError::NotInSnapshot(_)) if !named.is_empty() => bare(tree, &start),
            opened => opened?,
        };
        if named.is_empty() {
            let groups = project.groups()?;
            return Ok(Place::new(project, groups));
        }
        let root = project.files.place_in_repository();
        let mut files = Vec::new();
        for path in &named {
            let below = path.strip_prefix(&root).or_else(|| {
                let itself = path.as_str() == root.trim_end_matches('/');
                itself.then_some("")
            });
            let below = below.ok_or_else(|| {
                Failure::new(format!("`{path}` is not in the project at `{root}`"))
            })?;
            let below = RepoPath::given(below);
            if !project.files.exists(&below) {
                return Err(Failure::new(format!(
                    "cannot read `{path}`: there is no such file in that revision"
                )));
            }
            files.push(below);
        }
        let groups = project.groups_of(&files);
        Ok(Place::new(project, groups))
    }

    /// A path on disk as one of the repository. A bare repository has no files on
    /// disk: there the working folder stands for its root.
    pub fn inside(&self, tree: &GitTree, path: &Path) -> Result<String, Failure> {
        let repository = tree.repository();
        let inside = if repository.is_bare() {
            let below = path.strip_prefix(&self.folder).ok();
            below
                .and_then(Path::to_str)
                .map(|below| below.replace('\\', "/"))
        } else {
            repository.path_of(path)
        };
        inside.ok_or_else(|| {
            Failure::new(format!(
                "`{}` is not in the work tree of the repository",
                path.display()
            ))
        })
    }
}

/// The folder that a path is, or is in.
fn folder_of(tree: &GitTree, path: &str) -> String {
    let path = RepoPath::given(path);
    if tree.is_folder(&path) {
        path.as_str().to_owned()
    } else {
        path.folder().to_owned()
    }
}

/// A stand-in for a project around files that belong to none.
fn bare(tree: &GitTree, folder: &str) -> Project {
    let mut project = Project::bare_in(tree, folder);
    if !folder.is_empty() {
        project.prefix = format!("{folder}/");
    }
    project
}
