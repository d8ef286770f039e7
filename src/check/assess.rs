use std::collections::HashSet;
use std::sync::Arc;

use super::weakening::{Counting, Shift, moved_model, of_pair, other_contents};
use super::{Finding, Numbers, Pass, Policy, locate};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::diff::{Alignment, Side, changes};
use crate::gate::{Breach, Earlier, Gate, Scene, Subject, lost};
use crate::lint::Head;
use crate::model::{GateDeclaration, ItemIndex, Model, Resolved, State};
use crate::project::{Loaded, Material, Pair, Project};
use crate::score::{Engine, score};
use crate::value::Date;

/// Holds assessments against a policy, one at a time.
pub(super) struct Judge<'j> {
    pub(super) policy: &'j Policy,
    /// Whether numbers are kept.
    pub(super) numbers: bool,
    /// The project at the base, whose mappings alone are trusted.
    pub(super) base: &'j Project,
    pub(super) today: Date,
}

/// An assessment held against a policy.
pub(super) struct Assessed {
    pub(super) path: String,
    pub(super) head: Option<Head>,
    pub(super) assessment: bool,
    pub(super) broken: bool,
    pub(super) findings: Vec<Finding>,
    pub(super) passes: Vec<Pass>,
    pub(super) numbers: Option<Numbers>,
}

