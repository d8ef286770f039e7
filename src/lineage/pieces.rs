use std::cmp::Reverse;
use std::collections::HashSet;

use super::pairing::{ALIKE, Pairing, items};
use super::row::Basis;
use super::similarity::{Share, common};
use super::wording::Side;
use crate::model::ItemIndex;

/// How much of a piece has to stand in the whole. A fifth may be the words that
/// make a sentence of what was cut out.
const CONTAINED: Share = Share::of(4, 5);
/// How much more of the whole is covered with the piece than without it: less is
/// what any two sentences of one subject share.
const GAINED: Share = Share::of(1, 5);
/// The fewest words a piece adds, whatever share they are: in a short text two
/// words of grammar are a fifth.
const LEAST_WORDS: u32 = 3;

/// Words or practices, each with how often it is there, sorted.
type Bag = Vec<(u32, u32)>;

/// One item that became several, or several that became one.
#[derive(Debug)]
pub(super) struct Group {
    /// Whether one of the earlier model became several of the later.
    pub(super) split: bool,
    /// The one.
    pub(super) whole: ItemIndex,
    /// The several, its pair first where it has one.
    pub(super) pieces: Vec<ItemIndex>,
    /// How much of the one the several cover.
    pub(super) covered: Share,
    /// What they were compared by.
    pub(super) basis: Basis,
    gained: Share,
}

impl Group {
    /// Whether as much speaks for one in the other direction about the same items:
    /// then neither is said.
    fn undecided(&self, groups: &[Self]) -> bool {
        groups.iter().any(|other| {
            other.split != self.split
                && (other.gained, other.covered) == (self.gained, self.covered)
                && (other.pieces.contains(&self.whole) || self.pieces.contains(&other.whole))
        })
    }
}

/// The groups among practices, or among nodes. An item is in one at most.
pub(super) fn groups(pairing: &Pairing<'_>, leaf: bool) -> Vec<Group> {
    let bags = [bags(pairing, leaf, true), bags(pairing, leaf, false)];
    let mut used = [HashSet::new(), HashSet::new()];
    let mut found = Vec::new();
    // What has a pair comes first; then what became so many that none is like it.
    for paired in [true, false] {
        let mut groups = Vec::new();
        for split in [true, false] {
            let [from, to] = &bags;
            let (wholes, pieces) = if split { (from, to) } else { (to, from) };
            let search = Search {
                pairing,
                split,
                wholes,
                pieces,
                leaf,
            };
            groups.extend(search.groups(paired, &used));
        }
        groups.sort_by_cached_key(|group| {
            let whole = side(pairing, group.split).model.item(group.whole);
            let rank = (Reverse(group.gained), Reverse(group.covered));
            (rank, whole.id.clone(), group.pieces.len())
        });
        let undecided: Vec<bool> = groups.iter().map(|one| one.undecided(&groups)).collect();
        let groups = groups.into_iter().zip(undecided);
        for (group, _) in groups.filter(|(_, undecided)| !undecided) {
            let [from, to] = &mut used;
            let (wholes, pieces) = if group.split { (from, to) } else { (to, from) };
            let taken = wholes.contains(&group.whole)
                || group.pieces.iter().any(|one| pieces.contains(one));
            if !taken {
                wholes.insert(group.whole);
                pieces.extend(group.pieces.iter().copied());
                found.push(group);
            }
        }
    }
    found
}

fn side<'s>(pairing: &Pairing<'s>, earlier: bool) -> &'s Side<'s> {
    if earlier { pairing.from } else { pairing.to }
}

/// What each item of a side is made of, on each basis: practices of their words,
/// nodes of the practices below them.
fn bags(pairing: &Pairing<'_>, leaf: bool, earlier: bool) -> Vec<[Option<Bag>; 4]> {
    let side = side(pairing, earlier);
    let bag = |item: ItemIndex| {
        if !leaf {
            return [None, None, None, Some(practices(pairing, item, earlier))];
        }
        let mut bags = [None, None, None, None];
        for basis in Basis::OF_WORDS {
            if let Some(bag) = bags.get_mut(basis.position()) {
                *bag = side.words(item, basis).map(|words| words.bag().to_vec());
            }
        }
        bags
    };
    (0..side.model.items.len())
        .map(ItemIndex)
        .map(bag)
        .collect()
}

/// The practices of a node, those that are one in both models by one number.
fn practices(pairing: &Pairing<'_>, node: ItemIndex, earlier: bool) -> Bag {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let earliest = number(pairing.from.model.items.len());
    let model = side(pairing, earlier).model;
    let leaves = model
        .leaves(node)
        .map(|leaf| match (earlier, pairing.earlier_of(leaf)) {
            (true, _) => (number(leaf.0), 1),
            (false, Some(from)) => (number(from.0), 1),
            (false, None) => (earliest.saturating_add(number(leaf.0)), 1),
        });
    let mut bag: Bag = leaves.collect();
    bag.sort_unstable();
    bag
}

/// A look for groups in one direction.
struct Search<'a> {
    pairing: &'a Pairing<'a>,
    split: bool,
    wholes: &'a [[Option<Bag>; 4]],
    pieces: &'a [[Option<Bag>; 4]],
    leaf: bool,
}

/// Which items are in a group already, of each side.
type Used = [HashSet<ItemIndex>; 2];

