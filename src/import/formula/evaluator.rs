//! Computing cells.

use std::collections::{HashMap, HashSet};

use super::operand::{Criterion, Trouble, apply, text_len};
use super::outcome::{Fault, Outcome};
use super::program::{Step, parse};
use super::reference::Range;
use super::token::Operator;
use crate::import::workbook::{CellRef, Value, Workbook};

/// How many cells may wait for one another at once.
pub const MAX_DEPTH: usize = 256;
/// The work one evaluator does: about one step for each operation, each cell
/// looked at and each 16 bytes of text handled.
pub const MAX_STEPS: u64 = 10_000_000;

/// A sheet by its position, and a cell on it.
type Place = (usize, CellRef);

/// Computes the cells of a workbook from its formulas; stored results of
/// formulas are not looked at. Each cell is computed once.
#[derive(Debug)]
pub struct Evaluator<'w> {
    workbook: &'w Workbook,
    sheets: HashMap<String, usize>,
    known: HashMap<Place, Outcome>,
    waiting: HashSet<Place>,
    steps: u64,
}

/// What lies on the stack.
enum Operand<'p> {
    Value(Outcome),
    Area(usize, &'p Range),
}

impl<'w> Evaluator<'w> {
    /// An evaluator that knows nothing yet.
    #[must_use]
    pub fn new(workbook: &'w Workbook) -> Self {
        let mut sheets = HashMap::new();
        for (position, sheet) in workbook.sheets.iter().enumerate() {
            sheets.entry(sheet.name.to_lowercase()).or_insert(position);
        }
        Self {
            workbook,
            sheets,
            known: HashMap::new(),
            waiting: HashSet::new(),
            steps: 0,
        }
    }

    /// What a cell comes to. A cell without formula has its value; a formula
    /// that leads to an empty cell is 0.
    pub fn value(&mut self, sheet: &str, at: CellRef) -> Outcome {
        match self.sheets.get(&sheet.to_lowercase()) {
            Some(&position) => self.cell((position, at)),
            None => Outcome::Error(Fault::Reference),
        }
    }

    /// Counts work; false when there was too much.
    fn pay(&mut self, steps: usize) -> bool {
        self.steps = self.steps.saturating_add(steps as u64);
        self.steps <= MAX_STEPS
    }

    fn cell(&mut self, place: Place) -> Outcome {
        if !self.pay(1) {
            return Outcome::Error(Fault::TooCostly);
        }
        let workbook = self.workbook;
        let sheet = workbook.sheets.get(place.0);
        let Some(cell) = sheet.and_then(|sheet| sheet.cells.get(&place.1)) else {
            return Outcome::Empty;
        };
        if let Some(known) = self.known.get(&place) {
            return known.clone();
        }
        let Some(formula) = &cell.formula else {
            return self.stored(place, &cell.value);
        };
        if self.waiting.contains(&place) {
            return Outcome::Error(Fault::Cycle);
        }
        if self.waiting.len() >= MAX_DEPTH {
            return Outcome::Error(Fault::TooDeep);
        }
        self.waiting.insert(place);
        let outcome = match self.compute(formula, place.0) {
            Outcome::Empty => Outcome::Number(0.0),
            other => other,
        };
        self.waiting.remove(&place);
        // Asked by another way, the cell may be less deep.
        if !matches!(outcome, Outcome::Error(Fault::TooDeep | Fault::TooCostly)) {
            self.known.insert(place, outcome.clone());
        }
        outcome
    }

    fn stored(&mut self, place: Place, value: &Value) -> Outcome {
        match value {
            Value::Empty => Outcome::Empty,
            Value::Number(number) if number.is_finite() => Outcome::Number(*number),
            Value::Number(_) => Outcome::Error(Fault::Number),
            Value::Bool(truth) => Outcome::Bool(*truth),
            Value::Date(date) => Outcome::text(date.to_string()),
            Value::Error(code) => Outcome::Error(Fault::from_code(code).unwrap_or(Fault::Value)),
            Value::Text(text) => {
                // Kept, so that a long text is copied once only.
                let text = Outcome::text(text.as_str());
                self.known.insert(place, text.clone());
                text
            }
        }
    }

    fn compute(&mut self, formula: &str, home: usize) -> Outcome {
        if !self.pay(formula.len() / 8) {
            return Outcome::Error(Fault::TooCostly);
        }
        match parse(formula) {
            Ok(steps) => self.run(&steps, home),
            Err(fault) => Outcome::Error(fault),
        }
    }

    fn run(&mut self, steps: &[Step], home: usize) -> Outcome {
        let mut stack: Vec<Operand<'_>> = Vec::new();
        let mut next = 0;
        while let Some(step) = steps.get(next) {
            next += 1;
            if !self.pay(1) {
                return Outcome::Error(Fault::TooCostly);
            }
            let result = match step {
                Step::Push(value) => Operand::Value(value.clone()),
                Step::Load(range) => Operand::Value(self.load(range, home)),
                Step::Area(range) => self.area(range, home),
                Step::Negate => Operand::Value(match pop(&mut stack).as_number() {
                    Ok(number) => Outcome::Number(-number),
                    Err(fault) => Outcome::Error(fault),
                }),
                Step::Binary(operator) => {
                    let right = pop(&mut stack);
                    let left = pop(&mut stack);
                    Operand::Value(self.binary(*operator, &left, &right))
                }
                Step::Sum(count) => {
                    let arguments = stack.split_off(stack.len().saturating_sub(*count));
                    Operand::Value(self.sum(&arguments))
                }
                Step::CountIf => {
                    let criterion = pop(&mut stack);
                    let cells = stack.pop();
                    Operand::Value(self.count_if(cells, &criterion))
                }
                Step::Branch { otherwise, end } => match pop(&mut stack).as_condition() {
                    Ok(true) => continue,
                    Ok(false) => {
                        next = *otherwise;
                        continue;
                    }
                    Err(fault) => {
                        next = *end;
                        Operand::Value(Outcome::Error(fault))
                    }
                },
                Step::Jump(to) => {
                    next = *to;
                    continue;
                }
            };
            stack.push(result);
        }
        pop(&mut stack)
    }

