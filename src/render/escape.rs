//! Foreign text for each medium.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// Marks that CI systems take as commands anywhere in a line.
const LOG_COMMANDS: [&str; 3] = ["##[", "##vso[", "##teamcity["];

/// How all of them begin.
const LOG_COMMAND: &[u8] = b"##";

/// Text in a line of a terminal or a log: control and direction characters
/// become visible, and nothing in it is a command to a CI system.
pub fn terminal(text: &str) -> Cow<'_, str> {
    if !text.contains(unsafe_character) && !LOG_COMMANDS.iter().any(|mark| text.contains(mark)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for found in text.chars() {
        match found {
            '\n' => out.push_str("\\n"),
            '\t' => out.push(' '),
            found if unsafe_character(found) => {
                out.push_str(&format!("\\u{{{:x}}}", u32::from(found)));
            }
            found => out.push(found),
        }
    }
    Cow::Owned(without_log_commands(&out))
}

/// JSON text in which nothing turns a line, ends it or is a command to a CI
/// system: such characters can only stand inside its strings, where an escape
/// means the same.
pub(super) fn json(text: String) -> String {
    let mut text = text;
    let marked = memchr::memmem::find(text.as_bytes(), LOG_COMMAND).is_some();
    for mark in LOG_COMMANDS.iter().filter(|_| marked) {
        if text.contains(mark) {
            text = text.replace(mark, &mark.replace('[', "\\u005b"));
        }
    }
    // Of those in ASCII, the others stand as escapes already or turn no line.
    let deletes = |found: char| found == '\u{7f}';
    let acts = |found: char| deletes(found) || unsafe_character(found) && !found.is_ascii();
    let ascii = text.is_ascii() && memchr::memchr(0x7f, text.as_bytes()).is_none();
    if ascii || !text.contains(acts) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for found in text.chars() {
        if acts(found) {
            let mut units = [0; 2];
            for unit in found.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(found);
        }
    }
    out
}

/// Lines of a file as an excerpt: as many bytes as before, so that places in
/// them stay where they are.
pub(super) fn excerpt(text: &str) -> String {
    let shown: String = text
        .chars()
        .flat_map(|found| {
            let found = if found == '\r' { ' ' } else { found };
            let hide = unsafe_character(found) && found != '\n' && found != '\t';
            let count = if hide { found.len_utf8() } else { 1 };
            std::iter::repeat_n(if hide { '?' } else { found }, count)
        })
        .collect();
    without_log_commands(&shown)
}

pub(super) fn without_log_commands(text: &str) -> String {
    LOG_COMMANDS.iter().fold(text.to_owned(), |text, mark| {
        text.replace(mark, &mark.replace('[', "("))
    })
}

fn unsafe_character(found: char) -> bool {
    // Of each plane, the last two are no characters.
    let none = u32::from(found) & 0xfffe == 0xfffe || matches!(found, '\u{fdd0}'..='\u{fdef}');
    let turns = matches!(found, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}');
    let hides = matches!(found, '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
    found.is_control() || none || turns || hides
}

/// Text in a Markdown table or paragraph, which renders as itself: no mark-up,
/// mention, reference, link or HTML comes alive, and it stays on its line.
pub(super) fn markdown(text: &str) -> String {
    inert(text, false)
}

/// The same inside HTML that stands in Markdown, where no backslash escapes: all
/// mark-up is written as character references.
pub(super) fn markup(text: &str) -> String {
    inert(text, true)
}

/// A command or a path as code in a paragraph, to be copied: nothing is put
/// between its characters. In a table its `|` would split the cell.
pub(super) fn code_span(text: &str) -> String {
    let shown = terminal(text);
    let runs = shown.split(|found| found != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0) + 1);
    let inner = ['`', ' '];
    let pad = shown.starts_with(inner) || shown.ends_with(inner);
    let pad = if pad { " " } else { "" };
    match shown.trim().is_empty() {
        true => String::new(),
        false => format!("{fence}{pad}{shown}{pad}{fence}"),
    }
}

