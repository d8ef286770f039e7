use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::gate::expression::{Problem, holds, one_line};
use crate::gate::{Breach, Gate, Scene, Subject};
use crate::model::GateDeclaration;

/// Characters of an expression that a condition shows.
const LONGEST_SHOWN: usize = 160;

pub(crate) static GATE: Gate = Gate {
    rule: &Rule {
        id: "expression",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "An expression in the Common Expression Language (`require`) is not true for an assessment, cannot be computed, or could take too long. It sees `unit`, `model` (id, version), `as_of`, `today`, `nodes` and `measures` (by id: value, number, level), `practices` (id, title, node, level, state, answer, score, target, target_score, by, owner, because, na, evidence, facets), `changes` (item, field, from, to, direction, regression) and `has_base`; places, levels and facets of the gate choose the practices and changes. `docs/guide/expressions.md` has all of it.",
            why: "A team has conditions of its own that no ready gate has.",
            example: "gates:\n  - rule: expression\n    name: no-na-in-threat\n    node: THREAT\n    require: practices.all(p, p.state != \"not_applicable\")",
            instead: "change what the expression asks for, or add a waiver with a reason, an owner and a last day",
        },
    },
    options: &["require"],
    needs: &[&["require"]],
    condition,
    run,
};

fn condition(gate: &GateDeclaration) -> String {
    let text = gate.require.as_ref().map_or("?", |text| &text.value);
    let text = one_line(text);
    match text.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("`{}…` is true", text.get(..end).unwrap_or_default()),
        None => format!("`{text}` is true"),
    }
}

fn run(scene: &Scene<'_>, breaches: &mut Vec<Breach>) {
    let Some(require) = &scene.gate.require else {
        return;
    };
    let name = scene.gate.name.as_ref().map(|name| &name.value);
    let name = name.map_or_else(|| "the expression".to_owned(), |name| format!("`{name}`"));
    let breach = |message: String, value: &str| {
        let place = scene.place(scene.head.assessment.unit.at);
        let breach = Breach::new(Subject::Assessment, place, message).value(value);
        match scene.gate.name {
            Some(_) => breach,
            // Two gates without a name are told apart by what they ask for.
            None => breach.aspect(require.value.as_str()),
        }
    };
    match holds(&require.value, scene) {
        Ok(true) => {}
        Ok(false) => {
            let message = format!(
                "{name} is not kept: {}",
                condition(scene.gate).replace(" is true", " is false")
            );
            breaches.push(breach(message, "false"));
        }
        Err(problem) => {
            let Problem { message, help, .. } = &problem;
            let place = placed(&require.value, problem.offset);
            let message = format!("{name} cannot be judged: {message} ({place})");
            let breach = breach(message, "error");
            breaches.push(match help {
                Some(help) => breach.help(help),
                None => breach,
            });
        }
    }
}

/// Where something stands in an expression, for people.
fn placed(text: &str, offset: usize) -> String {
    let before = text.get(..offset).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(start..).unwrap_or_default().chars().count() + 1;
    match text.contains('\n') {
        true => format!("line {line}, character {column} of the expression"),
        false => format!("character {column} of the expression"),
    }
}
