//! How the items of one model version became those of another: what changed,
//! and what that means for answers.
//!
//! Items are compared by what they say and never by their ids alone: publishers
//! letter practices anew, and an id that stands in both versions may name two
//! different things. This layer works on typed models and on the text of
//! assessments. It reads no files, scores nothing, and never drops what an
//! assessor wrote.

mod because;
mod carry;
mod claim;
mod compare;
mod counterpart;
mod denominator;
mod meaning;
mod merge;
mod pairing;
mod pieces;
mod propose;
mod rewrite;
mod row;
mod similarity;
mod wording;

pub use carry::{Carried, Fate, Plan, Told};
pub use compare::{Comparison, Sharing, TooLarge, compare};
pub use denominator::{Denominator, DenominatorNode, Domains, LevelCount, PointCount};
pub use meaning::{Happened, MeaningChange};
pub use propose::propose;
pub use rewrite::{NewSchema, Rewritten, Unwritable, rewrite};
pub use row::{Basis, Change, Row};
pub use similarity::{Share, similarity};
