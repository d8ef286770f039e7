use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use super::OpenError;

/// Whether a path is one of a YAML file.
pub(super) fn is_yaml(path: &str) -> bool {
    path.ends_with(".yaml") || path.ends_with(".yml")
}

/// Patterns of the project as one.
pub(super) fn glob_set(patterns: &[String]) -> Result<GlobSet, OpenError> {
    let mut builder = GlobSetBuilder::new();
    for pattern in patterns {
        builder.add(one_glob(pattern)?);
    }
    builder
        .build()
        .map_err(|_| OpenError::Glob(patterns.join(", ")))
}

/// A pattern of the project: `*` stays within one folder, `**` does not, and
/// nothing leads out of the root.
fn one_glob(pattern: &str) -> Result<Glob, OpenError> {
    let refused = || OpenError::Glob(pattern.to_owned());
    let outside = pattern.starts_with('/') || pattern.split('/').any(|part| part == "..");
    if outside || pattern.contains('\\') {
        return Err(refused());
    }
    let mut builder = GlobBuilder::new(pattern);
    builder
        .literal_separator(true)
        .build()
        .map_err(|_| refused())
}

/// The folders of a pattern before its first wildcard.
pub(super) fn literal_prefix(pattern: &str) -> &str {
    let end = pattern.find(['*', '?', '[', '{']).unwrap_or(pattern.len());
    let literal = pattern.get(..end).unwrap_or_default();
    literal
        .rfind('/')
        .and_then(|slash| literal.get(..slash))
        .unwrap_or("")
}
