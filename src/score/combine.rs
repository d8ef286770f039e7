use super::tally::Tally;
use super::{Engine, Outcome, Points};
use crate::model::{Combine, Function, ItemIndex, Measure, Over, State, Substitute, Where};
use crate::value::Rational;

/// One number that goes into a combination.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// The item it comes from.
    pub(super) item: ItemIndex,
    /// The position of the member unit it comes from.
    pub(super) member: Option<usize>,
    /// The number, after polarity.
    pub(super) score: Rational,
    /// The lowest it could be; of a progress the baseline.
    pub(super) low: Rational,
    /// The highest it could be, or is wanted to be.
    pub(super) high: Rational,
    /// Its weight, above 0.
    pub(super) weight: Rational,
}

/// A part is missing, and the rule says that the measure then has no value.
pub(super) struct Missing;

/// The value of a combination at a node.
pub(super) fn value(
    engine: &Engine<'_>,
    rule: &Combine,
    position: usize,
    node: ItemIndex,
) -> Option<Outcome> {
    if let Tally::Pool(pool) = engine.tally(position)
        && !engine.model.item(node).leaf
    {
        let total = pool.between(&engine.model.practices_of(node)).ok()?;
        return total.outcome(rule);
    }
    let mut total = Total::default();
    let add = &mut |part: Part| total.add(rule.function, part);
    each_part(
        engine,
        rule,
        engine.model.measures.get(position)?,
        node,
        add,
    )
    .ok()?;
    total.outcome(rule)
}

/// What parts add up to.
#[derive(Clone, Default)]
pub(super) struct Total {
    count: u32,
    weights: Rational,
    sum: Rational,
    possible: Rational,
    extreme: Option<Rational>,
}

impl Total {
    pub(super) fn add(&mut self, function: Function, part: Part) {
        self.count += 1;
        let plain = part.weight == Rational::ONE;
        let weigh = |number: Rational| {
            if plain {
                number
            } else {
                &part.weight * &number
            }
        };
        match function {
            Function::Sum => self.sum = &self.sum + &weigh(part.score),
            Function::Mean => {
                self.sum = &self.sum + &weigh(part.score);
                self.weights = &self.weights + &part.weight;
            }
            Function::Ratio | Function::ToTarget | Function::Progress => {
                self.sum = &self.sum + &weigh(&part.score - &part.low);
                self.possible = &self.possible + &weigh(&part.high - &part.low);
            }
            Function::Min => {
                let lower = self
                    .extreme
                    .take()
                    .map(|least| least.min(part.score.clone()));
                self.extreme = lower.or(Some(part.score));
            }
            Function::Max => {
                let higher = self.extreme.take().map(|most| most.max(part.score.clone()));
                self.extreme = higher.or(Some(part.score));
            }
        }
    }

    /// What was added after an earlier total; only of sums.
    pub(super) fn without(&self, earlier: &Self) -> Self {
        Self {
            count: self.count - earlier.count,
            weights: &self.weights - &earlier.weights,
            sum: &self.sum - &earlier.sum,
            possible: &self.possible - &earlier.possible,
            extreme: None,
        }
    }

    /// Nothing when there was nothing to combine, which is not 0.
    fn outcome(self, rule: &Combine) -> Option<Outcome> {
        if self.count == 0 {
            return None;
        }
        match rule.function {
            Function::Sum => Some(Outcome::number(self.sum)),
            Function::Mean => self.sum.checked_div(&self.weights).map(Outcome::number),
            Function::Min | Function::Max => self.extreme.map(Outcome::number),
            Function::Ratio | Function::ToTarget | Function::Progress => {
                let share = self.sum.checked_div(&self.possible)?;
                let number = match &rule.range {
                    Some((low, high)) => low + &(&share * &(high - low)),
                    None => share,
                };
                Some(Outcome {
                    points: Some(Points {
                        earned: self.sum,
                        possible: self.possible,
                    }),
                    ..Outcome::number(number)
                })
            }
        }
    }
}

/// The numbers that a combination takes at a node.
pub(super) fn parts(
    engine: &Engine<'_>,
    rule: &Combine,
    measure: &Measure,
    node: ItemIndex,
) -> Result<Vec<Part>, Missing> {
    let mut parts = Vec::new();
    each_part(engine, rule, measure, node, &mut |part| parts.push(part))?;
    Ok(parts)
}

fn each_part(
    engine: &Engine<'_>,
    rule: &Combine,
    measure: &Measure,
    node: ItemIndex,
    take: &mut impl FnMut(Part),
) -> Result<(), Missing> {
    let model = engine.model;
    if rule.function == Function::Progress {
        progress(engine, rule, node).into_iter().for_each(take);
        return Ok(());
    }
    let own = || {
        model
            .measures
            .iter()
            .position(|other| other.id == measure.id)
    };
    let of = |rule: &Combine| rule.of.or_else(own);
    match &rule.over {
        Over::Units => member_parts(engine, rule, own(), node, take),
        _ if model.item(node).leaf => match rule.of.filter(|of| Some(*of) != own()) {
            Some(of) => node_parts(engine, rule, Some(of), std::iter::once(node), take),
            None => leaf_parts(engine, rule, std::iter::once(node), &mut |part| {
                // Its weight counts where it is combined with others, once.
                take(Part {
                    weight: Rational::ONE,
                    ..part
                });
            }),
        },
        Over::Leaves => match rule.of.filter(|of| Some(*of) != own()) {
            Some(of) => node_parts(engine, rule, Some(of), model.leaves(node), take),
            None => leaf_parts(engine, rule, model.leaves(node), take),
        },
        Over::Children => node_parts(engine, rule, of(rule), model.children(node), take),
        Over::Descendants(kind) => {
            let of_kind = model
                .below(node)
                .filter(|item| model.item(*item).kind == *kind);
            node_parts(engine, rule, of(rule), of_kind, take)
        }
    }
}

