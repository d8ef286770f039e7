use std::path::Path;

use gix::open::permissions::{Config, Environment};
use gix::open::{Options, Permissions};
use gix::sec::trust::Mapping;

use super::GitError;
use super::error::reason;

/// The extensions of a repository's format that are read as they are meant.
const KNOWN_EXTENSIONS: [&str; 9] = [
    "compatobjectformat",
    "noop",
    "noop-v1",
    "objectformat",
    "partialclone",
    "preciousobjects",
    "refstorage",
    "relativeworktrees",
    "worktreeconfig",
];

/// Opens the repository around a folder, or the one that the environment names
/// as it does for git (`GIT_DIR` and its like).
pub(super) fn discover(folder: &Path) -> Result<gix::ThreadSafeRepository, GitError> {
    let upwards = gix::discover::upwards::Options {
        match_ceiling_dir_or_error: false,
        ..Default::default()
    };
    let trust = Mapping {
        full: options(),
        reduced: options(),
    };
    let opened =
        gix::ThreadSafeRepository::discover_with_environment_overrides_opts(folder, upwards, trust);
    let opened = opened.map_err(|error| refusal(folder, &error))?;
    check_format(&opened.to_thread_local())?;
    Ok(opened)
}

/// Only the repository's own configuration is read, and the environment as a
/// hook of git sets it. A repository of another user is read as well: nothing in
/// it is trusted anyhow.
fn options() -> Options {
    Options::default().permissions(Permissions {
        env: Environment::all(),
        config: Config {
            git_binary: false,
            system: false,
            git: false,
            user: false,
            env: true,
            includes: false,
        },
        attributes: gix::open::permissions::Attributes::isolated(),
    })
}

fn refusal(folder: &Path, error: &gix::Error) -> GitError {
    let said = || error.iter_errors().map(ToString::to_string);
    if said().any(|said| said.contains("reftable") || said.contains("storage backend")) {
        return reftable();
    }
    if error
        .downcast_any_ref::<gix::discover::upwards::Error>()
        .is_some()
    {
        return GitError::no_repository(format!("`{}` is in no git repository", folder.display()))
            .with_help("name files, or start a repository with `git init`");
    }
    GitError::cannot_do(format!(
        "the git repository cannot be opened: {}",
        reason(error)
    ))
}

fn reftable() -> GitError {
    GitError::cannot_do("the repository keeps its references as reftable, which is not read")
        .with_help("git refs migrate --ref-format=files")
}

/// Refuses what git itself refuses: a format of the future, which may mean that
/// objects and references are not what they look like.
fn check_format(repository: &gix::Repository) -> Result<(), GitError> {
    let config = repository.config_snapshot();
    let format = config.integer("core.repositoryformatversion").unwrap_or(0);
    let sections = config.plumbing().sections_by_name("extensions");
    for section in sections.into_iter().flatten() {
        if section.meta().source != gix::config::Source::Local {
            continue;
        }
        for name in section.value_names() {
            let name = name.to_string();
            let value = section.value(&name).map(|value| value.to_string());
            let backend = name.eq_ignore_ascii_case("refstorage");
            if backend && value.is_some_and(|value| value != "files") {
                return Err(reftable());
            }
            let known = KNOWN_EXTENSIONS.contains(&name.to_ascii_lowercase().as_str());
            // A repository of the first format has none, whatever it says.
            if !known && format > 0 {
                return Err(GitError::cannot_do(format!(
                    "the repository has the extension `{name}`, which is not known"
                )));
            }
        }
    }
    Ok(())
}
