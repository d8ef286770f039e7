use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use sha2::{Digest as _, Sha256};

/// What a record is known by: a digest of all that its content depends on.
pub type StoreKey = [u8; 32];

/// The first bytes of a file; another layout has others.
const MAGIC: &[u8] = b"rungs-store/1\n";

/// Bytes of a file; of more, the records that were not used are left out.
const MOST_BYTES: usize = 64 << 20;

/// Bytes of the digest that a record carries.
const DIGEST: usize = 16;

/// Bytes of a record before its content: key, length and digest.
const HEAD: usize = 32 + 4 + DIGEST;

/// The age after which a temporary file was left by a process that is gone.
const STALE: Duration = Duration::from_secs(3600);

/// Computed results that can be thrown away at any time: one file of records, each with a
/// digest of its own. What is damaged, cut off or of another layout is not there. A file
/// is replaced as a whole, so that two processes and a kill at any moment leave a whole
/// one; of two the later wins, and what the earlier had is computed again.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    bytes: Vec<u8>,
    records: HashMap<StoreKey, Range<usize>>,
    changed: Mutex<Changed>,
}

#[derive(Debug, Default)]
struct Changed {
    fresh: HashMap<StoreKey, Vec<u8>>,
    used: std::collections::HashSet<StoreKey>,
}

impl Store {
    /// The records of a file. One that cannot be read has none.
    pub fn open(path: &Path) -> Self {
        let regular = fs::symlink_metadata(path)
            .is_ok_and(|there| there.is_file() && there.len() <= 2 * MOST_BYTES as u64);
        let bytes = match regular {
            true => fs::read(path).unwrap_or_default(),
            false => Vec::new(),
        };
        Self {
            path: path.to_path_buf(),
            records: index(&bytes).unwrap_or_default(),
            bytes,
            changed: Mutex::default(),
        }
    }

    /// The content of a record, when it is there and whole.
    pub fn get(&self, key: &StoreKey) -> Option<&[u8]> {
        let content = self.bytes.get(self.records.get(key)?.clone())?;
        let start = self.records.get(key)?.start;
        let said = self.bytes.get(start.checked_sub(DIGEST)?..start)?;
        if said != digest(key, content) {
            return None;
        }
        if let Ok(mut changed) = self.changed.lock() {
            changed.used.insert(*key);
        }
        Some(content)
    }

    /// Adds a record, to be kept when the store is saved.
    pub fn put(&self, key: StoreKey, content: Vec<u8>) {
        if let Ok(mut changed) = self.changed.lock() {
            changed.fresh.insert(key, content);
        }
    }

    /// Writes what was added, when anything was. Nothing depends on it, so nothing is
    /// said where it fails.
    pub fn save(&self) {
        let Ok(changed) = self.changed.lock() else {
            return;
        };
        if !changed.fresh.is_empty() {
            // A folder that cannot be written has no store.
            let _ = self.write(&changed);
        }
    }

    fn write(&self, changed: &Changed) -> std::io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        sweep(folder);
        let mut out = Vec::from(MAGIC);
        for (key, content) in &changed.fresh {
            append(&mut out, key, content);
        }
        // What was used goes before what was not, which may have had its day.
        let mut old: Vec<(&StoreKey, &Range<usize>)> = self.records.iter().collect();
        old.sort_by_key(|(key, range)| (!changed.used.contains(*key), range.start));
        for (key, range) in old {
            let content = self.bytes.get(range.clone()).unwrap_or_default();
            if !changed.fresh.contains_key(key) && out.len() + HEAD + content.len() <= MOST_BYTES {
                append(&mut out, key, content);
            }
        }
        let mut builder = tempfile::Builder::new();
        let mut temporary = builder.prefix(TEMPORARY).tempfile_in(folder)?;
        temporary.write_all(&out)?;
        temporary
            .persist(&self.path)
            .map_err(|failed| failed.error)?;
        Ok(())
    }
}

