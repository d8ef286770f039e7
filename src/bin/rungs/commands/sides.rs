use std::path::{Path, PathBuf};

use rungs::project::{OpenError, Project, Snapshot};
use rungs::report::{LineLinks, SideReport};
use rungs::source::git::{
    BaseMode, BaseRequest, Commit, Forge, GitTree, Head, LineAddress, Repository, Surroundings,
};

use crate::context::{Context, sound};
use crate::failure::Failure;

/// What is compared with what.
#[derive(Debug, Default, clap::Args)]
pub struct Between {
    /// Compare with what this and the head have in common (a branch, a tag, an id)
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// What of the base is compared with: where the histories parted, or exactly it
    #[arg(long, value_name = "MODE", value_enum, requires = "base")]
    base_mode: Option<Mode>,
    /// Look at this commit instead of the work tree
    #[arg(long, value_name = "REV")]
    at: Option<String>,
    /// Look at what is staged for the next commit
    #[arg(long, conflicts_with = "at")]
    staged: bool,
}

impl Between {
    /// The work tree with what it and a revision have in common, or with what the
    /// surroundings say.
    pub fn base_and_work_tree(base: Option<&str>) -> Self {
        Self {
            base: base.map(str::to_owned),
            ..Self::default()
        }
    }
}

/// How a base becomes a commit.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Mode {
    /// Where its history and that of the head parted
    MergeBase,
    /// The commit that it is
    Exact,
}

/// Two snapshots to compare, and what is said of them.
pub struct Sides {
    pub base: Snapshot,
    pub head: Snapshot,
    pub base_report: SideReport,
    pub head_report: SideReport,
    /// Whether files were named one by one.
    pub named: bool,
    /// Whose configuration the base is looked at by.
    pub base_config: BaseConfig,
    pub notes: Vec<String>,
    /// What follows `rungs diff` or `rungs check` to take the same two sides.
    pub reproduce: String,
}

/// Whose configuration the base is looked at by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaseConfig {
    /// Its own.
    Own,
    /// That of the head, as it has none.
    Absent,
    /// That of the head, as its own is broken.
    Broken,
}

impl Sides {
    /// The two sides that a call asks for.
    ///
    /// # Errors
    /// When a side is not there, or cannot be told.
    pub fn of(paths: &[PathBuf], between: &Between, context: &Context) -> Result<Self, Failure> {
        match paths {
            [] => in_git(between, context),
            [old, new] => on_disk(old, new, context),
            [_, ..] => Err(Failure::new("one path has nothing to be compared with")
                .hint("name two files or folders, or none to compare moments of git")),
        }
    }
}

/// Two files, or two folders.
fn on_disk(old: &Path, new: &Path, context: &Context) -> Result<Sides, Failure> {
    let (base, head) = (named(old, context)?, named(new, context)?);
    // A file of another moment, such as `git difftool` hands over, stands outside
    // of the project whose models it needs.
    let (base, head) = match (
        base.project.config_file.is_some(),
        head.project.config_file.is_some(),
    ) {
        (false, true) => (beside(base, &head.project), head),
        (true, false) => {
            let head = beside(head, &base.project);
            (base, head)
        }
        // Two of another moment: git hands them over from within the project.
        (false, false) => match Project::open(&context.folder) {
            Ok(project) => (beside(base, &project), beside(head, &project)),
            Err(_) => (base, head),
        },
        (true, true) => (base, head),
    };
    let side = |path: &Path| SideReport {
        revision: None,
        name: path.display().to_string(),
        why: None,
        links: None,
    };
    Ok(Sides {
        base,
        head,
        base_report: side(old),
        head_report: side(new),
        named: true,
        base_config: BaseConfig::Own,
        notes: Vec::new(),
        reproduce: format!(
            " {} {}",
            quoted(&old.display().to_string()),
            quoted(&new.display().to_string())
        ),
    })
}

