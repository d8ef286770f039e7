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

    /// Sets the level of every finding and drops those allowed. A rule that
    /// breaks a file's meaning stays at `warn` at least.
    pub fn apply(&self, findings: &mut Vec<Diagnostic>) {
        for finding in findings.iter_mut() {
            if let Some(level) = self.0.get(finding.rule.id) {
                let lowest = if finding.rule.breaks {
                    Level::Warn
                } else {
                    Level::Allow
                };
                finding.level = (*level).max(lowest);
            }
        }
        findings.retain(|finding| finding.level > Level::Allow);
    }
}
