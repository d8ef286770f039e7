use super::{At, ItemIndex, Model, Spanned};
use crate::diagnostic::{Level, Levels};
use crate::value::Date;

/// A condition that a configuration asks every change to keep, as it is written.
/// What the words mean, and whether its rule takes them, the gate of that rule says.
#[derive(Debug, Clone, Default)]
pub struct GateDeclaration {
    /// Where all of it stands.
    pub at: At,
    /// The keys that are written, each with its place.
    pub keys: Vec<Spanned<String>>,
    /// The gate's rule.
    pub rule: Spanned<String>,
    /// A name of its own.
    pub name: Option<Spanned<String>>,
    /// Places in the model that it applies to, with everything below them.
    pub nodes: Vec<Spanned<String>>,
    /// Single items that it applies to.
    pub items: Vec<Spanned<String>>,
    /// Units that it applies to; all when empty.
    pub units: Vec<Spanned<String>>,
    /// Levels of the model whose practices it applies to; all when empty.
    pub levels: Vec<Spanned<String>>,
    /// Facet values of the practices it applies to, by facet; of each facet one
    /// value has to match.
    pub facets: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
    /// The measure that is compared.
    pub measure: Option<Spanned<String>>,
    /// An answer: the least that passes, or that from which on it applies.
    pub answer: Option<Spanned<String>>,
    /// The least value of the measure that passes: a number or a level.
    pub at_least: Option<Spanned<String>>,
    /// The first day it applies, as written.
    pub from: Option<Spanned<String>>,
    /// How many days are allowed, or looked ahead.
    pub days: Option<Spanned<u32>>,
    /// An expression that has to be true.
    pub require: Option<Spanned<String>>,
    /// Whether lost evidence counts as a regression.
    pub lost_evidence: bool,
    /// Whether a measure without a value passes.
    pub passes_without_value: bool,
    /// The level it is given.
    pub level: Option<Spanned<Level>>,
}

impl GateDeclaration {
    /// The first day it counts, while that has not come. What is no day has come.
    pub fn not_before(&self, today: Date) -> Option<Date> {
        let from = Date::parse(&self.from.as_ref()?.value)?;
        Some(from).filter(|from| today < *from)
    }

    /// Whether it applies to an item of a model, by place, level and facets.
    pub fn applies(&self, model: &Model, item: ItemIndex) -> bool {
        let within = |id: &Spanned<String>| {
            let node = model.find(&id.value);
            node.is_some_and(|node| model.within(item, node))
        };
        let mut places = self.nodes.iter().chain(&self.items);
        let anywhere = self.nodes.is_empty() && self.items.is_empty();
        let found = model.item(item);
        let level = found.level.and_then(|level| model.levels.get(level));
        let of_level = |id: &Spanned<String>| level.is_some_and(|level| level.id == id.value);
        let facets = self.facets.iter().all(|(facet, values)| {
            let value = found.facets.get(&facet.value);
            value.is_some_and(|value| values.iter().any(|wanted| wanted.value == *value))
        });
        (anywhere || places.any(within))
            && (self.levels.is_empty() || self.levels.iter().any(of_level))
            && facets
    }
}

/// A dated, reasoned exception to a rule.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// Where all of it stands.
    pub at: At,
    /// The rule whose findings it excepts.
    pub rule: Spanned<String>,
    /// The unit it is for; all when there is none.
    pub unit: Option<Spanned<String>>,
    /// The place in the model it is for, with everything below it.
    pub node: Option<Spanned<String>>,
    /// The item it is for.
    pub item: Option<Spanned<String>>,
    /// Why the exception is right.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The last day it holds, as written. What is no day has passed.
    pub expires: Option<Spanned<String>>,
    /// The one finding that it excepts, in the one state it has, so that it lapses
    /// when the answer moves again.
    pub fingerprint: Option<Spanned<String>>,
}

impl Waiver {
    /// The last day it holds; nothing where none is written, or what is written is
    /// no day.
    pub fn last_day(&self) -> Option<Date> {
        Date::parse(&self.expires.as_ref()?.value)
    }

    /// Whether somebody says why, and answers for it.
    pub fn has_reason_and_owner(&self) -> bool {
        !self.reason.trim().is_empty() && !self.owner.trim().is_empty()
    }
}

/// How long waivers may hold, and when their end is announced.
#[derive(Debug, Clone, Default)]
pub struct Waiving {
    /// The most days from today to the last day of a waiver; nothing for any.
    pub longest_days: Option<Spanned<u32>>,
    /// How many days before its end a waiver is said to expire.
    pub warn_days: Option<Spanned<u32>>,
}

impl Waiving {
    /// Days before its end from which on a waiver is said to expire, unless others
    /// are written.
    pub const WARN_DAYS: u32 = 14;

    /// Days before its end from which on a waiver is said to expire.
    pub fn warned_days(&self) -> u32 {
        let written = self.warn_days.as_ref().map(|days| days.value);
        written.unwrap_or(Self::WARN_DAYS)
    }
}

/// A named set of levels and gates, chosen for a run. They come on top of those
/// that always count.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Its name.
    pub name: Spanned<String>,
    /// Levels of rules, over those that always count.
    pub levels: Levels,
    /// The rules that levels are given to, each with its place and level word.
    pub level_entries: Vec<(Spanned<String>, Spanned<String>)>,
    /// More gates.
    pub gates: Vec<GateDeclaration>,
}

impl Profile {
    /// Whether it has a gate of a rule, or gives the rule a level.
    pub fn speaks_of(&self, rule: &str) -> bool {
        let mut gates = self.gates.iter();
        gates.any(|gate| gate.rule.value == rule) || self.levels.get(rule).is_some()
    }
}
