use std::collections::HashSet;

use rungs::project::{CONFIG_FILE, OpenError, Project};
use rungs::source::git::{GitTree, Repository};
use rungs::text::RepoPath;

use super::BaseConfig;
use super::between::Moment;
use crate::context::{Context, sound};
use crate::failure::Failure;

/// The folder of the repository that a project is in.
pub(super) fn place(project: &Project) -> String {
    project.files.place_in_repository()
}

/// Whether the commit that is looked at is the one that is checked out, and files
/// of the project on disk are not as it has them.
pub(super) fn uncommitted(
    moment: &Moment,
    repository: &Repository,
    head: &Project,
) -> Result<bool, Failure> {
    let (Moment::Commit(commit), false) = (moment, repository.is_bare()) else {
        return Ok(false);
    };
    if repository
        .head()?
        .is_none_or(|checked_out| checked_out.id != commit.id)
    {
        return Ok(false);
    }
    let folder = repository.on_disk(place(head).trim_end_matches('/'));
    let on_disk = Project::bare(&folder).with_ids_of(repository);
    let groups = head.groups()?;
    let files = groups.iter().flat_map(|group| &group.files);
    let files: HashSet<&str> = files.map(RepoPath::as_str).chain([CONFIG_FILE]).collect();
    let named = |path: &str| files.contains(path);
    Ok(!on_disk.files.differing(&head.files, "", &named).is_empty())
}

pub(super) fn stray(base: &Project) -> String {
    let place = place(base);
    format!(
        "the head is not configured by {place}rungs.yaml as the base is: it is gone, or another one is nearer"
    )
}

/// The head where the configuration of the base stands.
pub(super) fn standing(
    moment: &Moment,
    repository: &Repository,
    base: &Project,
) -> Result<Project, Failure> {
    let folder = place(base);
    let folder = folder.trim_end_matches('/');
    let tree = match moment {
        Moment::WorkTree => {
            let project = Project::standing_at(&repository.on_disk(folder), base)?;
            return Ok(project.with_ids_of(repository));
        }
        Moment::Index => repository.staged()?,
        Moment::Commit(commit) => repository.tree_of(commit)?,
    };
    Ok(Project::standing_in(&tree, folder, base)?)
}

/// The project at head; none where there is no configuration.
pub(super) fn head_project(
    moment: &Moment,
    repository: &Repository,
    start: &str,
    context: &Context,
) -> Result<Option<Project>, Failure> {
    let tree = match moment {
        Moment::WorkTree => {
            let opened = Project::open(&context.folder);
            return there(opened.map(|project| project.with_ids_of(repository)));
        }
        Moment::Index => repository.staged()?,
        Moment::Commit(commit) => repository.tree_of(commit)?,
    };
    there(Project::open_in(&tree, start))
}

fn there(opened: Result<Project, OpenError>) -> Result<Option<Project>, Failure> {
    match opened {
        Ok(project) => Ok(Some(project)),
        Err(OpenError::NoProject(_) | OpenError::NotInSnapshot(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The project at base. One that has no configuration, or a broken one, is looked
/// at by the head's.
pub(super) fn base_project(
    tree: &GitTree,
    start: &str,
    head: Option<&Project>,
    notes: &mut Vec<String>,
) -> Result<(Project, BaseConfig), Failure> {
    let opened = Project::open_in(tree, start);
    let broken = match opened {
        Ok(project) if sound(&project).is_ok() => return Ok((project, BaseConfig::Own)),
        Ok(_) | Err(OpenError::Glob(_)) => true,
        Err(OpenError::NoProject(_) | OpenError::NotInSnapshot(_)) => false,
    };
    let Some(head) = head else {
        return Ok((Project::bare_in(tree, start), BaseConfig::Absent));
    };
    let root = head.files.place_in_repository();
    let project = Project::configured_by(head, tree, root.trim_end_matches('/'))?;
    if broken {
        notes.push("rungs.yaml is broken at base: its assessments were looked for by the configuration of head".to_owned());
    } else if !project.groups()?.is_empty() {
        notes.push("there is no rungs.yaml at base: its assessments were looked for by the configuration of head".to_owned());
    }
    Ok((
        project,
        match broken {
            true => BaseConfig::Broken,
            false => BaseConfig::Absent,
        },
    ))
}
