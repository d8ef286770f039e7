use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};
use crate::value::Date;

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "invalid-date",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "A date that is not a day in the form YYYY-MM-DD.",
            why: "Expiry and due dates that cannot be read can never come due.",
            example: "as_of: 2026-02-30",
            instead: "as_of: 2026-02-28",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for date in scene.assessment.dates() {
        let written = date.written;
        if Date::parse(&written.value).is_none() {
            let message = format!("`{}` is not a date", written.value);
            let finding = Diagnostic::new(&LINT.rule, scene.place(written.at), message);
            findings.push(finding.help("write a day of the calendar as YYYY-MM-DD"));
        }
    }
}
