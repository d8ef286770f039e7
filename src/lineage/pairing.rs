use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, VecDeque};

use super::row::Basis;
use super::similarity::{Share, Words};
use super::wording::Side;
use crate::model::ItemIndex;

/// From here on two texts say nearly the same. Of the CTI-CMM's practices that a
/// person matched between two versions, those below are hardly the same question
/// any more, and above there is next to none that is not.
pub(super) const ALIKE: Share = Share::of(3, 5);

/// Which item of one model is which of the other.
#[derive(Debug)]
pub(super) struct Pairing<'s> {
    pub(super) from: &'s Side<'s>,
    pub(super) to: &'s Side<'s>,
    later_of: Vec<Option<ItemIndex>>,
    earlier_of: Vec<Option<ItemIndex>>,
    /// How alike a pair is, by its item of the earlier model.
    likeness: HashMap<ItemIndex, (Share, Basis)>,
}

/// Two items that may be one, with what speaks for it, the best first.
type Candidate = (
    Reverse<Share>,
    Reverse<bool>,
    Reverse<bool>,
    ItemIndex,
    ItemIndex,
    Basis,
);

impl<'s> Pairing<'s> {
    /// Nothing is paired yet but the roots.
    pub(super) fn new(from: &'s Side<'s>, to: &'s Side<'s>) -> Self {
        let mut pairing = Self {
            from,
            to,
            later_of: vec![None; from.model.items.len()],
            earlier_of: vec![None; to.model.items.len()],
            likeness: HashMap::new(),
        };
        pairing.pair(
            ItemIndex::ROOT,
            ItemIndex::ROOT,
            Share::WHOLE,
            Basis::Summary,
        );
        pairing
    }

    /// What an item of the earlier model is in the later one.
    pub(super) fn later_of(&self, from: ItemIndex) -> Option<ItemIndex> {
        self.later_of.get(from.0).copied().flatten()
    }

    /// What an item of the later model was in the earlier one.
    pub(super) fn earlier_of(&self, to: ItemIndex) -> Option<ItemIndex> {
        self.earlier_of.get(to.0).copied().flatten()
    }

    /// How alike an item and what it became are.
    pub(super) fn likeness(&self, from: ItemIndex) -> Option<(Share, Basis)> {
        self.likeness.get(&from).copied()
    }

    /// Items of the earlier model without a pair, practices or nodes.
    pub(super) fn open_from(&self, leaf: bool) -> Vec<ItemIndex> {
        let items = items(self.from, leaf);
        items
            .filter(|item| self.later_of(*item).is_none())
            .collect()
    }

    /// Items of the later model without a pair, practices or nodes.
    pub(super) fn open_to(&self, leaf: bool) -> Vec<ItemIndex> {
        let items = items(self.to, leaf);
        items
            .filter(|item| self.earlier_of(*item).is_none())
            .collect()
    }

    /// The item of the later model that has the id of one of the earlier, or an
    /// old spelling of it.
    pub(super) fn counterpart(&self, from: ItemIndex) -> Option<ItemIndex> {
        let item = self.from.model.item(from);
        let mut spellings = std::iter::once(&item.id).chain(&item.aliases);
        spellings.find_map(|id| self.to.model.find(id))
    }

    /// Whether two items have one id; an alias counts.
    pub(super) fn same_id(&self, from: ItemIndex, to: ItemIndex) -> bool {
        let (id, other) = (&self.from.model.item(from).id, &self.to.model.item(to).id);
        id == other
            || self.to.model.find(id) == Some(to)
            || self.from.model.find(other) == Some(from)
    }

    /// The node of the later model below which an item would not have moved: what
    /// its own became, or where neither has a pair the one with the same id.
    fn place(&self, from: ItemIndex) -> Option<ItemIndex> {
        let parent = self.from.model.item(from).parent?;
        let same = || {
            let same = self.counterpart(parent)?;
            self.earlier_of(same).is_none().then_some(same)
        };
        self.later_of(parent).or_else(same)
    }

    /// Whether two items stand below the same node.
    pub(super) fn same_place(&self, from: ItemIndex, to: ItemIndex) -> bool {
        let parent = self.to.model.item(to).parent;
        parent.is_some() && parent == self.place(from)
    }

    /// Pairs nodes of the same title, from the top down: a title such as
    /// "Management" means the one below the same node.
    pub(super) fn nodes_of_the_same_title(&mut self) {
        let deepest = self.from.model.items.iter().map(|item| item.depth).max();
        for depth in 1..=deepest.unwrap_or(0) {
            let (mut from, mut to) = (self.open_from(false), self.open_to(false));
            from.retain(|item| self.from.model.item(*item).depth == depth);
            to.retain(|item| self.to.model.item(*item).depth == depth);
            self.identical(&from, &to);
        }
        self.identical(&self.open_from(false), &self.open_to(false));
    }

