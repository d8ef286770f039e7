//! What a change does to the policy that later changes will be held against.

mod assessment;
mod compare;
mod cover;
mod gate;
mod globs;
mod identity;
mod model;
mod order;
mod policy;
mod scope;

pub(super) use assessment::{Counting, counting, of_pair};
pub(super) use globs::{broken, no_longer_looked_at, strayed};
pub(super) use model::{moved_model, other_contents};
pub(super) use order::Orders;
pub(super) use policy::between;

use super::Finding;
use super::rules::{GATE_WEAKENED, POLICY_CHANGED};
use crate::diagnostic::{Diagnostic, Place};
use crate::gate::Lost;
use crate::model::GateDeclaration;

/// A difference between two policies.
pub(super) struct Shift {
    /// Whether less is asked than before.
    weaker: bool,
    /// What tells it apart from others.
    aspect: String,
    message: String,
    base: Option<Place>,
    head: Option<Place>,
}

impl Shift {
    fn weaker(aspect: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            weaker: true,
            aspect: aspect.into(),
            message: message.into(),
            base: None,
            head: None,
        }
    }

    fn changed(aspect: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            weaker: false,
            ..Self::weaker(aspect, message)
        }
    }

    fn at(mut self, base: Option<Place>, head: Option<Place>) -> Self {
        self.base = base;
        self.head = head;
        self
    }

    /// That a gate has nothing to look at any more where it looked before.
    pub(super) fn of_lost(gate: &GateDeclaration, lost: &Lost, [base, head]: [Place; 2]) -> Self {
        let aspect = format!("{} lost {}", identity::identity(gate), lost.what);
        Self::weaker(aspect, lost.message.as_str()).at(Some(base), Some(head))
    }

    /// As a finding at the head's place, or the base's where the head has none.
    pub(super) fn finding(self) -> Finding {
        let rule = match self.weaker {
            true => &GATE_WEAKENED,
            false => &POLICY_CHANGED,
        };
        // What was let through is not let through again once less is asked.
        let aspect = match self.weaker {
            true => format!("{}: {}", self.aspect, self.message),
            false => self.aspect,
        };
        let at_base = self.head.is_none() && self.base.is_some();
        let (place, other) = match (self.head, self.base) {
            (Some(head), base) => (head, base),
            (None, Some(base)) => (base, None),
            (None, None) => (Place::Nowhere, None),
        };
        let mut found = Diagnostic::new(rule, place, self.message);
        if self.weaker {
            found =
                found.help("leave it as it is at the base, or let a person with the say accept it");
        }
        if let Some(other) = other {
            found = found.related(other, "what it is at the base");
        }
        Finding {
            aspect,
            at_base,
            ..Finding::new(found)
        }
    }
}
