use std::process::ExitCode;

/// What an exit code says. It never depends on the output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Fine.
    Fine,
    /// Findings at or above the failing level.
    Findings,
    /// The job could not be done: usage, configuration, unreadable input.
    CannotDo,
    /// There is nothing to compare with: a revision is missing, or history is
    /// truncated.
    CannotCompare,
    /// A bug in rungs.
    Bug,
}

impl Exit {
    /// The number.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::CannotDo => 2,
            Self::CannotCompare => 3,
            Self::Bug => 70,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
