//! What was measured beside the answers: the values of a unit's metrics in
//! their order, how the latest stands, and whether it bears a claim out.
//!
//! Nothing here enters a score. Values are exact, and "today" is an argument: a
//! value of a later day does not count yet.

mod reading;
mod series;
mod standing;

pub use reading::{Reading, Trend, read};
pub use series::{Point, Series};
pub use standing::{Standing, standing};
