//! The strings of `tests/corpus/hostile-strings.txt`, which every renderer meets.

const TEXT: &str = include_str!("../../../../../tests/corpus/hostile-strings.txt");

/// All of them, with their escapes undone.
pub(in crate::render) fn strings() -> Vec<String> {
    // A heading of this file is told from a string by the empty line before it.
    let mut out = Vec::new();
    let mut heading = true;
    for line in TEXT.lines() {
        if line.is_empty() {
            heading = true;
        } else if !(heading && line.starts_with("# ")) {
            heading = false;
            out.push(unescaped(line));
        }
    }
    out
}

fn unescaped(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let (found, taken) = one(after);
        out.push(found);
        rest = &after[taken..];
    }
    out + rest
}

/// The character of an escape without its backslash, and its length.
fn one(after: &str) -> (char, usize) {
    let hex = |digits: &str| {
        let code = u32::from_str_radix(digits, 16).expect("hexadecimal digits");
        char::from_u32(code).expect("a character")
    };
    match after.chars().next().expect("something after a backslash") {
        'n' => ('\n', 1),
        'r' => ('\r', 1),
        't' => ('\t', 1),
        '\\' => ('\\', 1),
        'x' => (hex(&after[1..3]), 3),
        'u' => {
            let end = after.find('}').expect("a closing brace");
            (hex(&after[2..end]), end + 1)
        }
        other => panic!("unknown escape {other}"),
    }
}

#[test]
fn the_corpus_is_large() {
    let strings = strings();
    assert!(strings.len() >= 120, "{}", strings.len());
    assert!(strings.contains(&"# heading".to_owned()));
    assert!(strings.contains(&"\u{202e}evil".to_owned()));
}
