/// A text as a scalar of one line that reads back as the same text: plain where
/// that is safe, else in quotes.
pub fn scalar(text: &str) -> String {
    let breaks = |found: char| {
        found.is_control()
            || matches!(found, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
            || is_hidden(found)
    };
    let single_line = !text.contains(breaks);
    if single_line
        && let Ok(written) = serde_yaml::to_string(&text)
        && let Some(line) = written.strip_suffix('\n')
        && !line.contains('\n')
        && !needs_quotes(line)
    {
        return line.to_owned();
    }
    double_quoted(text)
}

/// A text as a value: on one line where it is one, else as a literal block
/// indented below its key, where that says the same.
pub fn text(text: &str, indent: &str) -> String {
    let plain = |found: char| !found.is_control() || found == '\n';
    let edges = |line: &str| line.trim() == line;
    let block = text.contains('\n')
        && text.chars().all(plain)
        && text.lines().all(edges)
        && !text.starts_with('\n')
        && !text.ends_with('\n')
        && !text.contains(['\u{2028}', '\u{2029}', '\u{fffe}', '\u{ffff}'])
        && !text.contains(is_hidden);
    if !block {
        return scalar(text);
    }
    let lines = text.lines().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!("{indent}{line}")
        }
    });
    format!("|-\n{}", lines.collect::<Vec<_>>().join("\n"))
}

/// A text as a comment on one line can hold it: nothing in it ends the line or
/// hides.
pub fn comment(text: &str) -> String {
    let one = |found: char| {
        let breaks = matches!(found, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}');
        if found.is_control() || breaks || is_hidden(found) {
            ' '
        } else {
            found
        }
    };
    text.chars()
        .map(one)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

/// Characters that make text read differently from what it says: as themselves
/// they are a finding, so they are written as escapes.
pub(super) fn is_hidden(found: char) -> bool {
    matches!(found, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// What the writer leaves plain though a reader of our dialect, or one of YAML
/// 1.1, would not take it as the same text inside any collection.
fn needs_quotes(line: &str) -> bool {
    let quoted = line.starts_with(['"', '\'']);
    if quoted {
        return false;
    }
    let yaml_1_1 = ["y", "n", "yes", "no", "on", "off"];
    let ambiguous = yaml_1_1.iter().any(|word| line.eq_ignore_ascii_case(word));
    let in_flow = line.contains([',', '[', ']', '{', '}']);
    let plain_start = line.starts_with(|first: char| first.is_alphanumeric() || first == '(');
    let address = line
        .strip_prefix("https://")
        .or_else(|| line.strip_prefix("http://"));
    let colon = address.unwrap_or(line).contains(':');
    ambiguous || in_flow || !plain_start || colon || line.contains(" #")
}

fn double_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for found in text.chars() {
        match found {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{85}' => out.push_str("\\N"),
            '\u{2028}' => out.push_str("\\L"),
            '\u{2029}' => out.push_str("\\P"),
            '\u{fffe}' => out.push_str("\\ufffe"),
            '\u{ffff}' => out.push_str("\\uffff"),
            hidden if hidden.is_control() || is_hidden(hidden) => {
                out.push_str(&format!("\\u{:04x}", u32::from(hidden)));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::scalar;
    use crate::text::{RepoPath, SourceFile};
    use crate::yaml::parse;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_reads_back_by_our_reader_and_another(text in any::<String>()) {
            let yaml = format!("a: {}\nb: [{}]\n", scalar(&text), scalar(&text));
            let file = Arc::new(SourceFile::new(RepoPath::given("t"), yaml.clone()));
            let parsed = parse(&file);
            let root = parsed.root.expect("our reader takes it");
            prop_assert_eq!(root.get("a").and_then(|node| node.as_str()), Some(text.as_str()));
            prop_assert_eq!(root.get("b").and_then(|node| node.items()[0].as_str()), Some(text.as_str()));
            let other: serde_yaml::Value = serde_yaml::from_str(&yaml).expect("the other reader takes it");
            prop_assert_eq!(other["a"].as_str(), Some(text.as_str()));
        }
    }

    #[test]
    fn plain_where_that_is_safe() {
        assert_eq!(
            scalar("alerts reach us a day late"),
            "alerts reach us a day late"
        );
        assert_eq!(scalar("no"), "\"no\"");
        assert_eq!(scalar("a, b"), "\"a, b\"");
        assert_eq!(scalar("two\nlines"), "\"two\\nlines\"");
        assert_eq!(scalar("a\u{202e}b"), "\"a\\u202eb\"");
    }
}
