//! Where a change stands, as a link to its lines where the forge is known.

use super::said;
use crate::report::{ChangeReport, DiffReport, LineLinks};

/// The lines of a change at head, or at base where it is gone.
pub(super) fn place(report: &DiffReport, change: &ChangeReport, usual: Option<&str>) -> String {
    let head = change.path.as_deref().zip(change.line);
    if let Some((path, line)) = head {
        let end = change.end_line.unwrap_or(line);
        return spot(report.head.links.as_ref(), "", (path, line, end), usual);
    }
    let base = change.base_path.as_deref().zip(change.base_line);
    base.map_or_else(String::new, |(path, line)| {
        spot(
            report.base.links.as_ref(),
            "base ",
            (path, line, line),
            usual,
        )
    })
}

fn spot(
    links: Option<&LineLinks>,
    side: &str,
    (path, line, end): (&str, u32, u32),
    usual: Option<&str>,
) -> String {
    let lines = match end > line {
        true => format!("L{line}–{end}"),
        false => format!("L{line}"),
    };
    let file = match usual == Some(path) {
        true => String::new(),
        false => format!("{} ", said::name(path)),
    };
    match links {
        Some(links) => format!("[{side}{file}{lines}]({})", address(links, path, line, end)),
        None => format!("{side}{file}{lines}"),
    }
}

fn address(links: &LineLinks, path: &str, line: u32, end: u32) -> String {
    let after = links.after.replace("{line}", &line.to_string());
    let after = after.replace("{end}", &end.max(line).to_string());
    // The two around the path are addresses already; what is left must not end one.
    let kept = |found: u8| found.is_ascii_graphic() && !br#"()<>[]\"'`|*_~{}"#.contains(&found);
    let path_kept = |found: u8| found.is_ascii_alphanumeric() || b"-._/".contains(&found);
    let mut out = encoded(&links.before, kept);
    out.push_str(&encoded(path, path_kept).replace('_', "%5F"));
    out.push_str(&encoded(&after, kept));
    out
}

fn encoded(text: &str, kept: impl Fn(u8) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match kept(byte) {
            true => out.push(char::from(byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
