//! Expressions in the Common Expression Language over one assessment: read once,
//! bounded before they run, and without any way to reach out of what they see.
//!
//! The bound has two parts. A text is read over before it is parsed, so that a
//! parser that calls itself cannot go too deep. What is parsed is walked with the
//! sizes of what it ranges over, and the steps that it can take are multiplied out.

mod cost;
mod document;
mod mentions;
mod practice;
mod scan;
mod shape;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use cel::common::ast::SourceInfo;
use cel::common::types::{CelBool, STRING_TYPE};
use cel::{Env, ExecutionError, ParseErrors, Program, Value};

use self::cost::MOST_STEPS;
use self::mentions::Mentions;
pub(super) use self::scan::same as same_expression;
pub(super) use self::shape::Sizes;

use super::Scene;

/// Characters of a reason that are shown.
const LONGEST_REASON: usize = 200;
/// Expressions that a thread remembers.
const MOST_REMEMBERED: usize = 64;

/// Why an expression cannot be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    /// What is wrong, as a fragment.
    pub(super) message: String,
    /// How to mend it, when that can be said.
    pub(super) help: Option<String>,
    /// Where in the text, in bytes.
    pub(super) offset: usize,
    /// The part it is about, until that is turned into an offset.
    part: Option<u64>,
}

impl Problem {
    fn new(message: impl Into<String>, offset: usize) -> Self {
        let message: String = message.into();
        Self {
            message: shortened(&message),
            help: None,
            offset,
            part: None,
        }
    }

    fn part(message: impl Into<String>, part: u64) -> Self {
        Self {
            part: Some(part),
            ..Self::new(message, 0)
        }
    }

    fn help(self, help: impl Into<String>) -> Self {
        let help: String = help.into();
        Self {
            help: Some(shortened(&help)),
            ..self
        }
    }

