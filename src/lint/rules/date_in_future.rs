use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "date-in-future",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "A day on which something is said to have happened that lies after today: `as_of`, `assessed`, the `recorded` of evidence.",
            why: "Nothing can have been assessed or recorded tomorrow; mostly a year is wrong.",
            example: "evidence:\n  - {note: walkthrough, recorded: 2062-09-20}",
            instead: "evidence:\n  - {note: walkthrough, recorded: 2026-09-20}",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for date in scene.assessment.dates().filter(|date| date.past) {
        let Some(day) = scene.date(Some(date.written)) else {
            continue;
        };
        if day > scene.today {
            let message = format!("{day} lies after today, {}", scene.today);
            findings.push(Diagnostic::new(
                &LINT.rule,
                scene.place(date.written.at),
                message,
            ));
        }
    }
}