/// A word as a shell takes it for one.
pub fn quoted(word: &str) -> String {
    let plain = |found: char| found.is_ascii_alphanumeric() || "-_./:@=+".contains(found);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// What a path names; nothing for the empty file that stands for one that is not
/// there.
fn named(path: &Path, context: &Context) -> Result<Snapshot, Failure> {
    if path == Path::new("/dev/null") || path == Path::new("NUL") {
        return Ok(Snapshot {
            project: Project::bare(&context.folder),
            groups: Vec::new(),
        });
    }
    let place = context.place(&[path.to_path_buf()], true)?;
    sound(&place.project)?;
    Ok(Snapshot {
        project: place.project,
        groups: place.groups,
    })
}

fn beside(snapshot: Snapshot, other: &Project) -> Snapshot {
    Snapshot {
        project: snapshot.project.with_models_of(other),
        groups: snapshot.groups,
    }
}

/// Two moments of a repository.
fn in_git(between: &Between, context: &Context) -> Result<Sides, Failure> {
    let repository = Repository::discover(&context.folder)?;
    let start = repository.path_of(&context.folder).unwrap_or_default();
    let moment = Moment::of(between, &repository)?;
    let surroundings = context.environment.surroundings(between.base.is_none())?;
    let found = repository.base(&moment.request(between), &surroundings)?;
    let base_tree = match &found.commit {
        Some(commit) => repository.tree_of(commit)?,
        None => repository.empty_tree(),
    };
    let mut notes = found.notes.clone();
    let head = head_project(&moment, &repository, &start, context)?;
    let (base, base_config) = base_project(&base_tree, &start, head.as_ref(), &mut notes)?;
    let head = match head {
        Some(head) => head,
        None if base.config_file.is_some() => {
            notes.push("rungs.yaml is not there at head".to_owned());
            Project::bare(&context.folder)
        }
        None => return Err(OpenError::NoProject(context.folder.clone()).into()),
    };
    let forge = Forge::of(&surroundings, repository.origin().as_deref());
    let place = Links {
        forge: forge.as_ref(),
        surroundings: &surroundings,
        folder: &head.files.place_in_repository(),
    };
    Ok(Sides {
        reproduce: reproduce(found.commit.as_ref(), &moment),
        base_report: SideReport {
            revision: found.commit.as_ref().map(|commit| commit.id.to_string()),
            links: found.commit.as_ref().and_then(|commit| place.of(commit)),
            name: found.name,
            why: Some(found.why),
        },
        head_report: moment.report(&place),
        base: snapshot(base)?,
        head: snapshot(head)?,
        named: false,
        base_config,
        notes,
    })
}

fn snapshot(project: Project) -> Result<Snapshot, Failure> {
    let groups = project.groups()?;
    Ok(Snapshot { project, groups })
}

/// Where lines can be looked at.
struct Links<'l> {
    forge: Option<&'l Forge>,
    surroundings: &'l Surroundings,
    folder: &'l str,
}

impl Links<'_> {
    fn of(&self, commit: &Commit) -> Option<LineLinks> {
        let id = self.surroundings.linked_commit(commit);
        let LineAddress { before, after } = self.forge?.lines(&id, self.folder);
        Some(LineLinks { before, after })
    }
}

fn name(commit: &Commit) -> String {
    commit.name.clone().unwrap_or_else(|| commit.short.clone())
}

/// What is looked at.
enum Moment {
    WorkTree,
    Index,
    Commit(Commit),
}

impl Moment {
    fn of(between: &Between, repository: &Repository) -> Result<Self, Failure> {
        if between.staged {
            return Ok(Self::Index);
        }
        match &between.at {
            Some(revision) => Ok(Self::Commit(repository.commit(revision)?)),
            None if repository.is_bare() => Ok(Self::Commit(repository.commit("HEAD")?)),
            None => Ok(Self::WorkTree),
        }
    }

    fn request<'r>(&'r self, between: &'r Between) -> BaseRequest<'r> {
        BaseRequest {
            named: between.base.as_deref(),
            mode: match between.base_mode {
                Some(Mode::MergeBase) | None => BaseMode::MergeBase,
                Some(Mode::Exact) => BaseMode::Exact,
            },
            head: match self {
                Self::WorkTree => Head::WorkTree,
                Self::Index => Head::Index,
                Self::Commit(commit) => Head::Commit(commit),
            },
        }
    }

    fn report(&self, links: &Links<'_>) -> SideReport {
        let name = match self {
            Self::WorkTree => "work tree".to_owned(),
            Self::Index => "index".to_owned(),
            Self::Commit(commit) => name(commit),
        };
        let revision = match self {
            Self::Commit(commit) => Some(commit.id.to_string()),
            Self::WorkTree | Self::Index => None,
        };
        let commit = match self {
            Self::Commit(commit) => Some(commit),
            Self::WorkTree | Self::Index => None,
        };
        SideReport {
            revision,
            name,
            why: None,
            links: commit.and_then(|commit| links.of(commit)),
        }
    }
}

/// The project at head; none where there is no configuration.
fn head_project(
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
fn base_project(
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

/// The command that compares the same again, wherever branches have moved to.
fn reproduce(base: Option<&Commit>, head: &Moment) -> String {
    let base = base.map_or(String::new(), |commit| {
        format!(" --base {} --base-mode exact", commit.id)
    });
    let head = match head {
        Moment::WorkTree => String::new(),
        Moment::Index => " --staged".to_owned(),
        Moment::Commit(commit) => format!(" --at {}", commit.id),
    };
    format!("{base}{head}")
}
