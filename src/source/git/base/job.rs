use super::event::PullRequest;
use super::{Base, Surroundings};
use crate::source::git::{Commit, GitError, Repository};

impl Repository {
    /// The base that a forge's job names.
    pub(super) fn base_of_job(
        &self,
        head: &Commit,
        surroundings: &Surroundings,
    ) -> Result<Option<Base>, GitError> {
        if surroundings.get("GITHUB_ACTIONS").is_some() {
            if let Some(base) = self.base_of_event(head, surroundings)? {
                return Ok(Some(base));
            }
        } else if surroundings.get("GITLAB_CI").is_some() {
            // The pipeline of a merged result is on a merge that the forge made.
            let source = surroundings.get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA");
            if let (Some(source), [target, merged]) = (source, head.parents.as_slice())
                && merged.to_string() == source
            {
                let commit = self.of_job(&target.to_string())?;
                let name = &commit.short.clone();
                return Ok(Some(Base::of(
                    commit,
                    name,
                    "target side of the merged result",
                )));
            }
            // The forge found the merge base itself.
            if let Some(id) = surroundings.get("CI_MERGE_REQUEST_DIFF_BASE_SHA") {
                let commit = self.of_job(id)?;
                let name = &commit.short.clone();
                return Ok(Some(Base::of(
                    commit,
                    name,
                    "diff base of the merge request",
                )));
            }
        }
        let branches = [
            "GITHUB_BASE_REF",
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
            "BITBUCKET_PR_DESTINATION_BRANCH",
            "SYSTEM_PULLREQUEST_TARGETBRANCH",
        ];
        let target = branches.into_iter().find_map(|name| surroundings.get(name));
        let Some(target) = target else {
            return Ok(None);
        };
        let target = target.strip_prefix("refs/heads/").unwrap_or(target);
        let name = format!("origin/{target}");
        let commit = self.commit(&format!("refs/remotes/{name}")).map_err(|_| {
            let missing =
                GitError::cannot_compare(format!("the target branch {name} is not in this clone"));
            // What a shell would take for more than a name is in no command to copy.
            let plain = |found: char| found.is_alphanumeric() || "._/-+@".contains(found);
            match target.chars().all(plain) {
                true => missing.with_help(format!(
                    "git fetch origin +refs/heads/{target}:refs/remotes/{name}"
                )),
                false => missing.with_help("fetch it, or give a base with `--base`"),
            }
        })?;
        self.parted(head, &commit, &name).map(Some)
    }

    fn base_of_event(
        &self,
        head: &Commit,
        surroundings: &Surroundings,
    ) -> Result<Option<Base>, GitError> {
        let kind = surroundings.get("GITHUB_EVENT_NAME").unwrap_or_default();
        let Some(event) = &surroundings.event else {
            return Ok(None);
        };
        if kind.starts_with("pull_request")
            && let Some(request) = &event.pull_request
        {
            return self.base_of_request(head, request, surroundings).map(Some);
        }
        if kind == "merge_group"
            && let Some(group) = &event.merge_group
        {
            let commit = self.of_job(&group.base_sha)?;
            let name = &commit.short.clone();
            return Ok(Some(Base::of(commit, name, "base of the merge group")));
        }
        // A branch that is new was nowhere before.
        let before = event.before.as_deref().filter(|_| kind == "push");
        let before = before.filter(|id| id.bytes().any(|digit| digit != b'0'));
        let Some(before) = before else {
            return Ok(None);
        };
        let commit = self.of_job(before)?;
        let name = &commit.short.clone();
        Ok(Some(Base::of(
            commit,
            name,
            "what was there before the push",
        )))
    }

    fn base_of_request(
        &self,
        head: &Commit,
        request: &PullRequest,
        surroundings: &Surroundings,
    ) -> Result<Base, GitError> {
        let target = &request.base.branch;
        if let Some(first) = head.parents.first()
            && head.is_test_merge_of(&request.head.sha)
        {
            let commit = self.commit_by_id(*first).map_err(|error| {
                let merged = surroundings.get("GITHUB_REF").unwrap_or("HEAD");
                error.with_help(format!("git fetch --depth=2 origin {merged}"))
            })?;
            let why = "first parent of the test merge of the pull request";
            return Ok(Base::of(commit, target, why));
        }
        let base = self.of_job(&request.base.sha)?;
        // What was checked out may be newer than the event, or the target itself.
        let mut brought = self
            .commit(&request.head.sha)
            .unwrap_or_else(|_| head.clone());
        brought.name = Some("the pull request".to_owned());
        self.parted(&brought, &base, target)
    }

    /// A commit that a job names by its id, and by nothing else.
    fn of_job(&self, id: &str) -> Result<Commit, GitError> {
        if id.len() < 40 || !id.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(GitError::cannot_do(format!(
                "the job names `{id}` as base, which is no id of a commit"
            ))
            .with_help("give a base with `--base`"));
        }
        self.commit(id)
    }
}
