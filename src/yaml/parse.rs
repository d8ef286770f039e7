use std::sync::Arc;

use saphyr_parser::{Event, Parser};

use super::builder::Builder;
use super::emit::is_hidden;
use super::{Node, limits, rules};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{SourceFile, Span};

/// A file's tree, as far as it could be read, and what was wrong with it.
#[derive(Debug)]
pub struct Parsed<'a> {
    /// The value of the document; nothing when the text is not YAML at all. An
    /// empty file is one null.
    pub root: Option<Node<'a>>,
    /// What the dialect does not allow.
    pub findings: Vec<Diagnostic>,
}

/// Reads a file. Findings that leave the rest readable do not stop it.
pub fn parse(file: &Arc<SourceFile>) -> Parsed<'_> {
    let mut builder = Builder::new(file);
    if let Some(finding) = unreadable(file) {
        builder.findings.push(finding);
        return builder.finish(false);
    }
    hidden_characters(file, &mut builder.findings);
    let mut parser = Parser::new_from_str(file.text());
    loop {
        match parser.next_event() {
            None | Some(Ok((Event::StreamEnd, _))) => return builder.finish(true),
            Some(Ok((event, span))) => {
                if !builder.take(event, span) {
                    return builder.finish(false);
                }
            }
            Some(Err(error)) => {
                let finding = syntax_error(file, &builder, &error);
                builder.findings.push(finding);
                return builder.finish(false);
            }
        }
    }
}

fn syntax_error(
    file: &Arc<SourceFile>,
    builder: &Builder<'_>,
    error: &saphyr_parser::ScanError,
) -> Diagnostic {
    if let Some(finding) = conflict(file) {
        return finding;
    }
    let at = builder.byte(error.marker().index());
    if error.info().contains("recursion limit") {
        let place = Place::Text(Arc::clone(file), Span::at(at));
        let message = format!("nested deeper than {}", limits::MOST_DEPTH);
        return Diagnostic::new(&rules::DEPTH, place, message).help("flatten it");
    }
    if error.info().contains("unknown anchor") {
        let place = Place::Text(Arc::clone(file), builder.word_from(at));
        let message = "aliases are not allowed, and this one stands for nothing";
        return Diagnostic::new(&rules::ALIAS, place, message).help("write the value itself");
    }
    let line = file
        .lines()
        .line(file.text(), file.position(Span::at(at).start).line);
    let end = (line.end as usize).max(at);
    let place = Place::Text(Arc::clone(file), Span::new(at, end.min(at + 1)));
    let tab = file.slice(line).trim_start_matches(' ').starts_with('\t');
    let help = if tab {
        Some("indent with spaces; tabs are not indentation in YAML")
    } else if error.info().contains("',' or")
        || error.info().contains("mapping values are not allowed")
    {
        Some("quote a text that holds `: `, a comma or a brace")
    } else if error.info().contains("quoted scalar") {
        Some("close the quote where the text ends")
    } else {
        None
    };
    let help = help.map(str::to_owned);
    Diagnostic::new(&rules::SYNTAX, place, format!("not YAML: {}", error.info())).maybe_help(help)
}

/// What makes a text something else than YAML before any parser sees it.
fn unreadable(file: &Arc<SourceFile>) -> Option<Diagnostic> {
    let text = file.text();
    if text.starts_with("version https://git-lfs.github.com/spec/") {
        let place = Place::Text(Arc::clone(file), Span::new(0, text.lines().next()?.len()));
        let finding = Diagnostic::new(&rules::LFS, place, "a Git LFS pointer, not the file itself");
        return Some(finding.help("run `git lfs pull`"));
    }
    if let Some(finding) = directive(file) {
        return Some(finding);
    }
    if !text.bytes().any(may_control) {
        return None;
    }
    let (at, found) = text.char_indices().find(|(_, found)| is_control(*found))?;
    let place = Place::Text(Arc::clone(file), Span::new(at, at + found.len_utf8()));
    let message = format!(
        "the control character U+{:04X} is not allowed",
        u32::from(found)
    );
    Some(Diagnostic::new(&rules::CONTROL, place, message).help("delete it"))
}

