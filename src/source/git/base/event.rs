use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::Deserialize;

use crate::source::git::GitError;

/// Bytes of an event that are read; forges send at most this many.
const MOST_BYTES: u64 = 25 << 20;

/// What a job was started by, as GitHub and those like it write it to a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Event {
    /// The pull request.
    pub pull_request: Option<PullRequest>,
    /// The merge group of a queue.
    pub merge_group: Option<MergeGroup>,
    /// For a push: the commit that the branch was at before.
    pub before: Option<String>,
}

/// Of a pull request, what a base is found by.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PullRequest {
    /// The branch it goes to.
    pub base: Side,
    /// What it brings.
    pub head: Side,
}

/// A side of a pull request.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Side {
    /// The branch's name.
    #[serde(rename = "ref")]
    pub branch: String,
    /// Its commit when the event was sent.
    pub sha: String,
}

/// Of a merge group, what a base is found by.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct MergeGroup {
    /// The commit it is merged onto.
    pub base_sha: String,
}

impl Event {
    /// Reads the file of an event.
    ///
    /// # Errors
    /// When it is not there, too large, or not what such a file is.
    pub fn read(path: &Path) -> Result<Self, GitError> {
        let refused = |why: String| {
            GitError::cannot_do(format!("the event in `{}` {why}", path.display()))
                .with_help("GITHUB_EVENT_PATH names it; a base can be given with `--base`")
        };
        let file = File::open(path).map_err(|error| refused(format!("cannot be read: {error}")))?;
        let mut bytes = Vec::new();
        file.take(MOST_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| refused(format!("cannot be read: {error}")))?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(refused(format!("has more than {MOST_BYTES} bytes")));
        }
        // A list would be read as one whose fields go by their order.
        if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
            return Err(refused("is no event: expected a JSON object".to_owned()));
        }
        serde_json::from_slice(&bytes).map_err(|error| refused(format!("is no event: {error}")))
    }
}
