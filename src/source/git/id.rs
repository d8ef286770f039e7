use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

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

impl GitId {
    /// Its bytes: 20 of SHA-1, 32 of SHA-256.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// The id of these bytes, when they are as many as an id has.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        gix::ObjectId::try_from(bytes).ok().map(Self)
    }
}

impl Serialize for GitId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.bytes())
    }
}

impl<'de> Deserialize<'de> for GitId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = <&[u8]>::deserialize(deserializer)?;
        Self::of_bytes(bytes).ok_or_else(|| D::Error::custom("not as long as an id of git"))
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
