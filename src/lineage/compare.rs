use std::collections::{HashMap, HashSet};

use super::denominator::{Denominator, Domains, LevelCount, denominators, level_counts};
use super::meaning::{MeaningChange, meaning_changes};
use super::pairing::{Pairing, items};
use super::pieces::{Group, groups};
use super::row::{Basis, Change, Row};
use super::similarity::{Lexicon, Share};
use super::wording::Side;
use crate::model::{Item, ItemIndex, Model, Relation, Texts};

/// Steps that comparing texts may take: some seconds. 2,000 practices of 100
/// words each, all of them worded anew, take as many.
const MOST_STEPS: usize = 400_000_000;
/// Pairs of items of which both are without a like one.
const MOST_PAIRS: usize = 4_000_000;
/// What is less alike than this shares little but grammar, and is not looked for.
const FAR: Share = Share::of(1, 4);

/// Two models have so many items without a like one that comparing all would
/// take too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge {
    /// Items of the earlier model without a like one.
    pub from: usize,
    /// Items of the later model without a like one.
    pub to: usize,
}

/// What changed between two models.
#[derive(Debug)]
pub struct Comparison<'m> {
    /// The earlier model.
    pub from: &'m Model,
    /// The later model.
    pub to: &'m Model,
    /// What became of the practices, in the earlier model's order, then those
    /// that are new.
    pub practices: Vec<Row>,
    /// What became of the nodes above them, without the root.
    pub nodes: Vec<Row>,
    /// The nodes directly below the root.
    pub domains: Domains,
    /// The best basis that practices of both models have.
    pub basis: Basis,
    /// Ids that stand in both.
    pub ids: Sharing,
    /// What changed in levels, scales, measures and bands.
    pub meaning: Vec<MeaningChange>,
    /// What shares are taken of.
    pub denominators: Vec<Denominator>,
    /// How many practices stand at each level.
    pub levels: Vec<LevelCount>,
    /// Whether the digests are equal.
    pub same_meaning: bool,
    /// Items of one id that people read other words of.
    pub other_words: usize,
}

impl Comparison<'_> {
    /// The position of the domain that a row is or stands in.
    pub fn domain(&self, row: &Row) -> Option<usize> {
        self.domains.of(self.from, self.to, row)
    }
}

/// Ids of practices that stand in both models.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sharing {
    /// How many.
    pub both: usize,
    /// For how many of them the practice is another one.
    pub another: usize,
}

/// Compares two models, each with the publisher's wording where there is one.
///
/// # Errors
/// When too much of both is new to compare all of it.
pub fn compare<'m>(
    from: (&'m Model, Option<&'m Texts>),
    to: (&'m Model, Option<&'m Texts>),
) -> Result<Comparison<'m>, TooLarge> {
    let mut lexicon = Lexicon::default();
    let earlier = Side::new(from.0, from.1, &mut lexicon);
    let later = Side::new(to.0, to.1, &mut lexicon);
    let mut pairing = Pairing::new(&earlier, &later);
    pairing.nodes_of_the_same_title();
    pairing.practices_of_the_same_words();
    check_size(&pairing)?;
    pairing.practices_alike();
    pairing.nodes_by_practices();
    let practices = rows(&pairing, true);
    let other_words = items(&earlier, true).chain(items(&earlier, false));
    let other_words = other_words.filter(|item| {
        let same = pairing.counterpart(*item);
        same.is_some_and(|same| earlier.read_by_people(*item) != later.read_by_people(same))
    });
    let nodes = rows(&pairing, false);
    let domains = Domains::new(&pairing);
    Ok(Comparison {
        from: from.0,
        to: to.0,
        basis: basis(&pairing),
        ids: sharing(&pairing, &practices),
        nodes,
        meaning: meaning_changes(from.0, to.0),
        denominators: denominators(&pairing, &domains),
        domains,
        levels: level_counts(from.0, to.0),
        same_meaning: from.0.digest == to.0.digest,
        other_words: other_words.count(),
        practices,
    })
}

