//! What a forge would make of a comment: a renderer of its Markdown and an HTML
//! tokenizer judge it.
//!
//! Raw HTML is let through here, although forges clean it, so that whatever a
//! text could smuggle in is seen.

use html5gum::{Token, Tokenizer};

/// Elements that comments are made of.
const ELEMENTS: [&str; 25] = [
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "del",
    "details",
    "h2",
    "h3",
    "h4",
    "hr",
    "ins",
    "li",
    "p",
    "pre",
    "strong",
    "sub",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// What a comment shows.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::render::markdown) struct Seen {
    /// Its elements, in order.
    pub(in crate::render::markdown) elements: Vec<String>,
    /// Its text, blanks folded and zero-width characters gone, charts aside.
    pub(in crate::render::markdown) text: String,
    /// Where its links lead.
    pub(super) links: Vec<String>,
}

pub(super) fn html(markdown: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    options.render.r#unsafe = true;
    comrak::markdown_to_html(markdown, &options)
}

/// Looks at a comment; what must never be in one fails.
pub(in crate::render::markdown) fn judge(markdown: &str) -> Seen {
    limits(markdown);
    let html = html(markdown);
    let mut seen = Seen::default();
    let mut open: Vec<String> = Vec::new();
    let (mut columns, mut cells) = (0, 0);
    for Ok(token) in Tokenizer::new(&html) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert!(ELEMENTS.contains(&name.as_str()), "<{name}> in\n{markdown}");
                for (key, value) in &tag.attributes {
                    let value = String::from_utf8_lossy(value);
                    attribute(&name, &String::from_utf8_lossy(key), &value, markdown);
                    if &***key == b"href" {
                        seen.links.push(value.into_owned());
                    }
                }
                match name.as_str() {
                    "thead" => columns = 0,
                    "tr" => cells = 0,
                    "th" => columns += 1,
                    "td" => cells += 1,
                    _ => {}
                }
                seen.elements.push(name.clone());
                if name != "br" && name != "hr" {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert_eq!(open.pop(), Some(name.clone()), "unbalanced in\n{markdown}");
                let row = name == "tr" && open.contains(&"tbody".to_owned());
                assert!(
                    !row || cells == columns,
                    "{cells} of {columns} in\n{markdown}"
                );
            }
            Token::String(text) => {
                let text = String::from_utf8_lossy(&text).into_owned();
                let code = open.iter().any(|name| name == "code" || name == "pre");
                if !code && let Some(what) = live(&text) {
                    panic!("live {what} in {text:?} of\n{markdown}");
                }
                match open.contains(&"pre".to_owned()) {
                    true => chart(&text),
                    false => seen.text.push_str(&text),
                }
            }
            other => panic!("{other:?} in\n{markdown}"),
        }
    }
    assert_eq!(open, Vec::<String>::new(), "left open in\n{markdown}");
    seen.text = plain(&seen.text);
    seen
}

/// A text as people see it.
pub(in crate::render::markdown) fn plain(text: &str) -> String {
    let visible: String = text.chars().filter(|found| *found != '\u{200b}').collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    words.join(" ")
}

fn limits(markdown: &str) {
    assert!(markdown.encode_utf16().count() <= 60_000);
    assert!(markdown.len() <= 240_000);
    for line in markdown.lines() {
        assert!(!line.starts_with(['/', '@', ':']), "{line}");
        let quiet = |found: char| !found.is_control() && !matches!(found, '\u{202a}'..='\u{202e}');
        assert!(line.chars().all(quiet), "{line:?}");
    }
    assert!(markdown.ends_with('\n') && !markdown.ends_with("\n\n"));
}

/// A chart: its lines and nothing else, a label for each bar, no label left early.
fn chart(text: &str) {
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    let [setup, kind, labels, axis, bars, line] = lines.as_slice() else {
        panic!("another chart: {text}");
    };
    assert!(setup.starts_with("%%{init: ") && kind.starts_with("xychart-beta"));
    assert!(axis.starts_with("y-axis \"") && axis.matches('"').count() == 2);
    let label = |list: &str| list.matches('"').count() / 2;
    let numbers = |list: &str| list.split(", ").count();
    assert!(labels.starts_with("x-axis [\"") && labels.ends_with("\"]"));
    assert_eq!(labels.matches('"').count() % 2, 0, "{text}");
    assert_eq!(label(labels), numbers(bars), "{text}");
    assert_eq!(numbers(bars), numbers(line), "{text}");
    assert!(label(labels) <= 8 && !labels.contains('`') && !labels.contains("%%"));
    assert!(
        !text.contains("\"\""),
        "an empty label breaks the chart: {text}"
    );
}

fn attribute(element: &str, key: &str, value: &str, markdown: &str) {
    let fine = match (element, key) {
        ("td" | "th", "align") => true,
        ("code", "class") => value == "language-mermaid",
        ("a", "href") => {
            value.starts_with("https://forge.example/acme/cti/blob/")
                && !value.contains(['<', '>', '"', '\'', ' ', '\\', '@'])
        }
        _ => false,
    };
    assert!(fine, "<{element} {key}={value:?}> in\n{markdown}");
}

/// What a forge would turn into something in a text node.
fn live(text: &str) -> Option<&'static str> {
    let found: Vec<char> = text.chars().collect();
    let at = |at: usize| found.get(at).copied().unwrap_or(' ');
    for (here, one) in found.iter().enumerate() {
        let (next, then) = (at(here + 1), at(here + 2));
        let what = match one.to_ascii_lowercase() {
            '@' if next.is_alphanumeric() || next == '_' => "mention",
            '#' | '!' | '$' | '&' if next.is_ascii_digit() => "reference",
            '~' | '%' if next.is_alphanumeric() || next == '"' => "label",
            ':' if (next, then) == ('/', '/') => "address",
            'w' if next.eq_ignore_ascii_case(&'w') && then.eq_ignore_ascii_case(&'w') => {
                match at(here + 3) {
                    '.' => "address",
                    _ => continue,
                }
            }
            'g' if next.eq_ignore_ascii_case(&'h') && then == '-' => match at(here + 3) {
                '0'..='9' => "reference",
                _ => continue,
            },
            _ => continue,
        };
        return Some(what);
    }
    let words = text.split(|found: char| !found.is_ascii_alphanumeric());
    let mut words = words.filter(|word| word.bytes().all(|found| found.is_ascii_hexdigit()));
    words.any(|word| word.len() == 40).then_some("commit")
}
