use std::collections::HashSet;
use std::path::PathBuf;

use rungs::check::{Check, Finding, Policy, PolicySource};
use rungs::diagnostic::Rule;
use rungs::render::{Format, Look, Report, formats};
use rungs::report::{Asked, check_report, rules};
use rungs::source::{FILE_UNREADABLE, absolute, append, replace};
use rungs::text::nearest;

use super::sides::{BaseConfig, Between, Sides, quoted};
use crate::cli::format_among;
use crate::context::{Context, is_folder, sound};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Hold a change against the gates of its base
///
/// Validates what is looked at and holds it against the gates, levels and waivers
/// that count. The policy is read at the base, so that no change can relax its own
/// gate. Exits 1 when a finding blocks.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    between: Between,
    /// Whose gates and levels count
    #[arg(long, value_name = "SIDE", value_enum, default_value = "base")]
    policy_from: From,
    /// Add the gates and levels of a profile
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Let one finding through, by its fingerprint (can be repeated)
    #[arg(long, value_name = "FINGERPRINT")]
    accept: Vec<String>,
    /// The form of the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_among(formats::CHECK))]
    format: Format,
    /// Write the result to a file in another form as well, as FORMAT=PATH (can be repeated)
    #[arg(long, value_name = "FORMAT=PATH", value_parser = output)]
    output: Vec<Output>,
    /// Add the result to the summary of a GitHub job, the file that `GITHUB_STEP_SUMMARY` names
    #[arg(long)]
    step_summary: bool,
    /// Take it as fine when there is nothing to look at
    #[arg(long)]
    allow_empty: bool,
}

impl Arguments {
    /// Whether a form is asked for that carries numbers.
    fn wants_numbers(&self) -> bool {
        let mut formats = self.output.iter().map(|output| output.format);
        formats.any(|format| format == Format::Openmetrics) || self.format == Format::Openmetrics
    }
}

/// A file that a result is written to.
#[derive(Debug, Clone)]
struct Output {
    format: Format,
    path: PathBuf,
}

/// Reads FORMAT=PATH.
fn output(text: &str) -> Result<Output, String> {
    let (word, path) = text.split_once('=').ok_or("expected FORMAT=PATH")?;
    let format = formats::CHECK.iter().find(|format| format.word() == word);
    let format = format.ok_or_else(|| {
        let words: Vec<&str> = formats::CHECK.iter().map(|format| format.word()).collect();
        format!("`{word}` is no format; there are {}", words.join(", "))
    })?;
    if path.is_empty() || path == "-" {
        return Err("expected a file after `=`; `--format` is for standard output".to_owned());
    }
    Ok(Output {
        format: *format,
        path: PathBuf::from(path),
    })
}

/// Whose policy counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum From {
    /// That of the base
    Base,
    /// That of the head
    Head,
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    writable(arguments, context)?;
    let mut sides = Sides::held(&arguments.between, context)?;
    if sides.base.groups.is_empty() && sides.head.groups.is_empty() && !arguments.allow_empty {
        let patterns = sides.head.project.config.assessments.join(", ");
        return Err(Failure::new(format!("no assessments match {patterns}"))
            .hint("write one with `rungs init` or `rungs import`, or pass `--allow-empty`"));
    }
    let rules = rules();
    let policy = policy(arguments, &mut sides, &rules)?;
    let check = Check {
        base: &sides.base,
        head: &sides.head,
        policy: &policy,
        rules: &rules,
        accepted: &arguments.accept,
        numbers: arguments.wants_numbers(),
        today: context.today,
    };
    let checked = check.run();
    let asked = Asked {
        base: sides.base_report.clone(),
        head: sides.head_report.clone(),
        notes: sides.notes.clone(),
        reproduce: reproduce(&sides.reproduce, arguments, context),
    };
    let report = check_report(&check, &checked, asked);
    write(arguments, context, &Report::Check(&report))?;
    streams.result(&context.render(&Report::Check(&report), arguments.format)?)?;
    let unreadable = |finding: &Finding| finding.diagnostic.rule.id == FILE_UNREADABLE;
    Ok(match checked.failed() {
        _ if checked.findings.iter().any(unreadable) => Exit::CannotDo,
        true => Exit::Findings,
        false => Exit::Fine,
    })
}

