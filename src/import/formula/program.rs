//! A formula as a list of steps for a stack of operands.
//!
//! A list instead of a tree: computing and dropping it takes no recursion,
//! however long the formula is.

use std::iter::Peekable;

use super::outcome::{Fault, Outcome};
use super::reference::Range;
use super::token::{Operator, Token, Tokens};

/// The longest formula computed, in bytes.
pub const MAX_LENGTH: usize = 8192;
/// How deep parentheses and functions may nest.
pub const MAX_NESTING: usize = 64;

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// Puts a value on the stack.
    Push(Outcome),
    /// Puts the value of a cell on the stack.
    Load(Range),
    /// Puts the cells themselves on the stack.
    Area(Range),
    /// Turns the sign of the top.
    Negate,
    /// Joins the two on top.
    Binary(Operator),
    /// Adds up that many from the top.
    Sum(usize),
    /// Counts the cells below the top that match the top.
    CountIf,
    /// Takes the condition from the top: goes on when true, goes to
    /// `otherwise` when false; an error stays on top at `end`.
    Branch { otherwise: usize, end: usize },
    /// Goes to a later step.
    Jump(usize),
}

/// Whether an argument may be cells instead of their value.
#[derive(Clone, Copy, PartialEq)]
enum Takes {
    Cells,
    Value,
}

struct Parser<'t> {
    tokens: Peekable<Tokens<'t>>,
    steps: Vec<Step>,
    nesting: usize,
}

/// Reads a formula, with or without its `=`.
pub(super) fn parse(formula: &str) -> Result<Vec<Step>, Fault> {
    if formula.len() > MAX_LENGTH {
        return Err(unsupported("more than 8192 characters"));
    }
    let mut parser = Parser {
        tokens: Tokens::new(formula).peekable(),
        steps: Vec::new(),
        nesting: 0,
    };
    parser.expression(1)?;
    match parser.tokens.next() {
        None => Ok(parser.steps),
        Some(token) => Err(unexpected(Some(token))),
    }
}

fn unsupported(what: impl Into<String>) -> Fault {
    Fault::Unsupported(what.into())
}

fn unexpected(token: Option<Token>) -> Fault {
    unsupported(match token {
        Some(Token::Unknown(what)) => what,
        Some(Token::Name(name)) => format!("name `{}`", short(&name)),
        Some(_) => "order of words".to_owned(),
        None => "sudden end".to_owned(),
    })
}

fn short(name: &str) -> String {
    name.chars().take(40).collect()
}

/// How tightly an operator binds.
const fn tightness(operator: Operator) -> u8 {
    match operator {
        Operator::Equal
        | Operator::Unequal
        | Operator::Less
        | Operator::LessOrEqual
        | Operator::Greater
        | Operator::GreaterOrEqual => 1,
        Operator::Join => 2,
        Operator::Add | Operator::Subtract => 3,
        Operator::Multiply | Operator::Divide => 4,
    }
}

