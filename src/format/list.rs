use std::sync::Arc;

use super::Unfaithful;
use crate::text::{SourceFile, Span};
use crate::yaml::{self, Edits, Entry, Node, Written, emit_scalar};

/// A file with one more entry at the end of a list below one of its keys, which it
/// gets where it has none.
///
/// # Errors
/// When that cannot be written so that all else stays as it is.
pub fn with_entry(
    file: &Arc<SourceFile>,
    key: &str,
    entry: &[(&str, String)],
) -> Result<String, Unfaithful> {
    let parsed = yaml::parse(file);
    let root = parsed.root.as_ref().ok_or(Unfaithful)?;
    let text = file.text();
    let mut edits = Edits::default();
    let list = root.entry(key);
    let items = list.map(|list| list.value.items()).unwrap_or_default();
    match (list, items.last()) {
        (None, _) => {
            let gap = if text.ends_with('\n') { "" } else { "\n" };
            let added = format!("{gap}\n{key}:\n{}", block(entry, "  "));
            edits.replace(Span::at(text.len()), endings(text, &added));
        }
        (Some(list), None) => {
            let before = text
                .get(..list.value.span.start as usize)
                .ok_or(Unfaithful)?;
            let start = before.trim_end_matches(' ').len();
            let added = format!("\n{}", block(entry, "  ").trim_end_matches('\n'));
            let span = Span::new(start, list.value.span.end as usize);
            edits.replace(span, endings(text, &added));
        }
        (Some(_), Some(last)) => match dash_of(text, last) {
            Some(dash) => {
                let indent = " ".repeat(dash - line_start(text, dash));
                let end = line_end(text, last.span.end as usize);
                let added = format!("\n{}", block(entry, &indent).trim_end_matches('\n'));
                edits.replace(Span::at(end), endings(text, &added));
            }
            None => edits.replace(
                Span::at(last.span.end as usize),
                format!(", {}", flow(entry)),
            ),
        },
    }
    let result = edits.apply(text).ok_or(Unfaithful)?;
    let kept: Vec<&Node<'_>> = items.iter().collect();
    verified(file, root, key, result, &|found| {
        let (added, before) = found.split_last()?;
        let written = |(name, value): &(&str, String)| {
            added.get(name).and_then(Node::as_str) == Some(value.as_str())
        };
        let whole = added.entries().len() == entry.len() && entry.iter().all(written);
        Some(whole && same(before, &kept))
    })
}

/// A file without some entries of a list below one of its keys, by their positions.
/// Comments on lines of their own between entries stay.
///
/// # Errors
/// When that cannot be written so that all else stays as it is.
pub fn without_entries(
    file: &Arc<SourceFile>,
    key: &str,
    gone: &[usize],
) -> Result<String, Unfaithful> {
    let parsed = yaml::parse(file);
    let root = parsed.root.as_ref().ok_or(Unfaithful)?;
    let text = file.text();
    let list = root.entry(key).ok_or(Unfaithful)?;
    let items = list.value.items();
    let stays = |at: &usize| !gone.contains(at);
    let kept = items.iter().enumerate().filter(|(at, _)| stays(at));
    let kept: Vec<&Node<'_>> = kept.map(|(_, item)| item).collect();
    let mut edits = Edits::default();
    let dashes: Option<Vec<usize>> = items.iter().map(|item| dash_of(text, item)).collect();
    match dashes {
        Some(dashes) => {
            for at in gone {
                let (dash, item) = dashes.get(*at).zip(items.get(*at)).ok_or(Unfaithful)?;
                let start = line_start(text, *dash);
                let end = line_end(text, item.span.end as usize);
                edits.replace(Span::new(start, after_line(text, end)), "");
            }
            if kept.is_empty() {
                edits.replace(Span::at(after_colon(text, list).ok_or(Unfaithful)?), " []");
            }
        }
        None => {
            let whole = file.slice(list.value.span);
            if whole.contains('#') {
                return Err(Unfaithful);
            }
            let kept: Vec<&str> = kept.iter().map(|item| file.slice(item.span)).collect();
            edits.replace(list.value.span, format!("[{}]", kept.join(", ")));
        }
    }
    let result = edits.apply(text).ok_or(Unfaithful)?;
    verified(file, root, key, result, &|found| Some(same(found, &kept)))
}

/// A text in place of a file's, when the list is as it must be and every other key
/// says what it said.
fn verified(
    file: &Arc<SourceFile>,
    root: &Node<'_>,
    key: &str,
    text: String,
    fits: &dyn Fn(&[Node<'_>]) -> Option<bool>,
) -> Result<String, Unfaithful> {
    let result = Arc::new(SourceFile::new(file.path().clone(), text));
    let again = yaml::parse(&result);
    let found = again.root.as_ref().ok_or(Unfaithful)?;
    let others = |root: &Node<'_>| {
        root.entries()
            .iter()
            .filter(|entry| entry.key != key)
            .count()
    };
    let same = |entry: &Entry<'_>| {
        let now = found.get(&entry.key);
        entry.key == key || now.is_some_and(|now| now.same_value(&entry.value))
    };
    let list = found.get(key).map(Node::items).unwrap_or_default();
    let whole = again.findings.is_empty()
        && others(root) == others(found)
        && root.entries().iter().all(same)
        && fits(list) == Some(true);
    match whole {
        true => Ok(result.text().to_owned()),
        false => Err(Unfaithful),
    }
}

