use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::Shift;
use super::compare::Differences;
use super::gate::differences;
use super::identity::{ALIKE, identity, named};
use super::order::Orders;
use crate::diagnostic::{Levels, Place, Rule};
use crate::model::{At, Config, GateDeclaration, Spanned};
use crate::text::SourceFile;

/// A rule that is given a level, with its place, and the level's word.
type LevelEntry = (Spanned<String>, Spanned<String>);

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
    both.gates("", &from.gates, &to.gates, (&from.levels, &to.levels));
    both.levels(
        "",
        (&from.levels, &from.level_entries),
        (&to.levels, &to.level_entries),
    );
    both.waiving(from, to);
    if from.assessments != to.assessments {
        let (was, is) = (from.assessments.join(", "), to.assessments.join(", "));
        let message = format!("assessments are looked for by {is}, it was {was}");
        both.push(Shift::changed("assessments", message), None, None);
    }
    for profile in &from.profiles {
        let name = &profile.name.value;
        let within = format!("profile {name} ");
        let Some(later) = to.profiles.iter().find(|other| other.name.value == *name) else {
            let shift = Shift::weaker(within, format!("the profile `{name}` is gone"));
            both.push(shift, Some(profile.name.at), None);
            continue;
        };
        both.gates(
            &within,
            &profile.gates,
            &later.gates,
            (&profile.levels, &later.levels),
        );
        both.levels(
            &within,
            (&profile.levels, &profile.level_entries),
            (&later.levels, &later.level_entries),
        );
    }
    let new = to.profiles.iter().filter(|profile| {
        let mut earlier = from.profiles.iter();
        !earlier.any(|other| other.name.value == profile.name.value)
    });
    for profile in new {
        let name = &profile.name.value;
        let shift = Shift::changed(
            format!("profile {name}"),
            format!("the profile `{name}` is new"),
        );
        both.push(shift, None, Some(profile.name.at));
    }
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

    fn gates(
        &mut self,
        within: &str,
        base: &[GateDeclaration],
        head: &[GateDeclaration],
        levels: (&Levels, &Levels),
    ) {
        let mut left: Vec<&GateDeclaration> = head.iter().collect();
        let mut open: Vec<&GateDeclaration> = base.iter().collect();
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
            self.gate(within, earlier, later, levels);
        }
        for gone in open {
            let shift = Shift::weaker(
                format!("{within}{} gone", identity(gone)),
                format!("the gate {} is gone", named(gone)),
            );
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
        levels: (&Levels, &Levels),
    ) {
        let Differences { weaker, changed } = differences(base, head, levels, self.orders);
        let aspect = format!("{within}{}", identity(base));
        let message = |said: &[String]| format!("the gate {}: {}", named(base), said.join("; "));
        let at = (Some(base.at), Some(head.at));
        if !weaker.is_empty() {
            self.push(Shift::weaker(aspect.clone(), message(&weaker)), at.0, at.1);
        }
        if !changed.is_empty() {
            self.push(Shift::changed(aspect, message(&changed)), at.0, at.1);
        }
    }

    fn levels(
        &mut self,
        within: &str,
        (from, entries_from): (&Levels, &[LevelEntry]),
        (to, entries_to): (&Levels, &[LevelEntry]),
    ) {
        let named = entries_from.iter().chain(entries_to);
        let named: BTreeSet<&str> = named.map(|(rule, _)| rule.value.as_str()).collect();
        for id in named {
            let Some(rule) = self.rules.iter().find(|rule| rule.id == id) else {
                continue;
            };
            let level = |levels: &Levels| levels.get(id).unwrap_or(rule.level);
            let (was, is) = (level(from), level(to));
            let at = |entries: &[LevelEntry]| {
                let mut entries = entries.iter();
                entries
                    .find(|(rule, _)| rule.value == id)
                    .map(|(rule, _)| rule.at)
            };
            let message = format!("the level of `{id}` is `{is}`, it was `{was}`");
            let aspect = format!("{within}level {id}");
            let shift = match was.cmp(&is) {
                Ordering::Greater => Shift::weaker(aspect, message),
                Ordering::Less => Shift::changed(aspect, message),
                Ordering::Equal => continue,
            };
            self.push(shift, at(entries_from), at(entries_to));
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
        let shift = match longest(days(was)).cmp(&longest(days(is))) {
            Ordering::Equal => return,
            Ordering::Less => Shift::weaker("waiving", message),
            Ordering::Greater => Shift::changed("waiving", message),
        };
        let at = |days: &Option<Spanned<u32>>| days.as_ref().map(|days| days.at);
        self.push(shift, at(was), at(is));
    }
}
