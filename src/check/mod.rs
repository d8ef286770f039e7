//! A change held against a policy: what is wrong with the head, which gates it
//! breaks, and what it does to the policy itself.
//!
//! The policy is that of the base, so that no change can relax its own gate. This
//! layer puts snapshots, gates and waivers together; what a gate wants it leaves
//! to the gate, and it words nothing for a medium.

mod assess;
mod declared;
mod finding;
mod fingerprint;
mod locate;
mod once;
mod pass;
mod policy;
mod rules;
mod waiving;
mod weakening;

pub use declared::check_policy;
pub use finding::{Finding, Standing};
pub use pass::Pass;
pub use policy::{Policy, PolicySource, Stray};
pub use rules::RULES;
pub use waiving::{
    CheckedWaiver, KnownNames, MOST_WAIVERS, RULES as WAIVER_RULES, WaiverExam, WaiverState,
    longest_for, refusal_of_rule,
};

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use self::assess::{Assessed, Judge};
use self::weakening::{Orders, Shift, between, broken, counting, no_longer_looked_at, strayed};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::lint::{Head, broken_across, check_heads};
use crate::model::Model;
use crate::project::{Group, Loaded, Pairing, PlacedWaiver, Snapshot};
use crate::score::Scored;
use crate::text::RepoPath;
use crate::value::Date;

/// What is checked, and by what.
pub struct Check<'c> {
    /// What is compared with; empty where there is nothing.
    pub base: &'c Snapshot,
    /// What is looked at.
    pub head: &'c Snapshot,
    /// What counts.
    pub policy: &'c Policy,
    /// Every rule there is.
    pub rules: &'c [&'static Rule],
    /// Fingerprints of findings that a trusted job lets through.
    pub accepted: &'c [String],
    /// Whether numbers are kept, for formats that carry them.
    pub numbers: bool,
    /// The day of the run.
    pub today: Date,
}

/// What came of a check.
#[derive(Debug)]
pub struct Checked {
    /// What was found, the gravest first, then by place.
    pub findings: Vec<Finding>,
    /// The gates that assessments keep.
    pub passes: Vec<Pass>,
    /// The assessments looked at, by path.
    pub assessments: Vec<CheckedAssessment>,
    /// The waivers of the head and what they do, in the order of their files.
    pub waivers: Vec<CheckedWaiver>,
}

/// An assessment that was looked at.
#[derive(Debug, Clone)]
pub struct CheckedAssessment {
    /// The path of its head.
    pub path: String,
    /// Unit, model and status, when they can be told.
    pub head: Option<Head>,
    /// Whether its meaning is broken, so that no gate can pass.
    pub broken: bool,
    /// Its model and its numbers, where they are kept.
    pub numbers: Option<Numbers>,
}

/// The model of an assessment, and what its measures say.
#[derive(Debug, Clone)]
pub struct Numbers {
    /// The yardstick.
    pub model: Arc<Model>,
    /// What measures say about its nodes.
    pub scored: Scored,
}

