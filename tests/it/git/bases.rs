use rungs::source::git::{
    Base, BaseMode, BaseRequest, GitError, GitErrorKind, Head, Repository, Surroundings,
};

use super::Repo;

pub(super) fn named(repository: &Repository, name: &str, mode: BaseMode) -> Result<Base, GitError> {
    let request = BaseRequest {
        named: Some(name),
        mode,
        head: Head::WorkTree,
    };
    repository.base(&request, &Surroundings::default())
}

pub(super) fn found(
    repository: &Repository,
    surroundings: &Surroundings,
) -> Result<Base, GitError> {
    repository.base(&BaseRequest::default(), surroundings)
}

pub(super) fn id(base: &Base) -> String {
    base.id().unwrap().to_string()
}

/// `main` with two commits after the branch `side` left it, which has one.
pub(super) fn forked() -> (Repo, String) {
    let repo = Repo::new();
    let parted = repo.commit_file("a", "1\n");
    repo.git(&["switch", "--quiet", "--create", "side"]);
    repo.commit_file("b", "side\n");
    repo.git(&["switch", "--quiet", "main"]);
    repo.commit_file("a", "2\n");
    repo.commit_file("a", "3\n");
    repo.git(&["switch", "--quiet", "side"]);
    (repo, parted)
}

/// Runs the command that an error's help is.
pub(super) fn mend(repo: &Repo, error: &GitError) {
    let help = error.help().unwrap();
    let words: Vec<&str> = help.strip_prefix("git ").unwrap().split(' ').collect();
    repo.git(&words);
}

#[test]
fn a_named_base_is_where_the_histories_parted() {
    let (repo, parted) = forked();
    let repository = repo.open();
    let base = named(&repository, "main", BaseMode::MergeBase).unwrap();
    assert_eq!(id(&base), parted);
    assert_eq!(id(&base), repo.git(&["merge-base", "HEAD", "main"]));
    assert_eq!(
        (base.name.as_str(), base.why.as_str()),
        ("main", "merge base of HEAD and main")
    );
    let base = named(&repository, "main", BaseMode::Exact).unwrap();
    assert_eq!(id(&base), repo.git(&["rev-parse", "main"]));
    assert_eq!(base.why, "main, as named");
    let error = named(&repository, "mian", BaseMode::MergeBase).unwrap_err();
    assert_eq!(error.kind(), GitErrorKind::CannotCompare);
    assert_eq!(error.help().unwrap(), "did you mean `main`?");
}

#[test]
fn of_several_merge_bases_the_first_is_the_one_git_takes() {
    let (repo, _) = forked();
    let (main, side) = (
        repo.git(&["rev-parse", "main"]),
        repo.git(&["rev-parse", "side"]),
    );
    repo.git(&["merge", "--quiet", "-m", "Cross", &main]);
    repo.git(&["switch", "--quiet", "main"]);
    repo.git(&["merge", "--quiet", "-m", "Criss", &side]);
    let all = repo.git(&["merge-base", "--all", "main", "side"]);
    assert_eq!(all.lines().count(), 2);
    let base = named(&repo.open(), "side", BaseMode::MergeBase).unwrap();
    assert_eq!(id(&base), repo.git(&["merge-base", "main", "side"]));
    assert_eq!(
        base.notes,
        ["HEAD and side have 2 merge bases; the first is taken, as git does"]
    );
}

#[test]
fn histories_without_a_common_commit_say_so() {
    let repo = Repo::new();
    repo.commit_file("a", "1\n");
    repo.git(&["switch", "--quiet", "--orphan", "other"]);
    repo.commit_file("b", "1\n");
    let repository = repo.open();
    let error = named(&repository, "main", BaseMode::MergeBase).unwrap_err();
    assert_eq!(error.to_string(), "HEAD and main have no commit in common");
    assert_eq!(error.kind(), GitErrorKind::CannotCompare);
    named(&repository, "main", BaseMode::Exact).unwrap();
}

