//! Texts of files, as they may stand in the comment: within a length, on one
//! line, inert.

use crate::render::escape;
use crate::report::DiffedAssessment;

/// Characters shown of a name, an id or a value.
const NAME: usize = 120;
/// Characters shown of prose.
const PROSE: usize = 400;

/// A name, an id or a value.
pub(in crate::render::markdown) fn name(text: &str) -> String {
    escape::markdown(&clip(&folded(text), NAME))
}

/// A short value, which stays on one line.
pub(in crate::render::markdown) fn value(text: &str) -> String {
    let said = name(text);
    match text.chars().count() <= 20 {
        true => said.replace(' ', "\u{a0}"),
        false => said,
    }
}

/// A name inside HTML.
pub(in crate::render::markdown) fn name_in_html(text: &str) -> String {
    escape::markup(&clip(&folded(text), NAME))
}

/// Prose.
pub(in crate::render::markdown) fn prose(text: &str) -> String {
    escape::markdown(&clip(&folded(text), PROSE))
}

/// A command, to be copied; too long to copy, it is not shown.
pub(in crate::render::markdown) fn command(text: &str) -> Option<String> {
    let short = text.chars().count() <= 1_000;
    let span = short.then(|| escape::code_span(text))?;
    (!span.is_empty()).then_some(span)
}

/// Lines and runs of blanks as one blank.
pub(in crate::render::markdown) fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// The same, with a blank left at each end where there was one.
pub(in crate::render::markdown) fn spaced(text: &str) -> String {
    let blank = |found: Option<char>| {
        if found.is_some_and(char::is_whitespace) {
            " "
        } else {
            ""
        }
    };
    let inner = folded(text);
    match inner.is_empty() {
        true => blank(text.chars().next()).to_owned(),
        false => format!(
            "{}{inner}{}",
            blank(text.chars().next()),
            blank(text.chars().last())
        ),
    }
}

/// The start of a text that is too long.
pub(in crate::render::markdown) fn clip(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

/// A count with thousands apart.
pub(in crate::render::markdown) fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A count with its noun.
pub(in crate::render::markdown) fn count(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{} {noun}s", number(count)),
    }
}

/// The first of some names, and how many more there are.
pub(in crate::render::markdown) fn names(all: &[String], most: usize, more: usize) -> String {
    let shown: Vec<String> = all.iter().take(most).map(|one| name(one)).collect();
    let more = more + all.len().saturating_sub(most);
    match more {
        0 => shown.join(", "),
        _ => format!("{} and {} more", shown.join(", "), number(more)),
    }
}

/// What an assessment is called: its unit, or its path.
pub(in crate::render::markdown) fn unit(one: &DiffedAssessment) -> &str {
    let path = one.path.as_deref().or(one.base_path.as_deref());
    one.unit.as_deref().or(path).unwrap_or("an assessment")
}
