use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::history::audit::{Check, Irregularity, Scene};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "answer-without-rationale",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "An answer that was changed without a rationale, or with the words of the answer before. An answer that was taken away has no place for one and is not meant. Found by `rungs audit`.",
            why: "The words of before speak for the answer of before.",
            example: "THREAT-1.a: {answer: fully, because: only half of the feeds}   # was: partially",
            instead: "THREAT-1.a: {answer: fully, because: all feeds since May}",
        },
    },
    run,
};

fn run<'s>(scene: &Scene<'s>, found: &mut Vec<Irregularity<'s>>) {
    for given in scene.given() {
        let change = given.change;
        let Some(to) = &change.to else { continue };
        let grounds = change.grounds.as_ref();
        if grounds.is_some_and(|grounds| grounds.fresh) {
            continue;
        }
        let said = grounds.and_then(|grounds| grounds.because.as_deref());
        let said = said.is_some_and(|said| !said.trim().is_empty());
        let item = change.item.as_deref().unwrap_or_default();
        let why = match said {
            true => "with the rationale of the answer before",
            false => "without a rationale",
        };
        let from = change.from.as_deref().unwrap_or("unanswered");
        let message = format!("`{item}` went from {from} to {to} {why}");
        found.push(Irregularity::of_answer(&CHECK.rule, &given, message));
    }
}
