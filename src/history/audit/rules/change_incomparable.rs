use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::history::audit::{ChangedAnswer, Check, Irregularity, Scene};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "change-incomparable",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "A commit after which an assessment is against another model, or another version of it, and nothing maps the answers of one to those of the other. Which answers changed cannot be told. Found by `rungs audit`.",
            why: "An answer can be raised under the cover of another model, and the more so where it is switched back later.",
            example: "model: house@1   # before\nmodel: keep@1    # after, with no mapping between the two",
            instead: "write the mapping, `rungs model diff OLD NEW --mapping`, and change answers in a commit of their own",
        },
    },
    run,
};

fn run<'s>(scene: &Scene<'s>, found: &mut Vec<Irregularity<'s>>) {
    for commit in scene.line.iter().filter(|one| one.inside) {
        for moved in &commit.step.moved {
            let Some(why) = &moved.incomparable else {
                continue;
            };
            found.push(Irregularity {
                changes: vec![ChangedAnswer {
                    from: moved.base_model.clone(),
                    to: moved.model.clone(),
                    ..ChangedAnswer::whole(moved)
                }],
                ..Irregularity::of_commit(
                    &CHECK.rule,
                    (commit, None),
                    format!("which answers changed cannot be told: {why}"),
                )
            });
        }
    }
}
