use std::fs;

use rungs::source::ReadError;
use rungs::source::git::{GitErrorKind, GitTree, Repository};
use rungs::text::RepoPath;

use super::Repo;
use crate::support::run;

const MOST: usize = 1 << 20;
const POINTER: &str = "version https://git-lfs.github.com/spec/v1\noid sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nsize 12345\n";

fn at(repo: &Repo, revision: &str) -> GitTree {
    let repository = repo.open();
    let commit = repository.commit(revision).unwrap();
    repository.tree_of(&commit).unwrap()
}

fn said(tree: &GitTree, path: &str) -> String {
    let read = tree.read(&RepoPath::given(path), MOST);
    read.unwrap_err().to_string()
}

fn paths(tree: &GitTree, below: &str, ends: &str) -> Vec<String> {
    let files = tree.files(below, &|path| path.ends_with(ends)).into_iter();
    files.map(|(path, _)| path.to_string()).collect()
}

#[test]
fn what_is_no_file_says_what_it_is() {
    let repo = Repo::new();
    let (blob, folder) = (repo.blob("text\n"), repo.tree(&[]));
    let commit = repo.commit("Begin");
    let tree = repo.tree(&[
        ("120000", b"link.yaml", &blob),
        ("100644", b"plain.yaml", &blob),
        ("160000", b"sub", &commit),
        ("40000", b"was-a-file.yaml", &folder),
    ]);
    let commit = repo.commit_tree(&[("40000", b"all", &tree)]);
    let tree = at(&repo, &commit);
    let listed = ["all/link.yaml", "all/plain.yaml", "all/sub"];
    assert_eq!(paths(&tree, "all", ".yaml"), listed);
    assert_eq!(
        said(&tree, "all/link.yaml"),
        "expected a file, found a symbolic link"
    );
    assert_eq!(said(&tree, "all/sub"), "expected a file, found a submodule");
    assert_eq!(
        said(&tree, "all/was-a-file.yaml"),
        "expected a file, found a folder"
    );
    assert_eq!(said(&tree, "all/link.yaml/x"), "there is no such file");
    assert_eq!(tree.content_id(&RepoPath::given("all/link.yaml")), None);
    // Where a folder is to be listed, and is none.
    assert_eq!(paths(&tree, "all/sub", ".yaml"), ["all/sub"]);
    assert_eq!(paths(&tree, "all/none", ".yaml"), [""; 0]);
}

#[test]
fn names_that_no_folder_holds_are_reported_and_lead_nowhere() {
    let repo = Repo::new();
    let (blob, other) = (repo.blob("secret\n"), repo.blob("other\n"));
    let inner = repo.tree(&[("100644", b"passwd", &blob)]);
    let tree = repo.tree(&[
        ("100644", b"..", &blob),
        ("40000", b".GIT", &inner),
        ("100644", b"a/b.yaml", &blob),
        ("100644", b"caf\xe9.yaml", &blob),
        ("100644", b"twice.yaml", &blob),
        ("100644", b"twice.yaml", &other),
        ("100644", b"x\\y.yaml", &blob),
    ]);
    let commit = repo.commit_tree(&[("40000", b"..", &inner), ("40000", b"in", &tree)]);
    let tree = at(&repo, &commit);
    for name in ["in/..", "in/.GIT", "in/a/b.yaml", "in/twice.yaml", ".."] {
        let read = tree.read(&RepoPath::given(name), MOST);
        assert!(
            matches!(read, Err(ReadError::StrangeName)),
            "{name}: {read:?}"
        );
    }
    for name in [
        "../passwd",
        "in/../../passwd",
        "in/.GIT/passwd",
        "in/caf\u{fffd}.yaml",
        "in/a",
    ] {
        assert_eq!(said(&tree, name), "there is no such file", "{name}");
    }
    let listed = ["in/..", "in/.GIT", "in/a/b.yaml", "in/caf\u{fffd}.yaml"];
    let listed: Vec<&str> = listed
        .into_iter()
        .chain(["in/twice.yaml", "in/twice.yaml"])
        .collect();
    let found = paths(&tree, "in", ".yaml");
    assert_eq!(found[..6], listed[..]);
    // A backslash separates on one system only.
    assert_eq!(found[6..], ["in/x/y.yaml"]);
}