/// A `%` line before the document: it would switch rules or define tags.
fn directive(file: &Arc<SourceFile>) -> Option<Diagnostic> {
    let mut start = 0;
    for line in file.text().split_inclusive('\n') {
        let content = line.trim_end();
        if content.starts_with('%') {
            let place = Place::Text(Arc::clone(file), Span::new(start, start + content.len()));
            let finding = Diagnostic::new(&rules::DIRECTIVE, place, "directives are not allowed");
            return Some(finding.help("delete the line; files are YAML 1.2"));
        }
        if !content.is_empty() && !content.starts_with('#') {
            return None;
        }
        start += line.len();
    }
    None
}

/// Whether a byte is, or begins, a control character, which is told of bytes much faster
/// than of characters.
fn may_control(byte: u8) -> bool {
    let control = byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r');
    control || matches!(byte, 0xc2 | 0xef)
}

fn is_control(found: char) -> bool {
    match found {
        '\t' | '\n' | '\r' | '\u{85}' => false,
        '\u{fffe}' | '\u{ffff}' => true,
        found => found.is_control(),
    }
}

fn hidden_characters(file: &Arc<SourceFile>, findings: &mut Vec<Diagnostic>) {
    if file.text().is_ascii() {
        return;
    }
    for (at, found) in file
        .text()
        .char_indices()
        .filter(|(_, found)| is_hidden(*found))
        .take(20)
    {
        let place = Place::Text(Arc::clone(file), Span::new(at, at + found.len_utf8()));
        let message = format!(
            "the hidden character U+{:04X} makes text read differently from what it says",
            u32::from(found)
        );
        findings.push(Diagnostic::new(&rules::HIDDEN, place, message).help("delete it"));
    }
}

/// The marks that git leaves, which a YAML error would only obscure.
fn conflict(file: &Arc<SourceFile>) -> Option<Diagnostic> {
    let text = file.text();
    let mut starts = (1..=file.lines().len()).map(|line| file.lines().line(text, line as u32));
    let first = starts.find(|line| file.slice(*line).starts_with("<<<<<<< "))?;
    let last = starts.find(|line| file.slice(*line).starts_with(">>>>>>> "))?;
    let lines = |span: Span| file.position(span.start).line;
    let message = format!(
        "unresolved merge conflict, lines {} to {}",
        lines(first),
        lines(last)
    );
    let place = Place::Text(Arc::clone(file), first);
    Some(Diagnostic::new(&rules::CONFLICT, place, message).help("resolve it and delete the marks"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::parse;
    use crate::text::{RepoPath, SourceFile};

    #[test]
    fn spans_hold_just_what_they_name() {
        let text = "a: {b: 1, c: [x, 'y']}   # trailing\nd:\n  e: |\n    long\n\n    text\n  f: plain text  # no\n\n# end\n";
        let file = Arc::new(SourceFile::new(RepoPath::given("t"), text.to_owned()));
        let root = parse(&file).root.unwrap();
        let span = |keys: &[&str]| {
            let node = keys.iter().fold(&root, |node, key| node.get(key).unwrap());
            file.slice(node.span).to_owned()
        };
        assert_eq!(span(&["a"]), "{b: 1, c: [x, 'y']}");
        assert_eq!(span(&["a", "c"]), "[x, 'y']");
        assert_eq!(span(&["d", "e"]), "long\n\n    text");
        assert_eq!(span(&["d", "f"]), "plain text");
        assert_eq!(span(&["d"]), "e: |\n    long\n\n    text\n  f: plain text");
    }

    #[test]
    fn a_text_in_quotes_ends_with_its_quote() {
        let quoted = [
            "\"2\"",
            "'it''s'",
            "\"a \\\" b\"",
            "''",
            "\"\\\\\"",
            "\"ü\n  two\"",
        ];
        for quoted in quoted {
            let text = format!(
                "a: {quoted} # beside\nb:\n  {quoted} # beside\nc:\n  - {quoted} # beside\n"
            );
            let file = Arc::new(SourceFile::new(RepoPath::given("t"), text));
            let root = parse(&file).root.unwrap();
            let last = &root.get("c").unwrap().items()[0];
            for node in [root.get("a").unwrap(), root.get("b").unwrap(), last] {
                assert_eq!(file.slice(node.span), quoted);
            }
        }
    }
}
