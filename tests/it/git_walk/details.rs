//! Who did what and when, as git tells it, and of commits that git would not make.

use rungs::source::git::{CommitDetails, Person};
use rungs::value::Date;

use crate::git::Repo;

fn details(repo: &Repo, revision: &str) -> CommitDetails {
    let repository = repo.open();
    let id = repository.commit(revision).unwrap().id;
    repository.commit_details(id).unwrap()
}

/// A commit of these bytes after the line of its tree.
fn raw(repo: &Repo, rest: &[u8]) -> CommitDetails {
    let tree = repo.tree(&[]);
    let bytes = [format!("tree {tree}\n").as_bytes(), rest].concat();
    let id = repo.literal_commit(&bytes);
    // A commit that is sound leads to one that no name would be taken for.
    let who = "A <a@x> 1 +0000";
    let child = format!("tree {tree}\nparent {id}\nauthor {who}\ncommitter {who}\n\nx\n");
    let child = repo.literal_commit(child.as_bytes());
    let repository = repo.open();
    let parent = repository.commit(&child).unwrap().parents[0];
    repository.commit_details(parent).unwrap()
}

const MAP: &str = "New Name <new@example.org> <tester@EXAMPLE.org>\n\
    Other <other@example.org> A Tester <second@example.org>\n";

#[test]
fn people_are_named_by_the_mailmap_as_git_does() {
    let repo = Repo::new();
    repo.write(".mailmap", MAP);
    repo.commit("First");
    let author = "--author=a tester <second@example.org>";
    repo.git(&[
        "commit",
        "--quiet",
        "--allow-empty",
        author,
        "-m",
        "Two\nlines\n\nBody",
    ]);
    let bare = Repo::clone_of(&repo, &["--bare"]);
    for at in [&repo, &bare] {
        for revision in ["HEAD", "HEAD~1"] {
            let found = details(at, revision);
            let format = "--format=%aN%n%aE%n%at%n%cN%n%cE%n%ct%n%s%n%as";
            let told = at.git(&["log", "-1", format, revision]);
            let (author, committer) = (&found.author, &found.committer);
            let ours = format!(
                "{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}",
                author.name,
                author.email,
                author.seconds,
                committer.name,
                committer.email,
                committer.seconds,
                found.subject,
                author.date.unwrap()
            );
            assert_eq!(ours, told);
            assert_eq!(author.offset_seconds, 7200);
        }
    }
    assert_eq!(details(&repo, "HEAD").body, "Body");
    repo.git(&["rm", "--quiet", "--cached", ".mailmap"]);
    std::fs::remove_file(repo.folder().join(".mailmap")).unwrap();
    assert_eq!(details(&repo, "HEAD").committer.name, "A Tester");
}

#[test]
fn trailers_and_signatures_are_found() {
    let repo = Repo::new();
    let found = raw(
        &repo,
        b"author A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\ngpgsig -----BEGIN\n x\n -----END\n\n\
          Subject: not a trailer\n\nWhy.\n\nReviewed-by: B <b@x>\nRefs: #12,\n more\n",
    );
    assert!(found.signed);
    assert_eq!(found.subject, "Subject: not a trailer");
    assert_eq!(found.body, "Why.");
    let trailers: Vec<_> = found.trailers.iter().map(|(name, _)| &**name).collect();
    assert_eq!(trailers, ["Reviewed-by", "Refs"]);
    assert_eq!(found.trailers[0].1, "B <b@x>");
    let unsigned = raw(
        &repo,
        b"author A <a@x> 1 +0000\n\ngpgsig said in the message\n",
    );
    assert!(!unsigned.signed);
}

#[test]
fn what_is_garbled_is_left_out() {
    let repo = Repo::new();
    let nobody = raw(&repo, b"");
    assert_eq!(
        (nobody.author, nobody.subject),
        (Person::default(), String::new())
    );
    for line in [
        "A <a@x> soon +0000",
        "A <a@x>",
        "A <a@x> 99999999999999999999 +0000",
    ] {
        let found = raw(&repo, format!("author {line}\n\nx\n").as_bytes()).author;
        assert_eq!((found.name.as_str(), found.email.as_str()), ("A", "a@x"));
        assert_eq!((found.seconds, found.date), (0, None), "{line}");
    }
    for (time, date) in [
        ("9223372036854775807 +9999", None),
        ("-9223372036854775808 -9999", None),
        ("-1 +0000", Date::parse("1969-12-31")),
        ("0 -0100", Date::parse("1969-12-31")),
        ("0 +banana", Date::parse("1970-01-01")),
    ] {
        let found = raw(&repo, format!("author A <a@x> {time}\n\nx\n").as_bytes());
        assert_eq!(found.author.date, date, "{time}");
    }
    let strange = raw(
        &repo,
        b"author \xff\x1b[31m\ncommitter <<>> >\n\n\n\n\xff\x07\n",
    );
    assert_eq!(strange.author.name, "\u{fffd}\u{1b}[31m");
    assert_eq!(strange.subject, "\u{fffd}\u{7}");
}
