use crate::diagnostic::Level;
use crate::gate::{Breach, Gate, Scene, Subject, words};
use crate::lint::{EVIDENCE_EXPIRED, RECORD_ANEW, expired};
use crate::model::{Evidence, GateDeclaration, ItemIndex};
use crate::value::Date;

pub(crate) static GATE: Gate = Gate {
    rule: &EVIDENCE_EXPIRED.rule,
    options: &["days"],
    needs: &[],
    condition,
    run,
};

fn condition(gate: &GateDeclaration) -> String {
    format!("no evidence{} is past its last day", words::within(gate))
}

fn run(scene: &Scene<'_>, breaches: &mut Vec<Breach>) {
    let ahead = scene.gate.days.as_ref().map(|days| i64::from(days.value));
    for (item, answer) in scene.answers_in_scope() {
        for evidence in &answer.evidence {
            breaches.extend(breach(scene, item, evidence, ahead));
        }
    }
}

/// Evidence that is over, or about to be.
fn breach(
    scene: &Scene<'_>,
    item: ItemIndex,
    evidence: &Evidence,
    ahead: Option<i64>,
) -> Option<Breach> {
    let expires = evidence.expires.as_ref()?;
    let day = Date::parse(&expires.value)?;
    let left = day.days_since(scene.today);
    let id = scene.id(item);
    let (message, level) = match left {
        ..0 => (expired(id, day, scene.today), None),
        left if ahead.is_none_or(|ahead| left > ahead) => return None,
        left => {
            let when = match left {
                0 => "today".to_owned(),
                left => format!("in {}", words::days(left)),
            };
            let message = format!("the evidence for `{id}` expires {when}, on {day}");
            (message, Some(Level::Warn))
        }
    };
    let known_by = evidence
        .reference
        .as_ref()
        .map(|known| known.value.as_str());
    let known_by = known_by.or(evidence.note.as_deref()).unwrap_or_default();
    let subject = Subject::Practice(id.to_owned());
    let breach = Breach::new(subject, scene.place(expires.at), message)
        .aspect(known_by)
        .value(day.to_string())
        .level(level)
        .help(RECORD_ANEW);
    Some(match level {
        None => breach.instead_of(&EVIDENCE_EXPIRED.rule),
        Some(_) => breach,
    })
}
