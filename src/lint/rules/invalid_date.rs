use crate::diagnostic::{Diagnostic, Level, Place, Rule, RuleDocs};
use crate::lint::{Lint, ObservationScene, Run, Scene};
use crate::value::Date;

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "invalid-date",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "A date that is not a day in the form YYYY-MM-DD.",
            why: "Expiry and due dates that cannot be read can never come due, and a value of no day is no observation.",
            example: "as_of: 2026-02-30",
            instead: "as_of: 2026-02-28",
        },
    },
    run: Run::Both(run, run_observations),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for date in scene.assessment.dates() {
        let written = date.written;
        if Date::parse(&written.value).is_none() {
            findings.push(not_a_date(&written.value, scene.place(written.at)));
        }
    }
}

fn run_observations(scene: &ObservationScene<'_>, findings: &mut Vec<Diagnostic>) {
    for value in &scene.observations.values {
        let written = &value.date;
        if Date::parse(&written.value).is_none() {
            let place = scene.observations.place(written.at);
            findings.push(not_a_date(&written.value, place));
        }
    }
}

fn not_a_date(written: &str, place: Place) -> Diagnostic {
    let message = format!("`{written}` is not a date");
    Diagnostic::new(&LINT.rule, place, message).help("write a day of the calendar as YYYY-MM-DD")
}
