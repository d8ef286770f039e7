use std::cell::RefCell;
use std::rc::Rc;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use super::OpenError;

/// Whether a path is one of a YAML file.
pub(super) fn is_yaml(path: &str) -> bool {
    path.ends_with(".yaml") || path.ends_with(".yml")
}

/// Sets of patterns that a thread remembers.
const MOST_REMEMBERED: usize = 8;

thread_local! {
    /// Making a set takes longer than asking it about a folder, and the same patterns
    /// are asked about many moments of a history.
    static REMEMBERED: RefCell<Vec<(Vec<String>, Rc<GlobSet>)>> = const { RefCell::new(Vec::new()) };
}

/// Patterns of the project as one.
pub(super) fn glob_set(patterns: &[String]) -> Result<Rc<GlobSet>, OpenError> {
    let known = REMEMBERED.with_borrow(|sets| {
        let known = sets.iter().find(|(of, _)| of == patterns);
        known.map(|(_, set)| Rc::clone(set))
    });
    if let Some(known) = known {
        return Ok(known);
    }
    let mut builder = GlobSetBuilder::new();
    for pattern in patterns {
        builder.add(one_glob(pattern)?);
    }
    let refused = |_| OpenError::Glob(patterns.join(", "));
    let set = Rc::new(builder.build().map_err(refused)?);
    REMEMBERED.with_borrow_mut(|sets| {
        sets.truncate(MOST_REMEMBERED - 1);
        sets.insert(0, (patterns.to_vec(), Rc::clone(&set)));
    });
    Ok(set)
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
