use std::fmt;

/// A relative path inside a project, parts separated by `/` on every platform.
///
/// It has no empty, `.` or `..` part, so it can never lead out of its root.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RepoPath(String);

/// Why a text is not a path inside a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RepoPathError {
    /// It starts at a file system's root or a drive.
    Absolute,
    /// It leads out of the root through `..`.
    Outside,
    /// It is empty, or holds a NUL character or a backslash.
    Malformed,
}

impl RepoPath {
    /// Reads a path that stands in a file, resolving `.` and `..` by text.
    ///
    /// # Errors
    /// When the path is absolute, leads out of the root or is malformed.
    pub fn parse(text: &str) -> Result<Self, RepoPathError> {
        if text.is_empty() || text.contains(['\0', '\\']) {
            return Err(RepoPathError::Malformed);
        }
        let drive = text.as_bytes().get(1) == Some(&b':');
        if text.starts_with('/') || drive {
            return Err(RepoPathError::Absolute);
        }
        let mut parts: Vec<&str> = Vec::new();
        for part in text.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop().ok_or(RepoPathError::Outside)?;
                }
                part => parts.push(part),
            }
        }
        Ok(Self(parts.join("/")))
    }

    /// A path made by rungs itself or given on the command line, kept as it is
    /// but for its separators.
    pub fn given(text: &str) -> Self {
        Self(text.replace('\\', "/"))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder, without a slash at its end; empty for the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }
}

impl fmt::Display for RepoPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{RepoPath, RepoPathError};

    #[test]
    fn dots_are_resolved_inside_the_root_only() {
        assert_eq!(
            RepoPath::parse("docs/./a/../b.md").unwrap().as_str(),
            "docs/b.md"
        );
        assert_eq!(RepoPath::parse("docs/../../x"), Err(RepoPathError::Outside));
        assert_eq!(RepoPath::parse("/etc/passwd"), Err(RepoPathError::Absolute));
        assert_eq!(RepoPath::parse("C:/x"), Err(RepoPathError::Absolute));
        assert_eq!(RepoPath::parse("a\\b"), Err(RepoPathError::Malformed));
    }
}
