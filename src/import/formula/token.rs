//! The words of a formula.

use super::outcome::{ALL_CODES, Fault};
use super::reference::{Corner, Range, corner, range};

/// What joins two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Join,
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// The operators as written, a longer one before those it starts with.
const OPERATORS: [(&str, Operator); 11] = [
    ("<>", Operator::Unequal),
    ("<=", Operator::LessOrEqual),
    (">=", Operator::GreaterOrEqual),
    ("<", Operator::Less),
    (">", Operator::Greater),
    ("=", Operator::Equal),
    ("&", Operator::Join),
    ("+", Operator::Add),
    ("-", Operator::Subtract),
    ("*", Operator::Multiply),
    ("/", Operator::Divide),
];

/// One word of a formula.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
    Bool(bool),
    Error(Fault),
    Range(Range),
    /// A function, when a parenthesis follows at once, or a defined name.
    Name(String),
    Operator(Operator),
    Open,
    Close,
    Comma,
    /// What has no meaning here.
    Unknown(String),
}

/// Splits a formula into words.
pub(super) struct Tokens<'t> {
    pub(super) rest: &'t str,
    /// The reference that the last word is, without its sheet.
    pub(super) corners: Option<(Corner, Option<Corner>)>,
    /// How much of the text was left where that reference starts.
    pub(super) left_at_corners: usize,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(formula: &'t str) -> Self {
        let rest = formula.strip_prefix('=').unwrap_or(formula);
        Self {
            rest,
            corners: None,
            left_at_corners: 0,
        }
    }

    fn take(&mut self, prefix: &str) -> bool {
        let rest = self.rest.strip_prefix(prefix);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        word
    }

    /// A text between quotes, of which two stand for one; the first is taken.
    fn quoted(&mut self, quote: char) -> Option<String> {
        let mut text = String::new();
        loop {
            text.push_str(self.take_while(|c| c != quote));
            self.rest = self.rest.strip_prefix(quote)?;
            match self.rest.strip_prefix(quote) {
                Some(rest) => {
                    self.rest = rest;
                    text.push(quote);
                }
                None => return Some(text),
            }
        }
    }

    fn error(&mut self) -> Option<Token> {
        for (fault, code) in ALL_CODES {
            let start = self.rest.get(..code.len());
            if start.is_some_and(|start| start.eq_ignore_ascii_case(code)) {
                self.rest = self.rest.get(code.len()..).unwrap_or_default();
                return Some(Token::Error(fault));
            }
        }
        None
    }

    /// What follows `Sheet!`.
    fn on_sheet(&mut self, sheet: String) -> Token {
        if let Some(error) = self.error() {
            return error;
        }
        // A name of another workbook or several sheets at once is not followed.
        let plain = !sheet.contains(['[', ']', ':']);
        let word = self.reference(Some(sheet));
        word.filter(|_| plain)
            .unwrap_or_else(|| Token::Unknown("reference to another workbook".to_owned()))
    }

    /// A reference without its sheet; takes nothing if there is none.
    fn reference(&mut self, sheet: Option<String>) -> Option<Token> {
        let start = self.rest;
        let found = self.corners_here();
        match found.and_then(|(from, to)| range(sheet, from, to)) {
            Some(range) => {
                self.corners = found;
                self.left_at_corners = start.len();
                Some(Token::Range(range))
            }
            None => {
                self.rest = start;
                None
            }
        }
    }

    fn corners_here(&mut self) -> Option<(Corner, Option<Corner>)> {
        let from = corner(self.take_while(is_word))?;
        if self.rest.starts_with(['(', '!']) {
            return None;
        }
        if !self.take(":") {
            return Some((from, None));
        }
        let to = corner(self.take_while(is_word))?;
        let ends = !self.rest.starts_with(['(', '!']);
        ends.then_some((from, Some(to)))
    }

    /// A number, reference, truth value, function or name.
    fn word(&mut self) -> Token {
        if let Some(reference) = self.reference(None) {
            return reference;
        }
        if self
            .rest
            .starts_with(|c: char| c.is_ascii_digit() || c == '.')
        {
            return self.number();
        }
        let word = self.take_while(is_word);
        if self.take("!") {
            return self.on_sheet(word.to_owned());
        }
        if self.rest.starts_with('(') {
            return Token::Name(word.to_owned());
        }
        if word.eq_ignore_ascii_case("true") {
            Token::Bool(true)
        } else if word.eq_ignore_ascii_case("false") {
            Token::Bool(false)
        } else {
            Token::Name(word.to_owned())
        }
    }

    fn number(&mut self) -> Token {
        let start = self.rest;
        self.take_while(|c| c.is_ascii_digit());
        self.take(".");
        self.take_while(|c| c.is_ascii_digit());
        let before_power = self.rest;
        if self.take("e") || self.take("E") {
            let _sign = self.take("+") || self.take("-");
            if self.take_while(|c| c.is_ascii_digit()).is_empty() {
                self.rest = before_power;
            }
        }
        let length = start.len() - self.rest.len();
        let text = start.get(..length).unwrap_or_default();
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() && !self.rest.starts_with(is_word) => {
                Token::Number(number)
            }
            _ => Token::Unknown(format!("number `{text}`")),
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '\\' | '?')
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.corners = None;
        self.take_while(|c| matches!(c, ' ' | '\n' | '\r' | '\t'));
        let first = self.rest.chars().next()?;
        if is_word(first) {
            return Some(self.word());
        }
        let operator = OPERATORS.into_iter().find(|(text, _)| self.take(text));
        if let Some((_, operator)) = operator {
            return Some(Token::Operator(operator));
        }
        if first == '#'
            && let Some(error) = self.error()
        {
            return Some(error);
        }
        self.rest = self.rest.strip_prefix(first)?;
        Some(match first {
            '(' => Token::Open,
            ')' => Token::Close,
            ',' => Token::Comma,
            '"' => self.quoted('"').map_or_else(
                || Token::Unknown("text without end".to_owned()),
                Token::Text,
            ),
            '\'' => match self.quoted('\'') {
                Some(sheet) if self.take("!") => self.on_sheet(sheet),
                _ => Token::Unknown("sheet name without `!`".to_owned()),
            },
            other => Token::Unknown(format!("`{}`", other.escape_default())),
        })
    }
}
