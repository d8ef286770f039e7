use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "override-without-because",
        level: Level::Deny,
        breaks: false,
        docs: RuleDocs {
            what: "An override without a rationale.",
            why: "A judgement that replaces a computed value is only worth something with the reason for it.",
            example: "overrides:\n  - {node: ASSET, measure: level, value: CTI1}",
            instead: "overrides:\n  - {node: ASSET, measure: level, value: CTI1, because: the inventory failed its last audit, by: CTI lead}",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for judged in &scene.assessment.overrides {
        let because = judged.because.as_ref();
        if because.is_none_or(|because| because.value.trim().is_empty()) {
            let at = because.map_or(judged.value.at, |because| because.at);
            let message = format!(
                "the override of `{}` at {} has no rationale",
                judged.measure.value, judged.node.value
            );
            findings.push(
                Diagnostic::new(&LINT.rule, scene.place(at), message).help("say why in `because:`"),
            );
        }
    }
}
