use std::fmt;

/// Why something could not be had from git.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GitError {
    kind: GitErrorKind,
    message: String,
    help: Option<String>,
}

/// What an error means for the one who asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GitErrorKind {
    /// There is no repository.
    NoRepository,
    /// The repository, or what was asked of it, is of no use.
    CannotDo,
    /// A revision or the history behind it is not there, so nothing can be
    /// compared with it.
    CannotCompare,
}

impl GitError {
    pub(super) fn no_repository(message: impl Into<String>) -> Self {
        Self::new(GitErrorKind::NoRepository, message)
    }

    pub(super) fn cannot_do(message: impl Into<String>) -> Self {
        Self::new(GitErrorKind::CannotDo, message)
    }

    pub(super) fn cannot_compare(message: impl Into<String>) -> Self {
        Self::new(GitErrorKind::CannotCompare, message)
    }

    fn new(kind: GitErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            help: None,
        }
    }

    #[must_use]
    pub(super) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What it means for the one who asked.
    pub fn kind(&self) -> GitErrorKind {
        self.kind
    }

    /// What can be done about it.
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

impl fmt::Display for GitError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for GitError {}

/// What an error of gix says at its root, as a fragment of one line.
pub(super) fn reason(error: &gix::Error) -> String {
    let said = error.probable_cause().to_string();
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}
