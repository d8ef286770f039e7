use super::ReadError;
use crate::diagnostic::{Diagnostic, Level, Place, Rule, RuleDocs};
use crate::text::RepoPath;

/// Every rule of this layer.
pub static RULES: &[&Rule] = &[&UNREADABLE, &FILE_ENCODING];

/// The id of the rule that makes a run impossible, and not only its result bad.
pub const FILE_UNREADABLE: &str = "file-unreadable";

/// A file that could not be read at all.
static UNREADABLE: Rule = Rule {
    id: FILE_UNREADABLE,
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A file that cannot be read: it is not there, is no regular file, is larger than 16 MiB, is closed to this user, leads out of the project through a symbolic link, or is not in this clone.",
        why: "What is not read cannot be checked or scored, and a link out of the project would bring in what no review saw.",
        example: "assessments/acme.yaml -> /etc/passwd",
        instead: "put the file itself into the project",
    },
};

/// A file that is not UTF-8 text.
static FILE_ENCODING: Rule = Rule {
    id: "file-encoding",
    level: Level::Deny,
    breaks: true,
    docs: RuleDocs {
        what: "A file that is not UTF-8 text.",
        why: "Read in another encoding, letters turn into others without a trace.",
        example: "a file saved as UTF-16 or Latin-1",
        instead: "save it as UTF-8",
    },
};

/// The finding for a file that could not be read.
pub fn unreadable(path: &RepoPath, error: &ReadError) -> Diagnostic {
    let rule = match error {
        ReadError::NotText { .. } => &FILE_ENCODING,
        _ => &UNREADABLE,
    };
    let finding = Diagnostic::new(rule, Place::File(path.clone()), error.to_string());
    finding.maybe_help(error.help().map(str::to_owned))
}
