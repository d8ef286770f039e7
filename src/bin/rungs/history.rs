//! What commands that read history have in common.

use std::path::PathBuf;

use rungs::history::{Kept, Timeline, Walking};
use rungs::project::Project;
use rungs::source::absolute;
use rungs::source::git::{Commit, GitErrorKind, Repository, WalkMode};

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;
use crate::progress::Progress;

/// That a shallow clone cuts history off, and what to do about it.
pub fn shallow() -> Failure {
    Failure {
        exit: Exit::CannotCompare,
        ..Failure::new("this is a shallow clone, so history is cut off")
            .hint("git fetch --unshallow origin, or pass `--allow-shallow`")
    }
}

impl Context {
    /// The repository whose history is read.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn repository(&self) -> Result<Repository, Failure> {
        Repository::discover(&self.folder).map_err(|error| match error.kind() {
            GitErrorKind::NoRepository => Failure::new(error.to_string())
                .hint("history is read out of git: go into a clone with it, or name one with `-C`"),
            _ => error.into(),
        })
    }

    /// The exit code of a command that reads history, which says what to do where a
    /// shallow clone cuts it off.
    pub fn shallow(&self, truncated: bool, allowed: bool, streams: &mut Streams<'_>) -> Exit {
        if !truncated || allowed {
            return Exit::Fine;
        }
        let cut = shallow();
        streams.say(&cut.to_string());
        cut.exit
    }

    /// How far something is, for who waits.
    pub fn progress(&self, what: &'static str, total: Option<usize>) -> Progress {
        Progress::new(what, total, self.environment.waiting && !self.look.quiet)
    }

    /// The commits that touched a project, up to one.
    ///
    /// # Errors
    /// When something that is needed is not in this clone.
    pub fn timeline(
        &self,
        repository: &Repository,
        (tip, newest): (&Commit, &Project),
        mode: WalkMode,
        kept: Option<&Kept>,
    ) -> Result<Timeline, Failure> {
        let walking = Walking {
            mode,
            accelerated: true,
            kept,
        };
        let walked = self.progress("reading commits", None);
        let reached = |done| walked.reached(done);
        Ok(Timeline::walk(
            repository, tip.id, newest, walking, &reached,
        )?)
    }

    /// Where results are kept that can be computed again.
    pub fn kept(&self, repository: &Repository, no_cache: bool) -> Option<Kept> {
        (!no_cache).then(|| Kept::open(&self.cache_folder(repository)))
    }

    /// The folder that `RUNGS_CACHE_DIR` names, else one of the repository's own.
    fn cache_folder(&self, repository: &Repository) -> PathBuf {
        match &self.environment.cache {
            Some(folder) => absolute(&self.folder, folder),
            None => repository.common_folder().join("rungs"),
        }
    }

    /// The project around the working folder as it is in a commit.
    ///
    /// # Errors
    /// When there is none.
    pub fn project_in(&self, repository: &Repository, commit: &Commit) -> Result<Project, Failure> {
        let tree = repository.tree_of(commit)?;
        let start = self.inside(&tree, &self.folder)?;
        Ok(Project::open_in(&tree, &start)?)
    }
}
