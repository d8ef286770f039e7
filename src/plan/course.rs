use super::aim::looked_at;
use super::reach::reach_among;
use super::step::in_order;
use super::{Aim, Found, Goal, Raise, Step, Supposed, set_aims};
use crate::model::ItemIndex;

/// Where a road leads, and its steps in their order.
#[derive(Debug, Clone)]
pub struct Course {
    /// The goals.
    pub aims: Vec<Aim>,
    /// How many goals are too many to look at.
    pub more_aims: usize,
    /// The steps.
    pub steps: Vec<Step>,
}

/// The road to everything that an assessment wants at certain nodes and below, or
/// anywhere: the answers that are wanted, and what measures that are wanted ask
/// for on top of them.
pub fn towards_targets(now: &Supposed<'_>, nodes: &[ItemIndex]) -> Course {
    let practices = now.model.practices().iter().copied();
    let mut steps = Steps::new(now);
    for item in practices.filter(|item| looked_at(now, nodes, *item)) {
        let target = now.target(item);
        if let Some(to) = target.filter(|choice| now.would_raise(item, *choice)) {
            steps.add(Raise { item, to }, None);
        }
    }
    let (aims, more_aims) = set_aims(now, nodes);
    for (position, aim) in aims.iter().enumerate() {
        // A way from what there is names what serves a goal; what the steps before
        // it leave undone is asked for anew.
        steps.serve(&aim.found, position);
        let more = reach_among(&steps.then, &aim.goal, 2 * aims.len());
        for raise in more.raises() {
            steps.add(*raise, Some(position));
        }
    }
    Course {
        aims,
        more_aims,
        steps: steps.ordered(),
    }
}

/// The smallest road to certain goals, each after those before it. Targets play no
/// part in which steps it has.
pub fn towards_goals(now: &Supposed<'_>, goals: &[Goal]) -> Course {
    let mut steps = Steps::new(now);
    let mut aims = Vec::with_capacity(goals.len());
    for (position, goal) in goals.iter().enumerate() {
        let found = reach_among(&steps.then, goal, goals.len());
        for raise in found.raises() {
            steps.add(*raise, Some(position));
        }
        aims.push(Aim {
            goal: goal.clone(),
            by: None,
            because: None,
            set: false,
            found,
        });
    }
    Course {
        aims,
        more_aims: 0,
        steps: steps.ordered(),
    }
}

/// Steps being gathered.
struct Steps<'n, 's> {
    now: &'n Supposed<'s>,
    /// With all of them taken.
    then: Supposed<'s>,
    steps: Vec<Step>,
}

impl<'n, 's> Steps<'n, 's> {
    fn new(now: &'n Supposed<'s>) -> Self {
        Self {
            now,
            then: now.clone(),
            steps: Vec::new(),
        }
    }

    /// A step, or a higher answer for one there is.
    fn add(&mut self, raise: Raise, goal: Option<usize>) {
        self.then.raise(raise);
        let known = self.steps.iter_mut().find(|step| step.item == raise.item);
        match known {
            Some(step) => {
                step.to = raise.to;
                step.goals
                    .extend(goal.filter(|goal| !step.goals.contains(goal)));
            }
            None => {
                let said = [self.now.said(raise.item)];
                let mut step = Step::new(self.now, raise.item, raise.to, &said);
                step.goals.extend(goal);
                self.steps.push(step);
            }
        }
    }

    /// Marks the steps there are that serve a goal.
    fn serve(&mut self, found: &Found, goal: usize) {
        for raise in found.raises() {
            let mut steps = self.steps.iter_mut();
            if let Some(step) = steps.find(|step| step.item == raise.item) {
                step.goals.push(goal);
            }
        }
    }

    fn ordered(mut self) -> Vec<Step> {
        in_order(&mut self.steps);
        self.steps
    }
}
