use super::Figures;
use crate::diff::Alignment;
use crate::model::{ItemIndex, Measure, Model};
use crate::project::Material;
use crate::score::{Engine, Figure, Outcome, same_points};

/// What the measures of an assessment say at every node, ready to be asked.
pub(super) struct Valued<'v> {
    material: &'v Material,
    engine: Engine<'v>,
}

impl<'v> Valued<'v> {
    pub(super) fn new(material: &'v Material) -> Self {
        Self {
            engine: Engine::new(&material.model, &material.assessment, &material.resolved),
            material,
        }
    }

    fn said(&self, measure: &str, node: Option<ItemIndex>) -> Option<Said<'_>> {
        let model = &self.material.model;
        let position = model.measure(measure)?;
        Some(Said {
            model,
            measure: model.measures.get(position)?,
            outcome: self.engine.value(position, node?)?,
        })
    }

    /// The nodes, which are no practices, the root first.
    fn nodes(&self) -> impl Iterator<Item = ItemIndex> {
        let items = self.material.model.items.iter().enumerate();
        items
            .filter(|(_, item)| !item.leaf)
            .map(|(at, _)| ItemIndex(at))
    }

    fn measures(&self) -> impl Iterator<Item = &str> {
        self.material
            .model
            .measures
            .iter()
            .map(|one| one.id.as_str())
    }

    fn place(&self, node: ItemIndex) -> (String, usize) {
        let model = &self.material.model;
        let id = model.item(node).id.clone();
        (id, model.upwards(node).count().saturating_sub(1))
    }
}

/// The measures shown first at the root, and every measure that is not what it was.
/// Without an alignment the sides have nothing to do with each other, and only the
/// later one is told where there is one.
pub(super) fn figures<'v>(
    base: Option<&Valued<'v>>,
    head: Option<&Valued<'v>>,
    alignment: Option<&Alignment>,
) -> Vec<Figures> {
    let Some(shown) = head.or(base) else {
        return Vec::new();
    };
    let earlier = |node: ItemIndex| match (alignment, head) {
        (Some(alignment), Some(_)) => alignment.base_of(node),
        (None, Some(_)) => None,
        (_, None) => Some(node),
    };
    let mut found = Vec::new();
    for node in shown.nodes() {
        let later = head.map(|_| node);
        add(shown, (base, earlier(node)), (head, later), &mut found);
    }
    if let (Some(base), Some(_), Some(alignment)) = (base, head, alignment) {
        let gone = |node: &ItemIndex| alignment.head_of(*node).is_none();
        for node in base.nodes().filter(gone) {
            add(base, (Some(base), Some(node)), (head, None), &mut found);
        }
    }
    found
}

/// A side and the node in it.
type At<'a, 'v> = (Option<&'a Valued<'v>>, Option<ItemIndex>);

fn add(shown: &Valued<'_>, base: At<'_, '_>, head: At<'_, '_>, found: &mut Vec<Figures>) {
    let Some(own) = head.1.or(base.1) else {
        return;
    };
    let (node, depth) = shown.place(own);
    let first: Vec<&str> = shown.material.model.headline_ids().collect();
    let mut measures: Vec<&str> = shown.measures().collect();
    if let Some(base) = base.0 {
        let gone: Vec<&str> = base.measures().collect();
        measures.extend(
            gone.into_iter()
                .filter(|id| !shown.measures().any(|one| one == *id)),
        );
    }
    for measure in measures {
        let from = base.0.and_then(|side| side.said(measure, base.1));
        let to = head.0.and_then(|side| side.said(measure, head.1));
        // Most values stay, and texts take longer than numbers.
        let same = match (&from, &to) {
            (Some(from), Some(to)) => from.same_as(to),
            (None, None) => true,
            _ => false,
        };
        if !same || depth == 0 && first.contains(&measure) {
            found.push(Figures {
                node: node.clone(),
                depth,
                measure: measure.to_owned(),
                from: from.map(|from| from.figure()),
                to: to.map(|to| to.figure()),
            });
        }
    }
}

/// What a measure of one side says about a node.
struct Said<'s> {
    model: &'s Model,
    measure: &'s Measure,
    outcome: Outcome,
}

impl Said<'_> {
    /// Whether its figure says the same as another's.
    fn same_as(&self, other: &Self) -> bool {
        let judged = |said: &Self| said.outcome.overridden.is_some();
        let value = match (self.level(), other.level()) {
            (None, None) => self.outcome.number == other.outcome.number,
            (one, other) => one == other,
        };
        let points = same_points(Some(&self.outcome), Some(&other.outcome));
        value && points && judged(self) == judged(other)
    }

    fn level(&self) -> Option<&str> {
        let level = self.model.levels.get(self.outcome.level?)?;
        Some(&level.id)
    }

    fn figure(&self) -> Figure {
        Figure::new(self.model, self.measure, &self.outcome)
    }
}
