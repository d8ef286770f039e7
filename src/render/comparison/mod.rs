//! What a comparison says, in words that more than one medium uses. Nothing here
//! is escaped: each medium does that where a phrase goes out.

mod attention;
mod change;
mod counted;
mod logged;
mod phrase;
mod place;
mod standing;
mod verdict;
mod why;

pub(super) use attention::{Attention, attention};
pub(super) use change::{
    Happened, by_item, field, happened, rationale, rests_on, said, titled, told,
};
pub(super) use counted::{counted_beside, counted_of};
pub(super) use logged::{
    logged_about, logged_cut, logged_numbers, logged_people, logged_story, logged_subject,
    logged_unit,
};
pub(super) use phrase::{Phrase, Tone, joined, plain, plain_text, toned};
pub(super) use place::{address, place};
pub(super) use standing::{
    Row, Standing, arrow, completeness, domains, models, more_moved, root, sides, standing, tone,
    troubles, unanswered,
};
pub(super) use verdict::{files, status, tally, verdict};
pub(super) use why::{Part, level, parts, practices, still, sum};
