//! How the items of one model version became those of another: what changed,
//! and what that means for answers.
//!
//! This layer works on typed models and on the text of assessments. It reads no
//! files, scores nothing, and never drops what an assessor wrote.

mod carry;
mod rewrite;

pub use carry::{Carried, Fate, Plan, Retired, Told};
pub use rewrite::{Rewritten, Unwritable, rewrite};