    /// Pairs practices of the same words.
    pub(super) fn practices_of_the_same_words(&mut self) {
        self.identical(&self.open_from(true), &self.open_to(true));
    }

    /// Pairs items of the same words on the best basis they share.
    fn identical(&mut self, from: &[ItemIndex], to: &[ItemIndex]) {
        let (earlier, later) = (self.from, self.to);
        for basis in Basis::OF_WORDS {
            let mut groups: BTreeMap<&[u32], [Vec<ItemIndex>; 2]> = BTreeMap::new();
            for item in from.iter().filter(|item| self.later_of(**item).is_none()) {
                if let Some(words) = earlier.words(*item, basis) {
                    groups.entry(words.sequence()).or_default()[0].push(*item);
                }
            }
            for item in to.iter().filter(|item| self.earlier_of(**item).is_none()) {
                if let Some(words) = later.words(*item, basis) {
                    groups.entry(words.sequence()).or_default()[1].push(*item);
                }
            }
            for [mut from, mut to] in groups.into_values() {
                // By id and not by place, so that the order of a file decides nothing.
                from.sort_by_key(|item| &earlier.model.item(*item).id);
                to.sort_by_key(|item| &later.model.item(*item).id);
                self.one_by_one(&from, &to, basis);
            }
        }
    }

    /// Pairs items that say the same: those of one id, then those below one node,
    /// then the rest in order.
    fn one_by_one(&mut self, from: &[ItemIndex], to: &[ItemIndex], basis: Basis) {
        for item in from {
            if let Some(same) = self.counterpart(*item).filter(|same| to.contains(same)) {
                self.pair_if_open(*item, same, basis);
            }
        }
        let mut below: HashMap<ItemIndex, VecDeque<ItemIndex>> = HashMap::new();
        for item in to.iter().filter(|item| self.earlier_of(**item).is_none()) {
            if let Some(parent) = self.to.model.item(*item).parent {
                below.entry(parent).or_default().push_back(*item);
            }
        }
        for item in from
            .iter()
            .filter(|item| self.later_of(**item).is_none())
            .copied()
            .collect::<Vec<_>>()
        {
            let near = self.place(item).and_then(|place| below.get_mut(&place));
            if let Some(first) = near.and_then(VecDeque::pop_front) {
                self.pair_if_open(item, first, basis);
            }
        }
        let mut rest: Vec<ItemIndex> = to.to_vec();
        rest.retain(|item| self.earlier_of(*item).is_none());
        for item in from {
            if let Some(at) = rest
                .iter()
                .position(|other| self.fits(*item, *other, basis))
            {
                self.pair_if_open(*item, rest.remove(at), basis);
            }
        }
    }

    /// Whether two items have no pair yet and no better basis to be compared by.
    fn fits(&self, from: ItemIndex, to: ItemIndex, basis: Basis) -> bool {
        let best = || {
            let (from, to) = (self.from.wording(from)?, self.to.wording(to)?);
            from.basis_with(to)
        };
        self.later_of(from).is_none() && self.earlier_of(to).is_none() && best() == Some(basis)
    }

    fn pair_if_open(&mut self, from: ItemIndex, to: ItemIndex, basis: Basis) {
        if self.fits(from, to, basis) {
            self.pair(from, to, Share::WHOLE, basis);
        }
    }

    fn pair(&mut self, from: ItemIndex, to: ItemIndex, share: Share, basis: Basis) {
        let there = (self.later_of.get_mut(from.0), self.earlier_of.get_mut(to.0));
        if let (Some(forth), Some(back)) = there {
            *forth = Some(to);
            *back = Some(from);
            self.likeness.insert(from, (share, basis));
        }
    }

    /// How alike two items are; nothing when below `least`.
    pub(super) fn compare(
        &self,
        from: ItemIndex,
        to: ItemIndex,
        least: Share,
    ) -> Option<(Share, Basis)> {
        let (mine, theirs) = (self.from.wording(from)?, self.to.wording(to)?);
        let basis = mine.basis_with(theirs)?;
        let share = mine.on(basis)?.likeness(theirs.on(basis)?, least)?;
        Some((share, basis))
    }

