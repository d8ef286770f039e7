//! Answers to numbers: the operators `combine`, `attain`, `pick` and `band`.
//!
//! Arithmetic is exact and nothing is rounded here. No value is a value of its
//! own: an empty denominator is `None`, never 0 and never an error. This layer
//! reads no files and prints nothing.

mod attain;
mod climb;
mod combine;
mod completeness;
mod difference;
mod engine;
mod figure;
mod linear;
mod member;
mod obstacles;
mod outcome;
mod reached;
mod rises;
mod tally;
mod trace;
mod wanted;

pub use completeness::Completeness;
pub use difference::DifferenceUnit;
pub use engine::{Engine, score, written_value};
pub use figure::{DECIMALS, Figure};
pub use linear::{Share, same_points, shares};
pub use member::{Member, rolls_up};
pub use obstacles::{Needed, levels, needed, next_level, obstacles};
pub use outcome::{Outcome, Overridden, Points, Scored, ScoredNode};
pub use reached::measure_reached;
pub use rises::{counts_alike, rises};
pub use trace::{Step, trace};
pub use wanted::wanted_number;
