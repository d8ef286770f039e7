use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::history::audit::{Check, Irregularity, Scene};
use crate::source::git::Signature;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "signature-bad",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "A commit that changed answers and whose signature is bad, or made by a key that was revoked, as git's own verification says. Found by `rungs audit`.",
            why: "Somebody changed the commit after it was signed, or had a key that is not to be trusted.",
            example: "git log --format=%G? prints B or R",
            instead: "find out where the commit comes from",
        },
    },
    run,
};

fn run<'s>(scene: &Scene<'s>, found: &mut Vec<Irregularity<'s>>) {
    for commit in scene.commits() {
        let message = match commit.0.signature {
            Some(Signature::Bad) => "its signature is bad",
            Some(Signature::Revoked) => "its signature is by a key that was revoked",
            _ => continue,
        };
        found.push(Irregularity::of_commit(
            &CHECK.rule,
            commit,
            message.to_owned(),
        ));
    }
}