fn check_size(pairing: &Pairing<'_>) -> Result<(), TooLarge> {
    let from = pairing.open_from(true).len() + pairing.open_from(false).len();
    let to = pairing.open_to(true).len() + pairing.open_to(false).len();
    if from.saturating_mul(to) > MOST_PAIRS || pairing.steps() > MOST_STEPS {
        return Err(TooLarge { from, to });
    }
    Ok(())
}

fn basis(pairing: &Pairing<'_>) -> Basis {
    let has =
        |side: &Side<'_>, basis| items(side, true).any(|item| side.words(item, basis).is_some());
    let mut bases = Basis::OF_WORDS.into_iter();
    let shared = bases.find(|basis| has(pairing.from, *basis) && has(pairing.to, *basis));
    shared.unwrap_or(Basis::Summary)
}

fn sharing(pairing: &Pairing<'_>, rows: &[Row]) -> Sharing {
    let (mut both, mut another) = (0, 0);
    for row in rows {
        for item in &row.from {
            let same = pairing.counterpart(*item);
            let same = same.filter(|same| pairing.to.model.item(*same).leaf);
            both += usize::from(same.is_some());
            another += usize::from(same.is_some_and(|same| !row.to.contains(&same)));
        }
    }
    Sharing { both, another }
}

/// What became of the practices, or of the nodes.
fn rows(pairing: &Pairing<'_>, leaf: bool) -> Vec<Row> {
    let groups = groups(pairing, leaf);
    let mut of_item: HashMap<ItemIndex, &Group> = HashMap::new();
    for group in &groups {
        let whole = std::slice::from_ref(&group.whole);
        let earlier = if group.split { whole } else { &group.pieces };
        of_item.extend(earlier.iter().map(|item| (*item, group)));
    }
    let mut told: HashSet<ItemIndex> = HashSet::new();
    let mut told_new: HashSet<ItemIndex> = HashSet::new();
    let mut rows = Vec::new();
    for item in items(pairing.from, leaf) {
        if told.contains(&item) {
            continue;
        }
        let group = of_item.get(&item).copied();
        let row = match (group, pairing.later_of(item)) {
            (Some(group), _) => of_group(pairing, group),
            (None, Some(to)) => of_pair(pairing, item, to),
            (None, None) => without_pair(pairing, vec![item], Vec::new()),
        };
        told.extend(&row.from);
        told_new.extend(&row.to);
        rows.push(row);
    }
    for item in items(pairing.to, leaf).filter(|item| !told_new.contains(item)) {
        rows.push(without_pair(pairing, Vec::new(), vec![item]));
    }
    rows
}

fn of_group(pairing: &Pairing<'_>, group: &Group) -> Row {
    let mut pieces = group.pieces.clone();
    pieces.sort();
    let whole = vec![group.whole];
    let (relation, from, to) = match group.split {
        true => (Relation::Split, whole, pieces),
        false => (Relation::Merged, pieces, whole),
    };
    finish(
        pairing,
        Row {
            likeness: Some(group.covered),
            basis: Some(group.basis),
            ..blank(relation, from, to)
        },
    )
}

fn of_pair(pairing: &Pairing<'_>, from: ItemIndex, to: ItemIndex) -> Row {
    let (likeness, basis) = pairing.likeness(from).unzip();
    let elsewhere = !pairing.same_place(from, to);
    let identical = likeness == Some(Share::WHOLE) && basis != Some(Basis::Practices);
    let relation = match identical {
        false => Relation::Reworded,
        true if elsewhere => Relation::Moved,
        true if pairing.same_id(from, to) => Relation::Same,
        true => Relation::Renamed,
    };
    finish(
        pairing,
        Row {
            likeness,
            basis,
            elsewhere,
            ..blank(relation, vec![from], vec![to])
        },
    )
}

