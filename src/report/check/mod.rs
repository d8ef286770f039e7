mod build;
mod finding;
#[cfg(test)]
pub(crate) mod sample;
mod waive;
mod waiver;

pub use build::{Asked, check_report};
pub use finding::{CheckFinding, WaivedReport};
pub use waiver::{ListedWaivers, WaiverCounts, WaiverReport, WaiversReport};

use serde::Serialize;

use super::{NodeReport, SideReport, Tool};

/// The result of `check`.
#[derive(Debug, Clone, Serialize)]
pub struct CheckReport {
    /// `rungs/check/1`.
    pub schema: &'static str,
    /// This program.
    pub tool: Tool,
    /// The day that counts as today.
    pub as_of: String,
    /// What is compared with; `nothing` by name where there is nothing.
    pub base: SideReport,
    /// What is looked at.
    pub head: SideReport,
    /// Whose policy counts.
    pub policy_from: &'static str,
    /// Which policy counts, and why.
    pub policy: PolicyReport,
    /// `passed` or `failed`.
    pub verdict: Verdict,
    /// What the verdict would be if no waiver counted.
    pub without_waivers: Verdict,
    /// What was found, the gravest first, then by place.
    pub findings: Vec<CheckFinding>,
    /// How many findings there are of which kind.
    pub counts: CheckCounts,
    /// The gates of the policy, in its order.
    pub gates: Vec<GateReport>,
    /// The gates that assessments keep, by assessment.
    pub passes: Vec<PassReport>,
    /// The waivers of the head, in the order of their files.
    pub waivers: Vec<WaiverReport>,
    /// How many waivers there are of which state.
    pub waiver_counts: WaiverCounts,
    /// The assessments looked at, by path.
    pub assessments: Vec<CheckedReport>,
    /// What a reader has to know about the run as a whole; each a sentence without
    /// its full stop.
    pub notes: Vec<String>,
    /// How to get this verdict again, as a command line.
    pub reproduce: String,
    /// The rules that findings are of, for what shows their texts.
    #[serde(skip)]
    pub rules: Vec<RuleReport>,
    /// Where the project lies in its repository, for what names files from there:
    /// empty, or a path with a slash at its end.
    #[serde(skip)]
    pub place_in_repository: String,
}

/// A rule that a finding is of.
#[derive(Debug, Clone)]
pub struct RuleReport {
    /// Its id.
    pub id: &'static str,
    /// The level it has unless a configuration says otherwise.
    pub level: &'static str,
    /// What it checks.
    pub what: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// What to do instead.
    pub instead: &'static str,
}

/// Whether a change may go in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Nothing blocks it.
    Passed,
    /// A finding blocks it.
    Failed,
}

impl Verdict {
    /// The word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
        }
    }
}

/// Which policy counts.
#[derive(Debug, Clone, Serialize)]
pub struct PolicyReport {
    /// `base` or `head`.
    pub from: &'static str,
    /// Its file; nothing where there is none.
    pub path: Option<String>,
    /// The profile that was chosen.
    pub profile: Option<String>,
}

/// How many findings there are of which kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct CheckCounts {
    /// That may fail the run.
    pub deny: usize,
    /// That should be mended.
    pub warn: usize,
    /// That are worth knowing.
    pub note: usize,
    /// That fail the run.
    pub blocking: usize,
    /// That a waiver excepts.
    pub waived: usize,
    /// That a trusted job let through.
    pub accepted: usize,
}

impl CheckCounts {
    /// All findings, whatever their level.
    pub fn all(&self) -> usize {
        self.deny + self.warn + self.note
    }
}

/// A gate of the policy.
#[derive(Debug, Clone, Serialize)]
pub struct GateReport {
    /// The rule's id.
    pub rule: String,
    /// The gate's own name.
    pub name: Option<String>,
    /// What has to hold.
    pub condition: String,
    /// `deny` or `warn`.
    pub level: &'static str,
    /// The file it is declared in.
    pub path: Option<String>,
    /// The line it is declared at.
    pub line: Option<u32>,
    /// How many assessments keep it.
    pub passed: usize,
    /// How many findings it has.
    pub findings: usize,
}

/// A gate that an assessment keeps.
#[derive(Debug, Clone, Serialize)]
pub struct PassReport {
    /// The position of the gate in `gates`, from 0.
    pub gate: usize,
    /// The unit.
    pub unit: String,
    /// The path of the assessment.
    pub path: String,
}

/// An assessment that was looked at.
#[derive(Debug, Clone, Serialize)]
pub struct CheckedReport {
    /// Its path.
    pub path: String,
    /// Its unit, when it can be told.
    pub unit: Option<String>,
    /// Its model as `id@version`, when it can be told.
    pub model: Option<String>,
    /// `final` or `draft`, when it can be told.
    pub status: Option<&'static str>,
    /// Whether its meaning is broken.
    pub broken: bool,
    /// Its numbers, for formats that carry them; empty unless they were asked for.
    #[serde(skip)]
    pub nodes: Vec<NodeReport>,
}

impl CheckReport {
    /// The name of the format.
    pub const SCHEMA: &'static str = "rungs/check/1";
}
