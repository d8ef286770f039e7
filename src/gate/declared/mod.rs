//! How gates are declared: whether their rules, options and names are there, and
//! whether anything could keep them.

mod expression;
mod names;
mod options;
mod reach;
mod rules;

pub use rules::RULES;

use std::collections::BTreeSet;
use std::sync::Arc;

use self::rules::{GATE_IMPOSSIBLE, GATE_UNKNOWN};
use super::{GATES, find};
use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::model::{At, Config, GateDeclaration, Model, Spanned};
use crate::text::{SourceFile, nearest};
use crate::value::Date;

/// What names in a gate can be names of.
#[derive(Debug, Default)]
pub struct Known {
    /// The models of the assessments; without any, names are not looked up.
    pub models: Vec<Arc<Model>>,
    /// The units that are declared or assessed.
    pub units: BTreeSet<String>,
}

/// What is wrong with the gates of a configuration, those of profiles included.
pub fn check_declarations(
    config: &Config,
    file: &Arc<SourceFile>,
    known: &Known,
) -> Vec<Diagnostic> {
    let of_profiles = config.profiles.iter().flat_map(|profile| &profile.gates);
    let mut findings = Findings {
        file,
        found: Vec::new(),
    };
    for declared in config.gates.iter().chain(of_profiles) {
        check(declared, known, &mut findings);
    }
    findings.found
}

fn check(declared: &GateDeclaration, known: &Known, findings: &mut Findings<'_>) {
    let Some(gate) = find(&declared.rule.value) else {
        let rule = &declared.rule;
        let message = format!("there is no gate `{}`", rule.value);
        let ids = || GATES.iter().map(|gate| gate.rule.id);
        let help = match nearest(&rule.value, ids()) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("there are {}", ids().collect::<Vec<_>>().join(", ")),
        };
        return findings.add(&GATE_UNKNOWN, rule.at, message, Some(help));
    };
    options::check(declared, gate, findings);
    names::check(declared, known, findings);
    reach::check(declared, known, findings);
    expression::check(declared, known, findings);
    let day = declared.from.as_ref();
    if let Some(day) = day.filter(|day| Date::parse(&day.value).is_none()) {
        let message = format!("`{}` is no day", day.value);
        let help = "write it as YYYY-MM-DD".to_owned();
        findings.add(&GATE_IMPOSSIBLE, day.at, message, Some(help));
    }
}

/// What was found in one file.
struct Findings<'f> {
    file: &'f Arc<SourceFile>,
    found: Vec<Diagnostic>,
}

impl Findings<'_> {
    fn add(&mut self, rule: &'static Rule, at: At, message: String, help: Option<String>) {
        let place = Place::Text(Arc::clone(self.file), at.span);
        let finding = Diagnostic::new(rule, place, message);
        self.found.push(finding.maybe_help(help));
    }

    /// A name that is none of those there are.
    fn name<'n>(
        &mut self,
        name: &Spanned<String>,
        what: &str,
        there: impl Iterator<Item = &'n str> + Clone,
    ) {
        if there.clone().any(|known| known == name.value) {
            return;
        }
        let message = format!("there is no {what} `{}` here", name.value);
        let close = nearest(&name.value, there);
        let help = close.map(|close| format!("did you mean `{close}`?"));
        self.add(&rules::GATE_NAME, name.at, message, help);
    }
}