    fn position(&self, range: &Range, home: usize) -> Option<usize> {
        match &range.sheet {
            None => Some(home),
            Some(name) => self.sheets.get(&name.to_lowercase()).copied(),
        }
    }

    fn load(&mut self, range: &Range, home: usize) -> Outcome {
        if !range.is_cell() {
            let what = "range where one value is needed".to_owned();
            return Outcome::Error(Fault::Unsupported(what));
        }
        match self.position(range, home) {
            Some(sheet) => self.cell((sheet, range.from)),
            None => Outcome::Error(Fault::Reference),
        }
    }

    fn area<'p>(&self, range: &'p Range, home: usize) -> Operand<'p> {
        match self.position(range, home) {
            Some(sheet) => Operand::Area(sheet, range),
            None => Operand::Value(Outcome::Error(Fault::Reference)),
        }
    }

    fn binary(&mut self, operator: Operator, left: &Outcome, right: &Outcome) -> Outcome {
        let mut trouble = Trouble::default();
        for side in [left, right] {
            if let Outcome::Error(fault) = side {
                trouble.note(fault.clone());
            }
        }
        if !trouble.is_none() {
            return trouble.or(Outcome::Empty);
        }
        if !self.pay((text_len(left) + text_len(right)) / 16) {
            return Outcome::Error(Fault::TooCostly);
        }
        apply(operator, left, right)
    }

    /// Adds up. Of cells only the numbers count; an argument given directly
    /// must be one.
    fn sum(&mut self, arguments: &[Operand<'_>]) -> Outcome {
        let mut total = 0.0;
        let mut trouble = Trouble::default();
        for argument in arguments {
            match argument {
                Operand::Value(value) => match value.as_number() {
                    Ok(number) => total += number,
                    Err(fault) => trouble.note(fault),
                },
                Operand::Area(sheet, range) => self.each(*sheet, range, &mut |value| match value {
                    Outcome::Number(number) => total += number,
                    Outcome::Error(fault) => trouble.note(fault),
                    _ => {}
                }),
            }
        }
        let total = if total.is_finite() {
            Outcome::Number(total)
        } else {
            Outcome::Error(Fault::Number)
        };
        trouble.or(total)
    }

    fn count_if(&mut self, cells: Option<Operand<'_>>, criterion: &Outcome) -> Outcome {
        let (sheet, range) = match cells {
            Some(Operand::Area(sheet, range)) => (sheet, range),
            Some(Operand::Value(Outcome::Error(fault))) => return Outcome::Error(fault),
            _ => {
                let what = "`COUNTIF` of something else than cells".to_owned();
                return Outcome::Error(Fault::Unsupported(what));
            }
        };
        let criterion = match Criterion::new(criterion) {
            Ok(criterion) => criterion,
            Err(fault) => return Outcome::Error(fault),
        };
        let mut count = 0.0;
        let mut trouble = Trouble::default();
        self.each(sheet, range, &mut |value| match value {
            Outcome::Error(fault) if fault.code().is_none() => trouble.note(fault),
            value if criterion.matches(&value) => count += 1.0,
            _ => {}
        });
        trouble.or(Outcome::Number(count))
    }

    /// Calls `with` for the value of each cell in a range that holds something.
    fn each(&mut self, sheet: usize, range: &Range, with: &mut dyn FnMut(Outcome)) {
        let workbook = self.workbook;
        let Some(cells) = workbook.sheets.get(sheet).map(|sheet| &sheet.cells) else {
            return;
        };
        for (&at, _) in cells.range(range.from..=range.to) {
            if !self.pay(1) {
                return with(Outcome::Error(Fault::TooCostly));
            }
            if range.contains(at) {
                let value = self.cell((sheet, at));
                with(value);
            }
        }
    }
}

/// The value on top; a range never stays there.
fn pop(stack: &mut Vec<Operand<'_>>) -> Outcome {
    match stack.pop() {
        Some(Operand::Value(value)) => value,
        _ => Outcome::Error(Fault::Unsupported("order of words".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::{Evaluator, Fault, MAX_STEPS, Outcome};
    use crate::import::workbook::{Cell, CellRef, Sheet, Value, Workbook};

    #[test]
    fn work_is_bounded() {
        // Every cell adds up all cells above it, twice.
        let cells = (1..=600).map(|row| {
            let formula = match row {
                1 => "1".to_owned(),
                _ => format!("SUM(A1:A{0})-SUM(A1:A{0})", row - 1),
            };
            let cell = Cell {
                value: Value::Empty,
                formula: Some(formula),
            };
            (CellRef::new(row, 1), cell)
        });
        let sheet = Sheet {
            name: "S".to_owned(),
            cells: cells.collect(),
            ..Sheet::default()
        };
        let sheets = vec![sheet];
        let book = Workbook { sheets };
        let mut evaluator = Evaluator::new(&book);
        evaluator.steps = MAX_STEPS - 100_000;
        let values: Vec<Outcome> = (1..=600)
            .map(|row| evaluator.value("S", CellRef::new(row, 1)))
            .collect();
        let given_up = Outcome::Error(Fault::TooCostly);
        assert_eq!(values.get(100), Some(&Outcome::Number(0.0)));
        assert_eq!(values.last(), Some(&given_up));
    }
}