#[test]
fn trees_that_multiply_end_somewhere() {
    let repo = Repo::new();
    let mut id = repo.tree(&[("100644", b"a", &repo.blob("a\n"))]);
    let names: Vec<String> = (0..300).map(|number| format!("d{number}")).collect();
    for _ in 0..6 {
        let entries: Vec<_> = names
            .iter()
            .map(|name| ("40000", name.as_bytes(), &*id))
            .collect();
        id = repo.tree(&entries);
    }
    let commit = repo.commit_tree(&[("40000", b"bomb", &id)]);
    let found = at(&repo, &commit).files("bomb", &|_| false);
    assert!(found.iter().all(|(_, id)| id.is_none()), "{}", found.len());
    assert!(!found.is_empty() && found.len() < 100, "{}", found.len());
}

#[test]
fn a_pointer_of_lfs_is_found_in_a_commit_as_on_disk() {
    let repo = Repo::new();
    repo.write("rungs.yaml", "rungs: config/1\n");
    repo.commit_file("assessments/a.yaml", POINTER);
    let ran = run(repo.folder(), &["validate", "--at", "HEAD"]);
    assert_eq!(ran.exit, 1, "{}", ran.stdout);
    assert!(ran.stdout.contains("error[lfs-pointer]"), "{}", ran.stdout);
    assert_eq!(ran.stdout, run(repo.folder(), &["validate"]).stdout);
}

#[test]
fn what_a_partial_clone_left_out_is_named() {
    let origin = Repo::new();
    origin.git(&["config", "uploadpack.allowFilter", "true"]);
    origin.commit_file("dir/a.yaml", "text\n");
    let blobless = Repo::clone_of(&origin, &["--filter=blob:none", "--no-checkout"]);
    let said_of = said(&at(&blobless, "HEAD"), "dir/a.yaml");
    assert!(said_of.ends_with("is not in this clone"), "{said_of}");
    let treeless = Repo::clone_of(&origin, &["--filter=tree:0", "--no-checkout"]);
    let repository = treeless.open();
    let commit = repository.commit("HEAD").unwrap();
    let error = repository.tree_of(&commit).unwrap_err();
    assert_eq!(error.kind(), GitErrorKind::CannotCompare);
}

fn refusal(repo: &Repo) -> (GitErrorKind, String, Option<String>) {
    let error = Repository::discover(repo.folder()).unwrap_err();
    (
        error.kind(),
        error.to_string(),
        error.help().map(str::to_owned),
    )
}

#[test]
fn repositories_of_another_kind_are_refused_by_name() {
    let reftable = Repo::with(&["--ref-format=reftable"]);
    let (kind, said, help) = refusal(&reftable);
    assert_eq!(kind, GitErrorKind::CannotDo);
    assert!(said.contains("reftable"), "{said}");
    assert_eq!(help.unwrap(), "git refs migrate --ref-format=files");

    let future = Repo::new();
    future.git(&["config", "core.repositoryformatversion", "1"]);
    future.git(&["config", "extensions.fooBar", "true"]);
    let (kind, said, _) = refusal(&future);
    assert_eq!(kind, GitErrorKind::CannotDo);
    assert!(said.to_lowercase().contains("`foobar`"), "{said}");
    future.git(&[
        "config",
        "--file",
        ".git/config",
        "--unset",
        "extensions.fooBar",
    ]);
    future.open();
    future.git(&["config", "core.repositoryformatversion", "7"]);
    let said = refusal(&future).1;
    assert!(said.contains("only versions 0 and 1"), "{said}");

    let broken = Repo::new();
    fs::write(broken.folder().join(".git/config"), "[core\nbare = ").unwrap();
    let (kind, said, _) = refusal(&broken);
    assert_eq!(kind, GitErrorKind::CannotDo);
    assert!(
        said.starts_with("the git repository cannot be opened: "),
        "{said}"
    );
    assert!(!said.contains('\n'));
}

#[test]
fn outside_of_any_repository_it_says_so() {
    let place = tempfile::tempdir().unwrap();
    let error = Repository::discover(place.path()).unwrap_err();
    assert_eq!(error.kind(), GitErrorKind::NoRepository);
    let ran = run(place.path(), &["score", "--at", "HEAD"]);
    assert_eq!(ran.exit, 2);
    assert!(
        ran.stderr.contains("is in no git repository"),
        "{}",
        ran.stderr
    );
}

