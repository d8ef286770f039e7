use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, ValueEnum};
use rungs::render::Format;
use rungs::value::Date;

use crate::commands::Command;

/// Maturity assessments as code: validate, score and explain them from YAML in
/// git.
#[derive(Debug, Parser)]
#[command(
    name = "rungs",
    version,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, Clone, clap::Args)]
pub struct Global {
    /// Run as if started in this folder
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub folder: Option<PathBuf>,
    /// The day to take as today, as YYYY-MM-DD (default: `RUNGS_TODAY`, else the clock, in UTC)
    #[arg(long, value_name = "DATE", global = true, value_parser = day)]
    pub today: Option<Date>,
    /// When to use colours
    #[arg(
        long,
        value_name = "WHEN",
        global = true,
        default_value = "auto",
        hide_possible_values = false
    )]
    pub color: Colour,
    /// Say only what matters
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say what is looked at
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless the environment says otherwise
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Reads a day.
pub fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "expected a day as YYYY-MM-DD".to_owned())
}

/// A parser that takes the formats a command has and refuses others by name.
pub fn format_among(formats: &'static [Format]) -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(formats.iter().map(|format| format.word()))
        .map(|word| Format::from_word(&word).unwrap_or(Format::Text))
}

/// Reads the id of a unit.
pub fn unit_id(text: &str) -> Result<String, String> {
    let fits = text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text.len() <= 128
        && text
            .chars()
            .all(|found| found.is_ascii_alphanumeric() || "._-".contains(found));
    if fits {
        return Ok(text.to_owned());
    }
    Err("expected an id of letters, digits, `.`, `_` and `-`".to_owned())
}
