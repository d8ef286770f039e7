use rungs::report::{LineLinks, SideReport};
use rungs::source::git::{
    BaseMode, BaseRequest, Commit, Forge, Head, LineAddress, Repository, Surroundings,
};

use crate::failure::Failure;

/// What is compared with what.
#[derive(Debug, Default, clap::Args)]
pub struct Between {
    /// Compare with what this and the head have in common (a branch, a tag, an id)
    #[arg(long, value_name = "REV")]
    pub(super) base: Option<String>,
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

    /// Whether nothing is said of either side.
    pub(super) fn asks_nothing(&self) -> bool {
        self.base.is_none() && self.at.is_none() && !self.staged
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

/// Where lines can be looked at.
pub(super) struct Links<'l> {
    pub(super) forge: Option<&'l Forge>,
    pub(super) surroundings: &'l Surroundings,
    pub(super) folder: &'l str,
}

impl Links<'_> {
    pub(super) fn of(&self, commit: &Commit) -> Option<LineLinks> {
        let id = self.surroundings.linked_commit(commit);
        let LineAddress { before, after } = self.forge?.lines(&id, self.folder);
        Some(LineLinks { before, after })
    }
}

fn name(commit: &Commit) -> String {
    commit.name.clone().unwrap_or_else(|| commit.short.clone())
}

/// What is looked at.
pub(super) enum Moment {
    WorkTree,
    Index,
    Commit(Commit),
}

impl Moment {
    pub(super) fn of(between: &Between, repository: &Repository) -> Result<Self, Failure> {
        if between.staged {
            return Ok(Self::Index);
        }
        match &between.at {
            Some(revision) => Ok(Self::Commit(repository.commit(revision)?)),
            None if repository.is_bare() => Ok(Self::Commit(repository.commit("HEAD")?)),
            None => Ok(Self::WorkTree),
        }
    }

    pub(super) fn request<'r>(&'r self, between: &'r Between) -> BaseRequest<'r> {
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

    pub(super) fn report(&self, links: &Links<'_>) -> SideReport {
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
