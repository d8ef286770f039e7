use serde::Serialize;

use super::{Finding, NodeReport, ScoredAssessment, Tool};
use crate::lineage::{Fate, Plan, Told};
use crate::model::{Assessment, Resolved};

/// The result of `migrate`.
#[derive(Debug, Clone, Serialize)]
pub struct MigrateReport {
    /// `rungs/migrate/1`.
    pub schema: &'static str,
    /// This program.
    pub tool: Tool,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// What is wrong with the models, mappings and assessments; when there is
    /// anything, nothing was written.
    pub findings: Vec<Finding>,
    /// The assessments that were migrated.
    pub assessments: Vec<MigratedAssessment>,
}

impl MigrateReport {
    /// The name of the format.
    pub const SCHEMA: &'static str = "rungs/migrate/1";
}

/// One assessment under a later version of its model.
#[derive(Debug, Clone, Serialize)]
pub struct MigratedAssessment {
    /// The path of its head.
    pub path: String,
    /// Its unit.
    pub unit: String,
    /// The version that it answered, as `id@version`.
    pub from: String,
    /// The version that it answers, as `id@version`.
    pub to: String,
    /// How many of its answers have which fate.
    pub counts: FateCounts,
    /// What became of each answer that is listed, in their order.
    pub answers: Vec<MigratedAnswer>,
    /// The practices that were not asked before.
    pub new: Vec<String>,
    /// What the head says about things that are gone; it stands in comments now.
    pub commented: Vec<String>,
    /// The measures shown first, before and after.
    pub restated: Vec<RestatedNode>,
    /// The files with what changes in them, as a unified diff.
    pub files: Vec<MigratedFile>,
}

impl MigratedAssessment {
    /// The answers that stand as they were under another id.
    pub fn elsewhere(&self) -> impl Iterator<Item = &MigratedAnswer> {
        let carried = self.answers.iter();
        let carried = carried.filter(|answer| answer.fate == Fate::Carried.word());
        carried.filter(|answer| answer.to.iter().any(|to| *to != answer.from))
    }
}

/// How many answers have which fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FateCounts {
    /// They stand as they were.
    pub carried: usize,
    /// They stand, and a person has to confirm them.
    pub to_confirm: usize,
    /// They are kept and no longer count.
    pub retired: usize,
    /// They were listed and said nothing.
    pub empty: usize,
    /// Practices of the later version that were not asked before.
    pub new: usize,
}

/// What became of one answer.
#[derive(Debug, Clone, Serialize)]
pub struct MigratedAnswer {
    /// The item it was given to.
    pub from: String,
    /// The items it is given to now.
    pub to: Vec<String>,
    /// What happened to the item.
    pub relation: &'static str,
    /// `carried`, `to confirm`, `retired` or `empty`.
    pub fate: &'static str,
    /// The answer as it is written, `na`, or nothing.
    pub answer: Option<String>,
    /// Why, where that is not plain.
    pub because: Option<String>,
    /// The file.
    pub path: String,
    /// The line before the migration, from 1.
    pub line: u32,
}

/// A node's numbers under both versions.
#[derive(Debug, Clone, Serialize)]
pub struct RestatedNode {
    /// The node's id.
    pub id: String,
    /// How far below the root, which is 0.
    pub depth: usize,
    /// Under the earlier version; nothing when it has no such node.
    pub before: Option<NodeReport>,
    /// Under the later version; nothing when it has no such node.
    pub after: Option<NodeReport>,
}

/// One file, and what changes in it.
#[derive(Debug, Clone, Serialize)]
pub struct MigratedFile {
    /// Its path.
    pub path: String,
    /// What changes, as a unified diff.
    pub diff: String,
}

/// Tells what a plan did with an assessment, and restates its numbers before and
/// after. The plan is made for its canonical form; places are those of the
/// assessment as it was found.
pub fn migrated(
    plan: &Plan<'_>,
    original: (&Assessment, &Resolved),
    [before, after]: [&ScoredAssessment; 2],
    commented: Vec<String>,
    files: Vec<MigratedFile>,
) -> MigratedAssessment {
    let new = plan.unasked.iter();
    let new: Vec<String> = new.map(|leaf| plan.new.item(*leaf).id.clone()).collect();
    MigratedAssessment {
        path: plan.assessment.path().to_owned(),
        unit: plan.assessment.unit.value.clone(),
        from: plan.old.reference.to_string(),
        to: plan.new.reference.to_string(),
        counts: FateCounts {
            carried: plan.count(Fate::Carried),
            to_confirm: plan.count(Fate::ToConfirm),
            retired: plan.count(Fate::Retired),
            empty: plan.count(Fate::Empty),
            new: new.len(),
        },
        answers: plan
            .told
            .iter()
            .filter_map(|told| answer(plan, told, original))
            .collect(),
        new,
        commented,
        restated: restated(before, after),
        files,
    }
}

fn answer(
    plan: &Plan<'_>,
    told: &Told,
    (assessment, resolved): (&Assessment, &Resolved),
) -> Option<MigratedAnswer> {
    let answer = plan.assessment.answers.get(told.answer)?;
    let written = resolved.answer(assessment, plan.old.find(&answer.id.value)?)?;
    let file = assessment.files.get(written.id.at.file as usize)?;
    let value = answer.answer.as_ref().map(|value| value.value.text.clone());
    let na = answer.na.as_ref().map(|_| "na".to_owned());
    Some(MigratedAnswer {
        from: answer.id.value.clone(),
        to: told
            .to
            .iter()
            .map(|to| plan.new.item(*to).id.clone())
            .collect(),
        relation: told.relation.word(),
        fate: told.fate.word(),
        answer: value.or(na),
        because: told.because.clone(),
        path: file.path().to_string(),
        line: file.position(written.id.at.span.start).line,
    })
}

/// The root and the nodes one below it, in the later version's order, with those
/// that are gone at the end.
fn restated(before: &ScoredAssessment, after: &ScoredAssessment) -> Vec<RestatedNode> {
    let top = |node: &&NodeReport| node.depth <= 1;
    let find = |of: &ScoredAssessment, id: &str| {
        let mut nodes = of.nodes.iter().filter(top);
        nodes.find(|node| node.id == id).cloned()
    };
    let nodes = after.nodes.iter().filter(top).map(|node| RestatedNode {
        id: node.id.clone(),
        depth: node.depth,
        before: find(before, &node.id),
        after: Some(node.clone()),
    });
    let gone = before.nodes.iter().filter(top);
    let gone = gone.filter(|node| find(after, &node.id).is_none());
    let gone = gone.map(|node| RestatedNode {
        id: node.id.clone(),
        depth: node.depth,
        before: Some(node.clone()),
        after: None,
    });
    nodes.chain(gone).collect()
}
