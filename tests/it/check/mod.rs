//! `rungs check`: what holds of every policy and every change of one, and what a run
//! says of where it is run.

mod laws;
mod places;
