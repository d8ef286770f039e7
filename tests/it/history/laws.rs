use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::life::{FACETS, Life};
use super::{commits, log, told};
use crate::support::run;

/// Lives and their lengths.
const LIVES: [(u64, usize); 4] = [(1, 20), (2, 24), (3, 24), (4, 28)];

/// The commits that git lists for the same paths.
fn listed(life: &Life, told: &Value, words: &[&str]) -> BTreeSet<String> {
    let paths: Vec<&str> = told["paths"]
        .as_array()
        .unwrap()
        .iter()
        .map(|path| path.as_str().unwrap())
        .collect();
    let words = [&["log", "--format=%H"], words, &["HEAD", "--"], &paths[..]].concat();
    life.repo.git(&words).lines().map(str::to_owned).collect()
}

#[test]
fn every_commit_that_git_lists_for_the_paths_is_listed() {
    for (seed, length) in LIVES {
        let life = Life::new(seed, length);
        for (ours, theirs) in [
            (&["--all-touching"][..], "--first-parent"),
            (&["--all-touching", "--full"], "--full-history"),
        ] {
            let told = told(&life.repo, ours);
            let found: BTreeSet<String> = commits(&told).into_iter().collect();
            assert_eq!(
                found,
                listed(&life, &told, &[theirs]),
                "life {seed}, {theirs}"
            );
        }
        let moved: BTreeSet<String> = commits(&told(&life.repo, &[])).into_iter().collect();
        let all: BTreeSet<String> = commits(&told(&life.repo, &["--all-touching"]))
            .into_iter()
            .collect();
        assert!(moved.is_subset(&all));
    }
}

/// Values by unit, node and measure.
type Values = BTreeMap<[String; 3], Value>;

/// What `score` says of a commit that is checked out.
fn scored(life: &Life, commit: &str) -> (Values, BTreeSet<String>) {
    life.repo.git(&["checkout", "--quiet", "--detach", commit]);
    let ran = run(life.repo.folder(), &["score", "--format", "json"]);
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    let (mut values, mut broken) = (Values::new(), BTreeSet::new());
    for one in told["assessments"].as_array().unwrap() {
        let unit = one["unit"].as_str().unwrap_or("?").to_owned();
        if one["broken"] == true {
            broken.insert(one["path"].as_str().unwrap().to_owned());
        }
        for node in one["nodes"].as_array().into_iter().flatten() {
            for (measure, value) in node["measures"].as_object().unwrap() {
                if !value.is_null() {
                    let key = [
                        unit.clone(),
                        node["id"].as_str().unwrap().to_owned(),
                        measure.clone(),
                    ];
                    values.insert(key, value["value"].clone());
                }
            }
        }
    }
    (values, broken)
}

/// Takes what a commit did into account.
fn follow(values: &mut Values, paths: &mut BTreeMap<String, String>, entry: &Value) {
    for one in entry["assessments"].as_array().unwrap() {
        let base = one["base_path"].as_str().or(one["path"].as_str()).unwrap();
        let unit = one["unit"]
            .as_str()
            .map(str::to_owned)
            .or_else(|| paths.get(base).cloned())
            .unwrap();
        if let Some(path) = one["path"].as_str() {
            paths.insert(path.to_owned(), unit.clone());
        }
        if one["broken"] == true || one["status"] == "removed" {
            values.retain(|key, _| key[0] != unit);
            continue;
        }
        if one["base_broken"] == true {
            // Held against an older state, of which the others still stand.
            continue;
        }
        for measure in one["measures"].as_array().unwrap() {
            let text = |key: &str| measure[key].as_str().unwrap().to_owned();
            let key = [unit.clone(), text("node"), text("measure")];
            match &measure["to"] {
                Value::Null => values.remove(&key),
                to => values.insert(key, to["value"].clone()),
            };
        }
    }
}

