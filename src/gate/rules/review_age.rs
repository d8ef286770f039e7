use std::collections::BTreeSet;

use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::gate::{Breach, Gate, Scene, Subject, words};
use crate::model::{At, GateDeclaration, ItemIndex, Spanned};
use crate::value::Date;

pub(crate) static GATE: Gate = Gate {
    rule: &Rule {
        id: "review-age",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "More than `days` have gone by since a node was assessed. The day is that of `assessed` at the node or the nearest one above it, else `as_of`. No day at all does not pass.",
            why: "Answers that nobody has looked at for long say how it was, not how it is.",
            example: "gates:\n  - {rule: review-age, days: 365}\n\nas_of: 2024-10-01",
            instead: "look at the answers again, then move `as_of`, or the node's day under `assessed`",
        },
    },
    options: &["days"],
    needs: &[&["days"]],
    condition,
    run,
};

fn condition(gate: &GateDeclaration) -> String {
    let days = gate.days.as_ref().map_or(0, |days| days.value);
    let days = words::days(i64::from(days));
    format!(
        "{} was last looked at no more than {days} ago",
        words::practices(gate)
    )
}

fn run(scene: &Scene<'_>, breaches: &mut Vec<Breach>) {
    let Some(most) = scene.gate.days.as_ref().map(|days| i64::from(days.value)) else {
        return;
    };
    let dated: BTreeSet<Option<usize>> = scene
        .practices_in_scope()
        .map(|item| dated_by(scene, item))
        .collect();
    for entry in dated {
        breaches.extend(breach(scene, entry, most));
    }
}

/// The entry under `assessed` that gives a practice its day, by its position: that
/// of the nearest node upwards. Nothing where `as_of` does.
fn dated_by(scene: &Scene<'_>, item: ItemIndex) -> Option<usize> {
    let model = scene.head.model;
    let entries = &scene.head.assessment.assessed;
    let of_node = |node| {
        entries
            .iter()
            .position(|(id, _)| model.find(&id.value) == Some(node))
    };
    model.upwards(item).find_map(of_node)
}

/// A day that is too long ago, or none at all.
fn breach(scene: &Scene<'_>, entry: Option<usize>, most: i64) -> Option<Breach> {
    let assessment = scene.head.assessment;
    let entry = entry.and_then(|entry| assessment.assessed.get(entry));
    let subject = match entry {
        None => Subject::Assessment,
        Some((node, _)) => {
            let node = scene.head.model.find(&node.value)?;
            Subject::item(scene.head.model, node)
        }
    };
    let what = match &subject {
        Subject::Assessment => "the assessment was".to_owned(),
        Subject::Node(id) | Subject::Practice(id) => format!("`{id}` was"),
    };
    let day = entry.map(|(_, day)| day).or(assessment.as_of.as_ref());
    let Some((written, date)) = day.and_then(|day| Some((day, Date::parse(&day.value)?))) else {
        return Some(undated(scene, subject, &what, day));
    };
    let age = scene.today.days_since(date);
    if age <= most {
        return None;
    }
    let ago = words::days(age);
    let message = format!("{what} last looked at {ago} ago, on {date}");
    let place = scene.place(written.at);
    let breach = Breach::new(subject, place, message).value(format!("{ago} ago"));
    Some(breach.help(match entry {
        None => "look at the answers again, then move `as_of`",
        Some(_) => "look at its answers again, then move its day under `assessed`",
    }))
}

fn undated(
    scene: &Scene<'_>,
    subject: Subject,
    what: &str,
    day: Option<&Spanned<String>>,
) -> Breach {
    let message = format!("nothing says when {what} last looked at");
    let at: At = day.map_or(scene.head.assessment.unit.at, |day| day.at);
    Breach::new(subject, scene.place(at), message)
        .aspect("no day")
        .value("no day")
        .help("add `as_of:` with the day the answers describe, written YYYY-MM-DD")
}
