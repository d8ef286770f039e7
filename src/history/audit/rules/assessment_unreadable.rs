use std::collections::BTreeMap;

use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::history::Moved;
use crate::history::audit::{Audited, ChangedAnswer, Check, Irregularity, Scene};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "assessment-unreadable",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "A commit from which on an assessment, or the configuration, could not be read. What was changed meanwhile is shown at the commit that mended it. Found by `rungs audit`.",
            why: "As long as a file is broken nobody sees what changes in it, and no gate looks at its numbers.",
            example: "2026-03-02  assessments/acme.yaml:14: a `:` is missing\n2026-03-09  it can be read again",
            instead: "let `rungs validate` run before a merge",
        },
    },
    run,
};

fn run<'s>(scene: &Scene<'s>, found: &mut Vec<Irregularity<'s>>) {
    // Where each assessment that is broken now stands among what was found.
    let mut open: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for commit in scene.line {
        let notes = commit.step.notes.iter().filter(|_| commit.inside);
        for note in notes.filter(|note| note.contains("broken")) {
            let one = Irregularity::of_commit(&CHECK.rule, (commit, None), note.clone());
            found.push(one);
        }
        for moved in &commit.step.moved {
            let was = moved.base_path.clone().or_else(|| moved.path.clone());
            let was = was.unwrap_or_default();
            let is = moved.path.clone().unwrap_or_default();
            if let Some(why) = &moved.broken {
                let known = open.remove(&was).filter(|_| moved.base_broken);
                let new = known.unwrap_or_else(|| begun(commit, moved, why, found));
                open.insert(is, new);
            } else if moved.base_broken {
                let begun = open.remove(&was).flatten();
                ended(commit, moved, begun, found);
            }
        }
    }
}

/// The beginning of a time in which something is broken.
fn begun<'s>(
    commit: &'s Audited,
    moved: &Moved,
    why: &str,
    found: &mut Vec<Irregularity<'s>>,
) -> Option<usize> {
    if !commit.inside {
        return None;
    }
    let message = format!("it could not be read from here on: {why}");
    found.push(Irregularity {
        changes: vec![ChangedAnswer::whole(moved)],
        ..Irregularity::of_commit(&CHECK.rule, (commit, None), message)
    });
    Some(found.len() - 1)
}

/// Its end, which is told at its beginning where that lies in the period.
fn ended<'s>(
    commit: &'s Audited,
    moved: &Moved,
    begun: Option<usize>,
    found: &mut Vec<Irregularity<'s>>,
) {
    match begun.and_then(|at| found.get_mut(at)) {
        Some(one) => one.related.push((commit, "can be read again".to_owned())),
        None if commit.inside => found.push(Irregularity {
            changes: vec![ChangedAnswer::whole(moved)],
            ..Irregularity::of_commit(
                &CHECK.rule,
                (commit, None),
                "it could not be read until here".to_owned(),
            )
        }),
        None => {}
    }
}
