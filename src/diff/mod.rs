//! Two states of one assessment: what changed in what it says, and what that did
//! to every number, with the cause of each movement stated exactly.
//!
//! Items are matched by what they are and never by position or line. This layer
//! takes typed values and computes; it reads no files and judges nothing.

mod alignment;
mod change;
mod compare;
mod explain;
mod files;
mod movement;
mod side;
mod stage;
mod translate;
mod words;

pub use alignment::{Alignment, Kin, NotComparable};
pub use change::{Change, Direction, Field, Subject};
pub use compare::{changes, piece_of_evidence, unanswered};
pub use explain::movements;
pub use files::files;
pub use movement::{Ingredient, Movement, Obstructed, Parts};
pub use side::Side;
pub use words::{Run, RunKind, words};
