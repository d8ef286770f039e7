use crate::report::{ChangeDirection, ChangeReport, DiffedAssessment};

/// Why a change needs a look before the others, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) enum Concern {
    Regression,
    Evidence,
    ExpiredEvidence,
    ScopeCut,
    Applicability,
    Target,
    Override,
    Remark,
}

impl Concern {
    /// It in words.
    pub(in crate::render) fn words(self) -> &'static str {
        match self {
            Self::Regression => "regression",
            Self::Evidence => "evidence lost",
            Self::ExpiredEvidence => "expired evidence",
            Self::ScopeCut => "scope cut",
            Self::Applicability => "applicability",
            Self::Target => "target",
            Self::Override => "judgement",
            Self::Remark => "note",
        }
    }
}

/// A change that needs a look first.
pub(in crate::render) struct Attention<'r> {
    pub(in crate::render) concern: Concern,
    pub(in crate::render) change: &'r ChangeReport,
}

/// What needs a look first, the gravest first; each change once.
pub(in crate::render) fn attention(one: &DiffedAssessment) -> Vec<Attention<'_>> {
    // What a node's scope took along is said with the node.
    let own = one.changes.iter().filter(|change| change.below.is_none());
    let found = own.filter_map(|change| {
        let concern = concern(change)?;
        Some(Attention { concern, change })
    });
    let mut found: Vec<Attention<'_>> = found.collect();
    found.sort_by_key(|one| one.concern);
    found
}

fn concern(change: &ChangeReport) -> Option<Concern> {
    let worse = change.regression || change.direction == ChangeDirection::Down;
    let gone = change.from.is_some() && change.to.is_none();
    let remarked = change.remark.is_some();
    let found = match change.field {
        "scope" => (worse || change.cuts()).then_some(Concern::ScopeCut),
        "na" => (worse || change.cuts()).then_some(Concern::Applicability),
        "evidence" if worse || gone => Some(Concern::Evidence),
        "evidence" => remarked.then_some(Concern::ExpiredEvidence),
        "target" => (worse || gone || remarked).then_some(Concern::Target),
        "override" => Some(Concern::Override),
        _ if change.regression => Some(Concern::Regression),
        _ if change.evidence.iter().any(|one| one.expired) => Some(Concern::ExpiredEvidence),
        _ => None,
    };
    found.or_else(|| remarked.then_some(Concern::Remark))
}
