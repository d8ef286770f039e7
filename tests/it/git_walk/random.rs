//! Histories that nobody thought of.

use proptest::prelude::*;

use super::script::{Script, To};
use super::{check, graphs};

const PATHS: [&str; 5] = ["a", "d/e", "d/f", "d/g/h", "z"];

/// A commit: how far back its parents are, when it is made, what it writes where.
type Planned = (Vec<usize>, i64, Vec<(usize, u8)>);

fn planned() -> impl Strategy<Value = Vec<Planned>> {
    let parents = prop::collection::vec(0..6_usize, 0..4);
    let changes = prop::collection::vec((0..PATHS.len(), 0..3_u8), 0..4);
    prop::collection::vec((parents, 0..40_i64, changes), 1..24)
}

fn script(plan: &[Planned]) -> Script {
    let mut script = Script::default();
    for (at, (back, second, changes)) in plan.iter().enumerate() {
        let mut parents: Vec<usize> = Vec::new();
        // Few histories have two beginnings, and each commit has a parent once.
        for back in back.iter().chain([&0]) {
            let parent = at.saturating_sub(*back);
            if parent > 0 && !parents.contains(&parent) && (parents.len() < back + 1) {
                parents.push(parent);
            }
        }
        let changes: Vec<_> = changes
            .iter()
            .map(|(path, value)| {
                let to = match value {
                    0 => To::Nothing,
                    1 => To::File("one"),
                    _ => To::File("two"),
                };
                (PATHS[*path], to)
            })
            .collect();
        script.commit_at(1_700_000_000 + 60 * second, &parents, &changes);
    }
    script
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 12,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_history_is_walked_as_git_does(plan in planned(), version in 1..3_u8) {
        let repo = script(&plan).made();
        check(&repo, &["d", "a"]);
        graphs::write(&repo, &["--changed-paths"], &version.to_string());
        check(&repo, &["d/g", "z"]);
        check(&repo, &["d/e"]);
    }
}
