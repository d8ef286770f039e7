use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::history::audit::{Check, Irregularity, Scene, Standing};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "history-rewritten",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "A commit that was recorded as part of this history, given with `--anchor`, and is not part of it any more. Where a shallow clone cuts the history off before it, it is a warning. Found by `rungs audit`.",
            why: "Somebody replaced history that had been looked at. Without a commit written down outside of the repository nobody can tell.",
            example: "rungs audit --anchor 4f0c1d7…   # last year's report ends with this commit",
            instead: "find out who pushed over the branch; write the last commit of every report down where the repository cannot reach",
        },
    },
    run,
};

fn run<'s>(scene: &Scene<'s>, found: &mut Vec<Irregularity<'s>>) {
    for anchor in scene.anchors {
        let (level, message) = match anchor.standing {
            Standing::Held => continue,
            Standing::Left => (
                Level::Deny,
                "it was part of this history and is not any more",
            ),
            Standing::Absent => (Level::Deny, "it is not in this repository any more"),
            Standing::CutOff => (
                Level::Warn,
                "a shallow clone cuts the history off before it could be found",
            ),
        };
        found.push(Irregularity {
            rule: &CHECK.rule,
            level,
            message: message.to_owned(),
            commit: None,
            anchor: Some(anchor),
            merge: None,
            changes: Vec::new(),
            related: Vec::new(),
        });
    }
}
