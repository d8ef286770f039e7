use std::collections::HashMap;

use gix::ObjectId;
use gix::bstr::ByteSlice;
use gix::hash::oid;
use gix::objs::{Find, Kind};
use gix::odb::Header as _;

use super::wanted::{ROOT, Wanted};
use crate::source::git::GitId;
use crate::source::git::entry::Trouble;

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Entry {
    pub(super) id: ObjectId,
    mode: u32,
}

/// What stands at each path of a walk.
pub(super) type Row = Box<[Option<Entry>]>;

/// Looks up what stands at the paths in one commit after another, and gives equal
/// rows equal numbers.
pub(super) struct Scanner<'w> {
    wanted: &'w Wanted,
    objects: gix::OdbHandle,
    /// Buffers for trees that are being read, one in another.
    buffers: Vec<Vec<u8>>,
    /// The trees that the folders among the names were last. What stands in them
    /// is in the row.
    last: Vec<Option<ObjectId>>,
    row: Row,
    numbers: HashMap<Row, u32>,
    last_number: Option<u32>,
}

const TYPE: u32 = 0o170_000;
const FOLDER: u32 = 0o040_000;
const FILE: u32 = 0o100_000;
const EXECUTABLE: u32 = 0o100;

impl<'w> Scanner<'w> {
    pub(super) fn new(git: &gix::Repository, wanted: &'w Wanted) -> Self {
        Self {
            wanted,
            objects: git.objects.clone(),
            buffers: Vec::new(),
            last: vec![None; wanted.len()],
            row: vec![None; wanted.paths()].into(),
            numbers: HashMap::new(),
            last_number: None,
        }
    }

    /// Whether git keeps trees, of which some are given from the newest back, as what
    /// differs from an older one: then they are read fastest from the oldest on.
    pub(super) fn stand_on_older<'t>(&self, trees: impl Iterator<Item = &'t oid>) -> bool {
        let depth = |tree| self.objects.try_header(tree).ok()??.num_deltas();
        let depths: Vec<u32> = trees.filter_map(depth).collect();
        let order = depths
            .windows(2)
            .map(|pair| pair.first().cmp(&pair.last()) as i32);
        order.sum::<i32>() > 0
    }

    /// The number of the row of a commit, by its root tree.
    pub(super) fn number(&mut self, tree: &oid) -> Result<u32, Trouble> {
        let known = self.last.get(ROOT).and_then(Option::as_ref);
        if let (Some(number), true) = (self.last_number, known.is_some_and(|last| *last == tree)) {
            return Ok(number);
        }
        self.last_number = None;
        self.set(
            ROOT,
            Some(Entry {
                id: tree.to_owned(),
                mode: FOLDER,
            }),
        )?;
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        let number = match self.numbers.get(&self.row) {
            Some(number) => *number,
            None => *self.numbers.entry(self.row.clone()).or_insert(next),
        };
        self.last_number = Some(number);
        Ok(number)
    }

    /// The rows by their numbers.
    pub(super) fn rows(self) -> Vec<Row> {
        let mut rows: Vec<(Row, u32)> = self.numbers.into_iter().collect();
        rows.sort_unstable_by_key(|(_, number)| *number);
        rows.into_iter().map(|(row, _)| row).collect()
    }

    /// Writes into the row what stands at a name and in it.
    fn set(&mut self, at: usize, entry: Option<Entry>) -> Result<(), Trouble> {
        let Some(name) = self.wanted.name(at) else {
            return Ok(());
        };
        let entry = entry.filter(|entry| !(entry.mode == FOLDER && entry.id.is_empty_tree()));
        for end in &name.ends {
            if let Some(cell) = self.row.get_mut(*end) {
                *cell = entry;
            }
        }
        if name.below.is_empty() {
            return Ok(());
        }
        let folder = entry.filter(|entry| entry.mode == FOLDER);
        let folder = folder.map(|entry| entry.id);
        let Some(last) = self.last.get_mut(at) else {
            return Ok(());
        };
        if *last == folder && folder.is_some() {
            return Ok(());
        }
        *last = None;
        self.set_below(&name.below, folder)?;
        if let Some(last) = self.last.get_mut(at) {
            *last = folder;
        }
        Ok(())
    }

    /// Writes into the row what stands in a folder.
    fn set_below(&mut self, below: &[usize], folder: Option<ObjectId>) -> Result<(), Trouble> {
        let mut found = vec![None; below.len()];
        if let Some(id) = folder {
            let mut buffer = self.buffers.pop().unwrap_or_default();
            let read = self.find(&id, below, &mut found, &mut buffer);
            self.buffers.push(buffer);
            read?;
        }
        for (at, entry) in below.iter().zip(found) {
            self.set(*at, entry)?;
        }
        Ok(())
    }

    /// Finds names in a tree.
    fn find(
        &self,
        id: &ObjectId,
        below: &[usize],
        found: &mut [Option<Entry>],
        buffer: &mut Vec<u8>,
    ) -> Result<(), Trouble> {
        let data = match self.objects.try_find(id, buffer) {
            Ok(Some(object)) if object.kind == Kind::Tree => object.data,
            Ok(None) => return Err(Trouble::Missing(GitId(*id))),
            Ok(Some(_)) | Err(_) => return Err(Trouble::Broken(GitId(*id))),
        };
        let mut left = found.len();
        let mut rest = data;
        while left > 0 && !rest.is_empty() {
            let broken = || Trouble::Broken(GitId(*id));
            let (entry, after) = RawEntry::split(rest, id.kind()).ok_or_else(broken)?;
            rest = after;
            for (at, found) in below.iter().zip(found.iter_mut()) {
                let wanted = self.wanted.name(*at);
                if found.is_none() && wanted.is_some_and(|name| name.name == entry.name) {
                    *found = Some(entry.parse().ok_or_else(broken)?);
                    left -= 1;
                }
            }
        }
        Ok(())
    }
}

/// An entry of a tree as it is written.
struct RawEntry<'d> {
    mode: &'d [u8],
    name: &'d [u8],
    id: &'d [u8],
}

impl<'d> RawEntry<'d> {
    fn split(data: &'d [u8], format: gix::hash::Kind) -> Option<(Self, &'d [u8])> {
        let (mode, rest) = data.split_at_checked(data.find_byte(b' ')?)?;
        let rest = rest.get(1..)?;
        let (name, rest) = rest.split_at_checked(rest.find_byte(0)?)?;
        let (id, rest) = rest.get(1..)?.split_at_checked(format.len_in_bytes())?;
        Some((Self { mode, name, id }, rest))
    }

    /// The entry with as much of its mode as git looks at.
    fn parse(&self) -> Option<Entry> {
        let digits = self.mode.iter().try_fold(0_u32, |mode, digit| {
            let digit = digit.checked_sub(b'0').filter(|digit| *digit < 8)?;
            mode.checked_mul(8)?.checked_add(u32::from(digit))
        });
        let mode = digits?;
        let mode = match mode & TYPE {
            FILE => FILE | (mode & EXECUTABLE),
            kind => kind,
        };
        Some(Entry {
            id: ObjectId::try_from(self.id).ok()?,
            mode,
        })
    }
}
