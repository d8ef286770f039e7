//! The repository of the tour: a main line, and a branch as a pull request has it.

use std::collections::BTreeMap;
use std::path::Path;

use rungs::source::create_new;
use rungs::source::git::{GitId, NewCommit, NewRepository, Repository};

use super::files::FILES;
use crate::failure::Failure;

/// The branch that is checked out.
pub const BRANCH: &str = "plant-inventory";
pub const ASSESSMENT: &str = "assessments/acme-cti.yaml";

const AUTHOR: &str = "CTI lead <cti-lead@example.org>";
/// 2026-10-01 at nine in the morning, UTC.
const FIRST_SECOND: i64 = 1_790_845_200;
const DAY: i64 = 86_400;

/// What the branch says instead.
const EDITS: &[(&str, &str)] = &[
    (
        "\
    answer: partially
    because: >-
      new IT assets raise an alert for us within the hour; plant assets are loaded once a week, so our
      analysis of them comes days late
    evidence:
",
        "\
    answer: largely
    because: >-
      new IT assets raise an alert for us within the hour; plant assets are loaded every night, so our
      analysis of them comes a day late
    evidence:
      - {ref: docs/plant-inventory.md, recorded: 2026-10-13, expires: 2027-10-31}
",
    ),
    (
        "\
    answer: partially
    because: business function and environment are filled in for servers, not for controllers
",
        "\
    answer: largely
    because: business function and environment are filled in for servers and for most controllers
    evidence:
      - {ref: docs/plant-inventory.md, recorded: 2026-10-13, expires: 2027-10-31}
",
    ),
    (
        "\n  THREAT-1.g: largely\n",
        "\n  THREAT-1.g: {answer: partially, because: two of nine feeds ended with their contract}\n",
    ),
];
const INVENTORY: (&str, &str) = (
    "docs/plant-inventory.md",
    "# Plant inventory\n\nSince 2026-10-12 the controllers of both plants are loaded every night.\n",
);
const WAIVER: (&str, &str) = (
    "waivers/no-regression-acme-cti-THREAT-1.g.yaml",
    "\
rungs: waiver/1
rule: no-regression
unit: acme-cti
item: THREAT-1.g
reason: two feeds ended with their contract; their successor is bought and starts in December
owner: cti-lead
expires: 2026-12-31
",
);
/// What a branch asks less than `main`.
const LOWER: (&str, &str) = ("at_least: 0.75", "at_least: 0.5");
const CONFIG: &str = "rungs.yaml";
const NOTE: (&str, &str) = (
    "docs/next-round.md",
    "# Next round\n\nAutumn 2027, with the plants from the first day.\n",
);

/// A commit of the repository, to be shown.
pub struct Made {
    pub branch: &'static str,
    pub id: GitId,
    pub subject: &'static str,
}

/// Makes the repository around a folder, with the files of the branch in it.
///
/// # Errors
/// When the folder is none that a repository can be made in.
pub fn make(root: &Path) -> Result<Vec<Made>, Failure> {
    let first: BTreeMap<&str, &str> = FILES.iter().copied().collect();
    let mut main = first.clone();
    main.extend([NOTE]);
    let mut text = first
        .get(ASSESSMENT)
        .copied()
        .unwrap_or_default()
        .to_owned();
    for (from, to) in EDITS {
        text = text.replacen(from, to, 1);
    }
    let mut side = first.clone();
    side.extend([INVENTORY, (ASSESSMENT, text.as_str())]);

    for (path, text) in &side {
        create_new(&root.join(path), text.as_bytes())?;
    }
    let repository = NewRepository::create(root)?;
    let mut made: Vec<Made> = Vec::new();
    let mut commit = |branch, day, files, parent: Option<usize>, subject| {
        let parent = parent.and_then(|at| made.get(at)).map(|made| made.id);
        let id = repository.commit(&NewCommit {
            files,
            parent,
            author: AUTHOR,
            seconds: FIRST_SECOND + day * DAY,
            message: subject,
        })?;
        repository.branch(branch, id)?;
        made.push(Made {
            branch,
            id,
            subject,
        });
        Ok::<GitId, Failure>(id)
    };
    commit("main", 0, &first, None, "Assess the CTI team, autumn 2026")?;
    commit("main", 6, &main, Some(0), "Say when the next round is")?;
    let subject = "Raise what the plant inventory made better";
    let head = commit(BRANCH, 12, &side, Some(0), subject)?;
    let mut waived = side.clone();
    waived.extend([WAIVER]);
    let subject = "Except what got worse until the new feed starts";
    commit("with-a-waiver", 13, &waived, Some(2), subject)?;
    let config = first.get(CONFIG).copied().unwrap_or_default();
    let config = config.replacen(LOWER.0, LOWER.1, 1);
    let mut lower = first.clone();
    lower.extend([(CONFIG, config.as_str())]);
    commit(
        "a-lower-bar",
        13,
        &lower,
        Some(0),
        "Tidy up the configuration",
    )?;
    repository.stand_on(BRANCH, head)?;
    check(root)?;
    Ok(made)
}

/// Git's own variables lead rungs to another repository, as they lead git.
fn check(root: &Path) -> Result<(), Failure> {
    let found = Repository::discover(root)?;
    let inside = found.path_of(root);
    match inside.as_deref() {
        Some("") => Ok(()),
        _ => Err(Failure::new("the environment names another git repository")
            .hint("unset GIT_DIR and its like")),
    }
}
