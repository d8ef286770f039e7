use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::history::audit::{Check, Irregularity, Scene};
use crate::source::git::Signature;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "signature-unproven",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "A commit that changed answers and is signed in a way that proves nothing here: by a key that nobody vouches for, that is not known, that has expired, or that could not be checked. Each is told as its own state, as git's own verification says. Found by `rungs audit`.",
            why: "Until it is checked, a signature is worth as much as none.",
            example: "git log --format=%G? prints U, E, X or Y; or N, as no `gpg.ssh.allowedSignersFile` is set",
            instead: "give git the keys of those who may sign: import them into gpg, or set `gpg.ssh.allowedSignersFile`",
        },
    },
    run,
};

fn run<'s>(scene: &Scene<'s>, found: &mut Vec<Irregularity<'s>>) {
    for commit in scene.commits() {
        let message = match commit.0.signature {
            Some(Signature::Untrusted) => "its signature is good, by a key that nobody vouches for",
            Some(Signature::Expired) => "its signature is good and has expired, or its key has",
            Some(Signature::UnknownKey) => "its signature is by a key that is not known here",
            Some(Signature::Unchecked) => "its signature could not be checked here",
            _ => continue,
        };
        found.push(Irregularity::of_commit(
            &CHECK.rule,
            commit,
            message.to_owned(),
        ));
    }
}
