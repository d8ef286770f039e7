use std::collections::BTreeMap;

use super::Event;
use crate::source::git::Commit;

/// What a forge's job says about itself: a few variables of the environment, and
/// the event that started it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    variables: BTreeMap<&'static str, String>,
    /// The event that started the job, where the forge writes it to a file.
    pub event: Option<Event>,
}

impl Surroundings {
    /// The variables that are looked at.
    pub const VARIABLES: [&'static str; 19] = [
        "BITBUCKET_GIT_HTTP_ORIGIN",
        "BITBUCKET_PR_DESTINATION_BRANCH",
        "BUILD_REPOSITORY_PROVIDER",
        "BUILD_REPOSITORY_URI",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA",
        "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
        "CI_PROJECT_URL",
        "FORGEJO_ACTIONS",
        "GITEA_ACTIONS",
        "GITHUB_ACTIONS",
        "GITHUB_BASE_REF",
        "GITHUB_EVENT_NAME",
        "GITHUB_EVENT_PATH",
        "GITHUB_REF",
        "GITHUB_REPOSITORY",
        "GITHUB_SERVER_URL",
        "GITLAB_CI",
        "SYSTEM_PULLREQUEST_TARGETBRANCH",
    ];

    /// From what gives a variable's value by its name. The event is not read.
    pub fn new(value: impl Fn(&str) -> Option<String>) -> Self {
        let set = Self::VARIABLES.into_iter().filter_map(|name| {
            let value = value(name).filter(|value| !value.is_empty())?;
            Some((name, value))
        });
        Self {
            variables: set.collect(),
            event: None,
        }
    }

    /// A variable that is set to something.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str)
    }

    /// The file that holds the event, where there is one to be read.
    pub fn event_file(&self) -> Option<&str> {
        self.get("GITHUB_ACTIONS")?;
        self.get("GITHUB_EVENT_PATH")
    }

    /// The id of the commit that links to a head's files name. A forge's test
    /// merge is in no branch and goes away; what the pull request brings stays.
    pub fn linked_commit(&self, head: &Commit) -> String {
        let request = self
            .event
            .as_ref()
            .and_then(|event| event.pull_request.as_ref());
        match request {
            Some(request) if head.is_test_merge_of(&request.head.sha) => request.head.sha.clone(),
            _ => head.id.to_string(),
        }
    }
}

impl Commit {
    /// Whether it merges a commit into a branch, as forges do to try it.
    pub(super) fn is_test_merge_of(&self, brought: &str) -> bool {
        match self.parents.as_slice() {
            [_, second] => second.to_string().eq_ignore_ascii_case(brought),
            _ => false,
        }
    }
}
