use gix::bstr::ByteSlice;
use gix::revision::spec::parse::Error as ParseError;

use super::error::reason;
use super::{Commit, GitError, GitId, Repository};
use crate::text::nearest;

/// Candidates that an ambiguous name is reported with.
const MOST_CANDIDATES: usize = 8;

impl Repository {
    /// The commit that a revision names, in any way that git knows: a branch, a
    /// tag, an id or its beginning, `HEAD~2`.
    ///
    /// # Errors
    /// When it names none, or several, or one that is not in this clone.
    pub fn commit(&self, revision: &str) -> Result<Commit, GitError> {
        let (id, name) = self.resolve(revision)?;
        let mut commit = self.commit_by_id(id)?;
        commit.name = name;
        Ok(commit)
    }

    /// The commit that is checked out; none before the first one.
    ///
    /// # Errors
    /// When it is not in this clone, or damaged.
    pub fn head(&self) -> Result<Option<Commit>, GitError> {
        let unborn = self.with(|git| git.head().map(|head| head.is_unborn()));
        match unborn {
            Ok(true) => Ok(None),
            Ok(false) => self.commit("HEAD").map(Some),
            Err(error) => Err(GitError::cannot_do(format!(
                "HEAD cannot be read: {}",
                reason(&error)
            ))),
        }
    }

    /// The branch that is checked out, by its short name; none when HEAD is
    /// detached.
    pub fn branch(&self) -> Option<String> {
        self.with(|git| {
            let name = git.head_name().ok().flatten()?;
            Some(name.shorten().to_str_lossy().into_owned())
        })
    }

    fn resolve(&self, revision: &str) -> Result<(GitId, Option<String>), GitError> {
        self.with(|git| {
            let named = git.try_find_reference(revision).ok().flatten();
            let name = named.map(|named| named.name().shorten().to_str_lossy().into_owned());
            let parse = |spec: &str| git.rev_parse_single(spec.as_bytes().as_bstr());
            let parsed = parse(revision).or_else(|error| match lengthened(git, revision) {
                Some(whole) => parse(&whole),
                None => Err(error),
            });
            let id = parsed.map_err(|error| self.unresolved(git, revision, &error))?;
            let object = id.try_object();
            let object = match object {
                Ok(Some(object)) => object,
                Ok(None) => return Err(self.not_in_clone("commit", GitId(id.detach()))),
                Err(error) => return Err(unusable(revision, &error)),
            };
            let kind = object.kind;
            match object.peel_to_kind(gix::objs::Kind::Commit) {
                Ok(commit) => Ok((GitId(commit.id), name)),
                Err(_) => Err(GitError::cannot_do(format!(
                    "`{revision}` names no commit but a {kind}"
                ))),
            }
        })
    }

    fn unresolved(&self, git: &gix::Repository, revision: &str, error: &gix::Error) -> GitError {
        let mut recovery = error.iter_errors();
        let ambiguous = recovery.find_map(|error| match error.downcast_ref::<ParseError>() {
            Some(ParseError::AmbiguousPrefix { candidates, .. }) => Some(candidates),
            _ => None,
        });
        if let Some(candidates) = ambiguous {
            let several = candidates.iter().take(MOST_CANDIDATES);
            let several: Vec<String> = several
                .map(|(prefix, info)| format!("{prefix} {info}"))
                .collect();
            return GitError::cannot_do(format!("`{revision}` is the beginning of several ids"))
                .with_help(format!("write more of one of: {}", several.join(", ")));
        }
        if git.head().is_ok_and(|head| head.is_unborn()) && revision.starts_with(['H', '@']) {
            return GitError::cannot_compare("there is no commit yet");
        }
        let missing = GitError::cannot_compare(format!("there is no revision `{revision}`"));
        let base = revision
            .split(['~', '^', '@', ':'])
            .next()
            .unwrap_or_default();
        let beyond = base.len() < revision.len() && self.is_shallow();
        if beyond && git.rev_parse_single(base.as_bytes().as_bstr()).is_ok() {
            return GitError::cannot_compare(format!(
                "there is no revision `{revision}` in this shallow clone"
            ))
            .with_help("git fetch --unshallow origin");
        }
        let branches = self.reference_names(git);
        if let Some(close) = nearest(revision, branches.iter().map(String::as_str)) {
            return missing.with_help(format!("did you mean `{close}`?"));
        }
        let wanted = revision.strip_prefix("origin/").unwrap_or(revision);
        let plain = wanted
            .chars()
            .all(|found| found.is_ascii_alphanumeric() || "._/-".contains(found));
        if plain && !wanted.is_empty() && !wanted.starts_with('-') {
            return missing.with_help(format!("git fetch origin {wanted}"));
        }
        missing
    }

    /// The short names of branches, those of remotes too, and of tags.
    fn reference_names(&self, git: &gix::Repository) -> Vec<String> {
        let Ok(platform) = git.references() else {
            return Vec::new();
        };
        let Ok(all) = platform.all() else {
            return Vec::new();
        };
        all.filter_map(Result::ok)
            .map(|reference| reference.name().shorten().to_str_lossy().into_owned())
            .collect()
    }
}

/// A revision whose id is written out where only the beginning of one was given.
///
/// The parser takes every beginning for that of a short id, and so finds none where
/// ids are long.
fn lengthened(git: &gix::Repository, revision: &str) -> Option<String> {
    let end = revision.find(['~', '^', '@', ':']);
    let (id, rest) = revision.split_at(end.unwrap_or(revision.len()));
    let whole = git.object_hash().len_in_hex();
    if whole == gix::hash::Kind::Sha1.len_in_hex() || id.len() >= whole {
        return None;
    }
    let padded = format!("{id}{}", "0".repeat(whole - id.len()));
    let padded = gix::ObjectId::from_hex(padded.as_bytes()).ok()?;
    let prefix = gix::hash::Prefix::new(&padded, id.len()).ok()?;
    let found = git.objects.lookup_prefix(prefix, None).ok()??;
    Some(format!("{}{rest}", found.ok()?))
}

fn unusable(revision: &str, error: &gix::Error) -> GitError {
    GitError::cannot_do(format!("`{revision}` cannot be read: {}", reason(error)))
        .with_help("`git fsck` says what is wrong")
}
