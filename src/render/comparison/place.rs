use crate::report::{ChangeReport, DiffReport, LineLinks};

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

/// The address of the same lines at the forge, where one is known.
pub(in crate::render) fn address(report: &DiffReport, change: &ChangeReport) -> Option<String> {
    if let (Some(path), Some(line)) = (&change.path, change.line) {
        let end = change.end_line.unwrap_or(line).max(line);
        return at(report.head.links.as_ref()?, path, line, end);
    }
    let (path, line) = (change.base_path.as_ref()?, change.base_line?);
    at(report.base.links.as_ref()?, path, line, line)
}

/// Nothing where the address would be another than one of the web.
fn at(links: &LineLinks, path: &str, line: u32, end: u32) -> Option<String> {
    let web = ["https://", "http://"];
    if !web.iter().any(|scheme| links.before.starts_with(scheme)) {
        return None;
    }
    let mut out = links.before.clone();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    // One line needs no end.
    let after = match line == end {
        true => ["-L{end}", "-{end}", ":{end}"]
            .iter()
            .fold(links.after.clone(), |after, tail| after.replace(tail, "")),
        false => links.after.clone(),
    };
    let after = after.replace("{line}", &line.to_string());
    out.push_str(&after.replace("{end}", &end.to_string()));
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::at;
    use crate::report::LineLinks;

    #[test]
    fn an_address_is_one_of_the_web_and_its_path_is_encoded() {
        let mut links = LineLinks {
            before: "https://forge.example/o/r/blob/abc/".to_owned(),
            after: "#L{line}-L{end}".to_owned(),
        };
        assert_eq!(
            at(&links, "a b/ü#?\".yaml", 3, 5).as_deref(),
            Some("https://forge.example/o/r/blob/abc/a%20b/%C3%BC%23%3F%22.yaml#L3-L5")
        );
        links.before = "javascript:alert(1)//".to_owned();
        assert_eq!(at(&links, "a.yaml", 1, 1), None);
    }
}