/// How temporary files begin.
const TEMPORARY: &str = ".rungs-store-";

/// Removes what processes that were killed have left.
fn sweep(folder: &Path) {
    let old = |entry: &fs::DirEntry| {
        let ours = entry.file_name().to_string_lossy().starts_with(TEMPORARY);
        let written = entry.metadata().and_then(|there| there.modified());
        let age = written
            .ok()
            .and_then(|at| SystemTime::now().duration_since(at).ok());
        ours && age.is_some_and(|age| age > STALE)
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if old(&entry) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Where the content of each record is. A record that is cut off ends it.
fn index(bytes: &[u8]) -> Option<HashMap<StoreKey, Range<usize>>> {
    let mut at = bytes.starts_with(MAGIC).then_some(MAGIC.len())?;
    let mut records = HashMap::new();
    while let Some(head) = bytes.get(at..at + HEAD) {
        let key: StoreKey = head.get(..32)?.try_into().ok()?;
        let length = u32::from_le_bytes(head.get(32..36)?.try_into().ok()?) as usize;
        let start = at + HEAD;
        let Some(end) = start.checked_add(length).filter(|end| *end <= bytes.len()) else {
            break;
        };
        records.insert(key, start..end);
        at = end;
    }
    Some(records)
}

fn append(out: &mut Vec<u8>, key: &StoreKey, content: &[u8]) {
    let Ok(length) = u32::try_from(content.len()) else {
        return;
    };
    out.extend(key);
    out.extend(length.to_le_bytes());
    out.extend(digest(key, content));
    out.extend(content);
}

fn digest(key: &StoreKey, content: &[u8]) -> [u8; DIGEST] {
    let whole: [u8; 32] = Sha256::new()
        .chain_update(key)
        .chain_update(content)
        .finalize()
        .into();
    let mut part = [0; DIGEST];
    part.copy_from_slice(whole.split_at(DIGEST).0);
    part
}

/// A key of everything that a record depends on; each piece stands for itself, however
/// the pieces are cut.
pub fn store_key<'p>(pieces: impl IntoIterator<Item = &'p [u8]>) -> StoreKey {
    let mut hash = Sha256::new();
    for piece in pieces {
        hash.update((piece.len() as u64).to_le_bytes());
        hash.update(piece);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(path: &Path) -> Vec<StoreKey> {
        let store = Store::open(path);
        let keys: Vec<StoreKey> = (0..9_u8).map(|at| store_key([&[at][..]])).collect();
        for (at, key) in keys.iter().enumerate() {
            store.put(*key, vec![at as u8; at * 10]);
        }
        store.save();
        keys
    }

    #[test]
    fn what_was_put_is_there_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("inner/store");
        let keys = filled(&path);
        let store = Store::open(&path);
        for (at, key) in keys.iter().enumerate() {
            assert_eq!(store.get(key), Some(&vec![at as u8; at * 10][..]));
        }
        assert_eq!(store.get(&store_key([&b"other"[..]])), None);
        store.put(store_key([&b"other"[..]]), vec![7]);
        store.save();
        let store = Store::open(&path);
        assert_eq!(store.get(&keys[3]), Some(&[3; 30][..]));
    }

    #[test]
    fn damage_anywhere_takes_records_away_and_never_changes_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        let keys = filled(&path);
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x41;
            for bytes in [&bytes[..], &whole[..at]] {
                fs::write(&path, bytes).unwrap();
                let store = Store::open(&path);
                for (number, key) in keys.iter().enumerate() {
                    let got = store.get(key);
                    assert!(got.is_none_or(|got| got == vec![number as u8; number * 10]));
                }
            }
        }
    }

    #[test]
    fn pieces_are_told_apart() {
        assert_ne!(store_key([&b"ab"[..], b"c"]), store_key([&b"a"[..], b"bc"]));
    }
}
