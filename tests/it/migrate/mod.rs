//! Migrations: nothing an assessor wrote is lost, nothing is invented, and
//! nothing is written by halves.

mod laws;
mod runs;
mod small;
