use crate::diagnostic::{Diagnostic, Level, Rule, RuleDocs};
use crate::lint::{Head, Lint, Run};
use std::collections::HashMap;

use crate::model::Status;

pub(crate) static LINT: Lint = Lint {
    rule: Rule {
        id: "second-final",
        level: Level::Deny,
        breaks: true,
        docs: RuleDocs {
            what: "A second final assessment of the same unit against the same model.",
            why: "A unit has one state at a time; its earlier states are in git's history.",
            example: "assessments/acme.yaml and assessments/acme-old.yaml, both `unit: acme`, both final",
            instead: "history is git's: delete the old file, or make it a draft with `status: draft`",
        },
    },
    run: Run::Heads(run),
};

fn run(heads: &[Head], findings: &mut Vec<Diagnostic>) {
    let mut first: HashMap<(&str, &str), &Head> = HashMap::new();
    for head in heads.iter().filter(|head| head.status == Status::Final) {
        let key = (head.unit.as_str(), head.model.id.as_str());
        let Some(earlier) = first.get(&key) else {
            first.insert(key, head);
            continue;
        };
        let other = earlier.place.path().map_or("", |path| path.as_str());
        let message = format!(
            "a second final assessment of `{}` against {}; the first is {other}",
            head.unit, head.model.id
        );
        let finding = Diagnostic::new(&LINT.rule, head.place.clone(), message)
            .related(earlier.place.clone(), "the first")
            .help("history is git's: delete the old file, or make it a draft with `status: draft`");
        findings.push(finding);
    }
}
