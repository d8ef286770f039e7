//! The integration tests: the binary as a user runs it, laws that hold beside
//! snapshots, and lists that are compared with what they list.
#![expect(
    clippy::disallowed_methods,
    reason = "tests stand outside the library and touch the disk"
)]
#![expect(clippy::disallowed_macros, reason = "a test that is skipped says so")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

mod architecture;
mod audit;
mod bad_input;
mod cases;
mod check;
mod check_formats;
mod consensus;
mod diff_git;
mod diff_laws;
mod diff_matched;
mod diff_worked;
mod documents;
mod gallery;
mod gates;
mod git;
mod git_walk;
mod history;
mod history_story;
mod laws;
mod lineage;
mod migrate;
mod observe;
mod official;
mod oracles;
mod plan_branch;
mod plan_worked;
mod registries;
mod reports;
mod scoring_laws;
mod support;
mod waivers;