fn same(found: &[Node<'_>], kept: &[&Node<'_>]) -> bool {
    found.len() == kept.len()
        && found
            .iter()
            .zip(kept)
            .all(|(one, other)| one.same_value(other))
}

/// Where the dash of a list's entry stands, when it is alone before it on its line.
fn dash_of(text: &str, item: &Node<'_>) -> Option<usize> {
    let start = item.span.start as usize;
    let line = text.get(line_start(text, start)..start)?;
    let dash = line.trim_end_matches(' ').strip_suffix('-')?;
    dash.bytes()
        .all(|byte| byte == b' ')
        .then(|| line_start(text, start) + dash.len())
}

fn after_colon(text: &str, entry: &Entry<'_>) -> Option<usize> {
    let rest = text.get(entry.key_span.end as usize..)?;
    let colon = rest.find(':')?;
    Some(entry.key_span.end as usize + colon + 1)
}

fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rfind('\n').map_or(0, |at| at + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find(['\r', '\n']).map_or(text.len(), |end| at + end)
}

fn after_line(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let ending = rest.find('\n').map_or(rest.len(), |at| at + 1);
    end + ending
}

/// An entry as lines of a list.
fn block(entry: &[(&str, String)], indent: &str) -> String {
    let pairs = entry.iter();
    let map = Written::map(pairs.map(|(key, value)| (*key, Written::text(value.as_str()))));
    let lines = Written::List(vec![map]).to_yaml();
    lines
        .lines()
        .map(|line| format!("{indent}{line}\n"))
        .collect()
}

/// An entry in braces.
fn flow(entry: &[(&str, String)]) -> String {
    let pair = |(key, value): &(&str, String)| format!("{key}: {}", emit_scalar(value));
    let pairs: Vec<String> = entry.iter().map(pair).collect();
    format!("{{{}}}", pairs.join(", "))
}

/// Lines that end as those of a text do.
fn endings(text: &str, lines: &str) -> String {
    match text.contains("\r\n") {
        true => lines.replace('\n', "\r\n"),
        false => lines.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{with_entry, without_entries};
    use crate::text::{RepoPath, SourceFile};

    fn file(text: &str) -> Arc<SourceFile> {
        let path = RepoPath::given("rungs.yaml");
        Arc::new(SourceFile::new(path, text.to_owned()))
    }

    fn added(text: &str) -> String {
        let entry = [("rule", "b".to_owned()), ("reason", "c: d".to_owned())];
        with_entry(&file(text), "waivers", &entry).unwrap()
    }

    #[test]
    fn an_entry_goes_to_the_end_of_the_list_however_it_is_written() {
        let entry = "- {rule: b, reason: 'c: d'}";
        assert_eq!(
            added("rungs: config/1 # c\n"),
            format!("rungs: config/1 # c\n\nwaivers:\n  {entry}\n")
        );
        assert_eq!(
            added("waivers: []\nx: 1"),
            format!("waivers:\n  {entry}\nx: 1")
        );
        assert_eq!(
            added("waivers:\r\n- rule: a # c\r\n\r\nx: 1\r\n"),
            format!("waivers:\r\n- rule: a # c\r\n{entry}\r\n\r\nx: 1\r\n")
        );
        assert_eq!(
            added("waivers:\n    - {rule: a}\n# after\nx: 1\n"),
            format!("waivers:\n    - {{rule: a}}\n    {entry}\n# after\nx: 1\n")
        );
        assert_eq!(
            added("waivers: [{rule: a}] # c\n"),
            "waivers: [{rule: a}, {rule: b, reason: 'c: d'}] # c\n"
        );
    }

    #[test]
    fn entries_go_and_comments_between_them_stay() {
        let cut =
            |text: &str, gone: &[usize]| without_entries(&file(text), "waivers", gone).unwrap();
        let text = "x: 1\nwaivers:\n  # agreed in May\n  - {rule: a}\n  # the other\n  - rule: b\n    reason: c # d\n  - {rule: c}\n# end\ny: 2\n";
        assert_eq!(
            cut(text, &[0, 1]),
            "x: 1\nwaivers:\n  # agreed in May\n  # the other\n  - {rule: c}\n# end\ny: 2\n"
        );
        assert_eq!(
            cut("waivers: # all\n- {rule: a}\n- {rule: b}\ny: 2\n", &[0, 1]),
            "waivers: [] # all\ny: 2\n"
        );
        assert_eq!(
            cut("waivers: [{rule: a}, {rule: b}]\n", &[0]),
            "waivers: [{rule: b}]\n"
        );
        assert_eq!(
            cut("y: 2\nwaivers:\n- {rule: a}", &[0]),
            "y: 2\nwaivers: []\n"
        );
        assert!(
            without_entries(
                &file("waivers: [{rule: a}, # c\n {rule: b}]\n"),
                "waivers",
                &[0]
            )
            .is_err()
        );
    }
}
