use super::aim::looked_at;
use super::{Aim, Found, Step, Supposed};
use crate::model::{ItemIndex, State};
use crate::value::Date;

/// Something that is wanted, by its day.
#[derive(Debug, Clone)]
pub struct Due {
    /// The day.
    pub by: Option<Date>,
    /// What is wanted.
    pub subject: DueSubject,
}

/// What is wanted by a day.
#[derive(Debug, Clone)]
pub enum DueSubject {
    /// An answer of a practice.
    Practice(Step),
    /// A measure at a node, by its position among the goals.
    Measure(usize),
}

/// A target that asks for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// The practice.
    pub item: ItemIndex,
    /// Not applicable, or out of scope.
    pub state: State,
}

/// What of the targets at certain nodes and below is still to be reached, by day,
/// what has no day last; and how many targets are met.
pub fn dues(now: &Supposed<'_>, nodes: &[ItemIndex], aims: &[Aim]) -> (Vec<Due>, usize) {
    let mut met = 0;
    let mut dues = Vec::new();
    for (item, target) in targets(now, nodes) {
        if now.would_raise(item, target) {
            let step = Step::new(now, item, target, &[now.said(item)]);
            dues.push(Due {
                by: step.due,
                subject: DueSubject::Practice(step),
            });
        } else if matches!(now.state(item), State::Value(_)) {
            met += 1;
        }
    }
    for (position, aim) in aims.iter().enumerate() {
        if matches!(aim.found, Found::Reached) {
            met += 1;
            continue;
        }
        dues.push(Due {
            by: aim.by,
            subject: DueSubject::Measure(position),
        });
    }
    // Sorting is stable: of one day practices come first, in the model's order.
    dues.sort_by_key(|due| (due.by.is_none(), due.by));
    (dues, met)
}

/// Targets of practices that are not looked at.
pub fn left_out(now: &Supposed<'_>, nodes: &[ItemIndex]) -> Vec<LeftOut> {
    let of = targets(now, nodes).map(|(item, _)| LeftOut {
        item,
        state: now.state(item),
    });
    of.filter(|one| matches!(one.state, State::NotApplicable | State::OutOfScope))
        .collect()
}

fn targets<'n>(
    now: &'n Supposed<'_>,
    nodes: &'n [ItemIndex],
) -> impl Iterator<Item = (ItemIndex, usize)> + 'n {
    let practices = now.model.practices().iter().copied();
    practices
        .filter(|item| looked_at(now, nodes, *item))
        .filter_map(|item| Some((item, now.target(item)?)))
}