    fn placed(mut self, text: &str, source: &SourceInfo) -> Self {
        let start = self.part.take().and_then(|part| source.offset_for(part));
        if let Some((start, _)) = start {
            self.offset = word_at(text, byte_of(text, start as usize));
        }
        self
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_REASON) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The parser counts characters.
fn byte_of(text: &str, character: usize) -> usize {
    let found = text.char_indices().nth(character);
    found.map_or(text.len(), |(byte, _)| byte)
}

/// The parser places a field at its point and a call at its bracket: the start of
/// the name there.
fn word_at(text: &str, sign: usize) -> usize {
    let (before, rest) = text.split_at_checked(sign).unwrap_or((text, ""));
    let word = |next: char| next.is_ascii_alphanumeric() || next == '_';
    match rest.chars().next() {
        Some('.') => {
            let after = rest.get(1..).unwrap_or_default();
            sign + 1 + (after.len() - after.trim_start().len())
        }
        Some('(') => before.trim_end_matches(word).len(),
        _ => sign,
    }
}

/// An expression that was read.
struct Compiled {
    program: Program,
    mentions: Mentions,
}

/// What is known of expressions in one thread: reading one takes far longer than
/// running it.
struct Memory {
    environment: Arc<Env>,
    read: HashMap<String, Result<Rc<Compiled>, Problem>>,
}

thread_local! {
    static MEMORY: RefCell<Option<Memory>> = const { RefCell::new(None) };
}

fn read(text: &str) -> (Arc<Env>, Result<Rc<Compiled>, Problem>) {
    MEMORY.with_borrow_mut(|memory| {
        let memory = memory.get_or_insert_with(|| Memory {
            environment: Arc::new(environment()),
            read: HashMap::new(),
        });
        let environment = Arc::clone(&memory.environment);
        if let Some(known) = memory.read.get(text) {
            return (environment, known.clone());
        }
        let compiled = compile(text).map(Rc::new);
        if memory.read.len() >= MOST_REMEMBERED {
            memory.read.clear();
        }
        memory.read.insert(text.to_owned(), compiled.clone());
        (environment, compiled)
    })
}

fn environment() -> Env {
    let mut environment = Env::default().with_optional_support(false).with_stdlib();
    let added = environment.add_overload(
        "days",
        "days_text_text",
        vec![STRING_TYPE, STRING_TYPE],
        document::days,
    );
    debug_assert!(added.is_ok(), "no function of that name is there yet");
    environment
}

fn compile(text: &str) -> Result<Compiled, Problem> {
    scan::check(text)?;
    let program = Program::compile(text).map_err(|errors| misread(text, &errors))?;
    Ok(Compiled {
        mentions: Mentions::of(program.expression()),
        program,
    })
}

fn misread(text: &str, errors: &ParseErrors) -> Problem {
    let Some(first) = errors.errors.first() else {
        return Problem::new("it cannot be read", 0);
    };
    let (line, column) = first.pos;
    let line = usize::try_from(line - 1).unwrap_or(0);
    let before: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let column = usize::try_from(column - 1).unwrap_or(0);
    let rest = text.get(before..).unwrap_or_default();
    let reason = first.msg.lines().next().unwrap_or_default();
    let reason = reason.strip_prefix("Syntax error: ").unwrap_or(reason);
    // What could stand there instead is a list of everything.
    let reason = reason.split(" expecting ").next().unwrap_or(reason);
    let reason = reason.replace("'<EOF>'", "the end");
    let reason = reason.replace("mismatched input", "there cannot be");
    let message = format!("it cannot be read: {reason}");
    Problem::new(message, before + byte_of(rest, column))
}

/// What is wrong with an expression, whatever it will run on: what cannot be read,
/// names that are not there, and more steps than it may take with such sizes.
pub(super) fn problem(text: &str, sizes: Sizes) -> Option<Problem> {
    let compiled = match read(text).1 {
        Ok(compiled) => compiled,
        Err(problem) => return Some(problem),
    };
    bounded(text, &compiled, sizes).err()
}

fn bounded(text: &str, compiled: &Compiled, sizes: Sizes) -> Result<(), Problem> {
    let program = &compiled.program;
    let steps = cost::steps(program.expression(), sizes)
        .map_err(|problem| problem.placed(text, program.source_info()))?;
    if steps <= MOST_STEPS {
        return Ok(());
    }
    let message = match steps {
        u64::MAX => format!("it may take any number of steps, and {MOST_STEPS} are the most"),
        _ => format!("it may take {steps} steps, and {MOST_STEPS} are the most"),
    };
    let problem = Problem::part(message, program.expression().id);
    let problem = problem.help("go over fewer things inside each other");
    Err(Problem {
        offset: 0,
        part: None,
        ..problem
    })
}

/// What an expression says about an assessment.
pub(super) fn holds(text: &str, scene: &Scene<'_>) -> Result<bool, Problem> {
    let (environment, compiled) = read(text);
    let compiled = compiled?;
    let sizes = document::sizes(scene, &compiled.mentions);
    bounded(text, &compiled, sizes)?;
    let program = &compiled.program;
    let context = document::context(scene, &compiled.mentions, environment);
    match Value::resolve_val(program.expression(), &context) {
        Ok(value) => match value.downcast_ref::<CelBool>() {
            Some(held) => Ok(*held.inner()),
            None => {
                let message = format!(
                    "it yields a {}, and true or false is wanted",
                    value.get_type().name()
                );
                Err(Problem::new(message, 0))
            }
        },
        Err(error) => Err(failed(text, program, &error)),
    }
}

/// Why a run failed, at the part that names what is at fault.
fn failed(text: &str, program: &Program, error: &ExecutionError) -> Problem {
    let (message, name) = match error {
        ExecutionError::NoSuchKey(key) => (format!("there is no `{key}`"), Some(key.to_string())),
        ExecutionError::NoSuchOverload(overload) => {
            let types = overload.argument_types().join("` and `");
            let function = overload.function();
            let sign = function.trim_matches('_').trim_start_matches('@');
            let message = format!("`{sign}` cannot be used with `{types}`");
            (message, Some(function.to_owned()))
        }
        ExecutionError::IndexOutOfBounds(_) => (
            "the list has fewer elements".to_owned(),
            Some("_[_]".to_owned()),
        ),
        ExecutionError::DivisionByZero(_) => {
            ("it divides by zero".to_owned(), Some("_/_".to_owned()))
        }
        ExecutionError::RemainderByZero(_) => {
            ("it divides by zero".to_owned(), Some("_%_".to_owned()))
        }
        ExecutionError::FunctionError { function, message } => {
            (message.clone(), Some(function.clone()))
        }
        ExecutionError::UnexpectedType { got, want } => {
            (format!("a {want} is wanted, and there is a {got}"), None)
        }
        ExecutionError::Overflow(sign, ..) => {
            (format!("the result of `{sign}` is too large"), None)
        }
        ExecutionError::UnsupportedBinaryOperator(sign, ..) => {
            (format!("`{sign}` cannot be used with these values"), None)
        }
        _ => ("it cannot be computed".to_owned(), None),
    };
    let part = name.and_then(|name| mentions::part_named(program.expression(), &name));
    let problem = match part {
        Some(part) => Problem::part(message, part),
        None => Problem::new(message, 0),
    };
    problem.placed(text, program.source_info())
}

#[cfg(test)]
mod tests;