fn without_pair(pairing: &Pairing<'_>, from: Vec<ItemIndex>, to: Vec<ItemIndex>) -> Row {
    let relation = if to.is_empty() {
        Relation::Dropped
    } else {
        Relation::New
    };
    let leaf = |side: &Side<'_>, item: &ItemIndex| side.model.item(*item).leaf;
    let mut nearest: Option<(ItemIndex, Share)> = None;
    let mut look = |other: ItemIndex, found: &dyn Fn(Share) -> Option<(Share, Basis)>| {
        let least = nearest.map_or(FAR, |(_, share)| share);
        if let Some((share, _)) = found(least)
            && nearest.is_none_or(|(_, best)| share > best)
        {
            nearest = Some((other, share));
        }
    };
    for item in &from {
        for other in items(pairing.to, leaf(pairing.from, item)) {
            look(other, &|least| pairing.compare(*item, other, least));
        }
    }
    for item in &to {
        for other in items(pairing.from, leaf(pairing.to, item)) {
            look(other, &|least| pairing.compare(other, *item, least));
        }
    }
    let row = blank(relation, from, to);
    finish(pairing, Row { nearest, ..row })
}

fn blank(relation: Relation, from: Vec<ItemIndex>, to: Vec<ItemIndex>) -> Row {
    Row {
        relation,
        from,
        to,
        likeness: None,
        basis: None,
        elsewhere: false,
        id_reused: false,
        changes: Vec::new(),
        nearest: None,
    }
}

/// What can be said of any row.
fn finish(pairing: &Pairing<'_>, mut row: Row) -> Row {
    let (from, to) = (pairing.from.model, pairing.to.model);
    let another = |item: &ItemIndex| {
        let same = pairing.counterpart(*item);
        same.is_some_and(|same| !row.to.contains(&same))
    };
    let before = |item: &ItemIndex| from.find(&to.item(*item).id).is_some();
    row.id_reused = match row.from.is_empty() {
        true => row.to.iter().any(before),
        false => row.from.iter().any(another),
    };
    let several = row.from.len() + row.to.len() > 2;
    for earlier in &row.from {
        for later in &row.to {
            let item = match (several, row.to.len() > 1) {
                (false, _) => None,
                (true, true) => Some(to.item(*later).id.clone()),
                (true, false) => Some(from.item(*earlier).id.clone()),
            };
            row.changes
                .extend(changes((from, *earlier), (to, *later), item.as_ref()));
        }
    }
    row
}

/// What scoring knows of two items, where it differs.
fn changes(
    (from, earlier): (&Model, ItemIndex),
    (to, later): (&Model, ItemIndex),
    about: Option<&String>,
) -> Vec<Change> {
    let (was, is) = (from.item(earlier), to.item(later));
    let mut changes = Vec::new();
    let mut add = |field: &str, from: Option<String>, to: Option<String>| {
        if from != to {
            changes.push(Change {
                field: field.to_owned(),
                item: about.cloned(),
                from,
                to,
            });
        }
    };
    let level = |model: &Model, item: &Item| Some(model.levels.get(item.level?)?.id.clone());
    let scale = |model: &Model, item: &Item| Some(model.scales.get(item.scale?)?.id.clone());
    let weight = |item: &Item| {
        item.weight
            .to_decimal()
            .unwrap_or_else(|| item.weight.to_string())
    };
    let polarity = |item: &Item| {
        if item.negative {
            "negative"
        } else {
            "positive"
        }
        .to_owned()
    };
    let kind = |item: &Item| (!item.leaf && !item.kind.is_empty()).then(|| item.kind.clone());
    add("level", level(from, was), level(to, is));
    add("scale", scale(from, was), scale(to, is));
    add("weight", Some(weight(was)), Some(weight(is)));
    add("polarity", Some(polarity(was)), Some(polarity(is)));
    add("kind", kind(was), kind(is));
    let mut facets: Vec<&String> = was.facets.keys().chain(is.facets.keys()).collect();
    facets.sort();
    facets.dedup();
    for facet in facets {
        let value = |item: &Item| item.facets.get(facet).cloned();
        add(&format!("facet {facet}"), value(was), value(is));
    }
    changes
}