/// Text in which nothing acts, with backslashes or with references only.
fn inert(text: &str, references: bool) -> String {
    let shown = terminal(text);
    let breaks = breaks(&shown);
    let list = shown.trim_start_matches(|found: char| found.is_ascii_digit());
    let number = shown.len() - list.len();
    let mut after = list.chars();
    let list = matches!(after.next(), Some('.' | ')')) && after.next().unwrap_or(' ') == ' ';
    let list = list && number > 0;
    // A sign before a number marks no list.
    let signed = shown
        .chars()
        .nth(1)
        .is_some_and(|next| next.is_ascii_digit());
    let mut out = String::with_capacity(shown.len() + 8);
    for (at, found) in shown.char_indices() {
        let marks = match found {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => true,
            '-' | '+' => at == 0 && !signed,
            '=' | ':' => at == 0,
            '.' | ')' => list && at == number,
            _ => false,
        };
        match found {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '$' => out.push_str("&#36;"),
            '/' if at == 0 => out.push_str("&#47;"),
            found if references && found.is_ascii_punctuation() => {
                out.push_str(&format!("&#{};", u32::from(found)));
            }
            found if marks => out.extend(['\\', found]),
            found => out.push(found),
        }
        if breaks.contains(&(at + found.len_utf8())) {
            out.push_str("&#8203;");
        }
    }
    out
}

/// Where a zero-width character keeps the forge from seeing a mention, a
/// reference, an address, an emoji or a commit: such are found in the text that
/// was already unescaped.
fn breaks(text: &str) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    for (at, found) in text.char_indices() {
        let end = at + found.len_utf8();
        let (before, after) = (
            text.get(..at).unwrap_or_default(),
            text.get(end..).unwrap_or_default(),
        );
        if acts(before, found, after) {
            out.insert(end);
        }
    }
    let mut start = 0;
    for word in text.split_inclusive(|found: char| !found.is_ascii_alphanumeric()) {
        let hex = word.trim_end_matches(|found: char| !found.is_ascii_alphanumeric());
        if commit(hex) {
            out.extend((6..hex.len()).step_by(6).map(|at| start + at));
        }
        start += word.len();
    }
    out
}

/// Whether a character starts something that forges turn into a link.
fn acts(before: &str, found: char, after: &str) -> bool {
    let next = after.chars().next().unwrap_or(' ');
    let word = next.is_alphanumeric() || next == '_';
    let last = |count: usize| before.get(before.len().saturating_sub(count)..);
    let ends = |wanted: &str| last(wanted.len()).is_some_and(|it| it.eq_ignore_ascii_case(wanted));
    match found {
        '@' | '#' => true,
        '!' | '$' | '&' => next.is_ascii_digit(),
        '%' | '~' => word || next == '"',
        '[' => next.is_alphabetic() || matches!(next, '[' | '_' | '+' | '-'),
        '{' => matches!(next, '+' | '-'),
        ':' => after.starts_with("//") || emoji(after),
        'w' | 'W' => next == '.' && ends("ww"),
        'h' | 'H' => ends("g") && next == '-' && after.chars().nth(1).is_some_and(char::is_numeric),
        _ => false,
    }
}

/// Whether a text goes on as the name of an emoji does, up to its colon.
fn emoji(after: &str) -> bool {
    let part = |found: char| found.is_ascii_alphanumeric() || matches!(found, '_' | '+' | '-');
    let rest = after.trim_start_matches(part);
    rest.len() < after.len() && rest.starts_with(':')
}

/// Whether a word can be the id of a commit; a short plain number and a digest of
/// 64 digits cannot.
fn commit(word: &str) -> bool {
    let digit = word.bytes().any(|found| found.is_ascii_digit());
    let letter = word.bytes().any(|found| found.is_ascii_alphabetic());
    (7..=40).contains(&word.len())
        && word.bytes().all(|found| found.is_ascii_hexdigit())
        && (digit && letter || word.len() == 40)
}

