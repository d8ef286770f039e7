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
        bases.map_err(|error: gix::Error| {
            GitError::cannot_compare(format!(
                "the history between {earlier} and {later} cannot be read: {}",
                reason(&error)
            ))
        })
    }
}