#[test]
fn nothing_that_a_configuration_names_is_run() {
    let repo = Repo::new();
    repo.write("rungs.yaml", "rungs: config/1\n");
    repo.write(".gitattributes", "* diff=x filter=x\n");
    repo.commit("Begin");
    let canary = repo.beside("canary");
    let run_it = format!("touch {}", canary.display());
    let evil = repo.beside("evil.config");
    fs::write(&evil, format!("[core]\n\tpager = \"{run_it}\"\n[broken")).unwrap();
    let mut config = fs::read_to_string(repo.folder().join(".git/config")).unwrap();
    config += &format!(
        "[core]\n\tfsmonitor = \"{run_it}\"\n\tsshCommand = \"{run_it}\"\n\teditor = \"{run_it}\"\n\thooksPath = {hooks}\n\
         [diff]\n\texternal = \"{run_it}\"\n[diff \"x\"]\n\ttextconv = \"{run_it}\"\n\tcommand = \"{run_it}\"\n\
         [filter \"x\"]\n\tclean = \"{run_it}\"\n\tsmudge = \"{run_it}\"\n\tprocess = \"{run_it}\"\n\trequired = true\n\
         [credential]\n\thelper = \"!{run_it}\"\n[include]\n\tpath = {evil}\n",
        hooks = repo.beside("").display(),
        evil = evil.display(),
    );
    fs::write(repo.folder().join(".git/config"), config).unwrap();
    for words in [
        &["validate", "--at", "HEAD", "--allow-empty"][..],
        &["validate", "--allow-empty"],
    ] {
        let ran = run(repo.folder(), words);
        assert_eq!(ran.exit, 0, "{}{}", ran.stdout, ran.stderr);
    }
    repo.open().staged().unwrap();
    assert!(!canary.exists());
}

#[test]
fn revisions_that_are_not_there_say_how_to_get_them() {
    let repo = Repo::new();
    repo.commit_file("a", "1\n");
    let id = repo.commit_file("a", "2\n");
    repo.git(&["branch", "feature-x"]);
    repo.git(&["tag", "-a", "v1", "-m", "One"]);
    let repository = repo.open();
    assert_eq!(repository.commit("v1").unwrap().id.to_string(), id);
    assert_eq!(repository.commit("v1").unwrap().name.as_deref(), Some("v1"));
    assert_eq!(repository.commit(&id[..8]).unwrap().name, None);
    assert_eq!(repository.commit("HEAD~1").unwrap().parents.len(), 0);
    let gone = "1234567890123456789012345678901234567890";
    for (revision, kind, help) in [
        (
            "feature-y",
            GitErrorKind::CannotCompare,
            "did you mean `feature-x`?",
        ),
        (
            "origin/release/2",
            GitErrorKind::CannotCompare,
            "git fetch origin release/2",
        ),
        (
            gone,
            GitErrorKind::CannotCompare,
            "git fetch origin 1234567890123456789012345678901234567890",
        ),
        ("--upload-pack=x", GitErrorKind::CannotCompare, ""),
        ("HEAD:a", GitErrorKind::CannotDo, ""),
        ("HEAD~5", GitErrorKind::CannotCompare, ""),
        ("", GitErrorKind::CannotCompare, ""),
    ] {
        let error = repository.commit(revision).unwrap_err();
        assert_eq!(error.kind(), kind, "{revision}: {error}");
        assert_eq!(
            error.help().unwrap_or_default(),
            help,
            "{revision}: {error}"
        );
    }
    let ran = run(repo.folder(), &["score", "--at", "feature-y"]);
    assert_eq!(ran.exit, 3, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("did you mean `feature-x`?"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_beginning_of_several_ids_names_them() {
    let repo = Repo::new();
    let tree = repo.tree(&[]);
    let mut ids = Vec::new();
    let shared = loop {
        let message = format!("Number {}", ids.len());
        ids.push(repo.git(&["commit-tree", &tree, "-m", &message]));
        let last: &String = ids.last().unwrap();
        let twin = ids[..ids.len() - 1].iter().find(|id| id[..4] == last[..4]);
        // Two of about 300 ids begin alike; three digits are too few for git.
        if let Some(twin) = twin {
            break (twin.clone(), last.clone());
        }
        if ids.len() > 1500 {
            return println!("skipped: no two ids begin alike");
        }
    };
    let error = repo.open().commit(&shared.0[..4]).unwrap_err();
    assert_eq!(error.kind(), GitErrorKind::CannotDo);
    let help = error.help().unwrap();
    assert!(
        help.contains(&shared.0[..7]) && help.contains(&shared.1[..7]),
        "{help}"
    );
}
