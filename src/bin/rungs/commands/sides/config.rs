use rungs::check::Stray;
use rungs::project::{CONFIG_FILE, OpenError, Project};
use rungs::source::git::{GitTree, Repository};
use rungs::text::RepoPath;

use super::BaseConfig;
use super::between::Moment;
use crate::context::Context;
use crate::failure::Failure;

/// The folder of the repository that a project is in.
pub(super) fn place(project: &Project) -> String {
    project.files.place_in_repository()
}

/// What a reader has to know where files of the project on disk are not as the commit
/// that is checked out has them.
pub(super) fn uncommitted(
    moment: &Moment,
    repository: &Repository,
    head: &Project,
) -> Result<Option<&'static str>, Failure> {
    let checked_out = match repository.head() {
        Ok(Some(commit)) if !repository.is_bare() => commit,
        _ => return Ok(None),
    };
    let said = match moment {
        Moment::WorkTree => "the work tree has changes that are not committed; they are looked at",
        Moment::Commit(commit) if commit.id == checked_out.id => {
            "the work tree has changes that are not committed; they were not looked at"
        }
        Moment::Commit(_) | Moment::Index => return Ok(None),
    };
    let root = place(head);
    let root = root.trim_end_matches('/');
    let on_disk = Project::bare(&repository.on_disk(root)).with_ids_of(repository);
    let committed = Project::bare_in(&repository.tree_of(&checked_out)?, root);
    let differ = head.reads_otherwise(&committed, &on_disk)?;
    Ok(differ.then_some(said))
}

/// The head where the configuration of the base stands. Where its own is gone,
/// elsewhere or broken, it is looked at by that of the base, and how so is said.
pub(super) fn held(
    head: Result<Option<Project>, OpenError>,
    moment: &Moment,
    repository: &Repository,
    base: &Project,
) -> Result<(Project, Option<Stray>), Failure> {
    let (own, mut stray) = match head {
        Ok(Some(head)) if place(&head) == place(base) => (Some(head), None),
        Ok(found) => {
            let own = standing(moment, repository, base)?;
            (own, Some(stray(found.as_ref(), base)))
        }
        Err(error @ OpenError::Glob(_)) => (None, Some(broken(&error.to_string()))),
        Err(error) => return Err(error.into()),
    };
    let own = match own {
        Some(own) if own.readable() => return Ok((own, stray)),
        own => own,
    };
    let mut head = by_base(moment, repository, base)?;
    if let Some(own) = own {
        let config = own.config_file.as_ref().map(|file| file.path().clone());
        let config = config.unwrap_or_else(|| RepoPath::given(CONFIG_FILE));
        let mut of_config = own.findings;
        of_config.retain(|finding| finding.place.path() == Some(&config));
        head.findings.extend(of_config);
        stray.get_or_insert_with(|| broken("rungs.yaml of the head is broken"));
    }
    Ok((head, stray))
}

fn broken(why: &str) -> Stray {
    Stray {
        how: format!("{why}, so nobody can tell what it asks"),
        path: Some(RepoPath::given(CONFIG_FILE)),
    }
}

fn stray(found: Option<&Project>, base: &Project) -> Stray {
    let (there, here) = (found.map(place), place(base));
    let nearer = there.as_ref().and_then(|there| there.strip_prefix(&here));
    match nearer.filter(|nearer| !nearer.is_empty()) {
        Some(nearer) => Stray {
            how: format!(
                "{nearer}rungs.yaml of the head hides rungs.yaml, which counts at the base"
            ),
            path: Some(RepoPath::given(&format!("{nearer}{CONFIG_FILE}"))),
        },
        None => Stray {
            how: "rungs.yaml, which counts at the base, is gone".to_owned(),
            path: None,
        },
    }
}

/// The files of the head where the base stands: the folder on disk, or the tree.
fn tree(moment: &Moment, repository: &Repository) -> Result<Option<GitTree>, Failure> {
    Ok(match moment {
        Moment::WorkTree => None,
        Moment::Index => Some(repository.staged()?),
        Moment::Commit(commit) => Some(repository.tree_of(commit)?),
    })
}

/// The head by the configuration that stands where that of the base does; nothing
/// where there is none, or its patterns cannot be read.
fn standing(
    moment: &Moment,
    repository: &Repository,
    base: &Project,
) -> Result<Option<Project>, Failure> {
    let folder = place(base);
    let folder = folder.trim_end_matches('/');
    let opened = match tree(moment, repository)? {
        None => Project::standing_at(&repository.on_disk(folder)),
        Some(tree) => Project::standing_in(&tree, folder),
    };
    match opened {
        Some(Ok(project)) => Ok(Some(project.with_ids_of(repository))),
        None | Some(Err(OpenError::Glob(_))) => Ok(None),
        Some(Err(error)) => Err(error.into()),
    }
}

/// The head by the configuration of the base.
fn by_base(moment: &Moment, repository: &Repository, base: &Project) -> Result<Project, Failure> {
    let folder = place(base);
    let folder = folder.trim_end_matches('/');
    Ok(match tree(moment, repository)? {
        None => Project::configured_at(base, &repository.on_disk(folder))?.with_ids_of(repository),
        Some(tree) => Project::configured_by(base, &tree, folder)?,
    })
}

/// The project at head; none where there is no configuration.
pub(super) fn head_project(
    moment: &Moment,
    repository: &Repository,
    start: &str,
    context: &Context,
) -> Result<Result<Option<Project>, OpenError>, Failure> {
    let opened = match tree(moment, repository)? {
        None => Project::open(&context.folder).map(|project| project.with_ids_of(repository)),
        Some(tree) => Project::open_in(&tree, start),
    };
    Ok(match opened {
        Ok(project) => Ok(Some(project)),
        Err(OpenError::NoProject(_) | OpenError::NotInSnapshot(_)) => Ok(None),
        Err(error) => Err(error),
    })
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
        Ok(project) if project.readable() => return Ok((project, BaseConfig::Own)),
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
