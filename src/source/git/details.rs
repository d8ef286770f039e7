use super::GitId;
use crate::value::Date;
/// stub
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// n
    pub name: String,
    /// e
    pub email: String,
    /// s
    pub seconds: i64,
    /// o
    pub offset_seconds: i32,
    /// d
    pub date: Option<Date>,
}
/// stub
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitDetails {
    /// i
    pub id: GitId,
    /// p
    pub parents: Vec<GitId>,
    /// a
    pub author: Person,
    /// c
    pub committer: Person,
    /// s
    pub subject: String,
    /// b
    pub body: String,
    /// t
    pub trailers: Vec<(String, String)>,
    /// g
    pub signed: bool,
}
impl super::Repository {
    /// stub
    pub fn commit_details(&self, id: GitId) -> Result<CommitDetails, super::GitError> {
        use gix::bstr::ByteSlice;
        let data = self
            .object(id, gix::objs::Kind::Commit)
            .map_err(|_| super::commit::damaged(id))?;
        let commit = gix::objs::CommitRef::from_bytes(&data, id.0.kind())
            .map_err(|_| super::commit::damaged(id))?;
        let person = |found: gix::actor::SignatureRef<'_>| {
            let time = found.time().ok();
            Person {
                name: found.name.to_str_lossy().into_owned(),
                email: found.email.to_str_lossy().into_owned(),
                seconds: found.seconds(),
                offset_seconds: time.map_or(0, |time| time.offset),
                date: Date::from_unix_seconds(
                    found.seconds() + i64::from(time.map_or(0, |time| time.offset)),
                ),
            }
        };
        let author = commit.author().map_err(|_| super::commit::damaged(id))?;
        let committer = commit.committer().map_err(|_| super::commit::damaged(id))?;
        Ok(CommitDetails {
            id,
            parents: commit.parents().map(GitId).collect(),
            author: person(author),
            committer: person(committer),
            subject: commit.message_summary().to_str_lossy().into_owned(),
            body: commit
                .message()
                .body
                .map(|b| b.to_str_lossy().into_owned())
                .unwrap_or_default(),
            trailers: Vec::new(),
            signed: commit.extra_headers().pgp_signature().is_some(),
        })
    }
}
