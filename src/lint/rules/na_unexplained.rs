use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

/// Reasons that say nothing, in lower case and without marks.
const EMPTY_REASONS: [&str; 14] = [
    "na",
    "not applicable",
    "none",
    "no",
    "no reason",
    "unknown",
    "tbd",
    "todo",
    "because",
    "reason",
    "no reason given",
    "no reason given in the workbook",
    "not relevant",
    "does not apply",
];

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "na-unexplained",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "An N/A whose reason says nothing: `n/a`, `none`, a dash, or what an importer writes where a workbook has no reason.",
            why: "It reads like an explanation in a report and is none.",
            example: "ASSET-1.c: {na: n/a}",
            instead: "ASSET-1.c: {na: changes are made by the hosting provider}",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for (answer, _, _) in scene.answers() {
        let Some(na) = &answer.na else { continue };
        let reason = na.value.as_deref().unwrap_or_default().trim();
        let bare: String = reason
            .chars()
            .filter(|found| found.is_alphanumeric() || *found == ' ')
            .collect();
        let bare = bare.trim().to_lowercase();
        if !reason.is_empty() && (bare.is_empty() || EMPTY_REASONS.contains(&bare.as_str())) {
            let message = format!("the reason `{reason}` does not say why this is not applicable");
            let finding = Diagnostic::new(&LINT.rule, scene.place(na.at), message);
            findings.push(finding.help("say what makes it so, for example who does it instead"));
        }
    }
}
