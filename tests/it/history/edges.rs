use super::{commits, log, told};
use crate::diff_git::{ACME, CONFIG, MODEL, paper};
use crate::git::Repo;
use crate::support::{run, rungs};

pub(super) fn started() -> Repo {
    let repo = Repo::new();
    repo.write("rungs.yaml", CONFIG);
    repo.write("models/house.yaml", MODEL);
    repo.commit_file(ACME, &paper("acme", ["partly", "no", "yes"]));
    repo
}

/// The same with three more states of it.
fn four_commits() -> Repo {
    let repo = started();
    for answers in [
        ["no", "no", "yes"],
        ["yes", "no", "yes"],
        ["yes", "yes", "yes"],
    ] {
        repo.commit_file(ACME, &paper("acme", answers));
    }
    repo
}

#[test]
fn before_the_first_commit_there_is_nothing() {
    let repo = Repo::new();
    repo.write("rungs.yaml", CONFIG);
    let ran = log(&repo, &[]);
    assert_eq!((ran.exit, ran.stdout.as_str()), (3, ""), "{}", ran.stderr);
}

#[test]
fn a_shallow_clone_says_where_it_ends_and_what_mends_it() {
    let repo = four_commits();
    let clone = Repo::clone_of(&repo, &["--depth", "2"]);
    let ran = log(&clone, &["--format", "json"]);
    assert_eq!(ran.exit, 3);
    assert!(
        ran.stderr.contains("git fetch --unshallow origin"),
        "{}",
        ran.stderr
    );
    let told = told(&clone, &["--allow-shallow"]);
    assert_eq!(told["truncated"], true);
    let cut = clone.git(&["rev-parse", "HEAD~1"]);
    assert_eq!(told["cut_at"], serde_json::json!([cut]));
    assert_eq!(commits(&told).len(), 2);
    // What was kept while it was shallow is of no use any more.
    clone.git(&["fetch", "--quiet", "--unshallow"]);
    assert_eq!(commits(&super::told(&clone, &[])).len(), 4);
}

#[test]
fn a_trend_in_a_shallow_clone_is_told_where_that_is_fine() {
    let repo = started();
    for answers in [["no", "no", "yes"], ["yes", "no", "yes"]] {
        repo.commit_file(ACME, &paper("acme", answers));
    }
    let clone = Repo::clone_of(&repo, &["--depth", "2"]);
    let trend = |words: &[&str]| run(clone.folder(), &[&["score", "--trend"], words].concat());
    let cut = trend(&[]);
    assert_eq!(cut.exit, 3, "{}", cut.stderr);
    assert!(cut.stdout.contains("66.7 %") && !cut.stdout.contains("trend"));
    assert!(
        cut.stderr
            .contains("there is no trend: this is a shallow clone")
    );
    assert!(cut.stderr.contains("git fetch --unshallow origin"));
    let allowed = trend(&["--allow-shallow"]);
    assert_eq!(allowed.exit, 0, "{}", allowed.stderr);
    assert!(allowed.stdout.contains("trend, by the history in git"));
    assert!(
        allowed
            .stderr
            .contains("a shallow clone cuts the history off")
    );
}

#[test]
fn a_trend_is_the_same_without_what_is_kept() {
    let repo = started();
    repo.commit_file(ACME, &paper("acme", ["yes", "no", "yes"]));
    let trend = |words: &[&str]| run(repo.folder(), &[&["score", "--trend"], words].concat());
    let bare = trend(&["--no-cache"]).stdout;
    assert!(bare.contains("trend"), "{bare}");
    assert!(!repo.folder().join(".git/rungs").exists());
    assert_eq!(trend(&[]).stdout, bare);
    assert!(repo.folder().join(".git/rungs/steps").exists());
    assert_eq!(trend(&[]).stdout, bare);
}

#[test]
fn before_the_first_commit_there_are_numbers_and_no_trend() {
    let repo = Repo::new();
    repo.write("rungs.yaml", CONFIG);
    repo.write("models/house.yaml", MODEL);
    repo.write(ACME, &paper("acme", ["partly", "no", "yes"]));
    let ran = run(repo.folder(), &["score", "--trend"]);
    assert_eq!(ran.exit, 3, "{}", ran.stderr);
    assert!(ran.stdout.contains("50.0 %"), "{}", ran.stdout);
    assert!(
        ran.stderr
            .contains("there is no trend: there is no commit yet")
    );
}

