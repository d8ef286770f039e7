use std::ops::Range;

use super::commits::{Commits, Node};
use super::layer::number;

/// The Bloom filters of one file of a commit-graph: for each commit one of the
/// files and folders that differ from its first parent.
#[derive(Debug, Clone)]
pub(super) struct Filters {
    index: Range<usize>,
    bits: Range<usize>,
    settings: Settings,
}

/// How the filters of a file are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Settings {
    version: u32,
    hashes: u32,
}

/// Bytes before the bits: version, hashes a path, bits a path.
const HEADER: usize = 12;

/// Hashes of a path that are believed; git takes seven.
const MOST_HASHES: u32 = 64;

impl Filters {
    /// The filters of a file, unless they are of a kind that is not known.
    pub(super) fn parse(
        data: &[u8],
        index: Range<usize>,
        bits: Range<usize>,
        commits: u32,
    ) -> Option<Self> {
        let settings = Settings {
            version: number(data, &bits, 0)?,
            hashes: number(data, &bits, 1)?,
        };
        let fits = index.len() == (commits as usize).checked_mul(4)?
            && bits.len() >= HEADER
            && matches!(settings.version, 1 | 2)
            && (1..=MOST_HASHES).contains(&settings.hashes);
        fits.then_some(Self {
            index,
            bits: bits.start + HEADER..bits.end,
            settings,
        })
    }

    /// The filter of a commit, if there is one: a commit without any has one too,
    /// in which no bit is set, so that one of no length was never made.
    fn filter<'d>(&self, data: &'d [u8], index: u32) -> Option<&'d [u8]> {
        let end = number(data, &self.index, index as usize)? as usize;
        let start = match index.checked_sub(1) {
            Some(before) => number(data, &self.index, before as usize)? as usize,
            None => 0,
        };
        let filter = data.get(self.bits.clone())?.get(start..end)?;
        (!filter.is_empty()).then_some(filter)
    }
}

/// Paths as the filters of a graph know them.
#[derive(Debug)]
pub(super) struct Keys {
    /// For each path the hashes of it and of the folders it is in.
    paths: Vec<Vec<Key>>,
}

/// The hashes of a path, from which any number of them is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    first: u32,
    step: u32,
    /// Whether the first version has the same hashes: it took bytes for signed or
    /// unsigned ones, as the computer did that made it, so that it can be asked
    /// only where that is no matter.
    in_first_version: bool,
}

const SEEDS: [u32; 2] = [0x293a_e76f, 0x7e64_6e2c];

impl Keys {
    /// The keys of paths; none where one of them is everything.
    pub(super) fn new(paths: &[String]) -> Option<Self> {
        let paths = paths.iter().map(|path| {
            let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
            let keys = folders.chain([path.as_str()]).map(Key::new);
            (!path.is_empty()).then(|| keys.collect())
        });
        Some(Self {
            paths: paths.collect::<Option<_>>()?,
        })
    }

    /// Whether a commit is certainly the same as its first parent at all of the
    /// paths.
    pub(super) fn rule_out(&self, commits: &Commits<'_>, node: Node) -> bool {
        let asked = || {
            commits.parents(node).first()?;
            let (layer, index) = commits.in_graph(node)?;
            let filters = layer.filters.as_ref()?;
            let filter = filters.filter(layer.data(), index)?;
            let may_differ = |keys: &Vec<Key>| {
                let mut keys = keys.iter();
                keys.all(|key| key.may_be_in(filter, filters.settings))
            };
            Some(!self.paths.iter().any(may_differ))
        };
        asked().unwrap_or(false)
    }
}

impl Key {
    fn new(path: &str) -> Self {
        let [first, step] = SEEDS.map(|seed| murmur3(seed, path.as_bytes()));
        Self {
            first,
            step,
            in_first_version: path.is_ascii(),
        }
    }

    fn may_be_in(&self, filter: &[u8], settings: Settings) -> bool {
        if settings.version == 1 && !self.in_first_version {
            return true;
        }
        let bits = filter.len() as u64 * 8;
        self.hashes(settings.hashes).all(|hash| {
            // A filter is never empty.
            let bit = u64::from(hash).checked_rem(bits).unwrap_or(0);
            let byte = usize::try_from(bit / 8).ok().and_then(|at| filter.get(at));
            byte.is_none_or(|byte| byte & (1 << (bit % 8)) != 0)
        })
    }

    fn hashes(&self, count: u32) -> impl Iterator<Item = u32> + use<'_> {
        let nth = |nth| self.first.wrapping_add(self.step.wrapping_mul(nth));
        (0..count).map(nth)
    }
}

/// The hash of 32 bits that git's filters use, in their second version.
fn murmur3(seed: u32, data: &[u8]) -> u32 {
    let (blocks, tail) = data.as_chunks();
    let mixed = |word: u32| {
        let word = word.wrapping_mul(0xcc9e_2d51).rotate_left(15);
        word.wrapping_mul(0x1b87_3593)
    };
    let mut hash = seed;
    for block in blocks {
        hash ^= mixed(u32::from_le_bytes(*block));
        hash = hash
            .rotate_left(13)
            .wrapping_mul(5)
            .wrapping_add(0xe654_6b64);
    }
    let rest = tail.iter().rev();
    hash ^= mixed(rest.fold(0, |word, byte| word << 8 | u32::from(*byte)));
    hash ^= u32::try_from(data.len()).unwrap_or(u32::MAX);
    hash = (hash ^ hash >> 16).wrapping_mul(0x85eb_ca6b);
    hash = (hash ^ hash >> 13).wrapping_mul(0xc2b2_ae35);
    hash ^ hash >> 16
}

#[cfg(test)]
mod tests {
    use super::{Key, Settings, murmur3};

    #[test]
    fn hashes_are_those_of_gits_own_tests() {
        for (text, hash) in [
            ("", 0),
            ("Hello world!", 0x627b_0c2c),
            ("The quick brown fox jumps over the lazy dog", 0x2e4f_f723),
        ] {
            assert_eq!(murmur3(0, text.as_bytes()), hash, "{text}");
        }
        let high = b"\x99\xaa\xbb\xcc\xdd\xee\xff";
        assert_eq!(murmur3(0, high), 0xa183_ccfd);
    }

    #[test]
    fn keys_are_those_of_gits_own_tests() {
        let hashes = |path| Key::new(path).hashes(7).collect::<Vec<u32>>();
        assert_eq!(
            hashes(""),
            [
                0x5615_800c,
                0x5b96_6560,
                0x6117_4ab4,
                0x6698_3008,
                0x6c19_155c,
                0x7199_fab0,
                0x771a_e004
            ]
        );
        assert_eq!(hashes("file.txt")[..2], [0x20ab_385b, 0xf523_7fe2]);
        assert_eq!(hashes("Hello world!")[6], 0x2a15_558d);
    }

    #[test]
    fn filters_hold_the_bits_that_git_sets() {
        let settings = Settings {
            version: 1,
            hashes: 7,
        };
        let key = Key::new("Hello world!");
        assert!(key.may_be_in(&[0x92, 0x6c], settings));
        assert!(!key.may_be_in(&[0xa5, 0x4a], settings));
        assert!(Key::new("file.txt").may_be_in(&[0xa5, 0x4a], settings));
        assert!(!key.may_be_in(&[0], settings));
        assert!(key.may_be_in(&[0xff], settings));
        // Nobody knows what the first version made of it.
        assert!(Key::new("caf\u{e9}").may_be_in(&[0], settings));
    }
}
