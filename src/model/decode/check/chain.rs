use super::{Checker, LONGEST_CHAIN};
use crate::model::Rule;

impl Checker<'_, '_, '_> {
    /// Whether a measure is computed out of itself, or through too many others.
    pub(super) fn chain_is_too_long(&self, start: usize) -> bool {
        let of = |position: usize| match &self.model.measures.get(position)?.rule {
            Rule::Combine(rule) => rule.of,
            Rule::Attain(rule) => rule.of,
            Rule::Band { of } => Some(*of),
            Rule::Pick(_) => None,
        };
        let own = |position: usize| {
            matches!(
                self.model
                    .measures
                    .get(position)
                    .map(|measure| &measure.rule),
                Some(Rule::Combine(_))
            )
        };
        let mut next = of(start).filter(|next| !(own(start) && *next == start));
        for _ in 0..LONGEST_CHAIN {
            match next {
                None => return false,
                Some(at) if at == start => return true,
                Some(at) => next = of(at).filter(|further| !(own(at) && *further == at)),
            }
        }
        true
    }
}
