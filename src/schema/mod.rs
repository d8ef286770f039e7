//! What a file of each kind may hold: the JSON Schemas, and their violations in
//! a person's words at the key or value that is wrong.
//!
//! Only the embedded schemas are ever compiled; schemas of strangers are not.

mod adapter;
mod embedded;
mod enumerate;
mod kind;
mod message;
mod place;
mod rules;

use std::sync::{Arc, LazyLock};

use jsonschema::{Draft, PatternOptions, Validator};

use adapter::{Ref, Tree};
pub use embedded::{Kind, REPORTS};
pub use enumerate::{Choice, Vocabulary, enumerate};
pub use kind::{FORMAT_VERSION, kind_of, other_kind};
pub use rules::RULES;

use crate::diagnostic::Diagnostic;
use crate::text::SourceFile;
use crate::yaml::Node;

/// Violations of one file that are worded; a file with more is not a slip away
/// from being right.
const MOST_VIOLATIONS: usize = 1000;

/// Checks a file's tree against the schema of its kind.
pub fn validate(kind: Kind, file: &Arc<SourceFile>, root: &Node<'_>) -> Vec<Diagnostic> {
    let Some(validator) = validator(kind) else {
        return Vec::new();
    };
    let scene = message::Scene { kind, file, root };
    validator
        .iter_errors(Ref::Node(root))
        .flat_map(|error| message::diagnostics(&scene, &error))
        .take(MOST_VIOLATIONS)
        .collect()
}

/// Compiles the schema of a kind ahead of its first use, so that this can be done
/// while something else is read.
pub fn prepare(kind: Kind) {
    let _ = validator(kind);
}

/// The compiled schema of a kind, made on first use.
fn validator(kind: Kind) -> Option<&'static Validator<Tree>> {
    static VALIDATORS: [LazyLock<Option<Validator<Tree>>>; 8] = [
        LazyLock::new(|| compile(Kind::Config)),
        LazyLock::new(|| compile(Kind::Model)),
        LazyLock::new(|| compile(Kind::Texts)),
        LazyLock::new(|| compile(Kind::Assessment)),
        LazyLock::new(|| compile(Kind::Answers)),
        LazyLock::new(|| compile(Kind::Mapping)),
        LazyLock::new(|| compile(Kind::Observations)),
        LazyLock::new(|| compile(Kind::Waiver)),
    ];
    VALIDATORS[kind as usize].as_ref()
}

/// The embedded schemas compile, which a test holds; formats are left to lints,
/// which know what day it is.
fn compile(kind: Kind) -> Option<Validator<Tree>> {
    jsonschema::options_for::<Tree>()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(false)
        .with_pattern_options(PatternOptions::regex())
        .build(kind.schema())
        .ok()
}

#[cfg(test)]
mod tests {
    use super::{Kind, compile};

    #[test]
    fn every_schema_compiles_and_names_its_kind() {
        for kind in Kind::ALL {
            assert!(compile(kind).is_some(), "{}", kind.word());
            let tag = format!("{}/1", kind.word());
            assert_eq!(kind.schema()["properties"]["rungs"]["const"], tag);
        }
    }

    #[test]
    fn what_assessment_and_answers_share_is_the_same() {
        let (head, part) = (Kind::Assessment.schema(), Kind::Answers.schema());
        assert_eq!(head["properties"]["answers"], part["properties"]["answers"]);
        for (name, part) in part["$defs"].as_object().unwrap() {
            assert_eq!(&head["$defs"][name], part, "{name}");
        }
    }

    #[test]
    fn a_waiver_has_the_same_keys_in_its_own_file_as_in_a_list() {
        let (config, own) = (Kind::Config.schema(), Kind::Waiver.schema());
        let listed = &config["properties"]["waivers"]["items"];
        let mut properties = own["properties"].clone();
        properties.as_object_mut().unwrap().remove("rungs");
        assert_eq!(properties, listed["properties"]);
        for (name, shared) in own["$defs"].as_object().unwrap() {
            assert_eq!(&config["$defs"][name], shared, "{name}");
        }
    }
}
