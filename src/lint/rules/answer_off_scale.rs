use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Lint, Run, Scene};
use crate::model::{ItemIndex, Lookup, Spanned, Written};

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "answer-off-scale",
        level: Level::Deny,
        breaks: true,
        docs: RuleDocs {
            what: "An answer, or a target, that is not on the item's scale: neither a key, nor another spelling, nor a score that one answer alone has.",
            why: "It has no score, so the item would count as something nobody said.",
            example: "ASSET-1.a: mostly",
            instead: "ASSET-1.a: largely",
        },
    },
    run: Run::Assessment(run),
};

fn run(scene: &Scene<'_>, findings: &mut Vec<Diagnostic>) {
    for (answer, item, _) in scene.known_answers() {
        if let Some(written) = &answer.answer {
            findings.extend(off_scale(scene, item, written, "an answer"));
        }
        if let Some(target) = &answer.target {
            findings.extend(off_scale(scene, item, &target.answer, "a target"));
        }
    }
}

fn off_scale(
    scene: &Scene<'_>,
    item: ItemIndex,
    written: &Spanned<Written>,
    what: &str,
) -> Option<Diagnostic> {
    let scale = scene.model.scale_of(item)?;
    let text = &written.value.text;
    let message = match scale.look_up(text) {
        Lookup::Found(_) => return None,
        Lookup::Ambiguous => format!("`{text}` is the score of more than one answer"),
        Lookup::Unknown => format!("`{text}` is not {what} on the scale `{}`", scale.id),
    };
    let keys = scale.choices.iter().map(|choice| choice.key.as_str());
    let others = scale
        .choices
        .iter()
        .flat_map(|choice| choice.also.iter().map(String::as_str));
    let close = crate::text::nearest(text, keys).or_else(|| crate::text::nearest(text, others));
    let help = match close {
        Some(close) => format!("did you mean `{close}`?"),
        None => format!("the scale has {}", scale.listed()),
    };
    let na = ["n/a", "na", "not applicable"]
        .iter()
        .any(|spelling| text.eq_ignore_ascii_case(spelling));
    let help = if na {
        "write `{na: the reason}` for an item that is not applicable".to_owned()
    } else {
        help
    };
    let finding = Diagnostic::new(&LINT.rule, scene.place(written.at), message);
    Some(finding.help(help))
}
