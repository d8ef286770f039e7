use std::collections::HashMap;

use super::changes::{change_reports, counts};
use super::movements::movement_reports;
use super::{
    AssessmentStatus, ChangeCounts, CompletenessReport, DiffedAssessment, RestatedMeasure,
};
use crate::diff::{Alignment, Side, Subject, changes, files, movements, unanswered};
use crate::model::{ItemIndex, Mapping, Model, ModelRef};
use crate::project::{Loaded, Material};
use crate::report::measure::measure_report;
use crate::report::{MeasureReport, ModelReport};
use crate::score::{Completeness, Engine};
use crate::value::Date;

/// What a comparison of one assessment starts from.
pub struct Compared<'c> {
    /// At base.
    pub base: Option<&'c Loaded>,
    /// At head.
    pub head: Option<&'c Loaded>,
    /// What its files did, in words, where that is not told by their paths.
    pub remark: Option<String>,
    /// Whether its files are the same on both sides.
    pub untouched: bool,
    /// A mapping between two versions of a model, in either direction.
    pub mapping: &'c dyn Fn(&ModelRef, &ModelRef) -> Option<std::sync::Arc<Mapping>>,
    /// Whether drafts are compared too, as where they were named.
    pub drafts: bool,
    /// The nodes that are looked at, with everything below them; all when empty.
    pub nodes: &'c [String],
    /// The day that counts as today.
    pub today: Date,
}

/// Compares one assessment at two places.
pub fn compare_assessment(of: &Compared<'_>) -> DiffedAssessment {
    let counting = |loaded: &&Loaded| of.drafts || loaded.counts();
    let is_draft = |loaded: Option<&Loaded>| loaded.is_some_and(|one| !counting(&one));
    let both_sides = Compared {
        base: of.base.filter(counting),
        head: of.head.filter(counting),
        remark: of.remark.clone(),
        ..*of
    };
    let mut report = compare_counting(&both_sides);
    report.draft = is_draft(of.head);
    report.base_draft = is_draft(of.base);
    let path = |loaded: Option<&Loaded>| loaded.map(|one| one.path.to_string());
    report.path = path(of.head);
    report.base_path = path(of.base);
    report
}

fn compare_counting(of: &Compared<'_>) -> DiffedAssessment {
    let (base, head) = (of.base.and_then(sound), of.head.and_then(sound));
    let mut report = frame(of);
    report.restated = restated(base, head, None);
    if let (Some(base), Some(head)) = (material(of.base), material(of.head)) {
        both(of, base, head, &mut report);
    }
    report
}

/// What has numbers.
fn sound(loaded: &Loaded) -> Option<&Material> {
    loaded.material.as_ref().filter(|_| !loaded.broken)
}

fn material(loaded: Option<&Loaded>) -> Option<&Material> {
    loaded?.material.as_ref()
}

fn side(material: &Material) -> Side<'_> {
    Side {
        model: &material.model,
        assessment: &material.assessment,
        resolved: &material.resolved,
    }
}

/// What can be said before anything is compared.
fn frame(of: &Compared<'_>) -> DiffedAssessment {
    let mut heads = [of.head, of.base].into_iter().flatten();
    let unit = heads.find_map(|loaded| loaded.head.as_ref());
    let shown = material(of.head).or_else(|| material(of.base));
    let completeness = |loaded: Option<&Loaded>| {
        let material = sound(loaded?)?;
        let root = ItemIndex::ROOT;
        Some(Completeness::of(&material.model, &material.resolved, root).into())
    };
    let broken = |loaded: Option<&Loaded>| loaded.is_some_and(|one| one.broken);
    DiffedAssessment {
        unit: unit.map(|head| head.unit.clone()),
        path: None,
        base_path: None,
        status: match (of.base, of.head) {
            (None, _) => AssessmentStatus::Added,
            (_, None) => AssessmentStatus::Removed,
            // What is broken may differ in what cannot be read.
            _ if (broken(of.base) || broken(of.head)) && !of.untouched => AssessmentStatus::Changed,
            _ if broken(of.base) != broken(of.head) => AssessmentStatus::Changed,
            _ => AssessmentStatus::Unchanged,
        },
        files: of.remark.clone(),
        model: material(of.head).map(|of| ModelReport::new(&of.model)),
        base_model: None,
        comparable: of.base.is_some() && of.head.is_some() && !broken(of.base) && !broken(of.head),
        incomparable: None,
        broken: broken(of.head),
        base_broken: broken(of.base),
        draft: false,
        base_draft: false,
        counts: ChangeCounts::default(),
        base_completeness: completeness(of.base),
        completeness: completeness(of.head),
        headline: shown.map_or_else(Vec::new, headline),
        restated: Vec::new(),
        changes: Vec::new(),
        measures: Vec::new(),
    }
}

fn headline(material: &Material) -> Vec<String> {
    let ids = material.model.headline_ids();
    ids.map(str::to_owned).collect()
}

