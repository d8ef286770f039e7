use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};
use crate::model::Answer;

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "review-pending",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "An answer with a mark that a person has to confirm it (`review`).",
            why: "It was carried over to a practice in other words, or assessors did not agree: the score counts it, and nobody has said yet that it holds.",
            example: "ASSET-1.e: {answer: largely, review: {was: ASSET-1.d, why: reworded}}",
            instead: "read the practice, correct the answer where it no longer holds, and delete `review`",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for answer in &scene.assessment.answers {
        let Some(message) = pending(answer) else {
            continue;
        };
        findings.push(
            Diagnostic::new(&LINT.rule, scene.place(answer.id.at), message)
                .help("read the practice, correct the answer if need be, then delete `review`"),
        );
    }
}

/// That an answer waits to be confirmed, in words; nothing for one that does not.
pub(crate) fn pending(answer: &Answer) -> Option<String> {
    let review = answer.review.as_ref()?;
    let was = review
        .was
        .as_ref()
        .map_or(String::new(), |was| format!(", from `{was}`"));
    let why = review.why.as_deref().map_or("", str::trim);
    let why = if why.is_empty() {
        String::new()
    } else {
        format!(": {why}")
    };
    Some(format!(
        "`{}` waits to be confirmed{was}{why}",
        answer.id.value
    ))
}
