//! Where a change stands, as a link to its lines where the forge is known.

use super::said;
use crate::render::comparison;
use crate::report::{ChangeReport, DiffReport};

/// The lines of a change at head, or at base where it is gone.
pub(super) fn place(report: &DiffReport, change: &ChangeReport, usual: Option<&str>) -> String {
    let head = change.path.as_deref().zip(change.line);
    let base = change.base_path.as_deref().zip(change.base_line);
    let (side, path, line, end) = match (head, base) {
        (Some((path, line)), _) => ("", path, line, change.end_line.unwrap_or(line)),
        (None, Some((path, line))) => ("base ", path, line, line),
        (None, None) => return String::new(),
    };
    let lines = match end > line {
        true => format!("L{line}–{end}"),
        false => format!("L{line}"),
    };
    let file = match usual == Some(path) {
        true => String::new(),
        false => format!("{} ", said::name(path)),
    };
    match comparison::address(report, change) {
        Some(address) => format!("[{side}{file}{lines}]({})", destination(&address)),
        None => format!("{side}{file}{lines}"),
    }
}

/// An address as the destination of a link: nothing in it ends that, or is mark-up.
fn destination(address: &str) -> String {
    let kept = |found: u8| found.is_ascii_graphic() && !br#"()<>[]\"'`|*_~{}"#.contains(&found);
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        match kept(byte) {
            true => out.push(char::from(byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
