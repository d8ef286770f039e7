//! The walk over history, compared with what `git log` says of repositories that
//! git made.

mod details;
mod edges;
mod graphs;
mod random;
mod script;
mod shapes;

use std::collections::{BTreeMap, BTreeSet};

use rungs::source::git::{Before, GitId, Repository, Walk, WalkMode, WalkRequest};

use crate::git::Repo;
use script::SUBMODULE;

const MODES: [(WalkMode, &[&str]); 3] = [
    (WalkMode::FirstParent, &["--first-parent"]),
    (WalkMode::Full, &["--full-history"]),
    (WalkMode::Simplified, &[]),
];

/// What makes a walk faster: nothing, the commit-graph, Bloom filters too.
const FAST: [(bool, bool); 3] = [(false, false), (true, false), (true, true)];

/// A walk from HEAD.
fn walk(repo: &Repo, paths: &[&str], mode: WalkMode, fast: (bool, bool)) -> Walk {
    let repository = repo.open();
    let tip = repository.commit("HEAD").unwrap().id;
    walk_from(&repository, tip, (paths, mode, fast), None)
}

/// A walk from a commit, by the help of another one.
fn walk_from(
    repository: &Repository,
    tip: GitId,
    (paths, mode, fast): (&[&str], WalkMode, (bool, bool)),
    before: Option<Before<'_>>,
) -> Walk {
    let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
    let request = WalkRequest {
        tip,
        paths: &paths,
        mode,
        commit_graph: fast.0,
        bloom: fast.1,
        before,
    };
    repository.walk(&request, &|_| {}).unwrap()
}

/// Commits of a history that are taken for the end of a walk done before.
const MOST_BEFORE: usize = 12;

/// With the help of a walk from any of the commits the result is the same.
fn check_before(repo: &Repo, plain: &Walk, asked: (&[&str], WalkMode, (bool, bool))) {
    let repository = repo.open();
    let tip = repository.commit("HEAD").unwrap().id;
    let listed = repo.git(&["rev-list", "--all"]);
    let apart = listed.lines().count().div_ceil(MOST_BEFORE).max(1);
    for id in listed.lines().step_by(apart) {
        let id = repository.commit(id).unwrap().id;
        let older = walk_from(&repository, id, asked, None);
        let before = Before {
            tip: id,
            walk: &older,
        };
        let found = walk_from(&repository, tip, asked, Some(before));
        assert_eq!(found, *plain, "{asked:?} after {id}");
    }
}

fn ids(walk: &Walk) -> Vec<String> {
    let touches = walk.touches.iter();
    touches.map(|touch| touch.commit.to_string()).collect()
}

/// Ids of the commits that git shows.
fn shown(repo: &Repo, words: &[&str], paths: &[&str]) -> BTreeSet<String> {
    let mut all = vec!["log", "--format=%H"];
    all.extend_from_slice(words);
    all.extend(["HEAD", "--"]);
    let everything = paths
        .iter()
        .map(|path| if path.is_empty() { ":/" } else { *path });
    all.extend(everything);
    repo.git(&all).lines().map(str::to_owned).collect()
}

/// Compares walks over a repository with `git log`, in each mode, with and without
/// the commit-graph and Bloom filters that it may have.
fn check(repo: &Repo, paths: &[&str]) {
    let known = Known::of(repo, paths);
    for (mode, words) in MODES {
        let plain = walk(repo, paths, mode, (false, false));
        let ours: BTreeSet<String> = ids(&plain).into_iter().collect();
        assert_eq!(ours.len(), plain.touches.len(), "{mode:?}: each once");
        assert_eq!(ours, shown(repo, words, paths), "{mode:?} {paths:?}");
        for fast in FAST {
            assert_eq!(walk(repo, paths, mode, fast), plain, "{mode:?} {fast:?}");
        }
        check_before(repo, &plain, (paths, mode, (true, true)));
        known.check(&plain, mode);
    }
}

/// What git knows of each commit of HEAD.
struct Known {
    parents: BTreeMap<String, Vec<String>>,
    /// The root tree, and what stands at the paths.
    at: BTreeMap<String, (String, Vec<Option<String>>)>,
}

impl Known {
    fn of(repo: &Repo, paths: &[&str]) -> Self {
        let listed = repo.git(&["rev-list", "--parents", "HEAD"]);
        let lines = listed.lines().map(|line| {
            let mut ids = line.split(' ').map(str::to_owned);
            (ids.next().unwrap(), ids.collect())
        });
        let parents: BTreeMap<String, Vec<String>> = lines.collect();
        let mut asked = String::new();
        for commit in parents.keys() {
            for path in [&[""], paths].concat() {
                asked += &format!("{commit}:{path}\n");
            }
        }
        let words = ["cat-file", "--batch-check=%(objectname)"];
        let told = repo.git_reading(&words, asked.as_bytes());
        let empty = repo.tree(&[]);
        let mut told = told.lines().map(|line| {
            // What is missing is told by its name, the commit of a submodule too.
            let id = line.split(' ').next().unwrap();
            (!id.contains(':') && id != empty).then(|| id.to_owned())
        });
        let at = parents.keys().map(|commit| {
            let tree = told.next().unwrap().unwrap_or_else(|| empty.clone());
            let at = told.by_ref().take(paths.len()).collect();
            (commit.clone(), (tree, at))
        });
        Self {
            at: at.collect(),
            parents,
        }
    }

    fn check(&self, walk: &Walk, mode: WalkMode) {
        let positions = ids(walk).into_iter().enumerate();
        let positions: BTreeMap<String, usize> = positions.map(|(at, id)| (id, at)).collect();
        for (at, touch) in walk.touches.iter().enumerate() {
            let id = touch.commit.to_string();
            self.check_places(&id, &touch.tree.to_string(), &touch.at);
            let followed = &self.parents[&id];
            let first_only = mode == WalkMode::FirstParent;
            let count = if first_only {
                followed.len().min(1)
            } else {
                followed.len()
            };
            assert_eq!(touch.parents.len(), count, "{mode:?} {id}");
            for (parent, expected) in touch.parents.iter().zip(followed) {
                assert_eq!(parent.commit.to_string(), *expected);
                self.check_places(expected, &parent.tree.to_string(), &parent.at);
                let lead = self.lead(expected, &positions);
                assert_eq!(parent.leads_to, lead, "{mode:?} {id}: {expected}");
            }
            for ancestor in self.ancestors(&id) {
                let position = positions.get(&ancestor);
                assert!(position.is_none_or(|other| *other > at), "{id} {ancestor}");
            }
        }
    }

    fn check_places(&self, commit: &str, tree: &str, at: &[Option<GitId>]) {
        let (known, places) = &self.at[commit];
        assert_eq!(tree, known);
        let told = |id: &Option<GitId>| id.map(|id| id.to_string()).filter(|id| id != SUBMODULE);
        let at: Vec<_> = at.iter().map(told).collect();
        assert_eq!(at, *places, "{commit}");
    }

    /// The touch that a commit is, or that those before it lead to which are the
    /// same.
    fn lead(&self, commit: &str, positions: &BTreeMap<String, usize>) -> Option<usize> {
        let mut commit = commit;
        loop {
            if let Some(position) = positions.get(commit) {
                return Some(*position);
            }
            let same = |parent: &&String| self.at[*parent].1 == self.at[commit].1;
            commit = self.parents[commit].iter().find(same)?;
        }
    }

    fn ancestors(&self, commit: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut next = self.parents[commit].clone();
        while let Some(id) = next.pop() {
            if found.insert(id.clone()) {
                next.extend_from_slice(&self.parents[&id]);
            }
        }
        found
    }
}
