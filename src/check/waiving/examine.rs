use super::KnownNames;
use super::rules::{EXPIRED, EXPIRING, INVALID, TOO_LONG};
use super::same::twice;
use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::model::{At, Waiver, Waiving};
use crate::project::{PlacedWaiver, Project};
use crate::text::nearest;
use crate::value::Date;

/// Waivers of one project; those beyond count as if they were not there.
pub const MOST_WAIVERS: usize = 2_000;

/// Rules about what a change does to the policy and to waivers: a change that
/// could waive them would waive its own cheat.
const POLICY_RULES: &[&str] = &[
    "gate-",
    "policy-",
    "waiver-",
    "model-changed",
    "unknown-rule",
];

/// What waivers are held against.
#[derive(Debug, Clone, Copy)]
pub struct WaiverExam<'e> {
    /// The project they are in.
    pub project: &'e Project,
    /// Every rule there is.
    pub rules: &'e [&'static Rule],
    /// How long they may hold.
    pub waiving: &'e Waiving,
    /// The day of the run.
    pub today: Date,
}

/// Why the findings of a rule cannot be waived; nothing where they can.
pub fn refusal_of_rule(rule: &Rule) -> Option<&'static str> {
    let policy = POLICY_RULES.iter().any(|start| rule.id.starts_with(start));
    match (policy, rule.breaks) {
        (true, _) => Some("a change would except what it does to its own bar"),
        (_, true) => Some("a file that breaks it has no meaning"),
        _ => None,
    }
}

/// The most days that a last day may be away, where that is bounded.
pub fn longest_for(waiving: &Waiving) -> Option<i64> {
    let longest = waiving.longest_days.as_ref();
    longest.map(|days| i64::from(days.value))
}

