mod expression;
mod highest;
mod names;
mod rules;

pub use rules::RULES;

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use self::rules::{GATE_DATE, GATE_OPTION, GATE_UNKNOWN};
use super::{COMMON_OPTIONS, GATES, Gate, find};
use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::model::{At, Config, GateDeclaration, Model, Spanned};
use crate::text::{SourceFile, nearest};
use crate::value::Date;

/// How many findings look for a near name: beyond that the file is not a slip away
/// from being right.
const MOST_SUGGESTIONS: usize = 50;

/// What gates can name.
#[derive(Debug)]
pub struct Reach<'r> {
    /// The models that assessments use.
    pub models: &'r [Arc<Model>],
    /// The units that are declared or assessed.
    pub units: BTreeSet<&'r str>,
}

/// Checks the gates of a configuration and of its profiles, each at its lines.
/// What they name is looked up where it is known what there is.
pub fn check_declarations(
    config: &Config,
    file: &Arc<SourceFile>,
    reach: Option<&Reach<'_>>,
) -> Vec<Diagnostic> {
    let mut checker = Checker {
        file,
        reach,
        findings: Vec::new(),
    };
    let of_profiles = config.profiles.iter();
    let of_profiles = of_profiles.flat_map(|profile| &profile.gates);
    for declared in config.gates.iter().chain(of_profiles) {
        checker.declaration(declared);
    }
    checker.findings
}

struct Checker<'c> {
    file: &'c Arc<SourceFile>,
    reach: Option<&'c Reach<'c>>,
    findings: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn report(&mut self, rule: &'static Rule, at: At, message: String, help: Option<String>) {
        let place = Place::Text(Arc::clone(self.file), at.span);
        let finding = Diagnostic::new(rule, place, message);
        self.findings.push(finding.maybe_help(help));
    }

    /// "did you mean" for a name, else another remedy.
    fn near<'n>(
        &self,
        name: &str,
        names: impl IntoIterator<Item = &'n str>,
        otherwise: impl FnOnce() -> Option<String>,
    ) -> Option<String> {
        let close = (self.findings.len() < MOST_SUGGESTIONS)
            .then(|| nearest(name, names))
            .flatten();
        match close {
            Some(close) => Some(format!("did you mean `{close}`?")),
            None => otherwise(),
        }
    }

    fn declaration(&mut self, declared: &GateDeclaration) {
        match find(&declared.rule.value) {
            None => self.unknown(&declared.rule),
            Some(gate) => {
                self.options(declared, gate);
                self.expression(declared);
                if let Some(reach) = self.reach {
                    self.names(declared, reach);
                }
            }
        }
        if let Some(from) = &declared.from
            && Date::parse(&from.value).is_none()
        {
            let message = format!("`{}` is not a date", from.value);
            let help = "write a day of the calendar as YYYY-MM-DD".to_owned();
            self.report(&GATE_DATE, from.at, message, Some(help));
        }
    }

    fn unknown(&mut self, rule: &Spanned<String>) {
        let ids: Vec<&str> = GATES.iter().map(|gate| gate.rule.id).collect();
        let all = || Some(format!("there are {}", ids.join(", ")));
        let help = self.near(&rule.value, ids.iter().copied(), all);
        let message = format!("there is no gate `{}`", rule.value);
        self.report(&GATE_UNKNOWN, rule.at, message, help);
    }

    fn options(&mut self, declared: &GateDeclaration, gate: &Gate) {
        let of_all = GATES.iter().flat_map(|gate| gate.options);
        let of_all: HashSet<&str> = of_all.chain(COMMON_OPTIONS).copied().collect();
        let own = gate.options.iter().chain(COMMON_OPTIONS);
        let own: HashSet<&str> = own.copied().collect();
        let id = gate.rule.id;
        // A key that no gate takes is a matter of the schema; it may be the one that
        // is missing.
        let (known, strange): (Vec<_>, Vec<_>) = declared
            .keys
            .iter()
            .partition(|key| of_all.contains(key.value.as_str()));
        for key in known {
            if own.contains(key.value.as_str()) {
                continue;
            }
            let help = match gate.options {
                [] => format!("`{id}` has no options of its own; leave it out"),
                options => format!("its own options: {}", listed(options)),
            };
            let message = format!("the gate `{id}` takes no `{}`", key.value);
            self.report(&GATE_OPTION, key.at, message, Some(help));
        }
        if strange.is_empty() {
            self.needs(declared, gate);
        }
        self.without_effect(declared);
    }

    /// One of several ways to say what is wanted is enough, and none may be said by
    /// half.
    fn needs(&mut self, declared: &GateDeclaration, gate: &Gate) {
        let there = |key: &str| declared.keys.iter().any(|said| said.value == key);
        let begun: Vec<&&[&str]> = gate
            .needs
            .iter()
            .filter(|way| way.iter().any(|key| there(key)))
            .collect();
        let id = gate.rule.id;
        if begun.is_empty() && !gate.needs.is_empty() {
            let message = format!("the gate `{id}` needs {}", ways(gate));
            let help = format!("`rungs explain {id}` shows an example");
            self.report(&GATE_OPTION, declared.rule.at, message, Some(help));
        }
        for way in begun {
            let lacks: Vec<&str> = way.iter().filter(|key| !there(key)).copied().collect();
            if !lacks.is_empty() {
                let message = format!("the gate `{id}` lacks {}", listed(&lacks));
                let help = format!("it needs {}", ways(gate));
                self.report(&GATE_OPTION, declared.rule.at, message, Some(help));
            }
        }
    }

    /// A measure is compared at nodes as a whole: what tells practices apart means
    /// nothing to it, and what is said of values means nothing to an answer.
    fn without_effect(&mut self, declared: &GateDeclaration) {
        let (keys, help): (&[&str], _) = match (&declared.measure, &declared.answer) {
            (Some(_), None) => (
                &["item", "items", "levels", "facets"],
                "a measure is compared at nodes as a whole: name a node, or ask for an `answer` of each practice",
            ),
            (None, Some(_)) => (
                &["without_value"],
                "it is about measures, and the gate names none: leave it out",
            ),
            _ => return,
        };
        let without = declared.keys.iter();
        for key in without.filter(|key| keys.contains(&key.value.as_str())) {
            let message = format!("`{}` has no effect here", key.value);
            self.report(&GATE_OPTION, key.at, message, Some(help.to_owned()));
        }
    }
}

fn ways(gate: &Gate) -> String {
    let ways: Vec<String> = gate
        .needs
        .iter()
        .map(|way| listed(way).replace(", ", " and "))
        .collect();
    ways.join(", or ")
}

fn listed(options: &[&str]) -> String {
    let options: Vec<String> = options.iter().map(|key| format!("`{key}`")).collect();
    options.join(", ")
}