#[test]
fn a_shallow_clone_says_what_to_fetch_and_that_mends_it() {
    let (origin, parted) = forked();
    let clone = Repo::clone_of(&origin, &["--depth=1", "--no-single-branch"]);
    let repository = clone.open();
    assert!(repository.is_shallow());
    let error = named(&repository, "origin/main", BaseMode::MergeBase).unwrap_err();
    assert_eq!(error.kind(), GitErrorKind::CannotCompare);
    assert_eq!(
        error.to_string(),
        "this shallow clone holds no merge base of HEAD and origin/main"
    );
    mend(&clone, &error);
    let base = named(&clone.open(), "origin/main", BaseMode::MergeBase).unwrap();
    assert_eq!(id(&base), parted);
    // Revisions beyond the end of a shallow clone.
    let clone = Repo::clone_of(&origin, &["--depth=1"]);
    let error = clone.open().commit("HEAD~1").unwrap_err();
    mend(&clone, &error);
    clone.open().commit("HEAD~1").unwrap();
}

#[test]
fn without_a_job_it_is_what_the_branch_grew_out_of() {
    let alone = Surroundings::default();
    let repo = Repo::new();
    let base = found(&repo.open(), &alone).unwrap();
    assert_eq!(
        (base.commit, base.why.as_str()),
        (None, "there is no commit yet")
    );
    let first = repo.commit_file("a", "1\n");
    let base = found(&repo.open(), &alone).unwrap();
    assert_eq!(
        (id(&base), base.why.as_str(), base.name.as_str()),
        (first.clone(), "the last commit", "HEAD")
    );

    // A branch without an upstream: the main line, here and at the origin.
    let (origin, parted) = forked();
    let base = found(&origin.open(), &alone).unwrap();
    assert_eq!(
        (id(&base), base.why.as_str()),
        (parted.clone(), "merge base of HEAD and main")
    );
    origin.git(&["switch", "--quiet", "main"]);
    let clone = Repo::clone_of(&origin, &[]);
    clone.git(&[
        "switch",
        "--quiet",
        "--create",
        "topic",
        "origin/side",
        "--no-track",
    ]);
    let base = found(&clone.open(), &alone).unwrap();
    assert_eq!(
        (id(&base), base.why.as_str()),
        (parted.clone(), "merge base of HEAD and origin/main")
    );
    clone.git(&["switch", "--quiet", "--detach"]);
    assert_eq!(id(&found(&clone.open(), &alone).unwrap()), parted);

    // With one: the upstream, and a word about the main line.
    clone.git(&["switch", "--quiet", "side"]);
    let base = found(&clone.open(), &alone).unwrap();
    assert_eq!(base.why, "the last commit, which is part of origin/side");
    assert_eq!(base.notes.len(), 1, "{:?}", base.notes);
    assert!(base.notes[0].contains("`--base origin/main`"));
    let pushed = clone.git(&["rev-parse", "HEAD"]);
    clone.commit_file("c", "1\n");
    let base = found(&clone.open(), &alone).unwrap();
    assert_eq!(
        (id(&base), base.why.as_str()),
        (pushed, "merge base of HEAD and origin/side")
    );
}

#[test]
fn the_index_is_compared_with_head_and_a_commit_with_its_parent() {
    let (repo, _) = forked();
    repo.git(&["switch", "--quiet", "main"]);
    let repository = repo.open();
    let alone = Surroundings::default();
    let head = repository.commit("HEAD").unwrap();
    let staged = BaseRequest {
        head: Head::Index,
        ..BaseRequest::default()
    };
    let base = repository.base(&staged, &alone).unwrap();
    assert_eq!(base.id(), Some(head.id));
    let at = |revision: &str| {
        let commit = repository.commit(revision).unwrap();
        let request = BaseRequest {
            head: Head::Commit(&commit),
            ..BaseRequest::default()
        };
        let base = repository.base(&request, &alone).unwrap();
        (base.id().map(|id| id.to_string()), base.why)
    };
    let parent = repo.git(&["rev-parse", "HEAD~1"]);
    assert_eq!(
        at("main"),
        (Some(parent), "first parent of main".to_owned())
    );
    assert_eq!(at("side").1, "merge base of side and main");
    let (first, why) = at("HEAD~2");
    assert_eq!(first, None);
    assert!(why.ends_with(" is the first commit"), "{why}");
}
