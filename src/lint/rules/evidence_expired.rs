use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "evidence-expired",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "Evidence whose last day (`expires`) is over.",
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
            let Some(day) = scene.date(Some(expires)) else {
                continue;
            };
            if day < scene.today {
                let days = scene.today.days_since(day);
                let ago = if days == 1 {
                    "1 day".to_owned()
                } else {
                    format!("{days} days")
                };
                let message = format!(
                    "the evidence for `{}` expired {ago} ago, on {day}",
                    answer.id.value
                );
                let finding = Diagnostic::new(&LINT.rule, scene.place(expires.at), message);
                findings.push(finding.help("look at it again and record it anew"));
            }
        }
    }
}
