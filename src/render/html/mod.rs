//! Text as a piece of a page that needs nothing from elsewhere: no script, no
//! address that is fetched, no style that reaches beyond it.

mod diff;
mod tags;

pub(super) use diff::diff;
