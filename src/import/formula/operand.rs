//! How values are compared, joined and counted.

use std::cmp::Ordering;

use super::outcome::{Fault, Outcome, numeric};
use super::token::Operator;

/// The longest text that `&` makes, in characters, as in a spreadsheet cell.
pub const MAX_JOINED: usize = 32_767;

/// The share of a number below which a difference is rounding, 2 to the power
/// of -48 as in LibreOffice.
const CLOSE: f64 = 1.0 / 281_474_976_710_656.0;

/// What `COUNTIF` looks for.
pub(super) enum Criterion {
    Number(f64),
    Text(String),
    Bool(bool),
}

/// The first error met; one of this evaluator goes before one of the
/// spreadsheet, so that a result does not depend on which cell is asked first.
#[derive(Default)]
pub(super) struct Trouble(Option<Fault>);

impl Trouble {
    pub(super) fn note(&mut self, fault: Fault) {
        let graver = match &self.0 {
            None => true,
            Some(first) => first.code().is_some() && fault.code().is_none(),
        };
        if graver {
            self.0 = Some(fault);
        }
    }

    pub(super) const fn is_none(&self) -> bool {
        self.0.is_none()
    }

    pub(super) fn or(self, outcome: Outcome) -> Outcome {
        self.0.map_or(outcome, Outcome::Error)
    }
}

/// What an operator makes of two operands that are no errors.
pub(super) fn apply(operator: Operator, left: &Outcome, right: &Outcome) -> Outcome {
    match operator {
        Operator::Join => join(left, right),
        Operator::Equal => Outcome::Bool(compare(left, right).is_eq()),
        Operator::Unequal => Outcome::Bool(compare(left, right).is_ne()),
        Operator::Less => Outcome::Bool(compare(left, right).is_lt()),
        Operator::LessOrEqual => Outcome::Bool(compare(left, right).is_le()),
        Operator::Greater => Outcome::Bool(compare(left, right).is_gt()),
        Operator::GreaterOrEqual => Outcome::Bool(compare(left, right).is_ge()),
        arithmetic => match (left.as_number(), right.as_number()) {
            (Ok(left), Ok(right)) => calculate(arithmetic, left, right),
            (Err(fault), _) | (_, Err(fault)) => Outcome::Error(fault),
        },
    }
}

/// The bytes of a text, which make it costly to handle.
pub(super) fn text_len(value: &Outcome) -> usize {
    match value {
        Outcome::Text(text) => text.len(),
        _ => 0,
    }
}

fn join(left: &Outcome, right: &Outcome) -> Outcome {
    let text = format!("{left}{right}");
    if text.len() > MAX_JOINED && text.chars().count() > MAX_JOINED {
        return Outcome::Error(Fault::Value);
    }
    Outcome::text(text)
}

fn calculate(operator: Operator, left: f64, right: f64) -> Outcome {
    let result = match operator {
        Operator::Add => settled(left + right, left),
        Operator::Subtract => settled(left - right, left),
        Operator::Multiply => left * right,
        _ if right == 0.0 => return Outcome::Error(Fault::DivideByZero),
        _ => left / right,
    };
    if result.is_finite() {
        Outcome::Number(result)
    } else {
        Outcome::Error(Fault::Number)
    }
}

/// What is left of a sum whose digits cancel out is 0, as in a spreadsheet.
fn settled(result: f64, operand: f64) -> f64 {
    if result.abs() < operand.abs() * CLOSE {
        0.0
    } else {
        result
    }
}

/// Numbers are equal when their first 15 digits are about the same.
fn compare_numbers(left: f64, right: f64) -> Ordering {
    if (left - right).abs() < left.abs() * CLOSE {
        return Ordering::Equal;
    }
    left.partial_cmp(&right).unwrap_or(Ordering::Equal)
}

/// Orders two values as a spreadsheet does: numbers before texts before truth
/// values, texts without regard to case, and an empty cell as the zero, the
/// empty text or the FALSE of the other.
fn compare(left: &Outcome, right: &Outcome) -> Ordering {
    const fn rank(value: &Outcome) -> u8 {
        match value {
            Outcome::Text(_) => 1,
            Outcome::Bool(_) => 2,
            _ => 0,
        }
    }
    match (left, right) {
        (Outcome::Text(left), Outcome::Text(right)) => compare_text(left, right),
        (Outcome::Empty, Outcome::Text(right)) => compare_text("", right),
        (Outcome::Text(left), Outcome::Empty) => compare_text(left, ""),
        (Outcome::Bool(left), Outcome::Bool(right)) => left.cmp(right),
        (Outcome::Empty, Outcome::Bool(right)) => false.cmp(right),
        (Outcome::Bool(left), Outcome::Empty) => left.cmp(&false),
        _ => match (rank(left), rank(right)) {
            (0, 0) => {
                let numbers = left.as_number().ok().zip(right.as_number().ok());
                numbers.map_or(Ordering::Equal, |(left, right)| {
                    compare_numbers(left, right)
                })
            }
            (left, right) => left.cmp(&right),
        },
    }
}

fn compare_text(left: &str, right: &str) -> Ordering {
    let left = left.chars().flat_map(char::to_lowercase);
    left.cmp(right.chars().flat_map(char::to_lowercase))
}

impl Criterion {
    pub(super) fn new(given: &Outcome) -> Result<Self, Fault> {
        match given {
            Outcome::Empty => Ok(Self::Number(0.0)),
            Outcome::Number(number) => Ok(Self::Number(*number)),
            Outcome::Bool(truth) => Ok(Self::Bool(*truth)),
            Outcome::Error(fault) => Err(fault.clone()),
            Outcome::Text(text) => {
                let special = text.is_empty()
                    || text.len() > 255
                    || text.starts_with(['=', '<', '>'])
                    || text.contains(['*', '?', '~']);
                if special {
                    let what = "condition of `COUNTIF`".to_owned();
                    return Err(Fault::Unsupported(what));
                }
                Ok(numeric(text).map_or_else(|| Self::Text(text.to_string()), Self::Number))
            }
        }
    }

    pub(super) fn matches(&self, value: &Outcome) -> bool {
        match (self, value) {
            (Self::Number(wanted), Outcome::Number(number)) => wanted == number,
            (Self::Number(wanted), Outcome::Text(text)) => numeric(text) == Some(*wanted),
            (Self::Text(wanted), Outcome::Text(text)) => compare_text(wanted, text).is_eq(),
            (Self::Bool(wanted), Outcome::Bool(truth)) => wanted == truth,
            _ => false,
        }
    }
}
