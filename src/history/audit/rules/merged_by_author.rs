use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::history::audit::person::{authors, is_forge, same};
use crate::history::audit::{Audited, Check, Irregularity, Scene};
use crate::source::git::Person;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "merged-by-author",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "A merge, or a commit that names a pull request, which changed answers and was committed by one of the authors of those changes: one address, or one name. Where the identity of a forge committed, who merged is unknown, and that is a note. Found by `rungs audit`.",
            why: "Nobody else had to look. Whether somebody approved is in no commit: ask the forge.",
            example: "Author of the changes: Ann   Committer of the merge: Ann",
            instead: "let the forge require the approval of somebody else",
        },
    },
    run,
};

fn run<'s>(scene: &Scene<'s>, found: &mut Vec<Irregularity<'s>>) {
    for commit in scene.counting() {
        if !commit.merges() && commit.request().is_none() {
            continue;
        }
        let merger = &commit.details.committer;
        if is_forge(merger) {
            let message = format!(
                "who merged is unknown: {} <{}> committed",
                merger.name, merger.email
            );
            let one = Irregularity::of_commit(&CHECK.rule, (commit, None), message);
            found.push(one.lowered(Level::Note));
        } else if makers(commit).iter().any(|maker| same(maker, merger)) {
            let message = format!("{} merged what they wrote", merger.name);
            let own = commit.brought.iter();
            let own = own.filter(|one| authors(&one.details).iter().any(|one| same(one, merger)));
            let related = own.map(|one| (one, "written by the same".to_owned()));
            found.push(Irregularity {
                related: related.collect(),
                ..Irregularity::of_commit(&CHECK.rule, (commit, None), message)
            });
        }
    }
}

/// Who wrote the changes: the authors of what was brought in, and that of the commit
/// itself where some change is in nothing that it brought in.
fn makers(commit: &Audited) -> Vec<Person> {
    let mut makers: Vec<Person> = Vec::new();
    for one in &commit.brought {
        makers.extend(authors(&one.details));
    }
    let made = |unit: Option<&str>, item: Option<&str>| commit.makers(unit, item).is_empty();
    let changes = commit.changes();
    let mut own = changes.iter();
    if own.any(|one| made(one.unit.as_deref(), one.item.as_deref())) {
        makers.extend(authors(&commit.details));
    }
    makers
}
