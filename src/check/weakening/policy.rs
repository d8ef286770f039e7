use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::Shift;
use super::compare::{compare, note};
use super::identity::{ALIKE, identity, named};
use super::order::Orders;
use super::scope;
use crate::diagnostic::{Level, Levels, Place, Rule};
use crate::model::{At, Config, GateDeclaration, Spanned};
use crate::text::SourceFile;

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
        let mut weaker = Vec::new();
        let mut changed = Vec::new();
        let level = |gate: &GateDeclaration, levels: &Levels| {
            let own = gate.level.as_ref().map(|level| level.value);
            own.or_else(|| levels.get(&gate.rule.value))
                .unwrap_or(Level::Deny)
        };
        let (was, is) = (level(base, levels.0), level(head, levels.1));
        // A level of the rule as a whole is told once, by itself.
        if base.level != head.level || was == is {
            note(was.cmp(&is), &mut weaker, &mut changed, || {
                format!("its level is `{is}`, it was `{was}`")
            });
        }
        let orders = self.orders;
        compare(
            &base.at_least,
            &head.at_least,
            |one, other| orders.values(one, other),
            |was, is| format!("it wants at least {is}, it wanted {was}"),
        )
        .sort_into(&mut weaker, &mut changed);
        compare(
            &base.answer,
            &head.answer,
            |one, other| orders.answers(one, other),
            |was, is| format!("its answer is {is}, it was {was}"),
        )
        .sort_into(&mut weaker, &mut changed);
        compare(
            &base.measure,
            &head.measure,
            |_, _| None,
            |was, is| format!("it looks at the measure {is}, it looked at {was}"),
        )
        .sort_into(&mut weaker, &mut changed);
        compare(
            &base.require,
            &head.require,
            |_, _| None,
            |was, is| format!("it requires {is}, it required {was}"),
        )
        .sort_into(&mut weaker, &mut changed);
        self.dates(base, head, &mut weaker, &mut changed);
        for (was, is, words) in [
            (
                base.lost_evidence,
                head.lost_evidence,
                "lost evidence counts",
            ),
            (
                !base.passes_without_value,
                !head.passes_without_value,
                "a measure without a value fails",
            ),
        ] {
            note(was.cmp(&is), &mut weaker, &mut changed, || match is {
                true => format!("{words} now"),
                false => format!("{words} no longer"),
            });
        }
        let narrowed = scope::narrowed(base, head);
        let wider = scope::narrowed(head, base);
        weaker.extend(
            narrowed
                .into_iter()
                .map(|what| format!("it looks at {what}")),
        );
        changed.extend(wider.into_iter().map(|_| "it looks at more".to_owned()));
        for (kind, said) in [(true, weaker), (false, changed)] {
            if said.is_empty() {
                continue;
            }
            let aspect = format!("{within}{}", identity(base));
            let message = format!("the gate {}: {}", named(base), said.join("; "));
            let shift = match kind {
                true => Shift::weaker(aspect, message),
                false => Shift::changed(aspect, message),
            };
            self.push(shift, Some(base.at), Some(head.at));
        }
    }

    /// The first day, and days that are allowed or looked ahead.
    fn dates(
        &self,
        base: &GateDeclaration,
        head: &GateDeclaration,
        weaker: &mut Vec<String>,
        changed: &mut Vec<String>,
    ) {
        let day = |gate: &GateDeclaration| {
            gate.from
                .as_ref()
                .map(|from| from.value.clone())
                .unwrap_or_default()
        };
        let (was, is) = (day(base), day(head));
        note(is.cmp(&was), weaker, changed, || match is.is_empty() {
            true => "it begins at once".to_owned(),
            false => format!("it begins on {is}"),
        });
        let days = |gate: &GateDeclaration| gate.days.as_ref().map(|days| days.value);
        let (was, is) = (days(base), days(head));
        // Where days are looked ahead, fewer of them ask less.
        let order = match base.rule.value.as_str() {
            "evidence-expired" => was.cmp(&is),
            _ => is.cmp(&was),
        };
        note(order, weaker, changed, || {
            let said = |days: Option<u32>| days.map_or("none".to_owned(), |days| days.to_string());
            format!("its days are {}, they were {}", said(is), said(was))
        });
    }

    fn levels(
        &mut self,
        within: &str,
        (from, entries_from): (&Levels, &[(Spanned<String>, Spanned<String>)]),
        (to, entries_to): (&Levels, &[(Spanned<String>, Spanned<String>)]),
    ) {
        let named = entries_from.iter().chain(entries_to);
        let named: BTreeSet<&str> = named.map(|(rule, _)| rule.value.as_str()).collect();
        for id in named {
            let Some(rule) = self.rules.iter().find(|rule| rule.id == id) else {
                continue;
            };
            let level = |levels: &Levels| levels.get(id).unwrap_or(rule.level);
            let (was, is) = (level(from), level(to));
            let at = |entries: &[(Spanned<String>, Spanned<String>)]| {
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
