use std::collections::{BTreeMap, BTreeSet};

use super::rules::UNUSED;
use super::same::twice;
use super::{KnownNames, MOST_WAIVERS, WaiverExam, about};
use crate::check::{Finding, Standing};
use crate::diagnostic::Diagnostic;
use crate::model::Spanned;
use crate::project::PlacedWaiver;

/// A waiver and what it does in a run.
#[derive(Debug, Clone)]
pub struct CheckedWaiver {
    /// The waiver.
    pub placed: PlacedWaiver,
    /// Whether it is written so that it can except something.
    pub valid: bool,
    /// Whether it holds.
    pub state: WaiverState,
    /// Days from today to its last day; below 0 when that is over, nothing when it
    /// is no day.
    pub days_left: Option<i64>,
    /// How many findings it excepts, or would if it had not expired.
    pub findings: usize,
}

/// Whether a waiver holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaiverState {
    /// It holds.
    Active,
    /// It holds and will end soon.
    Expiring,
    /// Its last day is over, or is no day.
    Expired,
    /// It holds and excepts nothing.
    Unused,
}

impl WaiverState {
    /// The word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Expiring => "expiring",
            Self::Expired => "expired",
            Self::Unused => "unused",
        }
    }
}

/// Waivers on their way through the findings of a run.
pub(in crate::check) struct Application<'a> {
    pub(in crate::check) exam: WaiverExam<'a>,
    pub(in crate::check) known: KnownNames,
    /// Whether what a waiver is for cannot be told in this run, so that nobody can
    /// say that it excepts nothing.
    pub(in crate::check) undecided: &'a dyn Fn(&PlacedWaiver) -> bool,
}

/// What waivers did, and what is to be said about them.
#[derive(Default)]
pub(in crate::check) struct Applied {
    pub(in crate::check) waivers: Vec<CheckedWaiver>,
    pub(in crate::check) findings: Vec<Finding>,
}

/// A waiver as it is held against findings.
struct Candidate<'a> {
    placed: &'a PlacedWaiver,
    invalid: Option<Diagnostic>,
    days_left: Option<i64>,
    matched: usize,
    /// Findings that it would except were its fingerprint another.
    lapsed: usize,
}

impl Candidate<'_> {
    /// Whether it excepts what it is for.
    fn holds(&self) -> bool {
        self.placed.whole && self.invalid.is_none() && self.days_left >= Some(0)
    }

    /// Whether its last day is over, or is no day.
    fn ended(&self) -> bool {
        self.placed.whole && self.days_left.is_none_or(|left| left < 0)
    }

    fn is_for(&self, finding: &Finding) -> bool {
        let waiver = &self.placed.waiver;
        let named = |part: &Option<Spanned<String>>, found: &Option<String>| {
            let found = found.as_deref();
            part.as_ref()
                .is_none_or(|part| found == Some(part.value.as_str()))
        };
        let own = [&finding.node, &finding.item].into_iter().flatten();
        let mut nodes = own.chain(&finding.within);
        let node = waiver.node.as_ref();
        named(&waiver.unit, &finding.unit)
            && named(&waiver.item, &finding.item)
            && node.is_none_or(|node| nodes.any(|found| *found == node.value))
    }

    /// Whether it is for the state that is found, too.
    fn is_for_state(&self, finding: &Finding) -> bool {
        let pinned = self.placed.waiver.fingerprint.as_ref();
        pinned.is_none_or(|pinned| pinned.value == finding.value_fingerprint)
    }
}

