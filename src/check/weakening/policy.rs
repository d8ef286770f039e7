use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::Shift;
use super::compare::Differences;
use super::cover::covered;
use super::gate::differences;
use super::identity::{ALIKE, identity, named};
use super::order::Orders;
use crate::diagnostic::{Level, Levels, Place, Rule};
use crate::model::{At, Config, GateDeclaration, Profile, Spanned};
use crate::text::SourceFile;
use crate::yaml;

/// A rule that is given a level, with its place, and the level's word.
type LevelEntry = (Spanned<String>, Spanned<String>);

/// What a configuration asks, or a profile of it.
struct Asked<'a> {
    /// Its own gates.
    gates: &'a [GateDeclaration],
    /// Those with the ones that count beside them.
    all: Vec<GateDeclaration>,
    /// The levels that count.
    levels: Levels,
    /// Its own levels.
    entries: &'a [LevelEntry],
    /// The rules of gates that have the level of their rule.
    by_rule: BTreeSet<&'a str>,
}

impl<'a> Asked<'a> {
    fn always(config: &'a Config) -> Self {
        // What is said for all runs counts for the gates of profiles as well, but for
        // those that say otherwise.
        let of_profiles = config.profiles.iter().flat_map(|profile| {
            let rules = by_rule(&profile.gates);
            rules.filter(|rule| profile.levels.get(rule).is_none())
        });
        Self {
            gates: &config.gates,
            all: config.gates.clone(),
            levels: config.levels.clone(),
            entries: &config.level_entries,
            by_rule: by_rule(&config.gates).chain(of_profiles).collect(),
        }
    }

    /// A profile on top of what is always asked.
    fn with(config: &'a Config, profile: &'a Profile) -> Self {
        let mut levels = config.levels.clone();
        levels.extend(&profile.levels);
        Self {
            gates: &profile.gates,
            all: [&config.gates[..], &profile.gates].concat(),
            levels,
            entries: &profile.level_entries,
            by_rule: by_rule(&config.gates)
                .chain(by_rule(&profile.gates))
                .collect(),
        }
    }

    fn level_at(&self, rule: &str) -> Option<At> {
        let mut entries = self.entries.iter();
        let found = entries.find(|(named, _)| named.value == rule);
        found.map(|(named, _)| named.at)
    }
}

/// The rules of gates that say no level of their own.
fn by_rule(gates: &[GateDeclaration]) -> impl Iterator<Item = &str> {
    let gates = gates.iter().filter(|gate| gate.level.is_none());
    gates.map(|gate| gate.rule.value.as_str())
}

/// Two configurations side by side.
struct Both<'b> {
    base: Option<&'b Arc<SourceFile>>,
    head: Option<&'b Arc<SourceFile>>,
    orders: &'b Orders<'b>,
    rules: &'b [&'static Rule],
    shifts: Vec<Shift>,
}

