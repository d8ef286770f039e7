use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};
use crate::model::Target;
use crate::score::{Engine, measure_reached};
use crate::value::Date;

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "target-overdue",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "A target whose day (`by`) is over and that is not reached: of a practice, or of a measure at a node.",
            why: "A promise was not kept, or was kept and not recorded.",
            example: "ASSET-1.b: {answer: partially, target: {answer: largely, by: 2025-12-31}}",
            instead: "raise the answer on evidence, or agree on a new day",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for (answer, item, _) in scene.known_answers() {
        let Some(target) = &answer.target else {
            continue;
        };
        let Some(day) = past(scene, target.by.as_ref()) else {
            continue;
        };
        if scene.resolved.out.get(item.0).copied().unwrap_or(false) {
            continue;
        }
        let wanted = scene.score_of(item, &target.answer.value.text);
        let current = answer
            .answer
            .as_ref()
            .and_then(|value| scene.score_of(item, &value.value.text));
        let negative = scene.model.item(item).negative;
        let reached = match (&current, &wanted) {
            (Some(current), Some(wanted)) if negative => current <= wanted,
            (Some(current), Some(wanted)) => current >= wanted,
            (None, Some(_)) => answer.na.is_some(),
            (_, None) => true,
        };
        if !reached {
            let message = format!(
                "`{}` was to be `{}` by {day}",
                answer.id.value, target.answer.value.text
            );
            let at = target.by.as_ref().map_or(target.answer.at, |by| by.at);
            findings.push(
                Diagnostic::new(&LINT.rule, scene.place(at), message)
                    .help("raise the answer on evidence, or agree on a new day"),
            );
        }
    }
    let due = scene
        .assessment
        .targets
        .iter()
        .filter_map(|target| Some((target, past(scene, target.by.as_ref())?)));
    let due: Vec<(&Target, Date)> = due.collect();
    if due.is_empty() {
        return;
    }
    let engine = Engine::new(scene.model, scene.assessment, scene.resolved);
    for (target, day) in due {
        if measure_reached(&engine, target) == Some(false) {
            let message = format!(
                "`{}` of {} was to be at least {} by {day}",
                target.measure.value, target.node.value, target.at_least.value
            );
            let at = target.by.as_ref().map_or(target.at_least.at, |by| by.at);
            findings.push(
                Diagnostic::new(&LINT.rule, scene.place(at), message)
                    .help("reach it, or agree on a new day"),
            );
        }
    }
}

fn past(scene: &Scene<'_>, by: Option<&crate::model::Spanned<String>>) -> Option<Date> {
    scene.date(by).filter(|day| *day < scene.today)
}
