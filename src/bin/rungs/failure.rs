use std::fmt;

use rungs::project::OpenError;
use rungs::render::terminal;
use rungs::source::WriteError;
use rungs::source::git::{GitError, GitErrorKind};
use rungs::text::nearest;

use crate::exit::Exit;

/// Why a command could not do its job: a wrong call or environment, or history
/// that is not there. A wrong file is a finding instead.
#[derive(Debug)]
pub struct Failure {
    /// What happened: a lower-case fragment.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// The exit code.
    pub exit: Exit,
}

impl Failure {
    /// A failure without a hint.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: None,
            exit: Exit::CannotDo,
        }
    }

    /// With a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// With the nearest of the names that there are, where one is near to what was asked for.
    #[must_use]
    pub fn near<'n>(self, asked: &str, names: impl Iterator<Item = &'n str>) -> Self {
        match nearest(asked, names) {
            Some(close) => self.hint(format!("did you mean `{close}`?")),
            None => self,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "error: {}", terminal(&self.message))?;
        match &self.hint {
            Some(hint) => writeln!(formatter, "  help: {}", terminal(hint)),
            None => Ok(()),
        }
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        let failure = Self::new(error.to_string());
        match error {
            OpenError::NoProject(_) => {
                failure.hint("name a file, or start a project with `rungs init`")
            }
            OpenError::NotInSnapshot(_) => failure,
            OpenError::Glob(_) => failure.hint("use patterns such as `assessments/**/*.yaml`"),
        }
    }
}

impl From<GitError> for Failure {
    fn from(error: GitError) -> Self {
        Self {
            message: error.to_string(),
            hint: error.help().map(str::to_owned),
            exit: match error.kind() {
                GitErrorKind::NoRepository | GitErrorKind::CannotDo => Exit::CannotDo,
                GitErrorKind::CannotCompare => Exit::CannotCompare,
            },
        }
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        let failure = Self::new(error.to_string());
        match error {
            WriteError::Exists(_) => failure
                .hint("nothing was written; use another path, or `--force` where there is one"),
            WriteError::Link(_) => {
                failure.hint("nothing was written; name the file that the link leads to")
            }
            WriteError::NoFile(_) => failure.hint("nothing was written; name a regular file"),
            WriteError::Io(..) => failure,
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(format!("cannot write the output: {error}"))
    }
}
