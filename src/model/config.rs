use super::{At, GateDeclaration, Profile, Spanned, Waiver, Waiving};
use crate::diagnostic::Levels;
use crate::value::Rational;

/// Units inside each other; what is deeper counts in none of them.
pub const DEEPEST_UNIT: usize = 64;

/// What `rungs.yaml` says.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Globs of models, texts and mappings.
    pub models: Vec<String>,
    /// Globs of assessments.
    pub assessments: Vec<String>,
    /// Globs of metric values.
    pub observations: Vec<String>,
    /// Declared units.
    pub units: Vec<UnitDeclaration>,
    /// Levels of rules.
    pub levels: Levels,
    /// The rules that levels are given to, each with its place and level word.
    pub level_entries: Vec<(Spanned<String>, Spanned<String>)>,
    /// The conditions that every change has to keep, in their order.
    pub gates: Vec<GateDeclaration>,
    /// Exceptions, in their order.
    pub waivers: Vec<Waiver>,
    /// How long waivers may hold.
    pub waiving: Waiving,
    /// Named sets of levels and gates, in their order.
    pub profiles: Vec<Profile>,
}

/// A unit as the configuration declares it.
#[derive(Debug, Clone)]
pub struct UnitDeclaration {
    /// The unit's id.
    pub id: String,
    /// Where it is declared.
    pub at: At,
    /// A title for people.
    pub title: Option<String>,
    /// The unit it belongs to.
    pub parent: Option<Spanned<String>>,
    /// Other units that it counts in.
    pub groups: Vec<Spanned<String>>,
    /// How much it counts in each of them; at least 0.
    pub weight: Rational,
}
