use std::path::PathBuf;

use rungs::project::{Loaded, Pair, Pairing, Pairs, Project};
use rungs::render::{Format, Report, formats};
use rungs::report::{Compared, DiffReport, Finding, StatusCounts, Tool, compare_assessment};
use rungs::text::nearest;

use super::sides::{Between, Sides, quoted};
use crate::cli::format_among;
use crate::context::{Context, sound};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Say what a change does to maturity
///
/// Compares the assessments of two moments: which answers moved, on what evidence,
/// and what that did to every number and why. Without arguments it compares the
/// work tree with what the branch started from.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Two files or two folders to compare, outside of git
    #[arg(num_args = 0..=2, value_names = ["OLD", "NEW"], conflicts_with_all = ["base", "at", "staged"])]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    between: Between,
    /// Only this unit (can be repeated)
    #[arg(long, value_name = "UNIT")]
    unit: Vec<String>,
    /// Only this node and what is below it (can be repeated)
    #[arg(long, value_name = "NODE")]
    node: Vec<String>,
    /// Only what became worse
    #[arg(long)]
    only_regressions: bool,
    /// Show the assessments that did not change, too
    #[arg(long)]
    all: bool,
    /// The form of the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_among(formats::DIFF))]
    format: Format,
    /// Make the exit code 1 when anything changed
    #[arg(long)]
    exit_code: bool,
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let sides = Sides::of(&arguments.paths, &arguments.between, context)?;
    sound(&sides.head.project)?;
    let pairing = Pairing {
        today: context.today,
        // Of what is not read nobody knows whose it is.
        everything: arguments.all || !arguments.unit.is_empty(),
        seconds: false,
        named: sides.named,
    };
    let mut pairs = pairing.pairs(&sides.base, &sides.head);
    if pairs.unread > 0 && check_named(arguments, &pairs).is_err() {
        // What is named may be among what was not read.
        let pairing = Pairing {
            everything: true,
            ..pairing
        };
        pairs = pairing.pairs(&sides.base, &sides.head);
    }
    check_named(arguments, &pairs)?;
    let unreadable = pairs
        .pairs
        .iter()
        .any(|pair| unreadable(pair.head.as_deref()));
    let report = report(arguments, context, &sides, &pairs);
    streams.result(&context.render(&Report::Diff(&report), arguments.format)?)?;
    if unreadable {
        streams.say("an assessment cannot be read: `rungs validate` says what is wrong\n");
    }
    Ok(match unreadable {
        true => Exit::CannotDo,
        false if arguments.exit_code && report.differs() => Exit::Findings,
        false => Exit::Fine,
    })
}

/// Whether what is looked at is there and says nothing that could be compared.
fn unreadable(head: Option<&Loaded>) -> bool {
    head.is_some_and(|loaded| loaded.broken && loaded.head.is_none())
}

fn report(arguments: &Arguments, context: &Context, sides: &Sides, pairs: &Pairs) -> DiffReport {
    let library = &sides.head.project.library;
    let mapping = |one: &_, other: &_| {
        let found = library.mapping(one, other);
        found.or_else(|| library.mapping(other, one))
    };
    let compare = |pair: &Pair| {
        compare_assessment(&Compared {
            base: pair.base.as_deref(),
            head: pair.head.as_deref(),
            remark: pair.remark.clone(),
            untouched: pair.untouched,
            mapping: &mapping,
            drafts: sides.named,
            nodes: &arguments.node,
            today: context.today,
        })
    };
    let wanted = |pair: &&Pair| arguments.unit.is_empty() || of_units(pair, &arguments.unit);
    let mut report = DiffReport {
        schema: DiffReport::SCHEMA,
        tool: Tool::SELF,
        as_of: context.today.to_string(),
        base: sides.base_report.clone(),
        head: sides.head_report.clone(),
        notes: sides.notes.clone(),
        findings: findings(sides, pairs),
        counts: StatusCounts {
            unchanged: pairs.unread,
            ..StatusCounts::default()
        },
        changes: Default::default(),
        narrowed: [&arguments.unit[..], &arguments.node[..]].concat(),
        assessments: pairs.pairs.iter().filter(wanted).map(compare).collect(),
        reproduce: reproduce(&sides.reproduce, arguments, context),
    };
    report.count_changes();
    if report.differs() {
        report.notes.extend(units(sides));
    }
    if !arguments.all {
        let differs = |one: &rungs::report::DiffedAssessment| {
            one.status != rungs::report::AssessmentStatus::Unchanged
        };
        report.assessments.retain(differs);
    }
    if arguments.only_regressions {
        report.only_regressions();
    }
    report
}

