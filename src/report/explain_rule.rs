use serde::Serialize;

use super::{Explanation, Subject};
use crate::diagnostic::Rule;
use crate::gate;

/// What a rule is for.
#[derive(Debug, Clone, Serialize)]
pub struct ExplainedRule {
    /// Its id.
    pub id: &'static str,
    /// Its level unless a configuration says otherwise.
    pub level: &'static str,
    /// What it checks.
    pub what: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// What breaks it.
    pub example: &'static str,
    /// What to do instead.
    pub instead: &'static str,
    /// What a gate of this rule takes; empty where the rule is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<&'static str>,
}

/// Explains a rule.
pub fn explain_rule(rule: &'static Rule) -> Explanation {
    let docs = &rule.docs;
    let rule = ExplainedRule {
        id: rule.id,
        level: rule.level.word(),
        what: docs.what,
        why: docs.why,
        example: docs.example,
        instead: docs.instead,
        options: gate::find(rule.id).map_or_else(Vec::new, |gate| {
            let options = gate.options.iter().chain(gate::COMMON_OPTIONS);
            options.copied().collect()
        }),
    };
    Explanation::new(Subject::Rule { rule })
}
