//! What can be asked for.

use super::{ACME, CONFIG, MODEL, changes, diff, paper, started, statuses, told};
use crate::git::Repo;
use crate::support::run;

#[test]
fn a_base_that_is_the_head_differs_in_nothing() {
    let repo = started();
    let report = told(&repo, &["--base", "HEAD", "--at", "HEAD", "--exit-code"]);
    assert_eq!(statuses(&report), []);
    assert_eq!(report["counts"]["unchanged"], 1);
    for format in ["text", "markdown", "html"] {
        let ran = diff(&repo, &["--format", format, "--exit-code"]);
        assert_eq!((ran.exit, ran.stderr.as_str()), (0, ""));
        assert!(!ran.stdout.is_empty());
    }
    let report = told(&repo, &["--all"]);
    assert_eq!(statuses(&report), [("acme", "unchanged")]);
}

#[test]
fn the_exit_code_says_whether_anything_differs_when_asked() {
    let repo = started();
    repo.write(ACME, &paper("acme", ["yes", "no", "yes"]));
    assert_eq!(diff(&repo, &[]).exit, 0);
    assert_eq!(diff(&repo, &["--exit-code"]).exit, 1);
    // Whatever is left to show.
    assert_eq!(diff(&repo, &["--exit-code", "--only-regressions"]).exit, 1);
    // Comments are no difference, in any form.
    let again = paper("acme", ["partly", "no", "yes"]);
    repo.write(ACME, &format!("# hello\n{again}"));
    assert_eq!(diff(&repo, &["--exit-code"]).exit, 0);
}

#[test]
fn the_index_is_one_thing_and_the_work_tree_another() {
    let repo = started();
    repo.write(ACME, &paper("acme", ["yes", "no", "yes"]));
    repo.git(&["add", "--all"]);
    repo.write(ACME, &paper("acme", ["no", "no", "yes"]));
    let row = |to: &str| ["DOOR-1", "answer", "partly", to].map(str::to_owned);
    assert_eq!(changes(&told(&repo, &["--staged"])), [row("yes")]);
    assert_eq!(changes(&told(&repo, &[])), [row("no")]);
    assert_eq!(told(&repo, &["--staged"])["head"]["name"], "index");
}

#[test]
fn what_is_shown_can_be_narrowed() {
    let repo = started();
    repo.write(ACME, &paper("acme", ["yes", "no", "no"]));
    repo.write("assessments/blue.yaml", &paper("blue", ["yes", "no", "no"]));
    let report = told(&repo, &["--unit", "acme"]);
    assert_eq!(statuses(&report), [("acme", "changed")]);
    assert_eq!(changes(&report).len(), 2);
    let report = told(&repo, &["--unit", "acme", "--node", "ROOF"]);
    let [change] = &changes(&report)[..] else {
        panic!("{report:#}")
    };
    assert_eq!(
        change,
        &["ROOF-1", "answer", "yes", "no"].map(str::to_owned)
    );
    let report = told(&repo, &["--unit", "acme", "--only-regressions"]);
    assert_eq!(changes(&report)[0][0], "ROOF-1");
    for (words, close) in [
        (["--unit", "acmee"], "did you mean `acme`?"),
        (["--node", "ROFF"], "did you mean `ROOF`?"),
    ] {
        let ran = diff(&repo, &words);
        assert_eq!(ran.exit, 2);
        assert!(ran.stderr.contains(close), "{}", ran.stderr);
    }
}

#[test]
fn what_the_whole_did_is_not_denied_by_what_is_left_out() {
    let repo = started();
    repo.write(ACME, &paper("acme", ["yes", "partly", "partly"]));
    for format in ["text", "markdown"] {
        let all = diff(&repo, &["--format", format]).stdout;
        let first = |shown: &str| shown.lines().next().unwrap_or_default().to_owned();
        let worse = diff(&repo, &["--format", format, "--only-regressions"]).stdout;
        assert_eq!(first(&worse), first(&all));
        let part = diff(&repo, &["--format", format, "--node", "DOOR"]).stdout;
        assert!(!first(&part).contains("the whole"), "{part}");
    }
    let part = diff(&repo, &["--node", "DOOR"]).stdout;
    assert!(part.starts_with("acme: DOOR share "), "{part}");
}

#[test]
fn a_misspelt_name_is_no_silence_where_nothing_changed() {
    let repo = started();
    for words in [["--unit", "acme"], ["--node", "ROOF"]] {
        let report = told(&repo, &words);
        assert_eq!(statuses(&report), []);
        assert_eq!(report["counts"]["unchanged"], 1);
    }
    for words in [["--unit", "acmee"], ["--node", "ROFF"]] {
        let ran = diff(&repo, &words);
        assert_eq!((ran.exit, ran.stdout.as_str()), (2, ""));
        assert!(ran.stderr.contains("did you mean"), "{}", ran.stderr);
    }
}

