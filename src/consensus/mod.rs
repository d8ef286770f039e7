//! What several assessors say about one unit: where they agree, where they do
//! not, and one draft out of theirs.
//!
//! A vote is an answer or "not applicable". Unanswered and out of scope are no
//! votes: they are said, and never counted as a low answer. Numbers are exact.
//! This layer reads no files and prints nothing.

mod answer;
mod compare;
mod head;
mod kappa;
mod merge;
mod names;
mod scope;
mod shared;
mod steps;
mod verdict;
mod yaml;

pub use compare::{Agreement, Comparison, NodeAgreement, Pair, Rater, compare};
pub use merge::{
    Contested, Merged, MergedAnswer, MergedBaseline, MergedEvidence, MergedOverride, MergedTarget,
    Rule, merge,
};
pub use names::names;
pub use scope::ScopeDifference;
pub use verdict::{Practice, Spread, Verdict};
