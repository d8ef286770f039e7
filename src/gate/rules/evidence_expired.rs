use crate::diagnostic::Level;
use crate::gate::{Breach, Gate, Scene, Subject};
use crate::lint::EVIDENCE_EXPIRED;
use crate::model::{Evidence, GateDeclaration, ItemIndex, State};
use crate::value::Date;

pub(crate) static GATE: Gate = Gate {
    rule: EVIDENCE_EXPIRED,
    options: &["days"],
    needs: &[],
    condition,
    run,
};

fn condition(gate: &GateDeclaration) -> String {
    match &gate.days {
        Some(days) => format!(
            "no evidence has expired; {} days before it warns",
            days.value
        ),
        None => "no evidence has expired".to_owned(),
    }
}

fn run(scene: &Scene<'_>, breaches: &mut Vec<Breach>) {
    for item in scene.practices() {
        let counts = matches!(
            scene.head.resolved.state(item),
            State::Value(_) | State::NotApplicable
        );
        let Some(answer) = scene.answer(item).filter(|_| counts) else {
            continue;
        };
        let pieces = answer.evidence.iter();
        breaches.extend(pieces.filter_map(|piece| breach(scene, item, piece)));
    }
}

fn breach(scene: &Scene<'_>, item: ItemIndex, piece: &Evidence) -> Option<Breach> {
    let expires = piece.expires.as_ref()?;
    let day = Date::parse(&expires.value)?;
    let left = day.days_since(scene.today);
    let ahead = scene
        .gate
        .days
        .as_ref()
        .map_or(0, |days| i64::from(days.value));
    let id = &scene.head.model.item(item).id;
    let message = match left {
        ..0 => format!("the evidence for `{id}` expired on {day}"),
        _ if left < ahead => format!("the evidence for `{id}` expires on {day}"),
        _ => return None,
    };
    let known_by = piece.reference.as_ref().map(|reference| &reference.value);
    let known_by = known_by.or(piece.note.as_ref());
    let breach = Breach::new(
        Subject::Practice(id.clone()),
        scene.place(expires.at),
        message,
    );
    Some(Breach {
        level: (left >= 0).then_some(Level::Warn),
        ..breach
            .aspect(known_by.map_or("evidence", String::as_str))
            .value(day.to_string())
            .help("look at it again and record it anew")
    })
}