/// Every difference between the policy of the base and the configuration of the
/// head.
pub(in crate::check) fn between(
    base: (&Config, Option<&Arc<SourceFile>>),
    head: (&Config, Option<&Arc<SourceFile>>),
    orders: &Orders<'_>,
    rules: &[&'static Rule],
) -> Vec<Shift> {
    let mut both = Both {
        base: base.1,
        head: head.1,
        orders,
        rules,
        shifts: Vec::new(),
    };
    let (from, to) = (base.0, head.0);
    both.asked("", &Asked::always(from), &Asked::always(to));
    both.waiving(from, to);
    both.patterns(from, to);
    both.profiles(from, to);
    both.shifts
}

impl Both<'_> {
    fn push(&mut self, shift: Shift, base: Option<At>, head: Option<At>) {
        let place = |file: Option<&Arc<SourceFile>>, at: Option<At>| {
            Some(Place::Text(Arc::clone(file?), at?.span))
        };
        let (base, head) = (place(self.base, base), place(self.head, head));
        // What is gone from a file is shown at its place at the base.
        self.shifts.push(shift.at(base, head));
    }

    fn asked(&mut self, within: &str, base: &Asked<'_>, head: &Asked<'_>) {
        self.gates(within, base, head);
        self.levels(within, base, head);
    }

    fn profiles(&mut self, from: &Config, to: &Config) {
        for profile in &from.profiles {
            let name = &profile.name.value;
            let within = format!("profile {name} ");
            let Some(later) = to.profiles.iter().find(|other| other.name.value == *name) else {
                let shift = Shift::weaker(within, format!("the profile `{name}` is gone"));
                self.push(shift, Some(profile.name.at), None);
                continue;
            };
            self.asked(
                &within,
                &Asked::with(from, profile),
                &Asked::with(to, later),
            );
        }
        let new = to.profiles.iter().filter(|profile| {
            let mut earlier = from.profiles.iter();
            !earlier.any(|other| other.name.value == profile.name.value)
        });
        for profile in new {
            let name = &profile.name.value;
            let message = format!("the profile `{name}` is new");
            let shift = Shift::changed(format!("profile {name}"), message);
            self.push(shift, None, Some(profile.name.at));
        }
    }

    fn gates(&mut self, within: &str, base: &Asked<'_>, head: &Asked<'_>) {
        let mut left: Vec<&GateDeclaration> = head.gates.iter().collect();
        let mut open: Vec<&GateDeclaration> = base.gates.iter().collect();
        let mut pairs = Vec::new();
        for alike in ALIKE {
            open.retain(|earlier| {
                let at = left.iter().position(|later| alike(earlier, later));
                let found = at.map(|at| left.remove(at));
                pairs.extend(found.map(|later| (*earlier, later)));
                found.is_none()
            });
        }
        for (earlier, later) in pairs {
            self.gate(within, earlier, later, (base, head));
        }
        for gone in open {
            let aspect = format!("{within}{} gone", identity(gone));
            let message = format!("the gate {} is gone", named(gone));
            let shift = match covered(gone, &head.all, (&base.levels, &head.levels), self.orders) {
                true => Shift::changed(aspect, format!("{message}; others ask as much")),
                false => Shift::weaker(aspect, message),
            };
            self.push(shift, Some(gone.at), None);
        }
        for new in left {
            let shift = Shift::changed(
                format!("{within}{} new", identity(new)),
                format!("the gate {} is new", named(new)),
            );
            self.push(shift, None, Some(new.at));
        }
    }

    fn gate(
        &mut self,
        within: &str,
        base: &GateDeclaration,
        head: &GateDeclaration,
        (before, after): (&Asked<'_>, &Asked<'_>),
    ) {
        let levels = (&before.levels, &after.levels);
        let Differences {
            weaker,
            mut changed,
        } = differences(base, head, levels, self.orders);
        let aspect = format!("{within}{}", identity(base));
        let message = |said: &[String]| format!("the gate {}: {}", named(base), said.join("; "));
        let at = (Some(base.at), Some(head.at));
        if !weaker.is_empty() && covered(base, &after.all, levels, self.orders) {
            changed = [&weaker[..], &changed, &["others ask as much".to_owned()]].concat();
        } else if !weaker.is_empty() {
            self.push(Shift::weaker(aspect.clone(), message(&weaker)), at.0, at.1);
        }
        if !changed.is_empty() {
            self.push(Shift::changed(aspect, message(&changed)), at.0, at.1);
        }
    }

    fn levels(&mut self, within: &str, base: &Asked<'_>, head: &Asked<'_>) {
        let entries = base.entries.iter().chain(head.entries);
        let named: BTreeSet<&str> = entries.map(|(rule, _)| rule.value.as_str()).collect();
        for id in named {
            let Some(rule) = self.rules.iter().find(|rule| rule.id == id) else {
                continue;
            };
            // A gate denies unless it is told otherwise, whatever a lint of its rule does.
            let gated = base.by_rule.contains(id).then_some(Level::Deny);
            let level = |asked: &Asked<'_>, unsaid| asked.levels.get(id).unwrap_or(unsaid);
            let unsaid = gated.into_iter().chain([rule.level]);
            let mut moved: Vec<(Level, Level)> = unsaid
                .map(|unsaid| (level(base, unsaid), level(head, unsaid)))
                .filter(|(was, is)| was != is)
                .collect();
            moved.sort_by_key(|(was, is)| was <= is);
            let Some((was, is)) = moved.first() else {
                continue;
            };
            let message = format!("the level of `{id}` is `{is}`, it was `{was}`");
            let aspect = format!("{within}level {id}");
            let shift = match was > is {
                true => Shift::weaker(aspect, message),
                false => Shift::changed(aspect, message),
            };
            self.push(shift, base.level_at(id), head.level_at(id));
        }
    }

    /// Where files are looked for. That an assessment falls out is told by itself.
    fn patterns(&mut self, from: &Config, to: &Config) {
        for (what, was, is) in [
            ("models", &from.models, &to.models),
            ("assessments", &from.assessments, &to.assessments),
            ("observations", &from.observations, &to.observations),
        ] {
            if was == is {
                continue;
            }
            let said = |patterns: &[String]| match patterns {
                [] => "nothing".to_owned(),
                patterns => patterns.join(", "),
            };
            let message = format!(
                "{what} are looked for by {}, it was {}",
                said(is),
                said(was)
            );
            let file = |file: Option<&Arc<SourceFile>>| Some(key_of(file?, what));
            let shift = Shift::changed(what, message);
            self.shifts.push(shift.at(file(self.base), file(self.head)));
        }
    }

    fn waiving(&mut self, from: &Config, to: &Config) {
        let (was, is) = (&from.waiving.longest_days, &to.waiving.longest_days);
        let days = |days: &Option<Spanned<u32>>| days.as_ref().map(|days| days.value);
        let said =
            |days: Option<u32>| days.map_or("any number of".to_owned(), |days| days.to_string());
        let longest = |value: Option<u32>| value.map_or(u64::MAX, u64::from);
        let message = format!(
            "waivers may hold {} days, it was {}",
            said(days(is)),
            said(days(was))
        );
        let at = |days: &Option<Spanned<u32>>| days.as_ref().map(|days| days.at);
        let shift = match longest(days(was)).cmp(&longest(days(is))) {
            Ordering::Equal => None,
            Ordering::Less => Some(Shift::weaker("waiving", message)),
            Ordering::Greater => Some(Shift::changed("waiving", message)),
        };
        if let Some(shift) = shift {
            self.push(shift, at(was), at(is));
        }
        let (was, is) = (&from.waiving.warn_days, &to.waiving.warn_days);
        if days(was) != days(is) {
            let said = |days: Option<u32>| {
                days.map_or("as by default".to_owned(), |days| days.to_string())
            };
            let message = format!(
                "the days in which the end of a waiver is announced are {}, they were {}",
                said(days(is)),
                said(days(was))
            );
            self.push(Shift::changed("waiving warn", message), at(was), at(is));
        }
    }
}

/// The place of a key of a configuration; the file where it has no such key.
fn key_of(file: &Arc<SourceFile>, key: &str) -> Place {
    let parsed = yaml::parse(file);
    let entry = parsed.root.as_ref().and_then(|root| root.entry(key));
    match entry {
        Some(entry) => Place::Text(Arc::clone(file), entry.key_span),
        None => Place::File(file.path().clone()),
    }
}
