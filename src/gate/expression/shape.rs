use std::rc::Rc;

/// What an expression can see, and how much of it there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::gate) struct Sizes {
    /// Practices that the gate applies to.
    pub(in crate::gate) practices: u64,
    /// Nodes.
    pub(in crate::gate) nodes: u64,
    /// Measures of the model.
    pub(in crate::gate) measures: u64,
    /// Changes against the base.
    pub(in crate::gate) changes: u64,
    /// Facets of the model.
    pub(in crate::gate) facets: u64,
    /// Bytes of the longest id, title or word of the model.
    pub(in crate::gate) name: u64,
    /// Bytes of the longest text of the assessment and its changes.
    pub(in crate::gate) text: u64,
}

/// What a value is, as far as that can be told before it is there, and how large it
/// can be at most.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub(super) kind: Kind,
    /// Elements of a list or keys of a map.
    pub(super) count: u64,
    /// What copying or comparing it takes.
    pub(super) weight: u64,
}

#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// No value yet: the element of an empty list.
    Nothing,
    /// Whatever it may be.
    Any,
    /// A number, a text, yes or no.
    Scalar,
    /// Elements alike.
    List(Rc<Shape>),
    /// Values alike, by name.
    Map(Rc<Shape>),
    /// Known fields.
    Record(&'static Record),
}

