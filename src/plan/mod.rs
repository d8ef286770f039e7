//! The road from the answers there are to those that are wanted: what to do next,
//! what each step is worth, and the smallest way to a goal.
//!
//! What a step is worth is found by scoring again, never by a guess. Nothing here
//! knows what day it is.

mod aim;
mod branch;
mod course;
mod due;
mod reach;
mod road;
mod step;
mod supposed;

pub use aim::{Aim, set_aims};
pub use branch::{Departure, departure};
pub use course::{Course, towards_goals, towards_targets};
pub use due::{Due, DueSubject, LeftOut, dues, left_out};
pub use reach::{Claim, Found, Goal, reach};
pub use road::{Road, Stage, Walked};
pub use step::Step;
pub use supposed::{Raise, Supposed};
