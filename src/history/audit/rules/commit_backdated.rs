use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::history::audit::{Check, Irregularity, Scene};

/// Seconds that clocks of two machines may be apart.
const CLOCKS_APART: i64 = 300;

/// Seconds of a day.
const DAY: i64 = 86_400;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "commit-backdated",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "A commit that changed answers and whose author's date is more than `--backdated` days (7 unless another number is given) before the committer's, or after it. Commits that a merge brought in are looked at too. Found by `rungs audit`.",
            why: "Both dates are what a clock said, and anybody can set one. A branch that was rebased after weeks looks the same. Only the forge knows when a commit was pushed.",
            example: "AuthorDate: 2026-01-15   CommitDate: 2026-06-30",
            instead: "ask the author; leave dates to git",
        },
    },
    run,
};

fn run<'s>(scene: &Scene<'s>, found: &mut Vec<Irregularity<'s>>) {
    for (commit, merge) in scene.commits() {
        let (author, committer) = (&commit.details.author, &commit.details.committer);
        let late = committer.seconds.saturating_sub(author.seconds);
        let days = late.saturating_abs() / DAY;
        let day = |date: Option<crate::value::Date>| {
            date.map_or_else(|| "no day".to_owned(), |date| date.to_string())
        };
        let (written, came) = (day(author.date), day(committer.date));
        let message = if late > i64::from(scene.backdated_days).saturating_mul(DAY) {
            format!("it is dated {written} and was committed on {came}, {days} days later")
        } else if late < -CLOCKS_APART {
            format!("it is dated {written}, after it was committed on {came}")
        } else {
            continue;
        };
        found.push(Irregularity::of_commit(
            &CHECK.rule,
            (commit, merge),
            message,
        ));
    }
}