impl Application<'_> {
    /// Lets waivers except findings, and says on those that come back why they do.
    pub(in crate::check) fn apply(mut self, findings: &mut [Finding]) -> Applied {
        let mut candidates = candidates(self.exam, &mut self.known, findings);
        let mut by_rule: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, candidate) in candidates.iter().enumerate() {
            let rule = candidate.placed.waiver.rule.value.as_str();
            by_rule.entry(rule).or_default().push(at);
        }
        let mut pairs = BTreeSet::new();
        for finding in findings.iter_mut().filter(|finding| finding.waivable) {
            if let Some(of_rule) = by_rule.get(finding.diagnostic.rule.id) {
                let holding = except(finding, of_rule, &mut candidates);
                if let [first, others @ ..] = holding.as_slice() {
                    pairs.extend(others.iter().map(|other| (*first, *other)));
                }
            }
        }
        self.concluded(&candidates, &pairs)
    }

    fn concluded(&self, candidates: &[Candidate<'_>], pairs: &BTreeSet<(usize, usize)>) -> Applied {
        let exam = &self.exam;
        let mut applied = Applied::default();
        for candidate in candidates {
            let state = self.state(candidate);
            let placed = candidate.placed;
            let said = match &candidate.invalid {
                Some(invalid) => vec![invalid.clone()],
                None => {
                    let end = match state {
                        WaiverState::Expired => exam.ended(placed),
                        WaiverState::Expiring => exam.ends_soon(placed),
                        WaiverState::Unused if placed.whole => Some(unused(candidate)),
                        _ => None,
                    };
                    end.into_iter().chain(exam.too_long(placed)).collect()
                }
            };
            let said = said.into_iter().map(|said| about(placed, said, ""));
            applied.findings.extend(said);
            applied.waivers.push(CheckedWaiver {
                placed: placed.clone(),
                valid: placed.whole && candidate.invalid.is_none(),
                state,
                days_left: candidate.days_left,
                findings: candidate.matched,
            });
        }
        for (first, second) in pairs {
            let (first, second) = (candidates.get(*first), candidates.get(*second));
            if let (Some(first), Some(second)) = (first, second) {
                let said = twice(first.placed, second.placed);
                applied.findings.push(about(second.placed, said, ""));
            }
        }
        let many = exam.too_many().map(Finding::new);
        applied.findings.extend(many);
        applied
    }

    fn state(&self, candidate: &Candidate<'_>) -> WaiverState {
        let soon = i64::from(self.exam.waiving.warned_days());
        let idle = candidate.matched == 0 && !(self.undecided)(candidate.placed);
        match candidate.days_left {
            None | Some(..0) => WaiverState::Expired,
            _ if idle || !candidate.holds() => WaiverState::Unused,
            Some(left) if left <= soon => WaiverState::Expiring,
            Some(_) => WaiverState::Active,
        }
    }
}

fn candidates<'a>(
    exam: WaiverExam<'a>,
    known: &mut KnownNames,
    findings: &[Finding],
) -> Vec<Candidate<'a>> {
    let found = findings.iter();
    let found = found.flat_map(|finding| [&finding.item, &finding.node]);
    let found: BTreeSet<&String> = found.flatten().collect();
    let waivers = exam.project.waivers.iter().take(MOST_WAIVERS);
    let mut candidates = Vec::new();
    for placed in waivers {
        let invalid = exam.invalid(placed, known, &|id| found.contains(id));
        candidates.push(Candidate {
            placed,
            invalid,
            days_left: exam.days_left(&placed.waiver),
            matched: 0,
            lapsed: 0,
        });
    }
    candidates
}

/// Lets the waivers of a finding's rule except it, and gives those that hold.
/// Where none does, the finding says so.
fn except(
    finding: &mut Finding,
    of_rule: &[usize],
    candidates: &mut [Candidate<'_>],
) -> Vec<usize> {
    let mut holding = Vec::new();
    let mut ended = Vec::new();
    let mut lapsed = None;
    for at in of_rule.iter().copied() {
        let Some(candidate) = candidates.get_mut(at) else {
            continue;
        };
        if !candidate.is_for(finding) {
            continue;
        }
        if !candidate.is_for_state(finding) {
            candidate.lapsed += 1;
            lapsed = lapsed.or_else(|| candidate.holds().then_some(at));
            continue;
        }
        candidate.matched += 1;
        if candidate.holds() {
            holding.push(at);
        } else if candidate.ended() {
            ended.push(at);
        }
    }
    if let Some(first) = holding.first() {
        finding.standing = Standing::Waived(*first);
        return holding;
    }
    let days_left = |at: &usize| candidates.get(*at).and_then(|one| one.days_left);
    let last = ended.into_iter().max_by_key(days_left);
    if let Some(ended) = last.and_then(|at| candidates.get(at)) {
        come_back(finding, ended);
    } else if let Some(lapsed) = lapsed.and_then(|at| candidates.get(at)) {
        let said = "a waiver for it has lapsed, as it is for another answer";
        say(finding, said.to_owned(), lapsed.placed);
    }
    holding
}

fn unused(candidate: &Candidate<'_>) -> Diagnostic {
    let message = match candidate.lapsed {
        0 => "excepts nothing",
        _ => "excepts nothing any more: its fingerprint is that of another answer",
    };
    Diagnostic::new(&UNUSED, candidate.placed.start(), message)
        .help("remove it; `rungs waiver prune` does")
}

/// Says on a finding that it was excepted until a day.
fn come_back(finding: &mut Finding, ended: &Candidate<'_>) {
    let said = match ended.placed.waiver.last_day() {
        Some(day) => format!("a waiver for it expired on {day}"),
        None => "a waiver for it does not say a day until which it holds".to_owned(),
    };
    say(finding, said, ended.placed);
}

fn say(finding: &mut Finding, said: String, waiver: &PlacedWaiver) {
    let diagnostic = &mut finding.diagnostic;
    diagnostic.message = format!("{}; {said}", diagnostic.message);
    diagnostic.related.push((waiver.end(), said));
}
