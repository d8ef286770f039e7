use std::ops::Range;

use gix::ObjectId;
use gix::hash::{Kind, oid};

use super::bloom::Filters;
use super::commits::nth;
use super::raw_commit::TIME_BITS;

/// One file of a commit-graph.
///
/// Everything that is read out of it is checked to lie within its chunk.
pub(super) struct Layer {
    data: Vec<u8>,
    format: Kind,
    /// The position of its first commit in the whole graph.
    pub(super) first: u32,
    len: u32,
    fan: Range<usize>,
    ids: Range<usize>,
    commits: Range<usize>,
    edges: Range<usize>,
    pub(super) filters: Option<Filters>,
}

const HEADER: usize = 8;
const CHUNK_ENTRY: usize = 12;
const FAN: usize = 256 * 4;

/// Bytes of a commit besides the id of its tree: two parents, generation, time.
const NUMBERS: usize = 16;

/// What stands in the place of a parent that there is none of, and what marks a
/// number as one of the list of edges, or as the last of them.
const NO_PARENT: u32 = 0x7000_0000;
const MARK: u32 = 0x8000_0000;

impl Layer {
    /// A file that stands on others, unless it is none or does not fit on them.
    pub(super) fn parse(
        data: Vec<u8>,
        format: Kind,
        first: u32,
        below: &[ObjectId],
    ) -> Option<Self> {
        let [b'C', b'G', b'P', b'H', 1, hash, chunks, bases] = *data.first_chunk::<HEADER>()?
        else {
            return None;
        };
        let hash_of_format = if format == Kind::Sha256 { 2 } else { 1 };
        if hash != hash_of_format || usize::from(bases) != below.len() {
            return None;
        }
        let chunk = |name: &[u8; 4]| chunk(&data, usize::from(chunks), *name);
        let (fan, ids, commits) = (chunk(b"OIDF")?, chunk(b"OIDL")?, chunk(b"CDAT")?);
        let len = number(&data, &fan, 255)?;
        let long = format.len_in_bytes();
        let fits = fan.len() == FAN
            && ids.len() == long.checked_mul(len as usize)?
            && commits.len() == (long + NUMBERS).checked_mul(len as usize)?
            && first.checked_add(len)? < NO_PARENT;
        if !fits {
            return None;
        }
        let named = chunk(b"BASE").and_then(|range| data.get(range));
        let expected: Vec<u8> = below.iter().flat_map(|id| id.as_bytes()).copied().collect();
        if named.unwrap_or_default() != expected {
            return None;
        }
        let filters = chunk(b"BIDX").zip(chunk(b"BDAT"));
        let filters = filters.and_then(|(index, bits)| Filters::parse(&data, index, bits, len));
        let edges = chunk(b"EDGE").unwrap_or_default();
        Some(Self {
            format,
            first,
            len,
            fan,
            ids,
            commits,
            edges,
            filters,
            data,
        })
    }

    /// How many commits it has.
    pub(super) fn len(&self) -> u32 {
        self.len
    }

    pub(super) fn data(&self) -> &[u8] {
        &self.data
    }

    /// Where a commit is in it.
    pub(super) fn lookup(&self, id: &oid) -> Option<u32> {
        let byte = usize::from(id.first_byte());
        let mut low = match byte.checked_sub(1) {
            Some(before) => number(&self.data, &self.fan, before)?,
            None => 0,
        };
        let mut high = number(&self.data, &self.fan, byte)?.min(self.len);
        while low < high {
            let middle = u32::midpoint(low, high);
            match id.cmp(self.id(middle)?) {
                std::cmp::Ordering::Less => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => low = middle + 1,
            }
        }
        None
    }

    pub(super) fn id(&self, index: u32) -> Option<&oid> {
        nth(self.data.get(self.ids.clone())?, index, self.format)
    }

