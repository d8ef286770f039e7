use std::collections::BTreeMap;

use super::{Diagnostic, Level};

/// The levels that a configuration gives to rules; the one place where they are
/// applied.
#[derive(Debug, Clone, Default)]
pub struct Levels(BTreeMap<String, Level>);

impl Levels {
    /// Gives a rule a level.
    pub fn set(&mut self, rule: &str, level: Level) {
        self.0.insert(rule.to_owned(), level);
    }

    /// The level that a rule was given.
    pub fn get(&self, rule: &str) -> Option<Level> {
        self.0.get(rule).copied()
    }

    /// Gives rules the levels of others on top of these.
    pub fn extend(&mut self, others: &Self) {
        let others = others.0.iter().map(|(rule, level)| (rule.clone(), *level));
        self.0.extend(others);
    }

    /// Sets the level of every finding and drops those allowed.
    pub fn apply(&self, findings: &mut Vec<Diagnostic>) {
        for finding in findings.iter_mut() {
            self.apply_to(finding);
        }
        findings.retain(|finding| finding.level > Level::Allow);
    }

    /// Sets the level of a finding. A rule that breaks a file's meaning stays at
    /// `warn` at least.
    pub fn apply_to(&self, finding: &mut Diagnostic) {
        if let Some(level) = self.get(finding.rule.id) {
            let lowest = match finding.rule.breaks {
                true => Level::Warn,
                false => Level::Allow,
            };
            finding.level = level.max(lowest);
        }
    }
}
