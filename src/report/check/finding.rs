use serde::Serialize;

use crate::report::Finding;

/// Something that a check found.
#[derive(Debug, Clone, Serialize)]
pub struct CheckFinding {
    /// Rule, level, words and place.
    #[serde(flatten)]
    pub finding: Finding,
    /// Whether it fails the run.
    pub blocking: bool,
    /// The unit it is about.
    pub unit: Option<String>,
    /// The node it is about, where that is no practice.
    pub node: Option<String>,
    /// The practice it is about.
    pub item: Option<String>,
    /// The path of the assessment it is about.
    pub assessment: Option<String>,
    /// The position of the gate in `gates`, from 0.
    pub gate: Option<usize>,
    /// What had to hold.
    pub condition: Option<String>,
    /// What is instead.
    pub value: Option<String>,
    /// A command that adds a waiver for it; nothing where no waiver can help.
    pub waive: Option<String>,
    /// Whether its place is in a file of the base, since the head has none.
    pub at_base: bool,
    /// Its identity: the same however words and lines move, and no other's here.
    pub fingerprint: String,
    /// Its identity in the one state that is found, for a waiver that lapses when
    /// the answer moves again; nothing where no waiver can help.
    pub waiver_fingerprint: Option<String>,
    /// The waiver that excepts it.
    pub waived: Option<WaivedReport>,
    /// Whether a trusted job let it through.
    pub accepted: bool,
}

/// The waiver that excepts a finding.
#[derive(Debug, Clone, Serialize)]
pub struct WaivedReport {
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// Its last day.
    pub expires: String,
    /// The file it is in.
    pub path: Option<String>,
    /// The line it is at.
    pub line: Option<u32>,
}
