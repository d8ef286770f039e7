use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::diff::Field;
use crate::history::audit::scene::is_answer;
use crate::history::audit::{Audited, ChangedAnswer, Check, Irregularity, Scene};
use crate::history::{Altered, Moved};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "grounds-removed",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "An answer that stayed as it was while its evidence or its rationale was taken away. Where the rationale says something else now, it is a note. Found by `rungs audit`.",
            why: "The answer was believed for what stood beside it.",
            example: "THREAT-1.a: {answer: fully, evidence: [docs/feed.md]}\n# later\nTHREAT-1.a: {answer: fully}",
            instead: "replace evidence that is out of date by newer evidence, or change the answer",
        },
    },
    run,
};

fn run<'s>(scene: &Scene<'s>, found: &mut Vec<Irregularity<'s>>) {
    for commit in scene.line.iter().filter(|one| one.inside) {
        for moved in &commit.step.moved {
            for group in moved.changes.chunk_by(|one, next| one.item == next.item) {
                found.extend(taken(commit, moved, group));
            }
        }
    }
}

/// What the changes of one practice took away from an answer that stayed.
fn taken<'s>(commit: &'s Audited, moved: &Moved, changes: &[Altered]) -> Option<Irregularity<'s>> {
    let stays = |one: &Altered| !is_answer(one) && one.field != Field::Item;
    let item = changes.first()?.item.as_deref()?;
    if !changes.iter().all(stays) {
        return None;
    }
    let of = |field: Field| changes.iter().filter(move |one| one.field == field);
    let lost = |one: &&Altered| one.from.is_some() && one.to.is_none();
    let renewed = of(Field::Evidence).any(|one| one.to.is_some());
    let evidence: Vec<&Altered> = of(Field::Evidence)
        .filter(lost)
        .filter(|_| !renewed)
        .collect();
    let because = of(Field::Because).find(|one| one.from.is_some());
    let (level, message) = match (&evidence[..], because) {
        ([], None) => return None,
        ([], Some(because)) if because.to.is_some() => (
            Level::Note,
            format!("`{item}` stayed, and its rationale says something else"),
        ),
        ([], Some(_)) => (
            Level::Warn,
            format!("`{item}` stayed, and its rationale was taken away"),
        ),
        (_, Some(because)) if because.to.is_none() => (
            Level::Warn,
            format!("`{item}` stayed, and its evidence and its rationale were taken away"),
        ),
        _ => (
            Level::Warn,
            format!("`{item}` stayed, and its evidence was taken away"),
        ),
    };
    let told = evidence.into_iter().chain(because);
    let one = Irregularity {
        changes: told
            .map(|change| ChangedAnswer::of(moved, change))
            .collect(),
        ..Irregularity::of_commit(&CHECK.rule, (commit, None), message)
    };
    Some(one.lowered(level))
}