impl Check<'_> {
    /// Runs the check.
    pub fn run(&self) -> Checked {
        let judge = Judge {
            policy: self.policy,
            numbers: self.numbers,
            base: &self.base.project,
            today: self.today,
        };
        let mut assessed = self.assessed(&judge);
        let heads: Vec<Head> = assessed.iter().filter_map(|one| one.head.clone()).collect();
        let broken = broken_across(&heads);
        for one in assessed.iter_mut().filter(|one| broken.contains(&one.path)) {
            judge.break_open(one);
        }
        let mut findings: Vec<Finding> = self.project_findings(&heads);
        findings.extend(self.policy_findings());
        let mut checked = Checked {
            findings: Vec::new(),
            passes: Vec::new(),
            assessments: Vec::new(),
            waivers: Vec::new(),
        };
        for one in assessed {
            findings.extend(one.findings);
            checked.passes.extend(one.passes);
            if one.assessment {
                checked.assessments.push(CheckedAssessment {
                    path: one.path,
                    head: one.head,
                    broken: one.broken,
                    numbers: one.numbers.filter(|_| !one.broken),
                });
            }
        }
        checked
            .assessments
            .sort_by(|one, other| one.path.cmp(&other.path));
        self.ready(&mut findings);
        checked.findings = findings;
        self.waive(&heads, &mut checked);
        self.accept(&mut checked.findings);
        checked
    }

    /// Every assessment of the head judged; what is the same in every byte as at
    /// the base is freed as soon as it is.
    fn assessed(&self, judge: &Judge<'_>) -> Vec<Assessed> {
        let head = self.head;
        let alone = |loaded: Loaded| judge.alone(&loaded);
        let pairing = Pairing {
            today: self.today,
            everything: false,
            seconds: false,
            named: false,
        };
        let pairs = pairing.pairs(self.base, head);
        let counting = counting(&pairs.pairs);
        let judged = pairs.pairs.iter();
        let mut judged: Vec<Assessed> = judged.map(|pair| judge.pair(pair, &counting)).collect();
        let seen: HashSet<&str> = pairs
            .pairs
            .iter()
            .filter_map(|pair| Some(pair.head.as_ref()?.path.as_str()))
            .collect();
        let unseen = |group: &&Group| {
            let first = group.files.first();
            first.is_some_and(|path| !seen.contains(path.as_str()))
        };
        let rest: Vec<Group> = head.groups.iter().filter(unseen).cloned().collect();
        judged.extend(head.project.load(&rest, self.today, alone));
        judged
    }

    /// What is wrong with the project of the head as a whole.
    fn project_findings(&self, heads: &[Head]) -> Vec<Finding> {
        let project = &self.head.project;
        let mut found: Vec<Diagnostic> = check_heads(heads);
        found.extend(project.check_observations(heads, self.today));
        found.extend(project.findings.iter().cloned());
        found.extend(check_policy(project, Some(heads), self.rules));
        let found = found.into_iter().map(|found| locate::finding(found, None));
        found.collect()
    }

    /// What the change does to the policy.
    fn policy_findings(&self) -> Vec<Finding> {
        let (before, after) = (&self.base.project, &self.head.project);
        let orders = Orders {
            libraries: [&before.library, &after.library],
        };
        // Without a policy at the base there is nothing to be less than.
        let mut shifts = match &before.config_file {
            None => Vec::new(),
            Some(file) => between(
                (&before.config, Some(file)),
                (&after.config, after.config_file.as_ref()),
                &orders,
                self.rules,
            ),
        };
        shifts.extend(self.left_out().iter().map(no_longer_looked_at));
        let stray = self.policy.strayed.as_ref();
        shifts.extend(stray.map(|stray| strayed(stray, before)));
        let mut found: Vec<Finding> = shifts.into_iter().map(Shift::finding).collect();
        found.extend(self.policy.broken_at_base.then(|| broken(after)));
        found
    }

    /// Assessments that only the patterns of the base name.
    fn left_out(&self) -> Vec<RepoPath> {
        let own = self.head.project.groups().unwrap_or_default();
        let own: HashSet<&RepoPath> = own.iter().flat_map(|group| &group.files).collect();
        let looked_at = self.head.groups.iter().flat_map(|group| &group.files);
        looked_at
            .filter(|path| !own.contains(path))
            .cloned()
            .collect()
    }

    /// Levels, identities, order: what is the same for findings of every kind.
    fn ready(&self, findings: &mut Vec<Finding>) {
        self.policy.apply_levels(findings);
        once::keep_once(findings);
        findings.retain(|finding| finding.diagnostic.level > Level::Allow);
        findings.sort_by(|one, other| one.order().cmp(&other.order()));
        findings.dedup_by(|one, other| one.order() == other.order());
        fingerprint::stamp(findings);
    }

    /// Lets waivers except findings, and adds what is to be said about waivers.
    fn waive(&self, heads: &[Head], checked: &mut Checked) {
        if self.head.project.waivers.is_empty() {
            return;
        }
        let exam = WaiverExam {
            project: &self.head.project,
            rules: self.rules,
            waiving: &self.policy.config.waiving,
            today: self.today,
        };
        let assessments = &checked.assessments;
        let all = assessments.iter().all(|one| one.head.is_some());
        let known = KnownNames::of(&self.head.project, heads, all);
        let base = Some(&self.base.project);
        let mut found = waiving::added(&exam, base, &known);
        let applied = waiving::Application {
            exam,
            known,
            undecided: &|placed| self.undecided(assessments, placed),
        }
        .apply(&mut checked.findings);
        found.extend(applied.findings);
        checked.waivers = applied.waivers;
        self.ready(&mut found);
        checked.findings.extend(found);
        let order = |one: &Finding, other: &Finding| one.order().cmp(&other.order());
        checked.findings.sort_by(order);
    }

    /// Whether nobody can say in this run that a waiver excepts nothing: what it is
    /// for may be in a broken assessment, or a matter of a profile that was not
    /// chosen.
    fn undecided(&self, assessments: &[CheckedAssessment], placed: &PlacedWaiver) -> bool {
        let waiver = &placed.waiver;
        let unit = waiver.unit.as_ref().map(|unit| unit.value.as_str());
        let of_unit = |one: &CheckedAssessment| match (&one.head, unit) {
            (Some(head), Some(unit)) => head.unit == unit,
            _ => true,
        };
        let broken = |one: &CheckedAssessment| one.broken && of_unit(one);
        let rule = waiver.rule.value.as_str();
        let chosen = self.policy.profile.as_deref();
        let others = self.policy.config.profiles.iter();
        let mut others = others.filter(|profile| Some(profile.name.value.as_str()) != chosen);
        assessments.iter().any(broken) || others.any(|profile| profile.speaks_of(rule))
    }

    fn accept(&self, findings: &mut [Finding]) {
        for finding in findings.iter_mut() {
            if self.accepted.contains(&finding.fingerprint) {
                finding.standing = Standing::Accepted;
            }
        }
    }
}

impl Checked {
    /// Whether a finding fails the run.
    pub fn failed(&self) -> bool {
        self.findings.iter().any(Finding::blocks)
    }

    /// Whether one would if no waiver counted.
    pub fn failed_without_waivers(&self) -> bool {
        let denied = |finding: &&Finding| finding.diagnostic.level == Level::Deny;
        let mut denied = self.findings.iter().filter(denied);
        denied.any(|finding| finding.standing != Standing::Accepted)
    }

    /// How many findings each gate has, by its position.
    pub fn by_gate(&self) -> BTreeMap<usize, usize> {
        let mut counts = BTreeMap::new();
        for gate in self.findings.iter().filter_map(|finding| finding.gate) {
            *counts.entry(gate).or_default() += 1;
        }
        counts
    }
}
