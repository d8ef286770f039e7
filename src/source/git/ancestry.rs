use super::error::reason;
use super::{GitError, GitId, Repository};

impl Repository {
    /// Whether a commit is another one, or can be reached from it. In a shallow clone
    /// that it cannot proves nothing.
    ///
    /// # Errors
    /// When the history between them cannot be read.
    pub fn leads_back_to(&self, later: GitId, earlier: GitId) -> Result<bool, GitError> {
        if later == earlier {
            return Ok(true);
        }
        let bases = self.with(|git| {
            let bases = git.merge_bases_many(earlier.0, &[later.0])?;
            Ok(bases.into_iter().any(|id| id.detach() == earlier.0))
        });
        // A commit whose people or times are garbled ends the search, but not the slower one.
        bases.or_else(|error: gix::Error| {
            let bases = self.nearest_in_common(later, earlier);
            let bases = bases.map_err(|_| {
                GitError::cannot_compare(format!(
                    "the history between {earlier} and {later} cannot be read: {}",
                    reason(&error)
                ))
            })?;
            Ok(bases.contains(&earlier))
        })
    }
}