/// The way from the baseline to the target, and how much of it is done.
fn progress(engine: &Engine<'_>, rule: &Combine, node: ItemIndex) -> Option<Part> {
    let of = rule.of?;
    Some(Part {
        item: node,
        member: None,
        score: engine.value(of, node)?.number,
        low: engine.baseline(of, node)?,
        high: engine.target(of, node)?,
        weight: Rational::ONE,
    })
}

fn leaf_parts(
    engine: &Engine<'_>,
    rule: &Combine,
    leaves: impl Iterator<Item = ItemIndex>,
    take: &mut impl FnMut(Part),
) -> Result<(), Missing> {
    for leaf in leaves.filter(|leaf| passes(engine, &rule.filter, *leaf)) {
        if let Some(part) = contribution(engine, rule, leaf)? {
            take(part);
        }
    }
    Ok(())
}

/// What a practice brings to a combination.
pub(super) fn contribution(
    engine: &Engine<'_>,
    rule: &Combine,
    leaf: ItemIndex,
) -> Result<Option<Part>, Missing> {
    let weight = weight(engine, rule, leaf);
    let Some(scale) = engine.model.scale_of(leaf).filter(|_| !weight.is_zero()) else {
        return Ok(None);
    };
    let (low, mut high) = (scale.lowest(), scale.highest().clone());
    let substitute = match engine.resolved.state(leaf) {
        State::OutOfScope => Substitute::Exclude,
        State::NotApplicable => rule.na,
        State::Unanswered => rule.unanswered,
        State::Value(_) => Substitute::Exclude,
    };
    let score = match (engine.leaf_score(leaf), substitute) {
        (Some(score), _) => score.clone(),
        (None, Substitute::Exclude) => return Ok(None),
        (None, Substitute::Fail) => return Err(Missing),
        (None, Substitute::Zero) => low.clone(),
        (None, Substitute::Full) => high.clone(),
    };
    let mut score = score;
    if rule.function == Function::ToTarget {
        let Some(target) = engine.target_score(leaf) else {
            return Ok(None);
        };
        score = score.min(target.clone());
        high = target;
    }
    Ok(Some(Part {
        item: leaf,
        member: None,
        score,
        low: low.clone(),
        high,
        weight,
    }))
}

/// Values of nodes: one without a value is absent; where the rule says that the
/// unanswered fails, it fails when something in it is unanswered.
fn node_parts(
    engine: &Engine<'_>,
    rule: &Combine,
    of: Option<usize>,
    nodes: impl Iterator<Item = ItemIndex>,
    take: &mut impl FnMut(Part),
) -> Result<(), Missing> {
    let Some(of) = of else { return Ok(()) };
    let (low, high) = bounds(rule);
    let looked_at =
        |node: &ItemIndex| !engine.model.item(*node).leaf || passes(engine, &rule.filter, *node);
    for node in nodes.filter(looked_at) {
        let weight = weight(engine, rule, node);
        if weight.is_zero() {
            continue;
        }
        let Some(outcome) = engine.value(of, node) else {
            let mut leaves = engine
                .model
                .leaves(node)
                .filter(|leaf| passes(engine, &rule.filter, *leaf));
            let unanswered = leaves.any(|leaf| engine.resolved.state(leaf) == State::Unanswered);
            if rule.unanswered == Substitute::Fail && unanswered {
                return Err(Missing);
            }
            continue;
        };
        take(Part {
            item: node,
            member: None,
            score: outcome.number,
            low: low.clone(),
            high: high.clone(),
            weight,
        });
    }
    Ok(())
}

/// What the member units say about a node; a unit without members speaks for
/// itself, by the measure that is combined.
fn member_parts(
    engine: &Engine<'_>,
    rule: &Combine,
    own: Option<usize>,
    node: ItemIndex,
    take: &mut impl FnMut(Part),
) -> Result<(), Missing> {
    let (low, high) = bounds(rule);
    let part = |member, number, weight| Part {
        item: node,
        member,
        score: number,
        low: low.clone(),
        high: high.clone(),
        weight,
    };
    if engine.members.is_empty() {
        let value = rule.of.and_then(|of| engine.value(of, node));
        if let Some(outcome) = value {
            take(part(None, outcome.number, Rational::ONE));
        }
        return Ok(());
    }
    for (position, member) in engine.members.iter().enumerate() {
        let weight = if rule.weighted {
            member.weight.clone()
        } else {
            Rational::ONE
        };
        if weight.is_zero() {
            continue;
        }
        let value = member.engine.as_ref().zip(own);
        let value = value.and_then(|(engine, own)| engine.value(own, node));
        let number = match (value, rule.unanswered) {
            (Some(outcome), _) => outcome.number,
            (None, Substitute::Fail) => return Err(Missing),
            (None, Substitute::Zero | Substitute::Exclude | Substitute::Full) => continue,
        };
        take(part(Some(position), number, weight));
    }
    Ok(())
}

/// What the numbers of nodes lie between, where a share is made of them.
fn bounds(rule: &Combine) -> (Rational, Rational) {
    let whole = (Rational::ZERO, Rational::ONE);
    rule.range.clone().unwrap_or(whole)
}

/// How much an item counts; one of weight 0 drops out.
pub(super) fn weight(engine: &Engine<'_>, rule: &Combine, item: ItemIndex) -> Rational {
    rule.weight_of(engine.model, item)
}

/// Whether a practice is among those that a measure looks at.
pub(super) fn passes(engine: &Engine<'_>, filter: &Where, leaf: ItemIndex) -> bool {
    filter.admits(engine.model.item(leaf))
}
