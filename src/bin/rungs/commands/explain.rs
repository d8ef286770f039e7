use std::path::PathBuf;

use rungs::project::{Loaded, Material, Project};
use rungs::render::{Format, Report, formats};
use rungs::report::{
    Explanation, Subject, explain_node, explain_rule, find_rule, observe_claim, rules,
};
use rungs::text::nearest;

use super::score::nothing_final;
use crate::cli::format_among;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Say how a number came to be, or what a rule is for
///
/// A node's or a practice's id shows each measure step by step down to the lines
/// of the answers; a rule's id shows what it checks and why.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A node, a practice or a rule
    name: String,
    /// Files or folders (default: all of the project)
    paths: Vec<PathBuf>,
    /// Of which unit, where there are several
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// Only this measure
    #[arg(long, value_name = "MEASURE")]
    measure: Option<String>,
    /// Look at this commit instead of the work tree (a branch, a tag, an id, `HEAD~1`)
    #[arg(long, value_name = "REV")]
    at: Option<String>,
    /// The form of the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_among(formats::EXPLAIN))]
    format: Format,
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let explanation = match find_rule(&arguments.name) {
        Some(rule) => explain_rule(rule),
        None => node(arguments, context)?,
    };
    streams.result(&context.render(&Report::Explain(&explanation), arguments.format)?)?;
    Ok(Exit::Fine)
}

fn node(arguments: &Arguments, context: &Context) -> Result<Explanation, Failure> {
    let place = context.sound_place_at(arguments.at.as_deref(), &arguments.paths, false)?;
    let loaded = place
        .project
        .load(&place.groups, context.today, |loaded| loaded);
    let counting: Vec<Loaded> = loaded.into_iter().filter(Loaded::counts).collect();
    let unit_of = |one: &Loaded| one.head.as_ref().map(|head| head.unit.clone());
    let units: Vec<String> = counting.iter().filter_map(unit_of).collect();
    let wanted = |one: &Loaded| {
        arguments
            .unit
            .as_ref()
            .is_none_or(|unit| unit_of(one).as_ref() == Some(unit))
    };
    let mut fitting: Vec<Loaded> = counting.into_iter().filter(wanted).collect();
    if fitting.len() > 1 {
        let units: Vec<&str> = fitting
            .iter()
            .filter_map(|one| one.head.as_ref())
            .map(|head| head.unit.as_str())
            .collect();
        return Err(Failure::new(format!("{} assessments fit", fitting.len()))
            .hint(format!("choose with `--unit`, one of {}", units.join(", "))));
    }
    let one = fitting.pop();
    let one = one.ok_or_else(|| {
        let only_members =
            rolls_up_only(arguments.unit.as_deref(), &units, &place.project, "explain");
        only_members.unwrap_or_else(|| nothing_final(arguments.unit.as_slice(), &units))
    })?;
    let material = one.material.filter(|_| !one.broken);
    let material = material.ok_or_else(|| {
        Failure::new(format!("`{}` has no numbers", one.path))
            .hint("`rungs validate` says what is wrong")
    })?;
    explained(arguments, &place.project, &material, context)
}

/// That a unit has no answers of its own to explain, where units that have some
/// count in it, with what to do with one of those instead.
pub(super) fn rolls_up_only(
    unit: Option<&str>,
    assessed: &[String],
    project: &Project,
    verb: &str,
) -> Option<Failure> {
    let unit = unit?;
    let members_of = |unit: &str| {
        let units = project.config.units.iter().filter(move |member| {
            let mut above = member.parent.iter().chain(&member.groups);
            above.any(|above| above.value == unit)
        });
        units.map(|member| member.id.as_str()).collect::<Vec<_>>()
    };
    let leads_on = |member: &&str| {
        let own = assessed.iter().any(|unit| unit == member);
        own || !members_of(member).is_empty()
    };
    let members: Vec<&str> = members_of(unit).into_iter().filter(leads_on).collect();
    let first = members.first()?;
    let failure = Failure::new(format!(
        "the unit `{unit}` has no answers of its own: it rolls up its members"
    ));
    Some(failure.hint(match members.len() {
        1 => format!("{verb} its member: `--unit {first}`"),
        _ => format!(
            "{verb} a member with `--unit`, one of {}",
            members.join(", ")
        ),
    }))
}

fn explained(
    arguments: &Arguments,
    project: &Project,
    material: &Material,
    context: &Context,
) -> Result<Explanation, Failure> {
    let model = &material.model;
    let Some(item) = model.find(&arguments.name) else {
        let ids = model.items.iter().map(|item| item.id.as_str());
        let names = ids.chain(rules().into_iter().map(|rule| rule.id));
        let failure = Failure::new(format!(
            "`{}` is neither a rule nor an item of {}",
            arguments.name, model.reference
        ));
        return Err(match nearest(&arguments.name, names) {
            Some(close) => failure.hint(format!("did you mean `{close}`?")),
            None => failure,
        });
    };
    let only = match &arguments.measure {
        None => None,
        Some(name) => {
            let ids: Vec<&str> = model
                .measures
                .iter()
                .map(|measure| measure.id.as_str())
                .collect();
            let unknown = || {
                Failure::new(format!("`{name}` is not a measure of {}", model.reference))
                    .hint(format!("there are {}", ids.join(", ")))
            };
            Some(model.measure(name).ok_or_else(unknown)?)
        }
    };
    let mut explanation = explain_node(model, &material.assessment, &material.resolved, item, only);
    if let Subject::Measure { node, .. } = &mut explanation.subject {
        let texts = project.library.texts(&model.reference);
        node.wording = texts
            .and_then(|texts| texts.items.get(&model.item(item).id))
            .cloned();
    }
    let answer = material.resolved.answer(&material.assessment, item);
    let unit = &material.assessment.unit.value;
    if let (Some(answer), Some(series)) = (answer, project.series(unit, &model.reference.id)) {
        observe_claim(&mut explanation, answer, model, series, context.today);
    }
    Ok(explanation)
}
