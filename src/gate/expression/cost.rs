use cel::common::ast::{
    CallExpr, ComprehensionExpr, EntryExpr, Expr, IdedExpr, LiteralValue, SelectExpr, operators,
};

use super::Problem;
use super::shape::{Kind, Shape, Sizes, VARIABLES};
use crate::text::nearest;

/// Steps that an expression may take for one assessment, a step being one operation
/// or 32 bytes that are copied or compared.
pub(super) const MOST_STEPS: u64 = 1_000_000;

/// Functions that an expression can call.
const FUNCTIONS: &[&str] = &[
    "contains",
    "days",
    "double",
    "endsWith",
    "int",
    "size",
    "startsWith",
    "string",
];

/// Names of what goes over a list, so that a wrong use of one is said as such.
const MACROS: &[&str] = &["all", "exists", "exists_one", "filter", "has", "map"];

const OPERATORS: &[&str] = &[
    operators::ADD,
    operators::CONDITIONAL,
    operators::DIVIDE,
    operators::EQUALS,
    operators::GREATER,
    operators::GREATER_EQUALS,
    operators::IN,
    operators::INDEX,
    operators::LESS,
    operators::LESS_EQUALS,
    operators::LOGICAL_AND,
    operators::LOGICAL_NOT,
    operators::LOGICAL_OR,
    operators::MODULO,
    operators::MULTIPLY,
    operators::NEGATE,
    operators::NOT_EQUALS,
    operators::NOT_STRICTLY_FALSE,
    operators::SUBSTRACT,
];

/// What an expression takes at most, and what it yields. What it names and is not
/// there is a problem, its place being the id of the part.
pub(super) fn steps(expression: &IdedExpr, sizes: Sizes) -> Result<u64, Problem> {
    let mut walk = Walk {
        sizes,
        names: Vec::new(),
    };
    walk.part(expression).map(|seen| seen.steps)
}

/// A part of an expression.
struct Seen {
    steps: u64,
    shape: Shape,
}

struct Walk {
    sizes: Sizes,
    /// Names that loops give, the innermost last.
    names: Vec<(String, Shape)>,
}

fn sum(numbers: impl IntoIterator<Item = u64>) -> u64 {
    numbers.into_iter().fold(0, u64::saturating_add)
}

impl Walk {
    fn part(&mut self, part: &IdedExpr) -> Result<Seen, Problem> {
        let id = part.id;
        match &part.expr {
            Expr::Literal(literal) => Ok(Seen {
                steps: 1,
                shape: match literal {
                    LiteralValue::String(text) => Shape::text(text.inner().len() as u64),
                    LiteralValue::Bytes(bytes) => Shape::text(bytes.inner().len() as u64),
                    _ => Shape::scalar(),
                },
            }),
            Expr::Ident(name) => self.name(name, id),
            Expr::Select(select) => self.select(select, id),
            Expr::Call(call) => self.call(call, id),
            Expr::Comprehension(of) => self.each(of),
            Expr::List(list) => self.list(&list.elements),
            Expr::Map(map) => self.map(map.entries.iter().map(|entry| &entry.expr), id),
            Expr::Struct(_) => Err(Problem::part("there are no types to make values of", id)),
            Expr::Unspecified => Err(Problem::part("a part of it is missing", id)),
        }
    }

    fn name(&self, name: &str, id: u64) -> Result<Seen, Problem> {
        let given = self.names.iter().rev().find(|(given, _)| given == name);
        let shape = given.map(|(_, shape)| shape.clone());
        let shape = shape.or_else(|| Shape::variable(name, self.sizes));
        let Some(shape) = shape else {
            let names = self.names.iter().map(|(name, _)| name.as_str());
            let names = names.filter(|name| !name.starts_with('@'));
            let close = nearest(name, names.chain(VARIABLES.iter().copied()));
            let there = || format!("there are {}", VARIABLES.join(", "));
            let help = close.map_or_else(there, |close| format!("did you mean `{close}`?"));
            return Err(Problem::part(format!("there is no `{name}`"), id).help(help));
        };
        Ok(Seen { steps: 1, shape })
    }

    fn select(&mut self, select: &SelectExpr, id: u64) -> Result<Seen, Problem> {
        let of = self.part(&select.operand)?;
        let shape = self.field(&of.shape, &select.field, id)?;
        Ok(Seen {
            steps: of.steps.saturating_add(1),
            shape: match select.test {
                true => Shape::scalar(),
                false => shape,
            },
        })
    }

    fn field(&self, of: &Shape, name: &str, id: u64) -> Result<Shape, Problem> {
        match &of.kind {
            Kind::Record(record) => match record.field(name) {
                Some(field) => Ok(Shape::field(field, self.sizes)),
                None => {
                    let names = || record.fields.iter().map(|(name, _)| *name);
                    let help = match nearest(name, names()) {
                        Some(close) => format!("did you mean `{close}`?"),
                        None => format!("it has {}", names().collect::<Vec<_>>().join(", ")),
                    };
                    let message = format!("{} has no `{name}`", record.name);
                    Err(Problem::part(message, id).help(help))
                }
            },
            Kind::Map(value) => Ok(Shape::clone(value)),
            Kind::Any | Kind::Nothing => Ok(Shape::any(of.weight)),
            Kind::Scalar => {
                let message = format!("a text or a number has no `{name}`");
                Err(Problem::part(message, id))
            }
            Kind::List(_) => {
                let message = format!("a list has no `{name}`");
                let help = "go over it with `all`, `exists`, `filter` or `map`";
                Err(Problem::part(message, id).help(help))
            }
        }
    }