/// A thing with fields.
#[derive(Debug)]
pub(super) struct Record {
    /// What it is called in messages.
    pub(super) name: &'static str,
    pub(super) fields: &'static [(&'static str, Field)],
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Field {
    Scalar,
    /// An id, a title or a word of the model.
    Name,
    Text,
    Facets,
    Measures,
    Record(&'static Record),
}

pub(super) static MODEL: Record = Record {
    name: "the model",
    fields: &[("id", Field::Name), ("version", Field::Name)],
};

pub(super) static MEASURE: Record = Record {
    name: "a measure",
    fields: &[
        ("level", Field::Scalar),
        ("number", Field::Scalar),
        ("value", Field::Text),
    ],
};

pub(super) static NODE: Record = Record {
    name: "a node",
    fields: &[
        ("answered", Field::Scalar),
        ("id", Field::Name),
        ("kind", Field::Name),
        ("measures", Field::Measures),
        ("not_applicable", Field::Scalar),
        ("out_of_scope", Field::Scalar),
        ("title", Field::Name),
        ("total", Field::Scalar),
        ("unanswered", Field::Scalar),
    ],
};

static EVIDENCE: Record = Record {
    name: "the evidence of a practice",
    fields: &[("count", Field::Scalar), ("expired", Field::Scalar)],
};

pub(super) static PRACTICE: Record = Record {
    name: "a practice",
    fields: &[
        ("answer", Field::Name),
        ("because", Field::Text),
        ("by", Field::Text),
        ("evidence", Field::Record(&EVIDENCE)),
        ("facets", Field::Facets),
        ("id", Field::Name),
        ("level", Field::Name),
        ("na", Field::Text),
        ("node", Field::Name),
        ("owner", Field::Text),
        ("score", Field::Scalar),
        ("state", Field::Name),
        ("target", Field::Name),
        ("target_score", Field::Scalar),
        ("title", Field::Name),
    ],
};

pub(super) static CHANGE: Record = Record {
    name: "a change",
    fields: &[
        ("direction", Field::Name),
        ("field", Field::Name),
        ("from", Field::Text),
        ("item", Field::Name),
        ("regression", Field::Scalar),
        ("to", Field::Text),
    ],
};

/// The names that an expression can use.
pub(super) const VARIABLES: &[&str] = &[
    "as_of",
    "changes",
    "has_base",
    "measures",
    "model",
    "nodes",
    "practices",
    "today",
    "unit",
];

impl Record {
    pub(super) fn field(&self, name: &str) -> Option<Field> {
        let found = self.fields.iter().find(|(field, _)| *field == name);
        found.map(|(_, field)| *field)
    }
}

impl Shape {
    pub(super) fn scalar() -> Self {
        Self {
            kind: Kind::Scalar,
            count: 0,
            weight: 0,
        }
    }

    pub(super) fn text(bytes: u64) -> Self {
        Self {
            weight: 1 + bytes / 32,
            ..Self::scalar()
        }
    }

    pub(super) fn nothing() -> Self {
        Self {
            kind: Kind::Nothing,
            ..Self::scalar()
        }
    }

    /// Anything that is no heavier than so much.
    pub(super) fn any(weight: u64) -> Self {
        Self {
            kind: Kind::Any,
            count: weight,
            weight,
        }
    }

    pub(super) fn list(element: Self, count: u64) -> Self {
        let weight = count.saturating_mul(element.weight.saturating_add(1));
        Self {
            kind: Kind::List(Rc::new(element)),
            count,
            weight,
        }
    }

    pub(super) fn map(value: Self, count: u64, key: u64) -> Self {
        let each = value.weight.saturating_add(key).saturating_add(1);
        Self {
            kind: Kind::Map(Rc::new(value)),
            count,
            weight: count.saturating_mul(each),
        }
    }

    pub(super) fn record(record: &'static Record, sizes: Sizes) -> Self {
        let fields = record.fields.iter();
        let weights = fields.map(|(_, field)| Self::field(*field, sizes).weight + 1);
        Self {
            kind: Kind::Record(record),
            count: record.fields.len() as u64,
            weight: weights.fold(0, u64::saturating_add),
        }
    }

    pub(super) fn field(field: Field, sizes: Sizes) -> Self {
        match field {
            Field::Scalar => Self::scalar(),
            Field::Name => Self::text(sizes.name),
            Field::Text => Self::text(sizes.text),
            Field::Facets => {
                let name = Self::text(sizes.name);
                let key = name.weight;
                Self::map(name, sizes.facets, key)
            }
            Field::Measures => {
                let key = Self::text(sizes.name).weight;
                Self::map(Self::record(&MEASURE, sizes), sizes.measures, key)
            }
            Field::Record(record) => Self::record(record, sizes),
        }
    }

    /// What a name of the document stands for.
    pub(super) fn variable(name: &str, sizes: Sizes) -> Option<Self> {
        Some(match name {
            "as_of" | "today" | "unit" => Self::text(sizes.text),
            "changes" => Self::list(Self::record(&CHANGE, sizes), sizes.changes),
            "has_base" => Self::scalar(),
            "measures" => Self::field(Field::Measures, sizes),
            "model" => Self::record(&MODEL, sizes),
            "nodes" => {
                let key = Self::text(sizes.name).weight;
                Self::map(Self::record(&NODE, sizes), sizes.nodes, key)
            }
            // A practice is looked into on demand, so that its copy is one reference.
            "practices" => {
                let practice = Self {
                    weight: 1,
                    ..Self::record(&PRACTICE, sizes)
                };
                Self::list(practice, sizes.practices)
            }
            _ => return None,
        })
    }

    /// What is one of two.
    pub(super) fn or(self, other: Self) -> Self {
        let (count, weight) = (self.count.max(other.count), self.weight.max(other.weight));
        let kind = match (self.kind, other.kind) {
            (Kind::Nothing, kind) | (kind, Kind::Nothing) => kind,
            (Kind::Scalar, Kind::Scalar) => Kind::Scalar,
            (Kind::List(one), Kind::List(other)) => Kind::List(either(&one, &other)),
            (Kind::Map(one), Kind::Map(other)) => Kind::Map(either(&one, &other)),
            (Kind::Record(one), Kind::Record(other)) if std::ptr::eq(one, other) => {
                Kind::Record(one)
            }
            _ => Kind::Any,
        };
        Self {
            kind,
            count,
            weight,
        }
    }

    /// What two texts or lists are together.
    pub(super) fn and(self, other: Self) -> Self {
        let count = self.count.saturating_add(other.count);
        let weight = self.weight.saturating_add(other.weight);
        Self {
            count,
            weight,
            ..self.or(other)
        }
    }

    /// What it holds, when it is gone through.
    pub(super) fn element(&self) -> Self {
        match &self.kind {
            Kind::List(element) => Self::clone(element),
            Kind::Any => Self::any(self.weight),
            Kind::Nothing | Kind::Scalar => Self::nothing(),
            Kind::Map(_) | Kind::Record(_) => Self {
                weight: self.weight,
                ..Self::scalar()
            },
        }
    }
}

fn either(one: &Rc<Shape>, other: &Rc<Shape>) -> Rc<Shape> {
    Rc::new(Shape::clone(one).or(Shape::clone(other)))
}
