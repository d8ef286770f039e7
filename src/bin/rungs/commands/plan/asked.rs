use rungs::model::{ItemIndex, Model};
use rungs::plan::Goal;
use rungs::project::Material;
use rungs::score::wanted_number;
use rungs::text::nearest;
use rungs::value::Rational;

use crate::failure::Failure;

/// A measure and the value that it is to reach, as written.
#[derive(Debug, Clone)]
pub struct Reach {
    measure: String,
    value: String,
}

impl Reach {
    /// Reads `MEASURE=VALUE`.
    pub fn parse(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((measure, value)) if !measure.is_empty() && !value.is_empty() => Ok(Self {
                measure: measure.to_owned(),
                value: value.to_owned(),
            }),
            _ => Err("expected a measure and a value, such as `share=0.6`".to_owned()),
        }
    }

    /// The measure, and the number that the value stands for.
    fn of(&self, model: &Model) -> Option<(usize, Rational)> {
        let measure = model.measure(&self.measure)?;
        Some((measure, number(model, measure, &self.value)?))
    }
}

/// A number as files write it, or a share in percent.
fn number(model: &Model, measure: usize, written: &str) -> Option<Rational> {
    let share = model.measures.get(measure).is_some_and(|it| it.is_share());
    let percent = written.strip_suffix('%').filter(|_| share);
    match percent {
        Some(percent) => Rational::parse(percent.trim_end())?.checked_div(&Rational::from_int(100)),
        None => wanted_number(model, measure, written),
    }
}

/// The named nodes of a model; nothing when nodes are named and it has none of
/// them.
pub fn nodes_of(named: &[String], model: &Model) -> Option<Vec<ItemIndex>> {
    let nodes: Vec<ItemIndex> = named.iter().filter_map(|node| model.find(node)).collect();
    (named.is_empty() || !nodes.is_empty()).then_some(nodes)
}

/// What is to be reached under a model, node by node.
pub fn goals_of(reach: &[Reach], nodes: &[ItemIndex], model: &Model) -> Vec<Goal> {
    let root = [ItemIndex::ROOT];
    let nodes = if nodes.is_empty() { &root[..] } else { nodes };
    let goals = nodes.iter().flat_map(|node| {
        let reach = reach.iter().filter_map(|reach| reach.of(model));
        reach.map(|(measure, at_least)| Goal {
            measure,
            node: *node,
            at_least,
        })
    });
    goals.collect()
}

/// Whether any model that is looked at has what was named. Where nothing has a
/// model, nothing can be said of it.
pub fn check(nodes: &[String], reach: &[Reach], materials: &[&Material]) -> Result<(), Failure> {
    if materials.is_empty() {
        return Ok(());
    }
    let models = || materials.iter().map(|one| one.model.as_ref());
    let missing = |node: &&String| !models().any(|model| model.find(node).is_some());
    if let Some(node) = nodes.iter().find(missing) {
        let items = models().flat_map(|model| &model.items);
        let ids = items.map(|item| item.id.as_str());
        let failure = Failure::new(format!("no model here has an item `{node}`"));
        return Err(close(failure, node, ids, None));
    }
    for one in reach {
        check_reach(one, &models().collect::<Vec<_>>())?;
    }
    Ok(())
}

fn check_reach(reach: &Reach, models: &[&Model]) -> Result<(), Failure> {
    if models.iter().any(|model| reach.of(model).is_some()) {
        return Ok(());
    }
    let Reach { measure, value } = reach;
    let with = models.iter().find(|model| model.measure(measure).is_some());
    let Some(model) = with else {
        let ids = models.iter().flat_map(|model| &model.measures);
        let mut ids: Vec<&str> = ids.map(|measure| measure.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        let failure = Failure::new(format!("no model here has a measure `{measure}`"));
        let listed = format!("there are {}", ids.join(", "));
        return Err(close(failure, measure, ids, Some(listed)));
    };
    let levels = model
        .measure(measure)
        .is_some_and(|at| model.yields_levels(at));
    if !levels {
        let failure = Failure::new(format!("`{value}` is no value of `{measure}`"));
        return Err(failure.hint("write a number, such as 0.6"));
    }
    let ids: Vec<&str> = model.levels.iter().map(|level| level.id.as_str()).collect();
    let failure = Failure::new(format!("`{value}` is not a level of {}", model.reference));
    let listed = format!("there are {}", ids.join(", "));
    Err(close(failure, value, ids, Some(listed)))
}

/// A failure about a name, with the closest that there is, or all of them.
fn close<'i>(
    failure: Failure,
    name: &str,
    ids: impl IntoIterator<Item = &'i str>,
    listed: Option<String>,
) -> Failure {
    match (nearest(name, ids), listed) {
        (Some(close), Some(listed)) => failure.hint(format!("did you mean `{close}`? {listed}")),
        (Some(close), None) => failure.hint(format!("did you mean `{close}`?")),
        (None, Some(listed)) => failure.hint(listed),
        (None, None) => failure,
    }
}
