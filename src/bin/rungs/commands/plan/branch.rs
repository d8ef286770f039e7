use rungs::project::{Loaded, Material};
use rungs::report::{BranchReport, PlanReport, PlannedAssessment, PlannedBranch, plan_branch};

use super::asked::{check, nodes_of};
use super::{Arguments, counting, sound};
use crate::commands::score::nothing_final;
use crate::context::Context;
use crate::failure::Failure;

/// Puts the way to a branch into a report: for each assessment that it has, too.
///
/// # Errors
/// When there is no such revision, nothing in it to go to, or something was named
/// that is on neither side.
pub(super) fn fill(
    name: &str,
    here: &[Loaded],
    arguments: &Arguments,
    context: &Context,
    report: &mut PlanReport,
) -> Result<(), Failure> {
    let place = context.sound_place_at(Some(name), &[], true)?;
    let there = counting(&place.project, &place.groups, context);
    report.source = "branch";
    report.branch = Some(BranchReport {
        name: name.to_owned(),
        revision: place.revision.clone().unwrap_or_default(),
    });
    let wanted = |one: &&Loaded| {
        let unit = one.head.as_ref().map(|head| &head.unit);
        arguments.unit.is_empty() || unit.is_none_or(|unit| arguments.unit.contains(unit))
    };
    check_units(arguments, here, &there)?;
    let materials: Vec<&Material> = here.iter().chain(&there).filter_map(sound).collect();
    check(&arguments.node, &[], &materials)?;
    for one in here.iter().filter(wanted) {
        match there.iter().find(|other| same(one, other)) {
            Some(other) => {
                let planned = planned(one, other, arguments, context);
                report.assessments.extend(planned);
            }
            None => report.notes.push(only(one, "is not on the branch")),
        }
    }
    let named = !arguments.paths.is_empty();
    for other in there.iter().filter(wanted).filter(|_| !named) {
        if !here.iter().any(|one| same(one, other)) {
            report.notes.push(only(other, "is only on the branch"));
        }
    }
    Ok(())
}

/// Whether two are of one unit and model; where one does not say that, of one file.
fn same(one: &Loaded, other: &Loaded) -> bool {
    match (&one.head, &other.head) {
        (Some(one), Some(other)) => one.unit == other.unit && one.model.id == other.model.id,
        _ => one.path == other.path,
    }
}

fn only(one: &Loaded, where_it_is: &str) -> String {
    match &one.head {
        Some(head) => format!("{} ({}) {where_it_is}", head.unit, head.model.id),
        None => format!("{} {where_it_is}", one.path),
    }
}

fn planned(
    here: &Loaded,
    there: &Loaded,
    arguments: &Arguments,
    context: &Context,
) -> Option<PlannedAssessment> {
    let path = here.path.as_str();
    let Some(material) = sound(here) else {
        return Some(PlannedAssessment::broken(path, here.head.as_ref()));
    };
    let nodes = nodes_of(&arguments.node, &material.model)?;
    let Some(other) = sound(there) else {
        let unit = here.head.as_ref().map(|head| head.unit.as_str());
        let why = format!("{} has no numbers there", there.path);
        return Some(PlannedAssessment {
            broken: true,
            ..PlannedAssessment::incomparable(Some(path), unit, why)
        });
    };
    let asked = PlannedBranch {
        nodes,
        today: context.today,
    };
    Some(plan_branch(path, material, other, &asked))
}

fn check_units(arguments: &Arguments, here: &[Loaded], there: &[Loaded]) -> Result<(), Failure> {
    let all = || here.iter().chain(there);
    let units: Vec<String> = all()
        .filter_map(|one| Some(one.head.as_ref()?.unit.clone()))
        .collect();
    let unclear = all().any(|one| one.head.is_none());
    match arguments.unit.iter().find(|unit| !units.contains(unit)) {
        Some(unit) if !unclear => Err(nothing_final(std::slice::from_ref(unit), &units)),
        None if units.is_empty() && !unclear && !arguments.allow_empty => {
            Err(nothing_final(&[], &units))
        }
        _ => Ok(()),
    }
}
