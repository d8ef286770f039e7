use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::diff::{Change, Field, Subject as Changed};
use crate::gate::{Breach, Gate, Scene, Subject};
use crate::model::{Answer, GateDeclaration, ItemIndex};

pub(crate) static GATE: Gate = Gate {
    rule: &Rule {
        id: "rationale-required",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "An answer moved since the base, and `because` is not there or says the same as before. For one that is not applicable the reason counts.",
            why: "Who reads the history wants to know why, and the old reason was for the old answer.",
            example: "ASSET-1.b: largely   # partially at the base",
            instead: "ASSET-1.b: {answer: largely, because: alerts reach us within the hour since the new feed}",
        },
    },
    options: &[],
    needs: &[],
    condition,
    run,
};

fn condition(_: &GateDeclaration) -> String {
    "an answer that moves says why".to_owned()
}

fn run(scene: &Scene<'_>, breaches: &mut Vec<Breach>) {
    let Some(earlier) = scene.earlier else {
        return;
    };
    for change in earlier.changes.iter().flatten() {
        let Changed::Item {
            base,
            head: Some(item),
        } = change.subject
        else {
            continue;
        };
        let moved = matches!(change.field, Field::Answer | Field::NotApplicable);
        if !moved || change.to.is_none() || !scene.touches(&change.subject) {
            continue;
        }
        let before =
            base.and_then(|base| earlier.side.resolved.answer(earlier.side.assessment, base));
        breaches.extend(breach(scene, change, item, before));
    }
}

fn breach(
    scene: &Scene<'_>,
    change: &Change,
    item: ItemIndex,
    before: Option<&Answer>,
) -> Option<Breach> {
    let answer = scene.answer(item)?;
    let reason = reason(answer);
    let was = before.and_then(self::reason);
    let id = &scene.head.model.item(item).id;
    let message = match reason {
        None => format!("`{id}` moved and does not say why"),
        Some(reason) if was == Some(reason) => {
            format!("`{id}` moved and gives the reason of before")
        }
        Some(_) => return None,
    };
    let from = change.from.as_deref().unwrap_or("unanswered");
    let to = change.to.as_deref().unwrap_or("unanswered");
    let breach = Breach::new(
        Subject::Practice(id.clone()),
        scene.place(answer.id.at),
        message,
    );
    Some(breach.value(format!("{from} to {to}")).help(format!(
        "say under `because` why `{id}` went from {from} to {to}"
    )))
}

fn reason(answer: &Answer) -> Option<&str> {
    let na = answer.na.as_ref().and_then(|na| na.value.as_deref());
    let because = answer
        .because
        .as_ref()
        .map(|because| because.value.as_str());
    let said = na.or(because).map(str::trim);
    said.filter(|said| !said.is_empty())
}
