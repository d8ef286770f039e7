use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Level, Place, Rule, RuleDocs};
use crate::model::Config;
use crate::text::{SourceFile, nearest};

/// Every rule of this layer.
pub static RULES: &[&Rule] = &[
    &MAPPING_CONFLICT,
    &MODEL_CONFLICT,
    &OBSERVATIONS_MANY,
    &PART_WITHOUT_HEAD,
    &TEXTS_DIGEST,
    &UNIT_TREE,
    &UNKNOWN_MODEL,
    &UNKNOWN_RULE,
];

pub(super) static UNKNOWN_MODEL: Rule = Rule {
    id: "unknown-model",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "An assessment, or a file of observations, of a model that is neither built in nor found under `models:` of `rungs.yaml`.",
        why: "Without the yardstick nothing can be said about the answers or the values.",
        example: "model: cti-cmm@9.9",
        instead: "name a model that is there, or add its file to the project",
    },
};

pub(super) static MAPPING_CONFLICT: Rule = Rule {
    id: "mapping-conflict",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "Two mappings from one model version to the same other one.",
        why: "Answers would be carried by one of them, and nobody could say which.",
        example: "a mapping of the project from cti-cmm@1.2 to cti-cmm@1.3, which is built in",
        instead: "keep one of them",
    },
};

pub(super) static MODEL_CONFLICT: Rule = Rule {
    id: "model-conflict",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "Two models of one id and version with different digests.",
        why: "Assessments would be scored by one of them, and nobody could say which.",
        example: "a file of the project with `id: cti-cmm` and `version: \"1.3\"`, which are those of the built-in model",
        instead: "give your own model an id or a version of its own",
    },
};

pub(super) static OBSERVATIONS_MANY: Rule = Rule {
    id: "observations-too-many",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "More observed values than rungs keeps of a project. This file and those after it are left out.",
        why: "Values are held in memory, and a pull request must not be able to fill it.",
        example: "a data set of a sensor, with a value every second",
        instead: "keep one value for each metric and day that people look at, and older years outside `observations:`",
    },
};

pub(super) static PART_WITHOUT_HEAD: Rule = Rule {
    id: "part-without-head",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A part of a split assessment (`rungs: answers/1`) without an `assessment.yaml` in its folder.",
        why: "Nothing says which unit and model its answers belong to, so they would count nowhere.",
        example: "assessments/acme/asset.yaml alone in its folder",
        instead: "add `assessment.yaml` with `unit` and `model` to the folder",
    },
};

pub(super) static TEXTS_DIGEST: Rule = Rule {
    id: "texts-digest",
    level: Level::Warn,
    breaks: false,
    docs: RuleDocs {
        what: "A publisher's wording (`rungs: texts/1`) whose `digest` is not that of its items.",
        why: "Somebody changed words that are shown as the publisher's.",
        example: "an item's text edited by hand",
        instead: "import the wording again from the publisher's workbook",
    },
};

pub(super) static UNIT_TREE: Rule = Rule {
    id: "unit-tree",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A unit under `units` of `rungs.yaml` that is declared twice, that stands above itself or below more than 64 others, or whose parent or group is not declared.",
        why: "Its numbers would count in the wrong place, or nowhere.",
        example: "units: [{id: acme}, {id: acme-cti, parent: acmee}]",
        instead: "units: [{id: acme}, {id: acme-cti, parent: acme}]",
    },
};

static UNKNOWN_RULE: Rule = Rule {
    id: "unknown-rule",
    level: Level::Deny,
    breaks: false,
    docs: RuleDocs {
        what: "A rule named under `levels`, those of a profile included, that rungs does not have, or a level that the rule cannot be given.",
        why: "A misspelt rule would keep the level it has, and nobody would notice.",
        example: "levels: {evidence-expire: deny}",
        instead: "levels: {evidence-expired: deny}",
    },
};

/// Checks that a configuration gives levels only to rules there are, and that
/// none that a file's meaning hangs on is switched off.
pub fn check_levels(
    config: &Config,
    file: &Arc<SourceFile>,
    rules: &[&'static Rule],
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let of_profiles = config.profiles.iter();
    let of_profiles = of_profiles.flat_map(|profile| &profile.level_entries);
    for (name, level) in config.level_entries.iter().chain(of_profiles) {
        let place = |at: crate::model::At| Place::Text(Arc::clone(file), at.span);
        match rules.iter().find(|rule| rule.id == name.value) {
            None => {
                let close = nearest(&name.value, rules.iter().map(|rule| rule.id));
                let message = format!("there is no rule `{}`", name.value);
                let finding = Diagnostic::new(&UNKNOWN_RULE, place(name.at), message);
                findings.push(
                    finding.maybe_help(close.map(|close| format!("did you mean `{close}`?"))),
                );
            }
            Some(rule) if rule.breaks && level.value == Level::Allow.word() => {
                let message = format!(
                    "`{}` cannot be allowed: a file that breaks it has no meaning",
                    rule.id
                );
                let finding = Diagnostic::new(&UNKNOWN_RULE, place(level.at), message);
                findings.push(finding.help("lower it to `warn` at most"));
            }
            Some(_) => {}
        }
    }
    findings
}
