use super::Problem;

/// Bytes of an expression.
pub(super) const LONGEST_TEXT: usize = 2_000;
/// Words, numbers, texts and signs of an expression.
pub(super) const MOST_TOKENS: usize = 500;
/// Brackets inside each other, choices (`?`) in one expression, and signs (`!`,
/// `-`) in a row.
pub(super) const DEEPEST: usize = 16;

/// Whether a text is small and flat enough to be parsed, found by reading over it
/// once: parsers call themselves for what is nested.
pub(super) fn check(text: &str) -> Result<(), Problem> {
    tokens(text).map(drop)
}

/// Whether two texts are the same word for word and sign for sign. Spaces, line ends
/// and comments between them mean nothing; a line end that closes a comment does.
pub(in crate::gate) fn same(one: &str, other: &str) -> bool {
    match (tokens(one), tokens(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

fn tokens(text: &str) -> Result<Vec<&str>, Problem> {
    if text.len() > LONGEST_TEXT {
        let length = text.len();
        return Err(Problem::new(
            format!("it has {length} bytes, and {LONGEST_TEXT} are the most"),
            0,
        ));
    }
    let mut scan = Scan {
        text,
        at: 0,
        tokens: 0,
        depth: 0,
        choices: 0,
        signs: 0,
    };
    let mut found = Vec::new();
    while let Some(next) = scan.peek() {
        let (from, before) = (scan.at, scan.tokens);
        scan.token(next)?;
        if scan.tokens > before {
            found.extend(text.get(from..scan.at));
        }
    }
    Ok(found)
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    tokens: usize,
    depth: usize,
    choices: usize,
    signs: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn token(&mut self, next: char) -> Result<(), Problem> {
        if next.is_ascii_whitespace() {
            self.at += 1;
            return Ok(());
        }
        if self.rest().starts_with("//") {
            self.at += self.rest().find('\n').unwrap_or(self.rest().len());
            return Ok(());
        }
        self.tokens += 1;
        if self.tokens > MOST_TOKENS {
            let message = format!("it has more than {MOST_TOKENS} words and signs");
            return Err(Problem::new(message, self.at));
        }
        if next.is_ascii_alphanumeric() || next == '_' {
            return self.word();
        }
        match next {
            '"' | '\'' => self.quoted(false),
            '!' | '-' => self.sign(),
            '(' | '[' | '{' => {
                self.depth += 1;
                self.bounded(self.depth, "brackets inside each other")
            }
            ')' | ']' | '}' => {
                self.depth = self.depth.saturating_sub(1);
                self.step()
            }
            '?' => {
                self.choices += 1;
                self.bounded(self.choices, "choices")
            }
            '+' | '*' | '/' | '%' | '<' | '>' | '=' | '&' | '|' | ':' | ',' | '.' => self.step(),
            other => {
                let message = format!("the character {other:?} means nothing outside of a text");
                Err(Problem::new(message, self.at))
            }
        }
    }

    fn step(&mut self) -> Result<(), Problem> {
        self.signs = 0;
        self.at += 1;
        Ok(())
    }

    fn sign(&mut self) -> Result<(), Problem> {
        self.signs += 1;
        let signs = self.signs;
        self.bounded(signs, "signs in a row")?;
        self.signs = signs;
        Ok(())
    }

    fn bounded(&mut self, count: usize, what: &str) -> Result<(), Problem> {
        if count > DEEPEST {
            let message = format!("it has more than {DEEPEST} {what}");
            return Err(Problem::new(message, self.at));
        }
        self.step()
    }

    /// A name or a number, or the letters before a text that say how it is written.
    fn word(&mut self) -> Result<(), Problem> {
        let rest = self.rest();
        let end = rest.find(|next: char| !next.is_ascii_alphanumeric() && next != '_');
        let end = end.unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default().to_ascii_lowercase();
        self.signs = 0;
        self.at += end;
        match (word.as_str(), self.peek()) {
            ("r" | "br" | "rb", Some('"' | '\'')) => self.quoted(true),
            ("b", Some('"' | '\'')) => self.quoted(false),
            _ => Ok(()),
        }
    }

    /// A text, up to its end.
    fn quoted(&mut self, raw: bool) -> Result<(), Problem> {
        let start = self.at;
        let rest = self.rest();
        let (quote, long) = match rest {
            _ if rest.starts_with("\"\"\"") => ("\"\"\"", true),
            _ if rest.starts_with("'''") => ("'''", true),
            _ if rest.starts_with('"') => ("\"", false),
            _ => ("'", false),
        };
        self.signs = 0;
        self.at += quote.len();
        while let Some(next) = self.peek() {
            if self.rest().starts_with(quote) {
                self.at += quote.len();
                return Ok(());
            }
            if !long && (next == '\n' || next == '\r') {
                break;
            }
            self.at += next.len_utf8();
            if next == '\\' && !raw {
                self.at += self.peek().map_or(0, char::len_utf8);
            }
        }
        Err(Problem::new("a text begins here and has no end", start))
    }
}
