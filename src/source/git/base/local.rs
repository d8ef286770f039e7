use gix::bstr::ByteSlice;

use super::Base;
use crate::source::git::{Commit, GitError, Repository};

/// Where the main line of a project usually is, the most telling first.
const MAIN_LINES: [&str; 4] = [
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "refs/heads/main",
    "refs/heads/master",
];

impl Repository {
    /// What the head grew out of: the upstream of its branch, else the main line.
    /// A commit that is itself part of it is compared with its first parent, the
    /// work tree with the last commit.
    pub(super) fn local_base(&self, head: &Commit, is_commit: bool) -> Result<Base, GitError> {
        let upstream = self.upstream().filter(|_| !is_commit);
        let main_line = self.main_line();
        let other = upstream.as_ref().or(main_line.as_ref());
        let mut base = match other {
            Some((reference, name)) => {
                let commit = self.commit(reference)?;
                self.parted(head, &commit, name)?
            }
            None => Base::of(head.clone(), "HEAD", "the last commit"),
        };
        if base.id() != Some(head.id) {
            return Ok(base);
        }
        if is_commit {
            return self.first_parent(head);
        }
        // Nothing was committed since: what is compared is the work tree.
        base.why = match other {
            Some((_, name)) if name != &base.name || name.contains('/') => {
                format!("the last commit, which is part of {name}")
            }
            _ => "the last commit".to_owned(),
        };
        base.name = "HEAD".to_owned();
        if let (Some((_, upstream)), Some((_, main_line))) = (&upstream, &main_line)
            && upstream != main_line
        {
            base.notes.push(format!(
                "nothing was committed since {upstream}; `--base {main_line}` compares with the main line"
            ));
        }
        Ok(base)
    }

    fn first_parent(&self, head: &Commit) -> Result<Base, GitError> {
        let name = head.name.as_deref().unwrap_or(&head.short);
        let Some(parent) = head.parents.first() else {
            return Ok(Base::nothing(&format!("{name} is the first commit")));
        };
        let commit = self.commit_by_id(*parent).map_err(|error| {
            if self.is_shallow() {
                error.with_help("git fetch --deepen=1 origin")
            } else {
                error
            }
        })?;
        let short = commit.short.clone();
        Ok(Base::of(commit, &short, &format!("first parent of {name}")))
    }

    /// The upstream of the branch that is checked out: its reference, if it is
    /// there, and its short name.
    fn upstream(&self) -> Option<(String, String)> {
        self.with(|git| {
            let branch = git.head_name().ok().flatten()?;
            let direction = gix::remote::Direction::Fetch;
            let tracking = git.branch_remote_tracking_ref_name(branch.as_ref(), direction)?;
            named(git, &tracking.ok()?.as_bstr().to_str_lossy())
        })
    }

    /// The main line: what `origin` calls so, else a branch that is usually it.
    fn main_line(&self) -> Option<(String, String)> {
        self.with(|git| {
            let head = git
                .try_find_reference("refs/remotes/origin/HEAD")
                .ok()
                .flatten();
            let target = head.and_then(|head| {
                let target = head.target();
                let name = target.try_name()?;
                named(git, &name.as_bstr().to_str_lossy())
            });
            target.or_else(|| MAIN_LINES.into_iter().find_map(|name| named(git, name)))
        })
    }
}

/// A reference that is there, with its short name.
fn named(git: &gix::Repository, name: &str) -> Option<(String, String)> {
    let found = git.try_find_reference(name).ok().flatten()?;
    let short = found.name().shorten().to_str_lossy().into_owned();
    Some((name.to_owned(), short))
}
