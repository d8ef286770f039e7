//! Foreign text for each medium.

use std::borrow::Cow;

/// Marks that CI systems take as commands anywhere in a line.
const LOG_COMMANDS: [&str; 3] = ["##[", "##vso[", "##teamcity["];

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

/// JSON text in which nothing turns a line or ends it: such characters can only
/// stand inside its strings, where an escape means the same.
pub(super) fn json(text: String) -> String {
    let acts = |found: char| unsafe_character(found) && !found.is_ascii();
    if text.is_ascii() || !text.contains(acts) {
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

fn without_log_commands(text: &str) -> String {
    LOG_COMMANDS.iter().fold(text.to_owned(), |text, mark| {
        text.replace(mark, &mark.replace('[', "("))
    })
}

fn unsafe_character(found: char) -> bool {
    found.is_control()
        || matches!(found, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Text in a Markdown table or paragraph, which renders as itself: no mark-up,
/// mention, reference, link or HTML comes alive, and it stays on its line.
pub(super) fn markdown(text: &str) -> String {
    let shown = terminal(text);
    let mut out = String::with_capacity(shown.len() + 8);
    for found in shown.chars() {
        match found {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '$' => out.push_str("&#36;"),
            // A zero-width character keeps mentions and references from forming.
            '@' | '#' => {
                out.push(found);
                out.push_str("&#8203;");
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => {
                out.push('\\');
                out.push(found);
            }
            '-' | '+' | '=' if out.is_empty() => {
                out.push('\\');
                out.push(found);
            }
            found => out.push(found),
        }
    }
    // Bare addresses and the forge's own short references turn into links.
    out.replace("://", "&#58;//")
        .replace("www.", "www&#46;")
        .replace("GH-", "GH&#8203;-")
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
    use super::{csv, excerpt, markdown, terminal, workflow_property};

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
