use crate::source::git::error::reason;
use crate::source::git::{GitError, GitId, Repository};

/// The first of the commits that two histories have in common and that are
/// nearest to both, and how many of those there are.
#[derive(Debug, Clone, Copy)]
pub(super) struct MergeBase {
    pub(super) id: GitId,
    pub(super) count: usize,
}

impl Repository {
    /// Where two histories parted.
    pub(super) fn merge_base(
        &self,
        (one, one_name): (GitId, &str),
        (two, two_name): (GitId, &str),
    ) -> Result<MergeBase, GitError> {
        let found = self.with(|git| {
            let bases = git.merge_bases_many(one.0, &[two.0])?;
            Ok(bases.into_iter().map(|id| GitId(id.detach())).collect())
        });
        // A commit whose people or times are garbled ends the search, but not the slower one.
        let bases: Vec<GitId> = found.or_else(|error: gix::Error| {
            self.nearest_in_common(one, two).map_err(|_| {
                GitError::cannot_compare(format!(
                    "the merge base of {one_name} and {two_name} cannot be found: {}",
                    reason(&error)
                ))
            })
        })?;
        if let Some(id) = bases.first() {
            return Ok(MergeBase {
                id: *id,
                count: bases.len(),
            });
        }
        // A history that was cut off proves nothing.
        if self.is_shallow() {
            return Err(GitError::cannot_compare(format!(
                "this shallow clone holds no merge base of {one_name} and {two_name}"
            ))
            .with_help("git fetch --unshallow origin"));
        }
        Err(GitError::cannot_compare(format!(
            "{one_name} and {two_name} have no commit in common"
        ))
        .with_help("compare with the commit itself: `--base-mode exact`"))
    }
}
