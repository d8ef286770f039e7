use crate::report::ChangeReport;

/// `path:line` of a change: at head where it is there, else at base, which is
/// said.
pub(in crate::render) fn place(change: &ChangeReport) -> Option<String> {
    let line = |line: Option<u32>| line.map_or(String::new(), |line| format!(":{line}"));
    match (&change.path, &change.base_path) {
        (Some(path), _) if change.line.is_some() => Some(format!("{path}{}", line(change.line))),
        (_, Some(path)) => Some(format!("{path}{} at base", line(change.base_line))),
        (Some(path), None) => Some(path.clone()),
        (None, None) => None,
    }
}