    fn call(&mut self, call: &CallExpr, id: u64) -> Result<Seen, Problem> {
        let name = call.func_name.as_str();
        if !OPERATORS.contains(&name) && !FUNCTIONS.contains(&name) {
            return Err(unknown(name, id));
        }
        let parts = call.target.iter().map(AsRef::as_ref).chain(&call.args);
        let mut seen = Vec::new();
        for part in parts {
            seen.push(self.part(part)?);
        }
        let inner = sum(seen.iter().map(|seen| seen.steps));
        let weight = sum(seen.iter().map(|seen| seen.shape.weight));
        let mut shapes = seen.into_iter().map(|seen| seen.shape);
        let (first, second, third) = (shapes.next(), shapes.next(), shapes.next());
        // What is chosen from is not copied or compared.
        let light = matches!(name, operators::CONDITIONAL | operators::INDEX);
        let own = if light { 1 } else { weight.saturating_add(1) };
        let shape = match (name, first, second, third) {
            (operators::CONDITIONAL, Some(_), Some(one), Some(other)) => one.or(other),
            (operators::INDEX, Some(of), Some(_), None) => {
                let key = call.args.get(1).and_then(text_of);
                self.indexed(&of, key, id)?
            }
            (operators::ADD, Some(one), Some(other), None) => one.and(other),
            ("string", Some(of), None, None) => Shape::text(of.weight.saturating_mul(32)),
            _ => Shape::scalar(),
        };
        Ok(Seen {
            steps: inner.saturating_add(own),
            shape,
        })
    }

    fn indexed(&self, of: &Shape, key: Option<&str>, id: u64) -> Result<Shape, Problem> {
        match (&of.kind, key) {
            (Kind::List(element), _) => Ok(Shape::clone(element)),
            (Kind::Record(_) | Kind::Map(_), Some(key)) => self.field(of, key, id),
            (Kind::Map(value), None) => Ok(Shape::clone(value)),
            _ => Ok(Shape::any(of.weight)),
        }
    }

    /// What goes over a list or the keys of a map.
    fn each(&mut self, of: &ComprehensionExpr) -> Result<Seen, Problem> {
        let range = self.part(&of.iter_range)?;
        let start = self.part(&of.accu_init)?;
        let (count, element) = (range.shape.count, range.shape.element());
        let copied = element.weight.saturating_add(1);
        let depth = self.names.len();
        self.names.push((of.accu_var.clone(), start.shape.clone()));
        self.names.push((of.iter_var.clone(), element));
        let turn = self.part(&of.loop_cond).and_then(|condition| {
            let step = self.part(&of.loop_step)?;
            Ok((condition.steps.saturating_add(step.steps), step.shape))
        });
        self.names.truncate(depth);
        let (turn, grown) = turn?;
        let shape = match (&start.shape.kind, &grown.kind) {
            // `map` and `filter` add one element a turn.
            (Kind::List(_), Kind::List(element)) => Shape::list(Shape::clone(element), count),
            (Kind::List(_), _) => Shape::any(count.saturating_mul(grown.weight)),
            _ => Shape::scalar(),
        };
        let turns = count.saturating_mul(turn.saturating_add(copied));
        Ok(Seen {
            steps: sum([range.steps, start.steps, turns, 2]),
            shape,
        })
    }

    fn list(&mut self, elements: &[IdedExpr]) -> Result<Seen, Problem> {
        let (mut steps, mut of) = (1_u64, Shape::nothing());
        for element in elements {
            let seen = self.part(element)?;
            steps = sum([steps, seen.steps, seen.shape.weight]);
            of = of.or(seen.shape);
        }
        Ok(Seen {
            steps,
            shape: Shape::list(of, elements.len() as u64),
        })
    }

    fn map<'e>(
        &mut self,
        entries: impl Iterator<Item = &'e EntryExpr>,
        id: u64,
    ) -> Result<Seen, Problem> {
        let (mut steps, mut of) = (1_u64, Shape::nothing());
        let (mut count, mut key) = (0, 0);
        for entry in entries {
            let EntryExpr::MapEntry(entry) = entry else {
                return Err(Problem::part("there are no types to make values of", id));
            };
            let name = self.part(&entry.key)?;
            let value = self.part(&entry.value)?;
            key = name.shape.weight.max(key);
            steps = sum([
                steps,
                name.steps,
                value.steps,
                value.shape.weight,
                name.shape.weight,
            ]);
            of = of.or(value.shape);
            count += 1;
        }
        Ok(Seen {
            steps,
            shape: Shape::map(of, count, key),
        })
    }
}

/// A text that is written out.
pub(super) fn text_of(part: &IdedExpr) -> Option<&str> {
    match &part.expr {
        Expr::Literal(LiteralValue::String(text)) => Some(text.inner()),
        _ => None,
    }
}

fn unknown(name: &str, id: u64) -> Problem {
    if MACROS.contains(&name) {
        let message = format!("`{name}` is not used like that");
        let help = "write `list.all(each, condition)`, and `has(thing.field)`";
        return Problem::part(message, id).help(help);
    }
    let names = || FUNCTIONS.iter().chain(MACROS).copied();
    let help = match nearest(name, names()) {
        Some(close) => format!("did you mean `{close}`?"),
        None => format!("there are {}", names().collect::<Vec<_>>().join(", ")),
    };
    Problem::part(format!("there is no function `{name}`"), id).help(help)
}