impl Judge<'_> {
    /// An assessment of the head with what it was at the base, and what it asks
    /// less of its unit. Of one that is gone that alone is left.
    pub(super) fn pair(&self, pair: &Pair, counting: &Counting) -> Assessed {
        let base = pair.base.as_ref();
        let base = base.filter(|base| !base.broken && base.counts());
        let before = base.and_then(|base| base.material.as_ref());
        let material = pair.head.as_ref().and_then(|head| head.material.as_ref());
        let earlier = before.zip(material);
        let earlier = earlier.map(|(base, head)| self.earlier(base, head));
        let mut assessed = match &pair.head {
            Some(head) => self.judged(head, earlier.as_ref()),
            None => Assessed::nothing(),
        };
        if let (Some(earlier), Some(head)) = (&earlier, material) {
            assessed.findings.extend(moved_model(earlier, head));
            if let Some(changed) = other_contents(earlier, head) {
                assessed.findings.push(changed);
                self.by_model_of_base(earlier, head, &mut assessed);
            }
        }
        let targets = self.policy.counts_targets();
        let weaker = of_pair(pair, earlier.as_ref(), targets, counting);
        let whose = pair.head.as_ref().or(pair.base.as_ref());
        let whose = whose.and_then(|loaded| loaded.head.as_ref());
        for shift in weaker {
            let mut finding = shift.finding();
            finding.unit = whose.map(|head| head.unit.clone());
            finding.model = whose.map(|head| head.model.id.clone());
            assessed.findings.push(finding);
        }
        assessed
    }

    /// The gates have to be kept by the model of the base, too: what only it finds
    /// is added.
    fn by_model_of_base(&self, earlier: &Earlier<'_>, head: &Material, assessed: &mut Assessed) {
        let model = earlier.side.model;
        let resolved = Resolved::new(model, &head.assessment);
        let side = Side {
            model,
            assessment: &head.assessment,
            resolved: &resolved,
        };
        let known: HashSet<_> = assessed.findings.iter().map(about).collect();
        let mut found = self.breaches(side, Some(earlier)).0;
        found.retain(|finding| !known.contains(&about(finding)));
        for finding in &mut found {
            let said = format!(", by the model {} as it is at the base", model.reference);
            finding.diagnostic.message.push_str(&said);
            finding.aspect.push_str(" by the model of the base");
        }
        let broken: HashSet<_> = found.iter().filter_map(|finding| finding.gate).collect();
        assessed.passes.retain(|pass| !broken.contains(&pass.gate));
        assessed.findings.extend(found);
    }

    /// An assessment that is new, or the same as at the base.
    pub(super) fn alone(&self, loaded: &Loaded) -> Assessed {
        self.judged(loaded, None)
    }

    fn judged(&self, loaded: &Loaded, earlier: Option<&Earlier<'_>>) -> Assessed {
        let material = loaded.material.as_ref();
        let findings = loaded.findings.iter();
        let findings = findings.map(|found| locate::finding(found.clone(), Some(loaded)));
        let mut assessed = Assessed {
            path: loaded.path.to_string(),
            head: loaded.head.clone(),
            assessment: loaded.assessment,
            broken: loaded.broken,
            findings: findings.collect(),
            passes: Vec::new(),
            numbers: None,
        };
        if !loaded.counts() {
            return assessed;
        }
        match material.filter(|_| !loaded.broken) {
            Some(material) => self.gates(material, earlier, &mut assessed),
            None => self.break_open(&mut assessed),
        }
        assessed
    }

    /// What the assessment was, and what changed since by what the base knows.
    fn earlier<'s>(&self, base: &'s Material, head: &'s Material) -> Earlier<'s> {
        let (from, to) = (side(base), side(head));
        let trusted = &self.base.library;
        let (earlier, later) = (&from.model.reference, &to.model.reference);
        let mapping = trusted.mapping(earlier, later);
        let mapping = mapping.or_else(|| trusted.mapping(later, earlier));
        let alignment = Alignment::new(&from, &to, mapping.as_deref()).ok();
        Earlier {
            changes: alignment.map(|alignment| changes(&from, &to, &alignment)),
            side: from,
        }
    }

    fn gates(&self, material: &Material, earlier: Option<&Earlier<'_>>, assessed: &mut Assessed) {
        let (found, kept) = self.breaches(side(material), earlier);
        assessed.findings.extend(found);
        assessed.passes.extend(kept.into_iter().map(|gate| Pass {
            path: assessed.path.clone(),
            unit: material.assessment.unit.value.clone(),
            gate,
        }));
        assessed.numbers = self.numbers.then(|| Numbers {
            scored: score(&material.model, &material.assessment, &material.resolved),
            model: Arc::clone(&material.model),
        });
    }

    /// What breaks the gates, and the positions of those that are kept.
    fn breaches(
        &self,
        head: Side<'_>,
        earlier: Option<&Earlier<'_>>,
    ) -> (Vec<Finding>, Vec<usize>) {
        let engine = Engine::new(head.model, head.assessment, head.resolved);
        let unit = &head.assessment.unit.value;
        let (mut findings, mut kept) = (Vec::new(), Vec::new());
        for (at, declared, gate) in self.policy.gates() {
            if !of_unit(declared, unit) {
                continue;
            }
            let scene = Scene {
                gate: declared,
                head,
                engine: &engine,
                earlier,
                today: self.today,
            };
            let mut breaches = Vec::new();
            (gate.run)(&scene, &mut breaches);
            let lost = lost(&scene);
            if breaches.is_empty() && lost.is_empty() {
                kept.push(at);
            }
            let found = breaches.into_iter();
            findings.extend(
                found.map(|breach| self.finding(at, declared, gate, breach, (&head, earlier))),
            );
            let before = earlier.map(|earlier| earlier.side.assessment);
            findings.extend(before.into_iter().flat_map(|before| {
                let places = [before, head.assessment].map(|one| one.place(one.model.at));
                let shifts = lost.iter();
                let shifts = shifts.map(move |lost| Shift::of_lost(declared, lost, places.clone()));
                shifts.map(|shift| self.weakened(at, declared, shift, head))
            }));
        }
        (findings, kept)
    }

    /// That a gate is not kept because it has nothing to look at any more. It is no
    /// softer than any other weakening, whatever the gate's level is.
    fn weakened(
        &self,
        at: usize,
        declared: &GateDeclaration,
        shift: Shift,
        head: Side<'_>,
    ) -> Finding {
        let mut finding = shift.finding();
        self.policy.levels.apply_to(&mut finding.diagnostic);
        let gate = (self.policy.place_of(at, declared), "the gate".to_owned());
        finding.diagnostic.related.push(gate);
        finding.unit = Some(head.assessment.unit.value.clone());
        finding.model = Some(head.model.reference.id.clone());
        finding.assessment = Some(head.assessment.path().to_owned());
        finding.condition = Policy::condition_of(declared);
        finding.gate = Some(at);
        finding
    }

    /// An assessment whose meaning is broken keeps no gate.
    pub(super) fn break_open(&self, assessed: &mut Assessed) {
        assessed.broken = true;
        assessed.passes.clear();
        assessed.findings.retain(|finding| finding.gate.is_none());
        let unit = assessed.head.as_ref().map(|head| head.unit.clone());
        let place = assessed.head.as_ref().map(|head| head.place.clone());
        let place =
            place.unwrap_or_else(|| Place::File(crate::text::RepoPath::given(&assessed.path)));
        for (at, declared, gate) in self.policy.gates() {
            if !unit.as_ref().is_none_or(|unit| of_unit(declared, unit)) {
                continue;
            }
            let message = "cannot be judged, as the meaning of the assessment is broken";
            let found = Breach::new(Subject::Assessment, place.clone(), message)
                .aspect("broken")
                .value("broken")
                .help("mend what `rungs validate` finds in it");
            let mut finding = self.worded(at, declared, gate, found);
            finding.unit.clone_from(&unit);
            finding.model = assessed.head.as_ref().map(|head| head.model.id.clone());
            finding.assessment = Some(assessed.path.clone());
            finding.waivable = false;
            assessed.findings.push(finding);
        }
    }

    fn finding(
        &self,
        at: usize,
        declared: &GateDeclaration,
        gate: &Gate,
        breach: Breach,
        (head, earlier): (&Side<'_>, Option<&Earlier<'_>>),
    ) -> Finding {
        let (model, assessment) = (head.model, head.assessment);
        // What is gone lay in the earlier model.
        let above = |id: &str| match (model.find(id), earlier) {
            (None, Some(earlier)) => above(earlier.side.model, id),
            _ => above(model, id),
        };
        let subject = breach.subject.clone();
        let mut finding = self.worded(at, declared, gate, breach);
        finding.unit = Some(assessment.unit.value.clone());
        finding.model = Some(model.reference.id.clone());
        finding.assessment = Some(assessment.path().to_owned());
        match subject {
            Subject::Assessment => {}
            Subject::Node(id) => {
                finding.within = above(&id);
                finding.node = Some(id);
            }
            Subject::Practice(id) => {
                finding.within = above(&id);
                finding.answer = model.find(&id).map(|item| answer_of(head, item));
                finding.item = Some(id);
            }
        }
        finding
    }

    fn worded(
        &self,
        at: usize,
        declared: &GateDeclaration,
        gate: &Gate,
        breach: Breach,
    ) -> Finding {
        let usual = self.policy.level_of(declared, gate);
        let level = breach.level.unwrap_or(usual).min(usual);
        let mut diagnostic = Diagnostic {
            level,
            ..Diagnostic::new(gate.rule, breach.place, breach.message)
        };
        if let Some(from) = declared.not_before(self.today) {
            diagnostic.level = level.min(Level::Warn);
            let said = format!(", which counts from {from} on");
            diagnostic.message.push_str(&said);
        }
        diagnostic.help = breach.help;
        diagnostic.related = breach.related;
        diagnostic
            .related
            .push((self.policy.place_of(at, declared), "the gate".to_owned()));
        let name = declared.name.as_ref().map(|name| name.value.as_str());
        let aspect = [
            name,
            Some(breach.aspect.as_str()).filter(|aspect| !aspect.is_empty()),
        ];
        let aspect: Vec<&str> = aspect.into_iter().flatten().collect();
        Finding {
            aspect: aspect.join(" "),
            gate: Some(at),
            condition: Some((gate.condition)(declared)),
            value: breach.value,
            instead_of: breach.instead_of,
            ..Finding::new(diagnostic)
        }
    }
}

