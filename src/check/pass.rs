/// A gate that an assessment keeps.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pass {
    /// The path of the assessment.
    pub path: String,
    /// Its unit.
    pub unit: String,
    /// The position of the gate in the policy.
    pub gate: usize,
}
