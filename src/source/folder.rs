use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::git::{GitId, IdFormat, Repository};
use crate::text::RepoPath;

/// Bytes of a file whose content is given an id.
const MOST_HASHED: usize = 64 << 20;

/// What a symbolic link is called.
pub(super) const LINK: &str = "a symbolic link";

/// A folder on disk whose files are read by relative paths.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    /// The root without symbolic links, when it is there.
    real_root: Option<PathBuf>,
    /// How ids of contents are made.
    ids: IdFormat,
}

/// Why a file could not be read.
#[derive(Debug)]
pub enum ReadError {
    /// There is no such file.
    Missing,
    /// A folder, a pipe or a device.
    NotAFile(&'static str),
    /// It has more bytes than allowed.
    TooLarge {
        /// How many it has.
        bytes: u64,
        /// How many are allowed.
        most: u64,
    },
    /// A symbolic link leads out of the folder.
    Outside,
    /// Its name is not UTF-8.
    ForeignName,
    /// Not UTF-8.
    NotText {
        /// The first byte that is wrong.
        at: usize,
        /// Whether it looks like UTF-16.
        utf16: bool,
    },
    /// The sides of a merge disagree about it.
    Conflicted,
    /// A name that no folder on disk can hold, or that its folder holds twice.
    StrangeName,
    /// The object of git with this id is not in this clone.
    MissingObject(String),
    /// The object of git with this id cannot be read.
    BrokenObject(String),
    /// The system refused.
    Io(io::Error),
}

impl ReadError {
    /// Bytes as text, if they are.
    pub(super) fn text(bytes: Vec<u8>) -> Result<String, Self> {
        String::from_utf8(bytes).map_err(|error| {
            let bytes = error.as_bytes();
            let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
            Self::NotText {
                at: error.utf8_error().valid_up_to(),
                utf16,
            }
        })
    }

    /// What can be done about it.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Outside | Self::NotAFile(LINK) => Some("put the file itself into the project"),
            Self::ForeignName => Some("rename it: paths are compared and shown as text"),
            Self::NotText { .. } => Some("save it as UTF-8"),
            Self::Conflicted => Some("finish the merge and `git add` the file"),
            Self::StrangeName => Some("`git fsck` names such entries; rename or remove it"),
            Self::MissingObject(_) => {
                Some("a partial clone leaves objects out: clone without `--filter`")
            }
            Self::BrokenObject(_) => Some("`git fsck` says what is wrong"),
            _ => None,
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => formatter.write_str("there is no such file"),
            Self::NotAFile(what) => write!(formatter, "expected a file, found {what}"),
            Self::TooLarge { bytes, most } => {
                write!(
                    formatter,
                    "a file of {bytes} bytes; at most {most} are read"
                )
            }
            Self::Outside => formatter.write_str("a symbolic link that leads out of the project"),
            Self::ForeignName => formatter.write_str("a name that is not UTF-8"),
            Self::NotText { utf16: true, .. } => formatter.write_str("not UTF-8 but UTF-16"),
            Self::NotText { at, .. } => write!(formatter, "not UTF-8: byte {at} is no text"),
            Self::Conflicted => formatter.write_str("the sides of a merge disagree about it"),
            Self::StrangeName => {
                formatter.write_str("a name that no folder can hold, or that this one holds twice")
            }
            Self::MissingObject(id) => {
                write!(formatter, "git's object {id} is not in this clone")
            }
            Self::BrokenObject(id) => write!(formatter, "git's object {id} cannot be read"),
            Self::Io(error) => match error.kind() {
                io::ErrorKind::PermissionDenied => formatter.write_str("permission denied"),
                _ => write!(formatter, "cannot be read: {error}"),
            },
        }
    }
}

impl Folder {
    /// A folder as the root of a project.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        let real_root = fs::canonicalize(&root).ok();
        Self {
            root,
            real_root,
            ids: IdFormat::SHA1,
        }
    }

    /// The same folder, whose contents have ids as in a repository.
    #[must_use]
    pub fn with_ids_of(self, repository: &Repository) -> Self {
        Self {
            ids: repository.id_format(),
            ..self
        }
    }

    /// The id that a file's content has in git, as it is on disk; nothing when
    /// it cannot be read.
    pub fn content_id(&self, path: &RepoPath) -> Option<GitId> {
        let bytes = self.read(path, MOST_HASHED).ok()?;
        GitId::of_file(&bytes, self.ids)
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The path on disk of a path in the folder.
    pub fn on_disk(&self, path: &RepoPath) -> PathBuf {
        self.root.join(path.as_str())
    }

    /// A text file, byte-order mark included.
    ///
    /// # Errors
    /// When it is not there, no regular file, too large, outside or not UTF-8.
    pub fn read_text(&self, path: &RepoPath, most: usize) -> Result<String, ReadError> {
        self.read(path, most).and_then(ReadError::text)
    }

    /// A file's bytes.
    ///
    /// # Errors
    /// When it is not there, no regular file, too large or outside.
    pub fn read(&self, path: &RepoPath, most: usize) -> Result<Vec<u8>, ReadError> {
        let place = self.inside(path)?;
        // What git holds is not followed either, so both say the same.
        if self.on_disk(path).is_symlink() {
            return Err(ReadError::NotAFile(LINK));
        }
        let metadata = fs::metadata(&place).map_err(missing_or_io)?;
        if metadata.is_dir() {
            return Err(ReadError::NotAFile("a folder"));
        }
        if !metadata.is_file() {
            return Err(ReadError::NotAFile("a pipe or a device"));
        }
        let most = most as u64;
        if metadata.len() > most {
            return Err(ReadError::TooLarge {
                bytes: metadata.len(),
                most,
            });
        }
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
        let file = fs::File::open(&place).map_err(missing_or_io)?;
        // One byte more than allowed shows that the file grew meanwhile.
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(ReadError::Io)?;
        if bytes.len() as u64 > most {
            return Err(ReadError::TooLarge {
                bytes: bytes.len() as u64,
                most,
            });
        }
        Ok(bytes)
    }

    /// Whether there is something at a path that does not lead outside.
    pub fn exists(&self, path: &RepoPath) -> bool {
        self.inside(path).is_ok()
    }

    /// Whether a path is a folder.
    pub fn is_folder(&self, path: &RepoPath) -> bool {
        self.inside(path).is_ok_and(|place| place.is_dir())
    }

    /// The path on disk, symbolic links followed, when it is inside the folder.
    fn inside(&self, path: &RepoPath) -> Result<PathBuf, ReadError> {
        let place = fs::canonicalize(self.on_disk(path)).map_err(missing_or_io)?;
        match &self.real_root {
            Some(root) if place.starts_with(root) => Ok(place),
            _ => Err(ReadError::Outside),
        }
    }
}

fn missing_or_io(error: io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound => ReadError::Missing,
        _ => ReadError::Io(error),
    }
}

/// A path made absolute against a folder and tidied of `.` and `..` by text.
pub fn absolute(folder: &Path, path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in folder.join(path).components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}
