//! How much a file may hold. Real assessments stay far below; what is above
//! is a mistake or an attack, and is refused before anything expensive runs.

/// Bytes in a file: 16 MiB.
pub const MOST_BYTES: usize = 16 * 1024 * 1024;
/// Mappings and sequences inside each other.
pub const MOST_DEPTH: usize = 64;
/// Values in a file, containers included.
pub(super) const MOST_NODES: usize = 250_000;
/// Bytes of one value: 1 MiB.
pub(super) const MOST_SCALAR_BYTES: usize = 1024 * 1024;
/// Bytes of one key.
pub(super) const MOST_KEY_BYTES: usize = 1024;
/// Findings of the same file after which parsing stops.
pub(super) const MOST_FINDINGS: usize = 1000;
