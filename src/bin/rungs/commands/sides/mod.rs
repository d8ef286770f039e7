//! The two sides of a comparison, as a call names them.

mod between;
mod config;
mod disk;

use std::path::{Path, PathBuf};

use rungs::check::Stray;
use rungs::project::{OpenError, Project, Snapshot};
use rungs::report::SideReport;
use rungs::source::git::{Commit, Forge, GitErrorKind, Repository};

pub use self::between::Between;
use self::between::{Links, Moment};
use self::config::{base_project, head_project, held, uncommitted};
pub use self::disk::quoted;
use self::disk::{alone, on_disk};
use crate::context::Context;
use crate::failure::Failure;

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
    /// How the configuration of the head is not what stands where that of the base
    /// does.
    pub strayed: Option<Stray>,
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
            [] => in_git(between, false, context),
            [old, new] => on_disk(old, new, context),
            [one] if is_range(one) => Err(Failure::new("a range of commits is no file or folder")
                .hint("name its ends as `--base REV --at REV`")),
            [_, ..] => Err(Failure::new("one path has nothing to be compared with")
                .hint("name two files or folders, or none to compare moments of git")),
        }
    }
}

impl Sides {
    /// Two moments of git of which the later is held against what the earlier asks:
    /// it is looked at where the configuration of the base stands, and so is what
    /// the patterns of either side name.
    ///
    /// # Errors
    /// As before.
    pub fn held(between: &Between, context: &Context) -> Result<Self, Failure> {
        let outside = Repository::discover(&context.folder);
        let outside = outside.is_err_and(|error| error.kind() == GitErrorKind::NoRepository);
        if outside && between.asks_nothing() {
            return alone(context);
        }
        let mut sides = in_git(between, true, context)?;
        let patterns = |side: &Snapshot| side.project.config.assessments.clone();
        let mut both = patterns(&sides.base);
        both.extend(patterns(&sides.head));
        both.sort();
        both.dedup();
        for side in [&mut sides.base, &mut sides.head] {
            side.groups = side.project.groups_matching(&both)?;
        }
        Ok(sides)
    }
}

/// Whether a path looks like `main..topic`.
fn is_range(path: &Path) -> bool {
    let text = path.to_string_lossy();
    let ends = text.split_once("..");
    ends.is_some_and(|(from, to)| !from.is_empty() && !from.ends_with('/') && !to.starts_with('/'))
}

/// Two moments of a repository.
fn in_git(between: &Between, to_hold: bool, context: &Context) -> Result<Sides, Failure> {
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
    let known = head.as_ref().ok().and_then(Option::as_ref);
    let (base, base_config) = base_project(&base_tree, &start, known, &mut notes)?;
    let mut strayed = None;
    let head = match head {
        head if to_hold && base_config == BaseConfig::Own => {
            let (head, stray) = held(head, &moment, &repository, &base)?;
            strayed = stray;
            head
        }
        Err(error) => return Err(error.into()),
        Ok(Some(head)) => head,
        Ok(None) if base.config_file.is_some() => {
            notes.push("rungs.yaml is not there at head".to_owned());
            Project::bare(&context.folder)
        }
        Ok(None) => return Err(OpenError::NoProject(context.folder.clone()).into()),
    };
    let forge = Forge::of(&surroundings, repository.origin().as_deref());
    if to_hold {
        if base_config == BaseConfig::Absent {
            notes.push(
                "there is no rungs.yaml at the base: the policy of the head counts".to_owned(),
            );
        }
        let said = uncommitted(&moment, &repository, &head)?;
        notes.extend(said.map(str::to_owned));
    }
    let links = Links {
        forge: forge.as_ref(),
        surroundings: &surroundings,
        folder: &head.files.place_in_repository(),
    };
    Ok(Sides {
        reproduce: reproduce(found.commit.as_ref(), &moment),
        base_report: SideReport {
            revision: found.commit.as_ref().map(|commit| commit.id.to_string()),
            links: found.commit.as_ref().and_then(|commit| links.of(commit)),
            name: found.name,
            why: Some(found.why),
        },
        head_report: moment.report(&links),
        base: snapshot(base)?,
        head: snapshot(head)?,
        named: false,
        base_config,
        strayed,
        notes,
    })
}

fn snapshot(project: Project) -> Result<Snapshot, Failure> {
    let groups = project.groups()?;
    Ok(Snapshot { project, groups })
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
