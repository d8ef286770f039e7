use crate::diagnostic::{Level, Rule, RuleDocs};
use crate::history::audit::{Audited, ChangedAnswer, Check, Irregularity, Scene};
use crate::history::{Fate, Moved};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "assessment-removed",
        level: Level::Warn,
        breaks: false,
        docs: RuleDocs {
            what: "A final assessment that is gone, is a draft again, or is another unit's. Where it came back, its answers are held against those that it went with. Found by `rungs audit`.",
            why: "What a unit had reached is in no report while its assessment is away.",
            example: "2026-03-02  acme: assessments/acme.yaml is gone\n2026-03-09  acme: it came back, THREAT-1.a partially → fully",
            instead: "keep the file of a unit that is still there, and change its answers",
        },
    },
    run,
};

fn run<'s>(scene: &Scene<'s>, found: &mut Vec<Irregularity<'s>>) {
    for (at, commit) in scene.line.iter().enumerate().filter(|(_, one)| one.inside) {
        for moved in &commit.step.moved {
            if moved.fate != Fate::Removed {
                continue;
            }
            let later = scene.line.get(at + 1..).unwrap_or_default();
            let back = later.iter().find(|one| brings_back(one, moved));
            found.push(Irregularity {
                changes: vec![ChangedAnswer::whole(moved)],
                related: back
                    .map(|one| (one, "came back".to_owned()))
                    .into_iter()
                    .collect(),
                ..Irregularity::of_commit(&CHECK.rule, (commit, None), gone(commit, moved))
            });
        }
    }
}

/// What became of an assessment that is not there any more.
fn gone(commit: &Audited, moved: &Moved) -> String {
    let path = moved.base_path.as_deref().unwrap_or_default();
    let mut others = commit.step.moved.iter();
    let heir = others.find(|one| one.fate != Fate::Removed && one.path.as_deref() == Some(path));
    match heir.and_then(|heir| heir.unit.as_deref()) {
        Some(unit) => format!("{path} is an assessment of `{unit}` now"),
        None if moved.files.is_some() => format!("{path} is a draft now"),
        None => format!("{path} is gone"),
    }
}

fn brings_back(commit: &Audited, gone: &Moved) -> bool {
    let mut moved = commit.step.moved.iter();
    moved.any(|one| {
        let same = one.unit == gone.unit && one.model_id() == gone.model_id();
        one.fate == Fate::Returned && same
    })
}
