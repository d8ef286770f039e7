use rungs::check::{CheckedWaiver, WaiverState};
use rungs::format::without_entries;
use rungs::project::{CONFIG_FILE, PlacedWaiver, Project};
use rungs::render::terminal;
use rungs::source::remove;
use rungs::value::Date;

use super::compared::compared;
use crate::commands::fmt;
use crate::context::{Context, sound};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Streams;

/// Remove waivers that have expired, and those that except nothing
///
/// Files of their own are removed, entries of rungs.yaml cut out of it; comments
/// between them stay. What has no valid last day is left for a person.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Find what excepts nothing against this (default: as `rungs check`)
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// Change nothing, and say what would be removed
    #[arg(long)]
    dry_run: bool,
}

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    context: &Context,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    let project = Project::open(&context.folder)?;
    sound(&project)?;
    let waivers = match compared(arguments.base.as_deref(), context) {
        Ok(compared) => Some(compared.checked.waivers),
        Err(failure) if arguments.base.is_some() => return Err(failure),
        Err(failure) => {
            streams.say(&format!(
                "only what has expired is looked for, as there is nothing to compare with: {}\n",
                terminal(&failure.message)
            ));
            None
        }
    };
    let gone: Vec<Gone<'_>> = match &waivers {
        Some(waivers) => waivers.iter().filter_map(by_state).collect(),
        None => {
            let waivers = project.waivers.iter();
            waivers
                .filter_map(|one| expired(one, context.today))
                .collect()
        }
    };
    if gone.is_empty() {
        streams.result("nothing to remove\n")?;
        return Ok(Exit::Fine);
    }
    let word = match arguments.dry_run {
        true => "would remove",
        false => "removed",
    };
    for one in gone.iter().filter(|one| one.placed.own_file) {
        if !arguments.dry_run {
            remove(&project.on_disk(&one.placed.file))?;
        }
        streams.result(&one.said(word))?;
    }
    let listed: Vec<&Gone<'_>> = gone.iter().filter(|one| !one.placed.own_file).collect();
    if !listed.is_empty() && !arguments.dry_run {
        cut(&project, &listed)?;
    }
    for one in listed {
        streams.result(&one.said(word))?;
    }
    Ok(Exit::Fine)
}

/// A waiver to remove, and why.
struct Gone<'w> {
    placed: &'w PlacedWaiver,
    why: String,
}

impl Gone<'_> {
    fn said(&self, word: &str) -> String {
        let path = terminal(self.placed.file.path().as_str()).into_owned();
        let rule = terminal(&self.placed.waiver.rule.value).into_owned();
        format!(
            "{word} {path}:{}, a waiver for {rule}: {}\n",
            self.placed.line(),
            self.why
        )
    }
}

fn by_state(waiver: &CheckedWaiver) -> Option<Gone<'_>> {
    let why = match (waiver.state, waiver.days_left) {
        (WaiverState::Expired, Some(left)) => expired_for(left),
        (WaiverState::Unused, _) if waiver.valid => "it excepts nothing".to_owned(),
        _ => return None,
    };
    Some(Gone {
        placed: &waiver.placed,
        why,
    })
}

fn expired(placed: &PlacedWaiver, today: Date) -> Option<Gone<'_>> {
    let left = placed.waiver.last_day()?.days_since(today);
    (left < 0).then(|| Gone {
        placed,
        why: expired_for(left),
    })
}

fn expired_for(left: i64) -> String {
    match -left {
        1 => "it expired 1 day ago".to_owned(),
        days => format!("it expired {days} days ago"),
    }
}

/// Cuts waivers out of the configuration.
fn cut(project: &Project, gone: &[&Gone<'_>]) -> Result<(), Failure> {
    let Some(file) = &project.config_file else {
        return Ok(());
    };
    let spans: Vec<_> = gone.iter().map(|one| one.placed.waiver.at.span).collect();
    let waivers = project.config.waivers.iter().enumerate();
    let at = waivers.filter(|(_, waiver)| spans.contains(&waiver.at.span));
    let at: Vec<usize> = at.map(|(at, _)| at).collect();
    let text = without_entries(file, "waivers", &at).map_err(|_| {
        let lines: Vec<String> = gone
            .iter()
            .map(|one| one.placed.line().to_string())
            .collect();
        Failure::new(format!(
            "the waivers of {CONFIG_FILE} are laid out in a way that cannot be cut safely"
        ))
        .hint(format!(
            "remove those of these lines by hand: {}",
            lines.join(", ")
        ))
    })?;
    fmt::write(project, file, &text)
}
