use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "value-and-na",
        level: Level::Deny,
        breaks: true,
        docs: RuleDocs {
            what: "An item that has an answer and is said to be not applicable.",
            why: "It is one or the other: either it counts with its answer or it does not count.",
            example: "ASSET-1.b: {answer: fully, na: outsourced}",
            instead: "keep `answer` or `na`",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for (answer, _, _) in scene.answers() {
        if let (Some(value), Some(na)) = (&answer.answer, &answer.na) {
            let message = format!(
                "`{}` has an answer and is not applicable at once",
                answer.id.value
            );
            let finding = Diagnostic::new(&LINT.rule, scene.place(na.at), message)
                .label("not applicable")
                .related(scene.place(value.at), "the answer");
            findings.push(finding.help("keep one of the two"));
        }
    }
}