/// Refuses files that cannot be meant, before anything is computed.
fn writable(arguments: &Arguments, context: &Context) -> Result<(), Failure> {
    let mut taken = HashSet::new();
    for Output { path, .. } in &arguments.output {
        let file = absolute(&context.folder, path);
        if !file.parent().is_some_and(is_folder) {
            let said = format!("there is no folder for `{}`", path.display());
            return Err(Failure::new(said).hint("make it first"));
        }
        if !taken.insert(file) {
            let said = format!("`{}` is named twice", path.display());
            return Err(Failure::new(said).hint("give each form a file of its own"));
        }
    }
    Ok(())
}

/// Writes the forms that go to files.
fn write(arguments: &Arguments, context: &Context, report: &Report<'_>) -> Result<(), Failure> {
    let plain = Context {
        look: Look {
            colour: false,
            ..context.look
        },
        ..context.clone()
    };
    for Output { format, path } in &arguments.output {
        let text = plain.render(report, *format)?;
        replace(&absolute(&context.folder, path), text.as_bytes())?;
    }
    if arguments.step_summary {
        let file = context.environment.step_summary.as_ref();
        let file = file.ok_or_else(|| {
            Failure::new("`GITHUB_STEP_SUMMARY` names no file")
                .hint("leave `--step-summary` out where no GitHub workflow runs")
        })?;
        let text = plain.render(report, Format::Markdown)?;
        append(file, text.as_bytes())?;
    }
    Ok(())
}

/// The policy that counts: that of the base, where it has one that can be read.
fn policy(
    arguments: &Arguments,
    sides: &mut Sides,
    rules: &[&'static Rule],
) -> Result<Policy, Failure> {
    let own = sides.base_config == BaseConfig::Own && arguments.policy_from == From::Base;
    let mut policy = match own {
        true => Policy::of(&sides.base.project, PolicySource::Base),
        false => {
            // What is held against itself has to say what it means.
            sound(&sides.head.project)?;
            Policy::of(&sides.head.project, PolicySource::Head)
        }
    };
    policy.broken_at_base = sides.base_config == BaseConfig::Broken;
    policy.strayed.clone_from(&sides.strayed);
    let Some(name) = &arguments.profile else {
        return Ok(policy);
    };
    let names: Vec<String> = policy.profiles().map(str::to_owned).collect();
    if names.contains(name) {
        let chosen = policy.with_profile(name);
        return chosen.ok_or_else(|| no_profile(name, &names));
    }
    let head = &sides.head.project;
    let chosen = policy.with_profile_of(head, name, rules);
    let chosen = chosen.ok_or_else(|| no_profile(name, &names))?;
    sides.notes.push(format!(
        "the profile `{name}` is not at the base: its gates and the levels it raises come from the head, on top of the policy of the base"
    ));
    Ok(chosen)
}

fn no_profile(name: &str, names: &[String]) -> Failure {
    let failure = Failure::new(format!("there is no profile `{name}`"));
    match nearest(name, names.iter().map(String::as_str)) {
        Some(close) => failure.hint(format!("did you mean `{close}`?")),
        None => failure,
    }
}

/// The command that gives the same verdict again.
fn reproduce(sides: &str, arguments: &Arguments, context: &Context) -> String {
    let mut said = format!("rungs check{sides} --today {}", context.today);
    if arguments.policy_from == From::Head {
        said.push_str(" --policy-from head");
    }
    if let Some(profile) = &arguments.profile {
        said.push_str(&format!(" --profile {}", quoted(profile)));
    }
    for fingerprint in &arguments.accept {
        said.push_str(&format!(" --accept {}", quoted(fingerprint)));
    }
    said
}
