use std::fmt;

/// The id of an object of git: of a commit, or of a file's content.
///
/// Equal ids are equal contents.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GitId(pub(super) gix::ObjectId);

impl GitId {
    /// The id that a file of these bytes has.
    pub fn of_file(bytes: &[u8], format: IdFormat) -> Option<Self> {
        let id = gix::objs::compute_hash(format.0, gix::objs::Kind::Blob, bytes);
        id.ok().map(Self)
    }
}

impl fmt::Display for GitId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0.to_hex())
    }
}

impl fmt::Debug for GitId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

/// How a repository names its objects: by SHA-1 or by SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdFormat(pub(super) gix::hash::Kind);

impl IdFormat {
    /// How most repositories do, and what is used outside of any.
    pub const SHA1: Self = Self(gix::hash::Kind::Sha1);
}