/// Text in HTML, between tags or in a quoted attribute: it is no mark-up, what is
/// invisible becomes visible, and in a log nothing in it is a command. Line ends
/// and tabs stay.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for found in text.chars() {
        match found {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '#' => out.push_str("&#35;"),
            ':' => out.push_str("&#58;"),
            '\n' | '\t' => out.push(found),
            found if unsafe_character(found) => {
                out.push_str(&format!("\\u{{{:x}}}", u32::from(found)));
            }
            found => out.push(found),
        }
    }
    out
}

/// Text in a cell of a CSV file: what a spreadsheet would take as a formula
/// starts with an apostrophe; a number stays one.
pub(super) fn csv(text: &str) -> String {
    let number = text.parse::<f64>().is_ok_and(f64::is_finite)
        || text.split_once('/').is_some_and(|(over, under)| {
            over.parse::<i128>().is_ok() && under.parse::<i128>().is_ok()
        });
    let shown = terminal(text);
    if shown.starts_with(['=', '+', '-', '@', '\t', '\r']) && !number {
        return format!("'{shown}");
    }
    shown.into_owned()
}

/// Text in XML 1.0, between tags or in a quoted attribute. What XML cannot hold, and
/// what is invisible, becomes visible; line ends and tabs stay.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for found in text.chars() {
        match found {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // In an attribute they would become blanks.
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            found if unsafe_character(found) => {
                out.push_str(&format!("\\u{{{:x}}}", u32::from(found)));
            }
            found => out.push(found),
        }
    }
    without_log_commands(&out)
}

/// The value of a label in OpenMetrics.
pub(super) fn label(text: &str) -> String {
    let shown = terminal(text);
    shown.replace('\\', "\\\\").replace('"', "\\\"")
}

/// The data of a GitHub workflow command.
pub(super) fn workflow_data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property of a GitHub workflow command.
pub(super) fn workflow_property(text: &str) -> String {
    workflow_data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{code_span, csv, excerpt, markdown, markup, terminal, workflow_property};

    #[test]
    fn nothing_acts_in_a_terminal_or_a_log() {
        assert_eq!(
            terminal("a\u{1b}[31mb\nc ##[error]d\u{202e}"),
            "a\\u{1b}[31mb\\nc ##(error]d\\u{202e}"
        );
        assert_eq!(
            excerpt("a\u{1b}\u{202e}b ##vso[x]").len(),
            "a\u{1b}\u{202e}b ##vso[x]".len()
        );
    }

    #[test]
    fn markdown_renders_as_the_text() {
        assert_eq!(
            markdown("<b> | @org #1"),
            "&lt;b&gt; \\| @&#8203;org #&#8203;1"
        );
        assert_eq!(
            markdown("/approve !1 gh-2 www.x http://y :tada: 12:30"),
            "&#47;approve !&#8203;1 gh&#8203;-2 www&#8203;.x http:&#8203;//y :&#8203;tada: 12:30"
        );
        assert_eq!(markdown("1. one - two"), "1\\. one - two");
        assert_eq!(
            markdown("fix 4a5b6c7d8e or 20261015"),
            "fix 4a5b6c&#8203;7d8e or 20261015"
        );
        assert_eq!(markup("a*b <i>|\"x"), "a&#42;b &lt;i&gt;&#124;&#34;x");
        assert_eq!(code_span("a ``b"), "```a ``b```");
        assert_eq!(code_span("`b"), "`` `b ``");
    }

    #[test]
    fn a_cell_is_no_formula_and_a_property_no_command() {
        assert_eq!(csv("=1+1"), "'=1+1");
        assert_eq!(csv("-1/2"), "-1/2");
        assert_eq!(
            workflow_property("a%0A::error,x:y"),
            "a%250A%3A%3Aerror%2Cx%3Ay"
        );
    }
}