impl Parser<'_> {
    /// Operands joined by operators that bind at least so tightly.
    fn expression(&mut self, least: u8) -> Result<(), Fault> {
        self.operand()?;
        while let Some(&Token::Operator(operator)) = self.tokens.peek() {
            let tight = tightness(operator);
            if tight < least {
                break;
            }
            self.tokens.next();
            self.expression(tight + 1)?;
            self.steps.push(Step::Binary(operator));
        }
        Ok(())
    }

    fn operand(&mut self) -> Result<(), Fault> {
        let mut signs = 0_usize;
        loop {
            match self.tokens.peek() {
                Some(Token::Operator(Operator::Subtract)) => signs += 1,
                Some(Token::Operator(Operator::Add)) => {}
                _ => break,
            }
            self.tokens.next();
        }
        self.primary()?;
        self.steps.extend(std::iter::repeat_n(Step::Negate, signs));
        Ok(())
    }

    fn primary(&mut self) -> Result<(), Fault> {
        let step = match self.tokens.next() {
            Some(Token::Number(number)) => Step::Push(Outcome::Number(number)),
            Some(Token::Text(text)) => Step::Push(Outcome::text(text)),
            Some(Token::Bool(truth)) => Step::Push(Outcome::Bool(truth)),
            Some(Token::Error(fault)) => Step::Push(Outcome::Error(fault)),
            Some(Token::Range(range)) => Step::Load(range),
            Some(Token::Open) => {
                return self.nested(|parser| {
                    parser.expression(1)?;
                    parser.expect(&Token::Close)
                });
            }
            Some(Token::Name(name)) if self.tokens.peek() == Some(&Token::Open) => {
                self.tokens.next();
                return self.nested(|parser| parser.function(&name));
            }
            other => return Err(unexpected(other)),
        };
        self.steps.push(step);
        Ok(())
    }

    fn nested(&mut self, inner: impl FnOnce(&mut Self) -> Result<(), Fault>) -> Result<(), Fault> {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(unsupported("nesting deeper than 64"));
        }
        inner(self)?;
        self.nesting -= 1;
        Ok(())
    }

    fn expect(&mut self, wanted: &Token) -> Result<(), Fault> {
        match self.tokens.next() {
            Some(token) if token == *wanted => Ok(()),
            other => Err(unexpected(other)),
        }
    }

    /// What follows the name of a function and its parenthesis.
    fn function(&mut self, name: &str) -> Result<(), Fault> {
        match name.to_ascii_uppercase().as_str() {
            "SUM" => {
                let mut count = 1;
                self.argument(Takes::Cells)?;
                while self.comma() {
                    self.argument(Takes::Cells)?;
                    count += 1;
                }
                self.steps.push(Step::Sum(count));
            }
            "COUNTIF" => {
                self.argument(Takes::Cells)?;
                self.expect(&Token::Comma)?;
                self.argument(Takes::Value)?;
                self.steps.push(Step::CountIf);
            }
            "IF" => self.conditional()?,
            "TRUE" => self.steps.push(Step::Push(Outcome::Bool(true))),
            "FALSE" => self.steps.push(Step::Push(Outcome::Bool(false))),
            _ => return Err(unsupported(format!("function `{}`", short(name)))),
        }
        self.expect(&Token::Close)
    }

    fn comma(&mut self) -> bool {
        self.tokens.next_if_eq(&Token::Comma).is_some()
    }

    /// One argument; one left out is empty.
    fn argument(&mut self, takes: Takes) -> Result<(), Fault> {
        if matches!(self.tokens.peek(), Some(Token::Comma | Token::Close)) {
            self.steps.push(Step::Push(Outcome::Empty));
            return Ok(());
        }
        let start = self.steps.len();
        self.expression(1)?;
        let alone = self.steps.len() == start + 1;
        if takes == Takes::Cells
            && alone
            && let Some(Step::Load(range)) = self.steps.last().cloned()
        {
            self.steps.pop();
            self.steps.push(Step::Area(range));
        }
        Ok(())
    }

    /// The arguments of `IF`, of which only the chosen one is computed.
    fn conditional(&mut self) -> Result<(), Fault> {
        self.argument(Takes::Value)?;
        self.expect(&Token::Comma)?;
        let branch = self.steps.len();
        self.steps.push(Step::Jump(0));
        self.argument(Takes::Value)?;
        let jump = self.steps.len();
        self.steps.push(Step::Jump(0));
        let otherwise = self.steps.len();
        if self.comma() {
            self.argument(Takes::Value)?;
        } else {
            self.steps.push(Step::Push(Outcome::Bool(false)));
        }
        let end = self.steps.len();
        for (place, step) in [
            (branch, Step::Branch { otherwise, end }),
            (jump, Step::Jump(end)),
        ] {
            if let Some(slot) = self.steps.get_mut(place) {
                *slot = step;
            }
        }
        Ok(())
    }
}