impl WaiverExam<'_> {
    /// What can be said of all waivers without knowing what they except.
    pub fn check(&self, known: &mut KnownNames) -> Vec<Diagnostic> {
        let waivers = &self.project.waivers;
        let mut found = Vec::new();
        let mut holding = Vec::new();
        for placed in waivers.iter().take(MOST_WAIVERS) {
            let invalid = self.invalid(placed, known, &|_| false);
            if invalid.is_none() {
                found.extend(self.too_long(placed));
                found.extend(self.ended(placed));
                found.extend(self.ends_soon(placed));
            }
            if invalid.is_none() && self.days_left(&placed.waiver) >= Some(0) {
                holding.push(placed);
            }
            found.extend(invalid);
        }
        for (at, one) in holding.iter().enumerate() {
            let earlier = holding.iter().take(at);
            let same = earlier.filter(|other| same_words(&other.waiver, &one.waiver));
            found.extend(same.take(1).map(|other| twice(other, one)));
        }
        found.extend(self.too_many());
        found
    }

    /// Why a waiver must not be written; nothing where it may be.
    pub fn refusal(&self, placed: &PlacedWaiver, known: &mut KnownNames) -> Option<Diagnostic> {
        self.invalid(placed, known, &|_| false)
            .or_else(|| self.too_long(placed))
    }

    /// A waiver of the project that holds for the same.
    pub fn same_as(&self, placed: &PlacedWaiver) -> Option<&PlacedWaiver> {
        let mut holding = self
            .project
            .waivers
            .iter()
            .filter(|other| other.whole && self.days_left(&other.waiver) >= Some(0));
        holding.find(|other| same_words(&other.waiver, &placed.waiver))
    }

    /// Days from today to the last day; below 0 when that is over.
    pub(super) fn days_left(&self, waiver: &Waiver) -> Option<i64> {
        Some(waiver.last_day()?.days_since(self.today))
    }

    /// That there are more than are looked at.
    pub(super) fn too_many(&self) -> Option<Diagnostic> {
        let first = self.project.waivers.get(MOST_WAIVERS)?;
        let message = format!("a project has at most {MOST_WAIVERS} waivers");
        let finding = Diagnostic::new(&INVALID, first.start(), message);
        Some(finding.help("this one and those after it except nothing; remove what is not needed"))
    }

    /// Why a waiver can except nothing, whatever is found. An item that a finding is
    /// about is one, though no model may have it any more.
    pub(super) fn invalid(
        &self,
        placed: &PlacedWaiver,
        known: &mut KnownNames,
        found: &dyn Fn(&String) -> bool,
    ) -> Option<Diagnostic> {
        // What the schema refused is not refused again.
        if !placed.whole {
            return None;
        }
        self.wrong_rule(placed)
            .or_else(|| self.wrong_place(placed, known, found))
            .or_else(|| wrong_words(placed))
    }

    fn wrong_rule(&self, placed: &PlacedWaiver) -> Option<Diagnostic> {
        let name = &placed.waiver.rule;
        let Some(rule) = self.rules.iter().find(|rule| rule.id == name.value) else {
            let known = self
                .rules
                .iter()
                .filter(|rule| refusal_of_rule(rule).is_none());
            let close = nearest(&name.value, known.map(|rule| rule.id));
            let help = match close {
                Some(close) => format!("did you mean `{close}`?"),
                None => "the reference of rules lists them all".to_owned(),
            };
            let message = format!("there is no rule `{}`", name.value);
            return Some(invalid(placed, name.at, message).help(help));
        };
        let why = refusal_of_rule(rule)?;
        let message = format!("`{}` cannot be waived: {why}", rule.id);
        Some(invalid(placed, name.at, message).help("mend what is found instead"))
    }

    fn wrong_place(
        &self,
        placed: &PlacedWaiver,
        known: &mut KnownNames,
        found: &dyn Fn(&String) -> bool,
    ) -> Option<Diagnostic> {
        let Waiver {
            unit, node, item, ..
        } = &placed.waiver;
        if let Some(unit) = unit.as_ref().filter(|unit| !known.has_unit(&unit.value)) {
            let close = known.nearest_unit(&unit.value);
            let message = format!("there is no unit `{}`", unit.value);
            let help = close.map(|close| format!("did you mean `{close}`?"));
            return Some(invalid(placed, unit.at, message).maybe_help(help));
        }
        let of = unit.as_ref().map(|unit| unit.value.as_str());
        for (named, what) in [(node, "node"), (item, "item")] {
            let Some(named) = named else { continue };
            if found(&named.value) || known.has_item(self.project, of, &named.value) {
                continue;
            }
            let close = known.nearest_item(of, &named.value);
            let message = format!(
                "no model of {} has the {what} `{}`",
                of.map_or_else(|| "the project".to_owned(), |unit| format!("`{unit}`"),),
                named.value
            );
            let help = close.map(|close| format!("did you mean `{close}`?"));
            return Some(invalid(placed, named.at, message).maybe_help(help));
        }
        None
    }

    pub(super) fn too_long(&self, placed: &PlacedWaiver) -> Option<Diagnostic> {
        let longest = longest_for(self.waiving)?;
        let left = self.days_left(&placed.waiver)?;
        if left <= longest {
            return None;
        }
        let message = format!(
            "a waiver may hold for at most {} from today, this one for {left}",
            days(longest)
        );
        Some(
            Diagnostic::new(&TOO_LONG, placed.end(), message).help(
                "take an earlier day; `longest_days` under `waiving` of rungs.yaml is the limit",
            ),
        )
    }

    pub(super) fn ended(&self, placed: &PlacedWaiver) -> Option<Diagnostic> {
        let left = self.days_left(&placed.waiver)?;
        let message = format!("expired {} ago: it excepts nothing any more", days(-left));
        (left < 0).then(|| {
            Diagnostic::new(&EXPIRED, placed.end(), message)
                .help("mend what it excepted and remove it with `rungs waiver prune`, or agree on a new last day")
        })
    }

    pub(super) fn ends_soon(&self, placed: &PlacedWaiver) -> Option<Diagnostic> {
        let left = self.days_left(&placed.waiver)?;
        let soon = i64::from(self.waiving.warned_days());
        let when = match left {
            0 => "today is its last day".to_owned(),
            left => format!("expires in {}", days(left)),
        };
        (0..=soon)
            .contains(&left)
            .then(|| Diagnostic::new(&EXPIRING, placed.end(), when))
    }
}

/// What is wrong with its words alone.
fn wrong_words(placed: &PlacedWaiver) -> Option<Diagnostic> {
    let waiver = &placed.waiver;
    if !waiver.has_reason_and_owner() {
        let message = "a waiver needs a reason and an owner, and one of them is blank";
        let help = "say why the exception is right, and who answers for it";
        return Some(invalid(placed, waiver.rule.at, message.to_owned()).help(help));
    }
    let expires = waiver.expires.as_ref()?;
    if waiver.last_day().is_some() {
        return None;
    }
    let message = format!("`{}` is no day, so the waiver has expired", expires.value);
    Some(invalid(placed, expires.at, message).help("write the last day it holds as YYYY-MM-DD"))
}

fn invalid(placed: &PlacedWaiver, at: At, message: String) -> Diagnostic {
    let place: Place = placed.place(at);
    Diagnostic::new(&INVALID, place, message)
}

/// Whether two waivers are for the same.
fn same_words(one: &Waiver, other: &Waiver) -> bool {
    let key = |waiver: &Waiver| {
        let parts = [
            Some(&waiver.rule),
            waiver.unit.as_ref(),
            waiver.node.as_ref(),
            waiver.item.as_ref(),
            waiver.fingerprint.as_ref(),
        ];
        parts.map(|part| part.map(|part| part.value.clone()))
    };
    key(one) == key(other)
}

pub(super) fn days(count: i64) -> String {
    match count {
        1 => "1 day".to_owned(),
        count => format!("{count} days"),
    }
}