    /// Pairs practices that say nearly the same, the most alike first.
    pub(super) fn practices_alike(&mut self) {
        let (from, to) = (self.open_from(true), self.open_to(true));
        let mut candidates = Vec::new();
        for item in &from {
            for other in &to {
                if let Some((share, basis)) = self.compare(*item, *other, ALIKE) {
                    candidates.push(self.candidate(*item, *other, share, basis));
                }
            }
        }
        self.best_first(candidates);
    }

    /// Pairs nodes by the practices below them, which say more than a title of
    /// two words: those that share most, and those of a like title that share any
    /// or have one id.
    pub(super) fn nodes_by_practices(&mut self) {
        let mut shared: BTreeMap<(ItemIndex, ItemIndex), u32> = BTreeMap::new();
        for practice in items(self.from, true) {
            let Some(other) = self.later_of(practice) else {
                continue;
            };
            let above = |item: &ItemIndex| *item != practice && self.later_of(*item).is_none();
            for node in self.from.model.upwards(practice).filter(above) {
                let above = |item: &ItemIndex| *item != other && self.earlier_of(*item).is_none();
                for place in self.to.model.upwards(other).filter(above) {
                    *shared.entry((node, place)).or_default() += 1;
                }
            }
        }
        for node in self.open_from(false) {
            let open = |item: &ItemIndex| {
                self.earlier_of(*item).is_none() && !self.to.model.item(*item).leaf
            };
            if let Some(same) = self.counterpart(node).filter(open) {
                shared.entry((node, same)).or_default();
            }
        }
        let candidates = shared.into_iter().filter_map(|((node, other), practices)| {
            let all = self.from.model.leaves(node).count() + self.to.model.leaves(other).count();
            let share = Share::of(2 * practices, u32::try_from(all).unwrap_or(u32::MAX));
            let titles = self.compare(node, other, ALIKE);
            let by_practices = (share >= ALIKE).then_some((share, Basis::Practices));
            let best = titles.into_iter().chain(by_practices);
            let (share, basis) = best.max_by_key(|(share, _)| *share)?;
            Some(self.candidate(node, other, share, basis))
        });
        let candidates = candidates.collect();
        self.best_first(candidates);
    }

    fn candidate(&self, from: ItemIndex, to: ItemIndex, share: Share, basis: Basis) -> Candidate {
        let same_id = Reverse(self.same_id(from, to));
        let same_place = Reverse(self.same_place(from, to));
        (Reverse(share), same_id, same_place, from, to, basis)
    }

    fn best_first(&mut self, mut candidates: Vec<Candidate>) {
        let ids = |one: &Candidate| {
            let (.., from, to, _) = one;
            (&self.from.model.item(*from).id, &self.to.model.item(*to).id)
        };
        candidates.sort_unstable_by(|one, other| {
            let ranked = |one: &Candidate| (one.0, one.1, one.2);
            let by_rank = ranked(one).cmp(&ranked(other));
            by_rank.then_with(|| ids(one).cmp(&ids(other)))
        });
        for (Reverse(share), _, _, from, to, basis) in candidates {
            if self.later_of(from).is_none() && self.earlier_of(to).is_none() {
                self.pair(from, to, share, basis);
            }
        }
    }

    /// How long it takes to compare what has no pair yet with everything.
    pub(super) fn steps(&self) -> usize {
        let of = |side: &Side<'_>, items: &[ItemIndex], cost: fn(&Words) -> usize| {
            let words = items.iter().flat_map(|item| {
                let mut all = Basis::OF_WORDS.into_iter();
                all.find_map(|basis| side.words(*item, basis))
            });
            words.map(|words| cost(words).max(1)).sum::<usize>()
        };
        let every = |side: &Side<'_>| {
            (0..side.model.items.len())
                .map(ItemIndex)
                .collect::<Vec<_>>()
        };
        let open = |mut practices: Vec<ItemIndex>, nodes: Vec<ItemIndex>| {
            practices.extend(nodes);
            practices
        };
        let from = open(self.open_from(true), self.open_from(false));
        let to = open(self.open_to(true), self.open_to(false));
        let words = |words: &Words| words.sequence().len();
        let forth =
            of(self.from, &from, Words::blocks).saturating_mul(of(self.to, &every(self.to), words));
        let back =
            of(self.to, &to, Words::blocks).saturating_mul(of(self.from, &every(self.from), words));
        forth.saturating_add(back)
    }
}

/// The practices or the nodes of a model, without its root.
pub(super) fn items(side: &Side<'_>, leaf: bool) -> impl Iterator<Item = ItemIndex> {
    let items = side.model.items.iter().enumerate().skip(1);
    let items = items.filter(move |(_, item)| item.leaf == leaf);
    items
        .map(|(at, _)| ItemIndex(at))
        .collect::<Vec<_>>()
        .into_iter()
}
