use std::sync::Arc;

use crate::diagnostic::{Level, Levels, Place, Rule};
use crate::gate::Gate;
use crate::gate::find;
use crate::model::{Config, GateDeclaration};
use crate::project::Project;
use crate::text::{RepoPath, SourceFile};

use super::Finding;

/// What a change is held against.
#[derive(Debug)]
pub struct Policy {
    /// Whose it is.
    pub source: PolicySource,
    /// The configuration it comes from.
    pub config: Config,
    /// Its file; nothing where there is none.
    pub file: Option<Arc<SourceFile>>,
    /// The gates whose rules there are: those that always count, then those of the
    /// profile.
    pub gates: Vec<GateDeclaration>,
    /// The levels of rules, with those of the profile.
    pub levels: Levels,
    /// The profile that was chosen.
    pub profile: Option<String>,
    /// Whether the base has a configuration that cannot be read.
    pub broken_at_base: bool,
    /// How the configuration of the head is not what stands where that of the base
    /// does.
    pub strayed: Option<Stray>,
    /// The file of the gates of a profile that only the head has, and the position of
    /// the first of them.
    profile_of_head: Option<(usize, Option<Arc<SourceFile>>)>,
}

/// How the configuration of the head is not what stands where that of the base does.
#[derive(Debug, Clone)]
pub struct Stray {
    /// What it is, in words.
    pub how: String,
    /// The file of the head that counts instead, or cannot be read.
    pub path: Option<RepoPath>,
}

/// Whose policy counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicySource {
    /// That of the base, so that a change cannot relax it.
    Base,
    /// That of the head.
    Head,
}

impl PolicySource {
    /// The word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Head => "head",
        }
    }
}

impl Policy {
    /// The policy of a project.
    pub fn of(project: &Project, source: PolicySource) -> Self {
        Self {
            source,
            gates: known(&project.config.gates),
            levels: project.config.levels.clone(),
            config: project.config.clone(),
            file: project.config_file.clone(),
            profile: None,
            broken_at_base: false,
            strayed: None,
            profile_of_head: None,
        }
    }

    /// With a profile on top; nothing when there is none of that name.
    #[must_use]
    pub fn with_profile(mut self, name: &str) -> Option<Self> {
        let mut profiles = self.config.profiles.iter();
        let profile = profiles.find(|profile| profile.name.value == name)?.clone();
        self.gates.extend(known(&profile.gates));
        self.levels.extend(&profile.levels);
        self.profile = Some(name.to_owned());
        Some(self)
    }

    /// With a profile that only the head has on top: its gates, and the levels that
    /// it raises. Nothing when there is none of that name.
    #[must_use]
    pub fn with_profile_of(
        mut self,
        head: &Project,
        name: &str,
        rules: &[&'static Rule],
    ) -> Option<Self> {
        let mut profiles = head.config.profiles.iter();
        let profile = profiles.find(|profile| profile.name.value == name)?;
        self.profile_of_head = Some((self.gates.len(), head.config_file.clone()));
        self.gates.extend(known(&profile.gates));
        for rule in rules {
            let now = self.levels.get(rule.id).unwrap_or(rule.level);
            let raised = profile.levels.get(rule.id);
            if let Some(raised) = raised.filter(|raised| *raised > now) {
                self.levels.set(rule.id, raised);
            }
        }
        self.profile = Some(name.to_owned());
        Some(self)
    }

    /// The file that a gate is declared in, by its position.
    pub fn file_of(&self, gate: usize) -> Option<&Arc<SourceFile>> {
        let of_head = self.profile_of_head.as_ref();
        match of_head.filter(|(first, _)| gate >= *first) {
            Some((_, file)) => file.as_ref(),
            None => self.file.as_ref(),
        }
    }

    /// The names of the profiles there are.
    pub fn profiles(&self) -> impl Iterator<Item = &str> {
        let profiles = self.config.profiles.iter();
        profiles.map(|profile| profile.name.value.as_str())
    }

    /// The gates with their positions and what they do.
    pub fn gates(&self) -> impl Iterator<Item = (usize, &GateDeclaration, &'static Gate)> {
        let gates = self.gates.iter().enumerate();
        gates.filter_map(|(at, declared)| Some((at, declared, find(&declared.rule.value)?)))
    }

    /// The condition of a declaration, in words; nothing where there is no such
    /// gate.
    pub(super) fn condition_of(declared: &GateDeclaration) -> Option<String> {
        find(&declared.rule.value).map(|gate| (gate.condition)(declared))
    }

    /// Whether targets are held, be it in another profile than the one that was
    /// chosen: a target that is gone is gone for all of them.
    pub(super) fn counts_targets(&self) -> bool {
        let rule = "target-overdue";
        let profiles = || self.config.profiles.iter();
        let of_profiles = profiles().flat_map(|profile| &profile.gates);
        let mut gates = self.gates.iter().chain(of_profiles);
        let levels = profiles().map(|profile| &profile.levels);
        let mut levels = levels.chain([&self.levels]);
        gates.any(|gate| gate.rule.value == rule)
            || levels.any(|levels| levels.get(rule) == Some(Level::Deny))
    }

    /// The level of a gate's findings.
    pub fn level_of(&self, declared: &GateDeclaration, gate: &Gate) -> Level {
        let own = declared.level.as_ref().map(|level| level.value);
        own.or_else(|| self.levels.get(gate.rule.id))
            .unwrap_or(Level::Deny)
    }

    /// Where a gate is declared.
    pub(super) fn place_of(&self, gate: usize, declared: &GateDeclaration) -> Place {
        let text = |file: &Arc<SourceFile>| Place::Text(Arc::clone(file), declared.at.span);
        self.file_of(gate).map_or(Place::Nowhere, text)
    }

    /// Gives findings the levels of their rules. Gates say their own.
    pub(super) fn apply_levels(&self, findings: &mut [Finding]) {
        let open = |one: &&mut Finding| one.gate.is_none() && !one.fixed;
        for finding in findings.iter_mut().filter(open) {
            self.levels.apply_to(&mut finding.diagnostic);
        }
    }
}

/// The gates whose rules there are; of the others the configuration's findings
/// tell.
fn known(gates: &[GateDeclaration]) -> Vec<GateDeclaration> {
    let known = gates.iter().filter(|gate| find(&gate.rule.value).is_some());
    known.cloned().collect()
}
