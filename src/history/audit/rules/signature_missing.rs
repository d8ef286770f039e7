use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::history::audit::{Check, Irregularity, Scene};
use crate::source::git::Signature;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "signature-missing",
        level: Level::Note,
        breaks: false,
        docs: RuleDocs {
            what: "A commit that changed answers and has no signature. Found by `rungs audit`.",
            why: "The names and addresses in a commit are what its author typed. A note, as most projects do not sign; a forge signs what it merges with its own key, so that a signature is not the assessor's either.",
            example: "git log --format=%G? prints N",
            instead: "git config commit.gpgSign true",
        },
    },
    run,
};

fn run<'s>(scene: &Scene<'s>, found: &mut Vec<Irregularity<'s>>) {
    for commit in scene.commits() {
        if commit.0.signature == Some(Signature::None) {
            let message = "it is not signed".to_owned();
            found.push(Irregularity::of_commit(&CHECK.rule, commit, message));
        }
    }
}
