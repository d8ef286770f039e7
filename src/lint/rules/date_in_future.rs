use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, ObservationScene, Run, Scene};
use crate::value::Date;

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "date-in-future",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "A day on which something is said to have happened that lies after today: `as_of`, `assessed`, the `recorded` of evidence, the `date` of an observation.",
            why: "Nothing can have been assessed or recorded tomorrow; mostly a year is wrong.",
            example: "evidence:\n  - {note: walkthrough, recorded: 2062-09-20}",
            instead: "evidence:\n  - {note: walkthrough, recorded: 2026-09-20}",
        },
    },
    run: Run::Both(run, run_observations),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for date in scene.assessment.dates().filter(|date| date.past) {
        let Some(day) = scene.date(Some(date.written)) else {
            continue;
        };
        if day > scene.today {
            let message = after_today(day, scene.today);
            let place = scene.place(date.written.at);
            findings.push(Diagnostic::new(&LINT.rule, place, message));
        }
    }
}

fn run_observations(scene: &ObservationScene<'_>, findings: &mut Vec<Diagnostic>) {
    for value in &scene.observations.values {
        let day = Date::parse(&value.date.value);
        if let Some(day) = day.filter(|day| *day > scene.today) {
            let place = scene.observations.place(value.date.at);
            let message = after_today(day, scene.today);
            findings.push(Diagnostic::new(&LINT.rule, place, message));
        }
    }
}

fn after_today(day: Date, today: Date) -> String {
    format!("{day} lies after today, {today}")
}
