use gix::actor::SignatureRef;
use gix::bstr::ByteSlice;
use gix::objs::Kind;
use gix::objs::commit::MessageRef;

use super::{GitError, GitId, Repository};
use crate::value::Date;

/// All that a report says of a commit: who, when and what for. Texts are as they
/// were written, control characters included, but for what is not UTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitDetails {
    /// Its id.
    pub id: GitId,
    /// Its parents as it names them, the first one first.
    pub parents: Vec<GitId>,
    /// Who wrote it.
    pub author: Person,
    /// Who put it where it is.
    pub committer: Person,
    /// The first paragraph of its message in one line.
    pub subject: String,
    /// The rest of its message, without the trailers.
    pub body: String,
    /// The lines at the end of its message that are names and values, in order.
    pub trailers: Vec<(String, String)>,
    /// Whether it carries a signature, which may be good or bad.
    pub signed: bool,
}

/// Somebody who did something to a commit, and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// Their name, as the mailmap has it; empty where there is none.
    pub name: String,
    /// Their address, as the mailmap has it; empty where there is none.
    pub email: String,
    /// The seconds since 1970, which a commit may put far off; 0 where they cannot
    /// be read.
    pub seconds: i64,
    /// How far their clock was from UTC, in seconds, positive to the east.
    pub offset_seconds: i32,
    /// The day of the calendar where they were, if it is one of the years 1 to
    /// 9999.
    pub date: Option<Date>,
}

impl Repository {
    /// What a report says of a commit. Names and addresses are those of the
    /// mailmap: `.mailmap` of the work tree, or of HEAD where there is none, and
    /// what the repository's configuration names.
    ///
    /// # Errors
    /// When it is not in this clone, or damaged. Of what is garbled inside of it
    /// only that is left out.
    pub fn commit_details(&self, id: GitId) -> Result<CommitDetails, GitError> {
        let data = self.object(id, Kind::Commit);
        let data = data.map_err(|trouble| self.no_commit(id, &trouble))?;
        let parts = Parts::of(&data);
        let message = MessageRef::from_bytes(parts.message);
        let body = message.body();
        let trailers = body.iter().flat_map(|body| body.trailers());
        let signed = parts.line("gpgsig ").or(parts.line("gpgsig-sha256 "));
        Ok(CommitDetails {
            id,
            parents: parts.parents(),
            author: self.person(parts.line("author ")),
            committer: self.person(parts.line("committer ")),
            subject: lossy(&message.summary()),
            body: body.map_or_else(String::new, |body| lossy(body.without_trailer().trim_end())),
            trailers: trailers
                .map(|trailer| (lossy(trailer.token), lossy(&trailer.value)))
                .collect(),
            signed: signed.is_some(),
        })
    }

    fn person(&self, line: Option<&[u8]>) -> Person {
        let Some(raw) = line.map(Raw::split) else {
            return Person::default();
        };
        let known = SignatureRef {
            name: raw.name.as_bstr(),
            email: raw.email.as_bstr(),
            time: "",
        };
        let mapped = self.mailmap().try_resolve_ref(known);
        let name = mapped.as_ref().and_then(|mapped| mapped.name);
        let email = mapped.as_ref().and_then(|mapped| mapped.email);
        let (seconds, offset_seconds) = raw.time().unwrap_or_default();
        Person {
            name: lossy(name.unwrap_or(raw.name.as_bstr())),
            email: lossy(email.unwrap_or(raw.email.as_bstr())),
            seconds,
            offset_seconds,
            date: raw.date(),
        }
    }
}

/// The parts of a commit, of which each may be garbled without the others being so.
pub(super) struct Parts<'d> {
    header: &'d [u8],
    pub(super) message: &'d [u8],
}

impl<'d> Parts<'d> {
    pub(super) fn of(data: &'d [u8]) -> Self {
        let (header, message) = data.split_once_str(b"\n\n").unwrap_or((data, b""));
        Self {
            header,
            message: message.trim_start_with(|found| found == '\n'),
        }
    }

    /// What stands after a name in the first line that begins with it.
    pub(super) fn line(&self, name: &str) -> Option<&'d [u8]> {
        let mut lines = self.header.lines();
        lines.find_map(|line| line.strip_prefix(name.as_bytes()))
    }

    fn parents(&self) -> Vec<GitId> {
        let lines = self.header.lines();
        let named = lines.filter_map(|line| line.strip_prefix(b"parent "));
        named
            .filter_map(|hex| gix::ObjectId::from_hex(hex).ok().map(GitId))
            .collect()
    }
}

/// The line of a person, in its parts.
#[derive(Debug)]
pub(super) struct Raw<'d> {
    name: &'d [u8],
    email: &'d [u8],
    /// Seconds and offset, as they are written.
    time: &'d [u8],
}

impl<'d> Raw<'d> {
    pub(super) fn split(line: &'d [u8]) -> Self {
        let (name, rest) = line.split_once_str(b"<").unwrap_or((line, b""));
        let (email, _) = rest.split_once_str(b">").unwrap_or((rest, b""));
        let (_, time) = line.rsplit_once_str(b">").unwrap_or((line, b""));
        Self {
            name: name.trim(),
            email: email.trim(),
            time,
        }
    }

    /// The day of the calendar where they were.
    pub(super) fn date(&self) -> Option<Date> {
        let (seconds, offset) = self.time()?;
        Date::from_unix_seconds(seconds.saturating_add(i64::from(offset)))
    }

    /// The seconds since 1970, and how far their clock was from UTC.
    pub(super) fn time(&self) -> Option<(i64, i32)> {
        let mut words = self.time.fields();
        let seconds = words.next()?.to_str().ok()?.parse().ok()?;
        let offset = words.next().and_then(offset).unwrap_or(0);
        Some((seconds, offset))
    }
}

/// The seconds of a zone, written as `+hhmm`.
fn offset(zone: &[u8]) -> Option<i32> {
    let (sign, digits) = match zone.split_first()? {
        (b'+', digits) => (1, digits),
        (b'-', digits) => (-1, digits),
        _ => return None,
    };
    let all_digits = digits.len() == 4 && digits.iter().all(u8::is_ascii_digit);
    let number: i32 = digits.to_str().ok().filter(|_| all_digits)?.parse().ok()?;
    Some(sign * (number / 100 * 3600 + number % 100 * 60))
}

fn lossy(text: &[u8]) -> String {
    text.to_str_lossy().into_owned()
}