impl Assessed {
    /// What is left of an assessment that is gone.
    fn nothing() -> Self {
        Self {
            path: String::new(),
            head: None,
            assessment: false,
            broken: false,
            findings: Vec::new(),
            passes: Vec::new(),
            numbers: None,
        }
    }
}

/// What a finding of a gate is about.
fn about(finding: &Finding) -> (Option<usize>, Option<String>, Option<String>, String) {
    let Finding {
        gate, node, item, ..
    } = finding;
    (*gate, node.clone(), item.clone(), finding.aspect.clone())
}

pub(super) fn side(material: &Material) -> Side<'_> {
    Side {
        model: &material.model,
        assessment: &material.assessment,
        resolved: &material.resolved,
    }
}

fn of_unit(declared: &GateDeclaration, unit: &str) -> bool {
    declared.units.is_empty() || declared.units.iter().any(|named| named.value == *unit)
}

/// The answer of a practice, or why it has none.
pub(super) fn answer_of(side: &Side<'_>, item: ItemIndex) -> String {
    let state = side.resolved.state(item);
    let scale = side.model.scale_of(item);
    let choice = match state {
        State::Value(choice) => scale.and_then(|scale| scale.choices.get(choice)),
        _ => None,
    };
    choice.map_or_else(|| state.word().to_owned(), |choice| choice.key.clone())
}

/// The nodes that an item lies in, the root first.
pub(super) fn above(model: &Model, id: &str) -> Vec<String> {
    let Some(item) = model.find(id) else {
        return Vec::new();
    };
    let mut within: Vec<String> = model
        .upwards(item)
        .map(|item| model.item(item).id.clone())
        .collect();
    within.reverse();
    within
}
