use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};
use crate::value::Date;

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "evidence-expired",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "Evidence whose last day (`expires`) is over. As a gate it also warns as many `days` before that day.",
            why: "What the answer rests on was meant to be looked at again by then.",
            example: "evidence:\n  - {ref: docs/alerts.md, recorded: 2024-09-12, expires: 2025-09-12}",
            instead: "look at the evidence again and record it anew",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for (answer, _, _) in scene.answers() {
        for expires in answer
            .evidence
            .iter()
            .filter_map(|evidence| evidence.expires.as_ref())
        {
            let day = scene.date(Some(expires)).filter(|day| *day < scene.today);
            let Some(day) = day else {
                continue;
            };
            let message = expired(&answer.id.value, day, scene.today);
            let finding = Diagnostic::new(&LINT.rule, scene.place(expires.at), message);
            findings.push(finding.help(REMEDY));
        }
    }
}

/// What to do about evidence whose last day is over, or near.
pub(crate) const REMEDY: &str = "look at it again and record it anew";

/// That evidence for an item is over, in words.
pub(crate) fn expired(item: &str, day: Date, today: Date) -> String {
    let days = today.days_since(day);
    let ago = if days == 1 {
        "1 day".to_owned()
    } else {
        format!("{days} days")
    };
    format!("the evidence for `{item}` expired {ago} ago, on {day}")
}