fn of_units(pair: &Pair, units: &[String]) -> bool {
    let mut sides = pair.base.iter().chain(&pair.head);
    sides.any(|loaded| {
        let head = loaded.head.as_ref();
        head.is_some_and(|head| units.contains(&head.unit))
    })
}

/// The command that shows the same again.
fn reproduce(sides: &str, arguments: &Arguments, context: &Context) -> String {
    let mut said = format!("rungs diff{sides} --today {}", context.today);
    for (option, names) in [("--unit", &arguments.unit), ("--node", &arguments.node)] {
        for name in names {
            said.push_str(&format!(" {option} {}", quoted(name)));
        }
    }
    if arguments.only_regressions {
        said.push_str(" --only-regressions");
    }
    said
}

/// That numbers of units above others are not among what is compared.
fn units(sides: &Sides) -> Option<String> {
    let mut units = sides.base.project.config.units.iter();
    let mut later = sides.head.project.config.units.iter();
    let counts =
        |unit: &rungs::model::UnitDeclaration| unit.parent.is_some() || !unit.groups.is_empty();
    (units.any(counts) || later.any(counts)).then(|| {
        "units that others count in are not compared; `rungs score` shows their numbers".to_owned()
    })
}

/// What breaks an assessment on either side; that of the base says so.
fn findings(sides: &Sides, pairs: &Pairs) -> Vec<Finding> {
    let of = |loaded: &Loaded| -> Vec<Finding> {
        let breaking = loaded.findings.iter().filter(|finding| finding.rule.breaks);
        breaking.map(Finding::from).collect()
    };
    let at_base = |mut finding: Finding| {
        finding.message = format!("at base: {}", finding.message);
        finding
    };
    let mut found: Vec<Finding> = pairs.findings.iter().map(Finding::from).collect();
    let breaking = |project: &Project| -> Vec<Finding> {
        let found = project
            .findings
            .iter()
            .filter(|finding| finding.rule.breaks);
        found.map(Finding::from).collect()
    };
    found.extend(breaking(&sides.head.project));
    found.extend(breaking(&sides.base.project).into_iter().map(at_base));
    for pair in &pairs.pairs {
        found.extend(pair.head.as_deref().into_iter().flat_map(of));
        found.extend(pair.base.as_deref().into_iter().flat_map(of).map(at_base));
    }
    found
}

fn check_named(arguments: &Arguments, pairs: &Pairs) -> Result<(), Failure> {
    check_units(&arguments.unit, pairs)?;
    check_nodes(&arguments.node, pairs)
}

/// A unit that is on neither side is a wrong call.
fn check_units(wanted: &[String], pairs: &Pairs) -> Result<(), Failure> {
    let loaded = pairs
        .pairs
        .iter()
        .flat_map(|pair| pair.base.iter().chain(&pair.head));
    let units: Vec<&str> = loaded
        .filter_map(|one| Some(one.head.as_ref()?.unit.as_str()))
        .collect();
    let missing = wanted.iter().find(|unit| !units.contains(&unit.as_str()));
    let Some(unit) = missing else {
        return Ok(());
    };
    let failure = Failure::new(format!("there is no final assessment of the unit `{unit}`"));
    Err(match nearest(unit, units) {
        Some(close) => failure.hint(format!("did you mean `{close}`?")),
        None => failure,
    })
}

/// A node that no model has is a wrong call.
fn check_nodes(wanted: &[String], pairs: &Pairs) -> Result<(), Failure> {
    let loaded = pairs
        .pairs
        .iter()
        .flat_map(|pair| pair.base.iter().chain(&pair.head));
    let models: Vec<_> = loaded
        .filter_map(|one| Some(&one.material.as_ref()?.model))
        .collect();
    let missing = |node: &&String| !models.iter().any(|model| model.find(node).is_some());
    // Where nothing has a model, nothing can be said of its nodes.
    let known = models.is_empty() && pairs.unread == 0;
    let Some(node) = wanted.iter().find(missing).filter(|_| !known) else {
        return Ok(());
    };
    let ids = models
        .iter()
        .flat_map(|model| model.ids.keys().map(String::as_str));
    let failure = Failure::new(format!("no model here has an item `{node}`"));
    Err(match nearest(node, ids) {
        Some(close) => failure.hint(format!("did you mean `{close}`?")),
        None => failure,
    })
}