    /// The root tree of a commit.
    pub(super) fn tree(&self, index: u32) -> Option<&oid> {
        let (tree, _) = self.commit(index)?;
        oid::try_from_bytes(tree).ok()
    }

    /// The seconds since 1970 of a commit.
    pub(super) fn time(&self, index: u32) -> Option<u64> {
        let (_, numbers) = self.commit(index)?;
        let time = u64::from_be_bytes(*numbers.last_chunk()?);
        Some(time & TIME_BITS)
    }

    /// How far a commit is from the furthest beginning of its history.
    pub(super) fn generation(&self, index: u32) -> Option<u32> {
        let (_, numbers) = self.commit(index)?;
        Some(u32_at(numbers, 8)? >> 2)
    }

    /// The positions of a commit's parents in the whole graph, with nothing in the
    /// place of what is no position.
    pub(super) fn parents(&self, index: u32) -> Option<Parents<'_>> {
        let (_, numbers) = self.commit(index)?;
        let (one, two) = (u32_at(numbers, 0)?, u32_at(numbers, 4)?);
        let is_none = |parent: u32| parent == NO_PARENT;
        let more: &[u8] = if two & MARK == 0 {
            &[]
        } else {
            let edges = self.data.get(self.edges.clone())?;
            edges.get(((two & !MARK) as usize).checked_mul(4)?..)?
        };
        // Without a first parent there is no second one.
        if one & MARK != 0 || (is_none(one) && !is_none(two)) {
            return None;
        }
        let two = Some(two).filter(|two| two & MARK == 0 && !is_none(*two));
        Some(Parents {
            inline: [Some(one).filter(|one| !is_none(*one)), two],
            more,
        })
    }

    /// The bytes of a commit: the id of its tree, and numbers.
    fn commit(&self, index: u32) -> Option<(&[u8], &[u8])> {
        let long = self.format.len_in_bytes();
        let start = (index as usize).checked_mul(long + NUMBERS)?;
        let commits = self.data.get(self.commits.clone())?;
        let bytes = commits.get(start..start.checked_add(long + NUMBERS)?)?;
        bytes.split_at_checked(long)
    }
}

/// The parents of a commit, the first one first.
pub(super) struct Parents<'d> {
    inline: [Option<u32>; 2],
    /// Those after the first one, where there are more than two, in the list of
    /// edges.
    more: &'d [u8],
}

impl Iterator for Parents<'_> {
    type Item = Option<u32>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(parent) = self.inline.iter_mut().find_map(Option::take) {
            return Some(Some(parent));
        }
        if self.more.is_empty() {
            return None;
        }
        let Some((edge, rest)) = self.more.split_first_chunk() else {
            self.more = &[];
            return Some(None);
        };
        let edge = u32::from_be_bytes(*edge);
        self.more = if edge & MARK == 0 { rest } else { &[] };
        // The list must not end before its last one.
        let cut_off = edge & MARK == 0 && rest.is_empty();
        Some((!cut_off).then_some(edge & !MARK))
    }
}

/// Where a chunk is, by the table at the file's beginning.
fn chunk(data: &[u8], count: usize, name: [u8; 4]) -> Option<Range<usize>> {
    let table = data.get(HEADER..HEADER + (count + 1) * CHUNK_ENTRY)?;
    let mut entries = table.chunks_exact(CHUNK_ENTRY);
    let begins = entries.by_ref().find(|entry| entry.starts_with(&name))?;
    let offset = |entry: &[u8]| usize::try_from(u64::from_be_bytes(*entry.last_chunk()?)).ok();
    let range = offset(begins)?..offset(entries.next()?)?;
    data.get(range.clone()).map(|_| range)
}

/// A number of a chunk that is a list of them.
pub(super) fn number(data: &[u8], chunk: &Range<usize>, index: usize) -> Option<u32> {
    u32_at(data.get(chunk.clone())?, index.checked_mul(4)?)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_be_bytes(*bytes))
}