impl Search<'_> {
    fn groups(&self, paired: bool, used: &Used) -> Vec<Group> {
        let [from, to] = used;
        let (wholes_used, pieces_used) = if self.split { (from, to) } else { (to, from) };
        let free = |item: &ItemIndex| {
            !wholes_used.contains(item) && self.partner(*item).is_some() == paired
        };
        let wholes: Vec<ItemIndex> = items(side(self.pairing, self.split), self.leaf)
            .filter(free)
            .collect();
        let mut pieces = match self.split {
            true => self.pairing.open_to(self.leaf),
            false => self.pairing.open_from(self.leaf),
        };
        pieces.retain(|item| !pieces_used.contains(item));
        let mut of_whole: Vec<Vec<(Reverse<Share>, ItemIndex)>> = vec![Vec::new(); wholes.len()];
        for piece in pieces {
            let fits = wholes.iter().enumerate().filter_map(|(at, whole)| {
                let (gained, contained) = self.piece(*whole, piece)?;
                Some((Reverse(gained), Reverse(contained), self.id(*whole), at))
            });
            if let Some((gained, _, _, at)) = fits.min()
                && let Some(list) = of_whole.get_mut(at)
            {
                list.push((gained, piece));
            }
        }
        let groups = wholes.into_iter().zip(of_whole);
        groups
            .filter_map(|(whole, pieces)| self.group(whole, pieces))
            .collect()
    }

    fn partner(&self, whole: ItemIndex) -> Option<ItemIndex> {
        match self.split {
            true => self.pairing.later_of(whole),
            false => self.pairing.earlier_of(whole),
        }
    }

    fn id(&self, whole: ItemIndex) -> &str {
        &side(self.pairing, self.split).model.item(whole).id
    }

    fn bag(bags: &[[Option<Bag>; 4]], item: ItemIndex, basis: Basis) -> Option<&Bag> {
        bags.get(item.0)?.get(basis.position())?.as_ref()
    }

    /// What a piece adds to what its whole's pair covers, and how much of it
    /// stands in the whole; nothing when it is no piece of it.
    fn piece(&self, whole: ItemIndex, piece: ItemIndex) -> Option<(Share, Share)> {
        let (basis, of) = self.basis(whole, &[piece])?;
        let bag = Self::bag(self.pieces, piece, basis)?;
        let contained = Share::of(common(bag, of), size(bag));
        if contained < CONTAINED {
            return None;
        }
        let partner: Vec<ItemIndex> = self.partner(whole).into_iter().collect();
        let gained = self.gained(whole, &partner, piece)?;
        Some((gained, contained))
    }

    /// How much more of a whole is covered with one more piece.
    fn gained(&self, whole: ItemIndex, there: &[ItemIndex], piece: ItemIndex) -> Option<Share> {
        let mut all = there.to_vec();
        all.push(piece);
        let (basis, of) = self.basis(whole, &all)?;
        let more = self.covered(of, &all, basis) - self.covered(of, there, basis);
        let gained = Share::of(more, size(of));
        let least = if self.leaf { LEAST_WORDS } else { 1 };
        (gained >= GAINED && more >= least).then_some(gained)
    }

    /// The best basis that a whole and pieces share, with the whole on it.
    fn basis(&self, whole: ItemIndex, pieces: &[ItemIndex]) -> Option<(Basis, &Bag)> {
        let bases = Basis::OF_WORDS.into_iter().chain([Basis::Practices]);
        bases.into_iter().find_map(|basis| {
            let of = Self::bag(self.wholes, whole, basis)?;
            let there = |piece: &ItemIndex| Self::bag(self.pieces, *piece, basis).is_some();
            pieces.iter().all(there).then_some((basis, of))
        })
    }

    fn covered(&self, of: &Bag, pieces: &[ItemIndex], basis: Basis) -> u32 {
        let bags = pieces
            .iter()
            .filter_map(|piece| Self::bag(self.pieces, *piece, basis));
        let mut sum: Bag = bags.flatten().copied().collect();
        sum.sort_unstable();
        let mut joined: Bag = Vec::with_capacity(sum.len());
        for (word, count) in sum {
            match joined.last_mut() {
                Some((last, sum)) if *last == word => *sum += count,
                _ => joined.push((word, count)),
            }
        }
        common(&joined, of)
    }

    /// The group of a whole: its pair, then pieces as long as each covers more of
    /// it. Without a pair there are two pieces that together are like it.
    fn group(
        &self,
        whole: ItemIndex,
        mut found: Vec<(Reverse<Share>, ItemIndex)>,
    ) -> Option<Group> {
        let model = side(self.pairing, !self.split).model;
        found.sort_by_key(|(gained, piece)| (*gained, &model.item(*piece).id));
        let mut pieces: Vec<ItemIndex> = self.partner(whole).into_iter().collect();
        let before = pieces.len();
        for (_, piece) in found {
            if self.gained(whole, &pieces, piece).is_some() {
                pieces.push(piece);
            }
        }
        let (basis, of) = self.basis(whole, &pieces)?;
        let now = self.covered(of, &pieces, basis);
        let then = self.covered(of, pieces.get(..before)?, basis);
        let group = Group {
            split: self.split,
            whole,
            covered: Share::of(now, size(of)),
            basis,
            gained: Share::of(now - then, size(of)),
            pieces,
        };
        // Its pair has to be a piece too, and not only to share its title.
        let without = group.pieces.get(before..)?;
        let more = now - self.covered(of, without, basis);
        let pair_counts = before == 0 || Share::of(more, size(of)) >= GAINED;
        let enough = group.pieces.len() >= 2 && group.covered >= ALIKE;
        (enough && pair_counts).then_some(group)
    }
}

fn size(bag: &Bag) -> u32 {
    bag.iter().map(|(_, count)| count).sum()
}
