use unicode_width::UnicodeWidthStr;

/// A text on lines of so many columns, each after the indent.
pub(super) fn wrapped(text: &str, width: usize, indent: &str) -> String {
    hanging(text, width, indent, indent)
}

/// The same with another beginning of the first line.
pub(super) fn hanging(text: &str, width: usize, first: &str, indent: &str) -> String {
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let mut begun = false;
    for word in text.split_whitespace() {
        if !begun {
            line.push_str(word);
        } else if line.width() + 1 + word.width() > width {
            lines.push(std::mem::replace(&mut line, format!("{indent}{word}")));
        } else {
            line.push(' ');
            line.push_str(word);
        }
        begun = true;
    }
    lines.push(line);
    lines.join("\n")
}
