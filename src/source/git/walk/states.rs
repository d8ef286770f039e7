use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::bloom::Keys;
use super::commits::{Commits, Node};
use super::scanner::{Entry, Row, Scanner};
use super::wanted::Wanted;
use crate::source::git::Repository;
use crate::source::git::entry::Trouble;

/// What stands at the paths in one commit after another: equal numbers are equal
/// in all of them.
pub(super) struct States {
    of: Vec<u32>,
    rows: Vec<Row>,
    /// Why commits could not be looked at, which matters only where the walk gets
    /// to them. Their numbers count from [`FIRST_TROUBLE`].
    troubles: Vec<Trouble>,
}

/// Commits that one thread looks at, in a row.
const PIECE: usize = 512;

/// Commits of a piece that tell in which order it is read.
const SAMPLE: usize = 16;

const FIRST_TROUBLE: u32 = 1 << 31;

/// The number of a commit that is the same as its first parent, whatever that is.
const SAME: u32 = u32::MAX;

impl States {
    /// Looks at commits, all or those that are open, on several threads; not at those that
    /// the keys rule out. Of commits that are not open it says nothing that is of use.
    pub(super) fn of(
        repository: &Repository,
        commits: &Commits<'_>,
        (wanted, keys): (&Wanted, Option<&Keys>),
        open: Option<&HashSet<Node>>,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Self {
        let is_open = |node: &Node| open.is_none_or(|open| open.contains(node));
        let nodes: Vec<Node> = commits.nodes().filter(is_open).collect();
        // What is the same as a parent of which nothing is known is not known.
        let ruled_out = |node: Node| {
            let mut before = commits.parents(node).iter().take(1);
            keys.is_some_and(|keys| before.all(is_open) && keys.rule_out(commits, node))
        };
        let done = AtomicUsize::new(0);
        let piece = |nodes: &[Node]| {
            let piece = Piece::of(repository, commits, (wanted, &ruled_out), nodes);
            progress(done.fetch_add(nodes.len(), Ordering::Relaxed) + nodes.len());
            piece
        };
        let pieces: Vec<Piece> = nodes.par_chunks(PIECE).map(piece).collect();
        let mut states = Self {
            of: vec![SAME; commits.len()],
            rows: Vec::new(),
            troubles: Vec::new(),
        };
        let mut numbers = HashMap::new();
        for (piece, nodes) in pieces.into_iter().zip(nodes.chunks(PIECE)) {
            states.add(piece, nodes, &mut numbers);
        }
        states.settle(commits);
        states
    }

    /// The number of what stands at the paths in a commit.
    pub(super) fn number(&self, node: Node) -> Result<u32, &Trouble> {
        let number = self.of.get(node as usize).copied().unwrap_or_default();
        let trouble = number.checked_sub(FIRST_TROUBLE);
        match trouble.and_then(|at| self.troubles.get(at as usize)) {
            Some(trouble) => Err(trouble),
            None => Ok(number),
        }
    }

    /// What has a number.
    pub(super) fn row(&self, number: u32) -> &[Option<Entry>] {
        let row = self.rows.get(number as usize);
        row.map(AsRef::as_ref).unwrap_or_default()
    }

    /// Adds what was found, with the numbers of the whole.
    fn add(&mut self, piece: Piece, nodes: &[Node], numbers: &mut HashMap<Row, u32>) {
        let count = |length: usize| u32::try_from(length).unwrap_or(FIRST_TROUBLE - 1);
        let mut of_whole = Vec::with_capacity(piece.rows.len());
        for row in piece.rows {
            let next = count(self.rows.len());
            let number = *numbers.entry(row.clone()).or_insert(next);
            if number == next {
                self.rows.push(row);
            }
            of_whole.push(number);
        }
        let troubles = count(self.troubles.len());
        let whole = |number: u32| match number {
            SAME => SAME,
            FIRST_TROUBLE.. => number + troubles,
            _ => of_whole.get(number as usize).copied().unwrap_or_default(),
        };
        for (node, number) in nodes.iter().zip(piece.of) {
            if let Some(at) = self.of.get_mut(*node as usize) {
                *at = whole(number);
            }
        }
        self.troubles.extend(piece.troubles);
    }

    /// Gives commits that are the same as their first parent its number.
    fn settle(&mut self, commits: &Commits<'_>) {
        let mut same = Vec::new();
        for node in commits.nodes().rev() {
            let mut at = node;
            let number = loop {
                match self.of.get(at as usize) {
                    Some(&SAME) => same.push(at),
                    found => break found.copied().unwrap_or_default(),
                }
                match commits.parents(at).first() {
                    Some(parent) => at = *parent,
                    None => break 0,
                }
            };
            for node in same.drain(..) {
                if let Some(at) = self.of.get_mut(node as usize) {
                    *at = number;
                }
            }
        }
    }
}

/// What one thread found, with numbers of its own.
struct Piece {
    of: Vec<u32>,
    rows: Vec<Row>,
    troubles: Vec<Trouble>,
}

impl Piece {
    fn of(
        repository: &Repository,
        commits: &Commits<'_>,
        (wanted, ruled_out): (&Wanted, &dyn Fn(Node) -> bool),
        nodes: &[Node],
    ) -> Self {
        let mut scanner = repository.with(|git| Scanner::new(git, wanted));
        let mut troubles = Vec::new();
        let trees = nodes.iter().map(|node| commits.tree(*node));
        let oldest_first = scanner.stand_on_older(trees.take(SAMPLE));
        let number = |node: &Node| {
            if ruled_out(*node) {
                return SAME;
            }
            let number = scanner.number(commits.tree(*node));
            number.unwrap_or_else(|trouble| {
                troubles.push(trouble);
                FIRST_TROUBLE + u32::try_from(troubles.len() - 1).unwrap_or_default()
            })
        };
        let of = match oldest_first {
            true => {
                let mut of: Vec<u32> = nodes.iter().rev().map(number).collect();
                of.reverse();
                of
            }
            false => nodes.iter().map(number).collect(),
        };
        Self {
            of,
            rows: scanner.rows(),
            troubles,
        }
    }
}