#[test]
fn a_range_of_commits_is_told_from_a_path() {
    let repo = started();
    let ran = diff(&repo, &["HEAD~1..HEAD"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.stderr.contains("--base REV --at REV"), "{}", ran.stderr);
}

#[test]
fn two_files_need_no_git_and_no_project() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    std::fs::create_dir(folder.path().join("models")).unwrap();
    write("rungs.yaml", CONFIG);
    write("models/house.yaml", MODEL);
    // Units and status are of no concern where files were named.
    write("old.yaml", &paper("was", ["partly", "no", "yes"]));
    write(
        "new.yaml",
        &format!("status: draft\n{}", paper("is", ["yes", "no", "yes"])).replace(
            "status: draft\nrungs: assessment/1",
            "rungs: assessment/1\nstatus: draft",
        ),
    );
    let ran = run(folder.path(), &["diff", "old.yaml", "new.yaml"]);
    assert_eq!((ran.exit, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.contains("DOOR-1"), "{}", ran.stdout);
    let ran = run(
        folder.path(),
        &["diff", "old.yaml", "old.yaml", "--exit-code"],
    );
    assert_eq!(ran.exit, 0);
    let one = run(folder.path(), &["diff", "old.yaml"]);
    assert_eq!(one.exit, 2);
    // An empty side, as git names a file that is not there.
    for (words, status) in [
        (["diff", "/dev/null", "new.yaml"], "\"added\""),
        (["diff", "old.yaml", "/dev/null"], "\"removed\""),
    ] {
        let ran = run(folder.path(), &[&words[..], &["--format", "json"]].concat());
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        assert!(ran.stdout.contains(status), "{}", ran.stdout);
    }
    let missing = run(folder.path(), &["diff", "old.yaml", "none.yaml"]);
    assert_eq!(missing.exit, 2);
    assert!(missing.stderr.contains("none.yaml"), "{}", missing.stderr);
}

#[cfg(unix)]
#[test]
fn git_can_call_it_as_a_tool() {
    let repo = started();
    repo.write(ACME, &paper("acme", ["yes", "no", "yes"]));
    let binary = env!("CARGO_BIN_EXE_rungs");
    let command = format!("{binary} diff");
    let said = repo.git(&["difftool", "--no-prompt", "--extcmd", &command, "--", ACME]);
    assert!(said.contains("DOOR-1"), "{said}");
    // Of two commits, neither file stands in the project.
    repo.commit("Raise");
    let words = [
        "difftool",
        "--no-prompt",
        "--extcmd",
        &command,
        "HEAD~1",
        "HEAD",
    ];
    let said = repo.git(&words);
    assert!(said.contains("DOOR-1"), "{said}");
    repo.git(&["reset", "--quiet", "HEAD~1"]);
    // As an external diff, which is handed seven words.
    let script = format!("#!/bin/sh\nexec {binary} diff \"$2\" \"$5\"\n");
    let path = repo.beside("external");
    std::fs::write(&path, script).unwrap();
    let words = ["+x", path.to_str().unwrap()];
    assert!(
        std::process::Command::new("chmod")
            .args(words)
            .status()
            .unwrap()
            .success()
    );
    let external = format!("diff.external={}", path.display());
    let said = repo.git(&["-c", &external, "diff", "--ext-diff"]);
    assert!(said.contains("DOOR-1"), "{said}");
    // A file that is new, and one that is gone.
    repo.write("assessments/blue.yaml", &paper("blue", ["yes", "no", "no"]));
    repo.git(&["rm", "--quiet", "--force", ACME]);
    repo.git(&["add", "--all"]);
    let said = repo.git(&[
        "-c",
        &external,
        "diff",
        "--ext-diff",
        "--no-renames",
        "--cached",
    ]);
    assert!(said.contains("blue") && said.contains("acme"), "{said}");
}

#[test]
fn a_shallow_clone_names_the_command_that_mends_it() {
    let origin = started();
    origin.write(ACME, &paper("acme", ["yes", "no", "yes"]));
    origin.commit("Raise");
    origin.git(&["switch", "--quiet", "main"]);
    origin.commit_file("other", "1\n");
    origin.git(&["switch", "--quiet", "change"]);
    let clone = Repo::clone_of(&origin, &["--depth=1", "--no-single-branch"]);
    let ran = diff(&clone, &["--base", "origin/main"]);
    assert_eq!((ran.exit, ran.stdout.as_str()), (3, ""));
    let help = ran
        .stderr
        .split("git fetch")
        .nth(1)
        .expect("it names a command");
    let help = help.split(['`', '\n']).next().unwrap();
    let words: Vec<&str> = ["fetch"]
        .into_iter()
        .chain(help.split_whitespace())
        .collect();
    clone.git(&words);
    let report = told(&clone, &["--base", "origin/main"]);
    assert_eq!(
        changes(&report),
        [["DOOR-1", "answer", "partly", "yes"].map(str::to_owned)]
    );
}

#[test]
fn the_same_command_gives_the_same_bytes_in_another_clone() {
    let origin = started();
    origin.write(ACME, &paper("acme", ["yes", "{na: bought}", "no"]));
    origin.write("assessments/blue.yaml", &paper("blue", ["yes", "no", "no"]));
    origin.commit("Change");
    let clones = [Repo::clone_of(&origin, &[]), Repo::clone_of(&origin, &[])];
    for format in ["text", "json", "markdown", "html"] {
        let said = clones.each_ref().map(|clone| {
            let ran = diff(
                clone,
                &["--base", "origin/main", "--at", "HEAD", "--format", format],
            );
            assert_eq!(ran.exit, 0, "{}", ran.stderr);
            ran.stdout
        });
        assert_eq!(said[0], said[1]);
        let again = diff(
            &clones[0],
            &["--base", "origin/main", "--at", "HEAD", "--format", format],
        );
        assert_eq!(said[0], again.stdout);
    }
}