/// What both sides have something to say about.
fn both(of: &Compared<'_>, base: &Material, head: &Material, report: &mut DiffedAssessment) {
    let (from, to) = (side(base), side(head));
    if from.model.digest != to.model.digest {
        report.base_model = Some(ModelReport::new(from.model));
    }
    let moved = || files(&base.assessment, &head.assessment);
    report.files = report.files.take().or_else(moved);
    let (earlier, later) = (&from.model.reference, &to.model.reference);
    let mapping = (of.mapping)(earlier, later);
    let alignment = match Alignment::new(&from, &to, mapping.as_deref()) {
        Ok(alignment) => alignment,
        Err(why) => {
            report.comparable = false;
            report.incomparable = Some(why.to_string());
            report.status = AssessmentStatus::Changed;
            return;
        }
    };
    let focus = Focus::new(of.nodes, [from.model, to.model]);
    let mut changes = changes(&from, &to, &alignment);
    changes.retain(|change| focus.on(&change.subject));
    report.changes = change_reports(&from, &to, &changes, &alignment, of.today);
    let mut open = unanswered(&from, &to, &alignment);
    open.retain(|subject| focus.on(subject));
    let gone = |of: &&Subject| matches!(of, Subject::Item { head: None, .. });
    let gone = open.iter().filter(gone).count();
    report.counts = ChangeCounts {
        unanswered_added: open.len() - gone,
        unanswered_removed: gone,
        ..counts(&report.changes)
    };
    if report.comparable {
        let mut moved = movements(&from, &to, &alignment);
        moved.retain(|movement| focus.items([movement.base_node, movement.head_node]));
        report.measures = movement_reports(&from, &to, &moved, &report.headline);
        report.restated = restated(Some(base), Some(head), Some(&alignment));
        report.restated.retain(|one| focus.node(&one.node));
    }
    let other = report.status == AssessmentStatus::Changed;
    report.status = if !report.changes.is_empty() || !report.measures.is_empty() || other {
        AssessmentStatus::Changed
    } else if report.files.is_some() {
        AssessmentStatus::Moved
    } else {
        AssessmentStatus::Unchanged
    };
}

/// The nodes of two models that are looked at, with everything below them.
struct Focus<'f> {
    models: [&'f Model; 2],
    nodes: [Vec<ItemIndex>; 2],
    everything: bool,
}

impl<'f> Focus<'f> {
    fn new(ids: &[String], models: [&'f Model; 2]) -> Self {
        let nodes = models.map(|model| ids.iter().filter_map(|id| model.find(id)).collect());
        Self {
            models,
            nodes,
            everything: ids.is_empty(),
        }
    }

    fn on(&self, subject: &Subject) -> bool {
        match subject {
            Subject::Item { base, head } => self.items([*base, *head]),
            Subject::Head | Subject::Named(_) => self.everything,
        }
    }

    /// Whether an item stands in what is looked at, on either side.
    fn items(&self, items: [Option<ItemIndex>; 2]) -> bool {
        let sides = self.models.iter().zip(&self.nodes).zip(items);
        let mut sides = sides.filter_map(|(side, item)| Some((side, item?)));
        let within = |model: &Model, nodes: &[ItemIndex], item: ItemIndex| {
            nodes.iter().any(|node| model.within(item, *node))
        };
        self.everything || sides.any(|((model, nodes), item)| within(model, nodes, item))
    }

    fn node(&self, id: &str) -> bool {
        self.items(self.models.map(|model| model.ids.get(id).copied()))
    }
}

/// The measures shown first, at the root and the nodes one below, on each side.
fn restated(
    base: Option<&Material>,
    head: Option<&Material>,
    alignment: Option<&Alignment>,
) -> Vec<RestatedMeasure> {
    let Some(shown) = head.or(base) else {
        return Vec::new();
    };
    let (base_values, head_values) = (base.map(Values::new), head.map(Values::new));
    let same = |node: ItemIndex| {
        let id = &shown.model.item(node).id;
        match (alignment, head) {
            (Some(alignment), Some(_)) => alignment.base_of(node),
            // Roots are the same whatever their models are called.
            _ if node == ItemIndex::ROOT => base.map(|_| ItemIndex::ROOT),
            _ => base?.model.ids.get(id).copied(),
        }
    };
    let children = shown.model.children(ItemIndex::ROOT);
    let children = children.filter(|node| !shown.model.item(*node).leaf);
    let nodes = std::iter::once(ItemIndex::ROOT).chain(children);
    let mut restated = Vec::new();
    for node in nodes {
        let item = shown.model.item(node);
        for measure in headline(shown) {
            let of_head = head_values.as_ref().map(|values| values.of(&measure, node));
            let earlier = base_values.as_ref().zip(same(node));
            restated.push(RestatedMeasure {
                node: item.id.clone(),
                title: item.title.clone(),
                depth: item.depth,
                from: earlier.and_then(|(values, node)| values.of(&measure, node)),
                to: of_head.flatten(),
                measure,
            });
        }
    }
    restated
}

/// The numbers of one side.
struct Values<'v> {
    engine: Engine<'v>,
    material: &'v Material,
    positions: HashMap<&'v str, usize>,
}

impl<'v> Values<'v> {
    fn new(material: &'v Material) -> Self {
        let Material {
            assessment,
            model,
            resolved,
        } = material;
        let measures = model.measures.iter().enumerate();
        Self {
            engine: Engine::new(model, assessment, resolved),
            positions: measures.map(|(at, one)| (one.id.as_str(), at)).collect(),
            material,
        }
    }

    fn of(&self, measure: &str, node: ItemIndex) -> Option<MeasureReport> {
        let position = *self.positions.get(measure)?;
        let outcome = self.engine.value(position, node)?;
        let model = &self.material.model;
        let judgements = &self.material.assessment.overrides;
        let measure = model.measures.get(position)?;
        Some(measure_report(model, judgements, measure, &outcome))
    }
}

impl From<Completeness> for CompletenessReport {
    fn from(counts: Completeness) -> Self {
        Self {
            answered: counts.answered,
            unanswered: counts.unanswered,
            not_applicable: counts.not_applicable,
            out_of_scope: counts.out_of_scope,
            total: counts.total(),
        }
    }
}
