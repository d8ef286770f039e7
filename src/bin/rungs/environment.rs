//! What a process is given, read once.
#![expect(
    clippy::disallowed_methods,
    reason = "the one place that reads arguments, environment and clock"
)]

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use rungs::source::git::{Event, GitError, Surroundings};
use rungs::value::Date;

/// What a process is given.
#[derive(Debug, Clone)]
pub struct Environment {
    /// The arguments, the program first.
    pub arguments: Vec<OsString>,
    /// The working folder.
    pub folder: PathBuf,
    /// The day that is wanted to be taken for today, as written in `RUNGS_TODAY`.
    pub wanted_day: Option<String>,
    /// The day by the clock, or by `SOURCE_DATE_EPOCH`, in UTC.
    pub today: Option<Date>,
    /// Whether colours are wanted when nothing is said.
    pub colour: bool,
    /// Whether somebody waits at a terminal for what is said beside the result.
    pub waiting: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// The file that a GitHub job shows as its summary.
    pub step_summary: Option<PathBuf>,
    /// The folder for results that can be computed again, as `RUNGS_CACHE_DIR` names it.
    pub cache: Option<PathBuf>,
    /// Whether what a forge's job says of itself is about something else.
    pub alone: bool,
}

impl Environment {
    /// That of this process.
    pub fn of_process() -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let number = |name: &str| {
            std::env::var(name)
                .ok()
                .and_then(|value| value.parse::<i64>().ok())
        };
        let clock = || {
            SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .ok()
                .and_then(|now| i64::try_from(now.as_secs()).ok())
        };
        let seconds = number("SOURCE_DATE_EPOCH").or_else(clock);
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let terminal = std::io::stdout().is_terminal() && !dumb;
        let columns = number("COLUMNS").and_then(|columns| usize::try_from(columns).ok());
        Self {
            arguments: std::env::args_os().collect(),
            folder: std::env::current_dir().unwrap_or_default(),
            wanted_day: std::env::var("RUNGS_TODAY")
                .ok()
                .filter(|day| !day.is_empty()),
            today: seconds.and_then(Date::from_unix_seconds),
            colour: !set("NO_COLOR") && (terminal || set("CLICOLOR_FORCE")),
            waiting: std::io::stderr().is_terminal() && !dumb && !set("CI"),
            width: columns.filter(|columns| *columns >= 40).unwrap_or(120),
            step_summary: std::env::var_os("GITHUB_STEP_SUMMARY")
                .filter(|path| !path.is_empty())
                .map(PathBuf::from),
            cache: std::env::var_os("RUNGS_CACHE_DIR")
                .filter(|path| !path.is_empty())
                .map(PathBuf::from),
            alone: false,
        }
    }

    /// What the job of a forge says about itself, with the event that started it
    /// where that is needed.
    ///
    /// # Errors
    /// When the file of the event cannot be read.
    pub fn surroundings(&self, event: bool) -> Result<Surroundings, GitError> {
        if self.alone {
            return Ok(Surroundings::default());
        }
        let mut surroundings = Surroundings::new(|name| std::env::var(name).ok());
        let read = surroundings
            .event_file()
            .map(|file| Event::read(Path::new(file)));
        match read {
            Some(Err(error)) if event => return Err(error),
            Some(read) => surroundings.event = read.ok(),
            None => {}
        }
        Ok(surroundings)
    }
}
