//! What a formula comes to.

use std::fmt;
use std::sync::Arc;

/// What a cell comes to when its formula is computed anew.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Nothing: the cell holds neither a value nor a formula.
    Empty,
    /// A number.
    Number(f64),
    /// A text; a date is the text of its ISO form.
    Text(Arc<str>),
    /// A truth value.
    Bool(bool),
    /// An error.
    Error(Fault),
}

/// Why a formula has no value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// `#DIV/0!`: a division by zero.
    DivideByZero,
    /// `#VALUE!`: a text where a number is needed.
    Value,
    /// `#REF!`: a cell or sheet that is not there.
    Reference,
    /// `#NAME?`: a name that the spreadsheet did not know.
    Name,
    /// `#N/A`: a value that is not available.
    NotAvailable,
    /// `#NUM!`: a number out of range.
    Number,
    /// `#NULL!`: ranges that do not meet.
    Null,
    /// The cell depends on itself.
    Cycle,
    /// Cells depend on cells in a chain longer than is followed.
    TooDeep,
    /// The formulas take more work than is done for one workbook.
    TooCostly,
    /// The formula uses what is not computed here; what that is.
    Unsupported(String),
}

impl Fault {
    /// The fault a spreadsheet shows as this text, such as `#DIV/0!`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        ALL_CODES
            .into_iter()
            .find(|(_, text)| text.eq_ignore_ascii_case(code))
            .map(|(fault, _)| fault)
    }

    /// What a spreadsheet shows, if it shows this fault.
    #[must_use]
    pub fn code(&self) -> Option<&'static str> {
        ALL_CODES
            .into_iter()
            .find(|(fault, _)| fault == self)
            .map(|(_, text)| text)
    }
}

/// The errors of a spreadsheet and how it shows them.
pub(super) const ALL_CODES: [(Fault, &str); 7] = [
    (Fault::DivideByZero, "#DIV/0!"),
    (Fault::Value, "#VALUE!"),
    (Fault::Reference, "#REF!"),
    (Fault::Name, "#NAME?"),
    (Fault::NotAvailable, "#N/A"),
    (Fault::Number, "#NUM!"),
    (Fault::Null, "#NULL!"),
];

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cycle => f.write_str("a cell that depends on itself"),
            Self::TooDeep => f.write_str("too long a chain of cells"),
            Self::TooCostly => f.write_str("formulas that take too much work"),
            Self::Unsupported(what) => write!(f, "unsupported formula: {what}"),
            shown => f.write_str(shown.code().unwrap_or_default()),
        }
    }
}

impl fmt::Display for Outcome {
    /// The way a text that joins it with `&` shows it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Number(number) => f.write_str(&general(*number)),
            Self::Text(text) => f.write_str(text),
            Self::Bool(true) => f.write_str("TRUE"),
            Self::Bool(false) => f.write_str("FALSE"),
            Self::Error(fault) => fault.fmt(f),
        }
    }
}

impl Outcome {
    /// A text.
    pub(super) fn text(text: impl Into<Arc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// The number it stands for as an operand.
    pub(super) fn as_number(&self) -> Result<f64, Fault> {
        match self {
            Self::Empty => Ok(0.0),
            Self::Number(number) => Ok(*number),
            Self::Bool(truth) => Ok(f64::from(u8::from(*truth))),
            Self::Text(text) => numeric(text).ok_or(Fault::Value),
            Self::Error(fault) => Err(fault.clone()),
        }
    }

    /// The truth value it stands for as a condition.
    pub(super) fn as_condition(&self) -> Result<bool, Fault> {
        match self {
            Self::Text(text) if text.eq_ignore_ascii_case("true") => Ok(true),
            Self::Text(text) if text.eq_ignore_ascii_case("false") => Ok(false),
            Self::Text(_) => Err(Fault::Value),
            other => other.as_number().map(|number| number != 0.0),
        }
    }
}

/// The number that a text spells in digits.
pub(super) fn numeric(text: &str) -> Option<f64> {
    const LONGEST: usize = 64;
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    let spelt = !text.is_empty()
        && text.len() <= LONGEST
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'+' | b'-' | b'e' | b'E'));
    if !spelt {
        return None;
    }
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A number in the general format: at most 15 significant digits.
fn general(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let scientific = format!("{number:.14e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        return scientific;
    };
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let plain = match exponent {
        0..=20 => with_point(digits, exponent.unsigned_abs() as usize + 1),
        -9..=-1 => {
            let zeros = "0".repeat(exponent.unsigned_abs() as usize - 1);
            format!("0.{zeros}{digits}")
        }
        _ => {
            let power_sign = if exponent < 0 { '-' } else { '+' };
            let power = exponent.unsigned_abs();
            format!("{}E{power_sign}{power:02}", with_point(digits, 1))
        }
    };
    format!("{sign}{plain}")
}

/// Digits with a decimal point after the first `whole` of them.
fn with_point(digits: &str, whole: usize) -> String {
    match digits.split_at_checked(whole) {
        Some((digits, "")) => digits.to_owned(),
        Some((before, after)) => format!("{before}.{after}"),
        None => format!("{digits:0<whole$}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Outcome, general, numeric};

    #[test]
    fn numbers_show_fifteen_digits() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (197.0, "197"),
            (-2.5, "-2.5"),
            (586.0 / 3.0, "195.333333333333"),
            (2.0 / 3.0, "0.666666666666667"),
            (0.1 + 0.2, "0.3"),
            (100.0, "100"),
            (0.05, "0.05"),
            (1e20, "100000000000000000000"),
            (1e21, "1E+21"),
            (-1.5e-12, "-1.5E-12"),
            (999_999_999_999_999.9, "1000000000000000"),
        ] {
            assert_eq!(general(number), text);
        }
    }

    #[test]
    fn only_plain_digits_are_a_number() {
        assert_eq!(numeric(" 2 "), Some(2.0));
        assert_eq!(numeric("-1.5e2"), Some(-150.0));
        for text in ["", "inf", "NaN", "1e999", "2x", "0x10", "1 2", "e", "½"] {
            assert_eq!(numeric(text), None, "{text}");
        }
        assert_eq!(numeric(&"1".repeat(65)), None);
    }

    #[test]
    fn faults_show_as_a_spreadsheet_shows_them() {
        assert_eq!(Fault::from_code("#div/0!"), Some(Fault::DivideByZero));
        assert_eq!(Fault::from_code("#OTHER!"), None);
        assert_eq!(Fault::Reference.code(), Some("#REF!"));
        assert_eq!(Fault::Cycle.code(), None);
        assert_eq!(Fault::NotAvailable.to_string(), "#N/A");
        let fault = Fault::Unsupported("function `SQRT`".into());
        assert_eq!(fault.to_string(), "unsupported formula: function `SQRT`");
        assert_eq!(Outcome::Bool(true).to_string(), "TRUE");
    }
}
