use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::history::audit::{Check, Irregularity, Scene};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "change-outside-merge",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "A commit of the first-parent line that changed answers, is no merge, and names no pull or merge request in its message. The first commit of a history is not meant. Found by `rungs audit`.",
            why: "What is pushed straight to the main line was reviewed by nobody there. A forge that rebases leaves the same traces: ask it.",
            example: "git commit -m \"Raise alerting\" && git push origin main",
            instead: "protect the branch, and let changes come in through pull requests",
        },
    },
    run,
};

fn run<'s>(scene: &Scene<'s>, found: &mut Vec<Irregularity<'s>>) {
    for commit in scene.counting() {
        if commit.details.parents.len() == 1 && commit.request().is_none() {
            let message = "answers were changed outside of a merge".to_owned();
            found.push(Irregularity::of_commit(
                &CHECK.rule,
                (commit, None),
                message,
            ));
        }
    }
}
