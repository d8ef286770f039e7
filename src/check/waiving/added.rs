use super::rules::ADDED;
use super::{KnownNames, MOST_WAIVERS, WaiverExam, about, refusal_of_rule};
use crate::check::Finding;
use crate::diagnostic::Diagnostic;
use crate::model::{Spanned, Waiver};
use crate::project::{PlacedWaiver, Project};

/// The waivers that except more than those of the base do: another thing, for
/// longer, or whatever the answer is.
pub(in crate::check) fn added(
    exam: &WaiverExam<'_>,
    base: Option<&Project>,
    known: &KnownNames,
) -> Vec<Finding> {
    let earlier = base.map(|base| base.waivers.as_slice()).unwrap_or_default();
    let earlier: Vec<&PlacedWaiver> = earlier
        .iter()
        .take(MOST_WAIVERS)
        .filter(|placed| placed.whole && placed.waiver.has_reason_and_owner())
        .collect();
    let mut found = Vec::new();
    for placed in exam.project.waivers.iter().take(MOST_WAIVERS) {
        // What can except nothing is a finding of its own, or has had its time.
        let waiver = &placed.waiver;
        let rule = exam.rules.iter().find(|rule| rule.id == waiver.rule.value);
        let waivable = rule.is_some_and(|rule| refusal_of_rule(rule).is_none());
        let holds = placed.whole && waivable && waiver.has_reason_and_owner();
        if !holds || exam.days_left(waiver) < Some(0) {
            continue;
        }
        let covers = |base: &&&PlacedWaiver| {
            covered(waiver, &base.waiver, known) && !longer(waiver, &base.waiver)
        };
        if earlier.iter().find(covers).is_none() {
            found.push(finding(placed, &earlier, known));
        }
    }
    found
}

fn finding(placed: &PlacedWaiver, earlier: &[&PlacedWaiver], known: &KnownNames) -> Finding {
    let waiver = &placed.waiver;
    let last = waiver
        .last_day()
        .map(|day| day.to_string())
        .unwrap_or_default();
    let shorter = earlier
        .iter()
        .find(|base| covered(waiver, &base.waiver, known));
    let narrower = earlier
        .iter()
        .find(|base| covered(&base.waiver, waiver, known));
    let unpinned = earlier.iter().find(|base| unpins(waiver, &base.waiver));
    let (message, related) = match (shorter, unpinned, narrower) {
        (Some(base), _, _) => {
            let was = base.waiver.expires.as_ref().map(|day| day.value.as_str());
            let message = format!(
                "a waiver for `{}` holds until {last} instead of {}",
                waiver.rule.value,
                was.unwrap_or("no day"),
            );
            (message, Some((base.end(), "its last day at the base")))
        }
        (_, Some(base), _) => (
            format!(
                "a waiver for `{}` is not bound to the same answer any more",
                waiver.rule.value
            ),
            Some((base.start(), "what it is at the base")),
        ),
        (_, _, Some(base)) => (
            format!(
                "a waiver for `{}` excepts more than at the base",
                waiver.rule.value
            ),
            Some((base.start(), "what it is at the base")),
        ),
        _ => (
            format!("a new waiver for `{}`, until {last}", waiver.rule.value),
            None,
        ),
    };
    let mut diagnostic = Diagnostic::new(&ADDED, placed.start(), message)
        .help("whoever answers for the bar has to agree: bring it in a change of its own, or let code owners approve `waivers/` and rungs.yaml and set `waiver-added: warn` at the base");
    if let Some((place, text)) = related {
        diagnostic = diagnostic.related(place, text);
    }
    // A finding let through for one day is not let through for a later one.
    about(placed, diagnostic, &last)
}

/// Whether all that a waiver excepts is excepted by another, but for the days.
fn covered(one: &Waiver, by: &Waiver, known: &KnownNames) -> bool {
    by.rule.value == one.rule.value
        && same_or_any(&one.unit, &by.unit)
        && same_or_any(&one.fingerprint, &by.fingerprint)
        && place_covered(one, by, known)
}

fn place_covered(one: &Waiver, by: &Waiver, known: &KnownNames) -> bool {
    let unit = one.unit.as_ref().map(|unit| unit.value.as_str());
    let node = match (&by.node, &one.node, &one.item) {
        (None, _, _) => true,
        (Some(by), Some(one), _) if by.value == one.value => true,
        (Some(by), one, item) => {
            let mut inner = [item, one].into_iter().flatten();
            inner.any(|inner| known.holds(unit, &by.value, &inner.value))
        }
    };
    node && same_or_any(&one.item, &by.item)
}

/// Whether a waiver says the same as another but for the answer that the other is
/// bound to.
fn unpins(one: &Waiver, base: &Waiver) -> bool {
    let key = |waiver: &Waiver| {
        let parts = [
            Some(&waiver.rule),
            waiver.unit.as_ref(),
            waiver.node.as_ref(),
            waiver.item.as_ref(),
        ];
        parts.map(|part| part.map(|part| part.value.clone()))
    };
    let pin = |waiver: &Waiver| waiver.fingerprint.as_ref().map(|pin| pin.value.clone());
    key(one) == key(base) && pin(base).is_some() && pin(one) != pin(base)
}

fn same_or_any(one: &Option<Spanned<String>>, by: &Option<Spanned<String>>) -> bool {
    match (one, by) {
        (_, None) => true,
        (Some(one), Some(by)) => one.value == by.value,
        (None, Some(_)) => false,
    }
}

fn longer(one: &Waiver, base: &Waiver) -> bool {
    one.last_day() > base.last_day()
}
