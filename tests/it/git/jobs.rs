use rungs::source::git::{Event, GitErrorKind, Surroundings};

use super::Repo;
use super::bases::{forked, found, id, mend};

fn job(set: &[(&str, &str)], event: Option<&str>) -> Surroundings {
    let mut job = Surroundings::new(|name| {
        let found = set.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned())
    });
    job.event = event.map(|text| {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("event.json");
        std::fs::write(&path, text).unwrap();
        Event::read(&path).unwrap()
    });
    job
}

fn github(kind: &str, event: &str) -> Surroundings {
    let set = [
        ("GITHUB_ACTIONS", "true"),
        ("GITHUB_EVENT_NAME", kind),
        ("GITHUB_REF", "refs/pull/1/merge"),
    ];
    job(&set, Some(event))
}

fn request(base: &str, head: &str) -> String {
    format!(
        "{{\"action\": \"opened\", \"number\": 1, \"pull_request\": {{\"base\": {{\"ref\": \"main\", \"sha\": \"{base}\"}}, \"head\": {{\"ref\": \"f\", \"sha\": \"{head}\", \"repo\": null}}}}}}"
    )
}

/// The commit that a forge makes to try a merge, on a reference of its own.
fn test_merge(repo: &Repo) -> String {
    repo.git(&["switch", "--quiet", "--detach", "main"]);
    repo.git(&["merge", "--quiet", "--no-ff", "-m", "Merge", "side"]);
    let merged = repo.git(&["rev-parse", "HEAD"]);
    repo.git(&["update-ref", "refs/pull/1/merge", &merged]);
    repo.git(&["switch", "--quiet", "side"]);
    merged
}

#[test]
fn a_test_merge_is_compared_with_its_first_parent() {
    let (origin, parted) = forked();
    let merged = test_merge(&origin);
    let (main, side) = (
        origin.git(&["rev-parse", "main"]),
        origin.git(&["rev-parse", "side"]),
    );
    let event = github("pull_request", &request(&main, &side));
    for (depth, enough) in [("--depth=1", false), ("--depth=2", true), ("--tags", true)] {
        let clone = Repo::new();
        let url = format!("file://{}", origin.folder().display());
        clone.git(&["remote", "add", "origin", &url]);
        clone.git(&["fetch", "--quiet", depth, "origin", "refs/pull/1/merge"]);
        clone.git(&["checkout", "--quiet", "--detach", "FETCH_HEAD"]);
        let mut base = found(&clone.open(), &event);
        if !enough {
            let error = base.unwrap_err();
            assert_eq!(error.kind(), GitErrorKind::CannotCompare);
            assert_eq!(
                error.help().unwrap(),
                "git fetch --depth=2 origin refs/pull/1/merge"
            );
            mend(&clone, &error);
            base = found(&clone.open(), &event);
        }
        let base = base.unwrap();
        assert_eq!(id(&base), main, "{depth}");
        assert_eq!(
            base.why,
            "first parent of the test merge of the pull request"
        );
        let head = clone.open().head().unwrap().unwrap();
        assert_eq!(head.id.to_string(), merged);
        assert_eq!(event.linked_commit(&head), side);
    }
    // What the pull request brings is checked out itself.
    let base = found(&origin.open(), &event).unwrap();
    assert_eq!(id(&base), parted);
    assert_eq!(base.why, "merge base of the pull request and main");
    // Or its target, as for `pull_request_target`.
    origin.git(&["switch", "--quiet", "main"]);
    let event = github("pull_request_target", &request(&main, &side));
    assert_eq!(id(&found(&origin.open(), &event).unwrap()), parted);
}

/// A clone of a fork that is on its branch `side`, and where that parted.
fn cloned() -> (Repo, Repo, String) {
    let (origin, parted) = forked();
    let clone = Repo::clone_of(&origin, &[]);
    (origin, clone, parted)
}

fn push(before: &str) -> Surroundings {
    let event = format!("{{\"ref\": \"refs/heads/side\", \"before\": \"{before}\"}}");
    github("push", &event)
}