#[test]
fn values_are_those_of_each_commit_checked_out() {
    for (seed, length) in LIVES {
        let life = Life::new(seed, length);
        let told = told(&life.repo, &["--all-touching"]);
        let (mut values, mut paths) = (Values::new(), BTreeMap::new());
        for entry in told["entries"].as_array().unwrap().iter().rev() {
            let commit = entry["commit"].as_str().unwrap();
            follow(&mut values, &mut paths, entry);
            let (expected, broken) = scored(&life, commit);
            let mended = entry["assessments"].as_array().unwrap().iter();
            let mut mended =
                mended.filter(|one| one["base_broken"] == true && one["broken"] == false);
            if let Some(one) = mended.next() {
                // Values are told from the last state that could be read: take all of them.
                let unit = one["unit"].as_str().unwrap();
                for measure in one["measures"].as_array().unwrap() {
                    let key = [
                        unit,
                        measure["node"].as_str().unwrap(),
                        measure["measure"].as_str().unwrap(),
                    ]
                    .map(str::to_owned);
                    assert_eq!(
                        expected.get(&key),
                        Some(&measure["to"]["value"]),
                        "life {seed}, {commit}"
                    );
                }
                values = expected.clone();
            }
            assert_eq!(values, expected, "life {seed}, {commit}: {entry:#}");
            let told_broken = entry["assessments"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|one| one["broken"] == true);
            for one in told_broken {
                assert!(broken.contains(one["path"].as_str().unwrap()));
            }
        }
        life.repo.git(&["checkout", "--quiet", "main"]);
    }
}

#[test]
fn what_is_kept_changes_nothing() {
    for (seed, length) in LIVES {
        let life = Life::new(seed, length);
        for words in [
            &["-p"][..],
            &["--full", "--all-touching"],
            &["--scored-with", "now"],
        ] {
            let words = [words, &["--format", "json"]].concat();
            let bare = log(&life.repo, &[&words[..], &["--no-cache"]].concat()).stdout;
            // From an older commit on, so that the newer ones are added to what is kept.
            log(&life.repo, &[&words[..], &["--at", "HEAD~5"]].concat());
            for _ in 0..2 {
                assert_eq!(
                    log(&life.repo, &words).stdout,
                    bare,
                    "life {seed} {words:?}"
                );
            }
            life.repo
                .git(&["commit-graph", "write", "--reachable", "--changed-paths"]);
            assert_eq!(
                log(&life.repo, &[&words[..], &["--no-cache"]].concat()).stdout,
                bare
            );
        }
    }
}

#[test]
fn damage_to_what_is_kept_changes_nothing() {
    let life = Life::new(9, 16);
    let bare = log(&life.repo, &["-p", "--no-cache"]).stdout;
    log(&life.repo, &["-p"]);
    for name in ["steps", "walks"] {
        let path = life.repo.folder().join(".git/rungs").join(name);
        let whole = std::fs::read(&path).unwrap();
        for at in (0..whole.len()).step_by(whole.len() / 12) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x55;
            std::fs::write(&path, &bytes).unwrap();
            assert_eq!(log(&life.repo, &["-p"]).stdout, bare, "{name} at {at}");
            std::fs::write(&path, &whole[..at]).unwrap();
            assert_eq!(log(&life.repo, &["-p"]).stdout, bare, "{name} cut at {at}");
        }
    }
}

#[test]
fn blame_is_a_replay_of_what_was_done() {
    for (seed, length) in LIVES {
        let life = Life::new(seed, length);
        let tip = life.repo.git(&["rev-parse", "HEAD"]);
        for unit in ["acme", "bolt"] {
            if life.states[&tip][unit].broken {
                continue;
            }
            let ran = run(life.repo.folder(), &["blame", unit, "--format", "json"]);
            assert_eq!(ran.exit, 0, "{}", ran.stderr);
            let told: Value = serde_json::from_str(&ran.stdout).unwrap();
            let mut found = BTreeMap::new();
            for one in told["items"].as_array().unwrap() {
                let text = |key: &str| one[key].as_str().unwrap().to_owned();
                found.insert([text("item"), text("field")], text("commit"));
            }
            let mut expected = BTreeMap::new();
            let state = &life.states[&tip][unit];
            for at in 0..3 {
                for (facet, name) in FACETS.iter().enumerate() {
                    if state.says[at][facet].is_some() {
                        let key = [state.item(at).to_owned(), (*name).to_owned()];
                        expected.insert(key, replayed(&life, &tip, unit, (at, facet)));
                    }
                }
            }
            assert_eq!(
                found,
                expected,
                "life {seed}, {unit}\n{}",
                log(&life.repo, &["-p", "--full"]).stdout
            );
        }
    }
}

/// The commit that last changed something, passing by merges of which a parent says the
/// same.
fn replayed(life: &Life, commit: &str, unit: &str, (at, facet): (usize, usize)) -> String {
    let now = &life.says(commit, unit, at)[facet];
    for parent in life.parents(commit) {
        if life.says(&parent, unit, at)[facet] == *now {
            return replayed(life, &parent, unit, (at, facet));
        }
    }
    commit.to_owned()
}