#[test]
fn a_clone_without_the_files_says_which_and_how_to_get_them() {
    let repo = started();
    repo.git(&["config", "uploadpack.allowFilter", "true"]);
    repo.commit_file(ACME, &paper("acme", ["yes", "no", "yes"]));
    let clone = Repo::clone_of(&repo, &["--filter=blob:none"]);
    let ran = log(&clone, &["--no-cache"]);
    assert_eq!(ran.exit, 3, "{}", ran.stdout);
    assert!(
        ran.stderr.contains("is not in this clone"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("git fetch origin"), "{}", ran.stderr);
}

#[test]
fn an_assessment_that_exists_twice_has_no_number_until_it_does_not() {
    let repo = started();
    let twin = "assessments/twin.yaml";
    repo.commit_file(twin, &paper("acme", ["yes", "yes", "yes"]));
    repo.commit_file(twin, &paper("acme", ["yes", "yes", "no"]));
    repo.commit_file(ACME, &paper("acme", ["yes", "no", "yes"]));
    repo.git(&["rm", "--quiet", twin]);
    repo.commit("Remove the twin");
    let told = told(&repo, &["-p"]);
    let entries = told["entries"].as_array().unwrap();
    let shown = |entry: &serde_json::Value| entry["assessments"].as_array().unwrap().clone();
    let numbers = |one: &serde_json::Value| {
        let measures = one["measures"].as_array().unwrap().iter();
        measures.filter(|measure| !measure["to"].is_null()).count()
    };
    for one in entries[1..4].iter().flat_map(shown) {
        assert_eq!((one["broken"].as_bool(), numbers(&one)), (Some(true), 0));
    }
    let last = shown(&entries[0]);
    assert_eq!(last[0]["changes"][0]["to"], "yes", "{told:#}");
    assert_eq!(last[1]["status"], "removed");
}

#[test]
fn folders_that_the_configuration_named_before_are_looked_at() {
    let repo = started();
    repo.git(&["mv", "assessments", "papers"]);
    repo.write("rungs.yaml", &CONFIG.replace("assessments/**", "papers/**"));
    repo.commit("Rename the folder");
    repo.commit_file("papers/acme.yaml", &paper("acme", ["yes", "no", "yes"]));
    let told = told(&repo, &["--all-touching"]);
    assert_eq!(commits(&told).len(), 3, "{told:#}");
    assert_eq!(told["entries"][1]["assessments"][0]["status"], "moved");
    assert_eq!(commits(&super::told(&repo, &[])).len(), 2);
}

/// A project that stood in three folders, and said something in the first and the last.
fn moved_twice() -> Repo {
    let repo = started();
    repo.commit_file(ACME, &paper("acme", ["yes", "no", "yes"]));
    for (from, to) in [("", "maturity/"), ("maturity/", "docs/maturity/")] {
        std::fs::create_dir_all(repo.folder().join(to)).unwrap();
        for one in ["rungs.yaml", "models", "assessments"] {
            repo.git(&["mv", &format!("{from}{one}"), &format!("{to}{one}")]);
        }
        repo.commit(&format!("Move to {to}"));
        repo.commit_file("notes.md", &format!("nothing {to}\n"));
    }
    repo.commit_file(
        &format!("docs/maturity/{ACME}"),
        &paper("acme", ["yes", "no", "no"]),
    );
    repo
}

#[test]
fn a_project_that_was_moved_is_followed_into_the_folders_it_stood_in() {
    let repo = moved_twice();
    let folder = repo.folder().join("docs/maturity");
    let ask = |words: &[&str]| {
        let ran = run(&folder, words);
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        serde_json::from_str::<serde_json::Value>(&ran.stdout).unwrap()
    };
    let words = ["log", "-p", "--format", "json", "--no-cache"];
    let told = ask(&words);
    let entries = told["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 5, "{told:#}");
    assert_eq!(
        entries[2]["notes"],
        serde_json::json!(["the project stood in the repository's root before"])
    );
    assert_eq!(
        entries[1]["notes"][0],
        "the project stood in maturity before"
    );
    for moved in [1, 2] {
        assert_eq!(entries[moved]["assessments"], serde_json::json!([]));
    }
    assert_eq!(entries[3]["assessments"][0]["changes"][0]["item"], "DOOR-1");
    assert_eq!(told["counts"]["walked"], 7);
    // Kept, lengthened, and over every parent it is the same.
    for words in [
        &["log", "-p", "--format", "json"][..],
        &["log", "-p", "--format", "json"],
    ] {
        assert_eq!(ask(words), told);
    }
    assert_eq!(
        ask(&["log", "-p", "--format", "json", "--full"])["entries"],
        told["entries"]
    );
    repo.commit_file(
        "docs/maturity/assessments/bolt.yaml",
        &paper("bolt", ["no", "no", "no"]),
    );
    assert_eq!(ask(&["log", "-p", "--format", "json"]), ask(&words));
    let blame = ask(&["blame", "acme", "--format", "json"]);
    let of = |item: usize| blame["items"][item]["commit"].clone();
    assert_eq!(
        [of(0), of(1), of(2)],
        [
            entries[3]["commit"].clone(),
            entries[4]["commit"].clone(),
            entries[0]["commit"].clone()
        ]
    );
}

#[test]
fn a_project_that_came_back_into_a_folder_is_followed_through_the_others() {
    let repo = started();
    let moves = |from: &str, to: &str| {
        for name in ["rungs.yaml", "models", "assessments"] {
            std::fs::create_dir_all(repo.folder().join(to)).unwrap();
            let place = |folder: &str| repo.folder().join(folder).join(name);
            std::fs::rename(place(from), place(to)).unwrap();
        }
        repo.commit("Move")
    };
    moves("", "a");
    let raised = repo.commit_file(&format!("a/{ACME}"), &paper("acme", ["yes", "no", "yes"]));
    moves("a", "");
    repo.commit_file(ACME, &paper("acme", ["yes", "yes", "yes"]));
    let entries = |words: &[&str]| commits(&told(&repo, words));
    let first = repo.git(&["rev-list", "--max-parents=0", "HEAD"]);
    for words in [&[][..], &["--full"], &["--no-cache"]] {
        let entries = entries(words);
        assert_eq!(entries.len(), 5, "{entries:?}");
        assert!(entries.contains(&raised) && entries.contains(&first));
    }
    let ran = run(repo.folder(), &["blame", "acme", "--format", "json"]);
    let blame: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let of = |at: usize| blame["items"][at]["commit"].as_str().unwrap();
    assert_eq!((of(0), of(2)), (&*raised, &*first));
}

#[test]
fn folders_of_models_that_were_there_before_a_move_do_not_hide_it() {
    let repo = Repo::new();
    repo.commit_file("models/other.bin", "another thing\n");
    repo.write("old/rungs.yaml", CONFIG);
    repo.write("old/models/house.yaml", MODEL);
    let text = paper("acme", ["partly", "no", "yes"]);
    let first = repo.commit_file(&format!("old/{ACME}"), &text);
    for from in ["old/rungs.yaml", "old/assessments"] {
        repo.git(&["mv", from, "."]);
    }
    repo.git(&["mv", "old/models/house.yaml", "models/house.yaml"]);
    repo.commit("Move");
    assert_eq!(commits(&told(&repo, &[])).last(), Some(&first));
}

#[test]
fn a_practice_that_only_an_older_folder_knew_is_known() {
    let repo = Repo::new();
    repo.write("old/rungs.yaml", CONFIG);
    repo.write("old/models/house.yaml", MODEL);
    let text = paper("acme", ["partly", "no", "yes"]);
    repo.commit_file("old/assessments/acme.yaml", &text);
    let second = MODEL.replace("version: '1'", "version: '2'");
    repo.write("old/models/house.yaml", &second.replace("ROOF-1", "TOP-1"));
    let text = text
        .replace("house@1", "house@2")
        .replace("ROOF-1", "TOP-1");
    repo.commit_file("old/assessments/acme.yaml", &text);
    repo.git(&["mv", "old", "new"]);
    repo.commit("Move");
    let ran = run(&repo.folder().join("new"), &["log", "--item", "ROOF-1"]);
    assert_eq!((ran.exit, ran.stderr.as_str()), (0, ""));
}

#[test]
fn bare_repositories_worktrees_and_folders_for_what_is_kept() {
    let repo = started();
    repo.commit_file(ACME, &paper("acme", ["yes", "no", "yes"]));
    let bare = Repo::clone_of(&repo, &["--bare"]);
    assert_eq!(commits(&told(&bare, &[])), commits(&told(&repo, &[])));
    let tree = repo.beside("tree");
    repo.git(&[
        "worktree",
        "add",
        "--quiet",
        "--detach",
        tree.to_str().unwrap(),
    ]);
    let ran = run(&tree, &["log", "--format", "json"]);
    assert_eq!(ran.stdout, log(&repo, &["--format", "json"]).stdout);
    assert!(!tree.join(".git/rungs").exists());
    assert!(repo.folder().join(".git/rungs/steps").exists());
}

#[test]
fn only_what_is_asked_for_is_listed() {
    let repo = started();
    repo.commit_file("assessments/bolt.yaml", &paper("bolt", ["no", "no", "no"]));
    let door = repo.commit_file(ACME, &paper("acme", ["yes", "no", "yes"]));
    let roof = repo.commit_file(ACME, &paper("acme", ["yes", "no", "no"]));
    let only = |words: &[&str]| commits(&told(&repo, words));
    assert_eq!(only(&["--unit", "bolt"]).len(), 1);
    assert_eq!(
        only(&["--node", "ROOF", "--unit", "acme", "-n", "1"]),
        std::slice::from_ref(&roof)
    );
    assert_eq!(only(&["--item", "DOOR-1"]), std::slice::from_ref(&door));
    assert_eq!(only(&["-n", "2"]), [roof, door]);
    assert!(only(&["--until", "2020-01-01"]).is_empty());
    assert!(only(&["--author", "nobody"]).is_empty());
    assert_eq!(only(&["--author", "TESTER@"]).len(), 4);
}

#[test]
fn results_are_kept_where_the_environment_says_and_by_several_at_once() {
    let repo = four_commits();
    let bare = log(&repo, &["-p", "--no-cache"]).stdout;
    assert!(!repo.folder().join(".git/rungs").exists());
    let kept = repo.beside("kept");
    let started: Vec<_> = (0..6)
        .map(|_| {
            let mut command = rungs(repo.folder());
            command.args(["log", "-p"]).env("RUNGS_CACHE_DIR", &kept);
            command
                .stdout(std::process::Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for child in started {
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), bare);
    }
    assert!(!repo.folder().join(".git/rungs").exists());
    let names: Vec<String> = crate::support::files_below(&kept);
    assert_eq!(names, ["steps", "walks"]);
}

#[test]
fn a_folder_that_cannot_hold_results_is_no_trouble() {
    let repo = started();
    let bare = log(&repo, &["--no-cache"]).stdout;
    repo.write(".git/rungs", "a file where a folder would be");
    let ran = log(&repo, &[]);
    assert_eq!((ran.exit, ran.stdout, ran.stderr.as_str()), (0, bare, ""));
}

#[test]
fn what_is_kept_is_of_no_use_when_contents_are_replaced() {
    let repo = started();
    repo.commit_file(ACME, &paper("acme", ["yes", "no", "yes"]));
    let before = told(&repo, &[]);
    repo.write("other.yaml", &paper("acme", ["no", "no", "no"]));
    let other = repo.git(&["hash-object", "-w", "other.yaml"]);
    let is = repo.git(&["rev-parse", &format!("HEAD:{ACME}")]);
    repo.git(&["replace", &is, &other]);
    let replaced = told(&repo, &[]);
    assert_ne!(replaced, before);
    assert_eq!(replaced, told(&repo, &["--no-cache"]));
    repo.git(&["replace", "--delete", &is]);
    assert_eq!(told(&repo, &[]), before);
}
