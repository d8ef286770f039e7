use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::diff::{Direction, Field};
use crate::history::audit::scene::not_applicable;
use crate::history::audit::{Check, Irregularity, Scene};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "answer-without-evidence",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "An answer that was changed and rests on no evidence afterwards. Where it was not raised, it is a note. Found by `rungs audit`.",
            why: "What nobody can look at is a claim. A lower answer claims less.",
            example: "THREAT-1.a: {answer: fully, because: the feed runs every night}",
            instead: "THREAT-1.a: {answer: fully, because: the feed runs every night, evidence: [docs/feed.md]}",
        },
    },
    run,
};

fn run<'s>(scene: &Scene<'s>, found: &mut Vec<Irregularity<'s>>) {
    for given in scene.given() {
        let change = given.change;
        let grounds = change.grounds.as_ref();
        let bare = grounds.is_none_or(|grounds| grounds.evidence == 0);
        // What is gone or does not apply has nothing to show.
        let applies = change.to.is_some() && !not_applicable(change.to.as_deref());
        if !bare || !applies || !matches!(change.field, Field::Answer | Field::NotApplicable) {
            continue;
        }
        let item = change.item.as_deref().unwrap_or_default();
        let to = change.to.as_deref().unwrap_or_default();
        let message = format!("`{item}` is {to} and rests on no evidence");
        let one = Irregularity::of_answer(&CHECK.rule, &given, message);
        found.push(match change.direction {
            Direction::Up => one,
            Direction::Down | Direction::Neither => one.lowered(Level::Note),
        });
    }
}
