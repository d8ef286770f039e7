//! Small exact values: rational numbers, calendar dates, content digests.
//!
//! Nothing here rounds, reads a clock or knows a model.

mod canonical;
mod date;
mod moment;
mod rational;

pub use canonical::{Digest, canonical_json};
pub use date::Date;
pub use moment::moment;
pub use rational::Rational;