fn bitbucket(branch: &str) -> Surroundings {
    job(&[("BITBUCKET_PR_DESTINATION_BRANCH", branch)], None)
}

#[test]
fn events_name_their_base() {
    let (_origin, clone, _) = cloned();
    let commit = |name: &str| clone.git(&["rev-parse", name]);
    let group = commit("origin/main");
    let group = format!("{{\"merge_group\": {{\"base_sha\": \"{group}\", \"head_sha\": \"x\"}}}}");
    let local = "the last commit, which is part of origin/side";
    for (surroundings, expected, why) in [
        (
            github("merge_group", &group),
            "origin/main",
            "base of the merge group",
        ),
        (
            push(&commit("HEAD~1")),
            "HEAD~1",
            "what was there before the push",
        ),
        (push(&"0".repeat(40)), "HEAD", local),
        (github("workflow_dispatch", "{}"), "HEAD", local),
    ] {
        let base = found(&clone.open(), &surroundings).unwrap();
        assert_eq!((id(&base), base.why.as_str()), (commit(expected), why));
    }
}

#[test]
fn variables_name_a_base_or_a_target_branch() {
    let (_origin, clone, parted) = cloned();
    let merge_base = "merge base of HEAD and origin/main";
    let gitea = [
        ("GITHUB_ACTIONS", "true"),
        ("GITHUB_BASE_REF", "main"),
        ("GITEA_ACTIONS", "true"),
    ];
    let gitlab = [
        ("GITLAB_CI", "true"),
        ("CI_MERGE_REQUEST_DIFF_BASE_SHA", &*parted),
    ];
    let azure = [("SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main")];
    for (surroundings, why) in [
        (job(&gitea, None), merge_base),
        (job(&gitlab, None), "diff base of the merge request"),
        (job(&azure, None), merge_base),
        (bitbucket("main"), merge_base),
    ] {
        let base = found(&clone.open(), &surroundings).unwrap();
        assert_eq!((&id(&base), base.why.as_str()), (&parted, why));
    }
}

#[test]
fn what_a_job_names_and_the_clone_lacks_is_an_error() {
    let (_origin, clone, _) = cloned();
    let gone = "12".repeat(20);
    let fetch = format!("git fetch origin {gone}");
    let branch = "git fetch origin +refs/heads/gone:refs/remotes/origin/gone";
    for (surroundings, kind, help) in [
        (push(&gone), GitErrorKind::CannotCompare, fetch.as_str()),
        (
            push("--upload-pack=x"),
            GitErrorKind::CannotDo,
            "give a base with `--base`",
        ),
        (bitbucket("gone"), GitErrorKind::CannotCompare, branch),
    ] {
        let error = found(&clone.open(), &surroundings).unwrap_err();
        assert_eq!((error.kind(), error.help()), (kind, Some(help)), "{error}");
    }
}

#[test]
fn a_target_branch_that_a_narrow_clone_lacks_can_be_fetched_as_it_says() {
    let (origin, parted) = forked();
    let clone = Repo::clone_of(&origin, &["--single-branch"]);
    let surroundings = job(&[("BITBUCKET_PR_DESTINATION_BRANCH", "main")], None);
    mend(&clone, &found(&clone.open(), &surroundings).unwrap_err());
    assert_eq!(id(&found(&clone.open(), &surroundings).unwrap()), parted);
}

#[test]
fn an_event_that_is_none_is_refused_by_name() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("event.json");
    let said = || Event::read(&path).unwrap_err();
    assert!(said().to_string().contains("cannot be read"));
    for text in ["", "[]", "{\"pull_request\": 1}", "{\"before\": {}}"] {
        std::fs::write(&path, text).unwrap();
        assert!(said().to_string().contains("is no event: "), "{text}");
        assert_eq!(said().kind(), GitErrorKind::CannotDo);
    }
    std::fs::write(
        &path,
        "{\"pull_request\": null, \"issue\": {\"number\": 1}}",
    )
    .unwrap();
    assert_eq!(Event::read(&path).unwrap(), Event::default());
}
