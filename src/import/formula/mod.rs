//! Recomputing a workbook's cells from its own formulas.
//!
//! An [`Evaluator`] follows the part of the formula language that assessment
//! workbooks use: numbers, texts, truth values, `+ - * / &`, comparisons,
//! parentheses, references to cells, ranges and other sheets, and the functions
//! `SUM`, `COUNTIF` and `IF`. Anything else is [`Fault::Unsupported`], never a
//! guess. [`references`] lists the cells that a formula names.

mod evaluator;
mod operand;
mod outcome;
mod program;
mod reference;
mod token;

#[cfg(test)]
mod tests;

pub use evaluator::{Evaluator, MAX_DEPTH, MAX_STEPS};
pub use operand::MAX_JOINED;
pub use outcome::{Fault, Outcome};
pub use program::{MAX_LENGTH, MAX_NESTING};
pub use reference::{Range, moved, references};
