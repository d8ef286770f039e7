use super::{Finding, Pass, Policy, locate};
use crate::diagnostic::{Diagnostic, Place};
use crate::diff::{Alignment, Side, changes};
use crate::gate::{Breach, Earlier, Gate, Scene, Subject};
use crate::lint::Head;
use crate::model::{GateDeclaration, ItemIndex, Model, State};
use crate::project::{Loaded, Material, Pair, Project};
use crate::score::Engine;
use crate::value::Date;

/// Holds assessments against a policy, one at a time.
pub(super) struct Judge<'j> {
    pub(super) policy: &'j Policy,
    /// The project at the base, whose mappings alone are trusted.
    pub(super) base: Option<&'j Project>,
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
}

impl Judge<'_> {
    /// An assessment of the head with what it was at the base; nothing for one
    /// that is gone.
    pub(super) fn pair(&self, pair: &Pair) -> Option<Assessed> {
        let head = pair.head.as_ref()?;
        let base = pair
            .base
            .as_ref()
            .filter(|base| !base.broken && base.counts());
        let earlier = base.and_then(|base| base.material.as_ref());
        let material = head.material.as_ref();
        let earlier = earlier
            .zip(material)
            .map(|(base, head)| self.earlier(base, head));
        Some(self.judged(head, earlier.as_ref()))
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
        let trusted = self.base.map(|project| &project.library);
        let mapping = trusted.and_then(|library| {
            let (earlier, later) = (&from.model.reference, &to.model.reference);
            let found = library.mapping(earlier, later);
            found.or_else(|| library.mapping(later, earlier))
        });
        let alignment = Alignment::new(&from, &to, mapping.as_deref()).ok();
        Earlier {
            changes: alignment.map(|alignment| changes(&from, &to, &alignment)),
            side: from,
        }
    }

    fn gates(&self, material: &Material, earlier: Option<&Earlier<'_>>, assessed: &mut Assessed) {
        let head = side(material);
        let engine = Engine::new(head.model, head.assessment, head.resolved);
        let unit = &material.assessment.unit.value;
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
            if breaches.is_empty() {
                assessed.passes.push(Pass {
                    path: assessed.path.clone(),
                    unit: unit.clone(),
                    gate: at,
                });
            }
            let found = breaches
                .into_iter()
                .map(|breach| self.finding(at, declared, gate, breach, (material, earlier)));
            assessed.findings.extend(found);
        }
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
        (material, earlier): (&Material, Option<&Earlier<'_>>),
    ) -> Finding {
        let model = &material.model;
        // What is gone lay in the earlier model.
        let above = |id: &str| match (model.find(id), earlier) {
            (None, Some(earlier)) => above(earlier.side.model, id),
            _ => above(model, id),
        };
        let subject = breach.subject.clone();
        let mut finding = self.worded(at, declared, gate, breach);
        finding.unit = Some(material.assessment.unit.value.clone());
        finding.model = Some(model.reference.id.clone());
        finding.assessment = Some(material.assessment.path().to_owned());
        match subject {
            Subject::Assessment => {}
            Subject::Node(id) => {
                finding.within = above(&id);
                finding.node = Some(id);
            }
            Subject::Practice(id) => {
                finding.within = above(&id);
                finding.answer = model.find(&id).map(|item| answer_of(material, item));
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
        let level = breach
            .level
            .unwrap_or_else(|| self.policy.level_of(declared, gate));
        let mut diagnostic = Diagnostic {
            level: level.min(self.policy.level_of(declared, gate)),
            ..Diagnostic::new(gate.rule, breach.place, breach.message)
        };
        diagnostic.help = breach.help;
        diagnostic.related = breach.related;
        diagnostic
            .related
            .push((self.policy.place(declared.at), "the gate".to_owned()));
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
            ..Finding::new(diagnostic)
        }
    }
}

fn side(material: &Material) -> Side<'_> {
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
pub(super) fn answer_of(material: &Material, item: ItemIndex) -> String {
    let state = material.resolved.state(item);
    let scale = material.model.scale_of(item);
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
